#include "domain/evidence/events.h"

namespace gongshu::domain::evidence {
namespace {

void on(Document& s, const DocumentDeposited& e, const EventMeta& m) {
  s = e.document;
  s.org = m.org;
  s.deposited_by = m.actor;
}

void on(OutsideDecision& s, const DecisionEntered& e, const EventMeta& m) {
  const auto& d = e.decision;
  s = {DecisionStatus::entered, d.decision_kind, d.subject, d.document, d.number, d.decided_on, d.outcome, m.actor, m.org, {}, {}};
}
void on(OutsideDecision& s, const DecisionConfirmed&, const EventMeta& m) { s.confirmed_by = m.actor; }
void on(OutsideDecision& s, const DecisionRejected& e, const EventMeta& m) {
  s.confirmed_by = m.actor;
  s.reject_reason = e.reason;
}

void on(RuleException& s, const ExceptionRequested& e, const EventMeta& m) {
  s = {ExceptionStatus::requested, e.request.rule, e.request.subject, e.request.reason, e.request.document, m.actor, m.org, {}, {}};
}
void note(RuleException& s, const std::string& reason, const EventMeta& m) {
  s.decided_by = m.actor;
  s.decision_reason = reason;
}
void on(RuleException& s, const ExceptionApproved& e, const EventMeta& m) { note(s, e.reason, m); }
void on(RuleException& s, const ExceptionRefused& e, const EventMeta& m) { note(s, e.reason, m); }

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void DocumentSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  std::visit([&](const auto& e) { on(state, e, meta); }, event);
}
void OutsideDecisionSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kDecisionTransitions, kOn); }
void RuleExceptionSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kExceptionTransitions, kOn); }

GS_REGISTER_SUBJECT(DocumentSubject);
GS_REGISTER_SUBJECT(OutsideDecisionSubject);
GS_REGISTER_SUBJECT(RuleExceptionSubject);
GS_REGISTER_TRANSITIONS("outside_decision", kDecisionTransitions);
GS_REGISTER_TRANSITIONS("rule_exception", kExceptionTransitions);

}  // namespace gongshu::domain::evidence
