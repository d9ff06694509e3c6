#include "gateway/signature.h"

namespace gongshu::gateway {
namespace {

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0); }

/// The slot of `value`, or the free slot where it belongs; `slots` has room.
std::size_t find_slot(const std::vector<std::uint64_t>& slots, std::uint64_t value) {
  const auto mask = slots.size() - 1;
  auto at = (value * 0x9E3779B97F4A7C15u) >> 32 & mask;
  while (slots[at] != 0 && slots[at] != value) at = (at + 1) & mask;
  return at;
}

void grow(std::vector<std::uint64_t>& slots) {
  std::vector<std::uint64_t> wider(std::max<std::size_t>(64, slots.size() * 2));
  for (const auto value : slots)
    if (value != 0) wider[find_slot(wider, value)] = value;
  slots.swap(wider);
}

}  // namespace

NonceBook::NonceBook(std::size_t capacity, Instant window)
    : shard_capacity_(std::max<std::size_t>(1, capacity / kShards)), generation_length_(2 * window), shards_(kShards) {}

Status NonceBook::spend(const Id16& nonce, Instant signed_at) {
  std::uint64_t value;
  std::memcpy(&value, nonce.data(), sizeof value);
  if (value == 0) value = 1;
  auto& shard = shards_[nonce[15] % kShards];
  const auto number = floor_div(signed_at, generation_length_);
  std::lock_guard lock(shard.mutex);
  auto& generation = shard.generations[number & 1];
  if (generation.number > number) return fail(ErrorCode::auth_stale_timestamp, std::string(kTimestampHeader));
  if (generation.number < number) generation = Generation{number, 0, {}};  // every timestamp of the old one is stale by now
  if (generation.slots.empty() || generation.count * 2 >= generation.slots.size()) grow(generation.slots);
  auto& slot = generation.slots[find_slot(generation.slots, value)];
  if (slot == value) return fail(ErrorCode::auth_replayed, std::string(kNonceHeader), "use a nonce once");
  if (generation.count >= shard_capacity_)
    return fail(ErrorCode::gateway_rate, std::string(kNonceHeader), "too many calls of this key within the signature window");
  slot = value;
  ++generation.count;
  return {};
}

}  // namespace gongshu::gateway
