// States of what stands between a product and its use.
#pragma once
#include "domain/kernel/transition.h"

namespace gongshu::domain::delivery {

enum class DeveloperStatus { selected, assessed, approved, returned, refused };
BOOST_DESCRIBE_ENUM(DeveloperStatus, selected, assessed, approved, returned, refused)

inline constexpr Transition<DeveloperStatus> kDeveloperTransitions[] = {
    {DeveloperStatus::selected, DeveloperStatus::assessed, "developer.assessed", "operator"},
    {DeveloperStatus::returned, DeveloperStatus::assessed, "developer.assessed", "operator"},
    {DeveloperStatus::selected, DeveloperStatus::refused, "developer.rejected", "operator"},
    {DeveloperStatus::returned, DeveloperStatus::refused, "developer.rejected", "operator"},
    {DeveloperStatus::assessed, DeveloperStatus::assessed, "developer.reviewed", "chain"},
    {DeveloperStatus::assessed, DeveloperStatus::approved, "developer.approved", "chain"},
    {DeveloperStatus::assessed, DeveloperStatus::returned, "developer.returned", "chain"},
    {DeveloperStatus::assessed, DeveloperStatus::refused, "developer.refused", "chain"},
};

enum class ApplicationAgreementStatus { draft, in_force, ended };
BOOST_DESCRIBE_ENUM(ApplicationAgreementStatus, draft, in_force, ended)

inline constexpr Transition<ApplicationAgreementStatus> kApplicationAgreementTransitions[] = {
    {ApplicationAgreementStatus::draft, ApplicationAgreementStatus::draft, "application_agreement.revised", "operator"},
    {ApplicationAgreementStatus::draft, ApplicationAgreementStatus::draft, "application_agreement.signed", "parties"},
    {ApplicationAgreementStatus::draft, ApplicationAgreementStatus::in_force, "application_agreement.in_force", "parties"},
    {ApplicationAgreementStatus::in_force, ApplicationAgreementStatus::ended, "application_agreement.ended", "parties"},
};

enum class ApplicationKeyStatus { active, revoked };
BOOST_DESCRIBE_ENUM(ApplicationKeyStatus, active, revoked)

inline constexpr Transition<ApplicationKeyStatus> kApplicationKeyTransitions[] = {
    {ApplicationKeyStatus::active, ApplicationKeyStatus::revoked, "application_key.revoked", "application_developer"},
};

enum class SubscriptionStatus { active, ended };
BOOST_DESCRIBE_ENUM(SubscriptionStatus, active, ended)

inline constexpr Transition<SubscriptionStatus> kSubscriptionTransitions[] = {
    {SubscriptionStatus::active, SubscriptionStatus::active, "subscription.guarded", "gateway"},
    {SubscriptionStatus::active, SubscriptionStatus::active, "subscription.guard_cleared", "operator"},
    {SubscriptionStatus::active, SubscriptionStatus::ended, "subscription.ended", "parties"},
};

enum class ConsentStatus { given, withdrawn };
BOOST_DESCRIBE_ENUM(ConsentStatus, given, withdrawn)

inline constexpr Transition<ConsentStatus> kConsentTransitions[] = {
    {ConsentStatus::given, ConsentStatus::withdrawn, "consent.withdrawn", "recorder"},
};

}  // namespace gongshu::domain::delivery
