// Figures that the node can draft for the sections of a report, registered beside their computation. People complete what is drafted.
#pragma once
#include <functional>
#include <optional>
#include <string>

#include "app/matter_periods.h"
#include "app/operation.h"

namespace gongshu::app {

/// Whose figures, and for which days; without days, what stands now.
struct FigureScope {
  std::string org;  ///< empty: of the whole node
  std::optional<PeriodDays> period;
};
using Figure = std::function<Result<std::string>(Node&, const FigureScope&)>;

/// Under the name that procedures use in `drafts`.
bool figure(std::string name, Figure compute);

}  // namespace gongshu::app
