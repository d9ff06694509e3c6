#include "engine/execute.h"

#include "base/record.h"
#include "engine/answer.h"
#include "engine/plan.h"
#include "engine/print_duckdb.h"
#include "engine/run.h"
#include "engine/statistics.h"

namespace gongshu::engine {

Result<Answer> Executor::run(const Approved& approved, const Dataset& dataset, Bounds bounds, CancelToken cancel) const {
  Controls controls;
  controls.rules.k = std::max(2, approved.k());
  return run(approved, dataset, controls, bounds, cancel);
}

/// First the statistics of each controlled block, inner ones before outer ones; then the rest of the plan over what they left.
Result<Answer> Executor::run(const Approved& approved, const Dataset& dataset, const Controls& controls, Bounds bounds,
                             CancelToken cancel) const {
  if (cancel.cancelled()) return fail(ErrorCode::query_cancelled);
  GS_TRY(connection, dataset.session_->connect());
  Run run(*dataset.session_, std::move(connection), bounds, cancel, on_failure_);
  bool whole = true;
  std::vector<ReviewItem> review;
  Suppressed suppressed;
  std::vector<TableRelease> releases;
  const auto blocks = controlled_blocks(approved.plan());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    GS_TRY(released, run_statistics(run, *blocks[i], approved.plan(), i, controls));
    whole = whole && released.whole;
    review.insert(review.end(), released.review.begin(), released.review.end());
    suppressed.groups += released.suppressed.groups;
    suppressed.cells += released.suppressed.cells;
    std::ranges::move(released.releases, std::back_inserter(releases));
  }
  const auto printed = print_known(approved, {run.stored()});
  AnswerReader reader(approved, printed);
  GS_CHECK(run.query(printed.sql, printed.parameters, [&](duckdb_data_chunk chunk) {
    reader.read(chunk);
    return reader.count() <= bounds.max_rows;
  }));
  if (reader.count() > bounds.max_rows)
    return fail(ErrorCode::query_resource_limit, "rows",
                "at most " + std::to_string(bounds.max_rows) + " rows; use LIMIT or group more coarsely");
  auto answer = reader.finish(whole);
  answer.review = std::move(review);
  answer.suppressed = suppressed;
  answer.releases = std::move(releases);
  return answer;
}

}  // namespace gongshu::engine
