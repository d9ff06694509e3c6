// Every refusal of an agreement, tried: ground, items, term cap and its exception, decision, signatures, filings.
#include "support.h"

namespace gongshu::domain::authorization {
namespace {

struct Case {
  const char* name;
  std::function<void(DraftAgreement&, AgreementFacts&)> change;
  const char* expected;
};
const std::vector<Case>& grounds() {
  static const std::vector<Case> cases{
      {"as it should be", [](auto&, auto&) {}, "passed"},
      {"no plan", [](auto&, auto& f) { f.plan.reset(); }, "state.not_found /plan"},
      {"a draft plan", [](auto&, auto& f) { f.plan = plan_in(PlanStatus::draft); }, "rule.order HA-11 /plan"},
      {"a submitted plan", [](auto&, auto& f) { f.plan = plan_in(PlanStatus::submitted); }, "rule.order HA-11 /plan"},
      {"another agency's plan", [](auto&, auto& f) { f.plan->agency = "org-x"; }, "auth.forbidden /plan"},
      {"no operator", [](auto&, auto& f) { f.admitted.reset(); }, "rule.not_qualified HA-30 /operator_id"},
      {"an operator that left", [](auto&, auto& f) { f.admitted = operator_in(OperatorStatus::exited); },
       "rule.not_qualified HA-30 /operator_id"},
      {"a resource outside the plan",
       [](auto& c, auto&) {
         c.resources = {"cat-1", "cat-9"};
       },
       "rule.out_of_scope HA-11 /resources/1"},
      {"a day that is none", [](auto& c, auto&) { c.starts = "2026-02-30"; }, "input.bad_date /starts"},
      {"no last day", [](auto& c, auto&) { c.ends = "soon"; }, "input.bad_date /ends"},
      {"backwards", [](auto& c, auto&) { c.ends = "2026-02-28"; }, "input.out_of_range /ends"},
  };
  return cases;
}

TEST(AnAgreement, StandsOnAnApprovedPlanAnAdmittedOperatorAndTheirResources) {
  for (const auto& c : grounds()) {
    auto content = agreement_content();
    auto facts = ground();
    c.change(content, facts);
    auto ag = agency();
    EXPECT_EQ(said(draft(content, facts, ag)), c.expected) << c.name;
    EXPECT_EQ(said(revise(agreement_in(AgreementStatus::draft), content, facts, ag)), c.expected) << c.name;
    auto a = agreement_in(AgreementStatus::draft);
    a.content = content;
    EXPECT_EQ(said(decide(a, "agr-1", {"dec-2"}, major(), facts, ag)), c.expected) << c.name;
  }
}

TEST(AnAgreement, IsMadeAndChangedByTheAgency) {
  auto o = op(), other = as("per-x", "org-x", {"implementing_agency"});
  EXPECT_EQ(said(draft(agreement_content(), ground(), o)), "auth.forbidden");
  for (auto* c : {&o, &other}) {
    EXPECT_EQ(said(revise(agreement_in(AgreementStatus::draft), agreement_content(), ground(), *c)), "auth.forbidden");
    EXPECT_EQ(said(decide(agreement_in(AgreementStatus::draft), "agr-1", {"dec-2"}, major(), ground(), *c)), "auth.forbidden");
  }
}

TEST(AnAgreement, IsRefusedForEachItemMissingOrBlank) {
  const auto items = henan().at(kAgreementItems).list("items");
  ASSERT_EQ(items.size(), 13u);
  for (const auto& item : items) {
    auto absent = agreement_content(), blank = agreement_content();
    absent.items.erase(item);
    blank.items[item] = " 　";
    auto ag = agency();
    EXPECT_EQ(said(draft(absent, ground(), ag)), "rule.item_missing HA-14 /items/" + item);
    EXPECT_EQ(said(draft(blank, ground(), ag)), "rule.item_missing HA-14 /items/" + item);
  }
}

std::string with_term(const std::string& starts, const std::string& ends,
                      std::optional<rules::ApprovedException> exception = {}) {
  auto content = agreement_content();
  content.starts = starts;
  content.ends = ends;
  auto facts = ground();
  facts.exception = std::move(exception);
  auto ag = agency();
  return said(draft(content, facts, ag));
}

TEST(TheTermCap, HoldsToTheDay) {
  EXPECT_EQ(with_term("2026-03-01", "2029-03-01"), "passed");
  EXPECT_EQ(with_term("2026-03-01", "2029-03-02"), "rule.limit_exceeded HA-14 /ends");
  EXPECT_EQ(with_term("2028-02-29", "2031-02-28"), "passed");
  EXPECT_EQ(with_term("2028-02-29", "2031-03-01"), "rule.limit_exceeded HA-14 /ends");
}

TEST(TheTermCap, YieldsToAReasonedExceptionToThisRuleAlone) {
  EXPECT_EQ(with_term("2026-03-01", "2030-03-01", rules::ApprovedException{"HA-14", "建设周期长", "per-au"}), "passed");
  EXPECT_EQ(with_term("2026-03-01", "2030-03-01", rules::ApprovedException{"HA-14", "", "per-au"}),
            "rule.limit_exceeded HA-14 /ends");
  EXPECT_EQ(with_term("2026-03-01", "2030-03-01", rules::ApprovedException{"HA-14", "建设周期长", ""}),
            "rule.limit_exceeded HA-14 /ends");
  EXPECT_EQ(with_term("2026-03-01", "2030-03-01", rules::ApprovedException{"CN-06", "建设周期长", "per-au"}),
            "rule.limit_exceeded HA-14 /ends");
}

TEST(TheTermCap, OfTheNationStandsBehindThatOfTheProvince) {
  EXPECT_EQ(with_term("2026-03-01", "2031-03-01", rules::ApprovedException{"HA-14", "建设周期长", "per-au"}), "passed");
  EXPECT_EQ(with_term("2026-03-01", "2031-03-02", rules::ApprovedException{"HA-14", "建设周期长", "per-au"}),
            "rule.limit_exceeded CN-06 /ends");
}

TEST(TheTermCap, OfAMustRuleYieldsToNothing) {
  const auto book = local("{point: agreement.term_cap, params: {cap: 3 years}}");
  auto content = agreement_content();
  content.ends = "2030-03-01";
  auto facts = ground();
  facts.exception = rules::ApprovedException{"XX-01", "建设周期长", "per-au"};
  auto ag = as("per-ag", "org-ag", {"implementing_agency"}, book);
  EXPECT_EQ(said(draft(content, facts, ag)), "rule.limit_exceeded XX-01 /ends");
  const auto soft = local("{point: agreement.term_cap, params: {cap: 3 years}}", "principle");
  auto lenient = as("per-ag", "org-ag", {"implementing_agency"}, soft);
  EXPECT_EQ(said(draft(content, facts, lenient)), "passed");
}

TEST(TheTermCap, IsJudgedAgainAtTheDecision) {
  auto a = agreement_in(AgreementStatus::draft);
  a.content.ends = "2029-03-02";
  auto ag = agency();
  EXPECT_EQ(said(decide(a, "agr-1", {"dec-2"}, major(), ground(), ag)), "rule.limit_exceeded HA-14 /ends");
}

TEST(DecidingAnAgreement, NeedsTheAgencysDecisionAboutIt) {
  const auto a = agreement_in(AgreementStatus::draft);
  for (const auto& none : no_decisions(major())) {
    auto ag = agency();
    EXPECT_EQ(said(decide(a, "agr-1", {"dec-2"}, none, ground(), ag)), "rule.order HA-13 /decision");
  }
  auto ag = agency();
  EXPECT_EQ(said(decide(a, "agr-2", {"dec-2"}, major(), ground(), ag)), "rule.order HA-13 /decision");
}

TEST(AChangedAgreement, NeedsANewDecisionAndNewSignatures) {
  auto a = agreement_in(AgreementStatus::decided);
  auto ag = agency();
  take<AgreementSubject>(a, sign(a, ground(), ag), ag);
  take<AgreementSubject>(a, revise(a, agreement_content(), ground(), ag), ag);
  EXPECT_TRUE(a.signatures.empty());
  EXPECT_FALSE(a.decision);
  EXPECT_EQ(said(decide(a, "agr-1", {"dec-2"}, major(), ground(), ag)), "rule.order HA-13 /decision");
  EXPECT_EQ(said(decide(a, "agr-1", {"dec-7"}, major(), ground(), ag)), "passed");
}

TEST(Signing, IsForThePartiesOnceEachAndByTwoPeople) {
  auto a = agreement_in(AgreementStatus::decided);
  auto stranger = as("per-x", "org-x", {"operator"}), ag = agency(), again = agency("per-2"), same = op("per-ag"), o = op();
  EXPECT_EQ(said(sign(a, ground(), stranger)), "auth.forbidden");
  take<AgreementSubject>(a, sign(a, ground(), ag), ag);
  EXPECT_EQ(a.status, AgreementStatus::decided);
  EXPECT_FALSE(a.in_force_since);
  EXPECT_EQ(said(sign(a, ground(), ag)), "state.already_exists");
  EXPECT_EQ(said(sign(a, ground(), again)), "state.already_exists");
  EXPECT_EQ(said(sign(a, ground(), same)), "auth.same_person");
  EXPECT_EQ(said(sign(a, ground(), stranger)), "auth.forbidden");
  take<AgreementSubject>(a, sign(a, ground(), o), o);
  EXPECT_EQ(a.status, AgreementStatus::in_force);
  EXPECT_EQ(a.in_force_since, o.now);
  EXPECT_EQ(a.filings.size(), 2u);
}

TEST(Signing, TheLastSignatureLooksAtTheGroundAgain) {
  for (const auto& c : grounds()) {
    auto a = agreement_in(AgreementStatus::decided);
    auto ag = agency(), o = op();
    take<AgreementSubject>(a, sign(a, ground(), ag), ag);
    auto facts = ground();
    c.change(a.content, facts);
    EXPECT_EQ(said(sign(a, facts, o)), c.expected) << c.name;
  }
}

TEST(Signing, TheFirstSignatureDoesNotWaitForTheGround) {
  auto ag = agency();
  const auto events = sign(agreement_in(AgreementStatus::decided), {}, ag);
  ASSERT_TRUE(events);
  EXPECT_EQ(events->size(), 1u) << "nothing is in force by one signature";
}

TEST(FilingAnAgreement, RefusesOthersStrangeRecipientsASecondFilingAndDaysThatAreNotPast) {
  auto a = agreement_in(AgreementStatus::in_force);
  const std::string to = "provincial_sector_authority";
  auto au = authority(), ag = agency();
  EXPECT_EQ(said(file(a, {to, "备-1", "2026-03-02"}, ag)), "auth.forbidden");
  EXPECT_EQ(said(file(a, {"the_neighbours", "备-1", "2026-03-02"}, au)), "input.bad_choice /recipient");
  EXPECT_EQ(said(file(a, {to, "备-1", "2026-03-03"}, au)), "input.out_of_range /filed_on");
  EXPECT_EQ(said(file(a, {to, "备-1", "yesterday"}, au)), "input.bad_date /filed_on");
  take<AgreementSubject>(a, file(a, {to, "备-1", "2026-03-02"}, au), au);
  EXPECT_EQ(said(file(a, {to, "备-2", "2026-03-02"}, au)), "state.already_exists /recipient");
  EXPECT_EQ(a.filings.at(1).filed_on, "2026-03-02");
}

TEST(Rulings, AreRecordedWithEachStep) {
  auto ag = agency();
  ASSERT_TRUE(decide(agreement_in(AgreementStatus::draft), "agr-1", {"dec-2"}, major(), ground(), ag));
  EXPECT_EQ(ag.applied(), (std::set<std::string>{"HA-11", "HA-13", "HA-14", "HA-30", "CN-05", "CN-06"}));
  auto au = authority();
  ASSERT_TRUE(approve(plan_in(PlanStatus::submitted), "pla-1", {"dec-1"}, approval(), au));
  EXPECT_EQ(au.applied(), (std::set<std::string>{"HA-11", "CN-03"}));
}

}  // namespace
}  // namespace gongshu::domain::authorization
