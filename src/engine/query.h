// The controlled query: text → Parsed → Bound → Approved → SQL of a dialect. Each pass takes only the type that the one before
// returns, and only the policy pass can make an Approved: what has not passed it cannot be executed (design invariant 4).
//
//   GS_TRY(parsed, parse(sql));
//   GS_TRY(bound, bind(parsed, policy));
//   GS_TRY(approved, approve(bound, policy));      // Executor::run takes it (engine/execute.h)
//
// Refusals are static: they depend on the text, the grants and the schema, never on data. Error::at is "line L column C"
// (1-based, columns in characters), Error::detail may hold "column" ("table.column") and "construct". All functions are pure
// and thread-safe; all values are immutable and cheap to copy.
#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/policy.h"

namespace gongshu::engine {

struct ParseTree;  // pg_tree.h
struct Block;      // plan.h

/// A parameter of the query, `$name` or `:name` in its text, with the value of this compilation as text of its type ("true", "12",
/// "-1.5", "2026-02-28"). It reaches the plan as a typed constant; plan_text() shows its name instead of the value.
struct Argument {
  std::string name;  ///< [A-Za-z0-9_]+
  ColumnType type{};  ///< not real
  std::string value;
};

/// The query text with positions; shared by the passes so that each can say where a fault stands.
struct SourceText {
  std::string sql;
  std::vector<Argument> arguments{};
  /// "line L column C" of a byte offset; offsets outside the text give the end.
  std::string at(int offset) const;
};

/// One statement that the SQL grammar accepts; nothing is known about its meaning yet.
class Parsed {
 public:
  const SourceText& text() const { return *text_; }
  const ParseTree& tree() const { return *tree_; }

 private:
  friend Result<Parsed> parse(std::string_view sql, std::span<const Argument> arguments);
  friend Result<class Bound> bind(const Parsed& parsed, const PolicySnapshot& policy);
  std::shared_ptr<const SourceText> text_;
  std::shared_ptr<const ParseTree> tree_;
};

/// A typed relational plan over granted tables and columns; not yet allowed to run.
class Bound {
 public:
  const Block& plan() const { return *plan_; }
  const SourceText& text() const { return *text_; }
  std::int64_t epoch() const { return epoch_; }

 private:
  friend Result<Bound> bind(const Parsed& parsed, const PolicySnapshot& policy);
  friend class PolicyPass;
  std::shared_ptr<const SourceText> text_;
  std::shared_ptr<const Block> plan_;
  std::int64_t epoch_ = 0;
};

/// Where a column of the answer comes from.
enum class How { identity, masked, computed, aggregated };
BOOST_DESCRIBE_ENUM(How, identity, masked, computed, aggregated)

struct Lineage {
  std::string name;
  How how{};                            ///< identity: a visible column as it stands; masked: the same of a masked one
  std::vector<std::string> sources;     ///< "table.column" it is made of, sorted
  std::vector<std::string> predicates;  ///< "table.column" that decided which rows stand behind it, sorted
};
BOOST_DESCRIBE_STRUCT(Lineage, (), (name, how, sources, predicates))

/// A plan that the policy pass has let through, with the controls it put in. Only PolicyPass makes one.
class Approved {
 public:
  const Block& plan() const { return *plan_; }
  /// One entry for each column of the answer.
  const std::vector<Lineage>& lineage() const { return lineage_; }
  /// Granted tables that the query reads, wherever they stand in it; sorted.
  const std::vector<std::string>& tables() const { return tables_; }
  int k() const { return k_; }
  std::int64_t epoch() const { return epoch_; }
  bool statistical() const { return statistical_; }
  /// True when an answer comes from protected entities, so that it can be withheld.
  bool controlled() const { return controlled_; }
  const RuleRef& k_rule() const { return k_rule_; }

 private:
  friend class PolicyPass;
  Approved() = default;
  std::shared_ptr<const Block> plan_;
  int k_ = 0;
  std::int64_t epoch_ = 0;
  bool statistical_ = true, controlled_ = true;
  RuleRef k_rule_;
  std::vector<Lineage> lineage_;
  std::vector<std::string> tables_;
};

/// At most 64 KiB and 4,096 tokens. Errors: query.syntax, query.too_complex, input.bad_utf8, query.unsupported (another
/// statement than one SELECT).
Result<Parsed> parse(std::string_view sql, std::span<const Argument> arguments = {});

/// Resolves names against the granted columns only. Errors: query.unsupported (construct named), query.unknown_table,
/// query.unknown_column, query.ambiguous_column, query.unknown_function, query.type_mismatch, query.grouping,
/// query.too_complex. The SQL grammar cuts names at 63 bytes: longer ones cannot be granted in a way that a query can use.
Result<Bound> bind(const Parsed& parsed, const PolicySnapshot& policy);

/// The policy pass: uses of columns, identity columns, k on everything that influences an output. Errors:
/// query.column_forbidden, query.not_aggregated, query.unsupported, state.conflict (bound under another epoch).
Result<Approved> approve(const Bound& bound, const PolicySnapshot& policy);

/// The three passes in a row: what `explain` answers.
Result<Approved> compile(std::string_view sql, const PolicySnapshot& policy);
/// With parameters: every value goes through all passes, and plans of other values have the same plan_text(). At most 9. Further errors:
/// input.bad_format at "/values/NAME", query.unknown_column for a name that is not declared, query.unsupported for `$1`.
Result<Approved> compile(std::string_view sql, const PolicySnapshot& policy, std::span<const Argument> arguments);

enum class Dialect { duckdb };

/// SQL of our own making: identifiers come from the grants, text constants are parameters ($1 is parameters[0]). The result
/// has the columns of the answer, then one boolean column for each entry of `flags`: true where that answer column is withheld.
struct Printed {
  std::string sql;
  std::vector<std::string> parameters;
  std::vector<int> flags;
  bool masks = false;  ///< one more column at the end: the GROUPING mask of the row
};
Printed print(const Approved& approved, Dialect dialect);

/// Canonical text of the plan with its controls: equal text, equal meaning under the same policy. Its digest is the plan
/// hash (taken by the caller). The epoch is not part of it.
std::string plan_text(const Approved& approved);

enum class Stage { parse, bind, policy, plan, dialect };
BOOST_DESCRIBE_ENUM(Stage, parse, bind, policy, plan, dialect)

/// Runs the passes up to `stage` and shows what it made: JSON for parse, bind and policy, text for plan and dialect.
Result<std::string> dump(std::string_view sql, const PolicySnapshot& policy, Stage stage);

}  // namespace gongshu::engine
