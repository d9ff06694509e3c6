#include "engine/unsupported.h"

#include <array>
#include <utility>

namespace gongshu::engine {
namespace {
using Words = std::pair<std::string_view, std::string_view>;

constexpr std::array kStatements{
    Words{"InsertStmt", "INSERT"},
    Words{"UpdateStmt", "UPDATE"},
    Words{"DeleteStmt", "DELETE"},
    Words{"MergeStmt", "MERGE"},
    Words{"CopyStmt", "COPY"},
    Words{"VariableSetStmt", "SET"},
    Words{"VariableShowStmt", "SHOW"},
    Words{"TransactionStmt", "a transaction statement"},
    Words{"ExplainStmt", "EXPLAIN"},
    Words{"CreateStmt", "CREATE TABLE"},
    Words{"CreateTableAsStmt", "CREATE TABLE AS"},
    Words{"ViewStmt", "CREATE VIEW"},
    Words{"DropStmt", "DROP"},
    Words{"TruncateStmt", "TRUNCATE"},
    Words{"DoStmt", "DO"},
    Words{"CallStmt", "CALL"},
    Words{"PrepareStmt", "PREPARE"},
    Words{"ExecuteStmt", "EXECUTE"},
    Words{"DeallocateStmt", "DEALLOCATE"},
    Words{"LoadStmt", "LOAD"},
    Words{"VacuumStmt", "VACUUM"},
    Words{"GrantStmt", "GRANT"},
    Words{"AlterTableStmt", "ALTER TABLE"},
    Words{"DeclareCursorStmt", "DECLARE"},
    Words{"CheckPointStmt", "CHECKPOINT"},
    Words{"CreateFunctionStmt", "CREATE FUNCTION"},
};

constexpr std::array kExpressions{
    Words{"SubLink", "a sub-query in an expression"},
    Words{"ParamRef", "a parameter"},
    Words{"AArrayExpr", "ARRAY"},
    Words{"AIndirection", "a subscript or field selection"},
    Words{"RowExpr", "a row value"},
    Words{"GroupingFunc", "GROUPING"},
    Words{"GroupingSet", "GROUPING SETS, ROLLUP or CUBE"},
    Words{"CollateClause", "COLLATE"},
    Words{"MinMaxExpr", "GREATEST or LEAST"},
    Words{"SQLValueFunction", "a function of the current time or user"},
    Words{"BooleanTest", "IS TRUE or IS FALSE"},
    Words{"XmlExpr", "an XML function"},
    Words{"XmlSerialize", "an XML function"},
    Words{"NamedArgExpr", "a named argument"},
    Words{"SetToDefault", "DEFAULT"},
    Words{"CurrentOfExpr", "CURRENT OF"},
    Words{"AStar", "*"},
    Words{"RangeFunction", "a function in FROM"},
    Words{"RangeTableSample", "TABLESAMPLE"},
    Words{"RangeTableFunc", "XMLTABLE"},
};

template <std::size_t N>
std::string words(const std::array<Words, N>& table, std::string_view name) {
  for (const auto& [node, text] : table)
    if (node == name) return std::string(text);
  return std::string(name.empty() ? "an empty expression" : name);
}
}  // namespace

tl::unexpected<Error> unsupported(const SourceText& text, int offset, std::string_view construct, std::string_view remedy) {
  Error error{ErrorCode::query_unsupported, text.at(offset), std::string(construct) + " is not supported", {}, {}, {}};
  if (!remedy.empty()) error.hint.append("; ").append(remedy);
  error.detail["construct"] = construct;
  return fail(std::move(error));
}

std::string statement_words(std::string_view name) { return words(kStatements, name); }
std::string expression_words(std::string_view name) { return words(kExpressions, name); }

}  // namespace gongshu::engine
