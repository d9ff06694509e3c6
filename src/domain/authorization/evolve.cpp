#include "domain/authorization/events.h"
#include "domain/kernel/review.h"

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
  s = {OperatorStatus::admitted, e.admission.org, e.admission.authorization, e.admission.qualification, e.admission.security_duties};
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
}
void on(Agreement& s, const AgreementFiled& e, const EventMeta&) { file(s.filings, e.recipient, e.number, e.filed_on); }
void on(Agreement&, const AgreementExiting&, const EventMeta&) {}
void on(Agreement&, const AgreementEnded&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

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
