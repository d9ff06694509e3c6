#include <sys/wait.h>
#include <unistd.h>

#include <set>
#include <thread>

#include "world.h"

namespace gongshu::gateway {
namespace {

TEST(Gateway, answers_and_records_what_it_answered) {
  World world;
  world.open();
  const auto answer = world.ask();
  ASSERT_TRUE(answer) << describe(answer.error());
  EXPECT_EQ(answer->body, R"({"answer":{"level":"village","name":"One"},"usage":{"segment":0,"seq":0}})");
  const auto records = world.records();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].subscription, id16("sub-division"));
  EXPECT_EQ(records[0].product, id16("prd-division"));
  EXPECT_EQ(records[0].application, id16("key-1"));
  EXPECT_EQ(records[0].developer, id16("dev-1"));
  EXPECT_EQ(records[0].epoch, 7u);
  EXPECT_EQ(records[0].price.fen, 3);
  EXPECT_EQ(records[0].verdict, Verdict::answered);
  EXPECT_TRUE(world.verify("person-a", "con-1", "410105"));
  EXPECT_EQ(world.records()[1].consent, id16("con-1"));
}

TEST(Gateway, nothing_published_refuses_everyone) {
  World world;
  auto gateway = Gateway::open(world.options, world.holder, world.clock).value();
  std::promise<ErrorCode> code;
  gateway->call(world.make({}), [&](Result<Answer> answer) { code.set_value(answer.error().code); });
  EXPECT_EQ(code.get_future().get(), ErrorCode::auth_bad_signature);
}

TEST(Gateway, a_subscription_may_have_its_own_price) {
  World world;
  world.snapshot.subscriptions["sub-division"].price = Money{0};
  world.open();
  EXPECT_TRUE(world.ask());
  EXPECT_EQ(world.records()[0].price.fen, 0);
}

TEST(Gateway, refuses_a_replay_now_and_after_a_restart) {
  World world;
  world.open();
  const auto answered = world.make({});
  const auto refused = world.make({.body = R"({"subscription":"sub-division","purpose":"other","key":"410105001001"})"});
  EXPECT_TRUE(world.send(answered));
  EXPECT_REFUSED(world.send(refused), ErrorCode::rule_out_of_scope);
  EXPECT_REFUSED(world.send(answered), ErrorCode::auth_replayed);
  world.gateway.reset();
  world.open();
  EXPECT_REFUSED(world.send(answered), ErrorCode::auth_replayed);
  EXPECT_REFUSED(world.send(refused), ErrorCode::auth_replayed);
  EXPECT_TRUE(world.ask());
}

TEST(Gateway, quotas_hold_across_a_restart) {
  World world;
  world.snapshot.subscriptions["sub-division"].quota_per_day = 3;
  world.open();
  EXPECT_TRUE(world.ask());
  EXPECT_TRUE(world.ask());
  world.gateway.reset();
  world.open();
  EXPECT_TRUE(world.ask());
  EXPECT_REFUSED(world.ask(), ErrorCode::gateway_quota);
  world.clock.set(kNow + 86'000'000);
  EXPECT_TRUE(world.ask({.timestamp = kNow + 86'000'000}));
}

TEST(Gateway, a_consent_for_one_use_is_used_once_also_across_a_restart) {
  World world;
  auto consent = *world.consents.find("con-1");
  consent.max_uses = 1;
  world.consents.put("con-1", consent);
  world.open();
  EXPECT_TRUE(world.verify("person-a", "con-1", "410105"));
  EXPECT_REFUSED(world.verify("person-a", "con-1", "410105"), ErrorCode::rule_consent_missing);
  world.gateway.reset();
  world.open();
  EXPECT_REFUSED(world.verify("person-a", "con-1", "410105"), ErrorCode::rule_consent_missing);
}

