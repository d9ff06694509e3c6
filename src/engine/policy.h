// What a requester may do with which column. The engine knows no domain: app/ builds the snapshot from agreements and scenarios.
// Plain values; copy freely between threads.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

namespace gongshu::engine {

/// Types of columns and of computed values. integer: 64 bits; decimal: 18 digits before and 6 after the point; date: a calendar
/// day; real: IEEE double, computed values only (AVG, division), never a stored column.
enum class ColumnType { boolean, integer, decimal, text, date, real };
BOOST_DESCRIBE_ENUM(ColumnType, boolean, integer, decimal, text, date, real)

/// What a column may be used for; a column's uses are a set, the empty set is a hidden column (design section 7).
///   join: in ON against a column that may be joined too · filter: in WHERE · group: as a grouping key, whose values are
///   then shown, and in COUNT · aggregate: as the argument of an aggregate · masked, visible: shown as plain rows where rows are
///   no protected entities or the data is synthetic.
enum class Use { join, filter, group, aggregate, masked, visible };
BOOST_DESCRIBE_ENUM(Use, join, filter, group, aggregate, masked, visible)

/// One column a query may name. Columns that are not listed do not exist for the query (default deny).
struct ColumnGrant {
  std::string name;
  ColumnType type{};
  std::set<Use> uses;
  bool identity = false;  ///< an identifier or its token: joined and counted where granted, never shown, grouped or filtered
  std::set<std::string> purposes{};  ///< purposes the uses are granted for; empty: any
  std::string expires{};             ///< last day of the grant, YYYY-MM-DD; empty: as long as the snapshot's
};

struct TableGrant {
  std::string name;
  std::vector<ColumnGrant> columns;
  /// Name of the hidden ordinal column numbering the protected entities; empty when rows are no protected entities (then
  /// answers from this table alone need no k and plain rows may be shown).
  std::string entity;
};

/// The rule behind a refusal, as the rule pack cites it; plain text for Error::rule and Error::article.
struct RuleRef {
  std::string rule;
  std::string article;
};

/// Everything the policy pass decides from; `epoch` is the sequence number of the last policy event in scope.
struct PolicySnapshot {
  std::vector<TableGrant> tables;
  int k = 10;  ///< least number of distinct entities behind anything shown; at least 1
  std::int64_t epoch = 0;
  bool statistical = true;  ///< false: synthetic rows (development); plain rows of visible and masked columns may be shown
  std::string purpose{};    ///< what this query is for; compared with the grants' purposes
  std::string today{};      ///< YYYY-MM-DD; grants that expired before it are refused; empty: expiry is not looked at
  RuleRef k_rule;           ///< cited when an answer is withheld or must be aggregated
  RuleRef identity_rule;    ///< cited when an identity column would be shown, grouped or filtered
  RuleRef grant_rule;       ///< cited when a table or column is not granted for a use
};

BOOST_DESCRIBE_STRUCT(RuleRef, (), (rule, article))

/// Lookups are exact but for ASCII case, as in the engines behind; null when there is no such grant.
const TableGrant* find_table(const PolicySnapshot& policy, std::string_view name);
const ColumnGrant* find_column(const TableGrant& table, std::string_view name);

/// Why the grant of a column does not count for this query: it has run out, or is for other purposes; empty when it counts.
std::string grant_refusal(const ColumnGrant& column, const PolicySnapshot& policy);

}  // namespace gongshu::engine
