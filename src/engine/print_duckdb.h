// Last pass before execution: from an approved plan to DuckDB SQL.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.h"
#include "engine/query.h"

namespace gongshu::engine {

/// Physical types: integers are computed in HUGEINT, decimals in DECIMAL(38,6).
std::string_view duckdb_type(ColumnType type);
/// "name" with quotes doubled.
std::string quoted_name(std::string_view name);

/// Prints expressions; `aggregated` tells whether keys and aggregates of the relation g are meant or columns of s0, s1, ….
class DuckdbExpressions {
 public:
  explicit DuckdbExpressions(std::vector<std::string>& parameters) : parameters_(parameters) {}
  std::string expr(const Expr& e, const Block& block);

 private:
  std::string constant(const Expr& e);
  std::string call(const Expr& e, const Block& block);
  std::string choice(const std::vector<std::string>& args) const;

  std::vector<std::string>& parameters_;
};

/// Prints blocks. A grouped block is three selects deep: rows with keys and arguments (r), groups with aggregates and counts of
/// entities (m), groups that pass k (g); HAVING, ORDER BY and LIMIT see only g.
class DuckdbPrinter {
 public:
  Printed print(const Block& top);

 private:
  std::string block(const Block& b, bool top);
  std::string rows(const Block& b, bool top);
  std::string grouped(const Block& b, bool top);
  std::string relation(const Block& b);
  std::string row_level(const Block& b);
  std::string group_level(const Block& b);
  std::string tested_level(const Block& b);
  std::string outputs(const Block& b, bool top);
  std::string tail(const Block& b, bool top);
  std::string from(const Block& b);
  std::string aggregate(const Block& b, std::size_t i) const;
  std::string hidden_columns(const Block& b) const;

  std::vector<std::string> parameters_;
  std::vector<int> flags_;
  DuckdbExpressions expressions_{parameters_};
};

}  // namespace gongshu::engine
