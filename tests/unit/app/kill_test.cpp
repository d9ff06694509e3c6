// A node is killed in the middle of many decisions; what it had acknowledged must be there, and everything must verify.
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <random>
#include <thread>

#include "fixture.h"

namespace gongshu::app {
namespace {

using namespace test;

/// Registers organisations from four threads until killed; writes the number of each acknowledged one into the pipe.
[[noreturn]] void register_forever(const std::filesystem::path& data, int round, int acknowledged) {
  auto node = open(data, std::make_shared<SystemClock>());
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (std::uint32_t i = 0;; ++i) {
        const std::uint32_t number = static_cast<std::uint32_t>(round) << 24 | static_cast<std::uint32_t>(t) << 20 | i;
        const auto status = node->execute(kAuthority, "test", [&](Tx& tx) -> Status {
          GS_CHECK(tx.emit<Organisations>("org-" + std::to_string(number), {organisation("单位")}));
          if (i % 7 == 3) return fail(Error{ErrorCode::rule_refused, {}, {}, "HA-20", "第二十条", {}});
          return {};
        });
        const bool expected = i % 7 != 3;
        if (bool(status) != expected) ::_exit(4);
        if (expected && ::write(acknowledged, &number, sizeof number) != sizeof number) ::_exit(5);
      }
    });
  for (auto& t : threads) t.join();
  ::_exit(6);
}

TEST(KilledNode, LosesNothingItAcknowledgedAndVerifies) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer does not follow a fork that starts threads";
#endif
  TempDir dir;
  const auto data = dir / "node";
  open(data).reset();
  std::mt19937 random(20260301);
  for (int round = 0; round < 4; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) register_forever(data, round, ends[1]);
    ::close(ends[1]);
    std::uint32_t number = 0;
    std::vector<std::uint32_t> acknowledged;
    if (::read(ends[0], &number, sizeof number) == sizeof number) acknowledged.push_back(number);  // it is up
    std::this_thread::sleep_for(std::chrono::microseconds(50'000 + random() % 150'000));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    while (::read(ends[0], &number, sizeof number) == sizeof number) acknowledged.push_back(number);
    ::close(ends[0]);
    int ended = 0;
    ASSERT_EQ(::waitpid(child, &ended, 0), child);
    ASSERT_TRUE(WIFSIGNALED(ended)) << ended;
    ASSERT_FALSE(acknowledged.empty());

    EXPECT_VERIFIED(data);
    auto node = open(data, std::make_shared<SystemClock>());
    for (const auto n : acknowledged) ASSERT_NE(row_text(*node, "organisation", "org-" + std::to_string(n)), "") << n;
  }
  EXPECT_VERIFIED(data);
}

}  // namespace
}  // namespace gongshu::app
