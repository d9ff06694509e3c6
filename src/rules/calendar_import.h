// Bringing in the working-day calendar of a further year: checked whole, with everything there already, before a file is written.
#pragma once
#include <filesystem>

#include "rules/calendar.h"

namespace gongshu::rules {

struct CalendarSummary {
  int year = 0;
  std::int64_t working_days = 0;
  std::filesystem::path file;  ///< where it stands, or would stand
  bool written = false;
};

/// Checks a calendar file of one year against those of `folder` (rulepacks/calendar) and, when `write`, puts it there as
/// YYYY.yaml. Errors: calendar.invalid with file, line and remedy (a day outside the year, listed twice, off and working at once,
/// a weekday marked as make-up day, a year that is there already unless the file is that very file, a missing year, notice or
/// source).
Result<CalendarSummary> import_calendar(const std::filesystem::path& file, const std::filesystem::path& folder, bool write);

}  // namespace gongshu::rules
