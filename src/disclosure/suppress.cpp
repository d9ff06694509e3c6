#include "disclosure/suppress.h"

#include <algorithm>

#include "disclosure/audit.h"
#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kEffort = 1'500;  ///< steps of a search for a cell's shift

/// The measures of one table under suppression.
class Suppressor {
 public:
  Suppressor(const Rules& rules, Table& table, const SuppressOptions& options)
      : rules_(rules), table_(table), options_(options), relations_(derive(table)) {
    for (std::size_t m = 0; m < table.measures.size(); ++m)
      if (additive(table.measures[m].kind))
        parts_.push_back(std::make_unique<Part>(m, observe(rules, table, relations_, m, options)));
  }

  Suppression run() {
    protect_all();
    for (out_.rounds = 1;; ++out_.rounds) {
      out_.audit = {};
      for (auto& part : parts_) {
        examine(part->system, part->search, part->measure, options_, part->proof, out_.audit);
        examine_parts(rules_, table_, part->system, part->measure, out_.audit);
      }
      if (out_.audit.holds() || out_.rounds >= options_.rounds || !repair()) break;
      protect_all();
    }
    if (!out_.audit.holds()) give_up();
    return std::move(out_);
  }

 private:
  /// No way was found in the rounds allowed: measures with an open finding show nothing at all.
  void give_up() {
    std::set<std::size_t> measures;
    for (const auto& found : out_.audit.exposed) measures.insert(found.measure);
    for (const auto& [group, measure] : out_.audit.few_together) measures.insert(measure);
    for (const auto m : measures)
      for (std::uint32_t g = 0; g < relations_.groups; ++g) withhold(g, part_of(m), true);
  }

  struct Part {
    Part(std::size_t m, System s) : measure(m), system(std::move(s)), search(system), proof(system.relations.nodes, 0) {}
    std::size_t measure;
    System system;
    ShiftSearch search;
    std::vector<double> proof;  ///< width proven by shifts
  };

  /// Too few entities are hidden in every measure over the same rows; so is what hides them.
  bool hides_few(std::size_t group, std::size_t measure) const {
    const auto& cell = table_.at(group, measure);
    return cell.reason == Reason::few || few_.contains({group, table_.measures[measure].family});
  }

  void withhold(std::uint32_t group, Part& by, bool few) {
    const auto family = table_.measures[by.measure].family;
    if (few) few_.insert({group, family});
    for (auto& part : parts_) {
      if (part.get() != &by && !(few && table_.measures[part->measure].family == family)) continue;
      auto& cell = table_.at(group, part->measure);
      if (cell.state != State::shown) continue;
      cell.state = State::secondary;
      cell.reason = Reason::complementary;
      ++out_.secondary;
      hide(part->system, rules_, table_, group, part->measure, options_);
      part->search.hidden(group);
    }
  }

  /// Shifts for all hidden cells, those that came with other shifts included, until nothing new is hidden.
  void protect_all() {
    for (bool again = true; again;) {
      const auto before = out_.secondary;
      for (auto& part : parts_) protect(*part);
      again = out_.secondary != before;
    }
  }

  void protect(Part& part) {
    const auto& system = part.system;
    std::vector<std::uint32_t> queue;
    for (std::uint32_t g = 0; g < relations_.groups; ++g)
      if (system.hidden[g] && part.proof[g] < system.need[g] && !system.relations_of(g).empty()) queue.push_back(g);
    std::stable_sort(queue.begin(), queue.end(), [&](auto a, auto b) { return system.need[a] > system.need[b]; });
    for (std::size_t i = 0; i < queue.size(); ++i) {
      checkpoint();
      const auto node = queue[i];
      if (part.proof[node] >= system.need[node]) continue;
      const auto shift = part.search.find(node, true, kEffort);
      if (!shift) continue;
      const bool few = hides_few(node, part.measure);
      for (const auto member : shift->nodes) {
        if (!system.hidden[member]) {
          withhold(member, part, few);
          queue.push_back(member);
        }
        part.proof[member] = std::max(part.proof[member], shift->width);
      }
    }
  }

  /// For what the audit found: one more cell in each relation around it. False when there is nothing left to withhold.
  bool repair() {
    const auto before = out_.secondary;
    for (const auto& found : out_.audit.exposed) {
      auto& part = part_of(found.measure);
      for (const auto r : part.system.relations_of(found.group)) widen(part, r, hides_few(found.group, found.measure), 0);
    }
    for (const auto& [group, measure] : out_.audit.few_together) {
      auto& part = part_of(measure);
      for (const auto r : part.system.relations_of(static_cast<std::uint32_t>(group)))
        if (part.system.relations.of(r)[0] == group) widen(part, r, true, rules_.k);
    }
    return out_.secondary != before;
  }

  Part& part_of(std::size_t measure) {
    return **std::find_if(parts_.begin(), parts_.end(), [&](const auto& part) { return part->measure == measure; });
  }

  /// Hides the cheapest shown part of a relation, the total when no part is left.
  void widen(Part& part, std::uint32_t relation, bool few, std::int64_t least) {
    const auto members = part.system.relations.of(relation);
    std::uint32_t best = UINT32_MAX;
    for (const auto node : members.subspan(1)) {
      if (!part.system.may_hide[node]) continue;
      const auto& entities = table_.at(node, part.measure).entities;
      if (entities.empty() || *std::min_element(entities.begin(), entities.end()) < least) continue;
      if (best == UINT32_MAX || part.system.cost[node] < part.system.cost[best]) best = node;
    }
    if (best == UINT32_MAX && part.system.may_hide[members[0]]) best = members[0];
    if (best != UINT32_MAX) withhold(best, part, few);
  }

  const Rules& rules_;
  Table& table_;
  const SuppressOptions& options_;
  const Relations relations_;
  std::vector<std::unique_ptr<Part>> parts_;
  std::set<std::pair<std::size_t, int>> few_;  ///< (group, family) withheld to hide too few entities
  Suppression out_;
};

}  // namespace

Result<Suppression> suppress(const Rules& rules, Table& table, const SuppressOptions& options) {
  GS_CHECK(check(rules));
  GS_CHECK(check(table));
  const StopScope scope(&options.stop);
  try {
    return Suppressor(rules, table, options).run();
  } catch (const Stopped&) {
    return fail(ErrorCode::query_cancelled);
  }
}

}  // namespace gongshu::disclosure
