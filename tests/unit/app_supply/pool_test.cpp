// Places for queries: bounded, and shared by people fairly.
#include "app/jobs_pool.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <optional>
#include <thread>

namespace gongshu::app::test {
namespace {

using std::chrono::milliseconds;
using ::testing::ElementsAre;

void wait_for(const QueryPool& pool, int waiting) {
  for (int i = 0; i < 5'000 && pool.counts().waiting < waiting; ++i) std::this_thread::sleep_for(milliseconds(1));
  ASSERT_EQ(pool.counts().waiting, waiting);
}

/// Waits in the pool on a thread of its own, notes who was served, and lets go at once.
std::thread visitor(QueryPool& pool, std::string person, std::vector<std::string>& served, std::mutex& mutex) {
  return std::thread([&pool, &served, &mutex, person] {
    const auto place = pool.enter(person);
    std::lock_guard lock(mutex);
    served.push_back(place ? person : "refused");
  });
}

TEST(QueryPool, GivesAFreePlaceAtOnceAndTakesItBack) {
  QueryPool pool({.running = 1});
  {
    const auto place = pool.enter("a");
    ASSERT_TRUE(place);
    EXPECT_EQ(pool.counts().running, 1);
  }
  EXPECT_EQ(pool.counts().running, 0);
  EXPECT_TRUE(pool.enter("b"));
}

TEST(QueryPool, RefusesWhenItIsFull) {
  QueryPool pool({.running = 1, .running_each = 1, .waiting = 1, .waiting_each = 1});
  std::vector<std::string> served;
  std::mutex mutex;
  std::thread waiting;
  {
    const auto place = pool.enter("a");
    ASSERT_TRUE(place);
    waiting = visitor(pool, "b", served, mutex);
    wait_for(pool, 1);
    const auto third = pool.enter("c");
    ASSERT_FALSE(third);
    EXPECT_EQ(third.error().code, ErrorCode::http_overloaded);
    EXPECT_EQ(pool.counts().refused, 1);
  }
  waiting.join();
  EXPECT_THAT(served, ElementsAre("b"));
}

TEST(QueryPool, RefusesOnePersonsCrowdAndNotTheNextPerson) {
  QueryPool pool({.running = 1, .running_each = 1, .waiting = 4, .waiting_each = 1});
  std::vector<std::string> served;
  std::mutex mutex;
  std::vector<std::thread> threads;
  {
    const auto place = pool.enter("greedy");
    threads.push_back(visitor(pool, "greedy", served, mutex));
    wait_for(pool, 1);
    EXPECT_EQ(pool.enter("greedy").error().code, ErrorCode::http_overloaded);
    threads.push_back(visitor(pool, "modest", served, mutex));
    wait_for(pool, 2);
  }
  for (auto& thread : threads) thread.join();
  EXPECT_THAT(served, ElementsAre("modest", "greedy")) << "served later, though it asked earlier";
}

TEST(QueryPool, LeavesAPlaceFreeForOthersWhileOnePersonHasTheirShare) {
  QueryPool pool({.running = 2, .running_each = 1, .waiting = 4, .waiting_each = 2});
  std::vector<std::string> served;
  std::mutex mutex;
  std::thread crowd;
  {
    const auto place = pool.enter("greedy");
    crowd = visitor(pool, "greedy", served, mutex);
    wait_for(pool, 1);
    const auto other = pool.enter("modest");
    ASSERT_TRUE(other) << "no waiting behind the crowd";
    EXPECT_EQ(pool.counts().running, 2);
  }
  crowd.join();
}

TEST(QueryPool, LetsNobodyWaitForever) {
  QueryPool pool({.running = 1, .patience = milliseconds(20)});
  const auto place = pool.enter("a");
  const auto late = pool.enter("b");
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::http_overloaded);
  EXPECT_EQ(pool.counts().waiting, 0);
}

/// One analyst sends job after job from many threads; another's jobs each get their turn within two of them.
TEST(QueryPool, OneWithManyJobsDoesNotStarveAnother) {
  QueryPool pool({.running = 1, .running_each = 1, .waiting = 8, .waiting_each = 7});
  std::atomic<bool> stop = false;
  std::atomic<int> greedy = 0;
  std::vector<std::thread> crowd;
  for (int i = 0; i < 6; ++i)
    crowd.emplace_back([&] {
      while (!stop) {
        const auto place = pool.enter("greedy");
        if (!place) continue;
        std::this_thread::sleep_for(milliseconds(2));
        ++greedy;
      }
    });
  while (greedy < 10) std::this_thread::sleep_for(milliseconds(1));
  int worst = 0;
  for (int i = 0; i < 20; ++i) {
    const int before = greedy;
    const auto place = pool.enter("modest");
    ASSERT_TRUE(place);
    worst = std::max(worst, greedy - before);
  }
  stop = true;
  for (auto& thread : crowd) thread.join();
  EXPECT_LE(worst, 2) << "the one that runs, and at most one more";
}

}  // namespace
}  // namespace gongshu::app::test
