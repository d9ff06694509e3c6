// States of a stop. While active, every decision inside its scope refuses; lifting belongs to the authority.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::supervision {

enum class StopStatus { active, lifted };
BOOST_DESCRIBE_ENUM(StopStatus, active, lifted)

inline constexpr Transition<StopStatus> kStopTransitions[] = {
    {StopStatus::active, StopStatus::active, "supervision.stop_reported", "operator"},
    {StopStatus::active, StopStatus::active, "supervision.stop_assessed", "assessing bodies"},
    {StopStatus::active, StopStatus::lifted, "supervision.stop_lifted", "competent_authority"},
};

}  // namespace gongshu::domain::supervision
