#include "domain/social_data/events.h"

namespace gongshu::domain::social_data {
namespace {

void on(SocialData& s, const Imported& e, const EventMeta& m) {
  s = {SocialDataStatus::held, e.workspace, e.scenario,        m.org,          e.agency, m.actor, e.review.matter, e.review.procedure, e.source,
       e.table,                e.columns,   e.review.evidence, e.review.items, e.rows,   e.bytes, e.digest};
}
void on(SocialData&, const Exited&, const EventMeta&) {}

/// The overloads above as one callable.
constexpr auto kOn = [](auto& state, const auto& event, const EventMeta& meta) { on(state, event, meta); };

}  // namespace

void SocialDataSubject::evolve(State& state, const Event& event, const EventMeta& meta) { fold(state, event, meta, kSocialDataTransitions, kOn); }

GS_REGISTER_SUBJECT(SocialDataSubject);
GS_REGISTER_TRANSITIONS("social_data", kSocialDataTransitions);

}  // namespace gongshu::domain::social_data
