#pragma once
#include "rules/point.h"

namespace gongshu::domain::scenario {

inline const rules::Point kOneReview{"scenario.one_review", "一场景一审核", "One review for one scenario", {}};
inline const rules::Point kRequiredItems{"scenario.required_items", "场景申请要素", "Required items of a scenario", {rules::list("items")}};
inline const rules::Point kReview{"scenario.review", "场景和需求审核", "Review of scenario and data demand", {rules::chain("chain")}};
/// Bound, the application states its last day, inside the operator's term.
inline const rules::Point kPlanInTerm{"scenario.plan_in_term", "计划在运营期限内", "The plan fits the operator's term", {}};
/// One demand, one application, one supply: at most so many resources in one application.
inline const rules::Point kOneDemand{
    "scenario.one_demand", "一需求一申请一供给", "One demand, one application, one supply", {rules::integer("resources", rules::Stricter::smaller)}};
inline const rules::Point kMinimumNecessary{
    "scenario.minimum_necessary", "最小必要", "No more than is necessary", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::scenario
