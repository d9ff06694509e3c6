#include "rules/chain.h"

#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

ChainDef two_stages() {
  return {"demo",
          "operator",
          {{{{"operator", {}, {}, "5 working_days"}}},
           {{{"authority", {}, {"minutes"}, "7 working_days"}, {"sector", {}, {}}, {"expert", {}, {}, {}, true}}}},
          {"operator"}};
}

OpinionDraft opinion(const char* role, const char* person, Verdict verdict = Verdict::pass) {
  OpinionDraft out{role, person, "org", verdict, "", "", {}};
  if (verdict != Verdict::pass) {
    out.reason = "需求过宽";
    out.basis = "第十五条";
  }
  if (std::string_view(role) == "authority") out.attachments["minutes"] = "doc-1";
  return out;
}

class Chain : public ::testing::Test {
 protected:
  void SetUp() override { run_ = *start(two_stages(), {"author"}, noon("2026-02-12"), calendar_); }
  Status give(const OpinionDraft& draft) {
    auto decided = decide_opinion(run_, draft, noon("2026-03-02"), calendar_);
    if (!decided) return fail(decided.error());
    apply_opinion(run_, *decided);
    return {};
  }
  ErrorCode refusal(const OpinionDraft& draft) {
    const auto status = check_opinion(run_, draft);
    EXPECT_FALSE(status);
    return status ? ErrorCode::internal : status.error().code;
  }
  Calendar calendar_ = calendar();
  ChainRun run_;
};

TEST_F(Chain, RunsStagesInOrderAndGroupsInParallel) {
  EXPECT_THAT(open_roles(run_), ElementsAre("operator"));
  EXPECT_EQ(refusal(opinion("authority", "a")), ErrorCode::rule_order);
  ASSERT_TRUE(give(opinion("operator", "o")));
  EXPECT_THAT(open_roles(run_), ElementsAre("authority", "sector", "expert"));
  ASSERT_TRUE(give(opinion("sector", "s")));
  EXPECT_EQ(outcome(run_), Outcome::pending);
  ASSERT_TRUE(give(opinion("authority", "a")));
  EXPECT_EQ(outcome(run_), Outcome::passed) << "the optional expert is not waited for";
  EXPECT_THAT(open_roles(run_), IsEmpty());
  EXPECT_THAT(reviewers(run_), ElementsAre("o", "a", "s"));
  EXPECT_EQ(refusal(opinion("expert", "e")), ErrorCode::state_not_allowed);
}

TEST_F(Chain, DatesEachStepWhenItOpens) {
  EXPECT_EQ(run_.steps[0].due, "2026-02-26");
  EXPECT_FALSE(run_.steps[1].due);
  ASSERT_TRUE(give(opinion("operator", "o")));
  EXPECT_EQ(run_.steps[1].due, "2026-03-11");
  EXPECT_FALSE(run_.steps[2].due);
  EXPECT_THAT(overdue(run_, day("2026-03-11")), IsEmpty());
  EXPECT_THAT(overdue(run_, day("2026-03-12")), ElementsAre(1));
}

TEST_F(Chain, AMissingCalendarYearStopsTheOpinionNotTheView) {
  const auto decided = decide_opinion(run_, opinion("operator", "o"), noon("2026-12-30"), calendar_);
  ASSERT_FALSE(decided);
  EXPECT_EQ(decided.error().code, ErrorCode::calendar_missing_year);
}

TEST_F(Chain, NobodyReviewsTheirOwnWorkOrTwice) {
  EXPECT_EQ(refusal(opinion("operator", "author")), ErrorCode::auth_own_work);
  ASSERT_TRUE(give(opinion("operator", "o")));
  EXPECT_EQ(refusal(opinion("authority", "o")), ErrorCode::auth_same_person);
  EXPECT_EQ(refusal(opinion("authority", "author")), ErrorCode::auth_own_work);
  ASSERT_TRUE(give(opinion("sector", "s")));
  EXPECT_EQ(refusal(opinion("authority", "s")), ErrorCode::auth_same_person);
}

