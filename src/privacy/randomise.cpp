#include "privacy/randomise.h"

#include <algorithm>

#include "base/clock.h"

namespace gongshu::privacy {
namespace {

__extension__ typedef __int128 Wide;  // 33 digits and a range of 10^12 with 15 decimals stay below 2^127

Wide power_of_ten(std::size_t exponent) {
  Wide out = 1;
  while (exponent-- > 0) out *= 10;
  return out;
}

void append_wide(std::string& out, Wide value, std::size_t places) {
  if (value < 0) {
    out.push_back('-');
    value = -value;
  }
  std::string digits;
  for (; value > 0 || digits.size() <= places; value /= 10)
    digits.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
  std::ranges::reverse(digits);
  out.append(digits, 0, digits.size() - places);
  if (places > 0) out.append(".").append(digits, digits.size() - places);
}

}  // namespace

std::int64_t offset_from(const crypto::Digest& digest, std::int64_t bound) {
  std::uint64_t word = 0;
  for (int i = 0; i < 8; ++i) word = word << 8 | digest[static_cast<std::size_t>(i)];
  return static_cast<std::int64_t>(word % (2 * static_cast<std::uint64_t>(bound) + 1)) - bound;
}

bool shift_date(std::string_view date, std::int64_t days, std::string& out) {
  const auto day = parse_date(date);
  if (!day) return false;
  const Date moved(std::chrono::sys_days(*day) + std::chrono::days(days));
  if (int(moved.year()) < 1 || int(moved.year()) > 9999) return false;
  out += to_text(moved);
  return true;
}

std::size_t decimals(std::string_view number) {
  const auto dot = number.find('.');
  return dot == std::string_view::npos ? 0 : number.size() - dot - 1;
}

bool add_steps(std::string_view number, std::int64_t steps, std::size_t places, const Bounds& bounds, std::string& out) {
  const auto scale = decimals(number);
  if (scale > 15 || number.size() > 33) return false;
  Wide value = 0;
  for (const char c : number)
    if (c >= '0' && c <= '9') value = value * 10 + (c - '0');
  if (number.starts_with('-')) value = -value;
  const auto unit = power_of_ten(scale);
  value += steps * power_of_ten(scale - places);
  if (bounds.floor) value = std::max(value, *bounds.floor * unit);
  if (bounds.ceiling) value = std::min(value, *bounds.ceiling * unit);
  if (scale == 0 && (value > INT64_MAX || value < INT64_MIN)) return false;
  append_wide(out, value, scale);
  return true;
}

}  // namespace gongshu::privacy
