// Operations on plans, operators and agreements.
#include "app/clocks.h"
#include "app/operation.h"
#include "domain/authorization/decide.h"
#include "domain/catalog/events.h"
#include "domain/evidence/events.h"
#include "domain/parties/events.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::authorization;
namespace evidence = domain::evidence;
namespace role = identity::role;

/// Approved exceptions about a record.
Result<std::vector<rules::ApprovedException>> exceptions_about(Tx& tx, const std::string& subject) {
  std::vector<rules::ApprovedException> out;
  GS_TRY(all, tx.all<evidence::RuleExceptionSubject>("approved"));
  for (const auto& e : all)
    if (e.state.subject == subject) out.push_back({e.state.rule, e.state.reason, e.state.decided_by.value_or("")});
  return out;
}

Result<PlanFacts> plan_facts(Tx& tx, const std::string& plan_id, const DraftPlan& plan) {
  PlanFacts facts;
  for (const auto& id : plan.resources) {
    GS_TRY(entry, tx.find<domain::catalog::CatalogSubject>(id));
    if (!entry || !entry->approved_content) facts.not_catalogued.push_back(id);
  }
  GS_TRY(exceptions, exceptions_about(tx, "operation_plan/" + plan_id));
  facts.exceptions = std::move(exceptions);
  return facts;
}

Status note_document(Tx& tx, const std::string& id, const std::string& at, OperatorFacts& facts) {
  GS_TRY(document, tx.find<evidence::DocumentSubject>(id));
  if (!document) {
    facts.missing_documents.push_back(at);
    return {};
  }
  const bool valid = !document->valid_until || *document->valid_until >= to_text(local_date(tx.context().now));
  facts.documents[at] = {document->kind, valid};
  return {};
}

Status note_documents(Tx& tx, const std::map<std::string, std::string>& documents, const std::string& at, OperatorFacts& facts) {
  for (const auto& [item, id] : documents) GS_CHECK(note_document(tx, id, at + "/" + item, facts));
  return {};
}

/// The documents beside the two lists.
Status note_proofs(Tx& tx, const AdmitOperator& c, OperatorFacts& facts) {
  if (c.incidents) {
    GS_CHECK(note_document(tx, c.incidents->commitment, "/incidents/commitment", facts));
    GS_CHECK(note_document(tx, c.incidents->query_result, "/incidents/query_result", facts));
  }
  if (c.maturity) GS_CHECK(note_document(tx, c.maturity->certificate, "/maturity/certificate", facts));
  if (c.met_by_parent) GS_CHECK(note_document(tx, c.met_by_parent->evidence, "/met_by_parent/evidence", facts));
  return {};
}

Result<OperatorFacts> operator_facts(Tx& tx, const AdmitOperator& c) {
  OperatorFacts facts;
  GS_TRY(org, tx.load<domain::parties::OrganisationSubject>(c.org, "/org"));
  facts.party_type = org.party_type;
  facts.holds_role = std::find(org.roles.begin(), org.roles.end(), role::kOperator) != org.roles.end();
  GS_TRY(admitted, tx.all<OperatorSubject>("admitted"));
  facts.admitted_already = std::any_of(admitted.begin(), admitted.end(), [&](const auto& o) { return o.state.org == c.org; });
  if (c.authorization) {
    GS_TRY(authorization, tx.find<evidence::OutsideDecisionSubject>(*c.authorization));
    facts.authorization = std::move(authorization);
  }
  if (org.parent) facts.controlled_by.push_back(*org.parent);
  if (org.related) facts.controlled_by.insert(facts.controlled_by.end(), org.related->begin(), org.related->end());
  GS_CHECK(note_documents(tx, c.qualification, "/qualification", facts));
  GS_CHECK(note_documents(tx, c.security_duties, "/security_duties", facts));
  GS_CHECK(note_proofs(tx, c, facts));
  return facts;
}

/// The exception counts when it is approved and about this plan: an agreement has no id yet while it is drafted.
Result<AgreementFacts> agreement_facts(Tx& tx, const DraftAgreement& c) {
  AgreementFacts facts;
  GS_TRY(plan, tx.find<PlanSubject>(c.plan));
  facts.plan = std::move(plan);
  GS_TRY(admitted, tx.find<OperatorSubject>(c.operator_id));
  facts.admitted = std::move(admitted);
  if (c.exception) {
    GS_TRY(exception, tx.load<evidence::RuleExceptionSubject>(*c.exception, "/exception"));
    if (exception.status == evidence::ExceptionStatus::approved && exception.subject == "operation_plan/" + c.plan)
      facts.exception = rules::ApprovedException{exception.rule, exception.reason, exception.decided_by.value_or("")};
  }
  if (c.renews) {
    GS_TRY(renewed, tx.find<AgreementSubject>(*c.renews));
    facts.renewed = std::move(renewed);
  }
  GS_TRY(standing, tx.all<AgreementSubject>("in_force"));
  for (const auto& a : standing)
    if (std::any_of(c.resources.begin(), c.resources.end(), [&](const auto& r) {
          return std::find(a.state.content.resources.begin(), a.state.content.resources.end(), r) != a.state.content.resources.end();
        }))
      facts.overlapping.push_back(a.id);
  return facts;
}

Result<DecisionFact> decision(Tx& tx, const ByDecision& c) { return tx.find<evidence::OutsideDecisionSubject>(c.decision); }

