// The roles an organisation can hold and the duties a person can have; identifiers as in the glossary.
// Local names of the roles come from the rule pack.
#pragma once
#include <array>
#include <string_view>

namespace gongshu::identity::role {

inline constexpr std::string_view kCompetentAuthority = "competent_authority";
inline constexpr std::string_view kImplementingAgency = "implementing_agency";
inline constexpr std::string_view kOperator = "operator";
inline constexpr std::string_view kApplicationDeveloper = "application_developer";
inline constexpr std::string_view kDataProvider = "data_provider";
inline constexpr std::string_view kSectorAuthority = "sector_authority";
inline constexpr std::string_view kGovernment = "government";
inline constexpr std::string_view kExpertPanel = "expert_panel";
inline constexpr std::string_view kRegistrationAuthority = "registration_authority";

/// Every role, supervisors included (a rule pack may name any of them in a chain).
inline constexpr std::array<std::string_view, 31> kAll = {
    kCompetentAuthority, kImplementingAgency, kOperator, kApplicationDeveloper, kDataProvider, kSectorAuthority, kGovernment, kExpertPanel,
    kRegistrationAuthority, "source_department", "intermediate_developer", "development_reform", "pricing_authority", "finance", "audit",
    "state_assets", "tax", "cyberspace", "public_security", "state_security", "secrecy", "cryptography", "industry_it", "market_regulation",
    "financial_regulation", "intellectual_property", "health_authority", "civil_affairs", "data_exchange", "statistics", "node"};

}  // namespace gongshu::identity::role

namespace gongshu::identity::duty {

/// The three administrators of a node are three people (GB/T 22239; design invariant 9).
inline constexpr std::string_view kSystemAdmin = "system_admin";
inline constexpr std::string_view kSecurityAdmin = "security_admin";
inline constexpr std::string_view kAuditAdmin = "audit_admin";
inline constexpr std::string_view kStaff = "staff";

}  // namespace gongshu::identity::duty
