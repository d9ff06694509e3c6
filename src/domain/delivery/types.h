// Developer, application agreement, key, subscription, consent, usage anchor: who may use a product, for what, until when.
#pragma once
#include "domain/delivery/commands.gen.h"
#include "domain/delivery/states.h"
#include "domain/kernel/review.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::delivery {

struct Developer {
  DeveloperStatus status{};
  std::string org, operator_org, author;
  std::vector<std::string> authors;  ///< who selected and who assessed; none of them reviews
  std::string scenario;
  std::map<std::string, DimensionVerdict> assessment;
  std::optional<rules::ChainRun> review;
};
BOOST_DESCRIBE_STRUCT(Developer, (), (status, org, operator_org, author, authors, scenario, assessment, review))

inline constexpr std::string_view kApplication = "application_agreement";
inline constexpr std::string_view kConfidentiality = "confidentiality_agreement";
inline std::string kind_of(const DraftApplicationAgreement& c) { return c.kind.value_or(std::string(kApplication)); }

struct Signature {
  std::string org, person;
  Instant time = 0;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (org, person, time))

struct ApplicationAgreement {
  ApplicationAgreementStatus status{};
  std::string operator_org, developer_org, author;
  DraftApplicationAgreement content;
  std::vector<Signature> signatures;
  std::optional<Instant> in_force_since;
  std::optional<std::string> end_reason;
};
BOOST_DESCRIBE_STRUCT(ApplicationAgreement, (), (status, operator_org, developer_org, author, content, signatures, in_force_since, end_reason))

/// The secret is operational state: sealed, beside the credentials.
struct ApplicationKey {
  ApplicationKeyStatus status{};
  std::string org, label, issued_by;
  Instant issued = 0;
  std::optional<std::string> revoke_reason;
};
BOOST_DESCRIBE_STRUCT(ApplicationKey, (), (status, org, label, issued_by, issued, revoke_reason))

struct Subscription {
  SubscriptionStatus status{};
  std::string org, operator_org;
  Subscribe content;
  std::int64_t price_fen = 0;  ///< of one answered call or one package, as agreed
  bool free_use = false;       ///< a public purpose: price 0 whatever the product's
  std::optional<std::string> end_reason;
  std::optional<std::string> guard;  ///< slowed | stopped
  std::optional<std::int64_t> guard_calls, guard_misses, guard_sequential;
};
BOOST_DESCRIBE_STRUCT(Subscription, (),
                      (status, org, operator_org, content, price_fen, free_use, end_reason, guard, guard_calls, guard_misses, guard_sequential))

/// Names the subject by a token under the product's key; the identifier is nowhere.
struct Consent {
  ConsentStatus status{};
  std::string subject;  ///< 64 hex characters
  std::string product, purpose;
  std::optional<std::string> developer;
  Instant valid_until = 0;    ///< exclusive
  std::int64_t max_uses = 0;  ///< 0: no limit within the term
  std::optional<std::string> document, basis, scenario;
  std::string org, recorded_by;
  std::optional<Instant> withdrawn_at;
  std::optional<std::string> withdraw_reason;
};
BOOST_DESCRIBE_STRUCT(Consent, (), (status, subject, product, purpose, developer, valid_until, max_uses, document, basis, scenario, org, recorded_by, withdrawn_at, withdraw_reason))

/// One segment of the usage log: its first `to - segment` records have this Merkle root.
struct UsageAnchor {
  std::int64_t segment = 0, from = 0, to = 0;
  std::string root;             ///< hex
  std::int64_t ledger_seq = 0;  ///< of the entry that anchored it
};
BOOST_DESCRIBE_STRUCT(UsageAnchor, (), (segment, from, to, root, ledger_seq))

inline std::string status_of(const Developer& d) { return std::string(name_of(d.status)); }
inline std::set<std::string> parties_of(const Developer& d) { return {d.org, d.operator_org}; }
/// Only the operator that selected the developer reviews under that role.
inline Seats seats_of(const Developer& d) { return {{"operator", {d.operator_org}}}; }
inline std::vector<Todo> todos_of(const Developer& d) {
  return d.status == DeveloperStatus::assessed ? review_todos(d.review, seats_of(d)) : std::vector<Todo>{};
}
inline std::string status_of(const ApplicationAgreement& a) { return std::string(name_of(a.status)); }
inline std::set<std::string> parties_of(const ApplicationAgreement& a) { return {a.operator_org, a.developer_org}; }
inline std::vector<Todo> todos_of(const ApplicationAgreement& a) {
  std::vector<Todo> out;
  if (a.status != ApplicationAgreementStatus::draft) return out;
  for (const auto& org : {a.operator_org, a.developer_org})
    if (std::none_of(a.signatures.begin(), a.signatures.end(), [&](const auto& s) { return s.org == org; })) out.push_back({"sign", {}, org, {}});
  return out;
}
inline std::string status_of(const ApplicationKey& k) { return std::string(name_of(k.status)); }
inline std::set<std::string> parties_of(const ApplicationKey& k) { return {k.org}; }
inline std::string status_of(const Subscription& s) { return std::string(name_of(s.status)); }
inline std::set<std::string> parties_of(const Subscription& s) { return {s.org, s.operator_org}; }
inline std::string status_of(const Consent& c) { return std::string(name_of(c.status)); }
inline std::set<std::string> parties_of(const Consent& c) { return {c.org}; }

/// In force and inside its term on that day.
inline bool stands(const ApplicationAgreement& a, Date today) {
  const auto starts = parse_date(a.content.starts), ends = parse_date(a.content.ends);
  return a.status == ApplicationAgreementStatus::in_force && starts && ends && *starts <= today && today <= *ends;
}

}  // namespace gongshu::domain::delivery