/// Sends `count` calls from each of four threads at once; returns how each ended, when all have.
std::vector<Result<Answer>> storm(World& world, int count) {
  std::mutex mutex;
  std::vector<Result<Answer>> out;
  std::vector<std::thread> threads;
  std::atomic<int> open{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < count; ++i) {
        ++open;
        world.gateway->call(world.make({}), [&](Result<Answer> answer) {
          std::lock_guard lock(mutex);
          out.push_back(std::move(answer));
          --open;
        });
      }
    });
  for (auto& thread : threads) thread.join();
  while (open > 0) std::this_thread::yield();
  return out;
}

TEST(Gateway, never_answers_more_than_the_quota_under_concurrency) {
  World world;
  world.snapshot.subscriptions["sub-division"].quota_total = 137;
  world.options.refusals_per_second = 100'000;
  world.options.guard.min_calls = 1'000'000;
  world.open();
  const auto answers = storm(world, 200);
  EXPECT_EQ(answers.size(), 800u);
  EXPECT_EQ(std::count_if(answers.begin(), answers.end(), [](const auto& a) { return a.has_value(); }), 137);
  std::set<std::uint64_t> seqs;
  for (const auto& answer : answers)
    if (answer) seqs.insert(answer->usage.seq);
  EXPECT_EQ(seqs.size(), 137u);
  const auto records = world.records();
  EXPECT_EQ(records.size(), 800u);
  EXPECT_EQ(std::count_if(records.begin(), records.end(), [](const auto& r) { return r.counts(); }), 137);
}

TEST(Gateway, a_stop_is_immediate_under_load) {
  World world;
  world.options.refusals_per_second = 1'000'000;
  world.options.guard.min_calls = 1'000'000;
  world.open();
  std::atomic<bool> stopped{false}, quit{false};
  std::atomic<int> before{0}, late{0}, refused{0}, open{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      while (!quit) {
        while (open > 64) std::this_thread::yield();
        const bool begun_after_stop = stopped;
        ++open;
        world.gateway->call(world.make({}), [&, begun_after_stop](Result<Answer> answer) {
          if (answer)
            ++(begun_after_stop ? late : before);
          else if (answer.error().code == ErrorCode::state_stopped)
            ++refused;
          --open;
        });
      }
    });
  while (before < 200) std::this_thread::yield();
  world.snapshot.products["prd-division"].stopped = true;
  world.snapshot.epoch = 8;
  world.publish();
  stopped = true;
  while (refused < 200) std::this_thread::yield();
  quit = true;
  for (auto& thread : threads) thread.join();
  while (open > 0) std::this_thread::yield();
  EXPECT_EQ(late, 0);
  for (const auto& record : world.records()) {
    const bool old = !record.counts() || record.epoch == 7;
    EXPECT_TRUE(old) << "no answer was decided under the epoch of the stop";
  }
}

TEST(Gateway, a_decision_overtaken_by_a_stop_is_taken_again) {
  World world;
  world.options.tokenise = [&](std::string_view, std::string_view value) -> Result<crypto::Digest> {
    if (world.tokenised++ == 0) {  // in the middle of the first decision, after the stop flags were read
      world.snapshot.products["prd-residence"].stopped = true;
      world.snapshot.epoch = 9;
      world.publish();
    }
    return token_of(value);
  };
  world.open();
  EXPECT_REFUSED(world.verify("person-a", "con-1", "410105"), ErrorCode::state_stopped);
  const auto records = world.records();
  ASSERT_EQ(records.size(), 1u);
  EXPECT_EQ(records[0].epoch, 9u);
  EXPECT_EQ(records[0].verdict, Verdict::refused);
}

TEST(Gateway, a_walk_through_the_keys_is_slowed_then_stopped_and_reported) {
  World world;
  std::vector<GuardEvent> events;
  world.options.on_event = [&](const GuardEvent& event) { events.push_back(event); };
  world.options.guard.window = 1'000'000;
  world.open();
  int answered = 0;
  Instant now = kNow;
  for (int i = 0; i < 300; ++i) {
    now += 1000;
    world.clock.set(now);
    const auto body =
        R"({"subscription":"sub-division","purpose":"logistics","key":"4101050)" + std::to_string(10000 + i) + "\"}";
    const auto answer = world.ask({.body = body, .timestamp = now});
    answered += !answer && answer.error().code == ErrorCode::gateway_no_answer;
  }
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].state, GuardState::slowed);
  EXPECT_EQ(events[1].state, GuardState::stopped);
  EXPECT_EQ(events[1].subscription, "sub-division");
  EXPECT_EQ(events[1].developer, "dev-1");
  EXPECT_EQ(answered, 260);
  EXPECT_REFUSED(world.ask({.timestamp = now}), ErrorCode::state_stopped);
  world.gateway->clear_guard("sub-division");
  EXPECT_TRUE(world.ask({.timestamp = now}));
}

