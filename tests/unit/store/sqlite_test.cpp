// What the SQLite backend promises beyond the contract: open modes, settings, damaged files.
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>

#include "store/database.h"
#include "store/files.h"
#include "temporary_directory.h"

namespace gongshu::store {
namespace {

class Sqlite : public ::testing::Test {
 protected:
  Database make() {
    auto db = Database::open(path_, Mode::create);
    EXPECT_TRUE(db) << describe(db.error());
    EXPECT_TRUE(db->exec("CREATE TABLE IF NOT EXISTS t(x INTEGER) STRICT; INSERT INTO t VALUES (1);"));
    return std::move(*db);
  }
  static std::string pragma(Database& db, const std::string& name) {
    auto query = db.prepare("PRAGMA " + name);
    EXPECT_TRUE(query && *query->step());
    return std::string(query->column_text(0));
  }
  testing::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_ / "it's 100%?#.db";
};

TEST_F(Sqlite, RunsWithTheDurableSettings) {
  auto db = make();
  EXPECT_EQ(pragma(db, "journal_mode"), "wal");
  EXPECT_EQ(pragma(db, "synchronous"), "2");
  EXPECT_EQ(pragma(db, "foreign_keys"), "1");
  EXPECT_EQ(pragma(db, "trusted_schema"), "0");
  EXPECT_EQ(pragma(db, "cell_size_check"), "1");
  EXPECT_EQ(pragma(db, "busy_timeout"), "5000");
}

TEST_F(Sqlite, NewFilesBelongToTheirOwnerAlone) {
  make();
  struct stat info {};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
}

TEST_F(Sqlite, ReadOnlyRefusesEveryWrite) {
  auto writer = make();
  auto db = Database::open(path_, Mode::read_only);
  ASSERT_TRUE(db);
  for (const auto* sql :
       {"INSERT INTO t VALUES (2)", "DELETE FROM t", "CREATE TABLE u(x)", "DROP TABLE t", "PRAGMA user_version=7"})
    EXPECT_FALSE(db->run(sql)) << sql;
  EXPECT_FALSE(Transaction::begin(*db));
  EXPECT_EQ(pragma(writer, "user_version"), "0");
}

TEST_F(Sqlite, ImmutableReadsMergedFilesAndRefusesUnmergedOnes) {
  {
    auto db = make();
    EXPECT_EQ(Database::open(path_, Mode::immutable).error().code, ErrorCode::store_failed);
    ASSERT_TRUE(db.checkpoint());
    auto shelf = Database::open(path_, Mode::immutable);
    ASSERT_TRUE(shelf) << describe(shelf.error());
    EXPECT_FALSE(shelf->run("INSERT INTO t VALUES (2)"));
  }
  EXPECT_TRUE(Database::open(path_, Mode::immutable));
}

TEST_F(Sqlite, MissingForeignAndDamagedFilesAreRefusedByName) {
  for (const auto mode : {Mode::read_write, Mode::read_only, Mode::immutable}) {
    const auto missing = Database::open(directory_ / "missing.db", mode);
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, ErrorCode::store_failed);
    EXPECT_EQ(missing.error().at, (directory_ / "missing.db").string());
  }
  EXPECT_FALSE(std::filesystem::exists(directory_ / "missing.db"));
  ASSERT_TRUE(write_file_atomic(directory_ / "letter.db", "Dear Sir, this is no database, however long it goes on and on."));
  const auto foreign = Database::open(directory_ / "letter.db", Mode::create);
  ASSERT_FALSE(foreign);
  EXPECT_EQ(foreign.error().detail.at("sqlite"), "SQLITE_NOTADB");
  EXPECT_FALSE(Database::open(directory_ / "no/such/place.db", Mode::create));
  EXPECT_FALSE(Database::open(directory_.path(), Mode::create));
}

TEST_F(Sqlite, IntegrityCheckFindsADamagedPage) {
  {
    auto db = make();
    ASSERT_TRUE(
        db.exec("CREATE INDEX i ON t(x); WITH RECURSIVE n(v) AS (SELECT 1 UNION ALL SELECT v + 1 FROM n WHERE v < 2000) "
                "INSERT INTO t SELECT v FROM n;"));
    ASSERT_TRUE(db.check_integrity());
    ASSERT_TRUE(db.checkpoint());
  }
  std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(2 * 4096);  // the head of the third page
  file.write("\xff\xff\xff\xff\xff\xff\xff\xff", 8);
  file.close();
  auto db = Database::open(path_, Mode::read_write);
  ASSERT_TRUE(db);
  EXPECT_FALSE(db->check_integrity());
}

TEST_F(Sqlite, AWriterThatWaitsTooLongIsToldSo) {
  auto first = make();
  auto second = make();
  ASSERT_TRUE(second.exec("PRAGMA busy_timeout=20"));
  auto transaction = Transaction::begin(first);
  ASSERT_TRUE(transaction);
  const auto refused = Transaction::begin(second);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::store_locked);
}

TEST_F(Sqlite, TheSchemaCannotBeEditedBehindSqlitesBack) {
  auto db = make();
  (void)db.exec("PRAGMA writable_schema=ON");
  EXPECT_FALSE(db.run("UPDATE sqlite_schema SET sql = 'x'"));
}

}  // namespace
}  // namespace gongshu::store
