// Primary rules: each refusal, its border, negatives, zeros and nobody.
#include "disclosure/rules.h"

#include <gtest/gtest.h>

#include "disclosure/cells.h"

namespace gongshu::disclosure {
namespace {

using Counts64 = std::vector<std::int64_t>;

Reason reason(const Rules& rules, const Counts64& entities, const std::vector<double>& top, double total, bool magnitude = true) {
  return primary_reason(rules, {entities, top, total}, magnitude);
}

Rules rules_of(int k, std::optional<Dominance> dominance = {}, std::optional<double> p = {}) {
  Rules out;
  out.k = k;
  out.dominance = dominance;
  out.p = p;
  return out;
}

TEST(PrimaryRules, AskForKEntitiesOfEveryProtectedType) {
  const auto rules = rules_of(10);
  EXPECT_EQ(reason(rules, {10}, {}, 0), Reason::none);
  EXPECT_EQ(reason(rules, {9}, {}, 0), Reason::few);
  EXPECT_EQ(reason(rules, {100, 9}, {}, 0), Reason::few);
  EXPECT_EQ(reason(rules, {100, 10}, {}, 0), Reason::none);
}

TEST(PrimaryRules, TreatNobodyLikeTooFew) {
  EXPECT_EQ(reason(rules_of(10), {0}, {}, 0), reason(rules_of(10), {1}, {1}, 1));
  EXPECT_EQ(reason(rules_of(10), {}, {}, 0), Reason::few);
}

TEST(PrimaryRules, WithholdSumsThatFewDominate) {
  const auto rules = rules_of(3, Dominance{2, 0.9});
  EXPECT_EQ(reason(rules, {10}, {50, 41}, 100), Reason::dominance);
  EXPECT_EQ(reason(rules, {10}, {50, 40}, 100), Reason::none) << "exactly the share is not above it";
  EXPECT_EQ(reason(rules, {10}, {50, 41}, 100, false), Reason::none) << "counts have no contributions";
}

TEST(PrimaryRules, WithholdSumsThatGiveTheLargestAwayToTheSecond) {
  const auto rules = rules_of(3, {}, 0.1);
  EXPECT_EQ(reason(rules, {10}, {100, 50}, 159), Reason::p_percent);
  EXPECT_EQ(reason(rules, {10}, {100, 50}, 160), Reason::none);
}

TEST(PrimaryRules, LookAtAbsoluteContributionsSoThatNegativesDoNotHide) {
  // Contributions of +95, -90 and eight of 1: the sum is 13, the absolute total 193.
  EXPECT_EQ(reason(rules_of(3, Dominance{2, 0.9}), {10}, {95, 90}, 193), Reason::dominance);
  EXPECT_EQ(reason(rules_of(3, {}, 0.1), {10}, {95, 90}, 193), Reason::p_percent);
}

TEST(PrimaryRules, LeaveACellOfZerosToK) {
  const auto rules = rules_of(3, Dominance{1, 0.5}, 0.1);
  EXPECT_EQ(reason(rules, {10}, {0, 0}, 0), Reason::none);
  EXPECT_EQ(reason(rules, {2}, {0, 0}, 0), Reason::few);
}

TEST(PrimaryRules, WithholdWhatDoesNotAddUp) {
  const auto rules = rules_of(3, Dominance{2, 0.9});
  const auto nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(reason(rules, {10}, {1, 2}, 100), Reason::dominance) << "not descending";
  EXPECT_EQ(reason(rules, {10}, {60, 50}, 100), Reason::dominance) << "more than the total";
  EXPECT_EQ(reason(rules, {10}, {nan}, 100), Reason::dominance);
  EXPECT_EQ(reason(rules, {10}, {-5}, 100), Reason::dominance);
  EXPECT_EQ(reason(rules, {10}, {1}, nan), Reason::dominance);
}

TEST(PrimaryRules, ReleaseAnExtremeOnlyWhereKEntitiesHaveIt) {
  EXPECT_EQ(extreme_reason(rules_of(10), Counts64{10}), Reason::none);
  EXPECT_EQ(extreme_reason(rules_of(10), Counts64{9}), Reason::order);
  EXPECT_EQ(extreme_reason(rules_of(10), Counts64{0}), Reason::order);
}

TEST(PrimaryRules, AskForDegreesOfFreedomBehindAModel) {
  auto rules = rules_of(10);
  EXPECT_EQ(model_reason(rules, 30, 20), Reason::none);
  EXPECT_EQ(model_reason(rules, 30, 21), Reason::freedom);
  EXPECT_EQ(model_reason(rules, 9, 0), Reason::few);
  EXPECT_EQ(model_reason(rules, 30, -1), Reason::freedom);
  rules.freedom = 25;
  EXPECT_EQ(model_reason(rules, 30, 6), Reason::freedom);
}

TEST(PrimaryRules, NeedAsManyContributionsAsTheLargestRule) {
  EXPECT_EQ(contributions_needed(rules_of(10)), 0);
  EXPECT_EQ(contributions_needed(rules_of(10, Dominance{1, 0.5})), 1);
  EXPECT_EQ(contributions_needed(rules_of(10, Dominance{1, 0.5}, 0.1)), 2);
  EXPECT_EQ(contributions_needed(rules_of(10, Dominance{3, 0.5}, 0.1)), 3);
}

TEST(PrimaryRules, AreRefusedOutOfRange) {
  const auto at = [](const Rules& rules) {
    const auto status = check(rules);
    return status ? std::string() : status.error().at;
  };
  EXPECT_EQ(at(rules_of(2)), "");
  EXPECT_EQ(at(rules_of(1)), "/k");
  EXPECT_EQ(at(rules_of(10'001)), "/k");
  EXPECT_EQ(at(rules_of(5, Dominance{0, 0.5})), "/dominance/n");
  EXPECT_EQ(at(rules_of(5, Dominance{2, 1.5})), "/dominance/share");
  EXPECT_EQ(at(rules_of(5, {}, 0.0)), "/p");
  auto rules = rules_of(5);
  rules.rounding = Rounding{1};
  EXPECT_EQ(at(rules), "/rounding/base");
  rules.rounding = Rounding{5};
  EXPECT_EQ(at(rules), "");
  rules.noise = Noise{2};
  EXPECT_EQ(at(rules), "/noise");
  rules.rounding.reset();
  rules.noise = Noise{0};
  EXPECT_EQ(at(rules), "/noise/scale");
  rules.noise.reset();
  rules.freedom = 0;
  EXPECT_EQ(at(rules), "/freedom");
}

TEST(PrimaryRules, EveryReasonHasAName) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Reason>>([](auto d) { EXPECT_EQ(name(d.value), d.name); });
}

TEST(PrimaryRules, MarkSmallGroupsAbsentAndLeaveEarlierDecisionsAlone) {
  Table table;
  table.dimensions = {{"sex", {}}};
  table.measures = {{"count(*)", Kind::count, 0}, {"max(age)", Kind::extreme, 1}};
  table.groups = {{{0}, 0, {3}, false}, {{1}, 0, {30}, false}};
  table.cells.resize(4);
  for (std::size_t i = 0; i < 4; ++i) table.cells[i].entities = {i < 2 ? 3 : 30};
  table.cells[3].entities = {1};
  table.cells[2].state = State::egress;
  ASSERT_TRUE(primary(rules_of(10), table));
  EXPECT_TRUE(table.groups[0].absent);
  EXPECT_FALSE(table.groups[1].absent);
  EXPECT_EQ(table.at(0, 1).reason, Reason::few) << "an absent group has no cell at all";
  EXPECT_EQ(table.at(1, 0).state, State::egress);
  EXPECT_EQ(table.at(1, 1).reason, Reason::order);
  const auto counts = count(table);
  EXPECT_EQ(counts.primary, 3);
  EXPECT_EQ(counts.egress, 1);
  EXPECT_EQ(counts.absent_groups, 1);
}

}  // namespace
}  // namespace gongshu::disclosure
