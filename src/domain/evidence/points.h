#pragma once
#include "rules/point.h"

namespace gongshu::domain::evidence {

inline const rules::Point kOutsideDecision{
    "evidence.outside_decision", "平台外决定的录入与确认", "Entering and confirming decisions taken outside", {}, rules::Enforced::by_default};
inline const rules::Point kException{"exception.approval", "例外的批准", "Approval of exceptions to principles", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::evidence
