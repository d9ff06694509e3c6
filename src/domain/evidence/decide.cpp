#include "domain/evidence/decide.h"

#include "domain/evidence/points.h"
#include "identity/roles.h"

namespace gongshu::domain::evidence {
namespace {

Status check_second_person(const OutsideDecision& state, Context& context) {
  const auto ruling = context.ruling(kOutsideDecision);
  if (context.actor.person == state.entered_by)
    return fail(ruling.refusal(ErrorCode::auth_same_person, {}, "somebody else compares the entry with its document and confirms it"));
  if (context.actor.org != state.org && !context.actor.has_role(identity::role::kCompetentAuthority))
    return fail(ErrorCode::auth_forbidden, {}, "a person of the same organisation or of the competent authority confirms the entry");
  return {};
}

}  // namespace

Result<std::vector<OutsideDecisionSubject::Event>> enter(const EnterOutsideDecision& c, bool document_exists, Context& context) {
  const auto ruling = context.ruling(kOutsideDecision);
  GS_CHECK(past_day(context, c.decided_on, "/decided_on"));
  if (!document_exists) return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/document", "deposit the decision's document first (depositDocument)"));
  return {{DecisionEntered{c}}};
}

Result<std::vector<OutsideDecisionSubject::Event>> confirm(const OutsideDecision& state, Context& context) {
  GS_CHECK(may_move(kDecisionTransitions, state.status, DecisionConfirmed::kType));
  GS_CHECK(check_second_person(state, context));
  return {{DecisionConfirmed{}}};
}

Result<std::vector<OutsideDecisionSubject::Event>> reject(const OutsideDecision& state, const RejectOutsideDecision& c, Context& context) {
  GS_CHECK(may_move(kDecisionTransitions, state.status, DecisionRejected::kType));
  GS_CHECK(check_second_person(state, context));
  return {{DecisionRejected{c.reason}}};
}

Result<std::vector<RuleExceptionSubject::Event>> request(const RequestException& c, bool rule_is_principle, Context& context) {
  context.ruling(kException);
  if (!rule_is_principle) return fail(ErrorCode::input_bad_choice, "/rule", "only rules of level principle allow exceptions; see gongshu rules list");
  return {{ExceptionRequested{c}}};
}

Result<std::vector<RuleExceptionSubject::Event>> decide(const RuleException& state, const DecideException& c, Context& context) {
  GS_CHECK(require_role(context, identity::role::kCompetentAuthority));
  GS_CHECK(may_move(kExceptionTransitions, state.status, c.approve ? ExceptionApproved::kType : ExceptionRefused::kType));
  if (context.actor.person == state.requested_by)
    return fail(ErrorCode::auth_own_work, {}, "another person of the competent authority decides on the exception");
  context.ruling(kException);
  if (c.approve) return {{ExceptionApproved{c.reason}}};
  return {{ExceptionRefused{c.reason}}};
}

}  // namespace gongshu::domain::evidence
