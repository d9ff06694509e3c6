// The record store: one SQLite database file behind values that cannot leak or throw.
//
//   GS_TRY(db, Database::open(path, Mode::create));
//   GS_TRY(tx, Transaction::begin(db));
//   GS_TRY(put, db.prepare("INSERT INTO entry(seq, body) VALUES (?1, ?2)"));
//   GS_CHECK(put.bind(1, seq).bind(2, Blob{bytes}).run());
//   GS_CHECK(tx.commit());
//   GS_TRY(get, db.prepare("SELECT body FROM entry WHERE seq = ?1"));
//   get.bind(1, seq);
//   GS_TRY(found, get.step());
//   if (found) use(get.column_blob(0));
//
// Every connection runs with WAL, synchronous=FULL (a committed transaction survives a power cut), foreign keys, a busy timeout
// of 5 s, trusted_schema off, cell_size_check on, defensive mode, and no double-quoted strings.
//
// Threads: a Database and everything made from it belong to one thread at a time. Open one connection a thread: readers never
// wait for the writer.
//
// Errors: state.already_exists (unique or primary key; at = "table.column"); store.locked (another writer held the file longer
// than the timeout); store.failed for the rest, with detail.sqlite = extended result code by name, e.g.
// "SQLITE_CONSTRAINT_FOREIGNKEY".
#pragma once
#include <concepts>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

struct sqlite3_stmt;

namespace gongshu::store {

enum class Mode {
  create,      ///< read and write, make the file when it is missing
  read_write,  ///< the file must be there
  read_only,   ///< no write gets through; other connections may write meanwhile
  immutable,   ///< a file that nobody changes (a sealed shelf, a backup): no locks, works on read-only media. Refused
              ///< (store.failed) while a write-ahead log lies beside it, because its content would be passed over
};

/// Bytes to bind as a BLOB (a plain string_view is bound as TEXT).
struct Blob {
  std::string_view bytes;
};

class Database;

/// A compiled statement, on loan from the connection's cache: when it is destroyed it is reset, cleared and kept for the next
/// prepare() of the same text. It keeps its connection open.
class Statement {
 public:
  ~Statement();
  Statement(Statement&&) noexcept;
  Statement& operator=(Statement&&) noexcept;

  /// Parameters count from 1. Values are copied. A failure (no such parameter, too large) is kept and returned by the next
  /// step() or run().
  Statement& bind(int index, std::int64_t value);
  template <std::integral T>
  Statement& bind(int index, T value) {
    if (std::is_unsigned_v<T> && value > T(INT64_MAX) && sizeof(T) == sizeof(std::int64_t)) return too_large();
    return bind(index, static_cast<std::int64_t>(value));
  }
  Statement& bind(int index, double value);
  Statement& bind(int index, std::string_view text);
  Statement& bind(int index, const char* text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, const std::string& text) { return bind(index, std::string_view(text)); }
  Statement& bind(int index, Blob blob);
  Statement& bind(int index, std::nullptr_t);
  template <class T>
  Statement& bind(int index, const std::optional<T>& value) {
    return value ? bind(index, *value) : bind(index, nullptr);
  }
  /// bind_all(a, b, c) binds parameters 1, 2, 3.
  template <class... T>
  Statement& bind_all(const T&... values) {
    int index = 0;
    (bind(++index, values), ...);
    return *this;
  }

  /// True when a row stands ready; false at the end. After the end or an error the statement is reset (bindings stay).
  Result<bool> step();
  /// Runs to the end, ignoring rows, and resets: for INSERT, UPDATE, DELETE.
  Status run();
  /// Back to the start, bindings kept.
  void reset();

  /// Columns of the row that step() announced, counted from 0. Views are valid until the next step(), reset() or the end.
  /// SQLite converts between storage classes; NULL reads as 0 or empty. For files of others use column<T>().
  std::int64_t column_int64(int column) const;
  double column_double(int column) const;
  std::string_view column_text(int column) const;
  std::string_view column_blob(int column) const;
  bool column_null(int column) const;
  int columns() const;
  std::string_view column_name(int column) const;

  /// Checked reading: T is std::int64_t, double, std::string (TEXT) or Blob (a view).
  /// Errors: store.failed (the stored class is another one, NULL included; at = the column's name).
  template <class T>
  Result<T> column(int index) const;

 private:
  friend class Database;
  struct Lease;
  explicit Statement(std::unique_ptr<Lease> lease);
  void note(int code);
  Statement& too_large();
  std::unique_ptr<Lease> lease_;
  Status bound_;
};

extern template Result<std::int64_t> Statement::column<std::int64_t>(int) const;
extern template Result<double> Statement::column<double>(int) const;
extern template Result<std::string> Statement::column<std::string>(int) const;
extern template Result<Blob> Statement::column<Blob>(int) const;

class Database {
 public:
  /// New files are made with mode 0600. Errors: store.failed (missing, not a database, damaged header; at = path).
  static Result<Database> open(const std::filesystem::path& path, Mode mode);
  ~Database();
  Database(Database&&) noexcept;
  Database& operator=(Database&&) noexcept;

  /// One statement; text after it is an error (store.failed). Cached by its text: use parameters, never paste values.
  Result<Statement> prepare(std::string_view sql);
  /// A script of several statements without parameters, for schemas. Stops at the first error.
  Status exec(std::string_view script);
  /// prepare + bind_all + run.
  template <class... T>
  Status run(std::string_view sql, const T&... values) {
    auto statement = prepare(sql);
    if (!statement) return fail(std::move(statement).error());
    return statement->bind_all(values...).run();
  }

  std::int64_t last_insert_id() const;
  std::int64_t changes() const;  ///< rows changed by the last INSERT, UPDATE or DELETE
  bool in_transaction() const;
  /// SQLite's own full check of pages and indexes; store.failed names the first finding.
  Status check_integrity();
  /// Moves the write-ahead log into the main file and empties it, as far as readers allow.
  Status checkpoint();

  struct Impl;

 private:
  explicit Database(std::shared_ptr<Impl> impl);
  std::shared_ptr<Impl> impl_;
};

/// BEGIN IMMEDIATE … COMMIT; rolls back when destroyed before commit(). Not nested: use Savepoint inside.
/// The Database must outlive it and not be moved meanwhile.
class Transaction {
 public:
  /// Errors: store.locked (another writer), store.failed (already in one).
  static Result<Transaction> begin(Database& db);
  ~Transaction();
  Transaction(Transaction&&) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  /// Durable when it returns without error; after an error nothing of it is.
  Status commit();
  void rollback();

 private:
  explicit Transaction(Database& db) : db_(&db) {}
  Database* db_;
};

/// SAVEPOINT … RELEASE inside a transaction; rolls back to its start when destroyed before commit(). Savepoints nest.
class Savepoint {
 public:
  static Result<Savepoint> begin(Database& db);
  ~Savepoint();
  Savepoint(Savepoint&&) noexcept;
  Savepoint& operator=(Savepoint&&) = delete;
  Status commit();
  void rollback();

 private:
  explicit Savepoint(Database& db) : db_(&db) {}
  Database* db_;
};

}  // namespace gongshu::store
