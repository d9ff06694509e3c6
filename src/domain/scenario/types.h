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
  std::string operator_org;  ///< of the agreement
  std::string author;
  DraftScenario content;
  std::optional<rules::ChainRun> review;
};
BOOST_DESCRIBE_STRUCT(Scenario, (), (status, applicant, operator_org, author, content, review))

inline std::string status_of(const Scenario& s) { return std::string(name_of(s.status)); }
inline std::set<std::string> parties_of(const Scenario& s) { return {s.applicant, s.operator_org}; }
inline std::vector<Todo> todos_of(const Scenario& s) {
  return s.status == ScenarioStatus::submitted ? review_todos(s.review) : std::vector<Todo>{};
}

}  // namespace gongshu::domain::scenario
