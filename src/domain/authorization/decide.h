// Decisions on plans, operators and agreements. Pure: what other records say comes in the facts.
#pragma once
#include "domain/authorization/events.h"
#include "domain/evidence/types.h"
#include "domain/kernel/context.h"

namespace gongshu::domain::authorization {

/// The outside decision a command names; empty when there is none of that id.
using DecisionFact = std::optional<evidence::OutsideDecision>;

/// Resources named that are not approved catalog entries.
struct PlanFacts {
  std::vector<std::string> not_catalogued;
};
Result<PlanEvents> draft(const DraftPlan&, Context&);
Result<PlanEvents> revise(const OperationPlan&, const DraftPlan&, Context&);
/// Every required item has text (rule.item_missing), every resource is in the catalog (rule.not_catalogued), the term runs forward.
Result<PlanEvents> submit(const OperationPlan&, const PlanFacts&, Context&);
/// Needs the confirmed decision of the government about this plan (rule.order). `id` of the plan. Opens the filing clocks.
/// A changed plan needs another decision than its earlier versions had.
Result<PlanEvents> approve(const OperationPlan&, const std::string& id, const ByDecision&, const DecisionFact&, Context&);
Result<PlanEvents> file(const OperationPlan&, const RecordFiling&, Context&);

struct OperatorFacts {
  std::string party_type;                    ///< of the organisation
  bool holds_role = false;                   ///< the organisation has the role operator
  bool admitted_already = false;
  DecisionFact authorization;
  std::vector<std::string> missing_documents;  ///< documents named that do not exist, as JSON Pointers
};
Result<std::vector<OperatorSubject::Event>> admit(const AdmitOperator&, const OperatorFacts&, Context&);

struct AgreementFacts {
  std::optional<OperationPlan> plan;
  std::optional<Operator> admitted;
  std::optional<rules::ApprovedException> exception;
};
/// By the agency, under an approved plan, with an admitted operator, within the plan's resources; required items and term cap are judged
/// here and again at the decision.
Result<AgreementEvents> draft(const DraftAgreement&, const AgreementFacts&, Context&);
Result<AgreementEvents> revise(const Agreement&, const DraftAgreement&, const AgreementFacts&, Context&);
/// Needs the agency's confirmed collective decision about this agreement (rule.order).
Result<AgreementEvents> decide(const Agreement&, const std::string& id, const ByDecision&, const DecisionFact&, const AgreementFacts&, Context&);
/// Each party signs once; the second signature puts the agreement in force, if plan and operator still stand.
Result<AgreementEvents> sign(const Agreement&, const AgreementFacts&, Context&);
Result<AgreementEvents> file(const Agreement&, const RecordFiling&, Context&);

}  // namespace gongshu::domain::authorization
