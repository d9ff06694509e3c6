// Contexts under the Henan pack; a plan, an operator and an agreement led as far as a test needs them.
#pragma once
#include "../support/local_pack.h"
#include "../support/said.h"
#include "domain/authorization/decide.h"
#include "domain/authorization/points.h"

namespace gongshu::domain::authorization {

using test::henan;
using test::said;

inline Context as(std::string person, std::string org, std::vector<std::string> roles, const rules::Rulebook& book = henan(),
                  const std::string& day = "2026-03-02") {
  return Context({std::move(person), std::move(org), std::move(roles), {}}, start_of(*parse_date(day)) + 9 * 3'600'000,
                 book.on(*parse_date(day)));
}
inline Context agency(std::string person = "per-ag") { return as(std::move(person), "org-ag", {"implementing_agency"}); }
inline Context authority(std::string person = "per-au") { return as(std::move(person), "org-au", {"competent_authority"}); }
inline Context op(std::string person = "per-op") { return as(std::move(person), "org-op", {"operator"}); }

inline rules::Rulebook local(const std::string& bind, const std::string& level = "must") {
  return domain::test::local_rulebook({bind, {}, level});
}

/// Everything that the pack lists at the point, written out.
inline std::map<std::string, std::string> all_items(const rules::Point& point) {
  std::map<std::string, std::string> out;
  for (const auto& item : henan().at(point).list("items")) out[item] = "doc-" + item;
  return out;
}

template <class Subject>
void take(typename Subject::State& state, const Result<std::vector<typename Subject::Event>>& events, const Context& context) {
  test::apply<Subject>(state, events, context);
}

inline evidence::OutsideDecision decision(std::string kind, std::string subject) {
  evidence::OutsideDecision d;
  d.status = evidence::DecisionStatus::confirmed;
  d.decision_kind = std::move(kind);
  d.subject = std::move(subject);
  d.outcome = "approved";
  return d;
}
/// Each way in which a decision does not stand for the record; all are refused alike.
inline std::vector<DecisionFact> no_decisions(const evidence::OutsideDecision& right) {
  std::vector<DecisionFact> out{DecisionFact()};
  const auto with = [&](auto change) {
    auto d = right;
    change(d);
    out.emplace_back(std::move(d));
  };
  with([](auto& d) { d.status = evidence::DecisionStatus::entered; });
  with([](auto& d) { d.status = evidence::DecisionStatus::rejected; });
  with([](auto& d) { d.decision_kind = "another_kind"; });
  with([](auto& d) { d.subject += "0"; });
  with([](auto& d) { d.outcome = "refused"; });
  return out;
}

inline DraftPlan plan_content() {
  return {"实施方案", "whole", all_items(kPlanItems), {"cat-1", "cat-2"}, "2026-01-01", "2028-12-31"};
}
inline evidence::OutsideDecision approval() { return decision("government_approval", "operation_plan/pla-1"); }

inline OperationPlan plan_in(PlanStatus status) {
  OperationPlan p;
  auto ag = agency(), au = authority();
  take<PlanSubject>(p, draft(plan_content(), ag), ag);
  if (status == PlanStatus::draft) return p;
  take<PlanSubject>(p, submit(p, {}, ag), ag);
  if (status == PlanStatus::submitted) return p;
  take<PlanSubject>(p, approve(p, "pla-1", {"dec-1"}, approval(), au), au);
  return p;
}

inline AdmitOperator admission() { return {"org-op", "dec-3", all_items(kOperatorQualification), all_items(kOperatorSecurity)}; }
inline OperatorFacts operator_facts() {
  return {"legal_person", true, false, decision("operator_authorization", "organisation/org-op"), {}};
}
inline Operator operator_in(OperatorStatus status) {
  Operator o;
  auto au = authority();
  take<OperatorSubject>(o, admit(admission(), operator_facts(), au), au);
  o.status = status;
  return o;
}

inline DraftAgreement agreement_content() {
  return {"pla-1", "opr-1", all_items(kAgreementItems), {"cat-1"}, "2026-03-01", "2028-12-31", {}};
}
inline AgreementFacts ground() { return {plan_in(PlanStatus::approved), operator_in(OperatorStatus::admitted), {}}; }
inline evidence::OutsideDecision major() { return decision("major_decision", "agreement/agr-1"); }

inline Agreement agreement_in(AgreementStatus status) {
  using enum AgreementStatus;
  Agreement a;
  auto ag = agency(), o = op();
  take<AgreementSubject>(a, authorization::draft(agreement_content(), ground(), ag), ag);
  if (status == AgreementStatus::draft) return a;
  take<AgreementSubject>(a, decide(a, "agr-1", {"dec-2"}, major(), ground(), ag), ag);
  if (status == decided) return a;
  take<AgreementSubject>(a, sign(a, ground(), ag), ag);
  take<AgreementSubject>(a, sign(a, ground(), o), o);
  if (status == in_force) return a;
  if (status == expired) {
    AgreementSubject::evolve(a, AgreementExpired{}, {9, test::kNow, "node", "node", "agr-1"});
    return a;
  }
  AgreementSubject::evolve(a, AgreementExiting{"ext-1"}, {9, test::kNow, "per-au", "org-au", "agr-1"});
  if (status == ended) AgreementSubject::evolve(a, AgreementEnded{"ext-1"}, {10, test::kNow, "per-au", "org-au", "agr-1"});
  return a;
}

}  // namespace gongshu::domain::authorization
