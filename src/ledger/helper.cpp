#include "ledger/helper.h"

namespace gongshu::ledger {

Helper::~Helper() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (thread_.joinable()) thread_.join();
}

void Helper::post(std::function<void()> task) {
  if (!thread_.joinable()) thread_ = std::thread([this] { run(); });
  {
    std::lock_guard lock(mutex_);
    tasks_.push_back(std::move(task));
    ++open_;
  }
  wake_.notify_one();
}

std::size_t Helper::open() {
  std::lock_guard lock(mutex_);
  return open_;
}

void Helper::wait() {
  std::unique_lock lock(mutex_);
  idle_.wait(lock, [this] { return open_ == 0; });
}

void Helper::run() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !tasks_.empty(); });
    if (tasks_.empty()) return;
    auto task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task();
    task = nullptr;
    lock.lock();
    if (--open_ == 0) idle_.notify_one();
  }
}

}  // namespace gongshu::ledger
