// A plan inside the operator's term, and one demand in one application.
#include "../support/local_pack.h"
#include "support.h"

namespace gongshu::domain::scenario {
namespace {

rules::Rulebook local(const std::string& bind, const std::string& reviewer = "competent_authority") {
  return domain::test::local_rulebook({bind, "one: {steps: [{parallel: [{role: " + reviewer + "}]}]}"});
}

const std::string kChain = "{point: scenario.review, params: {chain: one}}, ";

std::string submitted(const rules::Rulebook& book, const DraftScenario& c) {
  auto s = in(ScenarioStatus::draft);
  s.content = c;
  auto o = op("per-op", book);
  return said(submit(s, facts(), o));
}

TEST(ThePlan, StatesItsLastDayInsideTheOperatorsTerm) {
  const auto book = local(kChain + "{point: scenario.plan_in_term}");
  auto c = content();
  EXPECT_EQ(submitted(book, c), "rule.item_missing XX-01 /content/ends");
  c.ends = "2029-01-01";
  EXPECT_EQ(submitted(book, c), "rule.out_of_term XX-01 /ends");
  c.ends = "2028-12-31";
  EXPECT_EQ(submitted(book, c), "passed");
}

TEST(ThePlan, MayBeOpenWhereNoRuleAsks) {
  EXPECT_EQ(submitted(local(kChain + "{point: scenario.one_review}"), content()), "passed");
}

TEST(OneDemand, IsAllThatOneApplicationAsksFor) {
  const auto book = local(kChain + "{point: scenario.one_demand, params: {resources: 1}}");
  auto c = content();
  ASSERT_EQ(c.demand.size(), 2u);
  EXPECT_EQ(submitted(book, c), "rule.refused XX-01 /content/demand/1");
  c.demand.pop_back();
  EXPECT_EQ(submitted(book, c), "passed");
}

TEST(AProvider, SpeaksInTheReviewOfItsOwnDataOnly) {
  const auto book = local("{point: scenario.review, params: {chain: one}}", "data_provider");
  auto f = facts();
  f.providers = {{"cat-1", "org-p1"}, {"cat-2", "org-p2"}, {"cat-9", "org-p9"}};
  Scenario s;
  auto o = op("per-op", book);
  take(s, draft(content(), f, o), o);
  take(s, submit(s, f, o), o);
  EXPECT_EQ(s.providers, (std::vector<std::string>{"org-p1", "org-p2"}));
  auto own = test::as("per-1", "org-p2", {"data_provider"}, book), other = test::as("per-9", "org-p9", {"data_provider"}, book);
  EXPECT_EQ(said(review(s, pass("data_provider"), other)), "auth.forbidden /role");
  EXPECT_EQ(said(review(s, pass("data_provider"), own)), "passed");
}

}  // namespace
}  // namespace gongshu::domain::scenario
