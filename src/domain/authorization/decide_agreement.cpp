#include "domain/authorization/checks.h"
#include "domain/authorization/points.h"
#include "domain/kernel/term.h"
#include "identity/roles.h"

namespace gongshu::domain::authorization {
namespace role = identity::role;

namespace {

/// The day from which the end of the term is near: as early as the operator may ask for renewal, where the text says so.
Result<std::string> ending_from(const Agreement& state, Context& context) {
  const auto ruling = context.ruling(kRenewal);
  GS_TRY(last, parse_date(state.content.ends));
  if (const auto months = ruling.integer("months")) return to_text(months_before(last, *months));
  const auto remind = ruling.duration("remind");
  return to_text(remind ? last_part_begins(context.rulebook().calendar(), last, *remind) : last);
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
  GS_CHECK(check_signature(state, state.signatures, context));
  AgreementEvents events{AgreementSigned{}};
  if (state.signatures.size() == 1) {
    GS_CHECK(check_ground(state.content, state.agency, facts, context));
    GS_TRY(filings, open_filings(context.ruling(kAgreementFiling), context));
    GS_TRY(near, ending_from(state, context));
    events.push_back(AgreementInForce{std::move(filings), std::move(near)});
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
