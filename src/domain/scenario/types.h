// A scenario: what for, and which columns of which resources, each for a stated use and reason.
#pragma once
#include "domain/kernel/review.h"
#include "domain/kernel/subject.h"
#include "domain/scenario/commands.gen.h"
#include "domain/scenario/states.h"

namespace gongshu::domain::scenario {

struct Scenario {
  ScenarioStatus status{};
  std::string applicant;     ///< organisation: the operator, or the application unit where the pack's chain says so
  std::string operator_org, agency;  ///< of the agreement
  std::string author;
  std::vector<std::string> authors;  ///< everyone who ever wrote a version; none of them reviews
  DraftScenario content;
  std::optional<rules::ChainRun> review;
  std::optional<std::vector<std::string>> providers;  ///< of the demanded resources
};
BOOST_DESCRIBE_STRUCT(Scenario, (), (status, applicant, operator_org, agency, author, authors, content, review, providers))

inline std::string status_of(const Scenario& s) { return std::string(name_of(s.status)); }
/// Whoever gave an opinion goes on seeing what they judged.
inline std::set<std::string> parties_of(const Scenario& s) {
  std::set<std::string> out{s.applicant, s.operator_org, s.agency};
  if (s.review)
    for (const auto& step : s.review->steps)
      if (step.opinion) out.insert(step.opinion->org);
  return out;
}
/// Only the agreement's own operator and agency review under these roles, and one of the providers whose data is demanded.
inline Seats seats_of(const Scenario& s) {
  const auto providers = s.providers.value_or(std::vector<std::string>{});
  return {{"operator", {s.operator_org}}, {"implementing_agency", {s.agency}}, {"data_provider", providers}, {"source_department", providers}};
}
inline std::vector<Todo> todos_of(const Scenario& s) {
  return s.status == ScenarioStatus::submitted ? review_todos(s.review, seats_of(s)) : std::vector<Todo>{};
}

}  // namespace gongshu::domain::scenario
