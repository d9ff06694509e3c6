// States of plans, operators and agreements. Filing is a clock beside them, never a state.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::authorization {

enum class PlanStatus { draft, submitted, approved };
BOOST_DESCRIBE_ENUM(PlanStatus, draft, submitted, approved)

inline constexpr Transition<PlanStatus> kPlanTransitions[] = {
    {PlanStatus::draft, PlanStatus::draft, "authorization.plan_revised", "implementing_agency"},
    {PlanStatus::submitted, PlanStatus::draft, "authorization.plan_revised", "implementing_agency"},
    {PlanStatus::approved, PlanStatus::draft, "authorization.plan_revised", "implementing_agency"},
    {PlanStatus::draft, PlanStatus::submitted, "authorization.plan_submitted", "implementing_agency"},
    {PlanStatus::submitted, PlanStatus::approved, "authorization.plan_approved", "competent_authority"},
    {PlanStatus::approved, PlanStatus::approved, "authorization.plan_filed", "competent_authority"},
};

enum class OperatorStatus { admitted, exited };
BOOST_DESCRIBE_ENUM(OperatorStatus, admitted, exited)

inline constexpr Transition<OperatorStatus> kOperatorTransitions[] = {
    {OperatorStatus::admitted, OperatorStatus::exited, "authorization.operator_exited", "competent_authority"},
};

enum class AgreementStatus { draft, decided, in_force, expired, exiting, ended };
BOOST_DESCRIBE_ENUM(AgreementStatus, draft, decided, in_force, expired, exiting, ended)

inline constexpr Transition<AgreementStatus> kAgreementTransitions[] = {
    {AgreementStatus::draft, AgreementStatus::draft, "authorization.agreement_revised", "implementing_agency"},
    {AgreementStatus::decided, AgreementStatus::draft, "authorization.agreement_revised", "implementing_agency"},
    {AgreementStatus::draft, AgreementStatus::decided, "authorization.agreement_decided", "implementing_agency"},
    {AgreementStatus::decided, AgreementStatus::decided, "authorization.agreement_signed", "implementing_agency, operator"},
    {AgreementStatus::decided, AgreementStatus::in_force, "authorization.agreement_in_force", "last signature"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.agreement_filed", "competent_authority"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.renewal_applied", "operator"},
    {AgreementStatus::expired, AgreementStatus::expired, "authorization.renewal_applied", "operator"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.amendment_proposed", "implementing_agency"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.amendment_decided", "implementing_agency"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.amendment_signed", "implementing_agency, operator"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.agreement_amended", "last signature"},
    {AgreementStatus::in_force, AgreementStatus::in_force, "authorization.agreement_ending", "clock"},
    {AgreementStatus::in_force, AgreementStatus::expired, "authorization.agreement_expired", "clock"},
    {AgreementStatus::in_force, AgreementStatus::exiting, "authorization.agreement_exiting", "competent_authority, implementing_agency"},
    {AgreementStatus::expired, AgreementStatus::exiting, "authorization.agreement_exiting", "competent_authority, implementing_agency"},
    {AgreementStatus::exiting, AgreementStatus::ended, "authorization.agreement_ended", "node"},
};

}  // namespace gongshu::domain::authorization
