#include "engine/statistics_cells.h"

#include <bit>
#include <numeric>
#include <set>

#include "engine/expressions.h"

namespace gongshu::engine {

using disclosure::Reason;
using disclosure::State;

namespace {
std::string key_name(const Expr& e, std::size_t i) {
  return e.kind == Expr::Kind::column ? e.name : "key " + std::to_string(i + 1);
}
}  // namespace

std::uint64_t grouping_mask(const Block& block, std::size_t set) {
  std::uint64_t mask = (std::uint64_t{1} << block.keys.size()) - 1;
  for (const int key : block.grouping_sets[set])
    mask &= ~(std::uint64_t{1} << (block.keys.size() - 1 - static_cast<std::size_t>(key)));
  return mask;
}

std::uint32_t mask_of(const Measure& measure) {
  std::uint32_t out = 0;
  for (const int t : measure.tests) out |= 1u << t;
  return out;
}

bool joined(const Block& block) {
  if (block.sources.size() > 1) return true;
  return block.sources[0].block && !block.sources[0].block->grouped && joined(*block.sources[0].block);
}

void Composite::merge(std::vector<disclosure::EgressRow>& rows) {
  std::ranges::sort(rows, {}, [](const disclosure::EgressRow& r) { return std::pair(r.key, r.atom); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.size();) {
    std::vector<std::uint32_t> atoms;
    auto next = i;
    for (; next < rows.size() && rows[next].key == rows[i].key; ++next)
      if (atoms.empty() || atoms.back() != rows[next].atom) atoms.push_back(rows[next].atom);
    auto row = rows[i];
    if (atoms.size() > 1) {
      const auto [found, fresh] = made_.try_emplace(atoms, static_cast<std::uint32_t>(size_));
      if (fresh) ++size_;
      row.atom = found->second;
    }
    rows[kept++] = row;
    i = next;
  }
  rows.resize(kept);
}

std::vector<std::uint32_t> Composite::atoms(const std::vector<std::size_t>& plain) const {
  std::vector<std::uint32_t> out(plain.begin(), plain.end());
  for (const auto& [parts, atom] : made_)
    if (std::ranges::any_of(parts, [&](std::uint32_t part) { return std::ranges::binary_search(plain, part); }))
      out.push_back(atom);
  std::ranges::sort(out);
  return out;
}

void Composite::drop_unused(disclosure::Release& release) {
  std::vector<std::int64_t> number(release.atoms, -1);
  for (const auto& cell : release.cells)
    for (const auto atom : cell.atoms) number[atom] = 0;
  std::uint32_t next = 0;
  for (auto& n : number)
    if (n == 0) n = next++;
  std::erase_if(release.rows, [&](const disclosure::EgressRow& row) { return number[row.atom] < 0; });
  for (auto& row : release.rows) row.atom = static_cast<std::uint32_t>(number[row.atom]);
  for (auto& cell : release.cells)
    for (auto& atom : cell.atoms) atom = static_cast<std::uint32_t>(number[atom]);
  release.atoms = next;
}

Appender::Appender(duckdb_connection connection, const std::string& table) {
  ok_ = duckdb_appender_create(connection, nullptr, table.c_str(), &handle_) == DuckDBSuccess;
}

Status Appender::finish() {
  if (ok_ && duckdb_appender_close(handle_) == DuckDBSuccess) return {};
  return fail(ErrorCode::query_resource_limit, "memory", "narrow the query");
}

CellTable::CellTable(const Block& block, const std::vector<GroupOfRows>& groups, const std::vector<Atom>& atoms, std::size_t k,
                     std::size_t many)
    : block_(block), groups_(groups), atoms_(atoms), k_(k), many_(many), repeats_(groups.size(), false) {
  const auto& c = block.controls;
  const auto dimensions = groups.empty() ? 0 : groups[0].codes.size();
  for (std::size_t d = 0; d < dimensions; ++d) table_.dimensions.push_back({"k" + std::to_string(d), {}});
  std::map<std::uint32_t, int> families;
  for (const auto& m : c.measures) {
    // A count of different identifiers adds up to nothing: who is in two parts is counted once in the whole.
    const auto kind = m.kind == Measure::Kind::sum     ? disclosure::Kind::sum
                      : m.kind == Measure::Kind::count ? disclosure::Kind::count
                                                       : disclosure::Kind::extreme;
    table_.measures.push_back({m.text, kind, families.try_emplace(mask_of(m), static_cast<int>(families.size())).first->second});
  }
  for (std::size_t g = 0; g < groups.size(); ++g) {
    std::uint64_t mask = 0;  // there bit d is dimension d
    for (std::size_t d = 0; d < dimensions; ++d)
      if (groups[g].mask >> (dimensions - 1 - d) & 1 && block.grouping_sets.size() > 1) mask |= std::uint64_t{1} << d;
    table_.groups.push_back({groups[g].codes, mask, entities_of(groups[g].atoms), false});
    for (const auto& m : c.measures)
      table_.cells.push_back({0, entities_of(atoms_with(g, mask_of(m))), {}, 0, State::shown, Reason::none});
  }
}

std::vector<std::size_t> CellTable::atoms_with(std::size_t group, std::uint32_t tests) const {
  std::vector<std::size_t> out;
  for (const auto a : groups_[group].atoms)
    if ((atoms_[a].sig & tests) == tests) out.push_back(a);
  return out;
}

std::size_t CellTable::entities_in(const std::vector<std::size_t>& atoms, std::size_t j, std::size_t enough) const {
  std::size_t least = 0;
  for (const auto a : atoms) least = std::max(least, atoms_[a].many[j] ? many_ : atoms_[a].entities[j].size());
  if (least >= enough || atoms.size() == 1) return least;
  std::vector<std::int64_t> entities;
  const auto distinct = [&] {
    std::ranges::sort(entities);
    entities.erase(std::unique(entities.begin(), entities.end()), entities.end());
    return entities.size();
  };
  for (const auto a : atoms) {
    entities.insert(entities.end(), atoms_[a].entities[j].begin(), atoms_[a].entities[j].end());
    if (entities.size() >= 4 * enough && distinct() >= enough) break;
  }
  return std::max(least, distinct());
}

/// Exact below what an atom with many has: suppression prefers small cells.
std::vector<std::int64_t> CellTable::entities_of(const std::vector<std::size_t>& atoms) const {
  std::vector<std::int64_t> out;
  for (std::size_t j = 0; j < block_.controls.protect.size(); ++j)
    out.push_back(static_cast<std::int64_t>(entities_in(atoms, j, many_)));
  return out;
}

std::size_t CellTable::entities(std::size_t group, std::size_t measure, std::size_t j, std::size_t enough) const {
  return entities_in(atoms_with(group, mask_of(block_.controls.measures[measure])), j, enough);
}

std::int64_t CellTable::rows_of(const std::vector<std::size_t>& atoms) const {
  return std::accumulate(atoms.begin(), atoms.end(), std::int64_t{0},
                         [&](std::int64_t n, std::size_t a) { return n + atoms_[a].rows; });
}

/// Of several protected tables the one counts in which the largest contributors have the larger share.
void CellTable::contributions(std::size_t group, std::size_t measure, std::vector<double> top, double total) {
  auto& cell = table_.at(group, measure);
  const auto share = [](const std::vector<double>& t, double all) {
    return all > 0 ? std::accumulate(t.begin(), t.end(), 0.0) / all : 0;
  };
  if (!cell.top.empty() && share(cell.top, cell.total_abs) >= share(top, total)) return;
  cell.top = std::move(top);
  cell.total_abs = total;
}

void CellTable::at_most(std::size_t group, std::size_t measure, std::int64_t n) {
  for (auto& entities : table_.at(group, measure).entities) entities = std::min(entities, n);
}

void CellTable::attained(std::size_t group, std::size_t measure, std::vector<std::int64_t> entities) {
  table_.at(group, measure).entities = std::move(entities);
}

void CellTable::withhold_repeats() {
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (!repeats_[g]) continue;
    table_.groups[g].absent = true;
    for (std::size_t m = 0; m < table_.measures.size(); ++m)
      if (auto& cell = table_.at(g, m); cell.state == State::shown) cell.state = State::primary, cell.reason = Reason::few;
  }
}

void CellTable::withhold_product(std::size_t group, std::size_t measure) {
  auto& cell = table_.at(group, measure);
  if (cell.state == State::shown) cell.state = State::primary, cell.reason = Reason::freedom;
}

void CellTable::withhold_exposed(const disclosure::Audit& audit) {
  const auto hide = [&](std::size_t m) {
    for (std::size_t g = 0; g < groups_.size(); ++g)
      if (auto& cell = table_.at(g, m); cell.state == State::shown)
        cell.state = State::secondary, cell.reason = Reason::complementary;
  };
  for (const auto& e : audit.exposed) hide(e.measure);
  for (const auto& [group, measure] : audit.few_together) hide(measure);
}

void CellTable::withhold(const RowSet& set, State state, Reason reason) {
  for (const auto m : set.measures_of)
    if (auto& cell = table_.at(set.group, m); cell.state == State::shown) cell.state = state, cell.reason = reason;
}

void CellTable::perturb(const RowSet& set, const disclosure::Perturber& perturber, const disclosure::Rules& rules,
                        const std::string& digest) {
  for (const auto m : set.measures_of) {
    const auto& measure = block_.controls.measures[m];
    if (mask_of(measure) != set.tests || measure.kind == Measure::Kind::min || measure.kind == Measure::Kind::max) continue;
    auto& cell = table_.at(set.group, m);
    cell.value = perturber.apply(rules, cell.value, measure.kind != Measure::Kind::sum, digest, measure.text);
  }
}

/// The tests of a measure that its text asks for, without those for NULL and 0.
std::uint32_t CellTable::condition_tests(const Measure& measure) const {
  std::uint32_t out = 0;
  for (const int t : measure.tests)
    if (block_.controls.tests[static_cast<std::size_t>(t)].kind == RowTest::Kind::holds) out |= 1u << t;
  return out;
}

std::vector<RowSet> CellTable::row_sets() const {
  std::vector<std::size_t> order(groups_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater{}, [&](std::size_t g) { return std::popcount(groups_[g].mask); });
  std::vector<RowSet> out;
  for (const auto g : order) {
    if (absent(g)) continue;
    std::map<std::uint32_t, std::vector<std::size_t>> sets;
    for (std::size_t m = 0; m < table_.measures.size(); ++m) {
      if (table_.at(g, m).state != State::shown) continue;
      const auto& measure = block_.controls.measures[m];
      for (const auto tests : std::set{std::uint32_t{0}, condition_tests(measure), mask_of(measure)}) sets[tests].push_back(m);
    }
    for (auto& [tests, measures] : sets) {
      RowSet set{g, tests, atoms_with(g, tests), std::move(measures), {}};
      for (const auto m : set.measures_of) set.measures += (set.measures.empty() ? "" : ", ") + table_.measures[m].text;
      out.push_back(std::move(set));
    }
    for (std::size_t m = 0; m < table_.measures.size(); ++m) {
      const auto& measure = block_.controls.measures[m];
      if (measure.kind != Measure::Kind::distinct_entities || table_.at(g, m).state != State::shown) continue;
      out.push_back({g, mask_of(measure), atoms_with(g, mask_of(measure)), {m}, table_.measures[m].text, true});
    }
  }
  return out;
}

std::vector<Part> CellTable::entangled(std::size_t j, const std::vector<RowSet>& sets) const {
  std::vector<std::size_t> parent(sets.size());
  std::iota(parent.begin(), parent.end(), std::size_t{0});
  const auto root = [&](std::size_t s) {
    while (parent[s] != s) s = parent[s] = parent[parent[s]];
    return s;
  };
  std::vector<std::size_t> owner(atoms_.size(), sets.size());
  for (std::size_t s = 0; s < sets.size(); ++s)
    for (const auto a : sets[s].atoms) {
      if (owner[a] == sets.size())
        owner[a] = s;
      else
        parent[root(s)] = root(owner[a]);
    }
  std::map<std::size_t, Part> parts;
  for (std::size_t s = 0; s < sets.size(); ++s) parts[root(s)].sets.push_back(s);
  for (std::size_t a = 0; a < atoms_.size(); ++a)
    if (owner[a] < sets.size()) parts[root(owner[a])].atoms.push_back(a);
  std::vector<Part> out;
  for (auto& [first, part] : parts)
    if (std::ranges::any_of(part.atoms, [&](std::size_t a) { return few(atoms_[a], j); })) out.push_back(std::move(part));
  return out;
}

bool CellTable::withheld(std::size_t group, const Recipe& recipe) const {
  for (const auto* terms : {&recipe.sum, &recipe.squares, &recipe.count})
    for (const auto& t : *terms)
      if (table_.at(group, static_cast<std::size_t>(t.measure)).state != State::shown) return true;
  return false;
}

/// A group without aggregates says one thing, that it is there: it goes with the count of its rows.
bool CellTable::hidden(std::size_t group) const {
  return absent(group) || (block_.controls.recipes.empty() && table_.at(group, 0).state != State::shown);
}

bool CellTable::whole() const {
  if (groups_.empty()) return false;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (hidden(g)) return false;
    for (const auto& recipe : block_.controls.recipes)
      if (withheld(g, recipe)) return false;
  }
  return true;
}

