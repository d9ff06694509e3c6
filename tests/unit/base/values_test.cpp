// Days, instants, clocks, ids, money and errors.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <thread>

#include "base/clock.h"
#include "base/ids.h"
#include "base/money.h"
#include "base/text.h"

namespace gongshu {
namespace {

using ::testing::MatchesRegex;

TEST(Clock, DaysAreThoseOfChinaStandardTime) {
  const auto day = *parse_date("2026-03-01");
  EXPECT_EQ(to_text(local_date(start_of(day))), "2026-03-01");
  EXPECT_EQ(to_text(local_date(start_of(day) - 1)), "2026-02-28");
  EXPECT_EQ(start_of(*parse_date("1970-01-01")), -8 * 3600 * 1000);
  EXPECT_EQ(to_text(Instant{0}), "1970-01-01T08:00:00.000+08:00");
  EXPECT_EQ(to_text(Instant{-8 * 3600 * 1000 - 1}), "1969-12-31T23:59:59.999+08:00");
  EXPECT_EQ(to_text(start_of(day) + 34'200'001), "2026-03-01T09:30:00.001+08:00");
}

TEST(Clock, ReadsRealDaysOnly) {
  for (const char* fine : {"2026-03-01", "2024-02-29", "2000-02-29", "0001-01-01", "9999-12-31"}) {
    const auto day = parse_date(fine);
    ASSERT_TRUE(day) << fine;
    EXPECT_EQ(to_text(*day), fine);
  }
  for (const char* bad : {"", "2026-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-01-00", "2026-04-31", "2026-3-01", "2026/03/01", "20260301",
                          "2026-03-01 ", " 2026-03-01", "2026-03-01T", "-026-03-01", "+026-03-01", "2026-+3-01", "2026-03--1", "二〇二六-03-01"}) {
    const auto day = parse_date(bad);
    ASSERT_FALSE(day) << bad;
    EXPECT_EQ(day.error().code, ErrorCode::input_bad_date);
  }
}

TEST(Clock, AManualClockStandsStill) {
  ManualClock clock(5);
  EXPECT_EQ(clock.now(), 5);
  clock.set(9);
  EXPECT_EQ(clock.now(), 9);
}

TEST(Clock, AShiftedClockRunsAheadFromManyThreads) {
  ShiftedClock clock;
  const auto before = SystemClock().now();
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 1000; ++j) clock.advance(std::chrono::milliseconds(1000));
    });
  for (auto& thread : threads) thread.join();
  EXPECT_GE(clock.now() - before, 4'000'000);
}

TEST(Ids, ArePrefixAndTwentyCharacters) {
  EXPECT_EQ(make_id("agr", std::string(13, '\0')), "agr-00000000000000000000");
  EXPECT_EQ(make_id("agr", std::string(13, '\xFF')), "agr-zzzzzzzzzzzzzzzzzzzz");
  EXPECT_EQ(make_id("x", "\x08\x42\x10\x84\x21\x08\x42\x10\x84\x21\x08\x42\x10"), "x-11111111111111111111");
  EXPECT_THAT(make_id("cat", "hello, world!"), MatchesRegex("cat-[0-9abcdefghjkmnpqrstvwxyz]{20}"));
}

TEST(Ids, DifferInEveryOneOfTheirHundredBits) {
  std::set<std::string> seen{make_id("a", std::string(13, '\0'))};
  for (int bit = 0; bit < 100; ++bit) {
    std::string random(13, '\0');
    random[bit / 8] = static_cast<char>(0x80 >> bit % 8);
    EXPECT_TRUE(seen.insert(make_id("a", random)).second) << bit;
  }
}

TEST(Ids, OfDifferentKindsDoNotMix) {
  struct A;
  struct B;
  static_assert(!std::is_convertible_v<Id<A>, Id<B>>);
  EXPECT_LT(Id<A>{"a"}, Id<A>{"b"});
}

TEST(Money, WritesYuanAndFen) {
  EXPECT_EQ(to_yuan({0}), "0.00");
  EXPECT_EQ(to_yuan({5}), "0.05");
  EXPECT_EQ(to_yuan({1205}), "12.05");
  EXPECT_EQ(to_yuan({-1}), "-0.01");
  EXPECT_EQ(to_yuan({-1250}), "-12.50");
  EXPECT_EQ(to_yuan({INT64_MAX}), "92233720368547758.07");
  EXPECT_EQ(to_yuan({INT64_MIN}), "-92233720368547758.08");
}

TEST(Money, AddsWholeFen) {
  EXPECT_EQ(Money{10} + Money{5}, Money{15});
  EXPECT_EQ(Money{10} - Money{15}, Money{-5});
  EXPECT_EQ(Money{3} * 4, Money{12});
  EXPECT_LT(Money{1}, Money{2});
}

TEST(Text, ATextOfSpacesSaysNothing) {
  for (const char* nothing : {"", " ", "\t\r\n ", "　", " 　 ", "\u00A0", "\u200B", "\u2003\uFEFF", "\u2060"}) EXPECT_TRUE(blank(nothing)) << nothing;
  for (const char* something : {"a", "无", " x ", "　无　", "0", ".", "\U0001F600"}) EXPECT_FALSE(blank(something)) << something;
}

TEST(Errors, EveryCodeHasANameAStatusAndTwoTexts) {
  std::set<std::string_view> names;
  for (int i = 0; i < kErrorCodes; ++i) {
    const auto& i_th = info(static_cast<ErrorCode>(i));
    EXPECT_TRUE(names.insert(i_th.name).second) << i_th.name;
    EXPECT_THAT(std::string(i_th.name), MatchesRegex("[a-z0-9_]+(\\.[a-z0-9_]+)*"));
    EXPECT_GE(i_th.status, 400);
    EXPECT_LT(i_th.status, 600);
    EXPECT_FALSE(i_th.zh.empty());
    EXPECT_FALSE(i_th.en.empty());
  }
}

TEST(Errors, DescribeNamesCodePlaceHintRuleAndArticle) {
  const Error error{ErrorCode::rule_item_missing, "/items/5", "add it", "XX-12", "第十二条", {}};
  EXPECT_EQ(describe(error).substr(0, 18), "rule.item_missing ");
  EXPECT_THAT(describe(error), ::testing::EndsWith(" @ /items/5: add it (XX-12 第十二条)"));
}

}  // namespace
}  // namespace gongshu
