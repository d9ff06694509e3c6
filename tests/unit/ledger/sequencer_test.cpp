#include "ledger/sequencer.h"

#include <atomic>
#include <latch>

#include "fixture.h"

namespace gongshu::ledger {
namespace {

class SequencerTest : public ::testing::Test {
 protected:
  void SetUp() override { MUST(ledger.db.exec("CREATE TABLE view(id TEXT PRIMARY KEY, n INTEGER NOT NULL) STRICT")); }

  Job append(std::uint64_t i) {
    return [i](Batch& batch) -> Status {
      GS_TRY(entry, batch.append(sample(i)));
      return batch.db().run("INSERT INTO view VALUES (?1, ?2)", "v" + std::to_string(entry.seq), static_cast<std::int64_t>(i));
    };
  }
  /// Holds the sequencer's thread until released, so that the next jobs share a batch.
  struct Gate {
    explicit Gate(Sequencer& sequencer) {
      done = sequencer.submit([this](Batch&) -> Status {
        entered.count_down();
        open.wait();
        return {};
      });
      entered.wait();
    }
    std::latch entered{1}, open{1};
    std::future<Status> done;
  };
  std::int64_t rows(std::string_view sql) {
    auto get = *ledger.db.prepare(sql);
    EXPECT_TRUE(*get.step());
    return get.column_int64(0);
  }
  void expect_sound(std::uint64_t entries) {
    EXPECT_EQ(ledger.log->size(), entries);
    EXPECT_EQ(rows("SELECT coalesce(sum(count), 0) FROM ledger_run"), static_cast<std::int64_t>(entries));
    const auto report = verify(verify_input(dir / "ledger.db"));
    ASSERT_TRUE(report);
    EXPECT_TRUE(report->ok()) << json::serialize(report->to_json());
    EXPECT_EQ(report->entries, entries);
  }

