// Random rounding and noise as alternatives to suppression. Both are a function of (secret, row set, measure) only, so that the
// same question gives the same answer however it is written and however often it is asked: repeats do not average out.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "disclosure/rules.h"

namespace gongshu::disclosure {

/// Digest of a set of rows, the same in whatever order and however the set was described. Give each row key once. 32 bytes: SM3
/// over the number of rows and four sums of 64-bit hashes under keys derived from the secret, which who asks does not know.
class RowSetDigest {
 public:
  explicit RowSetDigest(std::string_view secret);
  void add(std::uint64_t row_key);
  std::string finish() const;

 private:
  std::uint64_t key_[8];
  std::uint64_t count_ = 0, sum_[4] = {};
};

/// Perturbs values under one secret (the noise key of a population). Thread-safe after construction.
class Perturber {
 public:
  explicit Perturber(std::string secret) : secret_(std::move(secret)) {}
  /// A multiple of `base`: the lower neighbour or the upper one, with the expected value equal to `value`.
  double round(double value, const Rounding& rounding, std::string_view rows, std::string_view measure) const;
  /// Adds two-sided geometric noise to a count (never below 0 afterwards), Laplace noise to anything else.
  double noise(double value, const Noise& noise, bool count, std::string_view rows, std::string_view measure) const;
  /// Whichever of the two the rules ask for; the value unchanged when neither.
  double apply(const Rules& rules, double value, bool count, std::string_view rows, std::string_view measure) const;

 private:
  /// Uniform in (0, 1); `which` < 4 of the draws for this row set and measure.
  double draw(std::string_view purpose, std::string_view rows, std::string_view measure, std::size_t which) const;
  std::string secret_;
};

}  // namespace gongshu::disclosure
