#include <thread>

#include "world.h"

namespace gongshu::gateway {
namespace {

TEST(Meter, never_exceeds_a_quota_under_concurrency) {
  Meter meter;
  std::atomic<int> admitted{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 1000; ++i) admitted += meter.reserve({.per_day = 777}, {}, kNow).has_value();
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(admitted, 777);
}

TEST(Meter, daily_quota_renews_at_midnight_in_china) {
  Meter meter;
  const Instant midnight = start_of(parse_date("2026-01-02").value());
  EXPECT_TRUE(meter.reserve({.per_day = 1}, {}, midnight - 1));
  EXPECT_REFUSED(meter.reserve({.per_day = 1}, {}, midnight - 1), ErrorCode::gateway_quota);
  EXPECT_TRUE(meter.reserve({.per_day = 1}, {}, midnight));
  EXPECT_REFUSED(meter.reserve({.per_day = 1}, {}, midnight), ErrorCode::gateway_quota);
}

TEST(Meter, total_quota_does_not_renew_and_release_gives_back) {
  Meter meter;
  EXPECT_TRUE(meter.reserve({.total = 1}, {}, kNow));
  EXPECT_REFUSED(meter.reserve({.total = 1}, {}, kNow + 86'400'000), ErrorCode::gateway_quota);
  meter.release(kNow);
  EXPECT_TRUE(meter.reserve({.total = 1}, {}, kNow));
}

TEST(Meter, rate_allows_a_burst_of_one_second_and_refills) {
  Meter meter;
  for (int i = 0; i < 5; ++i) EXPECT_TRUE(meter.reserve({.per_second = 5}, {}, kNow));
  EXPECT_REFUSED(meter.reserve({.per_second = 5}, {}, kNow), ErrorCode::gateway_rate);
  EXPECT_TRUE(meter.reserve({.per_second = 5}, {}, kNow + 200));
  EXPECT_REFUSED(meter.reserve({.per_second = 5}, {}, kNow + 200), ErrorCode::gateway_rate);
  EXPECT_REFUSED(meter.reserve({.per_second = 5}, {}, kNow - 5000), ErrorCode::gateway_rate);
}

TEST(EnumerationGuard, lets_an_ordinary_caller_alone) {
  EnumerationGuard guard;
  std::uint64_t random = 1;
  for (int i = 0; i < 5000; ++i) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    EXPECT_EQ(guard.note("41" + std::to_string(1'000'000'000 + random % 900'000'000), i % 10 == 0, {}, kNow + i),
              GuardState::normal);
  }
}

TEST(EnumerationGuard, slows_then_stops_a_caller_who_mostly_misses) {
  EnumerationGuard guard;
  int slowed = -1, stopped = -1;
  std::uint64_t random = 1;
  for (int i = 0; i < 1000 && stopped < 0; ++i) {
    random = random * 6364136223846793005u + 1442695040888963407u;
    const auto state = guard.note(std::to_string(random >> 20), true, {}, kNow + i);
    if (slowed < 0 && state == GuardState::slowed) slowed = i;
    if (state == GuardState::stopped) stopped = i;
  }
  EXPECT_EQ(slowed, 199);
  EXPECT_EQ(stopped, 259);
}

TEST(EnumerationGuard, sees_neighbouring_keys_even_interleaved) {
  EnumerationGuard guard;
  GuardState state{};
  for (int i = 0; i < 300; ++i)
    state =
        guard.note(i % 3 == 2 ? "990000" + std::to_string(i * 7919) : "410105" + std::to_string(100000 + i), false, {}, kNow + i);
  EXPECT_NE(state, GuardState::normal);
}

TEST(EnumerationGuard, forgets_after_the_window_and_lifts_a_slowdown_in_time) {
  EnumerationGuard guard;
  for (int i = 0; i < 150; ++i) EXPECT_EQ(guard.note(std::to_string(i * 1000), true, {}, kNow), GuardState::normal);
  for (int i = 0; i < 150; ++i) EXPECT_EQ(guard.note(std::to_string(i * 1000), true, {}, kNow + 120'000), GuardState::normal);
  for (int i = 0; i < 60; ++i) (void)guard.note(std::to_string(i * 1000), true, {}, kNow + 120'000);
  EXPECT_EQ(guard.state({}, kNow + 120'000), GuardState::slowed);
  EXPECT_EQ(guard.state({}, kNow + 720'000), GuardState::normal);
}

TEST(ConsentUses, are_counted_exactly) {
  ConsentUses uses;
  const auto consent = id16("con");
  EXPECT_TRUE(uses.reserve(consent, 1));
  EXPECT_FALSE(uses.reserve(consent, 1));
  uses.release(consent);
  EXPECT_TRUE(uses.reserve(consent, 1));
}

}  // namespace
}  // namespace gongshu::gateway
