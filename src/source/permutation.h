// A seeded permutation of 0 … n-1 that is computed, not stored: a balanced Feistel network over the next even power of two,
// walked until the value falls inside (Black and Rogaway 2002). For shuffling synthetic rows, not for secrets.
#pragma once
#include <algorithm>
#include <bit>
#include <cstdint>

namespace gongshu::source {

/// SplitMix64's finaliser over a combination of both arguments: a hash for synthetic attributes.
inline std::uint64_t mix(std::uint64_t a, std::uint64_t b) {
  auto z = a + 0x9e3779b97f4a7c15ULL * (b + 1);
  z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
  z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
  return z ^ (z >> 31);
}

class Permutation {
 public:
  /// 1 ≤ n < 2^62.
  Permutation(std::uint64_t n, std::uint64_t seed) : n_(n), seed_(seed) {
    const auto bits = std::max(2, static_cast<int>(std::bit_width(n - 1)));
    half_ = static_cast<unsigned>((bits + 1) / 2);
    mask_ = (std::uint64_t{1} << half_) - 1;
  }
  std::uint64_t operator()(std::uint64_t i) const {
    do i = round_trip(i);
    while (i >= n_);
    return i;
  }

 private:
  std::uint64_t round_trip(std::uint64_t i) const {
    auto left = i >> half_, right = i & mask_;
    for (std::uint64_t round = 0; round < 4; ++round) {
      const auto next = left ^ (mix(seed_ + round, right) & mask_);
      left = right;
      right = next;
    }
    return left << half_ | right;
  }
  std::uint64_t n_, seed_, mask_;
  unsigned half_;
};

}  // namespace gongshu::source
