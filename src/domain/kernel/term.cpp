#include "domain/kernel/term.h"

#include <algorithm>

namespace gongshu::domain {

using std::chrono::days;
using std::chrono::sys_days;

Date months_before(Date day, std::int64_t months) {
  const auto earlier = day - std::chrono::months(months);
  return earlier.ok() ? earlier : Date(earlier.year() / earlier.month() / std::chrono::last);
}

Date last_part_begins(const rules::Calendar& calendar, Date last, rules::Duration length) {
  const auto about = days(std::max<std::int64_t>(1, rules::approximate_length(length) / 100));
  // Holidays make working days longer than their average: begin early enough, and take the first day that reaches the end.
  for (auto day = sys_days(last) - about - about / 10 - days(12);; day += days(1)) {
    const auto reaches = calendar.deadline(Date(day), length);
    if (!reaches) return Date(sys_days(last) - about);
    if (*reaches >= last) return Date(day);
  }
}

Date presses_from(Date from, Date due) { return Date(sys_days(due) - std::max(days(1), (sys_days(due) - sys_days(from)) / 3)); }

std::string day_before(const std::string& day) {
  const auto date = parse_date(day);
  return date ? to_text(Date(sys_days(*date) - days(1))) : day;
}

}  // namespace gongshu::domain
