// Truth tables of plans, operators and agreements: which event moves which status, whose turn it is, who sees it.
#include "support.h"

namespace gongshu::domain::authorization {
namespace {

const test::Moves kPlanMoves{
    {"authorization.plan_revised", {{"draft", "draft"}, {"submitted", "draft"}, {"approved", "draft"}}},
    {"authorization.plan_submitted", {{"draft", "submitted"}}},
    {"authorization.plan_approved", {{"submitted", "approved"}}},
    {"authorization.plan_filed", {{"approved", "approved"}}},
};
const test::Moves kOperatorMoves{{"authorization.operator_exited", {{"admitted", "exited"}}}};
const test::Moves kAgreementMoves{
    {"authorization.agreement_revised", {{"draft", "draft"}, {"decided", "draft"}}},
    {"authorization.agreement_decided", {{"draft", "decided"}}},
    {"authorization.agreement_signed", {{"decided", "decided"}}},
    {"authorization.agreement_in_force", {{"decided", "in_force"}}},
    {"authorization.agreement_filed", {{"in_force", "in_force"}}},
    {"authorization.renewal_applied", {{"in_force", "in_force"}, {"expired", "expired"}}},
    {"authorization.amendment_proposed", {{"in_force", "in_force"}}},
    {"authorization.amendment_decided", {{"in_force", "in_force"}}},
    {"authorization.amendment_signed", {{"in_force", "in_force"}}},
    {"authorization.agreement_amended", {{"in_force", "in_force"}}},
    {"authorization.agreement_ending", {{"in_force", "in_force"}}},
    {"authorization.agreement_expired", {{"in_force", "expired"}}},
    {"authorization.agreement_exiting", {{"in_force", "exiting"}, {"expired", "exiting"}}},
    {"authorization.agreement_ended", {{"exiting", "ended"}}},
};

TEST(AuthorizationStates, MoveAsTheirTablesSay) {
  test::expect_moves<PlanSubject>(kPlanTransitions, kPlanMoves, {});
  test::expect_moves<OperatorSubject>(kOperatorTransitions, kOperatorMoves, {{"authorization.operator_admitted", "admitted"}});
  test::expect_moves<AgreementSubject>(kAgreementTransitions, kAgreementMoves, {});
}

TEST(AuthorizationStates, SurviveWritingAndReading) {
  test::expect_round_trips<PlanSubject>();
  test::expect_round_trips<OperatorSubject>();
  test::expect_round_trips<AgreementSubject>();
  test::expect_registered<PlanSubject>();
  test::expect_registered<OperatorSubject>();
  test::expect_registered<AgreementSubject>();
}

TEST(AuthorizationStates, HaveNamesThatReadBack) {
  test::expect_names<PlanStatus>();
  test::expect_names<OperatorStatus>();
  test::expect_names<AgreementStatus>();
}

TEST(AuthorizationStates, AreTheSameHoweverOftenTheirHistoryIsFolded) {
  const EventMeta meta{1, test::kNow, "per-1", "org-1", "id-1"};
  const std::vector<Filing> filings{{"province", "2026-03-16", {}, {}}};
  const auto plan =
      test::expect_replays<PlanSubject>({PlanDrafted{plan_content()}, PlanSubmitted{}, PlanApproved{"dec-1", filings},
                                         PlanFiled{"province", "备-1", "2026-03-03"}, PlanRevised{plan_content()}},
                                        meta);
  EXPECT_EQ(plan.past_approvals, std::vector<std::string>{"dec-1"});
  const auto agreement = test::expect_replays<AgreementSubject>(
      {AgreementDrafted{"org-op", agreement_content()}, AgreementDecided{"dec-2"},
       AgreementRevised{"org-op", agreement_content()}, AgreementDecided{"dec-4"}, AgreementSigned{}, AgreementSigned{},
       AgreementInForce{filings}, AgreementFiled{"province", "备-2", "2026-03-03"}, AgreementExiting{"ext-1"},
       AgreementEnded{"ext-1"}},
      meta);
  EXPECT_EQ(agreement.status, AgreementStatus::ended);
  EXPECT_EQ(agreement.past_decisions, std::vector<std::string>{"dec-2"});
  test::expect_replays<OperatorSubject>({OperatorAdmitted{admission()}, OperatorExited{"ext-1"}}, meta);
}

/// Each status × each decision: done where the table has its event, refused with state.not_allowed everywhere else.
TEST(PlanStates, LetEachDecisionThroughWhereTheTableHasIt) {
  const std::map<std::string, std::function<Result<PlanEvents>(const OperationPlan&)>> decisions{
      {"authorization.plan_revised",
       [](const auto& p) {
         auto c = agency();
         return revise(p, plan_content(), c);
       }},
      {"authorization.plan_submitted",
       [](const auto& p) {
         auto c = agency();
         return submit(p, {}, c);
       }},
      {"authorization.plan_approved",
       [](const auto& p) {
         auto c = authority();
         return approve(p, "pla-1", {"dec-9"}, approval(), c);
       }},
      {"authorization.plan_filed",
       [](const auto& p) {
         auto c = authority();
         return file(p, {"provincial_competent_authority", "备-1", "2026-03-02"}, c);
       }},
  };
  for (const auto status : test::every<PlanStatus>())
    for (const auto& [type, decide] : decisions)
      EXPECT_EQ(said(decide(plan_in(status))),
                kPlanMoves.at(type).contains(std::string(name_of(status))) ? "passed" : "state.not_allowed /status")
          << name_of(status) << " " << type;
}

TEST(AgreementStates, LetEachDecisionThroughWhereTheTableHasIt) {
  const std::map<std::string, std::function<Result<AgreementEvents>(const Agreement&)>> decisions{
      {"authorization.agreement_revised",
       [](const auto& a) {
         auto c = agency();
         return revise(a, agreement_content(), ground(), c);
       }},
      {"authorization.agreement_decided",
       [](const auto& a) {
         auto c = agency();
         return decide(a, "agr-1", {"dec-9"}, major(), ground(), c);
       }},
      {"authorization.agreement_signed",
       [](const auto& a) {
         auto c = op();
         return sign(a, ground(), c);
       }},
      {"authorization.agreement_filed",
       [](const auto& a) {
         auto c = authority();
         return file(a, {"provincial_competent_authority", "备-1", "2026-03-02"}, c);
       }},
  };
  for (const auto status : test::every<AgreementStatus>())
    for (const auto& [type, decide] : decisions) {
      std::string expected =
          kAgreementMoves.at(type).contains(std::string(name_of(status))) ? "passed" : "state.not_allowed /status";
      // A draft says what is missing rather than that its status is wrong.
      if (type == "authorization.agreement_signed" && status == AgreementStatus::draft) expected = "rule.order HA-13 /status";
      EXPECT_EQ(said(decide(agreement_in(status))), expected) << name_of(status) << " " << type;
    }
}

using Steps = std::vector<std::string>;
const Steps kFilings{"file.provincial_competent_authority|competent_authority||",
                     "file.provincial_sector_authority|competent_authority||"};

TEST(PlanStates, NameTheOpenStepsAndTheAgency) {
  const std::map<PlanStatus, Steps> todos{
      {PlanStatus::draft, {}}, {PlanStatus::submitted, {"approve|competent_authority||"}}, {PlanStatus::approved, kFilings}};
  for (const auto status : test::every<PlanStatus>()) {
    const auto facts = row_facts(plan_in(status));
    EXPECT_EQ(facts.status, name_of(status));
    EXPECT_EQ(test::steps(facts.todos), todos.at(status)) << name_of(status);
    EXPECT_EQ(facts.parties, std::set<std::string>{"org-ag"});
    EXPECT_FALSE(facts.is_public);
  }
}

TEST(PlanStates, AskForNoFilingOfAPlanThatIsBeingChanged) {
  auto p = plan_in(PlanStatus::approved);
  auto ag = agency(), au = authority();
  take<PlanSubject>(p, revise(p, plan_content(), ag), ag);
  EXPECT_EQ(test::steps(todos_of(p)), Steps{}) << "a filing is recorded of an approved plan only";
  EXPECT_EQ(said(file(p, {"provincial_competent_authority", "备-1", "2026-03-02"}, au)), "state.not_allowed /status");
}

TEST(OperatorStates, ArePublicAndAskForNothing) {
  for (const auto status : test::every<OperatorStatus>()) {
    const auto facts = row_facts(operator_in(status));
    EXPECT_EQ(facts.status, name_of(status));
    EXPECT_TRUE(facts.is_public);
    EXPECT_TRUE(facts.todos.empty());
  }
}

TEST(AgreementStates, NameTheOpenStepsAndBothParties) {
  const std::map<AgreementStatus, Steps> todos{{AgreementStatus::draft, {"decide||org-ag|"}},
                                               {AgreementStatus::decided, {"sign||org-ag|", "sign||org-op|"}},
                                               {AgreementStatus::in_force, kFilings},
                                               {AgreementStatus::expired, {"exit||org-ag|"}},
                                               {AgreementStatus::exiting, {}},
                                               {AgreementStatus::ended, {}}};
  for (const auto status : test::every<AgreementStatus>()) {
    const auto facts = row_facts(agreement_in(status));
    EXPECT_EQ(facts.status, name_of(status));
    EXPECT_EQ(test::steps(facts.todos), todos.at(status)) << name_of(status);
    EXPECT_EQ(facts.parties, (std::set<std::string>{"org-ag", "org-op"}));
    EXPECT_FALSE(facts.is_public);
  }
}

TEST(AgreementStates, AskOnlyTheOtherPartyOnceOneHasSigned) {
  auto a = agreement_in(AgreementStatus::decided);
  auto o = op();
  take<AgreementSubject>(a, sign(a, ground(), o), o);
  EXPECT_EQ(test::steps(todos_of(a)), Steps{"sign||org-ag|"});
}

TEST(AgreementStates, StandInForceFromTheFirstToTheLastDay) {
  for (const auto status : test::every<AgreementStatus>()) {
    const auto a = agreement_in(status);
    const bool in_force = status == AgreementStatus::in_force;
    for (const auto& [day, inside] :
         std::map<std::string, bool>{{"2026-02-28", false}, {"2026-03-01", true}, {"2028-12-31", true}, {"2029-01-01", false}})
      EXPECT_EQ(stands(a, *parse_date(day)), in_force && inside) << name_of(status) << " " << day;
  }
  auto a = agreement_in(AgreementStatus::in_force);
  a.content.ends = "never";
  EXPECT_FALSE(stands(a, *parse_date("2026-03-02")));
}

TEST(AuthorizationStates, WhatChangesRightsStartsAPolicyEpoch) {
  EXPECT_TRUE(subjects().at("operation_plan").policy_types.empty());
  EXPECT_EQ(subjects().at("operator").policy_types,
            (std::set<std::string>{"authorization.operator_admitted", "authorization.operator_exited"}));
  EXPECT_EQ(subjects().at("agreement").policy_types,
            (std::set<std::string>{"authorization.agreement_in_force", "authorization.agreement_amended", "authorization.agreement_expired",
                                   "authorization.agreement_exiting", "authorization.agreement_ended"}));
}

}  // namespace
}  // namespace gongshu::domain::authorization
