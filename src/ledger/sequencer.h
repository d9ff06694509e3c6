// The one place where state changes: a single thread that decides serially and commits in groups.
//
// It takes whatever waits (bounded), begins a transaction, runs each job in its own savepoint (a job that fails or throws is
// undone alone: rows, pending entries and hooks), seals the ledger, commits durably, runs the hooks of the jobs that passed, and
// only then answers anybody. When the commit fails every job of the batch fails and nothing of it happened.
//
//   auto done = sequencer.submit([&](Batch& batch) -> Status {
//     GS_TRY(entry, batch.append({.actor = "per-1", .stream = "catalog/c-1", .type = "catalog.drafted", .data = payload}));
//     return batch.db().run("UPDATE view SET …", …);
//   });
//   GS_CHECK(done.get());
//
// Threads: submit() and stop() from anywhere. From construction to the end of stop() the connection and the log belong to the
// sequencer's thread. A job must not wait for another job.
#pragma once
#include <condition_variable>
#include <deque>
#include <future>
#include <thread>

#include "ledger/log.h"

namespace gongshu::ledger {

/// What a job sees. Valid only while the job runs.
class Batch {
 public:
  /// As Log::append. After an error the job may go on or return it. The row can be read after the commit, not before.
  Result<Entry> append(NewEntry&& entry) { return log_->append(std::move(entry)); }
  store::Database& db() { return *db_; }
  Instant now() const { return log_->clock().now(); }
  /// Number that the next entry will have.
  std::uint64_t next_seq() const;
  /// Runs after the commit and before the job's answer, in the order given, on the sequencer's thread; not at all when the job or
  /// the commit fails. It must not throw.
  void after_commit(std::function<void()> hook) { hooks_.push_back(std::move(hook)); }

 private:
  friend class Sequencer;
  Batch(store::Database& db, Log& log) : db_(&db), log_(&log) {}
  store::Database* db_;
  Log* log_;
  std::vector<std::function<void()>> hooks_;
};

using Job = std::function<Status(Batch&)>;
using Done = std::function<void(Status)>;

struct SequencerLimits {
  std::size_t queue = 8192;  ///< jobs waiting; the next one is refused with http.overloaded
  std::size_t batch = 1024;  ///< jobs in one transaction
};

struct SequencerStats {
  std::uint64_t batches = 0, jobs = 0, failed_jobs = 0, failed_commits = 0, overloaded = 0;
  std::size_t waiting = 0;
};

class Sequencer {
 public:
  /// `db` and `log` (opened on that connection) must outlive the sequencer.
  Sequencer(store::Database& db, Log& log, SequencerLimits limits = {});
  ~Sequencer();  ///< as stop()

  /// Answers: the job's own error, http.overloaded (queue full), http.stopping, or the error of the commit.
  std::future<Status> submit(Job job);
  /// `done` runs once: on the sequencer's thread, or on the caller's when the job is refused at once. It must be quick and not
  /// throw.
  void submit(Job job, Done done);
  /// Takes no more jobs, runs those that wait, ends the thread. Idempotent.
  void stop();
  SequencerStats stats() const;

 private:
  struct Task {
    Job job;
    Done done;
    Status result{};
  };
  void run();
  std::vector<Task> take();
  void process(std::vector<Task>& tasks);
  Status transact(std::vector<Task>& tasks, Batch& batch);
  Status run_job(Task& task, Batch& batch);
  void finish(std::vector<Task>& tasks, const Status& outcome, Batch& batch);

  store::Database* db_;
  Log* log_;
  SequencerLimits limits_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Task> queue_;
  bool stopping_ = false;
  SequencerStats stats_;
  Status healthy_;  ///< the sequencer's thread only: an error after which the log could not be restored
  std::mutex joining_;
  std::thread thread_;  ///< last member: it starts when everything else stands
};

}  // namespace gongshu::ledger
