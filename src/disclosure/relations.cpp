#include "disclosure/relations.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cmath>
#include <limits>
#include <numeric>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kMostLevels = 256;  ///< grouping sets, shared margins included
constexpr double kOpen = std::numeric_limits<double>::infinity();

/// How deep each dimension goes: 0 rolled up, 1 the top codes of a hierarchy, and so on.
using Level = std::vector<std::uint8_t>;

bool coarser(const Level& a, const Level& b) {
  for (std::size_t d = 0; d < a.size(); ++d)
    if (a[d] > b[d]) return false;
  return a != b;
}

class Derivation {
 public:
  explicit Derivation(const Table& table) : table_(table) {
    out_.groups = out_.nodes = table.groups.size();
    for (const auto& dimension : table.dimensions) depths_.push_back(depths(dimension));
    for (std::uint32_t g = 0; g < table.groups.size(); ++g) place(g);
  }

  Relations run() {
    const auto published = levels_.size();
    close_under_meets();
    for (std::size_t i = published; i < levels_.size(); ++i) fill_unpublished(i);
    for (std::size_t coarse = 0; coarse < levels_.size(); ++coarse)
      for (std::size_t fine = 0; fine < levels_.size(); ++fine)
        if (covers(coarse, fine)) relate(coarse, fine);
    return std::move(out_);
  }

 private:
  static std::vector<std::uint8_t> depths(const Dimension& dimension) {
    std::vector<std::uint8_t> out(dimension.parent.size(), 1);
    for (std::size_t code = 0; code < out.size(); ++code)
      for (auto up = dimension.parent[code]; up >= 0; up = dimension.parent[static_cast<std::size_t>(up)]) ++out[code];
    return out;
  }

  using Codes = std::vector<std::int32_t>;  ///< one a dimension, -1 where rolled up

  static std::string text(std::size_t level, const Codes& codes) {
    std::string out(reinterpret_cast<const char*>(&level), sizeof level);
    return out.append(reinterpret_cast<const char*>(codes.data()), codes.size() * sizeof(std::int32_t));
  }

  void place(std::uint32_t g) {
    const auto& group = table_.groups[g];
    Level level(group.keys.size(), 0);
    Codes codes = group.keys;
    for (std::size_t d = 0; d < codes.size(); ++d) {
      if ((group.mask >> d & 1) != 0)
        codes[d] = -1;
      else
        level[d] = depths_[d].empty() ? 1 : depths_[d][static_cast<std::size_t>(codes[d])];
    }
    add(level_number(level), std::move(codes), g);
  }

  std::size_t level_number(const Level& level) {
    const auto at = std::find(levels_.begin(), levels_.end(), level);
    if (at != levels_.end()) return static_cast<std::size_t>(at - levels_.begin());
    levels_.push_back(level);
    nodes_.emplace_back();
    codes_.emplace_back();
    return levels_.size() - 1;
  }

  void add(std::size_t level, Codes codes, std::uint32_t node) {
    pace_();
    index_.emplace(text(level, codes), node);
    nodes_[level].push_back(node);
    codes_[level].push_back(std::move(codes));
  }

  /// Two grouping sets of which none is coarser have the margin of what they share in common, published or not.
  void close_under_meets() {
    for (std::size_t a = 0; a < levels_.size(); ++a)
      for (std::size_t b = 0; b < a && levels_.size() < kMostLevels; ++b) {
        if (coarser(levels_[a], levels_[b]) || coarser(levels_[b], levels_[a])) continue;
        Level meet(levels_[a].size());
        for (std::size_t d = 0; d < meet.size(); ++d) meet[d] = std::min(levels_[a][d], levels_[b][d]);
        level_number(meet);
      }
  }

  Codes project(const Codes& codes, const Level& from, const Level& to) const {
    Codes out = codes;
    for (std::size_t d = 0; d < out.size(); ++d) {
      for (auto depth = from[d]; depth > to[d] && depth > 1; --depth)
        out[d] = table_.dimensions[d].parent[static_cast<std::size_t>(out[d])];
      if (to[d] == 0) out[d] = -1;
    }
    return out;
  }

  void fill_unpublished(std::size_t level) {
    for (std::size_t fine = 0; fine < level; ++fine) {
      if (!coarser(levels_[level], levels_[fine])) continue;
      for (std::size_t i = 0; i < codes_[fine].size(); ++i) {
        auto codes = project(codes_[fine][i], levels_[fine], levels_[level]);
        if (!index_.contains(text(level, codes))) add(level, std::move(codes), static_cast<std::uint32_t>(out_.nodes++));
      }
    }
  }

  bool covers(std::size_t coarse, std::size_t fine) const {
    if (!coarser(levels_[coarse], levels_[fine])) return false;
    return std::none_of(levels_.begin(), levels_.end(), [&](const auto& between) {
      return coarser(levels_[coarse], between) && coarser(between, levels_[fine]);
    });
  }

  void relate(std::size_t coarse, std::size_t fine) {
    boost::unordered_flat_map<std::uint32_t, std::vector<std::uint32_t>> parts;
    for (std::size_t i = 0; i < codes_[fine].size(); ++i) {
      pace_();
      const auto at = index_.find(text(coarse, project(codes_[fine][i], levels_[fine], levels_[coarse])));
      if (at != index_.end()) parts[at->second].push_back(nodes_[fine][i]);
    }
    for (const auto total : nodes_[coarse]) {
      const auto found = parts.find(total);
      if (found == parts.end()) continue;
      out_.members.push_back(total);
      out_.members.insert(out_.members.end(), found->second.begin(), found->second.end());
      out_.start.push_back(static_cast<std::uint32_t>(out_.members.size()));
    }
  }

