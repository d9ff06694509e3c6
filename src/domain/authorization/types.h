// Plan, operator, agreement: who may put which resources to use, on whose authority, until when.
#pragma once
#include "domain/authorization/commands.gen.h"
#include "domain/authorization/states.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::authorization {

/// A filing (备案): due is a clock, not a gate; number and day stand once it is done.
struct Filing {
  std::string recipient;
  std::optional<std::string> due, number, filed_on;
};
BOOST_DESCRIBE_STRUCT(Filing, (), (recipient, due, number, filed_on))

struct Signature {
  std::string org, person;
  Instant time = 0;
};
BOOST_DESCRIBE_STRUCT(Signature, (), (org, person, time))

struct OperationPlan {
  PlanStatus status{};
  std::string agency, author;
  std::vector<std::string> authors;  ///< everyone who ever wrote a version; none of them records the approval
  DraftPlan content;
  std::int64_t revision = 0;            ///< counts approvals
  std::optional<std::string> approval;      ///< outside decision that approved this revision
  std::vector<std::string> past_approvals;  ///< of earlier revisions: they approve nothing more
  std::vector<Filing> filings;
};
BOOST_DESCRIBE_STRUCT(OperationPlan, (), (status, agency, author, authors, content, revision, approval, past_approvals, filings))

struct Operator {
  OperatorStatus status{};
  std::string org, authorization;
  std::map<std::string, std::string> qualification, security_duties;
  std::optional<IncidentDeclaration> incidents;
  std::optional<MaturityCertificate> maturity;
  std::optional<MetByParent> met_by_parent;
};
BOOST_DESCRIBE_STRUCT(Operator, (), (status, org, authorization, qualification, security_duties, incidents, maturity, met_by_parent))

/// The operator asks in time; the renewal itself is a new agreement that goes the whole way.
struct RenewalApplication {
  std::string person, org, reason;
  Instant time = 0;
};
BOOST_DESCRIBE_STRUCT(RenewalApplication, (), (person, org, reason, time))

/// A changed text under way; the agreement's own text holds until both parties have signed this one.
struct Amendment {
  std::string author, reason;
  DraftAgreement content;
  std::optional<std::string> decision;
  std::vector<Signature> signatures;
};
BOOST_DESCRIBE_STRUCT(Amendment, (), (author, reason, content, decision, signatures))

/// The term is near its end, and the parties are reminded.
struct Ending {
  std::string near;        ///< day from which the reminder presses
  bool renewable = false;  ///< the operator may ask for renewal before the end
};
BOOST_DESCRIBE_STRUCT(Ending, (), (near, renewable))

struct Agreement {
  AgreementStatus status{};
  std::string agency, operator_org, author;
  DraftAgreement content;
  std::optional<std::string> decision;
  std::vector<std::string> past_decisions;  ///< on earlier versions: they stand for this one no more
  std::vector<Signature> signatures;
  std::optional<Instant> in_force_since;
  std::vector<Filing> filings;
  std::optional<RenewalApplication> renewal;
  std::optional<Amendment> amendment;
  std::optional<std::string> ending_from;  ///< day from which the end of the term is near
  std::optional<Ending> ending;
};
BOOST_DESCRIBE_STRUCT(Agreement, (),
                      (status, agency, operator_org, author, content, decision, past_decisions, signatures, in_force_since, filings, renewal, amendment,
                       ending_from, ending))

/// Open filings of a record in the status in which they are recorded.
inline std::vector<Todo> filing_todos(const std::vector<Filing>& filings) {
  std::vector<Todo> out;
  for (const auto& f : filings)
    if (!f.filed_on) out.push_back({"file." + f.recipient, "competent_authority", {}, f.due.value_or("")});
  return out;
}

inline std::string status_of(const OperationPlan& p) { return std::string(name_of(p.status)); }
inline std::set<std::string> parties_of(const OperationPlan& p) { return {p.agency}; }
inline bool is_public(const OperationPlan&) { return false; }
inline std::vector<Todo> todos_of(const OperationPlan& p) {
  if (p.status == PlanStatus::submitted) return {{"approve", "competent_authority", {}, {}}};
  return p.status == PlanStatus::approved ? filing_todos(p.filings) : std::vector<Todo>{};
}
inline std::string status_of(const Operator& o) { return std::string(name_of(o.status)); }
inline bool is_public(const Operator&) { return true; }
inline std::string status_of(const Agreement& a) { return std::string(name_of(a.status)); }
inline std::set<std::string> parties_of(const Agreement& a) { return {a.agency, a.operator_org}; }
std::vector<Todo> todos_of(const Agreement&);
/// Clocks of an agreement in force: the day before its end is near, and its last day.
inline constexpr std::string_view kEndingClock = "ending", kTermClock = "term";
std::vector<Clock> clocks_of(const Agreement&);

/// Its last day is over, whether or not the clock has said so yet.
inline bool term_over(const Agreement& a, Date today) {
  const auto ends = parse_date(a.content.ends);
  return a.status == AgreementStatus::expired || (ends && today > *ends);
}

/// In force and inside its term on that day.
inline bool stands(const Agreement& a, Date today) {
  const auto starts = parse_date(a.content.starts), ends = parse_date(a.content.ends);
  return a.status == AgreementStatus::in_force && starts && ends && *starts <= today && today <= *ends;
}

}  // namespace gongshu::domain::authorization
