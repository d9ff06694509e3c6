// Registration of a resource: application, acceptance, formal review, public notice, code.
#pragma once
#include "domain/kernel/subject.h"
#include "domain/registration/commands.gen.h"
#include "domain/registration/states.h"

namespace gongshu::domain::registration {

enum class ObjectionStatus { open, upheld, dismissed };
BOOST_DESCRIBE_ENUM(ObjectionStatus, open, upheld, dismissed)

struct Objection {
  std::string person, org, grounds, evidence;
  Instant raised = 0;
  ObjectionStatus status{};
  std::optional<std::string> reason;
};
BOOST_DESCRIBE_STRUCT(Objection, (), (person, org, grounds, evidence, raised, status, reason))

struct Registration {
  RegistrationStatus status{};
  std::string entry, registrant, author, kind;
  std::map<std::string, std::string> materials;
  std::optional<std::string> state_asset;
  std::optional<std::string> due;     ///< of the step under way
  std::optional<std::string> reason;  ///< of a refusal
  std::optional<std::string> reviewer;
  std::optional<std::string> notice_until;  ///< last day of the public notice
  std::vector<Objection> objections;
  std::optional<std::string> code, valid_until;
  std::optional<std::string> of;           ///< every kind but the initial: the registration concerned
  std::optional<std::string> followed_by;  ///< application that replaced or cancelled this one
  std::optional<std::string> ground;       ///< of a revocation
  std::optional<std::string> renew_from;   ///< first day of the renewal window
  std::optional<std::string> renew_near;   ///< once the window is open: day from which renewing presses
};
BOOST_DESCRIBE_STRUCT(Registration, (),
                      (status, entry, registrant, author, kind, materials, state_asset, due, reason, reviewer, notice_until, objections, code, valid_until, of,
                       followed_by, ground, renew_from, renew_near))

inline std::string status_of(const Registration& r) { return std::string(name_of(r.status)); }
inline std::set<std::string> parties_of(const Registration& r) { return {r.registrant}; }
inline bool is_public(const Registration& r) {
  return r.status == RegistrationStatus::noticed || r.status == RegistrationStatus::registered;
}
std::vector<Todo> todos_of(const Registration&);
/// Clocks of a registration that stands: the day before its renewal window, and the last day of its validity.
inline constexpr std::string_view kRenewalClock = "renewal", kValidityClock = "validity";
std::vector<Clock> clocks_of(const Registration&);

/// Registered and not past its validity on that day.
inline bool stands(const Registration& r, Date today) {
  if (r.status != RegistrationStatus::registered || !r.valid_until) return false;
  const auto until = parse_date(*r.valid_until);
  return until && today <= *until;
}

/// Stands or is under way: no other registration of the entry begins meanwhile.
inline bool occupies(const Registration& r, Date today) {
  switch (r.status) {
    case RegistrationStatus::not_accepted:
    case RegistrationStatus::rejected:
    case RegistrationStatus::superseded:
    case RegistrationStatus::lapsed:
    case RegistrationStatus::cancelled:
    case RegistrationStatus::revoked:
    case RegistrationStatus::ended: return false;
    case RegistrationStatus::registered: return stands(r, today);
    default: return true;
  }
}

}  // namespace gongshu::domain::registration
