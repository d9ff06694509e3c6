// States of a resource registration. After applied every step belongs to the registration authority; noticed waits for its clock.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::registration {

enum class RegistrationStatus { applied, accepted, not_accepted, reviewed, rejected, noticed, registered, superseded, lapsed, cancelled, revoked, ended };
BOOST_DESCRIBE_ENUM(RegistrationStatus, applied, accepted, not_accepted, reviewed, rejected, noticed, registered, superseded, lapsed, cancelled, revoked,
                    ended)

inline constexpr Transition<RegistrationStatus> kRegistrationTransitions[] = {
    {RegistrationStatus::applied, RegistrationStatus::accepted, "registration.accepted", "registration_authority"},
    {RegistrationStatus::applied, RegistrationStatus::not_accepted, "registration.not_accepted", "registration_authority"},
    {RegistrationStatus::accepted, RegistrationStatus::reviewed, "registration.reviewed", "registration_authority"},
    {RegistrationStatus::accepted, RegistrationStatus::rejected, "registration.rejected", "registration_authority"},
    {RegistrationStatus::reviewed, RegistrationStatus::noticed, "registration.noticed", "registration_authority"},
    {RegistrationStatus::noticed, RegistrationStatus::noticed, "registration.objection_raised", "anyone signed in"},
    {RegistrationStatus::noticed, RegistrationStatus::noticed, "registration.objection_dismissed", "registration_authority"},
    {RegistrationStatus::noticed, RegistrationStatus::ended, "registration.objection_upheld", "registration_authority"},
    {RegistrationStatus::noticed, RegistrationStatus::registered, "registration.completed", "registration_authority"},
    {RegistrationStatus::reviewed, RegistrationStatus::registered, "registration.completed", "registration_authority"},
    {RegistrationStatus::reviewed, RegistrationStatus::ended, "registration.cancellation_done", "registration_authority"},
    {RegistrationStatus::registered, RegistrationStatus::registered, "registration.renewal_opened", "clock"},
    {RegistrationStatus::registered, RegistrationStatus::superseded, "registration.superseded", "registration_authority"},
    {RegistrationStatus::registered, RegistrationStatus::cancelled, "registration.cancelled", "registration_authority"},
    {RegistrationStatus::registered, RegistrationStatus::lapsed, "registration.lapsed", "clock"},
    {RegistrationStatus::registered, RegistrationStatus::revoked, "registration.revoked", "registration_authority"},
};

}  // namespace gongshu::domain::registration
