// The Merkle tree of RFC 9162 section 2.1 (the tree of RFC 6962) over SM3: leaf = SM3(0x00 || bytes),
// node = SM3(0x01 || left || right), empty tree = SM3(""). Pure functions; nothing here touches storage.
// A second tree over the same leaves (SHA-256) will be the same code over another hash; see docs/formats/ledger.md.
#pragma once
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "crypto/hash.h"

namespace gongshu::ledger {
using crypto::Digest;

Digest leaf_hash(std::string_view bytes);
Digest node_hash(const Digest& left, const Digest& right);
Digest empty_root();

/// The right edge of a growing tree: the roots of its complete subtrees, largest first. 32 bytes a level, copyable.
class CompactRange {
 public:
  CompactRange() = default;
  /// `peaks` must be the complete subtrees of a tree of `size` leaves, largest first (one for each set bit of `size`).
  CompactRange(std::uint64_t size, std::vector<Digest> peaks) : size_(size), peaks_(std::move(peaks)) {}

  /// Adds a leaf; calls `on_node(level, index, hash)` for every subtree of 2^level leaves that it completes, level >= 1.
  template <class OnNode>
  void append(const Digest& leaf, OnNode&& on_node) {
    Digest hash = leaf;
    unsigned level = 0;
    for (auto index = size_++; index & 1; index >>= 1) {
      hash = node_hash(peaks_.back(), hash);
      peaks_.pop_back();
      on_node(++level, index >> 1, hash);
    }
    peaks_.push_back(hash);
  }
  void append(const Digest& leaf) {
    append(leaf, [](unsigned, std::uint64_t, const Digest&) {});
  }

  std::uint64_t size() const { return size_; }
  Digest root() const;

 private:
  std::uint64_t size_ = 0;
  std::vector<Digest> peaks_;
};

/// Root of the complete subtree of 2^level leaves number `index` at that level.
using NodeReader = std::function<Result<Digest>(unsigned level, std::uint64_t index)>;
using Proof = std::vector<Digest>;

/// Root of the first `size` leaves; reads O(log size) nodes.
Result<Digest> root_of(std::uint64_t size, const NodeReader& node);
/// RFC 9162 section 2.1.3.1. Error input.out_of_range unless seq < size.
Result<Proof> inclusion_proof(std::uint64_t seq, std::uint64_t size, const NodeReader& node);
/// RFC 9162 section 2.1.4.1; empty when from is 0 or equals to. Error input.out_of_range unless from <= to.
Result<Proof> consistency_proof(std::uint64_t from, std::uint64_t to, const NodeReader& node);

/// RFC 9162 section 2.1.3.2.
bool verify_inclusion(const Digest& leaf, std::uint64_t seq, std::uint64_t size, const Proof& proof, const Digest& root);
/// RFC 9162 section 2.1.4.2; from an empty tree only an empty proof and its own root pass.
bool verify_consistency(std::uint64_t from, std::uint64_t to, const Proof& proof, const Digest& old_root, const Digest& new_root);

}  // namespace gongshu::ledger
