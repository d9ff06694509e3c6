// Attack simulation on small outputs that can be counted by hand.
#include "disclosure/report.h"

#include <gtest/gtest.h>

namespace gongshu::disclosure {
namespace {

const std::vector<TextColumn> kOutput = {{"30", "30", "41", "52"}, {"m", "m", "f", "f"}};

TEST(AttackReport, CountsRowsAloneInTheirClass) {
  const auto found = uniqueness(kOutput);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rows, 4);
  EXPECT_EQ(found->classes, 3);
  EXPECT_EQ(found->unique, 2);
  EXPECT_EQ(found->smallest, 1);
  EXPECT_DOUBLE_EQ(found->share, 0.5);
  EXPECT_EQ(uniqueness({})->rows, 0);
}

TEST(AttackReport, KeepsRowsApartWhoseTextsRunTogether) {
  const std::vector<TextColumn> columns = {{"ab", "a"}, {"c", "bc"}};
  EXPECT_EQ(uniqueness(columns)->classes, 2);
}

TEST(AttackReport, LinksOnlyWhereBothSidesAreAlone) {
  const std::vector<TextColumn> known = {{"41", "52", "52", "30", "99"}, {"f", "f", "f", "m", "m"}};
  const auto found = linkage(kOutput, known);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->tried, 5);
  EXPECT_EQ(found->matched, 4);
  EXPECT_EQ(found->singled, 1) << "41 f: one row here, one person there";
  EXPECT_DOUBLE_EQ(found->rate, 0.2);
}

TEST(AttackReport, FindsRawValuesInTheOutput) {
  const auto found = raw_share({"138", "", "t-1", "139"}, {"138", "139", "140", ""});
  EXPECT_EQ(found.values, 3);
  EXPECT_EQ(found.raw, 2);
}

TEST(AttackReport, CountsRepeatedRowsAsOftenAsBothHaveThem) {
  const std::vector<TextColumn> earlier = {{"30", "52"}, {"m", "f"}};
  const auto found = overlap(kOutput, earlier);
  ASSERT_TRUE(found);
  EXPECT_EQ(found->rows, 4);
  EXPECT_EQ(found->repeated, 2);
}

TEST(AttackReport, MeasuresTheLeastDiversityOfSensitiveValues) {
  EXPECT_EQ(*diversity(kOutput, {"flu", "flu", "none", "none"}), 1);
  const std::vector<TextColumn> sex = {kOutput[1]};
  EXPECT_EQ(*diversity(sex, {"flu", "cold", "none", "flu"}), 2);
  EXPECT_EQ(*diversity(sex, {"flu", "flu", "none", "flu"}), 1);
}

TEST(AttackReport, RefusesColumnsOfDifferentLength) {
  const std::vector<TextColumn> uneven = {{"a", "b"}, {"c"}}, one = {{"a"}};
  EXPECT_FALSE(uniqueness(uneven));
  EXPECT_FALSE(linkage(kOutput, one));
  EXPECT_FALSE(overlap(uneven, uneven));
  EXPECT_FALSE(diversity(kOutput, {"x"}));
}

}  // namespace
}  // namespace gongshu::disclosure
