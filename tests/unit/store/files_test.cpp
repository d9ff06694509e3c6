#include "store/files.h"

#include <gtest/gtest.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>

#include "store/lock.h"
#include "temporary_directory.h"

namespace gongshu::store {
namespace {

class Files : public ::testing::Test {
 protected:
  testing::TemporaryDirectory directory_;
};

TEST_F(Files, AtomicWriteReplacesTheWholeContentAndLeavesNoTemporaryFile) {
  const auto path = directory_ / "file";
  const std::string bytes("\0binary\xff", 8);
  ASSERT_TRUE(write_file_atomic(path, "a longer first content"));
  ASSERT_TRUE(write_file_atomic(path, bytes, 0640));
  EXPECT_EQ(*read_file(path), bytes);
  struct stat info {};
  ASSERT_EQ(::stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0640u);
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path()), {}), 1);
}

TEST_F(Files, SweepsWhatKilledWritersLeftAndNothingElse) {
  std::filesystem::create_directories(directory_ / "a/b");
  for (const char* name :
       {".tmp-chunk.csv-12-1", "a/b/.tmp-x-3456-17", ".tmp-key", ".tmp-1-2", "a/tmp-x-1-2", ".tmp-x-1-", "a/x-1-2"})
    std::ofstream(directory_ / name) << "x";
  ASSERT_TRUE(sweep_unfinished(directory_.path()));
  EXPECT_FALSE(std::filesystem::exists(directory_ / ".tmp-chunk.csv-12-1"));
  EXPECT_FALSE(std::filesystem::exists(directory_ / "a/b/.tmp-x-3456-17"));
  for (const char* name : {".tmp-key", ".tmp-1-2", "a/tmp-x-1-2", ".tmp-x-1-", "a/x-1-2"})
    EXPECT_TRUE(std::filesystem::exists(directory_ / name)) << name;
  EXPECT_FALSE(sweep_unfinished(directory_ / "missing"));
}

TEST_F(Files, AtomicWriteThatFailsKeepsTheOldFile) {
  const auto target = directory_ / "taken";
  ASSERT_TRUE(make_directory(target / "inside"));
  const auto status = write_file_atomic(target, "content");  // a directory cannot be replaced by a file
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().at, target.string());
  EXPECT_TRUE(std::filesystem::is_directory(target / "inside"));
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(directory_.path()), {}), 1);
  EXPECT_EQ(write_file_atomic(directory_ / "no/place", "x").error().code, ErrorCode::store_failed);
}

TEST_F(Files, ReadingRefusesMissingLargeAndSpecialFiles) {
  ASSERT_TRUE(write_file_atomic(directory_ / "ten", "0123456789"));
  EXPECT_EQ(*read_file(directory_ / "ten", 10), "0123456789");
  EXPECT_FALSE(read_file(directory_ / "ten", 9));
  EXPECT_FALSE(read_file(directory_ / "missing"));
  EXPECT_FALSE(read_file(directory_.path()));
  EXPECT_FALSE(read_file("/dev/zero"));
}

TEST_F(Files, MakesDirectoriesWithParentsForTheOwnerAlone) {
  ASSERT_TRUE(make_directory(directory_ / "a/b/c"));
  ASSERT_TRUE(make_directory(directory_ / "a/b/c"));
  struct stat info {};
  ASSERT_EQ(::stat((directory_ / "a/b").c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
  ASSERT_TRUE(write_file_atomic(directory_ / "file", ""));
  EXPECT_FALSE(make_directory(directory_ / "file"));
  EXPECT_FALSE(make_directory(directory_ / "file/below"));
}

TEST_F(Files, AppendingContinuesWhereTheFileEnds) {
  const auto path = directory_ / "log";
  {
    auto file = AppendFile::open(path);
    ASSERT_TRUE(file && file->append("one") && file->append("two") && file->sync());
    EXPECT_EQ(file->size(), 6u);
  }
  auto file = AppendFile::open(path);
  ASSERT_TRUE(file);
  EXPECT_EQ(file->size(), 6u);
  ASSERT_TRUE(file->truncate(3));
  EXPECT_FALSE(file->truncate(4));
  ASSERT_TRUE(file->append("!") && file->sync());
  EXPECT_EQ(*read_file(path), "one!");
}

TEST_F(Files, AnAppendThatDoesNotFitLeavesNoHalfRecord) {
  const auto path = directory_ / "log";
  const pid_t child = ::fork();
  if (child == 0) {
    ::signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{10, 10};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    auto file = AppendFile::open(path);
    const bool good = file && file->append("01234567") && !file->append("abcdefgh") && file->append("89") && file->size() == 10;
    ::_exit(good ? 0 : 1);
  }
  int status = 0;
  ::waitpid(child, &status, 0);
  EXPECT_EQ(WEXITSTATUS(status), 0);
  EXPECT_EQ(*read_file(path), "0123456789");
}

TEST_F(Files, TheDataLockCanBeTakenAgainAfterRelease) {
  {
    auto first = DataLock::acquire(directory_.path());
    ASSERT_TRUE(first);
    EXPECT_EQ(DataLock::acquire(directory_.path()).error().code, ErrorCode::store_locked);
    auto moved = std::move(*first);
    EXPECT_FALSE(DataLock::acquire(directory_.path()));
  }
  EXPECT_TRUE(DataLock::acquire(directory_.path()));
  EXPECT_EQ(DataLock::acquire(directory_ / "missing").error().code, ErrorCode::store_failed);
}

}  // namespace
}  // namespace gongshu::store