  TempDir dir;
  Ledger ledger{dir / "ledger.db"};
};

TEST_F(SequencerTest, EntryAndViewAreCommittedTogetherBeforeTheAnswer) {
  Sequencer sequencer(ledger.db, *ledger.log);
  MUST(sequencer.submit(append(0)).get());
  auto other = *store::Database::open(dir / "ledger.db", store::Mode::read_only);
  EXPECT_EQ(*Reader(other).size(), 1u);
  auto get = *other.prepare("SELECT count(*) FROM view");
  ASSERT_TRUE(*get.step());
  EXPECT_EQ(get.column_int64(0), 1);
}

TEST_F(SequencerTest, WhatWaitsIsCommittedAsOneBatch) {
  Sequencer sequencer(ledger.db, *ledger.log);
  Gate gate(sequencer);
  std::vector<std::future<Status>> answers;
  for (int i = 0; i < 50; ++i) answers.push_back(sequencer.submit(append(i)));
  gate.open.count_down();
  for (auto& answer : answers) MUST(answer.get());
  EXPECT_EQ(sequencer.stats().batches, 2u);
  sequencer.stop();
  EXPECT_EQ(rows("SELECT count(*) FROM ledger_checkpoint_sm3"), 1);
  expect_sound(50);
}

TEST_F(SequencerTest, ABatchIsBounded) {
  Sequencer sequencer(ledger.db, *ledger.log, {.queue = 100, .batch = 10});
  Gate gate(sequencer);
  std::vector<std::future<Status>> answers;
  for (int i = 0; i < 35; ++i) answers.push_back(sequencer.submit(append(i)));
  gate.open.count_down();
  for (auto& answer : answers) MUST(answer.get());
  sequencer.stop();
  EXPECT_EQ(rows("SELECT count(*) FROM ledger_checkpoint_sm3"), 4);
  expect_sound(35);
}

TEST_F(SequencerTest, AFailingJobIsUndoneAlone) {
  Sequencer sequencer(ledger.db, *ledger.log);
  Gate gate(sequencer);
  std::atomic<int> hooks = 0;
  auto before = sequencer.submit(append(0));
  auto failing = sequencer.submit([&](Batch& batch) -> Status {
    GS_TRY(one, batch.append(sample(1)));
    GS_TRY(two, batch.append(sample(2)));
    GS_CHECK(batch.db().run("INSERT INTO view VALUES ('lost', 1)"));
    batch.after_commit([&] { ++hooks; });
    return fail(ErrorCode::state_not_allowed, "/status");
  });
  auto throwing = sequencer.submit([&](Batch& batch) -> Status {
    GS_TRY(one, batch.append(sample(3)));
    throw std::runtime_error("broken");
  });
  auto after = sequencer.submit(append(4));
  gate.open.count_down();
  MUST(before.get());
  EXPECT_EQ(failing.get().error().code, ErrorCode::state_not_allowed);
  EXPECT_EQ(throwing.get().error().code, ErrorCode::internal);
  MUST(after.get());
  sequencer.stop();
  EXPECT_EQ(hooks, 0);
  EXPECT_EQ(rows("SELECT count(*) FROM view WHERE id = 'lost'"), 0);
  EXPECT_EQ(ledger.log->reader().entry(1)->stream, "catalog/c-4");
  EXPECT_EQ(sequencer.stats().failed_jobs, 2u);
  expect_sound(2);
}

TEST_F(SequencerTest, AJobMayRecoverFromARefusedEntry) {
  Sequencer sequencer(ledger.db, *ledger.log);
  MUST(sequencer
           .submit([](Batch& batch) -> Status {
             auto bad = sample(0);
             bad.v = 0;
             EXPECT_FALSE(batch.append(NewEntry(bad)));
             EXPECT_EQ(batch.next_seq(), 0u);
             GS_TRY(entry, batch.append(sample(0)));
             EXPECT_EQ(entry.seq, 0u);
             return {};
           })
           .get());
  sequencer.stop();
  expect_sound(1);
}

TEST_F(SequencerTest, HooksRunAfterTheCommitAndBeforeTheAnswer) {
  Sequencer sequencer(ledger.db, *ledger.log);
  std::vector<std::string> order;
  std::promise<void> answered;
  sequencer.submit(
      [&](Batch& batch) -> Status {
        GS_TRY(entry, batch.append(sample(0)));
        batch.after_commit([&] {
          order.push_back(ledger.db.in_transaction() ? "open" : "committed");
          order.push_back("size " + std::to_string(ledger.log->size()));
        });
        order.push_back("job");
        return {};
      },
      [&](Status status) {
        EXPECT_TRUE(status);
        order.push_back("answer");
        answered.set_value();
      });
  answered.get_future().wait();
  EXPECT_EQ(order, (std::vector<std::string>{"job", "committed", "size 1", "answer"}));
}

TEST_F(SequencerTest, AFailedCommitFailsEveryJobAndChangesNothing) {
  MUST(ledger.db.exec("CREATE TABLE child(id TEXT REFERENCES view(id) DEFERRABLE INITIALLY DEFERRED) STRICT"));
  Sequencer sequencer(ledger.db, *ledger.log);
  MUST(sequencer.submit(append(0)).get());
  std::atomic<int> hooks = 0;
  {
    Gate gate(sequencer);
    auto good = sequencer.submit([&](Batch& batch) -> Status {
      batch.after_commit([&] { ++hooks; });
      GS_TRY(entry, batch.append(sample(1)));
      return {};
    });
    // A deferred foreign key without its parent is only noticed by COMMIT.
    auto poison = sequencer.submit([](Batch& batch) { return batch.db().run("INSERT INTO child VALUES ('nobody')"); });
    gate.open.count_down();
    EXPECT_EQ(good.get().error().code, ErrorCode::store_failed);
    EXPECT_EQ(poison.get().error().code, ErrorCode::store_failed);
    MUST(gate.done.get());  // it was alone in the batch before
  }
  EXPECT_EQ(hooks, 0);
  EXPECT_EQ(sequencer.stats().failed_commits, 1u);
  MUST(sequencer.submit(append(2)).get());
  sequencer.stop();
  EXPECT_EQ(ledger.log->reader().entry(1)->stream, "catalog/c-2");
  expect_sound(2);
}

TEST_F(SequencerTest, AFullQueueRefusesAtOnce) {
  Sequencer sequencer(ledger.db, *ledger.log, {.queue = 3, .batch = 10});
  Gate gate(sequencer);
  std::vector<std::future<Status>> answers;
  for (int i = 0; i < 3; ++i) answers.push_back(sequencer.submit(append(i)));
  EXPECT_EQ(sequencer.submit(append(3)).get().error().code, ErrorCode::http_overloaded);
  EXPECT_EQ(sequencer.stats().overloaded, 1u);
  EXPECT_EQ(sequencer.stats().waiting, 3u);
  gate.open.count_down();
  for (auto& answer : answers) MUST(answer.get());
}

TEST_F(SequencerTest, StoppingRunsWhatWaitsAndRefusesTheRest) {
  Sequencer sequencer(ledger.db, *ledger.log);
  Gate gate(sequencer);
  std::vector<std::future<Status>> answers;
  for (int i = 0; i < 20; ++i) answers.push_back(sequencer.submit(append(i)));
  std::thread opener([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
    gate.open.count_down();
  });
  sequencer.stop();
  opener.join();
  for (auto& answer : answers) MUST(answer.get());
  EXPECT_EQ(sequencer.submit(append(20)).get().error().code, ErrorCode::http_stopping);
  sequencer.stop();
  expect_sound(20);
}

TEST_F(SequencerTest, ManyThreadsGetEachTheirOwnNumbers) {
  constexpr int kThreads = 8, kEach = 60;
  std::vector<std::uint64_t> seqs(kThreads * kEach);
  {
    Sequencer sequencer(ledger.db, *ledger.log);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
      threads.emplace_back([&, t] {
        for (int i = 0; i < kEach; ++i) {
          auto& seq = seqs[t * kEach + i];
          const auto status = sequencer
                                  .submit([&](Batch& batch) -> Status {
                                    GS_TRY(entry, batch.append(sample(t)));
                                    seq = entry.seq;
                                    return {};
                                  })
                                  .get();
          EXPECT_TRUE(status) << why(status);
          EXPECT_GT(ledger.log->head().size, seq);
        }
      });
    }
    for (auto& thread : threads) thread.join();
  }
  std::sort(seqs.begin(), seqs.end());
  for (std::size_t i = 0; i < seqs.size(); ++i) ASSERT_EQ(seqs[i], i);
  expect_sound(kThreads * kEach);
}

}  // namespace
}  // namespace gongshu::ledger
