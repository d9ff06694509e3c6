#pragma once
#include "rules/point.h"

namespace gongshu::domain::product {

inline const rules::Point kMachineCheck{"product.machine_check", "产品机器检查", "The machine's check of a product", {rules::list("items")}};
inline const rules::Point kReview{"product.review", "产品合规审核", "Compliance review of a product", {rules::chain("chain")}};
inline const rules::Point kRegistration{"product.registration", "产品登记", "Registration of a product", {}};
/// After the review: a clock, never a gate.
inline const rules::Point kFiling{"product.filing", "产品审查结果备案", "Filing of the review's result", {rules::list("recipients"), rules::duration("within")}};
inline const rules::Point kPriceBeforeCharge{"product.price_before_charge", "先定价后收费", "A price before any charge", {}};
inline const rules::Point kFreeUse{"product.free_use", "公共用途免费", "Free for public purposes", {rules::list("purposes")}};
inline const rules::Point kForbidden{
    "product.forbidden", "不得作为产品", "What may not be a product", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::product