  const Table& table_;
  Pace pace_;
  Relations out_;
  std::vector<std::vector<std::uint8_t>> depths_;
  std::vector<Level> levels_;
  std::vector<std::vector<std::uint32_t>> nodes_;  ///< by level
  std::vector<std::vector<Codes>> codes_;          ///< by level, beside nodes_
  boost::unordered_flat_map<std::string, std::uint32_t> index_;
};

/// Values of unpublished margins: the sum of the parts, once those are known.
void fill_values(System& system, const Relations& relations) {
  std::vector<bool> known(relations.nodes, false);
  std::fill_n(known.begin(), relations.groups, true);
  for (bool again = true; again;) {
    again = false;
    for (std::size_t r = 0; r < relations.count(); ++r) {
      const auto members = relations.of(r);
      if (known[members[0]] || !std::all_of(members.begin() + 1, members.end(), [&](auto node) { return known[node]; })) continue;
      for (const auto node : members.subspan(1)) system.value[members[0]] += system.value[node];
      known[members[0]] = again = true;
    }
  }
}

void keep_what_adds_up(System& system, const Relations& all) {
  auto& kept = system.relations;
  kept.groups = all.groups;
  kept.nodes = all.nodes;
  for (std::size_t r = 0; r < all.count(); ++r) {
    const auto members = all.of(r);
    double sum = 0, scale = std::abs(system.value[members[0]]);
    for (const auto node : members.subspan(1)) sum += system.value[node], scale += std::abs(system.value[node]);
    if (std::abs(sum - system.value[members[0]]) > 1e-9 * scale + system.tolerance) continue;
    kept.members.insert(kept.members.end(), members.begin(), members.end());
    kept.start.push_back(static_cast<std::uint32_t>(kept.members.size()));
  }
  system.touching_start.assign(all.nodes + 1, 0);
  for (const auto node : kept.members) ++system.touching_start[node + 1];
  std::partial_sum(system.touching_start.begin(), system.touching_start.end(), system.touching_start.begin());
  system.touching.resize(kept.members.size());
  auto next = system.touching_start;
  for (std::size_t r = 0; r < kept.count(); ++r)
    for (const auto node : kept.of(r)) system.touching[next[node]++] = static_cast<std::uint32_t>(r);
}

std::int64_t fewest(const Cell& cell) {
  return cell.entities.empty() ? 0 : *std::min_element(cell.entities.begin(), cell.entities.end());
}

/// Negative contributions somewhere: then a sum may be anything.
bool may_be_negative(const Table& table, std::size_t measure) {
  for (std::size_t g = 0; g < table.groups.size(); ++g) {
    const auto& cell = table.at(g, measure);
    if (cell.value < 0 || cell.total_abs > cell.value * (1 + 1e-9) + 1e-9) return true;
  }
  return false;
}

}  // namespace

Relations derive(const Table& table) { return Derivation(table).run(); }

/// What an outsider would have to allow for if the cell were hidden.
static void bound(System& system, const Rules& rules, const Table& table, std::size_t g, std::size_t m) {
  if (table.measures[m].kind != Kind::count) return;
  const auto& cell = table.at(g, m);
  const bool small = table.groups[g].absent && cell.value <= rules.k - 1;
  const double least = !table.groups[g].absent && fewest(cell) >= rules.k ? std::min<double>(rules.k, cell.value) : 0;
  system.down[g] = cell.value - least;
  system.up[g] = small ? rules.k - 1 - cell.value : kOpen;
}

void hide(System& system, const Rules& rules, const Table& table, std::size_t g, std::size_t m, const SuppressOptions& options) {
  system.hidden[g] = true;
  system.may_hide[g] = false;
  if (table.measures[m].kind == Kind::count)
    system.need[g] = std::max(1, rules.k / 2);
  else
    system.need[g] = std::max(rules.p.value_or(options.width) * std::abs(table.at(g, m).value), 10 * system.tolerance);
}

System observe(const Rules& rules, const Table& table, const Relations& relations, std::size_t measure,
               const SuppressOptions& options) {
  System out;
  const auto nodes = relations.nodes;
  out.value.assign(nodes, 0);
  for (std::size_t g = 0; g < relations.groups; ++g) out.value[g] = table.at(g, measure).value;
  fill_values(out, relations);
  double scale = 0;
  for (const auto value : out.value) scale = std::max(scale, std::abs(value));
  out.tolerance = scale * 1e-12;
  keep_what_adds_up(out, relations);
  const bool negative = table.measures[measure].kind == Kind::sum && may_be_negative(table, measure);
  out.up.assign(nodes, kOpen);
  out.down.resize(nodes);
  for (std::size_t i = 0; i < nodes; ++i) out.down[i] = negative ? kOpen : std::max(0.0, out.value[i]);
  out.need.assign(nodes, 0);
  out.hidden.assign(nodes, true);
  out.may_hide.assign(nodes, false);
  out.cost.assign(nodes, 0);
  std::vector<bool> total(nodes, false);
  for (std::size_t r = 0; r < out.relations.count(); ++r) total[out.relations.of(r)[0]] = true;
  for (std::size_t g = 0; g < relations.groups; ++g) {
    const auto& cell = table.at(g, measure);
    out.hidden[g] = false;
    out.may_hide[g] = true;
    bound(out, rules, table, g, measure);
    out.cost[g] = (total[g] ? 4 : 1) * std::log2(2.0 + static_cast<double>(fewest(cell)));
    if (cell.state != State::shown) hide(out, rules, table, g, measure, options);
  }
  return out;
}

}  // namespace gongshu::disclosure
