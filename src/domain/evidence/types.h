// Documents, decisions taken outside the platform, and exceptions to principles: what rules ask to see.
#pragma once
#include "domain/evidence/commands.gen.h"
#include "domain/evidence/states.h"
#include "domain/kernel/subject.h"

namespace gongshu::domain::evidence {

/// The content lies sealed in the attachment store under its digest.
struct Document {
  DocumentStatus status{};
  std::string kind, title, issuer;
  std::optional<std::string> issuer_org, number, issued, valid_until;
  std::string media_type;
  std::string digest;  ///< SM3 of the content, hex
  std::int64_t bytes = 0;
  std::string org, deposited_by;
};
BOOST_DESCRIBE_STRUCT(Document, (),
                      (status, kind, title, issuer, issuer_org, number, issued, valid_until, media_type, digest, bytes, org, deposited_by))

/// Counts only once confirmed by a second person who compared it with its document.
struct OutsideDecision {
  DecisionStatus status{};
  std::string decision_kind, subject, document, number, decided_on, outcome;
  std::string entered_by, org;
  std::optional<std::string> confirmed_by, reject_reason;
};
BOOST_DESCRIBE_STRUCT(OutsideDecision, (),
                      (status, decision_kind, subject, document, number, decided_on, outcome, entered_by, org, confirmed_by, reject_reason))

struct RuleException {
  ExceptionStatus status{};
  std::string rule, subject, reason;
  std::optional<std::string> document;
  std::string requested_by, org;
  std::optional<std::string> decided_by, decision_reason;
};
BOOST_DESCRIBE_STRUCT(RuleException, (), (status, rule, subject, reason, document, requested_by, org, decided_by, decision_reason))

/// The decision speaks for this record and holds: confirmed, of that kind, about that subject, approving.
inline bool holds(const OutsideDecision& d, std::string_view decision_kind, std::string_view subject) {
  return d.status == DecisionStatus::confirmed && d.decision_kind == decision_kind && d.subject == subject && d.outcome == "approved";
}

inline std::string status_of(const Document& d) { return std::string(name_of(d.status)); }
inline std::set<std::string> parties_of(const Document& d) { return d.issuer_org ? std::set{d.org, *d.issuer_org} : std::set{d.org}; }
inline std::string status_of(const OutsideDecision& d) { return std::string(name_of(d.status)); }
inline std::set<std::string> parties_of(const OutsideDecision& d) { return {d.org}; }
inline std::vector<Todo> todos_of(const OutsideDecision& d) {
  return d.status == DecisionStatus::entered ? std::vector<Todo>{{"confirm", {}, d.org, {}}} : std::vector<Todo>{};
}
inline std::string status_of(const RuleException& e) { return std::string(name_of(e.status)); }
inline std::set<std::string> parties_of(const RuleException& e) { return {e.org}; }
inline std::vector<Todo> todos_of(const RuleException& e) {
  return e.status == ExceptionStatus::requested ? std::vector<Todo>{{"decide", "competent_authority", {}, {}}} : std::vector<Todo>{};
}

}  // namespace gongshu::domain::evidence
