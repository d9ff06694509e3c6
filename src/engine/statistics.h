// Runs the statistics of one controlled block, puts every cell to the rules of disclosure, and leaves what survives in a
// temporary table of the run's connection.
#pragma once
#include "engine/plan.h"
#include "engine/run.h"

namespace gongshu::engine {

struct Released {
  bool whole = true;  ///< no group and no cell was withheld
  std::vector<ReviewItem> review;
  Suppressed suppressed;
  std::vector<TableRelease> releases;
};

/// `index`: its place among the controlled blocks; earlier ones are there already. Errors: as Run; input.* for rules that are
/// none; query.resource_limit (at = "groups").
Result<Released> run_statistics(Run& run, const Block& block, const Block& top, std::size_t index, const Controls& controls);

}  // namespace gongshu::engine
