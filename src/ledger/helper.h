// A second thread for the arithmetic of a batch (leaf hashes, tree, signature) while the first writes rows.
#pragma once
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>

namespace gongshu::ledger {

/// Runs tasks one after another in the order posted. The thread starts with the first task and ends, its queue done, with the
/// object. post() and wait() belong to one thread; what a task touches is the caller's again after wait(). Tasks do not throw.
class Helper {
 public:
  Helper() = default;
  ~Helper();
  Helper(const Helper&) = delete;
  Helper& operator=(const Helper&) = delete;

  void post(std::function<void()> task);
  /// Tasks posted and not done.
  std::size_t open();
  /// Until every task posted is done.
  void wait();

 private:
  void run();
  std::mutex mutex_;
  std::condition_variable wake_, idle_;
  std::deque<std::function<void()>> tasks_;
  std::size_t open_ = 0;  ///< tasks posted and not done
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace gongshu::ledger
