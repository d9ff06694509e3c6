// What an outsider can derive about one hidden cell: exactly (elimination) or as an interval (linear programming). Internal.
#pragma once
#include "disclosure/relations.h"

namespace gongshu::disclosure {

struct Interval {
  double low = 0, high = 0;
  bool solved = false;  ///< the solver came to an end; otherwise the bounds say nothing
  double width() const { return high - low; }
};

/// Hidden nodes that hang together through relations with `node`, nearest first, at most `most` of them.
std::vector<std::uint32_t> component(const System& system, std::uint32_t node, std::size_t most);

/// Least and greatest value of `node` when the hidden nodes in `free` may take any value within their bounds and all others have
/// their true one. With the whole component free this is what an outsider can derive; with fewer it lies inside of that.
Interval solve_interval(const System& system, std::uint32_t node, const std::vector<std::uint32_t>& free);

/// Those of the nodes of one whole component whose value follows exactly: a combination of relations isolates the unknown. Modulo
/// a random prime. Nothing when the component has more than `most` relations × nodes.
std::vector<std::uint32_t> pinned(const System& system, const std::vector<std::uint32_t>& whole, std::size_t most = 4'000'000);

}  // namespace gongshu::disclosure
