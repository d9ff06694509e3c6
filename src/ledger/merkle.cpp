#include "ledger/merkle.h"

#include <bit>
#include <cstring>

namespace gongshu::ledger {
namespace {

/// Root of leaves [begin, end), begin being a multiple of the largest power of two that fits below end - begin.
Result<Digest> range_root(std::uint64_t begin, std::uint64_t end, const NodeReader& node) {
  const auto count = end - begin;
  const auto level = static_cast<unsigned>(std::bit_width(count) - 1);
  if (std::has_single_bit(count)) return node(level, begin >> level);
  const auto middle = begin + (std::uint64_t{1} << level);
  GS_TRY(left, node(level, begin >> level));
  GS_TRY(right, range_root(middle, end, node));
  return node_hash(left, right);
}

/// Largest power of two smaller than n, n >= 2.
std::uint64_t split(std::uint64_t n) { return std::bit_floor(n - 1); }

bool is_even(std::uint64_t n) { return (n & 1) == 0; }

}  // namespace

Digest leaf_hash(std::string_view bytes) {
  // One call on one piece: opening a hash object for each leaf would cost as much as the hash.
  std::string buffer;
  buffer.reserve(bytes.size() + 1);
  buffer.append(1, '\0').append(bytes);
  return crypto::sm3(buffer);
}

Digest node_hash(const Digest& left, const Digest& right) {
  char buffer[65];
  buffer[0] = 1;
  std::memcpy(buffer + 1, left.data(), 32);
  std::memcpy(buffer + 33, right.data(), 32);
  return crypto::sm3({buffer, sizeof buffer});
}

Digest empty_root() { return crypto::sm3({}); }

Digest CompactRange::root() const {
  if (peaks_.empty()) return empty_root();
  Digest hash = peaks_.back();
  for (auto peak = peaks_.rbegin() + 1; peak != peaks_.rend(); ++peak) hash = node_hash(*peak, hash);
  return hash;
}

Result<Digest> root_of(std::uint64_t size, const NodeReader& node) {
  if (size == 0) return empty_root();
  return range_root(0, size, node);
}

Result<Proof> inclusion_proof(std::uint64_t seq, std::uint64_t size, const NodeReader& node) {
  if (seq >= size) return fail(ErrorCode::input_out_of_range, "seq", "below the tree size " + std::to_string(size));
  std::vector<std::pair<std::uint64_t, std::uint64_t>> siblings;  // from the root down
  for (std::uint64_t begin = 0, end = size; end - begin > 1;) {
    const auto middle = begin + split(end - begin);
    if (seq < middle) {
      siblings.emplace_back(middle, end);
      end = middle;
    } else {
      siblings.emplace_back(begin, middle);
      begin = middle;
    }
  }
  Proof proof;
  for (auto sibling = siblings.rbegin(); sibling != siblings.rend(); ++sibling) {
    GS_TRY(hash, range_root(sibling->first, sibling->second, node));
    proof.push_back(hash);
  }
  return proof;
}

Result<Proof> consistency_proof(std::uint64_t from, std::uint64_t to, const NodeReader& node) {
  if (from > to) return fail(ErrorCode::input_out_of_range, "from", "at most the tree size " + std::to_string(to));
  if (from == 0 || from == to) return Proof{};
  std::vector<std::pair<std::uint64_t, std::uint64_t>> parts;  // from the root down
  std::uint64_t begin = 0, end = to;
  while (from < end) {
    const auto middle = begin + split(end - begin);
    if (from <= middle) {
      parts.emplace_back(middle, end);
      end = middle;
    } else {
      parts.emplace_back(begin, middle);
      begin = middle;
    }
  }
  if (begin != 0) parts.emplace_back(begin, end);  // the verifier knows the old root only when it is a whole subtree
  Proof proof;
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    GS_TRY(hash, range_root(part->first, part->second, node));
    proof.push_back(hash);
  }
  return proof;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t seq, std::uint64_t size, const Proof& proof, const Digest& root) {
  if (seq >= size) return false;
  auto fn = seq, sn = size - 1;
  Digest hash = leaf;
  for (const auto& sibling : proof) {
    if (sn == 0) return false;
    if (!is_even(fn) || fn == sn) {
      hash = node_hash(sibling, hash);
      while (is_even(fn) && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      hash = node_hash(hash, sibling);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && hash == root;
}

bool verify_consistency(std::uint64_t from, std::uint64_t to, const Proof& proof, const Digest& old_root,
                        const Digest& new_root) {
  if (from > to) return false;
  if (from == to) return proof.empty() && old_root == new_root;
  if (from == 0) return proof.empty() && old_root == empty_root();
  auto next = proof.begin();
  auto fn = from - 1, sn = to - 1;
  while (!is_even(fn)) fn >>= 1, sn >>= 1;
  Digest old_hash = old_root;
  if (!std::has_single_bit(from)) {
    if (next == proof.end()) return false;
    old_hash = *next++;
  }
  Digest new_hash = old_hash;
  for (; next != proof.end(); ++next) {
    if (sn == 0) return false;
    if (!is_even(fn) || fn == sn) {
      old_hash = node_hash(*next, old_hash);
      new_hash = node_hash(*next, new_hash);
      while (is_even(fn) && fn != 0) fn >>= 1, sn >>= 1;
    } else {
      new_hash = node_hash(new_hash, *next);
    }
    fn >>= 1;
    sn >>= 1;
  }
  return sn == 0 && old_hash == old_root && new_hash == new_root;
}

}  // namespace gongshu::ledger
