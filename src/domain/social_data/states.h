// States of imported social data: held in its workspace until the operator's exit, which deletes the rows or keeps them as the rules say.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::social_data {

enum class SocialDataStatus { held, exited };
BOOST_DESCRIBE_ENUM(SocialDataStatus, held, exited)

inline constexpr Transition<SocialDataStatus> kSocialDataTransitions[] = {
    {SocialDataStatus::held, SocialDataStatus::exited, "social_data.exited", "exit"},
};

}  // namespace gongshu::domain::social_data
