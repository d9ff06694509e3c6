#include "domain/delivery/events.h"

namespace gongshu::domain::delivery {
namespace {

void on(Developer& s, const DeveloperSelected& e, const EventMeta& m) {
  s.org = e.org;
  s.operator_org = m.org;
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.scenario = e.scenario;
}
void on(Developer& s, const DeveloperAssessed& e, const EventMeta& m) {
  note_author(s.authors, m.actor);
  s.assessment = e.dimensions;
  s.review = e.review;
}
void on(Developer& s, const DeveloperRejected& e, const EventMeta&) { s.assessment = e.dimensions; }
void on(Developer& s, const DeveloperReviewed& e, const EventMeta&) { apply_review(s.review, e.opinion); }
void on(Developer&, const DeveloperApproved&, const EventMeta&) {}
void on(Developer&, const DeveloperReturned&, const EventMeta&) {}
void on(Developer&, const DeveloperRefused&, const EventMeta&) {}

void on(ApplicationAgreement& s, const AgreementDrafted& e, const EventMeta& m) {
  s.operator_org = m.org;
  s.author = m.actor;
  s.developer_org = e.developer_org;
  s.content = e.content;
}
void on(ApplicationAgreement& s, const AgreementRevised& e, const EventMeta& m) {
  s.author = m.actor;
  s.developer_org = e.developer_org;
  s.content = e.content;
  s.signatures.clear();
}
void on(ApplicationAgreement& s, const AgreementSigned&, const EventMeta& m) { s.signatures.push_back({m.org, m.actor, m.time}); }
void on(ApplicationAgreement& s, const AgreementInForce&, const EventMeta& m) { s.in_force_since = m.time; }
void on(ApplicationAgreement& s, const AgreementEnded& e, const EventMeta&) { s.end_reason = e.reason; }

void on(ApplicationKey& s, const KeyIssued& e, const EventMeta& m) {
  s.org = m.org;
  s.label = e.label;
  s.issued_by = m.actor;
  s.issued = m.time;
}
void on(ApplicationKey& s, const KeyRevoked& e, const EventMeta&) { s.revoke_reason = e.reason; }

void on(Subscription& s, const Subscribed& e, const EventMeta& m) {
  s.org = m.org;
  s.operator_org = e.operator_org;
  s.content = e.content;
  s.price_fen = e.price_fen;
  s.free_use = e.free_use;
}
void on(Subscription& s, const SubscriptionGuarded& e, const EventMeta&) {
  s.guard = e.guard;
  s.guard_calls = e.calls;
  s.guard_misses = e.misses;
  s.guard_sequential = e.sequential;
}
void on(Subscription& s, const GuardCleared&, const EventMeta&) {
  s.guard.reset();
  s.guard_calls.reset();
  s.guard_misses.reset();
  s.guard_sequential.reset();
}
void on(Subscription& s, const SubscriptionEnded& e, const EventMeta&) { s.end_reason = e.reason; }

void on(Consent& s, const ConsentGiven& e, const EventMeta& m) {
  s.subject = e.subject;
  s.product = e.product;
  s.purpose = e.purpose;
  s.developer = e.developer;
  s.valid_until = e.valid_until;
  s.max_uses = e.max_uses;
  s.document = e.document;
  s.basis = e.basis;
  s.scenario = e.scenario;
  s.org = m.org;
  s.recorded_by = m.actor;
}
void on(Consent& s, const ConsentWithdrawn& e, const EventMeta& m) {
  s.withdrawn_at = m.time;
  s.withdraw_reason = e.reason;
}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void DeveloperSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kDeveloperTransitions, kOn); }
void ApplicationAgreementSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kApplicationAgreementTransitions, kOn); }
void ApplicationKeySubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kApplicationKeyTransitions, kOn); }
void SubscriptionSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kSubscriptionTransitions, kOn); }
void ConsentSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kConsentTransitions, kOn); }
void UsageAnchorSubject::evolve(State& s, const Event& e, const EventMeta& m) {
  const auto& anchored = std::get<UsageAnchored>(e);
  s = {anchored.segment, anchored.from, anchored.to, anchored.root, m.seq};
}

GS_REGISTER_SUBJECT(DeveloperSubject);
GS_REGISTER_SUBJECT(ApplicationAgreementSubject);
GS_REGISTER_SUBJECT(ApplicationKeySubject);
GS_REGISTER_SUBJECT(SubscriptionSubject);
GS_REGISTER_SUBJECT(ConsentSubject);
GS_REGISTER_SUBJECT(UsageAnchorSubject);
GS_REGISTER_TRANSITIONS("developer", kDeveloperTransitions);
GS_REGISTER_TRANSITIONS("application_agreement", kApplicationAgreementTransitions);
GS_REGISTER_TRANSITIONS("application_key", kApplicationKeyTransitions);
GS_REGISTER_TRANSITIONS("subscription", kSubscriptionTransitions);
GS_REGISTER_TRANSITIONS("consent", kConsentTransitions);

}  // namespace gongshu::domain::delivery
