// A process that dies at any moment leaves the last commit, whole.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include "store/database.h"
#include "store/files.h"
#include "store/lock.h"
#include "store/migrate.h"
#include "temporary_directory.h"

namespace gongshu::store {
namespace {

/// Runs `work` in a child, waits for its sign, kills it with SIGKILL. `work` calls the function it is given when it is where it
/// should die.
void killed_at(const std::function<void(const std::function<void()>& here)>& work) {
  int ready[2];
  ASSERT_EQ(::pipe(ready), 0);
  const pid_t child = ::fork();
  ASSERT_GE(child, 0);
  if (child == 0) {
    work([&] {
      if (::write(ready[1], "x", 1) == 1)
        for (;;) ::pause();
    });
    ::_exit(9);  // never came to the place
  }
  ::close(ready[1]);
  char sign = 0;
  ASSERT_EQ(::read(ready[0], &sign, 1), 1) << "the child ended early";
  ::close(ready[0]);
  ::kill(child, SIGKILL);
  int status = 0;
  ::waitpid(child, &status, 0);
  ASSERT_TRUE(WIFSIGNALED(status));
}

class Kill : public ::testing::Test {
 protected:
  void SetUp() override {
    auto db = Database::open(path_, Mode::create);
    ASSERT_TRUE(db && db->exec("CREATE TABLE t(x INTEGER PRIMARY KEY) STRICT; INSERT INTO t VALUES (1);"));
  }
  std::int64_t rows() {
    auto db = Database::open(path_, Mode::read_write);
    EXPECT_TRUE(db && db->check_integrity());
    auto query = db->prepare("SELECT count(*) FROM t");
    EXPECT_TRUE(*query->step());
    return query->column_int64(0);
  }
  testing::TemporaryDirectory directory_;
  std::filesystem::path path_ = directory_ / "records";
};

TEST_F(Kill, BetweenWriteAndCommitTheOldStateStands) {
  killed_at([&](const auto& here) {
    auto db = Database::open(path_, Mode::read_write);
    auto transaction = Transaction::begin(*db);
    // Enough to spill out of the cache into the write-ahead log before the commit.
    (void)db->exec(
        "PRAGMA cache_size=10; WITH RECURSIVE n(v) AS (SELECT 2 UNION ALL SELECT v + 1 FROM n WHERE v < 20000) "
        "INSERT INTO t SELECT v FROM n;");
    here();
  });
  EXPECT_EQ(rows(), 1);
}

TEST_F(Kill, AfterCommitTheNewStateStands) {
  killed_at([&](const auto& here) {
    auto db = Database::open(path_, Mode::read_write);
    auto transaction = Transaction::begin(*db);
    (void)db->exec("INSERT INTO t VALUES (2);");
    if (transaction->commit()) here();
  });
  EXPECT_EQ(rows(), 2);
}

TEST_F(Kill, InsideAMigrationStepTheStepIsNotDone) {
  killed_at([&](const auto& here) {
    auto db = Database::open(path_, Mode::read_write);
    auto transaction = Transaction::begin(*db);
    (void)db->exec(
        "CREATE TABLE schema_versions(component TEXT, version INTEGER, applied_at INTEGER);"
        "INSERT INTO schema_versions VALUES ('ledger', 1, 0); CREATE TABLE u(x INTEGER);");
    here();
  });
  auto db = Database::open(path_, Mode::read_write);
  EXPECT_EQ(*schema_version(*db, "ledger"), 0);
}

TEST_F(Kill, AnAtomicFileIsOldOrNew) {
  const auto file = directory_ / "config";
  ASSERT_TRUE(write_file_atomic(file, "old"));
  killed_at([&](const auto& here) {
    if (write_file_atomic(file, "new")) here();
  });
  EXPECT_EQ(*read_file(file), "new");
}

TEST_F(Kill, TheDataLockIsFreedWithItsProcess) {
  killed_at([&](const auto& here) {
    auto lock = DataLock::acquire(directory_.path());
    if (lock) here();
  });
  EXPECT_TRUE(DataLock::acquire(directory_.path()));
}

TEST_F(Kill, ASecondServerIsRefusedWhileTheFirstLives) {
  auto mine = DataLock::acquire(directory_.path());
  ASSERT_TRUE(mine);
  const pid_t child = ::fork();
  if (child == 0) {
    const auto second = DataLock::acquire(directory_.path());
    ::_exit(!second && second.error().code == ErrorCode::store_locked &&
                    second.error().hint.find(std::to_string(::getppid())) != std::string::npos
                ? 0
                : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
}

}  // namespace
}  // namespace gongshu::store