TEST(Gateway, a_damaged_shelf_gives_no_answer_and_takes_no_quota) {
  World world;
  world.snapshot.subscriptions["sub-division"].quota_total = 1;
  auto& product = world.snapshot.products["prd-division"];
  const auto good = product.shelf;
  product.shelf = Shelf::open(good->path(), good->hash(), "not the right key").value_or(nullptr);
  if (!product.shelf) product.shelf = Shelf::open(good->path(), good->hash(), "not the rightkey").value();
  world.open();
  const auto damaged = world.ask();
  EXPECT_REFUSED(damaged, ErrorCode::ledger_corrupt);
  EXPECT_EQ(damaged.error().at, good->path().filename().string());
  product.shelf = good;
  world.publish();
  EXPECT_TRUE(world.ask());
}

/// Child: answers calls until killed, writing the number of each answer to `out` once it has left the gateway.
[[noreturn]] void serve_until_killed(World& world, int out) {
  world.options.guard.min_calls = 1'000'000'000;
  world.options.usage.segment_records = 300;
  world.open();
  std::atomic<int> open{0};
  for (;;) {
    while (open >= 32) std::this_thread::yield();
    ++open;
    world.gateway->call(world.make({}), [&](Result<Answer> answer) {
      const std::uint64_t line[2] = {answer ? 1u : 0u, answer ? answer->usage.seq : 0u};
      if (::write(out, line, sizeof line) < 0) std::_Exit(1);
      --open;
    });
  }
}

TEST(Gateway, killed_at_any_moment_every_answer_has_its_record) {
  World world;
  std::vector<Anchor> anchors;
  std::uint64_t answered = 0;
  for (int round = 0; round < 8; ++round) {
    int ends[2];
    ASSERT_EQ(::pipe(ends), 0);
    const auto child = ::fork();
    if (child == 0) {
      ::close(ends[0]);
      world.nonces = round * 1'000'000;
      serve_until_killed(world, ends[1]);
    }
    ::close(ends[1]);
    std::thread killer([&] {
      std::this_thread::sleep_for(std::chrono::milliseconds(60 + 23 * round));
      ::kill(child, SIGKILL);
    });
    std::vector<std::uint64_t> seqs;
    std::uint64_t line[2];
    while (::read(ends[0], line, sizeof line) == sizeof line)
      if (line[0]) seqs.push_back(line[1]);
    killer.join();
    ::close(ends[0]);
    ::waitpid(child, nullptr, 0);

    auto log = UsageLog::open(world.options.usage_directory);
    ASSERT_TRUE(log) << describe(log.error());
    if (!anchors.empty()) {
      ASSERT_TRUE((*log)->anchored(anchors.back()));
    }
    std::set<std::uint64_t> recorded;
    ASSERT_TRUE((*log)->scan({}, [&](const UsageRecord& r) { return r.counts() && recorded.insert(r.seq).second, true; }));
    for (const auto seq : seqs) EXPECT_TRUE(recorded.contains(seq)) << "answer " << seq << " has no record";
    for (const auto& anchor : (*log)->pending_anchors()) {
      anchors.push_back(anchor);
      ASSERT_TRUE((*log)->anchored(anchor));
    }
    answered += seqs.size();
  }
  EXPECT_GT(answered, 100u);
  const auto report = verify_usage(world.options.usage_directory, anchors);
  ASSERT_TRUE(report) << describe(report.error());
  EXPECT_EQ(report->anchored, report->records);
}

}  // namespace
}  // namespace gongshu::gateway
