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

struct Expr {
  enum class Kind { column, constant, call, key, aggregate };
  Kind kind{};
  ColumnType type{};
  int at = 0;                          ///< byte offset in the query text
  int source = 0, column = 0;          ///< column: Block::sources[source].columns[column]
  std::string name;                    ///< column: its name there
  int index = 0;                       ///< key: Block::keys, aggregate: Block::aggregates
  Constant value;                      ///< constant
  const Function* function = nullptr;  ///< call; operators, casts, CASE and IN are functions too
  std::vector<ExprPtr> args;           ///< call
  int weight = 1;                      ///< nodes below and including this one, repeated use counted; never past kMaxWeight
};

struct SourceColumn {
  std::string name;
  ColumnType type{};
};

struct JoinKey {
  ExprPtr left, right;  ///< columns of equal type; right belongs to the source that holds this key
};

/// One entry of FROM: a granted table or a sub-query, joined to all sources before it.
struct Source {
  enum class Join { first, inner, left };
  std::string alias;  ///< as the query names it
  std::string table;  ///< empty for a sub-query
  BlockPtr block;     ///< null for a table
  std::vector<SourceColumn> columns;
  Join join = Join::first;
  std::vector<JoinKey> on;
  int at = 0;
};

enum class AggregateKind { count_rows, count, count_distinct, sum, avg, min, max };
BOOST_DESCRIBE_ENUM(AggregateKind, count_rows, count, count_distinct, sum, avg, min, max)

struct Aggregate {
  AggregateKind kind{};
  ExprPtr argument;  ///< over the sources; null for count_rows
  ColumnType type{};
  int at = 0;
};

struct Output {
  std::string name;
  ExprPtr expr;
};

struct SortKey {
  ExprPtr expr;
  bool descending = false, nulls_first = false;
  int at = 0;
};

/// Where the rows of a protected table are found among a block's sources.
struct Protected {
  int source = 0;
  int inner = 0;       ///< index into the sub-query's own list; 0 for a table
  std::string entity;  ///< hidden column of the table; empty for a sub-query
  std::string origin;  ///< table name, for people
};

/// What the policy pass adds to a block.
struct BlockControls {
  bool controlled = false;            ///< grouped rows of protected entities: k is tested on each group
  int k = 0;                          ///< least number of distinct entities, when controlled
  std::vector<Protected> protect;     ///< protected tables whose rows reach this block
  std::vector<ExprPtr> contributors;  ///< distinct aggregate arguments, each with its set of rows where it is not null
  std::vector<int> aggregate_set;     ///< for each aggregate: index into contributors, or -1 for all rows
  bool counts_all_rows = false;       ///< some aggregate is over all rows
};

/// SELECT of one level. Grouped: outputs, having and order refer to keys and aggregates only; otherwise to source columns.
struct Block {
  std::vector<Source> sources;
  ExprPtr where;
  bool grouped = false;
  std::vector<ExprPtr> keys;
  std::vector<Aggregate> aggregates;
  ExprPtr having;
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
