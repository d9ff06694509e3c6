#include "store/database.h"

namespace gongshu::store {

Result<Transaction> Transaction::begin(Database& db) {
  GS_CHECK(db.run("BEGIN IMMEDIATE"));
  return Transaction(db);
}

Transaction::Transaction(Transaction&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
Transaction::~Transaction() { rollback(); }

Status Transaction::commit() {
  if (!db_) return fail(ErrorCode::store_failed, {}, "事务已结束 / the transaction is over");
  auto status = db_->run("COMMIT");
  if (!status) rollback();
  db_ = nullptr;
  return status;
}

void Transaction::rollback() {
  // Some errors (disk full, I/O) have rolled back already; then there is nothing left to do.
  if (db_ && db_->in_transaction()) (void)db_->run("ROLLBACK");
  db_ = nullptr;
}

Result<Savepoint> Savepoint::begin(Database& db) {
  if (!db.in_transaction()) return fail(ErrorCode::store_failed, {}, "保存点须在事务内 / a savepoint needs a transaction");
  GS_CHECK(db.run("SAVEPOINT gongshu"));
  return Savepoint(db);
}

Savepoint::Savepoint(Savepoint&& other) noexcept : db_(std::exchange(other.db_, nullptr)) {}
Savepoint::~Savepoint() { rollback(); }

Status Savepoint::commit() {
  if (!db_) return fail(ErrorCode::store_failed, {}, "保存点已结束 / the savepoint is over");
  auto* db = std::exchange(db_, nullptr);
  return db->run("RELEASE gongshu");
}

void Savepoint::rollback() {
  if (db_ && db_->in_transaction()) {
    (void)db_->run("ROLLBACK TO gongshu");  // names nest: the innermost is meant
    (void)db_->run("RELEASE gongshu");
  }
  db_ = nullptr;
}

}  // namespace gongshu::store
