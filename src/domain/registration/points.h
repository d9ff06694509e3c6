#pragma once
#include "rules/point.h"

namespace gongshu::domain::registration {

inline const rules::Point kKinds{"registration.kinds", "登记类型", "Kinds of registration", {rules::allowed("kinds")}};
inline const rules::Point kPrecondition{"registration.precondition", "登记前提", "What must hold before a registration is accepted", {rules::list("requires")}};
/// `timing`: before any supply (the product's default), or applied for `within` so long after the first supply; supply stops when that is over.
inline const rules::Point kBeforeSupply{
    "registration.before_supply",
    "登记先于供给",
    "Registration before supply",
    {rules::choice("timing", {"before_supply", "after_supply"}), rules::duration("within")},
    rules::Enforced::by_default};
inline const rules::Point kAcceptance{"registration.acceptance", "登记受理期限", "Time to accept an application", {rules::duration("within")}};
inline const rules::Point kFormalReview{"registration.formal_review", "形式审核期限", "Time for the formal review", {rules::duration("within")}};
inline const rules::Point kNotice{
    "registration.notice",
    "登记公示",
    "Public notice of a registration",
    {rules::duration("days", rules::Stricter::larger), rules::list("kinds").or_default(std::vector<std::string>{"initial"})}};
/// Applied for in the last `window` of the validity; later it has lapsed.
inline const rules::Point kRenewal{"registration.renewal", "登记续展", "Renewal of a registration", {rules::duration("window", rules::Stricter::local)}};
inline const rules::Point kCancellation{"registration.cancellation", "注销登记办理期限", "Time to cancel a registration", {rules::duration("within")}};
inline const rules::Point kRevocation{
    "registration.revocation", "撤销登记", "Revocation of a registration", {rules::allowed("grounds")}, rules::Enforced::by_default};
inline const rules::Point kValidity{"registration.validity", "登记有效期", "How long a registration holds", {rules::duration("term")}};

}  // namespace gongshu::domain::registration
