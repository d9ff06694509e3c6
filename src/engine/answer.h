// From DuckDB's vectors to an answer, and the verdict on it.
#pragma once
#include <duckdb.h>

#include <vector>

#include "engine/execute.h"

namespace gongshu::engine {

class AnswerReader {
 public:
  AnswerReader(const Approved& approved, const std::vector<int>& flags);
  void read(duckdb_data_chunk chunk);
  std::int64_t count() const { return static_cast<std::int64_t>(answer_.rows.size()); }
  /// Withheld as a whole when protected rows leave nothing to show: no row, or no cell.
  Answer finish();

 private:
  Answer answer_;
  std::vector<int> flags_;
  bool controlled_;
  RuleRef rule_;
};

}  // namespace gongshu::engine
