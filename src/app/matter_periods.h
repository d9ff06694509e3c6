// Periods that reports and evaluations cover.
#pragma once
#include <string>

#include "base/clock.h"
#include "rules/procedure.h"

namespace gongshu::app {

struct PeriodDays {
  std::string name;  ///< "2026-03", "2026Q1", "2026H1", "2026"
  Date first, last;
};

/// The period that a day lies in.
PeriodDays period_of(rules::Period kind, Date day);
/// The one before.
PeriodDays period_before(rules::Period kind, const PeriodDays&);
/// A period by its name; error input.bad_format.
Result<PeriodDays> parse_period(const std::string& name);

}  // namespace gongshu::app
