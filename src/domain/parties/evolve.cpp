#include "domain/parties/events.h"

namespace gongshu::domain::parties {
namespace {

void on(Organisation& s, const OrganisationRegistered& e) { s = e.organisation; }
void on(Organisation& s, const OrganisationRolesChanged& e) { s.roles = e.roles; }
void on(Person& s, const PersonRegistered& e) { s = e.person; }
void on(Person& s, const PersonDisabled&) { s.status = PersonStatus::disabled; }
void on(Person&, const PersonPasswordReset&) {}

}  // namespace

void OrganisationSubject::evolve(State& state, const Event& event, const EventMeta&) {
  std::visit([&](const auto& e) { on(state, e); }, event);
}

void PersonSubject::evolve(State& state, const Event& event, const EventMeta&) {
  std::visit([&](const auto& e) { on(state, e); }, event);
}

GS_REGISTER_SUBJECT(OrganisationSubject);
GS_REGISTER_SUBJECT(PersonSubject);

}  // namespace gongshu::domain::parties
