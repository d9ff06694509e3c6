// What every record store has to do; a further backend joins by one line in INSTANTIATE_TEST_SUITE_P.
#include <gtest/gtest.h>

#include "store/database.h"
#include "temporary_directory.h"

namespace gongshu::store {
namespace {

struct Backend {
  const char* name;
  Result<Database> (*open)(const std::filesystem::path& path);
};

class RecordStoreContract : public ::testing::TestWithParam<Backend> {
 protected:
  void SetUp() override {
    auto opened = GetParam().open(directory_ / "records");
    ASSERT_TRUE(opened) << describe(opened.error());
    db_.emplace(std::move(*opened));
    run("CREATE TABLE org(id TEXT PRIMARY KEY, level INTEGER NOT NULL CHECK(level BETWEEN 1 AND 3)) STRICT");
    run("CREATE TABLE entry(seq INTEGER PRIMARY KEY, org TEXT REFERENCES org(id), body BLOB, share REAL) STRICT");
  }
  template <class... T>
  void run(std::string_view sql, const T&... values) {
    const auto status = db_->run(sql, values...);
    ASSERT_TRUE(status) << describe(status.error());
  }
  std::int64_t count(std::string_view sql) {
    auto query = db_->prepare(sql);
    EXPECT_TRUE(query && *query->step());
    return query ? query->column_int64(0) : -1;
  }
  template <class... T>
  Error refused(std::string_view sql, const T&... values) {
    const auto status = db_->run(sql, values...);
    EXPECT_FALSE(status) << sql;
    return status ? Error{} : status.error();
  }

