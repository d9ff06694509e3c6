#pragma once
#include "domain/scenario/types.h"

namespace gongshu::domain::scenario {

struct Drafted {
  static constexpr std::string_view kType = "scenario.drafted";
  std::string operator_org, agency;
  DraftScenario content;
  std::optional<std::vector<std::string>> providers;
};
BOOST_DESCRIBE_STRUCT(Drafted, (), (operator_org, agency, content, providers))

struct Revised {
  static constexpr std::string_view kType = "scenario.revised";
  std::string operator_org, agency;
  DraftScenario content;
  std::optional<std::vector<std::string>> providers;
};
BOOST_DESCRIBE_STRUCT(Revised, (), (operator_org, agency, content, providers))

struct Submitted {
  static constexpr std::string_view kType = "scenario.submitted";
  rules::ChainRun review;
};
BOOST_DESCRIBE_STRUCT(Submitted, (), (review))

struct Reviewed {
  static constexpr std::string_view kType = "scenario.reviewed";
  rules::Opinion opinion;
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), (opinion))

struct Approved {
  static constexpr std::string_view kType = "scenario.approved";
  static constexpr bool kPolicy = true;
};
BOOST_DESCRIBE_STRUCT(Approved, (), ())

struct Returned {
  static constexpr std::string_view kType = "scenario.returned";
};
BOOST_DESCRIBE_STRUCT(Returned, (), ())

struct Refused {
  static constexpr std::string_view kType = "scenario.refused";
};
BOOST_DESCRIBE_STRUCT(Refused, (), ())

struct Ended {
  static constexpr std::string_view kType = "scenario.ended";
  static constexpr bool kPolicy = true;
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(Ended, (), (exit))

struct ScenarioSubject {
  static constexpr std::string_view kKind = "scenario";
  static constexpr std::string_view kPrefix = "scn";
  using State = Scenario;
  using Event = std::variant<Drafted, Revised, Submitted, Reviewed, Approved, Returned, Refused, Ended>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<ScenarioSubject::Event>;

}  // namespace gongshu::domain::scenario
