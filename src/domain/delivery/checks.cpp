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
  if (!contains(party.roles, std::string(identity::role::kApplicationDeveloper)))
    return fail(ErrorCode::auth_forbidden, "/org", "the organisation must hold the role application_developer");
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

Status check_agreement(const DraftApplicationAgreement& c, const AgreementFacts& facts, Context& context) {
  const auto ruling = context.ruling(kAgreementItems);
  for (const auto& item : ruling.list("items")) {
    const auto found = c.items.find(item);
    if (found == c.items.end() || blank(found->second))
      return fail(ruling.refuse_item(ErrorCode::rule_item_missing, "items", item, "/items/" + item));
  }
  if (!facts.confidentiality)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/confidentiality", "deposit the confidentiality agreement and name it"));
  return check_period(c.starts, c.ends);
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
  if (a->status != ApplicationAgreementStatus::in_force)
    return fail(ruling.refusal(ErrorCode::rule_order, "/application_agreement", "the application agreement must be in force before access opens"));
  if (!facts.developer || facts.developer->status != DeveloperStatus::approved)
    return fail(context.ruling(kDeveloperReview).refusal(ErrorCode::rule_order, "/application_agreement", "the developer must be approved"));
  GS_CHECK(check_period(c.starts, c.ends));
  if (c.starts < a->content.starts || c.ends > a->content.ends)
    return fail(ruling.refusal(ErrorCode::rule_out_of_term, "/ends", "within the agreement: " + a->content.starts + " to " + a->content.ends));
  return {};
}

}  // namespace gongshu::domain::delivery
