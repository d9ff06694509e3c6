#pragma once
#include "domain/registration/types.h"

namespace gongshu::domain::registration {

struct Applied {
  static constexpr std::string_view kType = "registration.applied";
  ApplyRegistration application;
  std::optional<std::string> due;
};
BOOST_DESCRIBE_STRUCT(Applied, (), (application, due))

struct Accepted {
  static constexpr std::string_view kType = "registration.accepted";
  std::optional<std::string> due;
};
BOOST_DESCRIBE_STRUCT(Accepted, (), (due))

struct NotAccepted {
  static constexpr std::string_view kType = "registration.not_accepted";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(NotAccepted, (), (reason))

struct Reviewed {
  static constexpr std::string_view kType = "registration.reviewed";
};
BOOST_DESCRIBE_STRUCT(Reviewed, (), ())

struct Rejected {
  static constexpr std::string_view kType = "registration.rejected";
  std::string reason;
  std::string basis;
};
BOOST_DESCRIBE_STRUCT(Rejected, (), (reason, basis))

struct Noticed {
  static constexpr std::string_view kType = "registration.noticed";
  std::string until;
};
BOOST_DESCRIBE_STRUCT(Noticed, (), (until))

struct ObjectionRaised {
  static constexpr std::string_view kType = "registration.objection_raised";
  std::string grounds;
  std::string evidence;
};
BOOST_DESCRIBE_STRUCT(ObjectionRaised, (), (grounds, evidence))

struct ObjectionDismissed {
  static constexpr std::string_view kType = "registration.objection_dismissed";
  std::int64_t index;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ObjectionDismissed, (), (index, reason))

struct ObjectionUpheld {
  static constexpr std::string_view kType = "registration.objection_upheld";
  std::int64_t index;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ObjectionUpheld, (), (index, reason))

struct Completed {
  static constexpr std::string_view kType = "registration.completed";
  static constexpr bool kPolicy = true;
  std::string code;
  std::string valid_until;
  std::optional<std::string> renew_from{};
};
BOOST_DESCRIBE_STRUCT(Completed, (), (code, valid_until, renew_from))

struct RenewalOpened {
  static constexpr std::string_view kType = "registration.renewal_opened";
  std::string near;
};
BOOST_DESCRIBE_STRUCT(RenewalOpened, (), (near))

struct CancellationDone {
  static constexpr std::string_view kType = "registration.cancellation_done";
};
BOOST_DESCRIBE_STRUCT(CancellationDone, (), ())

struct Superseded {
  static constexpr std::string_view kType = "registration.superseded";
  static constexpr bool kPolicy = true;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(Superseded, (), (by))

struct Cancelled {
  static constexpr std::string_view kType = "registration.cancelled";
  static constexpr bool kPolicy = true;
  std::string by;
};
BOOST_DESCRIBE_STRUCT(Cancelled, (), (by))

struct Lapsed {
  static constexpr std::string_view kType = "registration.lapsed";
  static constexpr bool kPolicy = true;
};
BOOST_DESCRIBE_STRUCT(Lapsed, (), ())

struct Revoked {
  static constexpr std::string_view kType = "registration.revoked";
  static constexpr bool kPolicy = true;
  std::string ground, reason, document;
};
BOOST_DESCRIBE_STRUCT(Revoked, (), (ground, reason, document))

struct RegistrationSubject {
  static constexpr std::string_view kKind = "registration";
  static constexpr std::string_view kPrefix = "reg";
  using State = Registration;
  using Event = std::variant<Applied, Accepted, NotAccepted, Reviewed, Rejected, Noticed, ObjectionRaised, ObjectionDismissed, ObjectionUpheld, Completed,
                             RenewalOpened, CancellationDone, Superseded, Cancelled, Lapsed, Revoked>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using Events = std::vector<RegistrationSubject::Event>;

}  // namespace gongshu::domain::registration
