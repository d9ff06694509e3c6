// The end of a term: from which day it is near. Pure; days in China Standard Time.
#pragma once
#include "rules/calendar.h"

namespace gongshu::domain {

/// The day `months` before another; the month's last day where it is shorter.
Date months_before(Date day, std::int64_t months);

/// The first of the last days of a term that ends on `last`: from this day on `length` reaches it. Terms end years ahead, where working days
/// cannot be counted for want of a calendar; there one counts as seven fifths of a day.
Date last_part_begins(const rules::Calendar& calendar, Date last, rules::Duration length);

/// The day from which a step that opens on `from` and is due on `due` presses: the last third of the time, at least a day.
Date presses_from(Date from, Date due);

/// The day before.
std::string day_before(const std::string& day);

}  // namespace gongshu::domain
