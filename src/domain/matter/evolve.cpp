#include <algorithm>

#include "domain/kernel/review.h"
#include "domain/matter/events.h"

namespace gongshu::domain::matter {
namespace {

void enter(Matter& m, const std::string& status, Instant time) {
  if (m.status != status) m.since = time;
  m.status = status;
  if (ended(m)) m.clocks.clear();
}

/// A clock that is set again starts again.
void set_clock(Matter& m, const ActClock& clock) {
  std::erase_if(m.clocks, [&](const ActClock& c) { return c.act == clock.act; });
  m.clocks.push_back(clock);
}

void on(Matter& m, const Opened& e, const EventMeta& meta) {
  m = {};
  m.procedure = e.procedure;
  m.definition = e.definition;
  m.status = e.status;
  m.since = meta.time;
  m.about = e.about;
  m.about_org = e.about_org;
  m.org = e.org;
  m.opened_by = meta.actor;
  m.period = e.period;
  m.clocks = e.clocks;
}

void on(Matter& m, const Acted& e, const EventMeta& meta) {
  const auto thread = e.opens_thread ? e.opens_thread : e.closes_thread;
  m.done.push_back({e.act, meta.actor, meta.org, meta.time, e.status, e.items, e.evidence, e.decision, e.reason, e.basis, thread});
  if (e.opens_thread) m.threads.push_back({*e.opens_thread, e.thread_kind.value_or(""), meta.actor, meta.org, meta.time, {}});
  for (auto& t : m.threads)
    if (e.closes_thread && t.id == *e.closes_thread) t.closed = meta.time;
  std::erase_if(m.clocks, [&](const ActClock& c) { return c.act == e.act; });
  for (const auto& clock : e.clocks) set_clock(m, clock);
  if (e.review) {
    m.review = e.review;
    m.review_act = e.act;
  }
  for (const auto& org : e.told)
    if (std::find(m.told.begin(), m.told.end(), org) == m.told.end()) m.told.push_back(org);
  enter(m, e.status, meta.time);
}

void on(Matter& m, const Reviewed& e, const EventMeta& meta) {
  apply_review(m.review, e.opinion);
  enter(m, e.status, meta.time);
}

void on(Matter& m, const Overdue& e, const EventMeta& meta) {
  for (auto& clock : m.clocks)
    if (clock.act == e.act) clock.fired = meta.time;
}

void on(Matter& m, const EffectDone& e, const EventMeta&) {
  m.notes.push_back(e.note);
  if (e.stop) m.stops.push_back(*e.stop);
  if (e.lifted) std::erase(m.stops, *e.lifted);
}

}  // namespace

void MatterSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  std::visit([&](const auto& e) { on(state, e, meta); }, event);
}

GS_REGISTER_SUBJECT(MatterSubject);

}  // namespace gongshu::domain::matter
