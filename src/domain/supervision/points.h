#pragma once
#include "rules/point.h"

namespace gongshu::domain::supervision {

/// `extent`: whether a stop takes what is delivered with it (all, also where nothing is said) or the processing alone; `scopes`: what the text
/// has stopped. Anything else may be stopped too, on no more than the product's word.
inline const rules::Point kStopScope{"stop.scope",
                                     "风险停止",
                                     "Stopping what is at risk",
                                     {rules::choice("extent", {"processing", "all"}), rules::list("scopes")},
                                     rules::Enforced::by_default};
inline const rules::Point kStopAssessment{"stop.assessment", "恢复前的评估", "Assessment before a stop is lifted", {rules::list("by")}};
inline const rules::Point kIncidentReport{
    "incident.report", "风险与事件报告", "Reporting risks and incidents", {rules::list("recipients"), rules::list("major_recipients")}};

}  // namespace gongshu::domain::supervision
