#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "identity/roles.h"

namespace gongshu::domain::authorization {
namespace {

namespace role = identity::role;

/// Plan, operator, resources and period: what the agreement stands on.
Status check_ground(const DraftAgreement& c, const std::string& agency, const AgreementFacts& facts, Context& context) {
  if (!facts.plan) return fail(ErrorCode::state_not_found, "/plan", "no such plan");
  const auto approval = context.ruling(kPlanApproval);
  if (facts.plan->status != PlanStatus::approved)
    return fail(approval.refusal(ErrorCode::rule_order, "/plan", "the plan must be approved before an agreement is made under it"));
  if (agency != facts.plan->agency) return fail(ErrorCode::auth_forbidden, "/plan", "the agency of the plan makes the agreement");
  const auto admission = context.ruling(kOperatorAdmission);
  if (!facts.admitted || facts.admitted->status != OperatorStatus::admitted)
    return fail(admission.refusal(ErrorCode::rule_not_qualified, "/operator_id", "the operator must be admitted (admitOperator)"));
  const auto& allowed = facts.plan->content.resources;
  for (std::size_t i = 0; i < c.resources.size(); ++i)
    if (std::find(allowed.begin(), allowed.end(), c.resources[i]) == allowed.end())
      return fail(approval.refusal(ErrorCode::rule_out_of_scope, "/resources/" + std::to_string(i), "the approved plan does not hold " + c.resources[i]));
  return check_period(c.starts, c.ends);
}

Status check_content(const DraftAgreement& c, const std::string& agency, const AgreementFacts& facts, Context& context) {
  GS_CHECK(check_ground(c, agency, facts, context));
  GS_CHECK(check_items(context.ruling(kAgreementItems), c.items, "/items"));
  GS_TRY(first, parse_date(c.starts));
  GS_TRY(last, parse_date(c.ends));
  return rules::check_term(context.ruling(kTermCap), "cap", first, last, facts.exception, "/ends");
}

}  // namespace

Result<AgreementEvents> draft(const DraftAgreement& c, const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_role(context, role::kImplementingAgency));
  GS_CHECK(check_content(c, context.actor.org, facts, context));
  return {{AgreementDrafted{facts.admitted->org, c}}};
}

Result<AgreementEvents> revise(const Agreement& state, const DraftAgreement& c, const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(may_move(kAgreementTransitions, state.status, AgreementRevised::kType));
  GS_CHECK(check_content(c, state.agency, facts, context));
  return {{AgreementRevised{facts.admitted->org, c}}};
}

Result<AgreementEvents> decide(const Agreement& state, const std::string& id, const ByDecision& c, const DecisionFact& decision,
                               const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(may_move(kAgreementTransitions, state.status, AgreementDecided::kType));
  const auto ruling = context.ruling(kAgreementDecision);
  GS_CHECK(check_decision(ruling, decision, "major_decision", "agreement/" + id));
  GS_CHECK(check_not_spent(ruling, state.past_decisions, c.decision));
  GS_CHECK(check_content(state.content, state.agency, facts, context));
  return {{AgreementDecided{c.decision}}};
}

Result<AgreementEvents> sign(const Agreement& state, const AgreementFacts& facts, Context& context) {
  const auto ruling = context.ruling(kAgreementDecision);
  if (state.status == AgreementStatus::draft)
    return fail(ruling.refusal(ErrorCode::rule_order, "/status", "the agency's collective decision comes before the signatures (decideAgreement)"));
  GS_CHECK(may_move(kAgreementTransitions, state.status, AgreementSigned::kType));
  if (context.actor.org != state.agency && context.actor.org != state.operator_org)
    return fail(ErrorCode::auth_forbidden, {}, "the agency and the operator sign");
  for (const auto& s : state.signatures) {
    if (s.org == context.actor.org) return fail(ErrorCode::state_already_exists, {}, "this party has signed; the other signs next");
    if (s.person == context.actor.person) return fail(ErrorCode::auth_same_person, {}, "the two parties sign by two people");
  }
  AgreementEvents events{AgreementSigned{}};
  if (state.signatures.size() == 1) {
    GS_CHECK(check_ground(state.content, state.agency, facts, context));
    GS_TRY(filings, open_filings(context.ruling(kAgreementFiling), context));
    events.push_back(AgreementInForce{std::move(filings)});
  }
  return events;
}

Result<AgreementEvents> file(const Agreement& state, const RecordFiling& c, Context& context) {
  GS_CHECK(require_role(context, role::kCompetentAuthority));
  GS_CHECK(may_move(kAgreementTransitions, state.status, AgreementFiled::kType));
  context.ruling(kAgreementFiling);
  GS_CHECK(check_filing(state.filings, c, context));
  return {{AgreementFiled{c.recipient, c.number, c.filed_on}}};
}

}  // namespace gongshu::domain::authorization
