// Which operation starts the review at which enforcement point: said beside the operation, shown before anybody submits.
#pragma once
#include <string>
#include <vector>

#include "rules/point.h"

namespace gongshu::app {

struct ReviewStart {
  std::string operation, kind;  ///< kind of the record that is reviewed
  const rules::Point* point;
};
std::vector<ReviewStart>& review_starts();

/// Register it beside the operation: const bool kStarts = starts_review("submitScenario", ScenarioSubject::kKind, kReview);
bool starts_review(std::string operation, std::string_view kind, const rules::Point& point);

}  // namespace gongshu::app
