#pragma once
#include "domain/delivery/types.h"

namespace gongshu::domain::delivery {

struct DeveloperSelected {
  static constexpr std::string_view kType = "developer.selected";
  std::string org, scenario;
};
BOOST_DESCRIBE_STRUCT(DeveloperSelected, (), (org, scenario))

struct DeveloperAssessed {
  static constexpr std::string_view kType = "developer.assessed";
  std::map<std::string, DimensionVerdict> dimensions;
  std::optional<rules::ChainRun> review;  ///< none where the pack leaves it to the operator
};
BOOST_DESCRIBE_STRUCT(DeveloperAssessed, (), (dimensions, review))

struct DeveloperRejected {
  static constexpr std::string_view kType = "developer.rejected";
  std::map<std::string, DimensionVerdict> dimensions;
};
BOOST_DESCRIBE_STRUCT(DeveloperRejected, (), (dimensions))

struct DeveloperReviewed {
  static constexpr std::string_view kType = "developer.reviewed";
  rules::Opinion opinion;
};
BOOST_DESCRIBE_STRUCT(DeveloperReviewed, (), (opinion))

struct DeveloperApproved {
  static constexpr std::string_view kType = "developer.approved";
  static constexpr bool kPolicy = true;
};
BOOST_DESCRIBE_STRUCT(DeveloperApproved, (), ())

struct DeveloperReturned {
  static constexpr std::string_view kType = "developer.returned";
};
BOOST_DESCRIBE_STRUCT(DeveloperReturned, (), ())

struct DeveloperRefused {
  static constexpr std::string_view kType = "developer.refused";
};
BOOST_DESCRIBE_STRUCT(DeveloperRefused, (), ())

struct AgreementDrafted {
  static constexpr std::string_view kType = "application_agreement.drafted";
  std::string developer_org;
  DraftApplicationAgreement content;
};
BOOST_DESCRIBE_STRUCT(AgreementDrafted, (), (developer_org, content))

struct AgreementRevised {
  static constexpr std::string_view kType = "application_agreement.revised";
  std::string developer_org;
  DraftApplicationAgreement content;
};
BOOST_DESCRIBE_STRUCT(AgreementRevised, (), (developer_org, content))

struct AgreementSigned {
  static constexpr std::string_view kType = "application_agreement.signed";
};
BOOST_DESCRIBE_STRUCT(AgreementSigned, (), ())

struct AgreementInForce {
  static constexpr std::string_view kType = "application_agreement.in_force";
  static constexpr bool kPolicy = true;
};
BOOST_DESCRIBE_STRUCT(AgreementInForce, (), ())

struct AgreementEnded {
  static constexpr std::string_view kType = "application_agreement.ended";
  static constexpr bool kPolicy = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(AgreementEnded, (), (reason))

struct KeyIssued {
  static constexpr std::string_view kType = "application_key.issued";
  static constexpr bool kPolicy = true;
  std::string label;
};
BOOST_DESCRIBE_STRUCT(KeyIssued, (), (label))

struct KeyRevoked {
  static constexpr std::string_view kType = "application_key.revoked";
  static constexpr bool kPolicy = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(KeyRevoked, (), (reason))

struct Subscribed {
  static constexpr std::string_view kType = "subscription.opened";
  static constexpr bool kPolicy = true;
  std::string operator_org;
  Subscribe content;
  std::int64_t price_fen = 0;
  bool free_use = false;
};
BOOST_DESCRIBE_STRUCT(Subscribed, (), (operator_org, content, price_fen, free_use))

struct SubscriptionGuarded {
  static constexpr std::string_view kType = "subscription.guarded";
  std::string guard;
  std::int64_t calls = 0, misses = 0, sequential = 0;
};
BOOST_DESCRIBE_STRUCT(SubscriptionGuarded, (), (guard, calls, misses, sequential))

struct GuardCleared {
  static constexpr std::string_view kType = "subscription.guard_cleared";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(GuardCleared, (), (reason))

struct SubscriptionEnded {
  static constexpr std::string_view kType = "subscription.ended";
  static constexpr bool kPolicy = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(SubscriptionEnded, (), (reason))

struct ConsentGiven {
  static constexpr std::string_view kType = "consent.given";
  static constexpr bool kPolicy = true;
  std::string subject, product, purpose;
  std::optional<std::string> developer;
  Instant valid_until = 0;
  std::int64_t max_uses = 0;
  std::optional<std::string> document, basis, scenario;
};
BOOST_DESCRIBE_STRUCT(ConsentGiven, (), (subject, product, purpose, developer, valid_until, max_uses, document, basis, scenario))

struct ConsentWithdrawn {
  static constexpr std::string_view kType = "consent.withdrawn";
  static constexpr bool kPolicy = true;
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ConsentWithdrawn, (), (reason))

struct UsageAnchored {
  static constexpr std::string_view kType = "usage.anchored";
  std::int64_t segment = 0, from = 0, to = 0;
  std::string root;
};
BOOST_DESCRIBE_STRUCT(UsageAnchored, (), (segment, from, to, root))

struct DeveloperSubject {
  static constexpr std::string_view kKind = "developer";
  static constexpr std::string_view kPrefix = "dev";
  using State = Developer;
  using Event = std::variant<DeveloperSelected, DeveloperAssessed, DeveloperRejected, DeveloperReviewed, DeveloperApproved, DeveloperReturned, DeveloperRefused>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct ApplicationAgreementSubject {
  static constexpr std::string_view kKind = "application_agreement";
  static constexpr std::string_view kPrefix = "apa";
  using State = ApplicationAgreement;
  using Event = std::variant<AgreementDrafted, AgreementRevised, AgreementSigned, AgreementInForce, AgreementEnded>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct ApplicationKeySubject {
  static constexpr std::string_view kKind = "application_key";
  static constexpr std::string_view kPrefix = "key";
  using State = ApplicationKey;
  using Event = std::variant<KeyIssued, KeyRevoked>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct SubscriptionSubject {
  static constexpr std::string_view kKind = "subscription";
  static constexpr std::string_view kPrefix = "sub";
  using State = Subscription;
  using Event = std::variant<Subscribed, SubscriptionGuarded, GuardCleared, SubscriptionEnded>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct ConsentSubject {
  static constexpr std::string_view kKind = "consent";
  static constexpr std::string_view kPrefix = "cns";
  using State = Consent;
  using Event = std::variant<ConsentGiven, ConsentWithdrawn>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct UsageAnchorSubject {
  static constexpr std::string_view kKind = "usage_segment";
  static constexpr std::string_view kPrefix = "seg";
  using State = UsageAnchor;
  using Event = std::variant<UsageAnchored>;
  static void evolve(State&, const Event&, const EventMeta&);
};

using DeveloperEvents = std::vector<DeveloperSubject::Event>;
using AgreementEvents = std::vector<ApplicationAgreementSubject::Event>;
using KeyEvents = std::vector<ApplicationKeySubject::Event>;
using SubscriptionEvents = std::vector<SubscriptionSubject::Event>;
using ConsentEvents = std::vector<ConsentSubject::Event>;

}  // namespace gongshu::domain::delivery
