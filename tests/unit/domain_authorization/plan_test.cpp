// Every refusal of a plan and of an operator's admission, tried; and the filing clocks.
#include "support.h"

namespace gongshu::domain::authorization {
namespace {

const std::string kTo = "provincial_competent_authority";

TEST(DraftingAPlan, IsForAnAgencyAndHasAPeriod) {
  auto ag = agency(), o = op();
  EXPECT_EQ(said(draft(plan_content(), o)), "auth.forbidden");
  struct Case {
    const char *starts, *ends, *expected;
  };
  for (const auto& c : std::vector<Case>{{"2026-01-01", "2026-01-01", "passed"},
                                         {"2026-02-30", "2026-12-31", "input.bad_date /starts"},
                                         {"2026-01-01", "2026-13-01", "input.bad_date /ends"},
                                         {"2026-01-02", "2026-01-01", "input.out_of_range /ends"}}) {
    auto content = plan_content();
    content.starts = c.starts;
    content.ends = c.ends;
    EXPECT_EQ(said(draft(content, ag)), c.expected);
    EXPECT_EQ(said(revise(plan_in(PlanStatus::draft), content, ag)), c.expected);
  }
}

TEST(ChangingAPlan, IsForItsOwnAgency) {
  auto other = as("per-x", "org-x", {"implementing_agency"});
  EXPECT_EQ(said(revise(plan_in(PlanStatus::draft), plan_content(), other)), "auth.forbidden");
  EXPECT_EQ(said(submit(plan_in(PlanStatus::draft), {}, other)), "auth.forbidden");
}

TEST(SubmittingAPlan, IsRefusedForEachItemMissingOrBlank) {
  const auto items = henan().at(kPlanItems).list("items");
  ASSERT_EQ(items.size(), 12u) << "eleven of the province and one more of the nation";
  for (const auto& item : items)
    for (const std::string text : {"absent", "", " \t　\n"}) {
      auto p = plan_in(PlanStatus::draft);
      if (text == "absent")
        p.content.items.erase(item);
      else
        p.content.items[item] = text;
      auto ag = agency();
      const std::string rule = item == "operator_conditions" ? "CN-01" : "HA-12";
      EXPECT_EQ(said(submit(p, {}, ag)), "rule.item_missing " + rule + " /content/items/" + item);
    }
  const rules::Rulebook silent;
  auto ag = as("per-ag", "org-ag", {"implementing_agency"}, silent);
  auto empty = plan_in(PlanStatus::draft);
  empty.content.items.clear();
  EXPECT_EQ(said(submit(empty, {}, ag)), "passed") << "no rule, no items";
}

TEST(SubmittingAPlan, IsRefusedForAResourceThatIsNotCatalogued) {
  auto ag = agency();
  const auto refused = submit(plan_in(PlanStatus::draft), {{"cat-2"}}, ag);
  EXPECT_EQ(said(refused), "rule.not_catalogued HA-12 /content/resources");
  EXPECT_NE(refused.error().hint.find("cat-2"), std::string::npos);
}

TEST(ApprovingAPlan, NeedsTheGovernmentsDecisionAboutThisPlan) {
  const auto p = plan_in(PlanStatus::submitted);
  auto au = authority(), ag = agency("per-2");
  EXPECT_EQ(said(approve(p, "pla-1", {"dec-1"}, approval(), ag)), "auth.forbidden");
  for (const auto& none : no_decisions(approval()))
    EXPECT_EQ(said(approve(p, "pla-1", {"dec-1"}, none, au)), "rule.order HA-11 /decision");
  EXPECT_EQ(said(approve(p, "pla-2", {"dec-1"}, approval(), au)), "rule.order HA-11 /decision");
}

TEST(ApprovingAPlan, IsRecordedByNoneOfThoseWhoWroteIt) {
  auto p = plan_in(PlanStatus::draft);
  auto second = agency("per-2"), third = agency();
  take<PlanSubject>(p, revise(p, plan_content(), second), second);
  take<PlanSubject>(p, submit(p, {}, third), third);
  for (const char* author : {"per-ag", "per-2"}) {
    auto au = authority(author);
    EXPECT_EQ(said(approve(p, "pla-1", {"dec-1"}, approval(), au)), "auth.own_work HA-11") << author;
  }
  auto au = authority();
  EXPECT_EQ(said(approve(p, "pla-1", {"dec-1"}, approval(), au)), "passed");
}

TEST(AChangedPlan, NeedsANewDecision) {
  auto p = plan_in(PlanStatus::approved);
  auto ag = agency(), au = authority();
  take<PlanSubject>(p, revise(p, plan_content(), ag), ag);
  EXPECT_FALSE(p.approval);
  take<PlanSubject>(p, submit(p, {}, ag), ag);
  EXPECT_EQ(said(approve(p, "pla-1", {"dec-1"}, approval(), au)), "rule.order CN-02 /decision");
  take<PlanSubject>(p, approve(p, "pla-1", {"dec-5"}, approval(), au), au);
  EXPECT_EQ(p.revision, 2);
  take<PlanSubject>(p, revise(p, plan_content(), ag), ag);
  take<PlanSubject>(p, submit(p, {}, ag), ag);
  for (const char* spent : {"dec-1", "dec-5"})
    EXPECT_EQ(said(approve(p, "pla-1", {spent}, approval(), au)), "rule.order CN-02 /decision") << spent;
}

TEST(FilingAPlan, RefusesOthersStrangeRecipientsASecondFilingAndDaysThatAreNotPast) {
  auto p = plan_in(PlanStatus::approved);
  auto au = authority(), ag = agency();
  EXPECT_EQ(said(file(p, {kTo, "备-1", "2026-03-02"}, ag)), "auth.forbidden");
  EXPECT_EQ(said(file(p, {"the_neighbours", "备-1", "2026-03-02"}, au)), "input.bad_choice /recipient");
  EXPECT_EQ(said(file(p, {kTo, "备-1", "2026-03-03"}, au)), "input.out_of_range /filed_on");
  EXPECT_EQ(said(file(p, {kTo, "备-1", "2026-02-29"}, au)), "input.bad_date /filed_on");
  take<PlanSubject>(p, file(p, {kTo, "备-1", "2026-03-02"}, au), au);
  EXPECT_EQ(said(file(p, {kTo, "备-2", "2026-03-02"}, au)), "state.already_exists /recipient");
  EXPECT_EQ(p.filings.at(0).number, "备-1");
  EXPECT_EQ(test::steps(todos_of(p)), std::vector<std::string>{"file.provincial_sector_authority|competent_authority||"});
}

TEST(FilingClocks, RunInWorkingDaysFromTheApprovalAndHoldNothingUp) {
  const auto book = local("{point: plan.filing, params: {recipients: [province], within: 10 working_days}}");
  struct Case {
    const char *day, *due;
  };
  // By hand: 14 and 28 February are worked, 15 to 23 February are off.
  for (const auto& c : std::vector<Case>{{"2026-03-02", "2026-03-16"}, {"2026-02-13", "2026-03-05"}}) {
    auto au = as("per-au", "org-au", {"competent_authority"}, book, c.day);
    auto p = plan_in(PlanStatus::submitted);
    take<PlanSubject>(p, approve(p, "pla-1", {"dec-1"}, approval(), au), au);
    ASSERT_EQ(p.filings.size(), 1u);
    EXPECT_EQ(p.filings[0].due, c.due);
    EXPECT_EQ(test::steps(todos_of(p)), std::vector<std::string>{std::string("file.province|competent_authority||") + c.due});
    EXPECT_EQ(p.status, PlanStatus::approved);
  }
}

TEST(FilingClocks, RefuseAYearThatHasNoCalendarRatherThanGuess) {
  const auto book = local("{point: plan.filing, params: {recipients: [province], within: 10 working_days}}");
  auto au = as("per-au", "org-au", {"competent_authority"}, book, "2026-12-30");
  EXPECT_EQ(said(approve(plan_in(PlanStatus::submitted), "pla-1", {"dec-1"}, approval(), au)).substr(0, 21),
            "calendar.missing_year");
  auto henan_authority = as("per-au", "org-au", {"competent_authority"}, henan(), "2026-12-30");
  EXPECT_EQ(said(approve(plan_in(PlanStatus::submitted), "pla-1", {"dec-1"}, approval(), henan_authority)), "passed")
      << "no clock, no calendar";
}

TEST(AdmittingAnOperator, RefusesWhoIsNotQualified) {
  struct Case {
    const char* name;
    std::function<void(OperatorFacts&)> change;
    const char* expected;
  };
  for (const auto& c : std::vector<Case>{
           {"as it should be", [](auto&) {}, "passed"},
           {"admitted already", [](auto& f) { f.admitted_already = true; }, "state.already_exists /org"},
           {"without the role", [](auto& f) { f.holds_role = false; }, "rule.not_qualified HA-30 /org"},
           {"a natural person", [](auto& f) { f.party_type = "natural_person"; }, "rule.not_qualified HA-30 /org"},
           {"a document that is not there", [](auto& f) { f.missing_documents = {"/qualification/good_credit"}; },
            "rule.evidence_missing HA-06 /qualification/good_credit"},
           {"a duty without its document", [](auto& f) { f.missing_documents = {"/security_duties/contingency_plan"}; },
            "rule.evidence_missing HA-08 /security_duties/contingency_plan"},
       }) {
    auto f = operator_facts();
    c.change(f);
    auto au = authority();
    EXPECT_EQ(said(admit(admission(), f, au)), c.expected) << c.name;
  }
  auto ag = agency();
  EXPECT_EQ(said(admit(admission(), operator_facts(), ag)), "auth.forbidden");
}

TEST(AdmittingAnOperator, NeedsTheAuthorizationOfTheGovernment) {
  for (const auto& none : no_decisions(*operator_facts().authorization)) {
    auto f = operator_facts();
    f.authorization = none;
    auto au = authority();
    EXPECT_EQ(said(admit(admission(), f, au)), "rule.order HA-30 /authorization");
    const rules::Rulebook silent;
    auto free = as("per-au", "org-au", {"competent_authority"}, silent);
    EXPECT_EQ(said(admit(admission(), f, free)), "passed") << "where no rule asks for an authorization, none is checked";
  }
}

TEST(AdmittingAnOperator, AsksForEachConditionAndEachDuty) {
  for (const auto& item : henan().at(kOperatorQualification).list("items")) {
    auto c = admission();
    c.qualification.erase(item);
    auto au = authority();
    EXPECT_EQ(said(admit(c, operator_facts(), au)), "rule.not_qualified HA-06 /qualification/" + item);
  }
  for (const auto& item : henan().at(kOperatorSecurity).list("items")) {
    auto c = admission();
    c.security_duties.erase(item);
    auto au = authority();
    EXPECT_EQ(said(admit(c, operator_facts(), au)), "rule.not_qualified HA-08 /security_duties/" + item);
  }
}

}  // namespace
}  // namespace gongshu::domain::authorization
