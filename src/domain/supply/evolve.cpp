#include "domain/supply/events.h"

namespace gongshu::domain::supply {
namespace {

void on(SourceKey& k, const KeyRegistered& e, const EventMeta& m) {
  k = {KeyStatus::active, m.org, m.actor, e.name, e.public_key_pem, e.fingerprint, {}};
}
void on(SourceKey& k, const KeyRevoked& e, const EventMeta&) { k.reason = e.reason; }

void on(Order& o, const OrderIssued& e, const EventMeta& m) {
  o = e.order;
  o.status = OrderStatus::issued;
  o.issued_by = m.actor;
}
void on(Order& o, const OrderWithdrawn& e, const EventMeta&) { o.reason = e.reason; }

void on(Batch& b, const BatchAnnounced& e, const EventMeta& m) {
  b = e.batch;
  b.status = BatchStatus::announced;
  b.announced_by = m.actor;
}
void on(Batch&, const BatchAccepted&, const EventMeta&) {}
void on(Batch& b, const BatchRefused& e, const EventMeta&) {
  b.fault = e.fault;
  b.findings = e.findings;
}
void on(Batch&, const BatchReplaced&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void SourceKeySubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kKeyTransitions, kOn); }
void OrderSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kOrderTransitions, kOn); }
void BatchSubject::evolve(State& s, const Event& e, const EventMeta& m) { fold(s, e, m, kBatchTransitions, kOn); }

GS_REGISTER_SUBJECT(SourceKeySubject);
GS_REGISTER_SUBJECT(OrderSubject);
GS_REGISTER_SUBJECT(BatchSubject);
GS_REGISTER_TRANSITIONS("source_key", kKeyTransitions);
GS_REGISTER_TRANSITIONS("masking_order", kOrderTransitions);
GS_REGISTER_TRANSITIONS("batch", kBatchTransitions);

}  // namespace gongshu::domain::supply
