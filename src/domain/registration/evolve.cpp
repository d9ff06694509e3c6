#include "domain/kernel/term.h"
#include "domain/registration/events.h"

namespace gongshu::domain::registration {
namespace {

void on(Registration& s, const Applied& e, const EventMeta& m) {
  const auto& a = e.application;
  s.entry = a.entry;
  s.registrant = m.org;
  s.author = m.actor;
  s.kind = a.kind;
  s.materials = a.materials;
  s.state_asset = a.state_asset;
  s.of = a.of;
  s.due = e.due;
}
void on(Registration& s, const Accepted& e, const EventMeta&) { s.due = e.due; }
void on(Registration& s, const NotAccepted& e, const EventMeta&) {
  s.due.reset();
  s.reason = e.reason;
}
void on(Registration& s, const Reviewed&, const EventMeta& m) {
  s.due.reset();
  s.reviewer = m.actor;
}
void on(Registration& s, const Rejected& e, const EventMeta& m) {
  s.due.reset();
  s.reviewer = m.actor;
  s.reason = e.reason + " (" + e.basis + ")";
}
void on(Registration& s, const Noticed& e, const EventMeta&) { s.notice_until = e.until; }
void on(Registration& s, const ObjectionRaised& e, const EventMeta& m) {
  s.objections.push_back({m.actor, m.org, e.grounds, e.evidence, m.time, ObjectionStatus::open, {}});
}
void resolve(Registration& s, std::int64_t index, ObjectionStatus status, const std::string& reason) {
  if (index < 0 || index >= static_cast<std::int64_t>(s.objections.size())) return;
  s.objections[static_cast<std::size_t>(index)].status = status;
  s.objections[static_cast<std::size_t>(index)].reason = reason;
}
void on(Registration& s, const ObjectionDismissed& e, const EventMeta&) { resolve(s, e.index, ObjectionStatus::dismissed, e.reason); }
void on(Registration& s, const ObjectionUpheld& e, const EventMeta&) {
  resolve(s, e.index, ObjectionStatus::upheld, e.reason);
  s.reason = e.reason;
}
void on(Registration& s, const Completed& e, const EventMeta&) {
  s.code = e.code;
  s.valid_until = e.valid_until;
  s.renew_from = e.renew_from;
}
void on(Registration& s, const RenewalOpened& e, const EventMeta&) { s.renew_near = e.near; }

void on(Registration&, const CancellationDone&, const EventMeta&) {}
void on(Registration& s, const Superseded& e, const EventMeta&) { s.followed_by = e.by; }
void on(Registration& s, const Cancelled& e, const EventMeta&) { s.followed_by = e.by; }
void on(Registration&, const Lapsed&, const EventMeta&) {}
void on(Registration& s, const Revoked& e, const EventMeta&) {
  s.ground = e.ground;
  s.reason = e.reason;
}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

std::vector<Clock> clocks_of(const Registration& r) {
  std::vector<Clock> out;
  if (r.status != RegistrationStatus::registered || !r.valid_until) return out;
  if (r.renew_from && !r.renew_near) out.push_back({std::string(kRenewalClock), day_before(*r.renew_from)});
  out.push_back({std::string(kValidityClock), *r.valid_until});
  return out;
}

std::vector<Todo> todos_of(const Registration& r) {
  if (r.status == RegistrationStatus::registered && r.renew_near)
    return {{"renew", {}, r.registrant, r.valid_until.value_or(""), *r.renew_near, {"registration_authority"}}};
  const char* step = nullptr;
  switch (r.status) {
    case RegistrationStatus::applied: step = "accept"; break;
    case RegistrationStatus::accepted: step = "review"; break;
    case RegistrationStatus::reviewed: step = "notice"; break;
    case RegistrationStatus::noticed: step = "complete"; break;
    default: return {};
  }
  return {{step, "registration_authority", {}, r.due ? *r.due : std::string()}};
}

void RegistrationSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kRegistrationTransitions, kOn); }

GS_REGISTER_SUBJECT(RegistrationSubject);
GS_REGISTER_TRANSITIONS("registration", kRegistrationTransitions);

}  // namespace gongshu::domain::registration
