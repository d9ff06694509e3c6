// Reads tests/sql/*.test; the format is in tests/sql/README.md.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "engine/execute.h"

namespace gongshu::engine::test {

struct TestTable {
  TableSchema schema;
  std::string name;
  std::vector<Row> rows;
};

struct Expected {
  enum class Kind { released, withheld, refused } kind{};
  bool decided = false;
  std::vector<std::vector<std::string>> rows;
  std::vector<std::int64_t> grouping;
  std::string code, rule, at, column, hint;
};

struct SqlCase {
  std::string file, name, sql;
  int line = 0;
  Expected expected;
};

struct SqlFile {
  PolicySnapshot policy;
  disclosure::Rules rules;  ///< k comes from the policy
  std::vector<TestTable> tables;
  std::vector<SqlCase> cases;
};

/// Throws std::runtime_error naming file and line when the file is not well-formed.
SqlFile read_sql_file(const std::string& path);
/// Every *.test file of the source tree, by name.
std::vector<std::string> sql_files();
/// Tables of `file`, loaded.
Dataset load(const SqlFile& file);
/// Fields of a row as the files write them.
std::vector<std::string> row_text(const Answer& answer, std::size_t row);

}  // namespace gongshu::engine::test