std::string CellTable::group_text(std::size_t group, const std::map<std::int64_t, std::vector<std::string>>& keys) const {
  const auto found = keys.find(groups_[group].leaf);
  if (found == keys.end()) return {};
  std::string out;
  const auto n = found->second.size();
  for (std::size_t i = 0; i < n; ++i) {
    const bool rolled = groups_[group].mask >> (n - 1 - i) & 1;
    out += (i > 0 ? ", " : "") + key_name(*block_.keys[i], i) + " = " + (rolled ? "*" : found->second[i]);
  }
  return out;
}

std::int64_t CellTable::cells_not_shown(std::size_t group) const {
  std::int64_t out = 0;
  for (std::size_t m = 0; m < table_.measures.size(); ++m) out += table_.at(group, m).state != State::shown;
  return out;
}

std::vector<std::int64_t> CellTable::reviewed_leaves() const {
  std::vector<std::int64_t> out;
  for (std::size_t g = 0; g < groups_.size() && out.size() < kMaxReview; ++g)
    if (absent(g) || cells_not_shown(g) > 0) out.push_back(groups_[g].leaf);
  return out;
}

Suppressed CellTable::suppressed() const {
  Suppressed out;
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (absent(g)) ++out.groups;
    else out.cells += cells_not_shown(g);
  }
  return out;
}

