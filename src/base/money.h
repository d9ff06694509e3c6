// Money is whole fen (1/100 yuan); no floating point anywhere.
#pragma once
#include <compare>
#include <cstdint>
#include <string>

namespace gongshu {

/// An amount in fen; negative for refunds. Adding past the range is a bug and is asserted against by the caller's limits
/// (the API accepts at most 10^13 fen).
struct Money {
  std::int64_t fen = 0;
  friend auto operator<=>(const Money&, const Money&) = default;
  Money operator+(Money other) const { return {fen + other.fen}; }
  Money operator-(Money other) const { return {fen - other.fen}; }
  Money operator*(std::int64_t n) const { return {fen * n}; }
};

/// "12.05" yuan.
std::string to_yuan(Money amount);

}  // namespace gongshu