[[maybe_unused]] const bool kPlans[] = {
    create<PlanSubject, DraftPlan>("draftPlan", {role::kImplementingAgency},
                                   [](Tx& tx, const Call&, const DraftPlan& c) { return draft(c, tx.context()); }),
    update<PlanSubject, DraftPlan>("revisePlan", {role::kImplementingAgency},
                                   [](Tx& tx, const Call& call, const OperationPlan& s, const DraftPlan& c) -> Result<PlanEvents> {
                                     GS_TRY(facts, plan_facts(tx, call.param("id"), c));
                                     return revise(s, c, tx.context(), facts);
                                   }),
    update<PlanSubject, NoBody>("submitPlan", {role::kImplementingAgency},
                                [](Tx& tx, const Call& call, const OperationPlan& s, const NoBody&) -> Result<PlanEvents> {
                                  GS_TRY(facts, plan_facts(tx, call.param("id"), s.content));
                                  return submit(s, facts, tx.context());
                                }),
    update<PlanSubject, ByDecision>("approvePlan", {role::kCompetentAuthority},
                                    [](Tx& tx, const Call& call, const OperationPlan& s, const ByDecision& c) -> Result<PlanEvents> {
                                      GS_TRY(fact, decision(tx, c));
                                      return approve(s, call.param("id"), c, fact, tx.context());
                                    }),
    update<PlanSubject, RecordFiling>("recordPlanFiling", {role::kCompetentAuthority},
                                      [](Tx& tx, const Call&, const OperationPlan& s, const RecordFiling& c) { return file(s, c, tx.context()); }),
    get_record("getPlan", PlanSubject::kKind),
    list_records("listPlans", PlanSubject::kKind),
};

[[maybe_unused]] const bool kOperators[] = {
    create<OperatorSubject, AdmitOperator>("admitOperator", {role::kCompetentAuthority},
                                           [](Tx& tx, const Call&, const AdmitOperator& c) -> Result<std::vector<OperatorSubject::Event>> {
                                             GS_TRY(facts, operator_facts(tx, c));
                                             return admit(c, facts, tx.context());
                                           }),
    get_record("getOperator", OperatorSubject::kKind),
    list_records("listOperators", OperatorSubject::kKind),
};

Status handle_due(Tx& tx, const DueClock& clock) {
  GS_TRY(agreement, tx.load<AgreementSubject>(clock.id));
  GS_TRY(events, clock.step == kEndingClock ? remind(agreement, tx.context()) : expire(agreement, tx.context()));
  return tx.emit<AgreementSubject>(clock.id, events);
}

const DraftAgreement& amended(const Agreement& s) { return s.amendment ? s.amendment->content : s.content; }

[[maybe_unused]] const bool kAgreements[] = {
    create<AgreementSubject, DraftAgreement>("draftAgreement", {role::kImplementingAgency},
                                             [](Tx& tx, const Call&, const DraftAgreement& c) -> Result<AgreementEvents> {
                                               GS_TRY(facts, agreement_facts(tx, c));
                                               return draft(c, facts, tx.context());
                                             }),
    update<AgreementSubject, DraftAgreement>("reviseAgreement", {role::kImplementingAgency},
                                             [](Tx& tx, const Call&, const Agreement& s, const DraftAgreement& c) -> Result<AgreementEvents> {
                                               GS_TRY(facts, agreement_facts(tx, c));
                                               return revise(s, c, facts, tx.context());
                                             }),
    update<AgreementSubject, ByDecision>("decideAgreement", {role::kImplementingAgency},
                                         [](Tx& tx, const Call& call, const Agreement& s, const ByDecision& c) -> Result<AgreementEvents> {
                                           GS_TRY(fact, decision(tx, c));
                                           GS_TRY(facts, agreement_facts(tx, s.content));
                                           return decide(s, call.param("id"), c, fact, facts, tx.context());
                                         }),
    update<AgreementSubject, NoBody>("signAgreement", {role::kImplementingAgency, role::kOperator},
                                     [](Tx& tx, const Call&, const Agreement& s, const NoBody&) -> Result<AgreementEvents> {
                                       GS_TRY(facts, agreement_facts(tx, s.content));
                                       return sign(s, facts, tx.context());
                                     }),
    update<AgreementSubject, RecordFiling>("recordAgreementFiling", {role::kCompetentAuthority},
                                           [](Tx& tx, const Call&, const Agreement& s, const RecordFiling& c) { return file(s, c, tx.context()); }),
    update<AgreementSubject, ApplyForRenewal>(
        "applyForRenewal", {role::kOperator},
        [](Tx& tx, const Call&, const Agreement& s, const ApplyForRenewal& c) { return apply_renewal(s, c, tx.context()); }),
    update<AgreementSubject, ProposeAmendment>("proposeAmendment", {role::kImplementingAgency},
                                               [](Tx& tx, const Call&, const Agreement& s, const ProposeAmendment& c) -> Result<AgreementEvents> {
                                                 GS_TRY(facts, agreement_facts(tx, c.content));
                                                 return propose(s, c, facts, tx.context());
                                               }),
    update<AgreementSubject, ByDecision>("decideAmendment", {role::kImplementingAgency},
                                         [](Tx& tx, const Call& call, const Agreement& s, const ByDecision& c) -> Result<AgreementEvents> {
                                           GS_TRY(fact, decision(tx, c));
                                           GS_TRY(facts, agreement_facts(tx, amended(s)));
                                           return decide_amendment(s, call.param("id"), c, fact, facts, tx.context());
                                         }),
    update<AgreementSubject, NoBody>("signAmendment", {role::kImplementingAgency, role::kOperator},
                                     [](Tx& tx, const Call&, const Agreement& s, const NoBody&) -> Result<AgreementEvents> {
                                       GS_TRY(facts, agreement_facts(tx, amended(s)));
                                       return sign_amendment(s, facts, tx.context());
                                     }),
    get_record("getAgreement", AgreementSubject::kKind),
    list_records("listAgreements", AgreementSubject::kKind),
    on_due(AgreementSubject::kKind, handle_due),
};

}  // namespace
}  // namespace gongshu::app
