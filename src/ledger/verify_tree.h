// Leaf by leaf: the tree that the entries give, against the stored tiles and the signed checkpoints. Internal to verify.cpp.
#pragma once
#include <deque>

#include "ledger/checkpoint.h"
#include "ledger/helper.h"
#include "ledger/verify.h"
#include "ledger/verify_source.h"

namespace gongshu::ledger {

using Fault = std::optional<BadEntry>;

inline BadEntry bad(std::optional<std::uint64_t> seq, std::string what, std::string expected, std::string found) {
  return {seq, std::move(what), std::move(expected), std::move(found)};
}
inline std::string hex(const Digest& digest) { return crypto::to_hex(crypto::view(digest)); }

/// Compares each tile as soon as its hashes are known; leaves one by one, so that the first bad one is named.
class TileCheck {
 public:
  explicit TileCheck(VerifySource& source) : source_(&source) {}
  Fault add(const Digest& leaf);
  /// What stands at the edge.
  Fault finish();
  const CompactRange& range() const { return range_; }

 private:
  Fault begin_leaf_tile(std::uint64_t index);
  Fault compare(unsigned level, std::uint64_t index, const std::string& computed);

  VerifySource* source_;
  CompactRange range_;
  std::vector<std::string> tiles_;        ///< computed hashes of the unfinished tile of each level
  std::optional<std::string> leaf_tile_;  ///< the stored tile that the next leaf belongs to
};

/// Meets the checkpoints in order while the tree grows. Signatures are verified on a helper thread.
class CheckpointCheck {
 public:
  CheckpointCheck(VerifySource& source, const VerifyInput& input, Report& report)
      : source_(&source), input_(&input), report_(&report) {}
  Fault begin();
  /// After each leaf.
  Fault reached(const CompactRange& range);
  Fault finish(std::uint64_t size);
  /// The first signature that does not verify; waits for the helper.
  Fault signatures();

 private:
  struct Signature {
    std::uint64_t covered, batch;
    std::string note, origin;
    Status result{};
  };
  Fault advance(std::uint64_t size);
  Fault open_known();

  VerifySource* source_;
  const VerifyInput* input_;
  Report* report_;
  std::string origin_;
  std::uint64_t batches_ = 0, covered_ = 0;
  std::optional<Checkpoint> next_, known_;
  Fault bad_signature_;
  std::deque<Signature> signatures_;  ///< a deque: the helper holds addresses of its elements
  Helper helper_;                     ///< last: it ends before what its tasks use
};

}  // namespace gongshu::ledger
