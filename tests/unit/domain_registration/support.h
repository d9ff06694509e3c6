// A context under the Henan pack, and a registration led as far as a test needs it.
#pragma once
#include "../support/said.h"
#include "domain/registration/decide.h"
#include "domain/registration/points.h"

namespace gongshu::domain::registration {

using test::henan;
using test::said;

inline Instant on_day(const std::string& day) { return start_of(*parse_date(day)) + 9 * 3'600'000; }

/// Monday 2026-03-02 unless told.
inline Context as(std::string person, std::string org, std::vector<std::string> roles, const std::string& day = "2026-03-02",
                  const rules::Rulebook& book = henan()) {
  return Context({std::move(person), std::move(org), std::move(roles), {}}, on_day(day), book.on(*parse_date(day)));
}
inline Context agency(const std::string& day = "2026-03-02") { return as("per-ag", "org-ag", {"implementing_agency"}, day); }
inline Context authority(const std::string& day = "2026-03-02") {
  return as("per-ra", "org-ra", {"registration_authority"}, day);
}
inline Context citizen(const std::string& day = "2026-03-02") { return as("per-x", "org-x", {"application_developer"}, day); }

inline ApplyRegistration application() { return {"cat-1", "initial", {{"identity", "doc-1"}}, "doc-9"}; }
inline ApplicationFacts facts() { return {true, true, "org-pr", "org-ag", false, true, {}}; }

/// Applies what was decided, as the node does.
inline void take(Registration& state, const Result<Events>& events, const Context& context) {
  ASSERT_TRUE(events) << describe(events.error());
  for (const auto& e : *events)
    RegistrationSubject::evolve(state, e, {1, context.now, context.actor.person, context.actor.org, "reg-1"});
}

/// By the usual way, and no further than the status asked for.
inline Registration in(RegistrationStatus status) {
  using enum RegistrationStatus;
  Registration r;
  auto ag = agency(), ra = authority(), x = citizen();
  take(r, apply(application(), facts(), ag), ag);
  if (status == applied) return r;
  if (status == not_accepted) {
    take(r, accept(r, {false, "材料不全"}, facts(), ra), ra);
    return r;
  }
  take(r, accept(r, {true, {}}, facts(), ra), ra);
  if (status == accepted) return r;
  if (status == rejected) {
    take(r, review(r, {false, "名称不符", "登记办法"}, ra), ra);
    return r;
  }
  take(r, review(r, {true, {}, {}}, ra), ra);
  if (status == reviewed) return r;
  take(r, publish(r, ra), ra);
  if (status == noticed) return r;
  if (status == ended) {
    take(r, object(r, {"权属有争议", "doc-2"}, true, x), x);
    take(r, resolve(r, {0, true, "异议成立"}, ra), ra);
    return r;
  }
  auto later = authority("2026-03-17");
  take(r, complete(r, "ZZ-2026-0001", later), later);
  const auto over = [&](RegistrationSubject::Event e) { RegistrationSubject::evolve(r, e, {9, later.now, "per-ra", "org-ra", "reg-1"}); };
  if (status == superseded) over(Superseded{"reg-2"});
  if (status == cancelled) over(Cancelled{"reg-2"});
  if (status == lapsed) over(Lapsed{});
  if (status == revoked) over(Revoked{"false_material", "材料虚假", "doc-7"});
  return r;
}

}  // namespace gongshu::domain::registration
