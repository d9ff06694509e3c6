// The end of a term: from which day it is near.
#include "domain/kernel/term.h"

#include "../support/domain_context.h"

namespace gongshu::domain {
namespace {

Date day(const char* text) { return *parse_date(text); }
std::string begins(const char* last, const char* length, const rules::Calendar& calendar = test::henan().calendar()) {
  return to_text(last_part_begins(calendar, day(last), *rules::parse_duration(length)));
}

TEST(ATerm, MonthsBeforeTakesTheLastDayOfAShorterMonth) {
  EXPECT_EQ(to_text(months_before(day("2028-12-31"), 3)), "2028-09-30");
  EXPECT_EQ(to_text(months_before(day("2028-03-31"), 1)), "2028-02-29");
  EXPECT_EQ(to_text(months_before(day("2028-03-15"), 15)), "2026-12-15");
}

TEST(ATerm, ItsLastPartBeginsOnTheFirstDayFromWhichTheLengthReachesTheEnd) {
  EXPECT_EQ(begins("2026-06-30", "60 days"), "2026-05-01");
  EXPECT_EQ(begins("2026-06-30", "1 days"), "2026-06-29");
  EXPECT_EQ(begins("2026-05-31", "3 months"), "2026-03-01") << "from the last of February three months reach the 28th of May only";
  EXPECT_EQ(begins("2026-12-31", "2 years"), "2024-12-31");
  const auto& calendar = test::henan().calendar();
  for (const char* length : {"5 working_days", "20 working_days", "60 working_days"}) {
    const auto first = last_part_begins(calendar, day("2026-10-20"), *rules::parse_duration(length));
    const auto before = Date(std::chrono::sys_days(first) - std::chrono::days(1));
    EXPECT_GE(*calendar.deadline(first, *rules::parse_duration(length)), day("2026-10-20")) << length;
    EXPECT_LT(*calendar.deadline(before, *rules::parse_duration(length)), day("2026-10-20")) << length;
  }
}

TEST(ATerm, CountsAWorkingDayAsSevenFifthsWhereNoCalendarIsKnown) {
  EXPECT_EQ(begins("2029-03-17", "10 working_days", rules::Calendar()), "2029-03-03");
  EXPECT_EQ(begins("2029-03-17", "60 days", rules::Calendar()), "2029-01-16");
}

TEST(AStep, PressesInTheLastThirdOfItsTimeAndTheDayBeforeAtTheLatest) {
  EXPECT_EQ(to_text(presses_from(day("2026-03-01"), day("2026-03-31"))), "2026-03-21");
  EXPECT_EQ(to_text(presses_from(day("2026-03-30"), day("2026-03-31"))), "2026-03-30");
  EXPECT_EQ(to_text(presses_from(day("2026-03-31"), day("2026-03-31"))), "2026-03-30");
}

TEST(ADay, HasOneBeforeIt) {
  EXPECT_EQ(day_before("2028-03-01"), "2028-02-29");
  EXPECT_EQ(day_before("2026-01-01"), "2025-12-31");
  EXPECT_EQ(day_before("never"), "never");
}

}  // namespace
}  // namespace gongshu::domain
