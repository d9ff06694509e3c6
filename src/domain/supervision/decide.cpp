#include "domain/supervision/decide.h"

#include "domain/supervision/points.h"
#include "identity/roles.h"

namespace gongshu::domain::supervision {
namespace {

namespace role = identity::role;

constexpr std::string_view kMayStop[] = {role::kCompetentAuthority, role::kImplementingAgency, "cyberspace", "public_security",
                                         "state_security",          "secrecy",                 "cryptography"};

bool may_stop(const Actor& actor, const StopScope& c, const ScopeFacts& facts) {
  for (const auto r : kMayStop)
    if (actor.has_role(r)) return true;
  return c.scope_kind != "node" && actor.has_role(role::kOperator) && actor.org == facts.operator_org;
}

}  // namespace

Result<Events> order(const StopScope& c, const ScopeFacts& facts, Context& context) {
  if (!facts.exists) return fail(ErrorCode::state_not_found, "/scope_id", "no " + c.scope_kind + " has this id");
  if (!may_stop(context.actor, c, facts))
    return fail(ErrorCode::auth_forbidden, {}, "authorities, agencies and security supervisors stop anything; an operator what is its own");
  context.ruling(kStopScope);
  const auto reporting = context.ruling(kIncidentReport);
  auto recipients = reporting.list("recipients");
  if (c.major) {
    const auto& more = reporting.list("major_recipients");
    recipients.insert(recipients.end(), more.begin(), more.end());
  }
  return {{StopOrdered{c.scope_kind, c.scope_id, c.reason, c.measures, c.major, std::move(recipients)}}};
}

Result<Events> report(const Stop& state, const ReportStop& c, Context& context) {
  GS_CHECK(may_move(kStopTransitions, state.status, StopReported::kType));
  if (context.actor.org != state.org && context.actor.org != state.scope_id)
    return fail(ErrorCode::auth_forbidden, {}, "the organisation that ordered the stop reports it");
  const auto open = unreported(state);
  if (std::find(open.begin(), open.end(), c.recipient) == open.end()) {
    const bool named = std::find(state.must_report.begin(), state.must_report.end(), c.recipient) != state.must_report.end();
    return fail(named ? ErrorCode::state_already_exists : ErrorCode::input_bad_choice, "/recipient",
                named ? "this recipient has been told" : "the pack does not name this recipient");
  }
  context.ruling(kIncidentReport);
  return {{StopReported{c.recipient, c.number}}};
}

Result<Events> lift(const Stop& state, const LiftStop& c, Context& context) {
  GS_CHECK(require_role(context, role::kCompetentAuthority));
  GS_CHECK(may_move(kStopTransitions, state.status, StopLifted::kType));
  if (context.actor.person == state.ordered_by)
    return fail(ErrorCode::auth_same_person, {}, "another person of the authority lifts the stop");
  const auto ruling = context.ruling(kIncidentReport);
  if (const auto open = unreported(state); !open.empty())
    return fail(ruling.refusal(ErrorCode::rule_order, "/reports", "report to " + open.front() + " before the stop is lifted"));
  context.ruling(kStopScope);
  return {{StopLifted{c.assessment}}};
}

}  // namespace gongshu::domain::supervision