TEST_F(Chain, ARefusalNeedsReasonAndBasis) {
  for (const auto verdict : {Verdict::refuse, Verdict::send_back}) {
    auto draft = opinion("operator", "o", verdict);
    draft.reason = "  \n";
    EXPECT_EQ(refusal(draft), ErrorCode::rule_reason_missing);
    EXPECT_EQ(check_opinion(run_, draft).error().at, "/reason");
    draft.reason = "理由";
    draft.basis = "";
    EXPECT_EQ(refusal(draft), ErrorCode::rule_reason_missing);
    EXPECT_EQ(check_opinion(run_, draft).error().at, "/basis");
  }
}

TEST_F(Chain, RequiredAttachmentsAreEnforced) {
  ASSERT_TRUE(give(opinion("operator", "o")));
  auto draft = opinion("authority", "a");
  draft.attachments = {{"letter", "doc-9"}};
  EXPECT_EQ(refusal(draft), ErrorCode::rule_evidence_missing);
  EXPECT_EQ(check_opinion(run_, draft).error().at, "/attachments/minutes");
  draft.attachments = {{"minutes", ""}};
  EXPECT_EQ(refusal(draft), ErrorCode::rule_evidence_missing);
}

TEST_F(Chain, ARoleWithoutPartIsTurnedAway) {
  EXPECT_EQ(refusal(opinion("finance", "f")), ErrorCode::auth_forbidden);
  EXPECT_THAT(check_opinion(run_, opinion("finance", "f")).error().hint, HasSubstr("authority"));
}

TEST_F(Chain, OneRefusalEndsTheRun) {
  ASSERT_TRUE(give(opinion("operator", "o")));
  ASSERT_TRUE(give(opinion("sector", "s", Verdict::refuse)));
  EXPECT_EQ(outcome(run_), Outcome::refused);
  EXPECT_THAT(open_roles(run_), IsEmpty());
  EXPECT_EQ(refusal(opinion("authority", "a")), ErrorCode::state_not_allowed);
}

TEST_F(Chain, SendingBackInTheFirstStageClosesTheRest) {
  ASSERT_TRUE(give(opinion("operator", "o", Verdict::send_back)));
  EXPECT_EQ(outcome(run_), Outcome::returned);
  EXPECT_EQ(run_.steps[1].status, StepStatus::closed);
}

TEST_F(Chain, ARunIsStoredAndReadBackUnchanged) {
  ASSERT_TRUE(give(opinion("operator", "o")));
  ASSERT_TRUE(give(opinion("sector", "s", Verdict::refuse)));
  const auto stored = write(run_);
  const auto back = read<ChainRun>(stored);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(write(*back), stored);
}

/// Two reviewers side by side who do not learn of each other's opinion, then a third.
ChainDef blind_pair() {
  return {"blind", "operator", {{{{"authority", {}, {}}, {"sector", {}, {}}}, true}, {{{"expert", {}, {}}}}}, {}};
}

class BlindStage : public Chain {
 protected:
  void SetUp() override { run_ = *start(blind_pair(), {"author"}, noon("2026-02-12"), calendar_); }
  /// What `person` sees of the steps: "P" an opinion, "." an open step, "-" anything else.
  std::string seen(const std::string& person) const {
    std::string out;
    for (const auto& step : seen_by(run_, person).steps) out += step.opinion ? 'P' : step.status == StepStatus::open ? '.' : '-';
    return out;
  }
};

TEST_F(BlindStage, NobodyLearnsAnOpinionBeforeAllAreIn) {
  ASSERT_TRUE(give(opinion("authority", "a")));
  struct Row {
    const char* person;
    const char* first;
    const char* both;
  };
  const Row rows[] = {{"a", "P.-", "PP."}, {"s", "..-", "PP."}, {"author", "..-", "PP."}, {"stranger", "..-", "PP."}};
  for (const auto& row : rows) EXPECT_EQ(seen(row.person), row.first) << row.person;
  EXPECT_EQ(outcome(run_), Outcome::pending);
  const auto first = *run_.steps[0].opinion;
  EXPECT_TRUE(may_know(run_, first, "a"));
  EXPECT_FALSE(may_know(run_, first, "s"));
  ASSERT_TRUE(give(opinion("sector", "s")));
  for (const auto& row : rows) EXPECT_EQ(seen(row.person), row.both) << row.person;
  EXPECT_TRUE(may_know(run_, first, "s"));
}

