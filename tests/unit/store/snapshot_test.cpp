// A database is copied while others write to it: the copy is whole, of one moment, and nothing is ever written over.
#include "store/snapshot.h"

#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <thread>

#include "store/copy.h"
#include "store/database.h"
#include "store/files.h"
#include "temporary_directory.h"

namespace gongshu::store {
namespace {

class Snapshot : public ::testing::Test {
 protected:
  void SetUp() override {
    auto db = Database::open(from_, Mode::create);
    ASSERT_TRUE(db);
    ASSERT_TRUE(db->exec("CREATE TABLE a(n INTEGER PRIMARY KEY, text TEXT) STRICT; CREATE TABLE b(n INTEGER PRIMARY KEY, text TEXT) STRICT;"));
    for (int i = 0; i < 2000; ++i) write(*db, i);
  }
  /// Both tables in one transaction: a copy of one moment holds as many of each.
  void write(Database& db, int n) {
    auto tx = Transaction::begin(db);
    ASSERT_TRUE(tx);
    const std::string text(3000, 'x');
    ASSERT_TRUE(db.run("INSERT INTO a VALUES (?1, ?2)", n, text));
    ASSERT_TRUE(db.run("INSERT INTO b VALUES (?1, ?2)", n, text));
    ASSERT_TRUE(tx->commit());
  }
  static std::int64_t count(Database& db, const char* sql) {
    auto row = db.prepare(sql);
    EXPECT_TRUE(row && *row->step());
    return row->column_int64(0);
  }
  testing::TemporaryDirectory directory_;
  std::filesystem::path from_ = directory_ / "from.db", to_ = directory_ / "to.db";
};

TEST_F(Snapshot, OfADatabaseThatIsWrittenToIsOfOneMoment) {
  std::atomic<bool> stop{false};
  std::atomic<int> committed{2000};
  std::thread writer([&] {
    auto db = Database::open(from_, Mode::read_write);
    ASSERT_TRUE(db);
    for (; !stop; ++committed) write(*db, committed);
  });
  while (committed < 2050) std::this_thread::yield();
  const auto status = snapshot(from_, to_);
  stop = true;
  writer.join();
  ASSERT_TRUE(status) << describe(status.error());
  EXPECT_FALSE(std::filesystem::exists(to_.string() + "-wal"));
  auto copy = Database::open(to_, Mode::immutable);
  ASSERT_TRUE(copy);
  EXPECT_TRUE(copy->check_integrity());
  EXPECT_GE(count(*copy, "SELECT count(*) FROM a"), 2050);
  EXPECT_EQ(count(*copy, "SELECT count(*) FROM a"), count(*copy, "SELECT count(*) FROM b"));
}

TEST_F(Snapshot, StopsWhenToldTo) {
  int asked = 0;
  const auto status = snapshot(from_, to_, [&] { return ++asked < 2; });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::query_cancelled);
}

TEST_F(Snapshot, NeverWritesOverAFileAndNeedsItsSource) {
  std::ofstream(to_) << "mine";
  EXPECT_FALSE(snapshot(from_, to_));
  EXPECT_EQ(*read_file(to_), "mine");
  EXPECT_FALSE(snapshot(directory_ / "missing.db", directory_ / "other.db"));
}

TEST_F(Snapshot, FilesAreCopiedWholeOrNotAtAll) {
  const auto file = directory_ / "file", copy = directory_ / "copy";
  const std::string bytes(3 << 20, 'b');
  ASSERT_TRUE(write_file_atomic(file, bytes));
  std::size_t seen = 0;
  const auto count = [&](std::string_view part) { return seen += part.size(), true; };
  EXPECT_EQ(*copy_file(file, copy, count), true);
  EXPECT_EQ(seen, bytes.size());
  EXPECT_EQ(*read_file(copy), bytes);
  EXPECT_FALSE(copy_file(file, copy, count)) << "written over";
  EXPECT_EQ(*copy_file(directory_ / "missing", directory_ / "none", count), false);
  EXPECT_FALSE(std::filesystem::exists(directory_ / "none"));
  const auto stopped = copy_file(file, directory_ / "third", [](std::string_view) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::query_cancelled);
}

}  // namespace
}  // namespace gongshu::store
