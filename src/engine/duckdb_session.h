// One locked-down in-memory DuckDB: the only place that opens one. Used by Dataset and Executor; nothing else sees it.
#pragma once
#include <duckdb.h>

#include <map>
#include <mutex>
#include <string>

#include "base/result.h"
#include "engine/execute.h"
#include "engine/stored.h"

namespace gongshu::engine {

/// A connection of its own for each use: connections are not thread-safe, the database is.
class Connection {
 public:
  Connection() = default;
  Connection(Connection&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
  Connection& operator=(Connection&&) = delete;
  ~Connection() { duckdb_disconnect(&handle_); }
  duckdb_connection get() const { return handle_; }

  /// Runs a statement of ours that returns no rows. Error: store.failed with DuckDB's words as hint (internal use only).
  Status run(const std::string& sql) const;

 private:
  friend class Session;
  duckdb_connection handle_ = nullptr;
};

class Session {
 public:
  /// Memory and threads bounded; no files, no network, no extensions, no spilling; the configuration locked last.
  static Result<std::unique_ptr<Session>> open(Resources resources);
  ~Session();
  Session(const Session&) = delete;

  Result<Connection> connect() const;
  std::shared_ptr<const StoredTables> stored_tables() const {
    std::lock_guard lock(mutex);
    return stored;
  }

  std::mutex loading;                          ///< held during a load
  mutable std::mutex mutex;                    ///< guards what follows
  std::map<std::string, std::int64_t> tables;  ///< rows, by lower-case name
  std::shared_ptr<const StoredTables> stored;  ///< what is known of loaded columns; replaced as a whole
  std::map<std::string, bool> nothing;         ///< whether a query found no row; loaded tables do not change

 private:
  Session() = default;
  duckdb_database database_ = nullptr;
};

}  // namespace gongshu::engine
