// The techniques that draw from a keyed digest: shift and noise (GB/T 37964, randomisation). Inside src/privacy only.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "crypto/hash.h"

namespace gongshu::privacy {

/// A whole number between -bound and +bound from the first eight bytes of a digest; bound < 2^62. The bias of the remainder is
/// below bound / 2^63.
std::int64_t offset_from(const crypto::Digest& digest, std::int64_t bound);

/// Moves a day; false when it leaves the years 1 to 9999.
bool shift_date(std::string_view date, std::int64_t days, std::string& out);

struct Bounds {
  std::optional<std::int64_t> floor, ceiling;
};
/// Adds steps × 10^-places to a number and prints it with as many decimals as it came with. `places` ≤ decimals(number).
/// False for more than 15 decimals, more than 33 digits, or an integer that no longer fits 64 bits.
bool add_steps(std::string_view number, std::int64_t steps, std::size_t places, const Bounds& bounds, std::string& out);
std::size_t decimals(std::string_view number);

}  // namespace gongshu::privacy
