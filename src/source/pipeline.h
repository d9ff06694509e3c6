// Work on blocks by several threads, handed back in the order they came. One thread pushes and pops, workers do the rest; the
// number of blocks under way is bounded, so that a slow end slows the reading down instead of filling the memory.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace gongshu::source {

/// `Block` is any type; `work(block, worker)` runs on one of `threads` threads, `worker` being its number from 0. It must not
/// throw.
template <class Block>
class Pipeline {
 public:
  using Work = std::function<void(Block&, std::size_t worker)>;
  Pipeline(std::size_t threads, Work work) : work_(std::move(work)), depth_(2 * threads + 2) {
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { run(i); });
  }
  /// Blocks not begun yet are dropped.
  ~Pipeline() {
    {
      const std::lock_guard lock(mutex_);
      stop_ = true;
    }
    work_there_.notify_all();
    for (auto& thread : threads_) thread.join();
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  /// Pop before pushing again when full.
  bool full() const { return slots_.size() >= depth_; }
  bool empty() const { return slots_.empty(); }
  void push(std::unique_ptr<Block> block) {
    {
      const std::lock_guard lock(mutex_);
      slots_.push_back(std::make_shared<Slot>(Slot{std::move(block), false}));
      waiting_.push_back(slots_.back());
    }
    work_there_.notify_one();
  }
  /// Waits for the oldest block. The pipeline must not be empty.
  std::unique_ptr<Block> pop() {
    const auto slot = slots_.front();
    {
      std::unique_lock lock(mutex_);
      done_.wait(lock, [&] { return slot->done; });
      slots_.pop_front();
    }
    return std::move(slot->block);
  }

 private:
  struct Slot {
    std::unique_ptr<Block> block;
    bool done;
  };
  void run(std::size_t worker) {
    for (;;) {
      std::shared_ptr<Slot> slot;
      {
        std::unique_lock lock(mutex_);
        work_there_.wait(lock, [this] { return stop_ || !waiting_.empty(); });
        if (stop_) return;
        slot = std::move(waiting_.front());
        waiting_.pop_front();
      }
      work_(*slot->block, worker);
      {
        const std::lock_guard lock(mutex_);
        slot->done = true;
      }
      done_.notify_one();
    }
  }

  Work work_;
  std::size_t depth_;
  std::mutex mutex_;
  std::condition_variable work_there_, done_;
  std::deque<std::shared_ptr<Slot>> slots_, waiting_;  ///< slots_ belongs to the pushing thread, waiting_ to the mutex
  bool stop_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace gongshu::source
