// One run: a connection, a watchdog over all its statements, and reading of results. Used by Executor and Statistics.
#pragma once
#include <duckdb.h>

#include <chrono>
#include <condition_variable>
#include <functional>
#include <set>
#include <thread>

#include "engine/duckdb_session.h"
#include "engine/execute.h"

namespace gongshu::engine {

struct CancelToken::State {
  std::mutex mutex;
  std::condition_variable changed;
  bool cancelled = false;
};

/// Interrupts a connection when its time is up or its token is cancelled, again and again until the run is over: an interrupt
/// that comes before the query has started is lost.
class Watchdog {
 public:
  enum class Reason { none, time, cancelled };

  Watchdog(duckdb_connection connection, const CancelToken& token, int time_ms);
  ~Watchdog() { stop(); }
  /// Ends the watch; afterwards the reason does not change.
  Reason stop();
  /// Why the run has to end now, if it has to.
  Reason reason() const;

 private:
  void watch();

  duckdb_connection connection_;
  std::shared_ptr<CancelToken::State> state_;
  std::chrono::steady_clock::time_point deadline_;
  bool done_ = false;
  Reason reason_ = Reason::none;
  std::thread thread_;
};

/// Statements of one run. Errors: query.cancelled, query.resource_limit (time, memory), query.failed; what DuckDB says goes to
/// `on_failure` only.
class Run {
 public:
  Run(Session& session, Connection connection, Bounds bounds, const CancelToken& cancel,
      const std::function<void(const std::string&)>& on_failure)
      : session_(session),
        connection_(std::move(connection)),
        stored_(session.stored_tables()),
        watchdog_(connection_.get(), cancel, bounds.time_ms),
        on_failure_(on_failure) {}

  using Reader = std::function<bool(duckdb_data_chunk)>;  ///< false: enough
  Status query(const std::string& sql, const std::vector<std::string>& parameters, const Reader& read);
  Status execute(const std::string& sql, const std::vector<std::string>& parameters = {});
  /// Whether a query of ours over loaded tables finds no row. Found out once a dataset.
  Result<bool> nothing(const std::string& sql);
  /// Whether no two rows of a loaded table have the same values in all these columns, NULLs aside. Found out once a dataset.
  Result<bool> unique(const std::string& table, const std::set<std::string>& columns);
  /// What is known of the columns loaded before this run.
  const StoredTables* stored() const { return stored_.get(); }
  /// For work between statements.
  Status alive() const;
  duckdb_connection connection() const { return connection_.get(); }

 private:
  Status failed(duckdb_error_type type, const std::string& cause) const;

  Session& session_;
  Connection connection_;
  std::shared_ptr<const StoredTables> stored_;
  Watchdog watchdog_;
  const std::function<void(const std::string&)>& on_failure_;
};

/// Column `c` of a chunk, as numbers; NULL is `otherwise`.
template <class T>
class Column {
 public:
  Column(duckdb_data_chunk chunk, std::size_t c) {
    auto vector = duckdb_data_chunk_get_vector(chunk, c);
    data_ = static_cast<const T*>(duckdb_vector_get_data(vector));
    valid_ = duckdb_vector_get_validity(vector);
  }
  bool null(idx_t row) const { return valid_ && !duckdb_validity_row_is_valid(valid_, row); }
  T at(idx_t row, T otherwise = {}) const { return null(row) ? otherwise : data_[row]; }

 private:
  const T* data_;
  uint64_t* valid_;
};

}  // namespace gongshu::engine
