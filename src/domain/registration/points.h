#pragma once
#include "rules/point.h"

namespace gongshu::domain::registration {

inline const rules::Point kPrecondition{"registration.precondition", "登记前提", "What must hold before a registration is accepted", {rules::list("requires")}};
inline const rules::Point kBeforeSupply{
    "registration.before_supply", "登记先于供给", "Registration before supply", {}, rules::Enforced::by_default};
inline const rules::Point kAcceptance{"registration.acceptance", "登记受理期限", "Time to accept an application", {rules::duration("within")}};
inline const rules::Point kFormalReview{"registration.formal_review", "形式审核期限", "Time for the formal review", {rules::duration("within")}};
inline const rules::Point kNotice{
    "registration.notice", "登记公示", "Public notice of a registration", {rules::duration("days", rules::Stricter::larger)}};
inline const rules::Point kValidity{"registration.validity", "登记有效期", "How long a registration holds", {rules::duration("term")}};

}  // namespace gongshu::domain::registration
