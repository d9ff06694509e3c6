#pragma once
#include "rules/point.h"

namespace gongshu::domain::scenario {

inline const rules::Point kOneReview{"scenario.one_review", "一场景一审核", "One review for one scenario", {}};
inline const rules::Point kRequiredItems{"scenario.required_items", "场景申请要素", "Required items of a scenario", {rules::list("items")}};
inline const rules::Point kReview{"scenario.review", "场景和需求审核", "Review of scenario and data demand", {rules::chain("chain")}};
inline const rules::Point kMinimumNecessary{
    "scenario.minimum_necessary", "最小必要", "No more than is necessary", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::scenario