std::vector<ReviewItem> CellTable::review(const std::map<std::int64_t, std::vector<std::string>>& keys) const {
  std::vector<ReviewItem> out;
  for (std::size_t g = 0; g < groups_.size() && out.size() < kMaxReview; ++g) {
    const auto add = [&](std::string measure, std::string_view reason, const std::vector<std::size_t>& atoms) {
      const auto entities = entities_of(atoms);
      out.push_back({group_text(g, keys), std::move(measure), std::string(reason), rows_of(atoms),
                     entities.empty() ? 0 : std::ranges::min(entities)});
    };
    if (absent(g)) {
      add("", repeats_[g] ? "fan_out" : disclosure::name(Reason::few), groups_[g].atoms);
      continue;
    }
    for (std::size_t m = 0; m < table_.measures.size(); ++m)
      if (const auto& cell = table_.at(g, m); cell.state != State::shown)
        add(block_.controls.measures[m].label, disclosure::name(cell.reason),
            atoms_with(g, mask_of(block_.controls.measures[m])));
  }
  return out;
}

Status CellTable::append(duckdb_connection connection, const std::string& table,
                         const std::vector<std::size_t>& perturbed) const {
  Appender appender(connection, table);
  for (std::size_t g = 0; g < groups_.size(); ++g) {
    if (hidden(g)) continue;
    appender.number(static_cast<std::int64_t>(g));
    appender.number(groups_[g].leaf);
    appender.number(static_cast<std::int64_t>(groups_[g].mask));
    for (const auto& recipe : block_.controls.recipes) appender.flag(withheld(g, recipe));
    for (const auto m : perturbed) appender.real(table_.at(g, m).value);
    appender.end();
  }
  return appender.finish();
}

}  // namespace gongshu::engine
