// States of a scenario: draft and returned belong to the applicant, submitted to the chain, approved to the operator.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::scenario {

enum class ScenarioStatus { draft, submitted, approved, returned, refused, ended };
BOOST_DESCRIBE_ENUM(ScenarioStatus, draft, submitted, approved, returned, refused, ended)

inline constexpr Transition<ScenarioStatus> kScenarioTransitions[] = {
    {ScenarioStatus::draft, ScenarioStatus::draft, "scenario.revised", "applicant"},
    {ScenarioStatus::returned, ScenarioStatus::draft, "scenario.revised", "applicant"},
    {ScenarioStatus::draft, ScenarioStatus::submitted, "scenario.submitted", "applicant"},
    {ScenarioStatus::submitted, ScenarioStatus::submitted, "scenario.reviewed", "chain"},
    {ScenarioStatus::submitted, ScenarioStatus::approved, "scenario.approved", "chain"},
    {ScenarioStatus::submitted, ScenarioStatus::returned, "scenario.returned", "chain"},
    {ScenarioStatus::submitted, ScenarioStatus::refused, "scenario.refused", "chain"},
    {ScenarioStatus::draft, ScenarioStatus::ended, "scenario.ended", "exit"},
    {ScenarioStatus::returned, ScenarioStatus::ended, "scenario.ended", "exit"},
    {ScenarioStatus::submitted, ScenarioStatus::ended, "scenario.ended", "exit"},
    {ScenarioStatus::approved, ScenarioStatus::ended, "scenario.ended", "exit"},
};

}  // namespace gongshu::domain::scenario
