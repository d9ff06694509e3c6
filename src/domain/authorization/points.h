#pragma once
#include "rules/point.h"

namespace gongshu::domain::authorization {

inline const rules::Point kPlanItems{"plan.required_items", "方案必备事项", "Required items of an operation plan", {rules::list("items")}};
inline const rules::Point kPlanApproval{
    "plan.government_approval", "方案经本级政府审议通过", "The government at the same level approves the plan", {rules::text("procedure")}};
inline const rules::Point kPlanChange{"plan.change", "方案变更重走程序", "A changed plan goes the whole way again", {}, rules::Enforced::by_default};
inline const rules::Point kPlanFiling{
    "plan.filing", "方案备案", "Filing of the plan", {rules::list("recipients"), rules::duration("within")}};
inline const rules::Point kOperatorAdmission{"operator.admission",
                                             "运营主体准入",
                                             "Admission of an operator",
                                             {rules::allowed("party_types"), rules::text("granted_by")}};
inline const rules::Point kOperatorQualification{
    "operator.qualification", "运营主体应具备的条件", "Conditions an operator meets", {rules::list("items")}};
inline const rules::Point kOperatorSecurity{
    "operator.security_duties", "运营主体的安全责任", "Security duties of an operator", {rules::list("items")}};
inline const rules::Point kAgreementItems{"agreement.required_items", "协议必备内容", "Required items of an agreement", {rules::list("items")}};
inline const rules::Point kTermCap{"agreement.term_cap", "协议期限上限", "Longest term of an agreement", {rules::duration("cap")}};
inline const rules::Point kAgreementDecision{
    "agreement.decision", "签约前的集体决策", "Collective decision before signing", {rules::text("procedure")}};
inline const rules::Point kAgreementFiling{"agreement.filing", "协议备案", "Filing of the agreement", {rules::list("recipients")}};

}  // namespace gongshu::domain::authorization
