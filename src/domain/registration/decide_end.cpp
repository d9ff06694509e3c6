// How an application ends: registered under a code, in place of another, or not at all any more.
#include "domain/kernel/term.h"
#include "domain/registration/decide.h"
#include "domain/registration/points.h"
#include "identity/roles.h"

namespace gongshu::domain::registration {
namespace {

namespace role = identity::role;

/// The notice is over and nothing raised in it is open; kinds without one come straight from the review.
Status check_notice(const Registration& state, Context& context) {
  const auto notice = context.ruling(kNotice);
  const auto& kinds = notice.list("kinds");
  if (std::find(kinds.begin(), kinds.end(), state.kind) == kinds.end()) return {};
  if (!state.notice_until) return fail(notice.refusal(ErrorCode::rule_order, "/notice_until", "the public notice comes first (publishRegistrationNotice)"));
  GS_TRY(until, parse_date(*state.notice_until));
  if (local_date(context.now) <= until)
    return fail(notice.refusal(ErrorCode::rule_order, "/notice_until", "the public notice runs until " + *state.notice_until));
  for (std::size_t i = 0; i < state.objections.size(); ++i)
    if (state.objections[i].status == ObjectionStatus::open)
      return fail(notice.refusal(ErrorCode::rule_order, "/objections/" + std::to_string(i), "resolve the objection first"));
  return {};
}

Result<std::string> term_from(Date day, Context& context) {
  const auto validity = context.ruling(kValidity);
  const auto term = validity.duration("term");
  if (!term) return fail(ErrorCode::pack_invalid, "registration.validity", "the pack gives no term");
  GS_TRY(until, context.rulebook().calendar().deadline(day, *term));
  return to_text(until);
}

/// Registered under the code until that day, with the first day of the renewal window.
Result<Events> registered(const std::string& code, const std::string& until, Context& context) {
  Completed e{code, until, {}};
  if (const auto window = context.ruling(kRenewal).duration("window")) {
    GS_TRY(last, parse_date(until));
    e.renew_from = to_text(last_part_begins(context.rulebook().calendar(), last, *window));
  }
  return {{std::move(e)}};
}

}  // namespace

Result<Events> complete(const Registration& state, const std::string& code, Context& context, const std::optional<Registration>& of) {
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  const bool cancels = state.kind == "cancellation";
  GS_CHECK(may_move(kRegistrationTransitions, state.status, cancels ? CancellationDone::kType : Completed::kType));
  GS_CHECK(check_notice(state, context));
  if (state.kind == "initial") {
    GS_TRY(until, term_from(local_date(context.now), context));
    return registered(code, until, context);
  }
  if (!of || !of->code || !of->valid_until) return fail(ErrorCode::state_not_found, "/of", "the registration concerned is not there");
  if (cancels) return {{CancellationDone{}}};
  if (state.kind != "renewal") return registered(*of->code, *of->valid_until, context);
  GS_TRY(last, parse_date(*of->valid_until));
  GS_TRY(until, term_from(last, context));
  return registered(*of->code, until, context);
}

Result<Events> follow(const Registration& of, const std::string& kind, const std::string& id, Context& context) {
  const bool cancels = kind == "cancellation";
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  GS_CHECK(may_move(kRegistrationTransitions, of.status, cancels ? Cancelled::kType : Superseded::kType));
  if (cancels) return {{Cancelled{id}}};
  return {{Superseded{id}}};
}

Result<Events> revoke(const Registration& state, const RevokeRegistration& c, bool document_exists, Context& context) {
  GS_CHECK(require_role(context, role::kRegistrationAuthority));
  GS_CHECK(may_move(kRegistrationTransitions, state.status, Revoked::kType));
  const auto ruling = context.ruling(kRevocation);
  const auto& grounds = ruling.list("grounds");
  if (!grounds.empty() && std::find(grounds.begin(), grounds.end(), c.ground) == grounds.end())
    return fail(ErrorCode::input_bad_choice, "/ground", "a case that the pack names, as " + grounds.front());
  if (!document_exists) return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/document", "deposit the supporting document first"));
  if (state.reviewer == context.actor.person)
    return fail(ErrorCode::auth_own_work, {}, "another person than reviewed the registration revokes it");
  return {{Revoked{c.ground, c.reason, c.document}}};
}

Result<Events> open_renewal(const Registration& state, Context& context) {
  GS_CHECK(may_move(kRegistrationTransitions, state.status, RenewalOpened::kType));
  const auto ruling = context.ruling(kRenewal);
  const auto today = local_date(context.now);
  if (!state.renew_from || to_text(today) < *state.renew_from)
    return fail(ruling.refusal(ErrorCode::rule_order, "/renew_from", "valid until " + state.valid_until.value_or("")));
  GS_TRY(last, parse_date(*state.valid_until));
  return {{RenewalOpened{to_text(presses_from(std::min(today, last), last))}}};
}

Result<Events> lapse(const Registration& state, Context& context, bool renewal_under_way) {
  GS_CHECK(may_move(kRegistrationTransitions, state.status, Lapsed::kType));
  context.ruling(kRenewal);
  const auto ruling = context.ruling(kValidity);
  if (stands(state, local_date(context.now)))
    return fail(ruling.refusal(ErrorCode::rule_order, "/valid_until", "valid until " + state.valid_until.value_or("")));
  if (renewal_under_way) return Events{};
  return {{Lapsed{}}};
}

}  // namespace gongshu::domain::registration
