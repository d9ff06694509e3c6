#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "identity/roles.h"

namespace gongshu::domain::authorization {

namespace role = identity::role;

Result<PlanEvents> draft(const DraftPlan& c, Context& context) {
  GS_CHECK(require_role(context, role::kImplementingAgency));
  GS_CHECK(check_period(c.starts, c.ends));
  return {{PlanDrafted{c}}};
}

Result<PlanEvents> revise(const OperationPlan& state, const DraftPlan& c, Context& context, const PlanFacts& facts) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(may_move(kPlanTransitions, state.status, PlanRevised::kType));
  GS_CHECK(check_period(c.starts, c.ends));
  GS_CHECK(check_change(state, c, facts, context));
  return {{PlanRevised{c}}};
}

Result<PlanEvents> submit(const OperationPlan& state, const PlanFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(may_move(kPlanTransitions, state.status, PlanSubmitted::kType));
  const auto ruling = context.ruling(kPlanItems);
  GS_CHECK(check_items(ruling, state.content.items, "/content/items"));
  GS_CHECK(check_mode(state.content, facts, context));
  if (!facts.not_catalogued.empty())
    return fail(ruling.refusal(ErrorCode::rule_not_catalogued, "/content/resources",
                               facts.not_catalogued.front() + " is no approved catalog entry; have it approved first"));
  return {{PlanSubmitted{}}};
}

Result<PlanEvents> approve(const OperationPlan& state, const std::string& id, const ByDecision& c, const DecisionFact& decision, Context& context) {
  GS_CHECK(require_role(context, role::kCompetentAuthority));
  GS_CHECK(may_move(kPlanTransitions, state.status, PlanApproved::kType));
  const auto ruling = context.ruling(kPlanApproval);
  GS_CHECK(check_decision(ruling, decision, "government_approval", "operation_plan/" + id));
  if (state.revision > 0) GS_CHECK(check_not_spent(context.ruling(kPlanChange), state.past_approvals, c.decision));
  if (std::find(state.authors.begin(), state.authors.end(), context.actor.person) != state.authors.end())
    return fail(ruling.refusal(ErrorCode::auth_own_work, {}, "another person than the plan's authors records the approval"));
  GS_TRY(filings, open_filings(context.ruling(kPlanFiling), context));
  return {{PlanApproved{c.decision, std::move(filings)}}};
}

Result<PlanEvents> file(const OperationPlan& state, const RecordFiling& c, Context& context) {
  GS_CHECK(require_role(context, role::kCompetentAuthority));
  GS_CHECK(may_move(kPlanTransitions, state.status, PlanFiled::kType));
  context.ruling(kPlanFiling);
  GS_CHECK(check_filing(state.filings, c, context));
  return {{PlanFiled{c.recipient, c.number, c.filed_on}}};
}

}  // namespace gongshu::domain::authorization