  testing::TemporaryDirectory directory_;
  std::optional<Database> db_;
};

TEST_P(RecordStoreContract, ReturnsWhatWasStoredInEveryType) {
  const std::string bytes("\0\x01\xff\0", 4);
  run("INSERT INTO org VALUES (?1, ?2)", "河南", 1);
  run("INSERT INTO entry VALUES (?1, ?2, ?3, ?4)", INT64_MIN, "河南", Blob{bytes}, 0.1);
  auto query = db_->prepare("SELECT seq, org, body, share, NULL FROM entry");
  ASSERT_TRUE(query && *query->step());
  EXPECT_EQ(query->column_int64(0), INT64_MIN);
  EXPECT_EQ(query->column_text(1), "河南");
  EXPECT_EQ(query->column_blob(2), bytes);
  EXPECT_EQ(query->column_double(3), 0.1);
  EXPECT_TRUE(query->column_null(4));
  EXPECT_EQ(query->columns(), 5);
  EXPECT_EQ(query->column_name(0), "seq");
  EXPECT_FALSE(*query->step());
}

TEST_P(RecordStoreContract, TellsEmptyFromAbsent) {
  run("INSERT INTO entry VALUES (1, NULL, ?1, NULL)", Blob{});
  run("INSERT INTO entry VALUES (2, NULL, ?1, NULL)", std::optional<Blob>{});
  auto query = db_->prepare("SELECT body, ?1 FROM entry ORDER BY seq");
  ASSERT_TRUE(query);
  query->bind(1, std::string_view());
  ASSERT_TRUE(*query->step());
  EXPECT_FALSE(query->column_null(0));
  EXPECT_EQ(query->column_blob(0), "");
  EXPECT_FALSE(query->column_null(1));
  ASSERT_TRUE(*query->step());
  EXPECT_TRUE(query->column_null(0));
}

TEST_P(RecordStoreContract, CheckedReadingRefusesAnotherType) {
  auto query = db_->prepare("SELECT 1 AS number, 'text' AS words, x'00' AS bytes, NULL AS absent, 1.5 AS share");
  ASSERT_TRUE(query && *query->step());
  EXPECT_EQ(*query->column<std::int64_t>(0), 1);
  EXPECT_EQ(*query->column<std::string>(1), "text");
  EXPECT_EQ(query->column<Blob>(2)->bytes, std::string_view("\0", 1));
  EXPECT_EQ(*query->column<double>(4), 1.5);
  EXPECT_EQ(query->column<std::int64_t>(1).error().at, "words");
  EXPECT_EQ(query->column<std::string>(2).error().code, ErrorCode::store_failed);
  EXPECT_FALSE(query->column<std::int64_t>(3));
  EXPECT_FALSE(query->column<Blob>(9));
}

TEST_P(RecordStoreContract, DuplicateKeyIsAValueNamingTheColumn) {
  run("INSERT INTO org VALUES ('a', 1)");
  const auto error = refused("INSERT INTO org VALUES ('a', 2)");
  EXPECT_EQ(error.code, ErrorCode::state_already_exists);
  EXPECT_EQ(error.at, "org.id");
  run("INSERT INTO org VALUES ('b', 2)");  // the connection goes on
}

TEST_P(RecordStoreContract, ConstraintViolationsAreValuesWithTheirKind) {
  EXPECT_EQ(refused("INSERT INTO entry VALUES (1, 'nobody', NULL, NULL)").detail.at("sqlite"), "SQLITE_CONSTRAINT_FOREIGNKEY");
  EXPECT_EQ(refused("INSERT INTO org VALUES ('a', 7)").detail.at("sqlite"), "SQLITE_CONSTRAINT_CHECK");
  const auto missing = refused("INSERT INTO org VALUES ('a', NULL)");
  EXPECT_EQ(missing.detail.at("sqlite"), "SQLITE_CONSTRAINT_NOTNULL");
  EXPECT_EQ(missing.at, "org.level");
  EXPECT_EQ(refused("INSERT INTO org VALUES ('a', 'high')").detail.at("sqlite"), "SQLITE_CONSTRAINT_DATATYPE");
  EXPECT_EQ(count("SELECT count(*) FROM org"), 0);
}

TEST_P(RecordStoreContract, BadSqlAndBadBindingAreValues) {
  EXPECT_EQ(db_->prepare("SELEKT 1").error().code, ErrorCode::store_failed);
  EXPECT_FALSE(db_->prepare(""));
  EXPECT_FALSE(db_->prepare("SELECT 1; SELECT 2"));
  EXPECT_FALSE(db_->prepare("SELECT \"no such column\""));  // never taken for a string
  EXPECT_EQ(refused("SELECT ?1", 1, 2).code, ErrorCode::store_failed);
  EXPECT_FALSE(db_->run("SELECT ?1", UINT64_MAX));
  EXPECT_TRUE(db_->run("SELECT ?1", std::size_t{7}));
}

TEST_P(RecordStoreContract, ABindingErrorIsReportedOnceAndThenForgotten) {
  auto query = db_->prepare("SELECT ?1");
  ASSERT_TRUE(query);
  query->bind(2, 5);
  EXPECT_FALSE(query->step());
  query->bind(1, 5);
  ASSERT_TRUE(*query->step());
  EXPECT_EQ(query->column_int64(0), 5);
}

TEST_P(RecordStoreContract, OneStatementTextCanBeUsedTwiceAtOnce) {
  auto outer = db_->prepare("SELECT ?1 UNION ALL SELECT ?1 + 1");
  auto inner = db_->prepare("SELECT ?1 UNION ALL SELECT ?1 + 1");
  ASSERT_TRUE(outer && inner);
  outer->bind(1, 10);
  inner->bind(1, 20);
  ASSERT_TRUE(*outer->step());
  ASSERT_TRUE(*inner->step());
  EXPECT_EQ(outer->column_int64(0), 10);
  ASSERT_TRUE(*outer->step());
  EXPECT_EQ(outer->column_int64(0), 11);
  EXPECT_EQ(inner->column_int64(0), 20);
}

TEST_P(RecordStoreContract, AStatementFromTheCacheCarriesNothingOver) {
  {
    auto first = db_->prepare("SELECT ?1");
    ASSERT_TRUE(first);
    first->bind(1, "left behind");
    ASSERT_TRUE(*first->step());
  }
  auto second = db_->prepare("SELECT ?1");
  ASSERT_TRUE(second && *second->step());
  EXPECT_TRUE(second->column_null(0));
}

TEST_P(RecordStoreContract, AStatementKeepsItsConnectionOpen) {
  auto query = db_->prepare("SELECT 42");
  ASSERT_TRUE(query);
  db_.reset();
  ASSERT_TRUE(*query->step());
  EXPECT_EQ(query->column_int64(0), 42);
}

TEST_P(RecordStoreContract, ATransactionWithoutCommitLeavesNothing) {
  {
    auto transaction = Transaction::begin(*db_);
    ASSERT_TRUE(transaction);
    run("INSERT INTO org VALUES ('a', 1)");
  }
  EXPECT_EQ(count("SELECT count(*) FROM org"), 0);
  {
    auto transaction = Transaction::begin(*db_);
    run("INSERT INTO org VALUES ('a', 1)");
    ASSERT_TRUE(transaction->commit());
    EXPECT_FALSE(transaction->commit());
  }
  EXPECT_EQ(count("SELECT count(*) FROM org"), 1);
  EXPECT_FALSE(db_->in_transaction());
}

TEST_P(RecordStoreContract, TransactionsDoNotNestAndRefuseWithoutHarm) {
  auto outer = Transaction::begin(*db_);
  ASSERT_TRUE(outer);
  EXPECT_FALSE(Transaction::begin(*db_));
  run("INSERT INTO org VALUES ('a', 1)");
  ASSERT_TRUE(outer->commit());
  EXPECT_EQ(count("SELECT count(*) FROM org"), 1);
}

TEST_P(RecordStoreContract, ASavepointUndoesOnlyItself) {
  EXPECT_FALSE(Savepoint::begin(*db_));  // outside a transaction
  auto transaction = Transaction::begin(*db_);
  ASSERT_TRUE(transaction);
  run("INSERT INTO org VALUES ('a', 1)");
  {
    auto outer = Savepoint::begin(*db_);
    run("INSERT INTO org VALUES ('b', 1)");
    {
      auto inner = Savepoint::begin(*db_);
      run("INSERT INTO org VALUES ('c', 1)");
    }
    auto kept = Savepoint::begin(*db_);
    run("INSERT INTO org VALUES ('d', 1)");
    ASSERT_TRUE(kept->commit());
    ASSERT_TRUE(outer->commit());
  }
  {
    auto undone = Savepoint::begin(*db_);
    run("INSERT INTO org VALUES ('e', 1)");
  }
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(count("SELECT count(*) FROM org WHERE id IN ('a', 'b', 'd')"), 3);
  EXPECT_EQ(count("SELECT count(*) FROM org"), 3);
}

TEST_P(RecordStoreContract, ReadersSeeTheLastCommitWhileAWriterWorks) {
  auto reader = GetParam().open(directory_ / "records");
  ASSERT_TRUE(reader);
  auto transaction = Transaction::begin(*db_);
  run("INSERT INTO org VALUES ('a', 1)");
  auto query = reader->prepare("SELECT count(*) FROM org");
  ASSERT_TRUE(query && *query->step());
  EXPECT_EQ(query->column_int64(0), 0);
  query->reset();
  ASSERT_TRUE(transaction->commit());
  ASSERT_TRUE(*query->step());
  EXPECT_EQ(query->column_int64(0), 1);
}

TEST_P(RecordStoreContract, ReportsChangesAndIds) {
  run("INSERT INTO entry(seq) VALUES (41), (42)");
  EXPECT_EQ(db_->changes(), 2);
  EXPECT_EQ(db_->last_insert_id(), 42);
}

INSTANTIATE_TEST_SUITE_P(Backends, RecordStoreContract,
                         ::testing::Values(Backend{"sqlite",
                                                   [](const auto& path) { return Database::open(path, Mode::create); }}),
                         [](const auto& backend) { return std::string(backend.param.name); });

}  // namespace
}  // namespace gongshu::store
