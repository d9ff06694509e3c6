// Organisations and people: who can act at all.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::parties {

enum class OrganisationStatus { active };
BOOST_DESCRIBE_ENUM(OrganisationStatus, active)

struct Organisation {
  OrganisationStatus status{};
  std::string name;
  std::string level;       ///< province | city | county
  std::string party_type;  ///< government_body | legal_person | …
  std::vector<std::string> roles;
  std::optional<std::string> credit_code;  ///< GB 32100
  std::optional<std::string> division;     ///< GB/T 2260
  std::optional<std::string> parent;
  std::optional<std::vector<std::string>> related;  ///< organisations it controls or is controlled by
};
BOOST_DESCRIBE_STRUCT(Organisation, (), (status, name, level, party_type, roles, credit_code, division, parent, related))

enum class PersonStatus { active, disabled };
BOOST_DESCRIBE_ENUM(PersonStatus, active, disabled)

/// The name is personal data: it stands in the entry's personal payload and beside the credentials, not in the state.
struct Person {
  PersonStatus status{};
  std::string org;
  std::string account;
  std::vector<std::string> duties;
};
BOOST_DESCRIBE_STRUCT(Person, (), (status, org, account, duties))

inline std::string status_of(const Organisation& o) { return std::string(name_of(o.status)); }
inline bool is_public(const Organisation&) { return true; }
inline std::string status_of(const Person& p) { return std::string(name_of(p.status)); }
inline std::set<std::string> parties_of(const Person& p) { return {p.org}; }

}  // namespace gongshu::domain::parties
