#include "ledger/sequencer.h"

namespace gongshu::ledger {

std::uint64_t Batch::next_seq() const { return log_->next_seq(); }

Sequencer::Sequencer(store::Database& db, Log& log, SequencerLimits limits)
    : db_(&db), log_(&log), limits_(limits), thread_([this] { run(); }) {}

Sequencer::~Sequencer() { stop(); }

std::future<Status> Sequencer::submit(Job job) {
  auto promise = std::make_shared<std::promise<Status>>();
  auto future = promise->get_future();
  submit(std::move(job), [promise](Status status) { promise->set_value(std::move(status)); });
  return future;
}

void Sequencer::submit(Job job, Done done) {
  Status refusal;
  {
    std::lock_guard lock(mutex_);
    if (stopping_) {
      refusal = fail(ErrorCode::http_stopping);
    } else if (queue_.size() >= limits_.queue) {
      ++stats_.overloaded;
      refusal = fail(ErrorCode::http_overloaded, {}, "try again shortly");
    } else {
      queue_.push_back({std::move(job), std::move(done)});
    }
  }
  if (!refusal) return done(std::move(refusal));
  wake_.notify_one();
}

void Sequencer::stop() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  std::lock_guard lock(joining_);
  if (thread_.joinable()) thread_.join();
}

SequencerStats Sequencer::stats() const {
  std::lock_guard lock(mutex_);
  auto out = stats_;
  out.waiting = queue_.size();
  return out;
}

void Sequencer::run() {
  for (auto tasks = take(); !tasks.empty(); tasks = take()) process(tasks);
}

/// Waits for work; empty only when stopping and nothing is left.
std::vector<Sequencer::Task> Sequencer::take() {
  std::unique_lock lock(mutex_);
  wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
  std::vector<Task> tasks;
  tasks.reserve(std::min(queue_.size(), limits_.batch));
  while (!queue_.empty() && tasks.size() < limits_.batch) {
    tasks.push_back(std::move(queue_.front()));
    queue_.pop_front();
  }
  return tasks;
}

void Sequencer::process(std::vector<Task>& tasks) {
  Batch batch(*db_, *log_);
  if (!healthy_) healthy_ = log_->reload();  // a disk that came back heals; a damaged ledger does not
  const auto outcome = healthy_ ? transact(tasks, batch) : healthy_;
  if (outcome) {
    log_->committed();
  } else if (healthy_) {
    healthy_ = log_->reload();
  }
  finish(tasks, outcome, batch);
}

Status Sequencer::transact(std::vector<Task>& tasks, Batch& batch) {
  GS_TRY(transaction, store::Transaction::begin(*db_));
  for (auto& task : tasks) {
    GS_CHECK(run_job(task, batch));
  }
  GS_CHECK(log_->seal());
  return transaction.commit();
}

/// Leaves the job's own answer in the task; an error here is one of the whole batch.
Status Sequencer::run_job(Task& task, Batch& batch) {
  const auto entries = log_->mark();
  const auto hooks = batch.hooks_.size();
  GS_TRY(savepoint, store::Savepoint::begin(*db_));
  try {
    task.result = task.job(batch);
  } catch (const std::exception& e) {
    task.result = fail(ErrorCode::internal, "sequencer", e.what());
  }
  // An error like a full disk makes SQLite undo the whole transaction: then nothing of the batch stands.
  if (!db_->in_transaction()) return task.result ? fail(ErrorCode::store_failed, {}, "the transaction was undone") : task.result;
  if (task.result) return savepoint.commit();
  savepoint.rollback();
  log_->rewind(entries);
  batch.hooks_.resize(hooks);
  return {};
}

void Sequencer::finish(std::vector<Task>& tasks, const Status& outcome, Batch& batch) {
  {
    std::lock_guard lock(mutex_);
    ++stats_.batches;
    stats_.failed_commits += !outcome;
    for (auto& task : tasks) {
      if (!outcome) task.result = outcome;
      ++stats_.jobs;
      stats_.failed_jobs += !task.result;
    }
  }
  if (outcome)
    for (auto& hook : batch.hooks_) hook();
  for (auto& task : tasks) {
    task.job = nullptr;  // what the job captured is released before its caller hears the answer
    task.done(std::move(task.result));
  }
}

}  // namespace gongshu::ledger
