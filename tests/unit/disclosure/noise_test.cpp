// Rounding and noise: a function of rows and measure, unbiased, of the stated spread.
#include "disclosure/noise.h"

#include <gtest/gtest.h>

#include <cmath>

namespace gongshu::disclosure {
namespace {

std::string rows_of(std::initializer_list<std::uint64_t> keys, std::string_view secret = "s") {
  RowSetDigest digest(secret);
  for (const auto key : keys) digest.add(key);
  return digest.finish();
}

std::string set_number(std::uint64_t i) { return rows_of({i, i + 1'000'000}); }

TEST(RowSetDigest, DependsOnTheRowsAndNotOnTheirOrder) {
  EXPECT_EQ(rows_of({1, 2, 3}), rows_of({3, 1, 2}));
  EXPECT_NE(rows_of({1, 2, 3}), rows_of({1, 2}));
  EXPECT_NE(rows_of({1, 2, 3}), rows_of({1, 2, 4}));
  EXPECT_NE(rows_of({}), rows_of({0}));
  EXPECT_NE(rows_of({1, 4}), rows_of({2, 3})) << "sums of keys do not collide";
  EXPECT_NE(rows_of({1, 2}, "s"), rows_of({1, 2}, "t")) << "keyed";
}

TEST(Perturber, AnswersARepeatedQuestionTheSame) {
  const Perturber one("secret"), again("secret"), other("another");
  const auto rows = rows_of({1, 2, 3});
  int different = 0;
  for (std::uint64_t i = 0; i < 50; ++i) {
    const auto set = set_number(i);
    EXPECT_EQ(one.noise(100, {3}, true, set, "count(*)"), again.noise(100, {3}, true, set, "count(*)"));
    EXPECT_EQ(one.round(103, {10}, set, "count(*)"), again.round(103, {10}, set, "count(*)"));
    different += one.noise(100, {3}, false, set, "sum(x)") != other.noise(100, {3}, false, set, "sum(x)");
    different += one.noise(100, {3}, false, set, "sum(x)") != one.noise(100, {3}, false, set, "sum(y)");
    different += one.noise(100, {3}, false, set, "sum(x)") != one.noise(100, {3}, false, rows, "sum(x)");
  }
  EXPECT_EQ(different, 150);
}

TEST(Perturber, RoundsToOneOfTheTwoNeighboursWithoutBias) {
  const Perturber perturber("secret");
  for (const double value : {13.0, -7.0, 2.5}) {
    double sum = 0;
    constexpr int kDraws = 20'000;
    for (std::uint64_t i = 0; i < kDraws; ++i) {
      const auto rounded = perturber.round(value, {5}, set_number(i), "m");
      EXPECT_EQ(std::remainder(rounded, 5), 0);
      EXPECT_LT(std::abs(rounded - value), 5);
      sum += rounded;
    }
    EXPECT_NEAR(sum / kDraws, value, 0.1) << "standard error 0.02";
  }
  EXPECT_EQ(perturber.round(15, {5}, set_number(1), "m"), 15) << "multiples stay";
}

TEST(Perturber, AddsNoiseOfTheStatedSpread) {
  const Perturber perturber("secret");
  constexpr int kDraws = 20'000;
  for (const bool count : {true, false}) {
    double sum = 0, squares = 0;
    for (std::uint64_t i = 0; i < kDraws; ++i) {
      const auto off = perturber.noise(1000, {4}, count, set_number(i), "m") - 1000;
      if (count) {
        EXPECT_EQ(off, std::round(off));
      }
      sum += off, squares += off * off;
    }
    const double a = std::exp(-1.0 / 4), variance = count ? 2 * a / ((1 - a) * (1 - a)) : 2 * 4 * 4;
    EXPECT_NEAR(sum / kDraws, 0, 0.2);
    EXPECT_NEAR(squares / kDraws / variance, 1, 0.1);
  }
}

TEST(Perturber, NeverMakesACountNegative) {
  const Perturber perturber("secret");
  for (std::uint64_t i = 0; i < 1000; ++i) EXPECT_GE(perturber.noise(1, {10}, true, set_number(i), "m"), 0);
}

TEST(Perturber, DoesWhatTheRulesAskFor) {
  const Perturber perturber("secret");
  const auto rows = set_number(3);
  Rules rules;
  EXPECT_EQ(perturber.apply(rules, 13, true, rows, "m"), 13);
  rules.rounding = Rounding{5};
  EXPECT_EQ(perturber.apply(rules, 13, true, rows, "m"), perturber.round(13, {5}, rows, "m"));
  rules.rounding.reset();
  rules.noise = Noise{2};
  EXPECT_EQ(perturber.apply(rules, 13, true, rows, "m"), perturber.noise(13, {2}, true, rows, "m"));
  EXPECT_TRUE(std::isnan(perturber.apply(rules, std::nan(""), false, rows, "m")));
}

}  // namespace
}  // namespace gongshu::disclosure
