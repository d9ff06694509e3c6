// A process that appends is killed at random moments; what it had acknowledged must be there and the log must verify.
#include <signal.h>
#include <sys/wait.h>

#include <random>

#include "fixture.h"
#include "ledger/sequencer.h"

namespace gongshu::ledger {
namespace {

/// Appends until killed; writes each acknowledged number into the pipe. Runs in the child.
[[noreturn]] void append_forever(const std::filesystem::path& path, int acknowledged) {
  Ledger ledger(path);
  if (!ledger.log) ::_exit(3);
  Sequencer sequencer(ledger.db, *ledger.log, {.queue = 64, .batch = 16});
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&] {
      for (;;) {
        std::uint64_t seq = 0;
        const auto status = sequencer
                                .submit([&](Batch& batch) -> Status {
                                  GS_TRY(entry, batch.append(sample(batch.next_seq(), true)));
                                  seq = entry.seq;
                                  return batch.db().run("INSERT INTO view VALUES (?1)", static_cast<std::int64_t>(seq));
                                })
                                .get();
        if (!status || ::write(acknowledged, &seq, sizeof seq) != sizeof seq) ::_exit(4);
      }
    });
  }
  for (auto& thread : threads) thread.join();
  ::_exit(5);
}

/// Highest number acknowledged before the kill, and how many.
std::pair<std::uint64_t, std::uint64_t> drain(int fd) {
  std::uint64_t seq = 0, highest = 0, count = 0;
  while (::read(fd, &seq, sizeof seq) == sizeof seq) highest = std::max(highest, seq), ++count;
  return {highest, count};
}

void expect_sound(const std::filesystem::path& path, std::uint64_t acknowledged) {
  Ledger ledger(path);
  ASSERT_TRUE(ledger.log);
  EXPECT_GE(ledger.log->size(), acknowledged);
  auto count = *ledger.db.prepare("SELECT count(*), coalesce(max(seq), -1) FROM view");
  ASSERT_TRUE(*count.step());
  EXPECT_EQ(count.column_int64(0), static_cast<std::int64_t>(ledger.log->size()));
  EXPECT_EQ(count.column_int64(1), static_cast<std::int64_t>(ledger.log->size()) - 1);
  const auto report = verify(verify_input(path));
  ASSERT_TRUE(report);
  EXPECT_TRUE(report->ok()) << json::serialize(report->to_json());
  EXPECT_EQ(report->entries, ledger.log->size());
}

TEST(Kill, NothingAcknowledgedIsLostAndTheLogVerifies) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer does not follow a fork that starts threads";
#endif
  TempDir dir;
  const auto path = dir / "ledger.db";
  test_key();  // made before the fork, so that parent and child share it
  {
    auto db = Ledger::open(path);
    MUST(db.exec("CREATE TABLE view(seq INTEGER PRIMARY KEY) STRICT"));
  }
  std::mt19937 random(20260102);
  std::uint64_t total = 0;
  for (int round = 0; round < 15; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) append_forever(path, ends[1]);
    ::close(ends[1]);
    std::this_thread::sleep_for(std::chrono::microseconds(20'000 + random() % 100'000));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(::waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "the child ended by itself: " << WEXITSTATUS(status);
    const auto [highest, count] = drain(ends[0]);
    ::close(ends[0]);
    total += count;
    expect_sound(path, count == 0 ? 0 : highest + 1);
  }
  EXPECT_GT(total, 0u);
}

}  // namespace
}  // namespace gongshu::ledger
