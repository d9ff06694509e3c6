#include "domain/exit/events.h"

namespace gongshu::domain::exit {
namespace {

void on(Exit& s, const Started& e, const EventMeta& m) {
  s.content = e.content;
  s.agency = e.agency;
  s.operator_org = e.operator_org;
  s.started_by = m.actor;
  s.started_at = m.time;
}
void on(Exit& s, const Revoked& e, const EventMeta& m) {
  s.revoked = e.rights;
  s.notices = e.notices;
  s.revoked_at = m.time;
}
void on(Exit& s, const FilesFound& e, const EventMeta&) { s.files.insert(s.files.end(), e.files.begin(), e.files.end()); }
void on(Exit& s, const FilesListed& e, const EventMeta&) { s.categories = e.categories; }
void on(Exit& s, const KeysDestroyed& e, const EventMeta&) { s.keys = e.keys; }
void on(Exit& s, const FilesDeleted&, const EventMeta& m) { s.deleted_at = m.time; }
void on(Exit& s, const AgreementOver& e, const EventMeta&) { s.operator_exited = e.operator_exited; }
void on(Exit& s, const Certified& e, const EventMeta& m) {
  s.log_hold_until = e.log_hold_until;
  s.certificate = e.certificate;
  s.signature = e.signature;
  s.completed_by = m.actor;
}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void ExitSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kExitTransitions, kOn); }

void ExitNoticeSubject::evolve(State& s, const Event& event, const EventMeta& m) {
  const auto& e = std::get<NoticeGiven>(event);
  s = {NoticeStatus::given, e.exit, e.org, e.operator_org, e.subscription, e.product, e.product_title, e.paying, e.reason, m.time};
}

GS_REGISTER_SUBJECT(ExitSubject);
GS_REGISTER_SUBJECT(ExitNoticeSubject);
GS_REGISTER_TRANSITIONS("exit", kExitTransitions);

}  // namespace gongshu::domain::exit
