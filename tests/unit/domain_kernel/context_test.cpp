// What a decision may ask of its context: role, organisation, days, rules.
#include "../support/domain_context.h"

namespace gongshu::domain {
namespace {

using namespace test;

const rules::Point kBound{"product.forbidden", "禁止的产品", "Forbidden products"};
const rules::Point kUnbound{"unit.context_unbound", "无规则", "No rule"};

TEST(Actor, HoldsTheRolesOfTheOrganisationAndItsOwnDuties) {
  const Actor actor{"per-1", "org-1", {"operator", "data_provider"}, {"staff"}};
  EXPECT_TRUE(actor.has_role("operator"));
  EXPECT_TRUE(actor.has_role("data_provider"));
  EXPECT_FALSE(actor.has_role("staff"));
  EXPECT_TRUE(actor.has_duty("staff"));
  EXPECT_FALSE(actor.has_duty("operator"));
  EXPECT_FALSE(Actor{}.has_role(""));
}

TEST(Context, RefusesAnotherRoleNamingTheOneNeeded) {
  const auto context = as("per-1", "org-1", {"operator"});
  EXPECT_TRUE(require_role(context, "operator"));
  const auto other = require_role(context, "competent_authority");
  EXPECT_REFUSED(other, auth_forbidden, "");
  EXPECT_NE(other.error().hint.find("competent_authority"), std::string::npos);
  EXPECT_REFUSED(require_role(as("per-1", "org-1", {}), "operator"), auth_forbidden, "");
}

TEST(Context, RefusesAnotherOrganisation) {
  const auto context = as("per-1", "org-1", {});
  EXPECT_TRUE(require_org(context, "org-1"));
  EXPECT_REFUSED(require_org(context, "org-10"), auth_forbidden, "");
  EXPECT_REFUSED(require_org(context, ""), auth_forbidden, "");
}

TEST(Context, TakesOnlyARealDayThatHasCome) {
  const auto context = as("per-1", "org-1", {});
  for (const char* day : {"2026-03-02", "2026-03-01", "2024-02-29", "1999-12-31"})
    EXPECT_TRUE(past_day(context, day, "/on")) << day;
  EXPECT_EQ(to_text(*past_day(context, "2026-03-02", "/on")), "2026-03-02");
  for (const char* day : {"2026-02-29", "2026-13-01", "2026-3-1", "", "today"})
    EXPECT_REFUSED(past_day(context, day, "/on"), input_bad_date, "/on");
  for (const char* day : {"2026-03-03", "2027-01-01"}) EXPECT_REFUSED(past_day(context, day, "/on"), input_out_of_range, "/on");
}

TEST(Context, CountsItsDayInChinaStandardTime) {
  const auto midnight = start_of(*parse_date("2026-03-02"));
  const auto before = as({"per-1", "org-1", {}, {}}, henan(), midnight - 1),
             after = as({"per-1", "org-1", {}, {}}, henan(), midnight);
  EXPECT_REFUSED(past_day(before, "2026-03-02", "/on"), input_out_of_range, "/on");
  EXPECT_TRUE(past_day(after, "2026-03-02", "/on"));
}

TEST(Context, RemembersEachRuleItConsultedOnce) {
  auto context = as("per-1", "org-1", {});
  EXPECT_TRUE(context.applied().empty());
  const auto ids = context.ruling(kBound).ids();
  ASSERT_FALSE(ids.empty());
  context.ruling(kBound);
  EXPECT_EQ(context.applied(), std::set<std::string>(ids.begin(), ids.end()));
  EXPECT_FALSE(context.ruling(kUnbound).bound());
  EXPECT_EQ(context.applied().size(), ids.size());
}

TEST(Context, CountsDeadlinesInTheCalendarOfItsRulebook) {
  const auto context = as("per-1", "org-1", {});
  const auto& calendar = context.rulebook().calendar();
  EXPECT_EQ(to_text(*calendar.deadline(context.now, {5, rules::Unit::working_days})), "2026-03-09");  // over a weekend
  EXPECT_EQ(to_text(*calendar.deadline(context.now, {5, rules::Unit::days})), "2026-03-07");
  EXPECT_EQ(to_text(*calendar.deadline(context.now, {1, rules::Unit::quarters})), "2026-06-02");
}

}  // namespace
}  // namespace gongshu::domain
