#pragma once
#include "rules/point.h"

namespace gongshu::domain::delivery {

inline const rules::Point kPartyTypes{"developer.party_types", "应用单位的主体类型", "Who can be an application developer", {rules::allowed("types"), rules::allowed("roles").or_default(std::vector<std::string>{"application_developer"})}};
inline const rules::Point kAssessment{"developer.assessment", "应用单位评估", "Assessment of an application developer", {rules::list("dimensions")}};
inline const rules::Point kDeveloperReview{"developer.review", "应用单位审核", "Review of an application developer", {rules::chain("chain")}};
inline const rules::Point kAgreementItems{"developer.agreement_items", "应用协议要素", "Items of an application agreement", {rules::list("items")}};
/// Agreements that must stand between operator and developer before anything is provided.
inline const rules::Point kContracts{"developer.contracts",
                                     "供给前须签的协议",
                                     "Agreements signed before provision",
                                     {rules::list("kinds"), rules::list("confidentiality_items")}};
/// `undertaking`: the developer must undertake it at each subscription.
inline const rules::Point kTransferBan{"delivery.transfer_ban", "不得转给第三方", "Nothing is passed to third parties", {rules::boolean("undertaking")}};
/// Bound, the agreement must list its purposes; listed purposes always hold.
inline const rules::Point kPurposeLimit{"delivery.purpose_limit", "不得超出约定用途", "No use beyond the agreed purposes", {}};
inline const rules::Point kBuyerRestriction{"delivery.buyer_restriction", "购买方限制", "Who may buy", {rules::allowed("roles")}};
inline const rules::Point kRedevelopmentBan{"delivery.redevelopment_ban", "不得再开发", "No redevelopment by the operator", {}};
/// `trigger`: a consent serves one use, or one scenario that it names. Personal data and confidential business information alike.
inline const rules::Point kConsent{"consent.personal",
                                   "个人数据须有同意",
                                   "Consent for personal data",
                                   {rules::choice("trigger", {"per_use", "per_scenario"})},
                                   rules::Enforced::by_default};
inline const rules::Point kUsageRecord{
    "delivery.usage_record", "使用留痕", "A record of each use", {}, rules::Enforced::by_default};
inline const rules::Point kDisclosure{
    "delivery.disclosure", "清单与使用披露", "The product list and use are disclosed", {}, rules::Enforced::by_default};

}  // namespace gongshu::domain::delivery
