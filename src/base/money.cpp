#include "base/money.h"

namespace gongshu {

std::string to_yuan(Money amount) {
  const bool negative = amount.fen < 0;
  const std::uint64_t fen = negative ? 0 - std::uint64_t(amount.fen) : std::uint64_t(amount.fen);
  const auto cents = std::to_string(fen % 100);
  return (negative ? "-" : "") + std::to_string(fen / 100) + (cents.size() == 1 ? ".0" : ".") + cents;
}

}  // namespace gongshu
