#include "domain/registration/decide.h"

#include "base/text.h"
#include "domain/registration/points.h"
#include "identity/roles.h"

namespace gongshu::domain::registration {
namespace {

namespace role = identity::role;

Result<std::optional<std::string>> due(const rules::Ruling& ruling, Context& context, std::string_view parameter) {
  const auto within = ruling.duration(parameter);
  if (!within) return std::optional<std::string>();
  GS_TRY(day, context.rulebook().calendar().deadline(context.now, *within));
  return std::optional<std::string>(to_text(day));
}

bool requires_item(const rules::Ruling& ruling, std::string_view item) {
  const auto& list = ruling.list("requires");
  return std::find(list.begin(), list.end(), item) != list.end();
}

/// A renewal in its window; the others at any time while the registration stands.
Status check_window(const Registration& of, Context& context) {
  const auto ruling = context.ruling(kRenewal);
  const auto window = ruling.duration("window");
  if (!window) return {};
  GS_TRY(until, parse_date(*of.valid_until));
  const auto today = local_date(context.now);
  GS_TRY(reaches, context.rulebook().calendar().deadline(today, *window));
  if (reaches >= until) return {};
  return fail(ruling.refusal(ErrorCode::rule_order, "/kind", "valid until " + *of.valid_until + "; the window is the last " + rules::to_text(*window)));
}

Status check_follow_up(const ApplyRegistration& c, const ApplicationFacts& facts, Context& context) {
  if (!c.of) return fail(ErrorCode::input_missing_field, "/of", "name the registration that this application concerns");
  if (!facts.of) return fail(ErrorCode::state_not_found, "/of", "no such registration");
  if (facts.of->entry != c.entry) return fail(ErrorCode::input_bad_choice, "/of", "that registration is of another entry");
  if (facts.follow_up_under_way) return fail(ErrorCode::state_already_exists, "/of", "another application about this registration is under way");
  const auto ruling = context.ruling(kRenewal);
  if (!stands(*facts.of, local_date(context.now))) {
    const bool late = facts.of->status == RegistrationStatus::registered || facts.of->status == RegistrationStatus::lapsed;
    if (late) return fail(ruling.refusal(ErrorCode::rule_deadline_passed, "/of", "the registration has lapsed; register afresh"));
    return fail(ErrorCode::state_not_allowed, "/of", "that registration does not stand; its status is " + status_of(*facts.of));
  }
  return c.kind == "renewal" ? check_window(*facts.of, context) : Status();
}

bool needs_notice(const Registration& state, Context& context) {
  const auto notice = context.ruling(kNotice);
  const auto& kinds = notice.list("kinds");
  return std::find(kinds.begin(), kinds.end(), state.kind) != kinds.end();
}

}  // namespace

Result<Events> apply(const ApplyRegistration& c, const ApplicationFacts& facts, Context& context) {
  if (!facts.entry_exists) return fail(ErrorCode::state_not_found, "/entry", "no such catalog entry");
  const auto kinds = context.ruling(kKinds);
  if (kinds.has("kinds") && std::find(kinds.list("kinds").begin(), kinds.list("kinds").end(), c.kind) == kinds.list("kinds").end())
    return fail(kinds.refusal(ErrorCode::rule_refused, "/kind", "the text does not know this kind of registration"));
  if (!context.actor.has_role(role::kImplementingAgency) && context.actor.org != facts.provider)
    return fail(ErrorCode::auth_forbidden, {}, "the implementing agency or the provider registers the resource");
  if (c.kind != "initial") GS_CHECK(check_follow_up(c, facts, context));
  else if (c.of) return fail(ErrorCode::input_bad_choice, "/of", "an initial registration follows none");
  else if (facts.registered_already) return fail(ErrorCode::state_already_exists, "/entry", "a registration of this entry stands or is under way");
  if (!facts.missing_documents.empty()) return fail(ErrorCode::rule_evidence_missing, facts.missing_documents.front(), "deposit the document first");
  GS_TRY(by, due(context.ruling(kAcceptance), context, "within"));
  return {{Applied{c, by}}};
}

Result<Events> accept(const Registration& state, const DecideAcceptance& c, const ApplicationFacts& facts, Context& context) {
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  GS_CHECK(may_move(kRegistrationTransitions, state.status, c.accept ? Accepted::kType : NotAccepted::kType));
  const auto ruling = context.ruling(kPrecondition);
  if (!c.accept) {
    if (blank(c.reason.value_or(""))) return fail(ruling.refusal(ErrorCode::rule_reason_missing, "/reason", "say what is missing"));
    return {{NotAccepted{*c.reason}}};
  }
  if (context.actor.person == state.author) return fail(ErrorCode::auth_own_work, {}, "another person accepts the application");
  if (requires_item(ruling, "catalog") && !facts.entry_approved)
    return fail(ruling.refuse_item(ErrorCode::rule_not_catalogued, "requires", "catalog", "/entry"));
  if (requires_item(ruling, "state_asset") && !facts.state_asset_evidenced)
    return fail(ruling.refuse_item(ErrorCode::rule_evidence_missing, "requires", "state_asset", "/state_asset"));
  GS_TRY(by, due(context.ruling(state.kind == "cancellation" ? kCancellation : kFormalReview), context, "within"));
  return {{Accepted{by}}};
}

Result<Events> review(const Registration& state, const DecideFormalReview& c, Context& context) {
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  GS_CHECK(may_move(kRegistrationTransitions, state.status, c.pass ? Reviewed::kType : Rejected::kType));
  const auto ruling = context.ruling(kFormalReview);
  if (context.actor.person == state.author) return fail(ErrorCode::auth_own_work, {}, "another person reviews the application");
  if (c.pass) return {{Reviewed{}}};
  for (const auto& [text, at] : {std::pair{c.reason, "/reason"}, {c.basis, "/basis"}})
    if (blank(text.value_or(""))) return fail(ruling.refusal(ErrorCode::rule_reason_missing, at, "a refusal needs a reason and a basis"));
  return {{Rejected{*c.reason, *c.basis}}};
}

Result<Events> publish(const Registration& state, Context& context) {
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  GS_CHECK(may_move(kRegistrationTransitions, state.status, Noticed::kType));
  if (!needs_notice(state, context)) return fail(ErrorCode::state_not_allowed, "/kind", "this kind is completed without a notice (completeRegistration)");
  GS_TRY(until, due(context.ruling(kNotice), context, "days"));
  return {{Noticed{until ? *until : to_text(local_date(context.now))}}};
}

Result<Events> object(const Registration& state, const RaiseObjection& c, bool evidence_exists, Context& context) {
  GS_CHECK(may_move(kRegistrationTransitions, state.status, ObjectionRaised::kType));
  const auto ruling = context.ruling(kNotice);
  GS_TRY(until, parse_date(*state.notice_until));
  if (local_date(context.now) > until) return fail(ruling.refusal(ErrorCode::rule_deadline_passed, {}, "the notice ended on " + *state.notice_until));
  if (!evidence_exists) return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/evidence", "deposit the supporting document first"));
  return {{ObjectionRaised{c.grounds, c.evidence}}};
}

Result<Events> resolve(const Registration& state, const ResolveObjection& c, Context& context) {
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  GS_CHECK(may_move(kRegistrationTransitions, state.status, c.upheld ? ObjectionUpheld::kType : ObjectionDismissed::kType));
  if (c.index < 0 || c.index >= static_cast<std::int64_t>(state.objections.size())) return fail(ErrorCode::input_out_of_range, "/index", "no such objection");
  const auto& objection = state.objections[static_cast<std::size_t>(c.index)];
  if (objection.status != ObjectionStatus::open) return fail(ErrorCode::state_not_allowed, "/index", "this objection is resolved");
  if (objection.person == context.actor.person) return fail(ErrorCode::auth_own_work, {}, "another person resolves the objection");
  context.ruling(kNotice);
  if (c.upheld) return {{ObjectionUpheld{c.index, c.reason}}};
  return {{ObjectionDismissed{c.index, c.reason}}};
}

}  // namespace gongshu::domain::registration
