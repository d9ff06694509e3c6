#include "domain/delivery/checks.h"
#include "domain/delivery/points.h"
#include "identity/roles.h"

namespace gongshu::domain::delivery {

namespace role = identity::role;

namespace {

Status check_developer(const AgreementFacts& facts, Context& context) {
  if (!facts.developer) return fail(ErrorCode::state_not_found, "/developer", "no such developer; select it first (selectDeveloper)");
  if (facts.developer->operator_org != context.actor.org)
    return fail(ErrorCode::auth_forbidden, "/developer", "the operator that selected the developer makes the agreement");
  return {};
}

}  // namespace

Result<AgreementEvents> draft(const DraftApplicationAgreement& c, const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_role(context, role::kOperator));
  GS_CHECK(check_developer(facts, context));
  GS_CHECK(check_agreement(c, facts, context));
  return {{AgreementDrafted{facts.developer->org, c}}};
}

Result<AgreementEvents> revise(const ApplicationAgreement& state, const DraftApplicationAgreement& c, const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kApplicationAgreementTransitions, state.status, AgreementRevised::kType));
  GS_CHECK(check_developer(facts, context));
  GS_CHECK(check_agreement(c, facts, context));
  return {{AgreementRevised{facts.developer->org, c}}};
}

Result<AgreementEvents> sign(const ApplicationAgreement& state, const AgreementFacts& facts, Context& context) {
  if (context.actor.org != state.operator_org && context.actor.org != state.developer_org)
    return fail(ErrorCode::auth_forbidden, {}, "the operator and the developer sign");
  GS_CHECK(may_move(kApplicationAgreementTransitions, state.status, AgreementSigned::kType));
  if (!facts.developer || facts.developer->status != DeveloperStatus::approved)
    return fail(context.ruling(kDeveloperReview)
                    .refusal(ErrorCode::rule_order, "/developer", "the developer must be assessed and pass the review before anybody signs"));
  GS_CHECK(check_agreement(state.content, facts, context));
  for (const auto& s : state.signatures) {
    if (s.org == context.actor.org) return fail(ErrorCode::state_already_exists, {}, "this party has signed; the other signs next");
    if (s.person == context.actor.person) return fail(ErrorCode::auth_same_person, {}, "the two parties sign by two people");
  }
  AgreementEvents events{AgreementSigned{}};
  if (state.signatures.size() == 1) events.push_back(AgreementInForce{});
  return events;
}

Result<AgreementEvents> end(const ApplicationAgreement& state, const EndWithReason& c, Context& context) {
  if (context.actor.org != state.operator_org && context.actor.org != state.developer_org && !context.actor.has_role(role::kCompetentAuthority))
    return fail(ErrorCode::auth_forbidden, {}, "a party or the competent authority ends the agreement");
  GS_CHECK(may_move(kApplicationAgreementTransitions, state.status, AgreementEnded::kType));
  return {{AgreementEnded{c.reason}}};
}

Result<KeyEvents> issue_key(const IssueApplicationKey& c, bool agreement_stands, Context& context) {
  const auto ruling = context.ruling(kAgreementItems);
  if (!agreement_stands)
    return fail(ruling.refusal(ErrorCode::rule_order, {}, "an application agreement must be in force before keys are issued"));
  return {{KeyIssued{c.label}}};
}

Result<KeyEvents> revoke_key(const ApplicationKey& state, const EndWithReason& c, Context& context) {
  if (!context.actor.has_role(role::kCompetentAuthority)) GS_CHECK(require_org(context, state.org));
  GS_CHECK(may_move(kApplicationKeyTransitions, state.status, KeyRevoked::kType));
  return {{KeyRevoked{c.reason}}};
}

}  // namespace gongshu::domain::delivery
