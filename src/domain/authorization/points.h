#pragma once
#include "rules/point.h"

namespace gongshu::domain::authorization {

inline const rules::Point kPlanItems{"plan.required_items", "方案必备事项", "Required items of an operation plan", {rules::list("items")}};
/// `prefer`: another mode needs an approved exception where the rule is a principle; `modes`: those the text knows.
inline const rules::Point kPlanMode{
    "plan.mode", "授权模式", "Mode of authorization", {rules::choice("prefer", {"whole", "by_sector", "by_scenario"}), rules::allowed("modes")}};
inline const rules::Point kPlanApproval{
    "plan.government_approval", "方案经本级政府审议通过", "The government at the same level approves the plan", {rules::text("procedure")}};
/// Every change of an approved plan goes the whole way again. `kinds`: changes of these kinds may; any other change needs an approved exception
/// where the rule is a principle, and is refused where it is a must.
inline const rules::Point kPlanChange{
    "plan.change", "方案变更重走程序", "A changed plan goes the whole way again", {rules::list("kinds")}, rules::Enforced::by_default};
inline const rules::Point kPlanFiling{
    "plan.filing", "方案备案", "Filing of the plan", {rules::list("recipients"), rules::duration("within")}};
inline const rules::Point kOperatorAdmission{"operator.admission",
                                             "运营主体准入",
                                             "Admission of an operator",
                                             {rules::allowed("party_types"), rules::text("granted_by")}};
/// `items`: each with a document; `kinds`: "item=kind of document"; `incident_free`: no security incident in so many years back, declared
/// with the result of a query; `maturity`: the least level; `met_by`: whether a controlling company may meet a condition in the operator's place.
inline const rules::Point kOperatorQualification{
    "operator.qualification",
    "运营主体应具备的条件",
    "Conditions an operator meets",
    {rules::list("items"), rules::list("kinds"), rules::duration("incident_free", rules::Stricter::larger),
     rules::choice("maturity", {"initial", "managed", "robust", "quantitatively_managed", "optimizing"}),
     rules::choice("met_by", {"own", "controlling_company"})}};
inline const rules::Point kOperatorSecurity{
    "operator.security_duties", "运营主体的安全责任", "Security duties of an operator", {rules::list("items")}};
inline const rules::Point kAgreementItems{"agreement.required_items", "协议必备内容", "Required items of an agreement", {rules::list("items")}};
inline const rules::Point kTermCap{"agreement.term_cap", "协议期限上限", "Longest term of an agreement", {rules::duration("cap")}};
inline const rules::Point kAgreementDecision{
    "agreement.decision", "签约前的集体决策", "Collective decision before signing", {rules::text("procedure")}};
/// When an operator may ask for renewal: at any time in the term (by_agreement; lead, whose `months` only say from when it is usual), in the
/// last `months` (window), or only once the term is over (after_expiry). Nothing renews by itself. Both parties are reminded of the end of the
/// term from the first of the `months`, or where there are none, `remind` before it.
inline const rules::Point kRenewal{"agreement.renewal",
                                   "协议续期",
                                   "Renewal of an agreement",
                                   {rules::choice("kind", {"by_agreement", "lead", "window", "after_expiry"}).or_default("by_agreement"),
                                    rules::integer("months", rules::Stricter::local),
                                    rules::duration("remind", rules::Stricter::local).or_default("30 days")}};
inline const rules::Point kNonExclusive{
    "agreement.non_exclusive", "授权不排他", "An earlier grant never blocks a later one", {}, rules::Enforced::by_default};
inline const rules::Point kAgreementFiling{"agreement.filing", "协议备案", "Filing of the agreement", {rules::list("recipients")}};

}  // namespace gongshu::domain::authorization
