#include "disclosure/interval.h"

#include <flint/ulong_extras.h>

#include <algorithm>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cmath>
#include <coin/ClpEventHandler.hpp>
#include <coin/ClpSimplex.hpp>
#include <limits>

#include "disclosure/mod_matrix.h"
#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
using Numbers = boost::unordered_flat_map<std::uint32_t, int>;

/// Relations that contain some of the nodes, ascending.
std::vector<std::uint32_t> relations_over(const System& system, const std::vector<std::uint32_t>& nodes) {
  std::vector<std::uint32_t> out;
  for (const auto node : nodes)
    for (const auto r : system.relations_of(node)) out.push_back(r);
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

/// The deviations from the true values: they cancel in every relation and stay within the room of each node.
void load(ClpSimplex& model, const System& system, const std::vector<std::uint32_t>& free, double scale) {
  Numbers column;
  for (std::size_t i = 0; i < free.size(); ++i) column.emplace(free[i], static_cast<int>(i));
  std::vector<int> rows, columns;
  std::vector<double> entries;
  int row = 0;
  for (const auto r : relations_over(system, free)) {
    const auto members = system.relations.of(r);
    for (std::size_t i = 0; i < members.size(); ++i)
      if (const auto at = column.find(members[i]); at != column.end())
        rows.push_back(row), columns.push_back(at->second), entries.push_back(i == 0 ? -1 : 1);
    ++row;
  }
  const CoinPackedMatrix matrix(false, rows.data(), columns.data(), entries.data(), static_cast<CoinBigIndex>(entries.size()));
  std::vector<double> low, high, nothing(free.size(), 0), zero(static_cast<std::size_t>(row), 0);
  for (const auto node : free) {
    low.push_back(std::isinf(system.down[node]) ? -COIN_DBL_MAX : -system.down[node] / scale);
    high.push_back(std::isinf(system.up[node]) ? COIN_DBL_MAX : system.up[node] / scale);
  }
  model.setLogLevel(0);
  model.loadProblem(matrix, low.data(), high.data(), nothing.data(), zero.data(), zero.data());
}

/// Ends the solver when the work is to stop; nothing is thrown through the library.
class Watch final : public ClpEventHandler {
 public:
  int event(Event) override { return stop_asked() ? 5 : -1; }
  ClpEventHandler* clone() const override { return new Watch(*this); }
};

/// How far `node` can go in one direction; infinite when there is no end.
std::optional<double> extreme(ClpSimplex& model, int column, double direction) {
  Watch watch;
  if (stoppable()) model.passInEventHandler(&watch);
  model.setObjectiveCoefficient(column, 1);
  model.setOptimizationDirection(direction);
  model.primal();
  checkpoint();
  if (model.isProvenDualInfeasible()) return std::numeric_limits<double>::infinity();
  if (!model.isProvenOptimal()) return std::nullopt;
  return std::abs(model.objectiveValue());
}

}  // namespace

std::vector<std::uint32_t> component(const System& system, std::uint32_t node, std::size_t most) {
  std::vector<std::uint32_t> out{node};
  boost::unordered_flat_set<std::uint32_t> seen{node}, relations;
  for (std::size_t i = 0; i < out.size(); ++i)
    for (const auto r : system.relations_of(out[i])) {
      if (!relations.insert(r).second) continue;
      for (const auto next : system.relations.of(r)) {
        if (out.size() >= most) return out;
        if (system.hidden[next] && seen.insert(next).second) out.push_back(next);
      }
    }
  return out;
}

Interval solve_interval(const System& system, std::uint32_t node, const std::vector<std::uint32_t>& free) {
  const auto at = std::find(free.begin(), free.end(), node);
  if (at == free.end()) return {system.value[node], system.value[node], true};
  // Around 1 for the solver's tolerances: the cell and its room are what matters.
  double scale = std::max(std::abs(system.value[node]), system.need[node]);
  if (scale <= 0) scale = 1;
  ClpSimplex up, down;
  load(up, system, free, scale);
  load(down, system, free, scale);
  const auto column = static_cast<int>(at - free.begin());
  const auto more = extreme(up, column, -1), less = extreme(down, column, 1);
  if (!more || !less) return {};
  return {system.value[node] - *less * scale, system.value[node] + *more * scale, true};
}

std::vector<std::uint32_t> pinned(const System& system, const std::vector<std::uint32_t>& whole, std::size_t most) {
  const auto relations = relations_over(system, whole);
  if (relations.size() * whole.size() > most) return {};
  Numbers column;
  for (std::size_t i = 0; i < whole.size(); ++i) column.emplace(whole[i], static_cast<int>(i));
  const auto prime =
      n_nextprime((std::uint64_t{1} << 59) + mix64(whole.size() * 31 + relations.size()) % (std::uint64_t{1} << 59), 0);
  ModMatrix matrix(relations.size(), whole.size(), prime);
  for (std::size_t row = 0; row < relations.size(); ++row) {
    const auto members = system.relations.of(relations[row]);
    for (std::size_t i = 0; i < members.size(); ++i)
      if (const auto at = column.find(members[i]); at != column.end())
        matrix.at(row, static_cast<std::size_t>(at->second)) = i == 0 ? prime - 1 : 1;
  }
  const auto pivots = matrix.reduce();
  std::vector<std::uint32_t> out;
  for (std::size_t row = 0; row < pivots.size(); ++row) {
    std::size_t entries = 0;
    for (std::size_t c = pivots[row]; c < whole.size() && entries < 2; ++c) entries += matrix.at(row, c) != 0;
    if (entries == 1) out.push_back(whole[pivots[row]]);
  }
  return out;
}

}  // namespace gongshu::disclosure
