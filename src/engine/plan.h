// The typed relational plan of one query, and the controls that the policy pass puts into it. Bind makes it, approve copies it
// with controls, print turns it into SQL of a dialect. Nothing in it is text to be run: names come from grants, constants are
// values. Immutable once built; shared between threads.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/policy.h"

namespace gongshu::engine {

struct Function;  // functions.h
struct Expr;
struct Block;
using ExprPtr = std::shared_ptr<const Expr>;
using BlockPtr = std::shared_ptr<const Block>;

/// Null, boolean, integer, or text; decimals, reals and dates are kept as checked text of their own form.
using Constant = std::variant<std::monostate, bool, std::int64_t, std::string>;

inline constexpr int kMaxWeight = 20'000;

/// How a sub-query stands in an expression: one value; whether it has rows; whether args[0] is among its one column.
enum class QueryForm { scalar, exists, in };
BOOST_DESCRIBE_ENUM(QueryForm, scalar, exists, in)

struct Expr {
  enum class Kind { column, constant, call, key, aggregate, grouping, window, query };
  Kind kind{};
  ColumnType type{};
  int at = 0;                          ///< byte offset in the query text
  int source = 0, column = 0;          ///< column: Block::sources[source].columns[column]
  int level = 0;                       ///< column: of the block so many sub-queries further out (0: this one)
  std::string name;                    ///< column: its name there; constant: of the parameter it is the value of, else empty
  int index = 0;                       ///< key: Block::keys, aggregate: Block::aggregates, window: Block::windows
  Constant value;                      ///< constant
  const Function* function = nullptr;  ///< call; operators, casts, CASE and IN are functions too
  std::vector<ExprPtr> args;           ///< call; grouping: keys; query: what is looked for, when form is in
  QueryForm form{};                    ///< query
  BlockPtr block;                      ///< query
  int weight = 1;                      ///< nodes below and including this one, repeated use counted; never past kMaxWeight
};

struct SourceColumn {
  std::string name;
  ColumnType type{};
};

/// One entry of FROM: a granted table or a sub-query, joined to all sources before it.
struct Source {
  enum class Join { first, inner, left, right, full, cross };
  std::string alias;  ///< as the query names it
  std::string table;  ///< empty for a sub-query
  BlockPtr block;     ///< null for a table
  std::vector<SourceColumn> columns;
  Join join = Join::first;
  ExprPtr on;  ///< condition of the join; null for first and cross
  int at = 0;
};

enum class AggregateKind { count_rows, count, count_distinct, sum, avg, min, max, var_samp, var_pop, stddev_samp, stddev_pop };
BOOST_DESCRIBE_ENUM(AggregateKind, count_rows, count, count_distinct, sum, avg, min, max, var_samp, var_pop, stddev_samp,
                    stddev_pop)

struct Aggregate {
  AggregateKind kind{};
  ExprPtr argument;  ///< over the sources; null for count_rows
  ExprPtr filter;    ///< FILTER (WHERE …); null for all rows
  ColumnType type{};
  int at = 0;
};

struct SortKey {
  ExprPtr expr;
  bool descending = false, nulls_first = false;
  int at = 0;
};

enum class WindowKind {
  row_number,
  rank,
  dense_rank,
  percent_rank,
  cume_dist,
  ntile,
  lag,
  lead,
  first_value,
  last_value,
  nth_value,
  count_rows,
  count,
  sum,
  avg,
  min,
  max
};
BOOST_DESCRIBE_ENUM(WindowKind, row_number, rank, dense_rank, percent_rank, cume_dist, ntile, lag, lead, first_value, last_value,
                    nth_value, count_rows, count, sum, avg, min, max)

/// A window function; its expressions stand on the level of the block's outputs.
struct Window {
  WindowKind kind{};
  std::vector<ExprPtr> args;
  std::vector<ExprPtr> partition;
  std::vector<SortKey> order;
  std::string frame;  ///< "ROWS BETWEEN 1 PRECEDING AND CURRENT ROW", written by the binder; empty for the usual one
  ColumnType type{};
  int at = 0;
};

struct Output {
  std::string name;
  ExprPtr expr;
};

/// Where the rows of a protected table are found among a block's sources.
struct Protected {
  int source = 0;
  int inner = 0;       ///< index into the sub-query's own list; 0 for a table
  std::string entity;  ///< hidden column of the table; empty for a sub-query
  std::string origin;  ///< table name
};

/// A condition on rows that decides which of them stand behind a cell.
struct RowTest {
  enum class Kind { present, nonzero, holds };  ///< not NULL · neither NULL nor 0 · true
  Kind kind{};
  ExprPtr expr;
};

/// What is counted or added up over protected rows: nothing else enters a statistics query.
struct Measure {
  enum class Kind { count, sum, distinct_entities, min, max };
  Kind kind{};
  ExprPtr value;           ///< sum: product of columns; min, max: the column; distinct_entities: the identity; null for count
  int factors = 0;         ///< different columns in a product
  std::vector<int> tests;  ///< BlockControls::tests that all hold for the rows behind it
  std::string text;        ///< "sum(residents.income)": equal for equal measures, whatever the query; the rows are not part of it
  std::string label;       ///< for people: the same with its conditions counted
  int at = 0;
};

/// An aggregate as a sum of measures with factors; AVG and the variances are made from several such sums.
struct Term {
  std::string factor;  ///< decimal digits, checked; "1" for most
  int measure = 0;
};
struct Recipe {
  std::vector<Term> sum;      ///< SUM, COUNT, MIN, MAX; for AVG and variances the sum of the values
  std::vector<Term> squares;  ///< variances: the sum of their squares
  std::vector<Term> count;    ///< AVG and variances: how many values there are
};

/// An equality of identifiers through which a sub-query sees rows of the entity whose row it filters, and no others. That both
/// rows are of one entity is looked up in the data before anything is shown.
struct OwnLink {
  std::string table, column, entity;                    ///< outer row: granted names, hidden column of its entity
  std::string other_table, other_column, other_entity;  ///< row of the sub-query
};

/// What the policy pass adds to a block.
struct BlockControls {
  bool controlled = false;         ///< grouped rows of protected entities: every cell is put to the rules of disclosure
  int k = 0;                       ///< least number of distinct entities, when controlled
  std::vector<Protected> protect;  ///< protected tables whose rows reach this block
  std::vector<RowTest> tests;      ///< at most kMaxTests
  std::vector<Measure> measures;   ///< the first counts all rows
  std::vector<Recipe> recipes;     ///< one for each aggregate of the block
  std::vector<OwnLink> own;        ///< of a sub-query over rows of the same entity; such a block has no `protect`
};
inline constexpr std::size_t kMaxTests = 24, kMaxMonomials = 8, kMaxMeasures = 64;
inline constexpr int kProductEntities = 10;  ///< times k: least number of entities behind a product of several columns

/// A set operation over two branches, which are the block's two sources.
enum class SetOperation { none, union_rows, intersect, except };

/// SELECT of one level. Grouped: outputs, having, order and windows refer to keys and aggregates only; otherwise to source
/// columns.
struct Block {
  std::vector<Source> sources;
  SetOperation set = SetOperation::none;
  bool set_all = false;
  ExprPtr where;
  bool grouped = false;
  std::vector<ExprPtr> keys;
  std::vector<std::vector<int>> grouping_sets;  ///< indices into keys; empty: one set of all keys
  std::vector<Aggregate> aggregates;
  ExprPtr having;
  std::vector<Window> windows;
  bool distinct = false;  ///< of the outputs; DISTINCT over plain rows is grouping instead
  std::vector<Output> outputs;
  std::vector<SortKey> order;
  std::optional<std::int64_t> limit;
  std::int64_t offset = 0;
  int at = 0;
  int weight = 1;  ///< number of blocks below and including this one, repeated use counted
  BlockControls controls;
};

/// Canonical text: equal for expressions that mean the same column, constant or call. Positions are not part of it.
std::string canonical_text(const Expr& expr);
std::string canonical_text(const Block& block, int indent = 0);

}  // namespace gongshu::engine
