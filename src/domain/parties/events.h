#pragma once
#include "domain/parties/types.h"

namespace gongshu::domain::parties {

struct OrganisationRegistered {
  static constexpr std::string_view kType = "parties.organisation_registered";
  Organisation organisation;
};
BOOST_DESCRIBE_STRUCT(OrganisationRegistered, (), (organisation))

struct OrganisationRolesChanged {
  static constexpr std::string_view kType = "parties.organisation_roles_changed";
  std::vector<std::string> roles;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(OrganisationRolesChanged, (), (roles, reason))

struct PersonRegistered {
  static constexpr std::string_view kType = "parties.person_registered";
  Person person;
};
BOOST_DESCRIBE_STRUCT(PersonRegistered, (), (person))

struct PersonDisabled {
  static constexpr std::string_view kType = "parties.person_disabled";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PersonDisabled, (), (reason))

/// The password itself is nowhere in the ledger.
struct PersonPasswordReset {
  static constexpr std::string_view kType = "parties.person_password_reset";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(PersonPasswordReset, (), (reason))

struct OrganisationSubject {
  static constexpr std::string_view kKind = "organisation";
  static constexpr std::string_view kPrefix = "org";
  using State = Organisation;
  using Event = std::variant<OrganisationRegistered, OrganisationRolesChanged>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct PersonSubject {
  static constexpr std::string_view kKind = "person";
  static constexpr std::string_view kPrefix = "per";
  using State = Person;
  using Event = std::variant<PersonRegistered, PersonDisabled, PersonPasswordReset>;
  static void evolve(State&, const Event&, const EventMeta&);
};

}  // namespace gongshu::domain::parties
