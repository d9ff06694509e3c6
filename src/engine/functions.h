// The allow-list: every operator and function of the surface, its type rule, and how each dialect writes it.
// To add a function, add one row to the table in functions.cpp (README.md, "Add a function").
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/plan.h"

namespace gongshu::engine {

/// Checks the arguments, coerces them in place and gives the result type. Errors carry code and hint; the caller adds `at`.
using TypeRule = Result<ColumnType> (*)(std::vector<ExprPtr>& args);

/// Every entry is total: whatever the values, evaluating it raises no error, it gives NULL. An error that depends on a value
/// would tell the requester about that value.
struct Function {
  std::string_view name;    ///< in canonical text; also the SQL name when callable
  bool callable = false;    ///< may be written name(…); operators and syntax may not
  TypeRule type = nullptr;  ///< null: the binder types it itself
  /// DuckDB text: $1…$3 arguments; $* all of them, $+ all but the first, with ", "; $& and $| all with AND and OR; $= the first,
  /// a checked constant, as a literal; $T the SQL type of the result.
  std::string_view duckdb;
};

/// Null when there is no such entry.
const Function* find_function(std::string_view name);
/// For names that are known to be in the table.
const Function& function(std::string_view name);
/// "abs, coalesce, …": what may be called, for hints.
std::string callable_functions();

/// Gives both sides one type: numbers widen, text constants become dates, NULL takes the other's type.
/// Error: query.type_mismatch.
Result<ColumnType> unify(std::vector<ExprPtr>& args);
/// Error: query.type_mismatch unless the argument can be read as `type`.
Status expect(ExprPtr& arg, ColumnType type);

}  // namespace gongshu::engine
