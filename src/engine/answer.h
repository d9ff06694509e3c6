// From DuckDB's vectors to an answer, and the verdict on it.
#pragma once
#include <duckdb.h>

#include <vector>

#include "engine/execute.h"

namespace gongshu::engine {

class AnswerReader {
 public:
  AnswerReader(const Approved& approved, const Printed& printed);
  void read(duckdb_data_chunk chunk);
  std::int64_t count() const { return static_cast<std::int64_t>(answer_.rows.size()); }
  /// Released when every statistics block was `whole`, nothing is marked and, of protected rows, there is something to show.
  Answer finish(bool whole);

 private:
  Answer answer_;
  std::vector<int> flags_;
  bool masks_, controlled_;
  RuleRef rule_;
};

}  // namespace gongshu::engine
