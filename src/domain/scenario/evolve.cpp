#include "domain/scenario/events.h"

namespace gongshu::domain::scenario {
namespace {

void on(Scenario& s, const Drafted& e, const EventMeta& m) {
  s.applicant = m.org;
  s.operator_org = e.operator_org;
  s.agency = e.agency;
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.content = e.content;
  s.providers = e.providers;
}
void on(Scenario& s, const Revised& e, const EventMeta& m) {
  s.operator_org = e.operator_org;
  s.agency = e.agency;
  s.author = m.actor;
  note_author(s.authors, m.actor);
  s.content = e.content;
  s.providers = e.providers;
  s.review.reset();
}
void on(Scenario& s, const Submitted& e, const EventMeta&) { s.review = e.review; }
void on(Scenario& s, const Reviewed& e, const EventMeta&) { apply_review(s.review, e.opinion); }
void on(Scenario&, const Approved&, const EventMeta&) {}
void on(Scenario&, const Returned&, const EventMeta&) {}
void on(Scenario&, const Refused&, const EventMeta&) {}
void on(Scenario&, const Ended&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void ScenarioSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kScenarioTransitions, kOn); }

GS_REGISTER_SUBJECT(ScenarioSubject);
GS_REGISTER_TRANSITIONS("scenario", kScenarioTransitions);

}  // namespace gongshu::domain::scenario
