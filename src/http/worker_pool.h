// Threads for work that blocks, with a bounded queue in front.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace gongshu::http {

class WorkerPool {
 public:
  WorkerPool(unsigned threads, std::size_t queue) : threads_(threads), limit_(queue) {}
  ~WorkerPool() { stop(); }

  void start();
  /// False when the queue is full or the pool has stopped: the task is not taken. Tasks must not throw.
  bool submit(std::function<void()> task);
  /// Drops what waits, lets what runs finish, joins. Calling it again does nothing.
  void stop();
  std::size_t waiting() const;

 private:
  void run();

  const unsigned threads_;
  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> tasks_;
  bool stopped_ = true;
  std::vector<std::thread> running_;
};

}  // namespace gongshu::http
