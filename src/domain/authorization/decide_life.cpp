// The life of an agreement in force: asked to be renewed, amended, over.
#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "domain/kernel/term.h"

namespace gongshu::domain::authorization {
namespace {

/// The amendment changes neither party nor term: a longer term is a renewal, a shorter one an exit.
Status check_amendment(const Agreement& state, const DraftAgreement& c, const AgreementFacts& facts, Context& context) {
  GS_CHECK(check_content(c, state.agency, facts, context));
  if (facts.admitted->org != state.operator_org)
    return fail(ErrorCode::state_not_allowed, "/content/operator_id", "another operator needs an agreement of its own");
  if (c.starts != state.content.starts || c.ends != state.content.ends || c.renews != state.content.renews)
    return fail(context.ruling(kRenewal).refusal(ErrorCode::rule_order, "/content/ends",
                                                 "an amendment leaves the term as it is; a longer one is a renewal (applyForRenewal), an earlier end an exit"));
  return {};
}

Status check_under_way(const Agreement& state, std::string_view event) {
  GS_CHECK(may_move(kAgreementTransitions, state.status, event));
  if (!state.amendment) return fail(ErrorCode::state_not_allowed, "/amendment", "no amendment is under way (proposeAmendment)");
  return {};
}

/// Decisions on any text that the agreement has had.
std::vector<std::string> spent(const Agreement& state) {
  auto out = state.past_decisions;
  if (state.decision) out.push_back(*state.decision);
  return out;
}

}  // namespace

Result<AgreementEvents> apply_renewal(const Agreement& state, const ApplyForRenewal& c, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kAgreementTransitions, state.status, RenewalApplied::kType));
  if (state.renewal) return fail(ErrorCode::state_already_exists, "/renewal", "the renewal of this agreement was applied for already");
  GS_CHECK(check_renewal_day(state, context));
  return {{RenewalApplied{c.reason}}};
}

Result<AgreementEvents> propose(const Agreement& state, const ProposeAmendment& c, const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(may_move(kAgreementTransitions, state.status, AmendmentProposed::kType));
  auto checked = check_amendment(state, c.content, facts, context);
  if (!checked && !checked.error().at.starts_with("/content")) checked.error().at.insert(0, "/content");
  GS_CHECK(std::move(checked));
  return {{AmendmentProposed{c.reason, c.content}}};
}

Result<AgreementEvents> decide_amendment(const Agreement& state, const std::string& id, const ByDecision& c, const DecisionFact& decision,
                                         const AgreementFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(check_under_way(state, AmendmentDecided::kType));
  if (state.amendment->decision) return fail(ErrorCode::state_already_exists, "/amendment/decision", "the amendment is decided; both parties sign next");
  const auto ruling = context.ruling(kAgreementDecision);
  GS_CHECK(check_decision(ruling, decision, "major_decision", "agreement/" + id));
  GS_CHECK(check_not_spent(ruling, spent(state), c.decision));
  GS_CHECK(check_amendment(state, state.amendment->content, facts, context));
  return {{AmendmentDecided{c.decision}}};
}

Result<AgreementEvents> sign_amendment(const Agreement& state, const AgreementFacts& facts, Context& context) {
  GS_CHECK(check_under_way(state, AmendmentSigned::kType));
  const auto& amendment = *state.amendment;
  if (!amendment.decision)
    return fail(context.ruling(kAgreementDecision)
                    .refusal(ErrorCode::rule_order, "/amendment/decision", "the agency's collective decision comes before the signatures (decideAmendment)"));
  GS_CHECK(check_signature(state, amendment.signatures, context));
  AgreementEvents events{AmendmentSigned{}};
  if (amendment.signatures.size() == 1) {
    GS_CHECK(check_amendment(state, amendment.content, facts, context));
    GS_TRY(filings, open_filings(context.ruling(kAgreementFiling), context));
    events.push_back(AgreementAmended{std::move(filings)});
  }
  return events;
}

Result<AgreementEvents> remind(const Agreement& state, Context& context) {
  GS_CHECK(may_move(kAgreementTransitions, state.status, AgreementEnding::kType));
  const auto ruling = context.ruling(kRenewal);
  const auto today = local_date(context.now);
  if (!state.ending_from || to_text(today) < *state.ending_from)
    return fail(ruling.refusal(ErrorCode::rule_order, "/ending_from", "the agreement runs until " + state.content.ends));
  GS_TRY(last, parse_date(state.content.ends));
  return {{AgreementEnding{{to_text(presses_from(std::min(today, last), last)), ruling.text("kind") != "after_expiry"}}}};
}

Result<AgreementEvents> expire(const Agreement& state, Context& context) {
  GS_CHECK(may_move(kAgreementTransitions, state.status, AgreementExpired::kType));
  const auto ruling = context.ruling(kRenewal);
  if (!term_over(state, local_date(context.now)))
    return fail(ruling.refusal(ErrorCode::rule_order, "/content/ends", "the agreement runs until " + state.content.ends));
  return {{AgreementExpired{}}};
}

}  // namespace gongshu::domain::authorization
