#pragma once
#include "rules/point.h"

namespace gongshu::domain::supervision {

inline const rules::Point kStopScope{"stop.scope", "风险停止", "Stopping what is at risk", {}, rules::Enforced::by_default};
inline const rules::Point kIncidentReport{
    "incident.report", "风险与事件报告", "Reporting risks and incidents", {rules::list("recipients"), rules::list("major_recipients")}};

}  // namespace gongshu::domain::supervision
