// What an agreement stands on, what it says, who signs it, when it may be renewed.
#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "domain/kernel/term.h"

namespace gongshu::domain::authorization {
namespace {

/// A renewal follows an agreement of the same operator whose renewal was asked for in time, and begins after its last day.
Status check_renews(const DraftAgreement& c, const AgreementFacts& facts, Context& context) {
  if (!c.renews) return {};
  if (!facts.renewed) return fail(ErrorCode::state_not_found, "/renews", "no such agreement");
  const auto ruling = context.ruling(kRenewal);
  if (facts.renewed->operator_org != facts.admitted->org)
    return fail(ErrorCode::input_bad_choice, "/renews", "that agreement is another operator's");
  if (!facts.renewed->renewal)
    return fail(ruling.refusal(ErrorCode::rule_order, "/renews", "nothing renews by itself: the operator applies first (applyForRenewal)"));
  if (c.starts <= facts.renewed->content.ends)
    return fail(ruling.refusal(ErrorCode::rule_order, "/starts", "the renewed agreement runs until " + facts.renewed->content.ends));
  return {};
}

}  // namespace

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
  if (!facts.overlapping.empty()) context.ruling(kNonExclusive);
  return check_period(c.starts, c.ends);
}

Status check_content(const DraftAgreement& c, const std::string& agency, const AgreementFacts& facts, Context& context) {
  GS_CHECK(check_ground(c, agency, facts, context));
  GS_CHECK(check_items(context.ruling(kAgreementItems), c.items, "/items"));
  GS_TRY(first, parse_date(c.starts));
  GS_TRY(last, parse_date(c.ends));
  GS_CHECK(check_renews(c, facts, context));
  return rules::check_term(context.ruling(kTermCap), "cap", first, last, facts.exception, "/ends");
}

Status check_signature(const Agreement& state, const std::vector<Signature>& signatures, const Context& context) {
  if (context.actor.org != state.agency && context.actor.org != state.operator_org)
    return fail(ErrorCode::auth_forbidden, {}, "the agency and the operator sign");
  for (const auto& s : signatures) {
    if (s.org == context.actor.org) return fail(ErrorCode::state_already_exists, {}, "this party has signed; the other signs next");
    if (s.person == context.actor.person) return fail(ErrorCode::auth_same_person, {}, "the two parties sign by two people");
  }
  return {};
}

Status check_renewal_day(const Agreement& state, Context& context) {
  const auto ruling = context.ruling(kRenewal);
  const auto today = local_date(context.now);
  const bool over = term_over(state, today);
  const auto& kind = ruling.text("kind");
  if (kind == "after_expiry") {
    if (over) return {};
    return fail(ruling.refusal(ErrorCode::rule_order, "/content/ends", "a new application is possible once the term is over, after " + state.content.ends));
  }
  if (over) return fail(ruling.refusal(ErrorCode::rule_deadline_passed, "/content/ends", "the term ended on " + state.content.ends));
  const auto months = ruling.integer("months");
  if (kind != "window" || !months) return {};
  GS_TRY(last, parse_date(state.content.ends));
  const auto opens = months_before(last, *months);
  if (today >= opens) return {};
  return fail(ruling.refusal(ErrorCode::rule_order, "/content/ends", "the time to apply is from " + to_text(opens) + " to " + state.content.ends));
}

}  // namespace gongshu::domain::authorization
