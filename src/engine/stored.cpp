#include "engine/stored.h"

#include <algorithm>

#include "engine/names.h"

namespace gongshu::engine {
namespace {
constexpr std::int64_t kPower[] = {1, 10, 100, 1'000, 10'000, 100'000, 1'000'000};
}

void ColumnWatch::number(Int128 value) {
  if (value < 0) value = -value;
  zeros_ = zeros_ || value == 0;
  most_ = std::max(most_, value);
  if (value <= INT64_MAX) {
    const auto small = static_cast<std::int64_t>(value);
    while (small % kPower[trailing_] != 0) --trailing_;
  } else {
    while (value % kPower[trailing_] != 0) --trailing_;
  }
}

StoredColumn ColumnWatch::finish(ColumnType type) const {
  StoredColumn out{nulls_, true, 0, 0};
  if (type != ColumnType::integer && type != ColumnType::decimal) return out;
  out.zeros = zeros_;
  auto most = most_;
  if (type == ColumnType::decimal) {
    out.scale = 6 - trailing_;
    most /= kPower[trailing_];
  }
  int digits = 0;
  for (; most > 0; most /= 10) ++digits;
  digits = std::max({digits, out.scale, 1});
  if (digits <= 18) out.digits = digits;
  return out;
}

std::string lower_name(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), ascii_lower);
  return out;
}

}  // namespace gongshu::engine
