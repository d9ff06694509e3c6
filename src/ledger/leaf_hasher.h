// Hashes the leaves of a batch while the rest of the batch is still being written: full chunks go to a helper thread, and whoever asks
// for the result helps out. A batch smaller than one chunk never wakes the helper.
//
// Threads: all members belong to the thread that appends.
#pragma once
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "ledger/merkle.h"

namespace gongshu::ledger {

class LeafHasher {
 public:
  LeafHasher() = default;
  ~LeafHasher();
  LeafHasher(const LeafHasher&) = delete;
  LeafHasher& operator=(const LeafHasher&) = delete;

  void add(std::string envelope);
  std::size_t size() const { return size_; }
  /// Forgets all but the first `size` leaves.
  void shrink(std::size_t size);
  void clear() { shrink(0); }
  /// Calls `visit` with the hash of each leaf in order; stops at the first error.
  Status each(const std::function<Status(const Digest&)>& visit);

 private:
  static constexpr std::size_t kChunk = 64;
  struct Chunk {
    std::vector<std::string> envelopes;
    std::vector<Digest> hashes;  ///< of the first envelopes; as many as are done
    bool waiting = false;        ///< in the queue or in work; guarded by mutex_
  };
  static void hash(Chunk& chunk);
  void hand_over(Chunk& chunk);
  void finish(Chunk& chunk);
  void settle();
  void work();

  std::vector<std::unique_ptr<Chunk>> chunks_;
  std::size_t size_ = 0;
  std::mutex mutex_;
  std::condition_variable wake_, done_;
  std::deque<Chunk*> queue_;
  bool stopping_ = false;
  std::thread helper_;  ///< started by the first full chunk
};

}  // namespace gongshu::ledger
