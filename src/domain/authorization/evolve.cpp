#include "domain/authorization/events.h"
#include "domain/kernel/review.h"
#include "domain/kernel/term.h"

namespace gongshu::domain::authorization {
namespace {

void file(std::vector<Filing>& filings, const std::string& recipient, const std::string& number, const std::string& day) {
  for (auto& f : filings)
    if (f.recipient == recipient) {
      f.number = number;
      f.filed_on = day;
    }
}

void on(OperationPlan& s, const PlanDrafted& e, const EventMeta& m) {
  s.agency = m.org;
  s.author = m.actor;
  domain::note_author(s.authors, m.actor);
  s.content = e.content;
}
void on(OperationPlan& s, const PlanRevised& e, const EventMeta& m) {
  s.author = m.actor;
  domain::note_author(s.authors, m.actor);
  s.content = e.content;
  if (s.approval) s.past_approvals.push_back(*s.approval);
  s.approval.reset();
}
void on(OperationPlan&, const PlanSubmitted&, const EventMeta&) {}
void on(OperationPlan& s, const PlanApproved& e, const EventMeta&) {
  s.approval = e.decision;
  s.filings = e.filings;
  ++s.revision;
}
void on(OperationPlan& s, const PlanFiled& e, const EventMeta&) { file(s.filings, e.recipient, e.number, e.filed_on); }

void on(Operator& s, const OperatorAdmitted& e, const EventMeta&) {
  const auto& a = e.admission;
  s = {OperatorStatus::admitted, a.org, a.authorization.value_or(""), a.qualification, a.security_duties, a.incidents, a.maturity, a.met_by_parent};
}
void on(Operator&, const OperatorExited&, const EventMeta&) {}

void on(Agreement& s, const AgreementDrafted& e, const EventMeta& m) {
  s.agency = m.org;
  s.operator_org = e.operator_org;
  s.author = m.actor;
  s.content = e.content;
}
void on(Agreement& s, const AgreementRevised& e, const EventMeta& m) {
  s.operator_org = e.operator_org;
  s.author = m.actor;
  s.content = e.content;
  if (s.decision) s.past_decisions.push_back(*s.decision);
  s.decision.reset();
  s.signatures.clear();
}
void on(Agreement& s, const AgreementDecided& e, const EventMeta&) { s.decision = e.decision; }
void on(Agreement& s, const AgreementSigned&, const EventMeta& m) { s.signatures.push_back({m.org, m.actor, m.time}); }
void on(Agreement& s, const AgreementInForce& e, const EventMeta& m) {
  s.in_force_since = m.time;
  s.filings = e.filings;
  s.ending_from = e.ending_from;
}
void on(Agreement& s, const AgreementFiled& e, const EventMeta&) { file(s.filings, e.recipient, e.number, e.filed_on); }
void on(Agreement& s, const RenewalApplied& e, const EventMeta& m) { s.renewal = RenewalApplication{m.actor, m.org, e.reason, m.time}; }
void on(Agreement& s, const AmendmentProposed& e, const EventMeta& m) {
  if (s.amendment && s.amendment->decision) s.past_decisions.push_back(*s.amendment->decision);
  s.amendment = Amendment{m.actor, e.reason, e.content, {}, {}};
}
void on(Agreement& s, const AmendmentDecided& e, const EventMeta&) {
  if (s.amendment) s.amendment->decision = e.decision;
}
void on(Agreement& s, const AmendmentSigned&, const EventMeta& m) {
  if (s.amendment) s.amendment->signatures.push_back({m.org, m.actor, m.time});
}
void on(Agreement& s, const AgreementAmended& e, const EventMeta&) {
  if (s.amendment) {
    if (s.decision) s.past_decisions.push_back(*s.decision);
    s.content = s.amendment->content;
    s.decision = s.amendment->decision;
    s.signatures = s.amendment->signatures;
    s.amendment.reset();
  }
  s.filings = e.filings;
}
void on(Agreement& s, const AgreementEnding& e, const EventMeta&) { s.ending = e.ending; }
void on(Agreement& s, const AgreementExpired&, const EventMeta&) { s.amendment.reset(); }
void on(Agreement&, const AgreementExiting&, const EventMeta&) {}
void on(Agreement&, const AgreementEnded&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

std::vector<Todo> todos_of(const Agreement& a) {
  if (a.status == AgreementStatus::draft) return {{"decide", {}, a.agency, {}}};
  std::vector<Todo> out;
  const auto missing = [&](const std::vector<Signature>& signatures, const std::string& step) {
    for (const auto& org : {a.agency, a.operator_org})
      if (std::none_of(signatures.begin(), signatures.end(), [&](const auto& s) { return s.org == org; })) out.push_back({step, {}, org, {}});
  };
  if (a.status == AgreementStatus::decided) missing(a.signatures, "sign");
  // Whoever asked for renewal goes on under another agreement; otherwise the operator leaves.
  if (a.status == AgreementStatus::expired && !a.renewal) out.push_back({"exit", {}, a.agency, {}});
  if (a.status != AgreementStatus::in_force) return out;
  out = filing_todos(a.filings);
  if (a.amendment && a.amendment->decision) missing(a.amendment->signatures, "sign_amendment");
  if (a.amendment && !a.amendment->decision) out.push_back({"decide_amendment", {}, a.agency, {}});
  if (!a.ending) return out;
  if (a.ending->renewable && !a.renewal) out.push_back({"renew", {}, a.operator_org, a.content.ends, a.ending->near, {"competent_authority"}});
  out.push_back({"end_of_term", {}, a.agency, a.content.ends, a.ending->near, {"competent_authority"}});
  return out;
}

std::vector<Clock> clocks_of(const Agreement& a) {
  std::vector<Clock> out;
  if (a.status != AgreementStatus::in_force) return out;
  if (a.ending_from && !a.ending) out.push_back({std::string(kEndingClock), day_before(*a.ending_from)});
  out.push_back({std::string(kTermClock), a.content.ends});
  return out;
}

void PlanSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kPlanTransitions, kOn); }
void OperatorSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kOperatorTransitions, kOn); }
void AgreementSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kAgreementTransitions, kOn); }

GS_REGISTER_SUBJECT(PlanSubject);
GS_REGISTER_SUBJECT(OperatorSubject);
GS_REGISTER_SUBJECT(AgreementSubject);
GS_REGISTER_TRANSITIONS("operation_plan", kPlanTransitions);
GS_REGISTER_TRANSITIONS("operator", kOperatorTransitions);
GS_REGISTER_TRANSITIONS("agreement", kAgreementTransitions);

}  // namespace gongshu::domain::authorization
