#include "cli/story_clock.h"

#include <charconv>

namespace gongshu::cli {
namespace {

constexpr Instant kNineOClock = 9 * 3'600'000;

Result<Instant> instant_of(const std::string& start) {
  Instant ms = 0;
  const auto [end, ec] = std::from_chars(start.data(), start.data() + start.size(), ms);
  if (ec == std::errc() && end == start.data() + start.size()) return ms;
  GS_TRY(day, parse_date(start));
  return start_of(day) + kNineOClock;
}

}  // namespace

Result<std::shared_ptr<Clock>> story_clock(const std::string& start) {
  GS_TRY(begin, instant_of(start));
  auto clock = std::make_shared<ShiftedClock>();
  clock->advance(std::chrono::milliseconds(begin - clock->now()));
  return clock;
}

}  // namespace gongshu::cli
