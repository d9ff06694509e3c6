// Conflicts of interest: declared with each opinion where the step asks, or the person stands aside; and panels of several people.
#include "rules/chain.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

const char* const kPack = R"(id: local
title: {zh: 规则, en: Rules}
issuer: {zh: 某市, en: A city}
status: draft
roles: {expert_panel: {zh: 专家智库, en: expert panel}, finance: {zh: 财政, en: finance}}
chains:
  panel:
    steps:
      - parallel: [{role: expert_panel, people: 3, declares_conflict: true}]
  votes:
    steps:
      - parallel: [{role: expert_panel, people: 5, quorum: 3}, {role: finance}]
      - parallel: [{role: finance}]
rules:
  - {id: XX-01, article: 第一条, level: must, zh: 释义, en: Text, bind: [{point: scenario.review, params: {chain: panel}}]}
)";

class Panel : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto pack = parse_pack(kPack, "test.yaml", nullptr, points_.options());
    ASSERT_TRUE(pack) << describe(pack.error());
    book_ = Rulebook(*pack, calendar());
    run_ = *start(book_.at(points_["scenario.review"]), {"author"}, noon("2026-03-02"), book_.calendar());
  }
  OpinionDraft opinion(const char* person, Verdict verdict, bool no_conflict) {
    return {"expert_panel", person, "org", verdict, verdict == Verdict::pass ? "" : "与申请人同属一个集团", verdict == Verdict::pass ? "" : "第六条", {}, no_conflict};
  }
  Status give(const OpinionDraft& draft) {
    GS_TRY(decided, decide_opinion(run_, draft, noon("2026-03-02"), book_.calendar()));
    apply_opinion(run_, decided);
    return {};
  }
  ErrorCode refused(const OpinionDraft& draft) {
    const auto status = check_opinion(run_, draft);
    return status ? ErrorCode::internal : status.error().code;
  }
  Points points_;
  Rulebook book_;
  ChainRun run_;
};

TEST_F(Panel, IsSeveralPeopleOfOneRoleAndEachGivesOneOpinion) {
  ASSERT_EQ(run_.steps.size(), 3u);
  for (const char* person : {"a", "b"}) ASSERT_TRUE(give(opinion(person, Verdict::pass, true)));
  EXPECT_EQ(outcome(run_), Outcome::pending);
  EXPECT_EQ(refused(opinion("a", Verdict::pass, true)), ErrorCode::auth_same_person);
  ASSERT_TRUE(give(opinion("c", Verdict::pass, true)));
  EXPECT_EQ(outcome(run_), Outcome::passed);
}

TEST_F(Panel, AnOpinionWithoutTheDeclarationIsRefused) {
  for (const auto verdict : {Verdict::pass, Verdict::refuse, Verdict::send_back}) {
    const auto status = check_opinion(run_, opinion("a", verdict, false));
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::rule_item_missing);
    EXPECT_EQ(status.error().at, "/no_conflict");
    EXPECT_EQ(status.error().rule, "XX-01");
  }
}

TEST_F(Panel, WhoStandsAsideIsOutForGoodAndSomebodyElseTakesThePlace) {
  auto silent = opinion("a", Verdict::recuse, false);
  silent.reason = "  ";
  EXPECT_EQ(refused(silent), ErrorCode::rule_reason_missing);
  ASSERT_TRUE(give(opinion("a", Verdict::recuse, false)));
  EXPECT_EQ(outcome(run_), Outcome::pending);
  EXPECT_THAT(open_roles(run_), ::testing::SizeIs(3)) << "the step waits for another person";
  EXPECT_EQ(refused(opinion("a", Verdict::pass, true)), ErrorCode::rule_refused);
  for (const char* person : {"b", "c", "d"}) ASSERT_TRUE(give(opinion(person, Verdict::pass, true)));
  EXPECT_EQ(outcome(run_), Outcome::passed);
  const auto again = read<ChainRun>(write(run_));
  ASSERT_TRUE(again);
  EXPECT_EQ(again->recused, std::vector<std::string>{"a"});
}

/// Five experts of whom three must pass, beside the finance department.
class Quorum : public Panel {
 protected:
  void SetUp() override {
    Panel::SetUp();
    run_ = *start(book_.pack()->chains.at("votes"), {"author"}, noon("2026-03-02"), book_.calendar());
  }
  void vote(std::initializer_list<Verdict> verdicts) {
    for (const auto verdict : verdicts) ASSERT_TRUE(give(opinion(("e" + std::to_string(++voters_)).c_str(), verdict, false)));
  }
  Status finance(const char* person) { return give({"finance", person, "org", Verdict::pass, {}, {}, {}, false}); }
  int voters_ = 0;
};

TEST_F(Quorum, CarriesWithItsQuorumAndWaitsForNobodyElseOfThePanel) {
  vote({Verdict::pass, Verdict::refuse, Verdict::send_back, Verdict::pass});
  EXPECT_EQ(outcome(run_), Outcome::pending);
  vote({Verdict::pass});
  EXPECT_EQ(open_roles(run_), std::vector<std::string>{"finance"}) << "the stage waits for the other reviewer";
  ASSERT_TRUE(finance("f"));
  EXPECT_EQ(outcome(run_), Outcome::pending) << "the next stage";
  ASSERT_TRUE(finance("g"));
  EXPECT_EQ(outcome(run_), Outcome::passed);
}

TEST_F(Quorum, ClosesTheSeatsThatNothingHangsOn) {
  vote({Verdict::pass, Verdict::pass, Verdict::pass});
  EXPECT_EQ(open_roles(run_), std::vector<std::string>{"finance"});
  EXPECT_EQ(refused(opinion("late", Verdict::pass, false)), ErrorCode::state_not_allowed);
}

TEST_F(Quorum, CompletesTheStageWhenThePanelIsTheLast) {
  ASSERT_TRUE(finance("f"));
  vote({Verdict::pass, Verdict::pass, Verdict::pass});
  EXPECT_EQ(open_roles(run_), std::vector<std::string>{"finance"});
  ASSERT_TRUE(finance("g"));
  EXPECT_EQ(outcome(run_), Outcome::passed);
}

TEST_F(Quorum, IsRefusedOnceTheQuorumCannotBeReached) {
  vote({Verdict::refuse, Verdict::refuse});
  EXPECT_EQ(outcome(run_), Outcome::pending);
  vote({Verdict::pass, Verdict::send_back});
  EXPECT_EQ(outcome(run_), Outcome::refused);
  EXPECT_TRUE(open_roles(run_).empty());
}

TEST_F(Quorum, IsReturnedWhenAsManySentItBackAsRefused) {
  vote({Verdict::send_back, Verdict::refuse, Verdict::send_back});
  EXPECT_EQ(outcome(run_), Outcome::returned);
}

TEST(PanelLint, RefusesAQuorumLargerThanThePanelAndAPanelOfNobody) {
  Points points;
  for (const auto& [from, to] : {std::pair("people: 5, quorum: 3", "people: 2, quorum: 3"), std::pair("people: 5, quorum: 3", "people: 0"),
                                 std::pair("people: 5, quorum: 3", "quorum: 0")}) {
    std::string text = kPack;
    text.replace(text.find(from), std::string(from).size(), to);
    EXPECT_FALSE(parse_pack(text, "test.yaml", nullptr, points.options())) << to;
  }
}

}  // namespace
}  // namespace gongshu::rules::test
