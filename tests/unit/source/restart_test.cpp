// Masking runs that die: what is left, and that going on ends with the same bytes.
#include <signal.h>
#include <sys/wait.h>

#include <set>

#include "fixture.h"

namespace gongshu::source {
namespace {

/// Chunks and manifest of a batch as text, without what differs between two runs that do the same.
std::string content_of(const std::filesystem::path& batch) {
  std::string all;
  std::set<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(batch)) files.insert(entry.path());
  for (const auto& file : files) {
    if (file.filename() == "manifest.sig") continue;
    std::ifstream in(file, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(in), {}};
    if (const auto at = text.find("\"batch_id\":"); file.filename() == "manifest.json") text.erase(at, text.find(',', at) - at);
    all += file.filename().string() + "\n" + text;
  }
  return all;
}

/// Where two contents part; the contents are too large for the comparison that GoogleTest would print.
testing::AssertionResult same(const std::string& made, const std::string& expected) {
  if (made == expected) return testing::AssertionSuccess();
  const auto at =
      static_cast<std::size_t>(std::mismatch(made.begin(), made.end(), expected.begin(), expected.end()).first - made.begin());
  const auto around = [&](const std::string& text) { return text.substr(at < 300 ? 0 : at - 300, 600); };
  return testing::AssertionFailure() << made.size() << " bytes instead of " << expected.size() << ", differing at " << at << ":\n"
                                     << around(made) << "\n--- instead of\n"
                                     << around(expected);
}

class Interrupted : public SourceTest {
 protected:
  /// What a run that nobody interrupts makes of the file, in a copy of the source as it is now.
  std::string undisturbed(const std::string& csv) {
    EXPECT_TRUE(source->numbering("residents"));  // the copy numbers with the same key
    source.reset();
    std::filesystem::copy(dir(), root / "copy", std::filesystem::copy_options::recursive);
    auto copy = Source::open(root / "copy", clock);
    std::istringstream in(csv);
    const auto batch = copy->mask("ord-1", in);
    EXPECT_TRUE(batch) << describe(batch.error());
    const auto content = content_of(batch->directory);
    copy = fail(ErrorCode::internal);
    std::filesystem::remove_all(root / "copy");
    return content;
  }
  /// Masks in a child that dies when `progress` says so, or after `microseconds`. False when it was done before.
  bool masked_and_killed(const std::string& csv, std::int64_t kill_at_row, unsigned microseconds = 0) {
    source.reset();
    const auto child = fork();
    if (child == 0) {
      auto opened = Source::open(dir(), clock);
      std::istringstream in(csv);
      MaskOptions options;
      options.progress = [&](const MaskProgress& p) {
        if (kill_at_row > 0 && p.rows >= kill_at_row) kill(getpid(), SIGKILL);
      };
      if (opened) (void)opened->mask("ord-1", in, options);
      _exit(0);
    }
    if (microseconds > 0) {
      usleep(microseconds);
      kill(child, SIGKILL);
    }
    int status = 0;
    EXPECT_EQ(waitpid(child, &status, 0), child);
    return WIFSIGNALED(status);
  }
};

TEST_F(Interrupted, ARunGoesOnAfterKillsAndEndsWithTheSameBytes) {
  accept(order());
  const auto csv = raw_csv(0, 250'000);
  const auto expected = undisturbed(csv);
  for (const std::int64_t kill_at : {131'072, 65'536, 200'000, 250'000}) {
    ASSERT_TRUE(masked_and_killed(csv, kill_at));
    reopen();
    EXPECT_TRUE(source->batch_ids().empty()) << "nothing half written looks like a batch";
  }
  const auto batch = mask(csv);
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_GT(batch->resumed, 0);
  EXPECT_EQ(batch->resumed, static_cast<std::int64_t>(batch->manifest.chunks.size()))
      << "the last kill came after the last chunk";
  EXPECT_TRUE(same(content_of(batch->directory), expected));
  EXPECT_EQ(things_in_batches(), 1u) << "no journal stays";
  EXPECT_TRUE(privacy::verify_manifest(*source->manifest(batch->manifest.batch_id), source->public_key()));
}

TEST_F(Interrupted, KillsAtAnyMomentChangeNoByte) {
  accept(order());
  const auto csv = raw_csv(0, 180'000);
  const auto expected = undisturbed(csv);
  int kills = 0;
  for (unsigned round = 0; round < 12; ++round) {
    kills += masked_and_killed(csv, 0, 3'000 + round * round * 6'000);
    reopen();
    if (!source->batch_ids().empty()) break;
  }
  EXPECT_GT(kills, 3);
  if (source->batch_ids().empty()) {
    ASSERT_TRUE(mask(csv));
  }
  ASSERT_EQ(source->batch_ids().size(), 1u);
  EXPECT_TRUE(same(content_of(dir() / "batches" / source->batch_ids()[0]), expected));
  EXPECT_EQ(things_in_batches(), 1u);
}

TEST_F(Interrupted, AnotherFileIsNotResumed) {
  accept(order());
  const auto csv = raw_csv(0, 150'000);
  ASSERT_TRUE(masked_and_killed(csv, 131'072));
  reopen();
  auto other = csv;
  other.replace(other.find("\n") + 1 + 40, 1, "8");  // one character of the first row
  const auto batch = mask(other);
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->resumed, 0);
  EXPECT_EQ(batch->manifest.rows, 150'000);
  EXPECT_EQ(things_in_batches(), 1u);

  ASSERT_TRUE(masked_and_killed(csv, 150'000));
  reopen();
  const auto longer = mask(raw_csv(0, 150'010));
  ASSERT_TRUE(longer) << describe(longer.error());
  EXPECT_EQ(longer->resumed, 0) << "rows behind a last chunk: chunks would be cut in other places";
  EXPECT_EQ(longer->manifest.rows, 150'010);

  ASSERT_TRUE(masked_and_killed(csv, 150'000));
  reopen();
  EXPECT_EQ(mask(raw_csv(0, 100'000))->resumed, 0);
  EXPECT_EQ(source->batch_ids().size(), 3u);
}

TEST_F(Interrupted, AChunkThatWasChangedIsMadeAgain) {
  accept(order());
  const auto csv = raw_csv(0, 150'000);
  const auto expected = undisturbed(csv);
  ASSERT_TRUE(masked_and_killed(csv, 150'000));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir() / "batches"))
    if (entry.path().filename() == "chunk-00000.csv") {
      auto text = slurp(entry.path());
      text[text.size() / 2] ^= 1;
      spill(entry.path(), text);
    }
  reopen();
  const auto batch = mask(csv);
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_TRUE(same(content_of(batch->directory), expected));
}

TEST_F(Interrupted, ATornJournalLosesOnlyItsTail) {
  accept(order());
  const auto csv = raw_csv(0, 150'000);
  const auto expected = undisturbed(csv);
  ASSERT_TRUE(masked_and_killed(csv, 150'000));
  for (const auto& entry : std::filesystem::recursive_directory_iterator(dir() / "batches"))
    if (entry.path().filename() == "progress")
      std::filesystem::resize_file(entry.path(), std::filesystem::file_size(entry.path()) - 5);
  reopen();
  const auto batch = mask(csv);
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->resumed, static_cast<std::int64_t>(batch->manifest.chunks.size()) - 1);
  EXPECT_TRUE(same(content_of(batch->directory), expected));
}

TEST_F(Interrupted, WhatNoJournalBelongsToIsSwept) {
  std::filesystem::create_directories(dir() / "batches" / ".part-bat-1");
  std::filesystem::create_directories(dir() / "batches" / ".run-bat-2");
  reopen();
  EXPECT_EQ(things_in_batches(), 0u);
}

TEST_F(SourceTest, TheNumberOfThreadsChangesNoByte) {
  accept(order());
  const auto csv = raw_csv(0, 30'000);
  std::set<std::string> contents;
  for (const unsigned threads : {1u, 2u, 5u}) {
    MaskOptions options;
    options.threads = threads;
    const auto batch = mask(csv, "ord-1", options);
    ASSERT_TRUE(batch) << describe(batch.error());
    contents.insert(content_of(batch->directory));
  }
  EXPECT_EQ(contents.size(), 1u);
}

TEST_F(Interrupted, RowsWithoutConsentAreCountedAfterAKillAsWell) {
  auto o = with_consent(order(), privacy::ColumnType::boolean);
  accept(o);
  std::string csv = "id_number,consent,income\n";
  for (int i = 0; i < 240'000; ++i) csv += id_number(i) + (i % 3 == 0 ? ",false," : ",true,") + std::to_string(i) + "\n";
  const auto expected = undisturbed(csv);
  ASSERT_TRUE(masked_and_killed(csv, 131'072));
  reopen();
  const auto batch = mask(csv);
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_GT(batch->resumed, 0);
  EXPECT_EQ(batch->manifest.consent->rows_without, 80'000);
  EXPECT_TRUE(same(content_of(batch->directory), expected));
}

}  // namespace
}  // namespace gongshu::source
