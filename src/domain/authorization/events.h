#pragma once
#include "domain/authorization/types.h"

namespace gongshu::domain::authorization {

struct PlanDrafted {
  static constexpr std::string_view kType = "authorization.plan_drafted";
  DraftPlan content;
};
BOOST_DESCRIBE_STRUCT(PlanDrafted, (), (content))

struct PlanRevised {
  static constexpr std::string_view kType = "authorization.plan_revised";
  DraftPlan content;
};
BOOST_DESCRIBE_STRUCT(PlanRevised, (), (content))

struct PlanSubmitted {
  static constexpr std::string_view kType = "authorization.plan_submitted";
};
BOOST_DESCRIBE_STRUCT(PlanSubmitted, (), ())

struct PlanApproved {
  static constexpr std::string_view kType = "authorization.plan_approved";
  std::string decision;
  std::vector<Filing> filings;
};
BOOST_DESCRIBE_STRUCT(PlanApproved, (), (decision, filings))

struct PlanFiled {
  static constexpr std::string_view kType = "authorization.plan_filed";
  std::string recipient;
  std::string number;
  std::string filed_on;
};
BOOST_DESCRIBE_STRUCT(PlanFiled, (), (recipient, number, filed_on))

struct OperatorAdmitted {
  static constexpr std::string_view kType = "authorization.operator_admitted";
  static constexpr bool kPolicy = true;
  AdmitOperator admission;
};
BOOST_DESCRIBE_STRUCT(OperatorAdmitted, (), (admission))

struct OperatorExited {
  static constexpr std::string_view kType = "authorization.operator_exited";
  static constexpr bool kPolicy = true;
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(OperatorExited, (), (exit))

struct AgreementDrafted {
  static constexpr std::string_view kType = "authorization.agreement_drafted";
  std::string operator_org;
  DraftAgreement content;
};
BOOST_DESCRIBE_STRUCT(AgreementDrafted, (), (operator_org, content))

struct AgreementRevised {
  static constexpr std::string_view kType = "authorization.agreement_revised";
  std::string operator_org;
  DraftAgreement content;
};
BOOST_DESCRIBE_STRUCT(AgreementRevised, (), (operator_org, content))

struct AgreementDecided {
  static constexpr std::string_view kType = "authorization.agreement_decided";
  std::string decision;
};
BOOST_DESCRIBE_STRUCT(AgreementDecided, (), (decision))

struct AgreementSigned {
  static constexpr std::string_view kType = "authorization.agreement_signed";
};
BOOST_DESCRIBE_STRUCT(AgreementSigned, (), ())

struct AgreementInForce {
  static constexpr std::string_view kType = "authorization.agreement_in_force";
  static constexpr bool kPolicy = true;
  std::vector<Filing> filings;
  std::optional<std::string> ending_from{};
};
BOOST_DESCRIBE_STRUCT(AgreementInForce, (), (filings, ending_from))

struct AgreementFiled {
  static constexpr std::string_view kType = "authorization.agreement_filed";
  std::string recipient;
  std::string number;
  std::string filed_on;
};
BOOST_DESCRIBE_STRUCT(AgreementFiled, (), (recipient, number, filed_on))

struct RenewalApplied {
  static constexpr std::string_view kType = "authorization.renewal_applied";
  std::string reason;
};
BOOST_DESCRIBE_STRUCT(RenewalApplied, (), (reason))

struct AmendmentProposed {
  static constexpr std::string_view kType = "authorization.amendment_proposed";
  std::string reason;
  DraftAgreement content;
};
BOOST_DESCRIBE_STRUCT(AmendmentProposed, (), (reason, content))

struct AmendmentDecided {
  static constexpr std::string_view kType = "authorization.amendment_decided";
  std::string decision;
};
BOOST_DESCRIBE_STRUCT(AmendmentDecided, (), (decision))

struct AmendmentSigned {
  static constexpr std::string_view kType = "authorization.amendment_signed";
};
BOOST_DESCRIBE_STRUCT(AmendmentSigned, (), ())

struct AgreementAmended {
  static constexpr std::string_view kType = "authorization.agreement_amended";
  static constexpr bool kPolicy = true;
  std::vector<Filing> filings;
};
BOOST_DESCRIBE_STRUCT(AgreementAmended, (), (filings))

struct AgreementEnding {
  static constexpr std::string_view kType = "authorization.agreement_ending";
  Ending ending;
};
BOOST_DESCRIBE_STRUCT(AgreementEnding, (), (ending))

struct AgreementExpired {
  static constexpr std::string_view kType = "authorization.agreement_expired";
  static constexpr bool kPolicy = true;
};
BOOST_DESCRIBE_STRUCT(AgreementExpired, (), ())

struct AgreementExiting {
  static constexpr std::string_view kType = "authorization.agreement_exiting";
  static constexpr bool kPolicy = true;
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(AgreementExiting, (), (exit))

struct AgreementEnded {
  static constexpr std::string_view kType = "authorization.agreement_ended";
  static constexpr bool kPolicy = true;
  std::string exit;
};
BOOST_DESCRIBE_STRUCT(AgreementEnded, (), (exit))

struct PlanSubject {
  static constexpr std::string_view kKind = "operation_plan";
  static constexpr std::string_view kPrefix = "pla";
  using State = OperationPlan;
  using Event = std::variant<PlanDrafted, PlanRevised, PlanSubmitted, PlanApproved, PlanFiled>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using PlanEvents = std::vector<PlanSubject::Event>;

struct OperatorSubject {
  static constexpr std::string_view kKind = "operator";
  static constexpr std::string_view kPrefix = "opr";
  using State = Operator;
  using Event = std::variant<OperatorAdmitted, OperatorExited>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using OperatorEvents = std::vector<OperatorSubject::Event>;

struct AgreementSubject {
  static constexpr std::string_view kKind = "agreement";
  static constexpr std::string_view kPrefix = "agr";
  using State = Agreement;
  using Event = std::variant<AgreementDrafted, AgreementRevised, AgreementDecided, AgreementSigned, AgreementInForce, AgreementFiled,
                             RenewalApplied, AmendmentProposed, AmendmentDecided, AmendmentSigned, AgreementAmended, AgreementEnding,
                             AgreementExpired, AgreementExiting, AgreementEnded>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using AgreementEvents = std::vector<AgreementSubject::Event>;

}  // namespace gongshu::domain::authorization
