#include "domain/delivery/checks.h"

#include "base/text.h"
#include "domain/delivery/points.h"
#include "identity/roles.h"

namespace gongshu::domain::delivery {
namespace {

bool contains(const std::vector<std::string>& list, const std::string& item) { return std::find(list.begin(), list.end(), item) != list.end(); }

std::string joined(const std::vector<std::string>& list) {
  std::string out;
  for (const auto& item : list) out.append(out.empty() ? "" : ", ").append(item);
  return out;
}

}  // namespace

Status check_redevelopment(bool related, const std::string& at, Context& context) {
  const auto ruling = context.ruling(kRedevelopmentBan);
  if (!related || !ruling.refuses()) return {};
  return fail(ruling.refusal(ErrorCode::rule_refused, at, "the operator and its related organisations take no part in redeveloping its products"));
}

Status check_party(const PartyFact& party, Context& context) {
  const auto ruling = context.ruling(kPartyTypes);
  const auto& types = ruling.list("types");
  if (ruling.has("types") && !contains(types, party.party_type))
    return fail(ruling.refusal(ErrorCode::rule_not_qualified, "/org", "party types that can be a developer: " + joined(types)));
  const auto& roles = ruling.list("roles");
  if (std::none_of(roles.begin(), roles.end(), [&](const auto& role) { return contains(party.roles, role); }))
    return fail(ErrorCode::auth_forbidden, "/org", "the organisation must hold the role " + joined(roles));
  return {};
}

Status check_dimensions(const AssessDeveloper& c, Context& context) {
  const auto ruling = context.ruling(kAssessment);
  for (const auto& dimension : ruling.list("dimensions"))
    if (!c.dimensions.contains(dimension))
      return fail(ruling.refuse_item(ErrorCode::rule_item_missing, "dimensions", dimension, "/dimensions/" + dimension));
  return {};
}

Status check_period(const std::string& starts, const std::string& ends) {
  const auto first = parse_date(starts), last = parse_date(ends);
  if (!first) return fail(ErrorCode::input_bad_date, "/starts", first.error().hint);
  if (!last) return fail(ErrorCode::input_bad_date, "/ends", last.error().hint);
  if (*last < *first) return fail(ErrorCode::input_bad_date, "/ends", "the last day is not before the first");
  return {};
}

namespace {

Status check_items(const DraftApplicationAgreement& c, const rules::Ruling& ruling, std::string_view parameter) {
  for (const auto& item : ruling.list(parameter)) {
    const auto found = c.items.find(item);
    if (found == c.items.end() || blank(found->second))
      return fail(ruling.refuse_item(ErrorCode::rule_item_missing, parameter, item, "/items/" + item));
  }
  return {};
}

/// Confidentiality is a second agreement where the pack says so, a document elsewhere.
Status check_confidentiality(const AgreementFacts& facts, const rules::Ruling& contracts, Context& context) {
  if (facts.confidentiality || contains(contracts.list("kinds"), std::string(kConfidentiality))) return {};
  return fail(context.ruling(kAgreementItems)
                  .refusal(ErrorCode::rule_evidence_missing, "/confidentiality", "deposit the confidentiality agreement and name it"));
}

}  // namespace

Status check_agreement(const DraftApplicationAgreement& c, const AgreementFacts& facts, Context& context) {
  if (facts.foreign_scenario)
    return fail(ErrorCode::state_not_found, "/scenarios/" + std::to_string(*facts.foreign_scenario), "an approved scenario of the operator");
  const auto contracts = context.ruling(kContracts);
  if (kind_of(c) == kConfidentiality) {
    GS_CHECK(check_items(c, contracts, "confidentiality_items"));
    return check_period(c.starts, c.ends);
  }
  GS_CHECK(check_items(c, context.ruling(kAgreementItems), "items"));
  GS_CHECK(check_confidentiality(facts, contracts, context));
  const auto purposes = context.ruling(kPurposeLimit);
  if (purposes.refuses() && c.purposes.value_or(std::vector<std::string>{}).empty())
    return fail(purposes.refusal(ErrorCode::rule_item_missing, "/purposes", "list the purposes for which the products may be used"));
  return check_period(c.starts, c.ends);
}

Status check_contracts(const std::vector<std::string>& standing, Context& context) {
  const auto ruling = context.ruling(kContracts);
  for (const auto& kind : ruling.list("kinds"))
    if (!contains(standing, kind)) return fail(ruling.refuse_item(ErrorCode::rule_order, "kinds", kind, "/application_agreement"));
  return {};
}

Status check_transfer(const Subscribe& c, Context& context) {
  const auto ruling = context.ruling(kTransferBan);
  if (!ruling.refuses()) return {};
  if (c.recipients && !c.recipients->empty())
    return fail(ruling.refusal(ErrorCode::rule_refused, "/recipients/0", "what is delivered stays with the developer"));
  if (ruling.flag("undertaking") && !c.no_transfer.value_or(false))
    return fail(ruling.refusal(ErrorCode::rule_item_missing, "/no_transfer", "undertake not to pass anything to third parties"));
  return {};
}

Status check_purpose(const Subscribe& c, const ApplicationAgreement& agreement, Context& context) {
  const auto ruling = context.ruling(kPurposeLimit);
  const auto purposes = agreement.content.purposes.value_or(std::vector<std::string>{});
  if (purposes.empty() || contains(purposes, c.purpose)) return {};
  return fail(ruling.refusal(ErrorCode::rule_out_of_scope, "/purpose", "agreed purposes: " + joined(purposes)));
}

Status check_trigger(const RecordConsent& c, const ConsentFacts& facts, Context& context) {
  const auto ruling = context.ruling(kConsent);
  const auto& trigger = ruling.text("trigger");
  if (trigger == "per_use" && c.max_uses.value_or(1) != 1)
    return fail(ruling.refusal(ErrorCode::rule_limit_exceeded, "/max_uses", "each use has its own consent"));
  if (trigger == "per_scenario" && c.scenario != facts.product_scenario)
    return fail(ruling.refusal(ErrorCode::rule_consent_missing, "/scenario", "a consent names the scenario it is for; this product belongs to " + facts.product_scenario));
  return {};
}

Status check_buyer(const SubscriptionFacts& facts, Context& context) {
  const auto ruling = context.ruling(kBuyerRestriction);
  if (!ruling.refuses() || !facts.charged) return {};
  const auto& roles = ruling.list("roles");
  if (std::any_of(roles.begin(), roles.end(), [&](const auto& role) { return context.actor.has_role(role); })) return {};
  return fail(ruling.refusal(ErrorCode::rule_refused, "/product", "paid products are delivered to organisations that are: " + joined(roles)));
}

Status check_ground(const Subscribe& c, const SubscriptionFacts& facts, Context& context) {
  const auto ruling = context.ruling(kAgreementItems);
  const auto& a = facts.agreement;
  if (!a) return fail(ErrorCode::state_not_found, "/application_agreement", "no such application agreement");
  if (a->developer_org != context.actor.org) return fail(ErrorCode::auth_forbidden, "/application_agreement", "name an agreement of your own organisation");
  if (a->operator_org != facts.product_operator)
    return fail(ErrorCode::auth_forbidden, "/application_agreement", "the agreement must be with the operator of the product");
  if (kind_of(a->content) != kApplication) return fail(ErrorCode::input_bad_choice, "/application_agreement", "name the application agreement");
  if (a->status != ApplicationAgreementStatus::in_force)
    return fail(ruling.refusal(ErrorCode::rule_order, "/application_agreement", "the application agreement must be in force before access opens"));
  if (!facts.developer || facts.developer->status != DeveloperStatus::approved)
    return fail(context.ruling(kDeveloperReview).refusal(ErrorCode::rule_order, "/application_agreement", "the developer must be approved"));
  GS_CHECK(check_period(c.starts, c.ends));
  if (c.starts < a->content.starts || c.ends > a->content.ends)
    return fail(ruling.refusal(ErrorCode::rule_out_of_term, "/ends", "within the agreement: " + a->content.starts + " to " + a->content.ends));
  GS_CHECK(check_contracts(facts.contracts, context));
  return check_purpose(c, *a, context);
}

}  // namespace gongshu::domain::delivery
