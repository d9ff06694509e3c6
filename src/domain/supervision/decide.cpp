#include "domain/supervision/decide.h"

#include "domain/supervision/points.h"
#include "identity/roles.h"

namespace gongshu::domain::supervision {
namespace {

namespace role = identity::role;

bool may_stop(const Actor& actor, const StopScope& c, const ScopeFacts& facts) {
  for (const auto r : kMayStop)
    if (actor.has_role(r)) return true;
  return c.scope_kind != "node" && actor.has_role(role::kOperator) && actor.org == facts.operator_org;
}

/// Nobody stops less than the pack wants stopped; more is always possible.
Result<std::optional<std::string>> extent_of(const StopScope& c, Context& context) {
  const auto open = context.rulebook().at(kStopScope);
  const auto& scopes = open.list("scopes");
  const bool named = scopes.empty() || std::find(scopes.begin(), scopes.end(), c.scope_kind) != scopes.end();
  const auto ruling = named ? context.ruling(kStopScope) : open;
  const auto& extent = ruling.text("extent");
  if (c.extent == "processing" && extent != "processing")
    return fail(ruling.refusal(ErrorCode::rule_refused, "/extent", "a stop here takes what is delivered with it"));
  if (c.extent) return c.extent;
  return extent.empty() || !named ? std::optional<std::string>() : std::optional<std::string>(extent);
}

std::optional<std::vector<std::string>> assessors(Context& context) {
  const auto ruling = context.ruling(kStopAssessment);
  const auto& by = ruling.list("by");
  return by.empty() ? std::nullopt : std::optional(by);
}

}  // namespace

Result<Events> order(const StopScope& c, const ScopeFacts& facts, Context& context) {
  if (!facts.exists) return fail(ErrorCode::state_not_found, "/scope_id", "no " + c.scope_kind + " has this id");
  if (!may_stop(context.actor, c, facts))
    return fail(ErrorCode::auth_forbidden, {}, "authorities, agencies and security supervisors stop anything; an operator what is its own");
  GS_TRY(extent, extent_of(c, context));
  const auto reporting = context.ruling(kIncidentReport);
  auto recipients = reporting.list("recipients");
  if (c.major) {
    const auto& more = reporting.list("major_recipients");
    recipients.insert(recipients.end(), more.begin(), more.end());
  }
  return {{StopOrdered{c.scope_kind, c.scope_id, c.reason, c.measures, c.major, std::move(recipients), std::move(extent), assessors(context)}}};
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

Result<Events> assess(const Stop& state, const AssessStop& c, bool document_exists, Context& context) {
  GS_CHECK(require_role(context, c.role));
  GS_CHECK(may_move(kStopTransitions, state.status, StopAssessed::kType));
  const auto ruling = context.ruling(kStopAssessment);
  const auto by = state.must_assess.value_or(std::vector<std::string>{});
  if (std::find(by.begin(), by.end(), c.role) == by.end())
    return fail(ErrorCode::input_bad_choice, "/role", "the pack does not name this role among those who assess");
  if (const auto open = unreported(state); !open.empty())
    return fail(ruling.refusal(ErrorCode::rule_order, "/reports", "report to " + open.front() + " before the assessment"));
  if (context.actor.person == state.ordered_by) return fail(ErrorCode::auth_same_person, {}, "another person than ordered the stop assesses it");
  if (c.document && !document_exists)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/document", "no such document; deposit it first (depositDocument)"));
  return {{StopAssessed{c.role, c.finding, c.text, c.document}}};
}

Result<Events> lift(const Stop& state, const LiftStop& c, Context& context) {
  GS_CHECK(require_role(context, role::kCompetentAuthority));
  GS_CHECK(may_move(kStopTransitions, state.status, StopLifted::kType));
  if (state.by_matter)
    return fail(ErrorCode::state_not_allowed, "/by_matter", "the matter " + *state.by_matter + " ordered the stop; its own procedure lifts it");
  if (context.actor.person == state.ordered_by)
    return fail(ErrorCode::auth_same_person, {}, "another person of the authority lifts the stop");
  const auto ruling = context.ruling(kIncidentReport);
  if (const auto open = unreported(state); !open.empty())
    return fail(ruling.refusal(ErrorCode::rule_order, "/reports", "report to " + open.front() + " before the stop is lifted"));
  if (const auto open = unassessed(state); !open.empty())
    return fail(context.ruling(kStopAssessment)
                    .refuse_item(ErrorCode::rule_review_pending, "by", open.front(), "/assessments/" + open.front()));
  context.ruling(kStopScope);
  return {{StopLifted{c.assessment}}};
}

}  // namespace gongshu::domain::supervision
