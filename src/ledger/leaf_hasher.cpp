#include "ledger/leaf_hasher.h"

namespace gongshu::ledger {

LeafHasher::~LeafHasher() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  if (helper_.joinable()) helper_.join();
}

void LeafHasher::hash(Chunk& chunk) {
  for (auto i = chunk.hashes.size(); i < chunk.envelopes.size(); ++i) chunk.hashes.push_back(leaf_hash(chunk.envelopes[i]));
}

void LeafHasher::add(std::string envelope) {
  if (size_ % kChunk == 0) {
    auto& chunk = chunks_.emplace_back(std::make_unique<Chunk>());
    chunk->envelopes.reserve(kChunk);
    chunk->hashes.reserve(kChunk);
  }
  auto& chunk = *chunks_.back();
  chunk.envelopes.push_back(std::move(envelope));
  if (++size_ % kChunk == 0) hand_over(chunk);
}

void LeafHasher::hand_over(Chunk& chunk) {
  if (!helper_.joinable()) helper_ = std::thread([this] { work(); });
  {
    std::lock_guard lock(mutex_);
    chunk.waiting = true;
    queue_.push_back(&chunk);
  }
  wake_.notify_one();
}

void LeafHasher::work() {
  std::unique_lock lock(mutex_);
  for (;;) {
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (stopping_) return;
    auto* chunk = queue_.front();
    queue_.pop_front();
    lock.unlock();
    hash(*chunk);
    lock.lock();
    chunk->waiting = false;
    done_.notify_one();
  }
}

/// Takes the chunk out of the queue and hashes it here, or waits while the helper has it.
void LeafHasher::finish(Chunk& chunk) {
  {
    std::unique_lock lock(mutex_);
    if (const auto queued = std::find(queue_.begin(), queue_.end(), &chunk); queued != queue_.end()) {
      queue_.erase(queued);
      chunk.waiting = false;
    }
    done_.wait(lock, [&] { return !chunk.waiting; });
  }
  hash(chunk);
}

/// After this the helper touches nothing.
void LeafHasher::settle() {
  std::unique_lock lock(mutex_);
  for (auto* chunk : queue_) chunk->waiting = false;
  queue_.clear();
  for (auto& chunk : chunks_) done_.wait(lock, [&] { return !chunk->waiting; });
}

void LeafHasher::shrink(std::size_t size) {
  if (size >= size_) return;
  settle();
  chunks_.resize((size + kChunk - 1) / kChunk);
  size_ = size;
  if (size % kChunk == 0) return;
  auto& last = *chunks_.back();
  last.envelopes.resize(size % kChunk);
  last.hashes.resize(std::min(last.hashes.size(), size % kChunk));
}

Status LeafHasher::each(const std::function<Status(const Digest&)>& visit) {
  for (auto& chunk : chunks_) {
    finish(*chunk);
    for (const auto& leaf : chunk->hashes) GS_CHECK(visit(leaf));
  }
  return {};
}

}  // namespace gongshu::ledger
