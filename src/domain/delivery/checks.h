// One function a refusal reason.
#pragma once
#include "domain/delivery/decide.h"

namespace gongshu::domain::delivery {

/// Neither the operator nor anybody related to it builds on its products (rule.refused).
Status check_redevelopment(bool related, const std::string& at, Context&);
/// Party type and role of the pack (rule.not_qualified).
Status check_party(const PartyFact&, Context&);
/// All dimensions of the pack (rule.item_missing).
Status check_dimensions(const AssessDeveloper&, Context&);
/// All items of the pack with text (rule.item_missing), a confidentiality document (rule.evidence_missing), a period.
Status check_agreement(const DraftApplicationAgreement&, const AgreementFacts&, Context&);
/// Every agreement of the pack stands (rule.order).
Status check_contracts(const std::vector<std::string>& standing, Context&);
/// The answers stay with the developer, and it says so (rule.refused, rule.item_missing).
Status check_transfer(const Subscribe&, Context&);
/// One of the agreed purposes (rule.out_of_scope).
Status check_purpose(const Subscribe&, const ApplicationAgreement&, Context&);
/// The consent is for one use, or names the product's scenario, as the pack wants (rule.limit_exceeded, rule.consent_missing).
Status check_trigger(const RecordConsent&, const ConsentFacts&, Context&);
/// The buyer holds a role of the pack's list when it pays (rule.refused).
Status check_buyer(const SubscriptionFacts&, Context&);
/// An agreement of the buyer with the product's operator, in force over the whole term asked.
Status check_ground(const Subscribe&, const SubscriptionFacts&, Context&);
/// First and last day, in order (input.bad_date).
Status check_period(const std::string& starts, const std::string& ends);

}  // namespace gongshu::domain::delivery
