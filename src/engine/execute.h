// Runs approved plans on in-memory tables inside a locked-down DuckDB. No file, network or extension is reachable from it, and
// the only SQL it sees is printed from a plan.
#pragma once
#include <boost/json.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/result.h"
#include "disclosure/egress.h"
#include "disclosure/rules.h"
#include "engine/policy.h"
#include "engine/query.h"

namespace gongshu::engine {

class Session;  // duckdb_session.h

/// One value of a row to load: null, boolean, integer, or text (also decimals "12.05" and dates "2026-02-28").
using Value = std::variant<std::monostate, bool, std::int64_t, std::string>;

struct Row {
  std::int64_t entity = 0;            ///< ordinal of the protected entity; ignored when the table has none
  std::optional<std::int64_t> key{};  ///< stable name of the row in the egress ledger; the row's number (from 1) when absent
  std::vector<Value> values;
};

/// Fills `row` (reused from call to call) and returns true, or returns false at the end. Its error stops the load.
using RowSource = std::function<Result<bool>(Row& row)>;

struct ColumnSchema {
  std::string name;
  ColumnType type{};  ///< not real
};

struct TableSchema {
  std::vector<ColumnSchema> columns;
  std::string entity;  ///< as TableGrant::entity; stored under a name that no query can bind
};

/// Machine limits of one dataset, shared by all queries on it.
struct Resources {
  int memory_mb = 1024;
  int threads = 2;
};

/// In-memory tables of one scenario. Loads are serial; runs may go on from several threads at once. Nothing is written
/// to disk, and destroying the dataset frees its memory.
class Dataset {
 public:
  static Result<Dataset> open(Resources resources = {});
  Dataset(Dataset&&) noexcept;
  Dataset& operator=(Dataset&&) noexcept;
  ~Dataset();

  /// All rows or none. Errors: state.already_exists (name), input.bad_format / input.wrong_type / input.out_of_range
  /// (at = "row N column NAME", N from 1), query.resource_limit (memory), and whatever `rows` returns.
  Status load(const std::string& table, const TableSchema& schema, const RowSource& rows);
  /// Rows loaded into a table; 0 for an unknown one.
  std::int64_t rows(const std::string& table) const;

 private:
  friend class Executor;
  explicit Dataset(std::unique_ptr<Session> session);
  std::unique_ptr<Session> session_;
};

/// Cancels a run from another thread; copies share the state.
class CancelToken {
 public:
  CancelToken();
  void cancel();
  bool cancelled() const;

 private:
  friend class Watchdog;
  struct State;
  std::shared_ptr<State> state_;
};

/// What stands between approved plans and their requester. One for each run; the ledgers are changed by it, so that runs that
/// share a ledger must follow one another (the caller serialises them and saves the ledgers before it shows the answer).
struct Controls {
  disclosure::Rules rules;  ///< the policy's k is used where it is larger than rules.k
  /// Egress ledgers by the name of the protected table (ASCII lower case); tables of one population share one. A table without
  /// a ledger is checked within the answer only.
  std::map<std::string, disclosure::EgressLedger*> ledgers;
  std::string noise_key;  ///< secret of rounding and noise; needed where the rules ask for either
};

struct Bounds {
  int time_ms = 30'000;
  std::int64_t max_rows = 100'000;  ///< rows of the answer; more is query.resource_limit
};

struct AnswerColumn {
  std::string name;
  ColumnType type{};
};

/// `released` only when no cell and no group was withheld; `withheld` says the same for zero, too few, dominance and differencing
/// (invariant 6), and its rows may still carry what may be shown.
enum class Verdict { released, withheld };
BOOST_DESCRIBE_ENUM(Verdict, released, withheld)

/// Why a cell or a group of a statistics block is not shown; for reviewers, never for the requester.
struct ReviewItem {
  std::string group;           ///< "county = 'A', sex = total"; empty for the one group of a query without GROUP BY
  std::string measure;         ///< "SUM(residents.income)"; empty when the whole group is absent
  std::string reason;          ///< a disclosure::Reason by name, or "fan_out": a join repeats the rows of every protected table
  std::int64_t rows = 0;       ///< rows behind it
  std::int64_t entities = 0;   ///< distinct entities behind it, exact below k, otherwise at least this many
};
BOOST_DESCRIBE_STRUCT(ReviewItem, (), (group, measure, reason, rows, entities))

/// How much is not shown in all; a review lists the first of it (kMaxReview a block).
struct Suppressed {
  std::int64_t groups = 0;  ///< that are absent whole
  std::int64_t cells = 0;   ///< withheld in groups that are shown
};
BOOST_DESCRIBE_STRUCT(Suppressed, (), (groups, cells))

/// What a run recorded in the ledger of one protected table: the row sets behind the cells that are shown.
struct TableRelease {
  std::string table;  ///< as in Controls::ledgers
  disclosure::Release release;
};

/// Cells are null, true/false, an integer number (text when it needs more than 64 bits), or text: decimals and reals in
/// digits, dates as YYYY-MM-DD. `withheld` lists the [row, column] of cells that are null because they may not be shown.
struct Answer {
  Verdict verdict{};
  std::vector<AnswerColumn> columns;
  std::vector<boost::json::array> rows;
  std::vector<std::pair<std::int64_t, std::int64_t>> withheld;
  /// For each row the GROUPING mask of its keys: bit i (from the last key) is set where key i is rolled up. Empty when the
  /// query has no ROLLUP, CUBE or GROUPING SETS on its outermost level.
  std::vector<std::int64_t> grouping;
  bool groups_may_be_withheld = false;  ///< a grouped answer over protected entities; never says whether or how many
  RuleRef rule;                         ///< the k rule, when verdict or cells are withheld or groups may be
  std::vector<ReviewItem> review;       ///< for reviewers only; to_json leaves it out
  Suppressed suppressed;                ///< likewise
  std::vector<TableRelease> releases;   ///< for a caller that hands copies of its ledgers and records later; to_json leaves it out
};

/// {"verdict", "columns": [{"name","type"}], "rows", "withheld", "grouping", "groups_may_be_withheld", "rule", "article"}.
boost::json::object to_json(const Answer& answer);
/// [{"group", "measure", "reason", "rows", "entities"}] for reviewers.
boost::json::array review_json(const Answer& answer);
/// The uniform refusal of a withheld answer: code `withheld`, rule and article, nothing else.
Error withheld_error(const Answer& answer);

class Executor {
 public:
  /// `on_failure` receives what DuckDB says when a plan fails, for reviewers and logs; it may contain data and never goes
  /// to the requester.
  explicit Executor(std::function<void(const std::string&)> on_failure = {}) : on_failure_(std::move(on_failure)) {}

  /// Errors: query.cancelled, query.resource_limit (at = "time", "memory" or "rows"), query.failed (a table is not loaded,
  /// or a bug; the cause goes to on_failure only). Thread-safe.
  Result<Answer> run(const Approved& approved, const Dataset& dataset, const Controls& controls, Bounds bounds = {},
                     CancelToken cancel = {}) const;
  /// With the policy's k as the only rule and no ledger: differencing is checked within the answer.
  Result<Answer> run(const Approved& approved, const Dataset& dataset, Bounds bounds = {}, CancelToken cancel = {}) const;

 private:
  std::function<void(const std::string&)> on_failure_;
};

}  // namespace gongshu::engine
