// The views: one row a record, folded from the ledger by the subjects' evolve. The same projection runs when an entry is
// appended and when verify rebuilds everything from the ledger, over two stores of rows.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "domain/kernel/subject.h"
#include "ledger/envelope.h"
#include "ledger/verify.h"
#include "store/database.h"

namespace gongshu::app {

struct Row {
  std::int64_t version = 0;  ///< counts the events of the record
  std::int64_t created = 0;  ///< sequence number of the entry that made it
  json::value body;          ///< the state
};

class RowStore {
 public:
  virtual ~RowStore() = default;
  virtual Result<std::optional<Row>> get(const std::string& kind, const std::string& id) = 0;
  virtual Status put(const std::string& kind, const std::string& id, const Row& row, const domain::RowFacts& facts) = 0;
  /// The entry belongs to this stream. Nothing to do for rows that nobody asks by stream.
  virtual Status index(const std::string& /*stream*/, std::uint64_t /*seq*/) { return {}; }
};

/// Rows in the tables view_row, todo, due, row_key and entry_stream of the node's database.
class DatabaseRows final : public RowStore {
 public:
  explicit DatabaseRows(store::Database& db) : db_(db) {}
  Result<std::optional<Row>> get(const std::string& kind, const std::string& id) override;
  Status put(const std::string& kind, const std::string& id, const Row& row, const domain::RowFacts& facts) override;
  Status index(const std::string& stream, std::uint64_t seq) override;

 private:
  Status put_lookups(const std::string& kind, const std::string& id, const domain::RowFacts& facts);

  store::Database& db_;
};

/// Makes or updates the tables (component "views"). A ledger that was written before its entries were indexed by stream is read
/// once. The ledger's tables are there already.
Status migrate_views(store::Database& db, Instant now);

/// Numbers of the entries of a stream ("kind/id") from `first` on, in order, at most `limit`.
Result<std::vector<std::uint64_t>> entries_of(store::Database& db, const std::string& stream, std::uint64_t first, std::uint64_t limit);

/// Applies one ledger entry to the rows: the subject's state, and the counters of the rules the entry cites.
/// Errors: ledger.corrupt for a stream or event no subject knows.
Status project(RowStore& rows, const ledger::Entry& entry, const json::object& data);

/// Canonical text of a row, what verify compares.
Result<std::string> canonical_row(const Row& row);

/// Rebuilds all rows in memory.
class ViewRebuilder final : public ledger::Rebuilder {
 public:
  ViewRebuilder();
  ~ViewRebuilder() override;
  Status apply(const ledger::Entry& entry, const json::object& data) override;
  Result<std::vector<ledger::ViewRow>> rows() override;

 private:
  class Memory;
  std::unique_ptr<Memory> memory_;
};

/// The stored rows in the form verify compares.
Result<std::vector<ledger::ViewRow>> stored_rows(store::Database& db);

/// Kind of the rows that count how often each rule was applied and refused: {"applied": n, "refused": m}.
inline constexpr std::string_view kRuleCount = "rule_count";
/// Stream and type of recorded refusals.
inline constexpr std::string_view kRefusalStream = "refusal";
inline constexpr std::string_view kRefusalType = "refusal.recorded";

}  // namespace gongshu::app
