#include "disclosure/audit.h"

#include <algorithm>

#include "disclosure/interval.h"
#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kEffort = 300;      ///< steps of a search among hidden nodes
constexpr std::size_t kNeighbours = 300;  ///< nodes of the small linear programs tried first

bool wide_enough(const System& system, std::uint32_t node, double width) {
  return width >= system.need[node] * (1 - 1e-9) && width > system.tolerance;
}

/// A shift, then a linear program over the neighbourhood, both of which prove a least width.
bool prove(const System& system, ShiftSearch& search, std::uint32_t node, std::vector<double>& proof, Audit& out) {
  if (const auto shift = search.find(node, false, kEffort)) {
    for (const auto member : shift->nodes) proof[member] = std::max(proof[member], shift->width);
    ++out.certified;
    return true;
  }
  const auto near = solve_interval(system, node, component(system, node, kNeighbours));
  ++out.solved;
  if (!near.solved) return false;
  proof[node] = std::max(proof[node], near.width());
  return wide_enough(system, node, proof[node]);
}

}  // namespace

void examine(const System& system, ShiftSearch& search, std::size_t measure, const SuppressOptions& options,
             std::vector<double>& proof, Audit& out) {
  std::vector<std::uint32_t> open;
  for (std::uint32_t g = 0; g < system.relations.groups; ++g) {
    if (!system.hidden[g]) continue;
    checkpoint();
    ++out.withheld;
    if (wide_enough(system, g, proof[g]))
      ++out.certified;
    else if (!prove(system, search, g, proof, out))
      open.push_back(g);
  }
  std::vector<bool> exact(system.relations.nodes, false), eliminated(system.relations.nodes, false);
  for (const auto g : open) {
    checkpoint();
    const auto whole = component(system, g, options.lp_cells + 1);
    if (!eliminated[g] && whole.size() <= options.lp_cells) {
      for (const auto node : pinned(system, whole)) exact[node] = true;
      for (const auto node : whole) eliminated[node] = true;
      out.eliminated += whole.size();
    }
    Exposure found{g, measure, exact[g], system.value[g], system.value[g], system.need[g]};
    if (!exact[g] && whole.size() <= options.lp_cells) {
      const auto interval = solve_interval(system, g, whole);
      ++out.solved;
      if (interval.solved) found.low = interval.low, found.high = interval.high;
      proof[g] = std::max(proof[g], found.high - found.low);
    }
    if (!wide_enough(system, g, proof[g])) out.exposed.push_back(found);
  }
}

void examine_parts(const Rules& rules, const Table& table, const System& system, std::size_t measure, Audit& out) {
  const auto fewest = [&](std::uint32_t g) {
    const auto& entities = table.at(g, measure).entities;
    return entities.empty() ? 0 : *std::min_element(entities.begin(), entities.end());
  };
  for (std::size_t r = 0; r < system.relations.count(); ++r) {
    const auto members = system.relations.of(r);
    if (system.hidden[members[0]]) continue;
    std::int64_t together = 0;
    bool any = false, unpublished = false;
    for (const auto node : members.subspan(1)) {
      if (!system.hidden[node]) continue;
      any = true;
      unpublished = unpublished || node >= system.relations.groups;
      if (!unpublished) together = table.disjoint ? together + fewest(node) : std::max(together, fewest(node));
    }
    if (any && !unpublished && together < rules.k) out.few_together.emplace_back(members[0], measure);
  }
}

static Audit audit_all(const Rules& rules, const Table& table, const SuppressOptions& options) {
  Audit out;
  const auto relations = derive(table);
  for (std::size_t m = 0; m < table.measures.size(); ++m) {
    if (!additive(table.measures[m].kind)) continue;
    const auto system = observe(rules, table, relations, m, options);
    ShiftSearch search(system);
    std::vector<double> proof(relations.nodes, 0);
    examine(system, search, m, options, proof, out);
    examine_parts(rules, table, system, m, out);
  }
  return out;
}

Result<Audit> audit(const Rules& rules, const Table& table, const SuppressOptions& options) {
  GS_CHECK(check(rules));
  GS_CHECK(check(table));
  const StopScope scope(&options.stop);
  try {
    return audit_all(rules, table, options);
  } catch (const Stopped&) {
    return fail(ErrorCode::query_cancelled);
  }
}

}  // namespace gongshu::disclosure
