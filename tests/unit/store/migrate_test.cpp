#include "store/migrate.h"

#include <gtest/gtest.h>

#include "temporary_directory.h"

namespace gongshu::store {
namespace {

constexpr Migration kSteps[] = {
    {1, "entries",
     "CREATE TABLE entry(seq INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT; CREATE INDEX entry_body ON entry(body);"},
    {2, "their length", "ALTER TABLE entry ADD COLUMN size INTEGER NOT NULL DEFAULT 0; UPDATE entry SET size = length(body);"},
    {3, "places", "CREATE TABLE place(id TEXT PRIMARY KEY) STRICT;"},
};
const std::span<const Migration> kAll(kSteps);

class Migrate : public ::testing::Test {
 protected:
  Migrate() : db_(*Database::open(directory_ / "records", Mode::create)) {}
  int version(std::string_view component = "ledger") { return *schema_version(db_, component); }
  std::int64_t number(std::string_view sql) {
    auto query = db_.prepare(sql);
    EXPECT_TRUE(query && *query->step()) << sql;
    return query->column_int64(0);
  }
  testing::TemporaryDirectory directory_;
  Database db_;
};

TEST_F(Migrate, BringsAnOlderFileForwardAndKeepsItsRows) {
  ASSERT_EQ(migrate(db_, "ledger", kAll.first(1), 1000)->size(), 1u);
  ASSERT_TRUE(db_.run("INSERT INTO entry VALUES (1, 'four')"));
  const auto applied = migrate(db_, "ledger", kAll, 2000);
  ASSERT_TRUE(applied) << describe(applied.error());
  ASSERT_EQ(applied->size(), 2u);
  EXPECT_EQ((*applied)[0].version, 2);
  EXPECT_EQ((*applied)[1].title, "places");
  EXPECT_EQ(number("SELECT size FROM entry"), 4);
  EXPECT_EQ(number("SELECT applied_at FROM schema_versions WHERE version = 1"), 1000);
  EXPECT_EQ(number("SELECT applied_at FROM schema_versions WHERE version = 3"), 2000);
}

TEST_F(Migrate, DoesNothingTheSecondTime) {
  ASSERT_TRUE(migrate(db_, "ledger", kAll, 1));
  const auto again = migrate(db_, "ledger", kAll, 2);
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->empty());
  EXPECT_EQ(number("SELECT max(applied_at) FROM schema_versions"), 1);
}

TEST_F(Migrate, TheDryRunListsAndWritesNothing) {
  const auto pending = pending_migrations(db_, "ledger", kAll);
  ASSERT_TRUE(pending);
  ASSERT_EQ(pending->size(), 3u);
  EXPECT_EQ((*pending)[1].title, "their length");
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema"), 0);
  ASSERT_TRUE(migrate(db_, "ledger", kAll.first(2), 1));
  auto reader = Database::open(directory_ / "records", Mode::read_only);
  EXPECT_EQ(pending_migrations(*reader, "ledger", kAll)->size(), 1u);
}

TEST_F(Migrate, RefusesANewerSchemaNamingBothVersions) {
  ASSERT_TRUE(migrate(db_, "ledger", kAll, 1));
  for (const auto& result : {migrate(db_, "ledger", kAll.first(2), 2), pending_migrations(db_, "ledger", kAll.first(2))}) {
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::store_newer_schema);
    EXPECT_EQ(result.error().at, "ledger");
    EXPECT_NE(result.error().hint.find("version 3"), std::string::npos) << result.error().hint;
    EXPECT_NE(result.error().hint.find("up to 2"), std::string::npos) << result.error().hint;
  }
  EXPECT_EQ(version(), 3);
}

TEST_F(Migrate, ComponentsCountSeparately) {
  ASSERT_TRUE(migrate(db_, "ledger", kAll.first(1), 1));
  constexpr Migration kOther[] = {{1, "people", "CREATE TABLE person(id TEXT PRIMARY KEY) STRICT;"}};
  ASSERT_TRUE(migrate(db_, "identity", kOther, 1));
  EXPECT_EQ(version("ledger"), 1);
  EXPECT_EQ(version("identity"), 1);
  EXPECT_EQ(version("views"), 0);
}

TEST_F(Migrate, AFailedStepLeavesTheFileAtTheStepBefore) {
  constexpr Migration kBroken[] = {kSteps[0], {2, "half", "CREATE TABLE good(x INTEGER) STRICT; CREATE TABEL bad(x);"}};
  const auto result = migrate(db_, "ledger", kBroken, 1);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::store_failed);
  EXPECT_EQ(result.error().at, "ledger/2");
  EXPECT_EQ(version(), 1);
  EXPECT_EQ(number("SELECT count(*) FROM sqlite_schema WHERE name = 'good'"), 0);
  EXPECT_FALSE(db_.in_transaction());
  EXPECT_TRUE(migrate(db_, "ledger", kAll, 2));
}

TEST_F(Migrate, RefusesStepsThatCommitOrSkipNumbers) {
  constexpr Migration kCommits[] = {{1, "sneaks", "CREATE TABLE a(x INTEGER) STRICT; COMMIT;"}};
  EXPECT_EQ(migrate(db_, "ledger", kCommits, 1).error().code, ErrorCode::internal);
  EXPECT_EQ(version(), 0);
  constexpr Migration kGap[] = {kSteps[0], kSteps[2]};
  EXPECT_EQ(migrate(db_, "views", kGap, 1).error().code, ErrorCode::internal);
}

}  // namespace
}  // namespace gongshu::store