TEST_F(BlindStage, AnEarlyReturnResetsTheVotes) {
  ASSERT_TRUE(give(opinion("authority", "a")));
  const auto dropped = *run_.steps[0].opinion;
  ASSERT_TRUE(give(opinion("sector", "s", Verdict::send_back)));
  EXPECT_EQ(outcome(run_), Outcome::returned);
  EXPECT_FALSE(run_.steps[0].opinion);
  EXPECT_EQ(run_.steps[0].status, StepStatus::closed);
  for (const char* person : {"s", "author"}) EXPECT_FALSE(may_know(run_, dropped, person));
  EXPECT_EQ(refusal(opinion("authority", "b")), ErrorCode::state_not_allowed);
  const auto again = start(blind_pair(), {"author"}, noon("2026-03-12"), calendar_);
  ASSERT_TRUE(again);
  EXPECT_THAT(open_roles(*again), ElementsAre("authority", "sector"));
  EXPECT_THAT(reviewers(*again), IsEmpty());
}

TEST_F(BlindStage, ARefusalEndsItAndIsSeen) {
  ASSERT_TRUE(give(opinion("authority", "a")));
  ASSERT_TRUE(give(opinion("sector", "s", Verdict::refuse)));
  EXPECT_EQ(outcome(run_), Outcome::refused);
  EXPECT_EQ(seen("author"), "PP-");
}

TEST_F(BlindStage, AStageThatIsNotBlindShowsEveryOpinion) {
  ASSERT_TRUE(give(opinion("authority", "a")));
  ASSERT_TRUE(give(opinion("sector", "s")));
  ASSERT_TRUE(give(opinion("expert", "e")));
  EXPECT_FALSE(run_.steps[2].opinion->blind);
  EXPECT_EQ(seen("author"), "PPP");
  const auto stored = write(run_);
  const auto back = read<ChainRun>(stored);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(write(*back), stored);
}

TEST_F(Chain, TheApplicantsRoleIsChecked) {
  EXPECT_TRUE(check_applicant(two_stages(), {"operator"}));
  const auto other = check_applicant(two_stages(), {"data_provider"});
  ASSERT_FALSE(other);
  EXPECT_EQ(other.error().code, ErrorCode::auth_forbidden);
  EXPECT_TRUE(check_applicant({"open", "", {}, {}}, {"anyone"}));
}

/// Random opinions in random order: a run only ever passes when every required step has passed, in order, by different people.
TEST_F(Chain, AnyOrderOfOpinionsKeepsTheInvariants) {
  const char* roles[] = {"operator", "authority", "sector", "expert", "finance"};
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t n) { return (state = state * 1664525 + 1013904223) / 65536 % n; };
  int passed = 0;
  for (int round = 0; round < 3000; ++round) {
    SetUp();
    for (int i = 0; i < 12; ++i) {
      const char* people[] = {"author", "p1", "p2", "p3", "p4"};
      (void)give(opinion(roles[next(5)], people[next(5)], next(12) == 0 ? Verdict::refuse : Verdict::pass));
    }
    auto people = reviewers(run_);
    EXPECT_THAT(people, ::testing::Not(::testing::Contains("author")));
    std::sort(people.begin(), people.end());
    EXPECT_EQ(std::unique(people.begin(), people.end()), people.end());
    if (outcome(run_) != Outcome::passed) continue;
    ++passed;
    for (const auto& step : run_.steps) EXPECT_TRUE(step.optional || step.status == StepStatus::passed);
  }
  EXPECT_GT(passed, 100);
}

}  // namespace
}  // namespace gongshu::rules::test
