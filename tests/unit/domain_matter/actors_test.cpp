// Who an item names, what it may hold at least, and procedures that no rule asks for.
#include "domain/matter/checks.h"
#include "support.h"

namespace gongshu::domain::matter::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

OpenMatter transfer(std::int64_t days) {
  OpenMatter c;
  c.procedure = "transfer";
  c.items = json::object{{"receiver", "org-op"}, {"days", days}};
  return c;
}

TEST(Matter, AnActIsOpenToTheOrganisationThatAnItemNames) {
  const Who named{"per-op", "org-op", {"operator"}}, other{"per-op2", "org-op2", {"operator"}};
  Played run;
  ASSERT_EQ(run.open(kAgency, transfer(1)), "passed");
  EXPECT_THAT(steps(todos_of(run.state)), ElementsAre("act.redirect|implementing_agency||", "act.answer||org-op|"));
  EXPECT_THAT(parties_of(run.state), Contains("org-op")) << "who has to act sees the matter";
  EXPECT_THAT(run.act(other, "answer"), HasSubstr("auth.forbidden"));
  EXPECT_THAT(run.act(kAgency, "answer"), HasSubstr("auth.forbidden"));
  ASSERT_EQ(run.act(kAgency, "redirect", {{"receiver", "org-op2"}}), "passed");
  EXPECT_THAT(run.act(named, "answer"), HasSubstr("auth.forbidden")) << "the newest value counts";
  EXPECT_EQ(run.act(other, "answer"), "passed");
  EXPECT_THAT(run.act(kAgency, "commend", {{"best", "org-op"}}), HasSubstr("rule.refused TT-01 /items/best")) << "it did not answer";
  EXPECT_EQ(run.act(kAgency, "commend", {{"best", "org-op2"}}), "passed");
}

TEST(Matter, AProcedureOfTheProductsOwnNeverPosesAsLaw) {
  Played run;
  OpenMatter c;
  c.procedure = "complaint";
  auto context = run.context(kOperator);
  const auto refused = open(procedure("complaint"), c, run.facts, context);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::rule_item_missing);
  EXPECT_TRUE(refused.error().rule.empty());
  EXPECT_EQ(refused.error().detail.at("product_default"), true);
  c.items = json::object{{"grounds", "答复与事实不符"}};
  EXPECT_EQ(run.open(kOperator, c), "passed");
  EXPECT_THAT(run.applied, IsEmpty());
}

TEST(Matter, AWholeNumberHasALeastValue) {
  for (const auto& [days, expected] : std::initializer_list<std::pair<std::int64_t, const char*>>{
           {-1, "input.out_of_range /items/days"}, {0, "input.out_of_range /items/days"}, {1, "passed"}}) {
    Played run;
    EXPECT_EQ(run.open(kAgency, transfer(days)), expected);
  }
  Played run;
  auto c = selection();
  (*c.items)["notice_days"] = -1;
  EXPECT_EQ(run.open(kAgency, c), "input.out_of_range /items/notice_days") << "never below nothing";
}

}  // namespace
}  // namespace gongshu::domain::matter::test
