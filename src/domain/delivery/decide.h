// Decisions between operator, developer and subject. What other records say comes in the facts.
#pragma once
#include "domain/delivery/events.h"
#include "domain/kernel/context.h"

namespace gongshu::domain::delivery {

struct PartyFact {
  bool exists = false;
  std::string party_type;
  std::vector<std::string> roles;
  bool related = false;  ///< one of operator and developer names the other as related, or they are the same
};

/// By the operator. Errors: state.not_found, rule.refused (the operator itself or a related organisation: redevelopment),
/// rule.not_qualified (party type, role), state.already_exists (a live record of this pair).
Result<DeveloperEvents> select(const SelectDeveloper&, const PartyFact&, bool already, Context&);
/// Opens the review when every dimension passes; where neither rule nor default names a chain, the operator's own assessment admits, by
/// another person than selected (auth.own_work). Otherwise the developer is refused. Errors: rule.item_missing naming the dimension.
Result<DeveloperEvents> assess(const Developer&, const AssessDeveloper&, Context&);
Result<DeveloperEvents> review(const Developer&, const GiveOpinion&, Context&);

struct AgreementFacts {
  std::optional<Developer> developer;
  bool confidentiality = false;  ///< the document is deposited
  std::optional<std::size_t> foreign_scenario;  ///< the first named that is not an approved one of the operator
};

/// By the operator that selected the developer. Errors: state.not_found, auth.forbidden, rule.item_missing, rule.evidence_missing
/// (confidentiality document), input.bad_date.
Result<AgreementEvents> draft(const DraftApplicationAgreement&, const AgreementFacts&, Context&);
Result<AgreementEvents> revise(const ApplicationAgreement&, const DraftApplicationAgreement&, const AgreementFacts&, Context&);
/// Each party once, by two people; the second signature puts it in force. Errors: rule.order (the developer is not approved),
/// state.already_exists, auth.same_person, auth.forbidden.
Result<AgreementEvents> sign(const ApplicationAgreement&, const AgreementFacts&, Context&);
Result<AgreementEvents> end(const ApplicationAgreement&, const EndWithReason&, Context&);

/// By a person of an organisation with an application agreement that stands (rule.order).
Result<KeyEvents> issue_key(const IssueApplicationKey&, bool agreement_stands, Context&);
Result<KeyEvents> revoke_key(const ApplicationKey&, const EndWithReason&, Context&);

struct SubscriptionFacts {
  bool product_exists = false, listed = false, charged = false;
  std::string product_operator;
  std::int64_t fen = 0;
  std::vector<std::string> columns;  ///< that the product answers or verifies
  std::optional<ApplicationAgreement> agreement;
  std::optional<Developer> developer;        ///< of the agreement
  bool related = false;                      ///< the buyer is the operator or related to it
  bool free_document = false;                ///< the document named is deposited
  std::optional<rules::Ruling> free_use;     ///< product.free_use
  std::vector<std::string> contracts = {};   ///< kinds of agreement between the two that stand over the whole term asked
};

/// By the developer. Errors: state.not_found, rule.refused (redevelopment, buyer, third parties), rule.order (product not listed, an agreement
/// that the pack wants not in force), rule.item_missing (the undertaking), rule.out_of_term, rule.out_of_scope (a field the product does not have, a purpose not agreed), rule.evidence_missing (free use), input.bad_date.
Result<SubscriptionEvents> subscribe(const Subscribe&, const SubscriptionFacts&, Context&);
Result<SubscriptionEvents> end(const Subscription&, const EndWithReason&, Context&);
/// By the operator or the competent authority.
Result<SubscriptionEvents> clear_guard(const Subscription&, const EndWithReason&, Context&);

struct ConsentFacts {
  bool product_exists = false, personal = false;
  std::string product_operator;
  bool subscribed = false;  ///< the actor's organisation holds a live subscription to the product
  bool document = false;    ///< the document named is deposited
  std::string subject;      ///< token of the identifier, hex
  std::string product_scenario = {};
};

/// By the product's operator or a subscriber. Errors: state.not_found, auth.forbidden, state.not_allowed (product not personal),
/// rule.evidence_missing (neither document nor stated basis), input.bad_date (in the past).
Result<ConsentEvents> record_consent(const RecordConsent&, const ConsentFacts&, Context&);
/// By whoever recorded it, the operator of the product or the competent authority, at the subject's word.
Result<ConsentEvents> withdraw(const Consent&, const EndWithReason&, const std::string& product_operator, Context&);

}  // namespace gongshu::domain::delivery
