#include "base/clock.h"

#include <charconv>
#include <cstdio>

namespace gongshu {
namespace {
using namespace std::chrono;
constexpr milliseconds kZone = hours(8);
}  // namespace

Date local_date(Instant t) { return Date(floor<days>(sys_time<milliseconds>(milliseconds(t) + kZone))); }

Instant start_of(Date d) { return (milliseconds(sys_days(d).time_since_epoch()) - kZone).count(); }

std::string to_text(Date d) {
  char text[16];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", int(d.year()), unsigned(d.month()), unsigned(d.day()));
  return text;
}

std::string to_text(Instant t) {
  const auto inDay = t - start_of(local_date(t));
  char text[32];
  std::snprintf(text, sizeof text, "T%02d:%02d:%02d.%03d+08:00", int(inDay / 3600000), int(inDay / 60000 % 60), int(inDay / 1000 % 60),
                int(inDay % 1000));
  return to_text(local_date(t)) + text;
}

Result<Date> parse_date(std::string_view s) {
  int y = 0;
  unsigned m = 0, d = 0;
  const auto digits = [&](std::size_t at, std::size_t n, auto& out) {
    const auto [end, ec] = std::from_chars(s.data() + at, s.data() + at + n, out);
    return ec == std::errc() && end == s.data() + at + n;
  };
  if (s.size() == 10 && s[4] == '-' && s[7] == '-' && s[0] >= '0' && digits(0, 4, y) && digits(5, 2, m) && digits(8, 2, d)) {
    const Date date{year(y), month(m), day(d)};
    if (date.ok()) return date;
  }
  return fail(ErrorCode::input_bad_date, {}, "a day is written YYYY-MM-DD");
}

Instant SystemClock::now() const { return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count(); }

Instant ShiftedClock::now() const { return system_.now() + offset_.load(); }

}  // namespace gongshu
