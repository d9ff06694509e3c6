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
  std::vector<rules::ApprovedException> exceptions = {};  ///< about this plan
};
Result<PlanEvents> draft(const DraftPlan&, Context&);
/// Errors beyond draft's: rule.refused (a change of an approved plan that is of none of the pack's kinds, without an exception).
Result<PlanEvents> revise(const OperationPlan&, const DraftPlan&, Context&, const PlanFacts& facts = {});
/// Every required item has text (rule.item_missing), every resource is in the catalog (rule.not_catalogued), the term runs forward, and the
/// mode is the one the pack prefers or an exception stands for it (rule.refused).
Result<PlanEvents> submit(const OperationPlan&, const PlanFacts&, Context&);
/// Needs the confirmed decision of the government about this plan (rule.order). `id` of the plan. Opens the filing clocks.
/// A changed plan needs another decision than its earlier versions had.
Result<PlanEvents> approve(const OperationPlan&, const std::string& id, const ByDecision&, const DecisionFact&, Context&);
Result<PlanEvents> file(const OperationPlan&, const RecordFiling&, Context&);

/// A deposited document that the admission names.
struct NamedDocument {
  std::string kind;
  bool valid = true;  ///< today
};

struct OperatorFacts {
  std::string party_type;                    ///< of the organisation
  bool holds_role = false;                   ///< the organisation has the role operator
  bool admitted_already = false;
  DecisionFact authorization;
  std::vector<std::string> missing_documents;  ///< documents named that do not exist, as JSON Pointers
  std::map<std::string, NamedDocument> documents = {};  ///< those that do, by JSON Pointer
  std::vector<std::string> controlled_by = {};          ///< organisations that the operator's record names as its parent or as related
};
/// By the authority. Errors: rule.not_qualified (party, an item missing, an incident within the years, a lower level, a controlling company
/// where the pack wants the operator's own), rule.evidence_missing (a document that is absent, out of date or of another kind).
Result<std::vector<OperatorSubject::Event>> admit(const AdmitOperator&, const OperatorFacts&, Context&);

struct AgreementFacts {
  std::optional<OperationPlan> plan;
  std::optional<Operator> admitted;
  std::optional<rules::ApprovedException> exception;
  std::optional<Agreement> renewed = {};        ///< the agreement that `renews` names
  std::vector<std::string> overlapping = {};    ///< other agreements in force over one of the resources: they block nothing
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

/// By the operator of the agreement, when the pack says. Errors: rule.order (too early), rule.deadline_passed (too late), state.already_exists.
Result<AgreementEvents> apply_renewal(const Agreement&, const ApplyForRenewal&, Context&);
/// By the agency: another text for the same operator and term. It goes the same way as the first: content judged, collective decision, two
/// signatures; a new proposal replaces one under way. Errors as draft; rule.order (a longer term: that is a renewal), state.not_allowed.
Result<AgreementEvents> propose(const Agreement&, const ProposeAmendment&, const AgreementFacts&, Context&);
Result<AgreementEvents> decide_amendment(const Agreement&, const std::string& id, const ByDecision&, const DecisionFact&, const AgreementFacts&,
                                         Context&);
Result<AgreementEvents> sign_amendment(const Agreement&, const AgreementFacts&, Context&);
/// By the clock, once the end of the term is near (rule.order before).
Result<AgreementEvents> remind(const Agreement&, Context&);
/// By the clock, on the day after the last (rule.order before).
Result<AgreementEvents> expire(const Agreement&, Context&);

}  // namespace gongshu::domain::authorization
