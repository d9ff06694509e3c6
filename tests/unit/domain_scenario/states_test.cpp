// Truth tables of a scenario: which event moves which status, whose turn it is, who sees it.
#include "support.h"

namespace gongshu::domain::scenario {
namespace {

using enum ScenarioStatus;

const test::Moves kMoves{
    {"scenario.revised", {{"draft", "draft"}, {"returned", "draft"}}},
    {"scenario.submitted", {{"draft", "submitted"}}},
    {"scenario.reviewed", {{"submitted", "submitted"}}},
    {"scenario.approved", {{"submitted", "approved"}}},
    {"scenario.returned", {{"submitted", "returned"}}},
    {"scenario.refused", {{"submitted", "refused"}}},
    {"scenario.ended", {{"draft", "ended"}, {"returned", "ended"}, {"submitted", "ended"}, {"approved", "ended"}}},
};

TEST(ScenarioStates, MoveAsTheirTableSays) { test::expect_moves<ScenarioSubject>(kScenarioTransitions, kMoves, {}); }
TEST(ScenarioStates, SurviveWritingAndReading) {
  test::expect_round_trips<ScenarioSubject>();
  test::expect_registered<ScenarioSubject>();
}
TEST(ScenarioStates, HaveNamesThatReadBack) { test::expect_names<ScenarioStatus>(); }
TEST(ScenarioStates, AreReachedByDecisions) {
  for (const auto status : test::every<ScenarioStatus>()) {
    EXPECT_EQ(status_of(in(status)), name_of(status));
    EXPECT_EQ(write(in(status)), write(in(status)));
  }
}

TEST(ScenarioStates, AreTheSameHoweverOftenTheirHistoryIsFolded) {
  const auto submitted_one = in(submitted);
  auto au = authority();
  const auto step = review(submitted_one, opinion("competent_authority", "send_back"), au);
  ASSERT_TRUE(step);
  std::vector<ScenarioSubject::Event> history{Drafted{"org-op", "org-ag", content()}, Submitted{*submitted_one.review}};
  history.insert(history.end(), step->begin(), step->end());
  history.push_back(Revised{"org-op", "org-ag", content()});
  const auto s = test::expect_replays<ScenarioSubject>(history, {1, test::kNow, "per-1", "org-1", "scn-1"});
  EXPECT_EQ(s.status, draft);
  EXPECT_FALSE(s.review) << "a changed version is reviewed from the start";
}

/// Each status × each decision: done where the table has its event, refused with state.not_allowed everywhere else.
TEST(ScenarioStates, LetEachDecisionThroughWhereTheTableHasIt) {
  const auto reviewed = [](const char* verdict) {
    return [verdict](const Scenario& s) {
      auto c = authority("per-au2");
      return review(s, opinion("competent_authority", verdict), c);
    };
  };
  const std::map<std::string, std::function<Result<Events>(const Scenario&)>> decisions{
      {"scenario.revised",
       [](const auto& s) {
         auto c = op();
         return revise(s, content(), facts(), c);
       }},
      {"scenario.submitted",
       [](const auto& s) {
         auto c = op();
         return submit(s, facts(), c);
       }},
      {"scenario.reviewed", reviewed("pass")},
      {"scenario.returned", reviewed("send_back")},
      {"scenario.refused", reviewed("refuse")},
  };
  for (const auto status : test::every<ScenarioStatus>())
    for (const auto& [type, decide] : decisions)
      EXPECT_EQ(said(decide(in(status))),
                kMoves.at(type).contains(std::string(name_of(status))) ? "passed" : "state.not_allowed /status")
          << name_of(status) << " " << type;
}

TEST(ScenarioStates, NameTheOpenStepsAndEveryoneConcerned) {
  for (const auto status : test::every<ScenarioStatus>()) {
    const auto facts = row_facts(in(status));
    EXPECT_EQ(facts.status, name_of(status));
    const std::vector<std::string> open{"review.competent_authority|competent_authority||",
                                        "review.implementing_agency|implementing_agency|org-ag|"};
    EXPECT_EQ(test::steps(facts.todos), status == submitted ? open : std::vector<std::string>{}) << name_of(status);
    std::set<std::string> parties{"org-op", "org-ag"};
    if (status != draft && status != submitted) parties.insert("org-au");  // gave an opinion
    EXPECT_EQ(facts.parties, parties) << name_of(status);
    EXPECT_FALSE(facts.is_public);
  }
}

TEST(ScenarioStates, ASubmittedOneThatEndsAsksForNoMoreOpinions) {
  auto s = in(submitted);
  ScenarioSubject::evolve(s, Ended{"ext-1"}, {});
  EXPECT_EQ(s.status, ended);
  EXPECT_TRUE(todos_of(s).empty());
  auto au = authority();
  EXPECT_EQ(said(review(s, pass("competent_authority"), au)), "state.not_allowed /status");
}

TEST(ScenarioStates, OnlyWhatChangesRightsStartsAPolicyEpoch) {
  EXPECT_EQ(subjects().at("scenario").policy_types, (std::set<std::string>{"scenario.approved", "scenario.ended"}));
}

}  // namespace
}  // namespace gongshu::domain::scenario
