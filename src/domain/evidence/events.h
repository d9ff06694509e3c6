#pragma once
#include "domain/evidence/types.h"

namespace gongshu::domain::evidence {

struct DocumentDeposited {
  static constexpr std::string_view kType = "evidence.document_deposited";
  Document document;
};
BOOST_DESCRIBE_STRUCT(DocumentDeposited, (), (document))

struct DecisionEntered {
  static constexpr std::string_view kType = "evidence.decision_entered";
  EnterOutsideDecision decision;
};
BOOST_DESCRIBE_STRUCT(DecisionEntered, (), (decision))

struct DecisionConfirmed {
  static constexpr std::string_view kType = "evidence.decision_confirmed";
};
BOOST_DESCRIBE_STRUCT(DecisionConfirmed, (), ())

struct DecisionRejected {
  static constexpr std::string_view kType = "evidence.decision_rejected";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(DecisionRejected, (), (reason))

struct ExceptionRequested {
  static constexpr std::string_view kType = "evidence.exception_requested";
  RequestException request;
};
BOOST_DESCRIBE_STRUCT(ExceptionRequested, (), (request))

struct ExceptionApproved {
  static constexpr std::string_view kType = "evidence.exception_approved";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ExceptionApproved, (), (reason))

struct ExceptionRefused {
  static constexpr std::string_view kType = "evidence.exception_refused";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(ExceptionRefused, (), (reason))

struct DocumentSubject {
  static constexpr std::string_view kKind = "document";
  static constexpr std::string_view kPrefix = "doc";
  using State = Document;
  using Event = std::variant<DocumentDeposited>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct OutsideDecisionSubject {
  static constexpr std::string_view kKind = "outside_decision";
  static constexpr std::string_view kPrefix = "dec";
  using State = OutsideDecision;
  using Event = std::variant<DecisionEntered, DecisionConfirmed, DecisionRejected>;
  static void evolve(State&, const Event&, const EventMeta&);
};

struct RuleExceptionSubject {
  static constexpr std::string_view kKind = "rule_exception";
  static constexpr std::string_view kPrefix = "exc";
  using State = RuleException;
  using Event = std::variant<ExceptionRequested, ExceptionApproved, ExceptionRefused>;
  static void evolve(State&, const Event&, const EventMeta&);
};

}  // namespace gongshu::domain::evidence
