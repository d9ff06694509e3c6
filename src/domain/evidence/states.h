// States of the evidence that rules ask for. entered and requested wait for another person than entered or asked.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::evidence {

enum class DocumentStatus { deposited };
BOOST_DESCRIBE_ENUM(DocumentStatus, deposited)

enum class DecisionStatus { entered, confirmed, rejected };
BOOST_DESCRIBE_ENUM(DecisionStatus, entered, confirmed, rejected)

inline constexpr Transition<DecisionStatus> kDecisionTransitions[] = {
    {DecisionStatus::entered, DecisionStatus::confirmed, "evidence.decision_confirmed", "another person"},
    {DecisionStatus::entered, DecisionStatus::rejected, "evidence.decision_rejected", "another person"},
};

enum class ExceptionStatus { requested, approved, refused };
BOOST_DESCRIBE_ENUM(ExceptionStatus, requested, approved, refused)

inline constexpr Transition<ExceptionStatus> kExceptionTransitions[] = {
    {ExceptionStatus::requested, ExceptionStatus::approved, "evidence.exception_approved", "competent_authority"},
    {ExceptionStatus::requested, ExceptionStatus::refused, "evidence.exception_refused", "competent_authority"},
};

}  // namespace gongshu::domain::evidence
