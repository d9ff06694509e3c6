#include <fstream>

#include "rules/calendar.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::HasSubstr;

TEST(Calendar, CountsWorkingDaysAsTheNoticesSay) {
  const auto c = calendar();
  EXPECT_EQ(to_text(*c.add_working_days(day("2026-02-12"), 7)), "2026-02-28");
  EXPECT_EQ(to_text(*c.add_working_days(day("2025-09-24"), 20)), "2025-10-28");
  EXPECT_EQ(to_text(*c.add_working_days(day("2025-12-30"), 3)), "2026-01-05");
  EXPECT_EQ(c.years(), (std::vector<int>{2023, 2024, 2025, 2026}));
}

TEST(Calendar, KnowsMovedDaysOfEachYear) {
  const auto c = calendar();
  for (const char* off : {"2023-01-27", "2024-02-16", "2025-10-08", "2026-09-25"})
    EXPECT_FALSE(*c.is_working_day(day(off))) << off;
  for (const char* on : {"2023-01-28", "2024-02-04", "2025-10-11", "2026-01-04"}) EXPECT_TRUE(*c.is_working_day(day(on))) << on;
  EXPECT_TRUE(*c.is_working_day(day("2026-03-02")));
  EXPECT_FALSE(*c.is_working_day(day("2026-03-01")));
}

TEST(Calendar, NamesTheMissingYear) {
  const auto late = calendar().add_working_days(day("2026-12-28"), 10);
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error().code, ErrorCode::calendar_missing_year);
  EXPECT_EQ(late.error().at, "2027");
  const auto none = Calendar().add_working_days(day("2026-03-02"), 1);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().at, "2026");
}

TEST(Calendar, OtherUnitsNeedNoCalendarAndClampToTheMonth) {
  const Calendar c;
  EXPECT_EQ(to_text(*c.deadline(day("2030-01-31"), {1, Unit::months})), "2030-02-28");
  EXPECT_EQ(to_text(*c.deadline(day("2027-11-30"), {1, Unit::quarters})), "2028-02-29");
  EXPECT_EQ(to_text(*c.deadline(day("2028-02-29"), {3, Unit::years})), "2031-02-28");
  EXPECT_EQ(to_text(*c.deadline(day("2030-01-31"), {30, Unit::days})), "2030-03-02");
  EXPECT_EQ(to_text(*c.deadline(day("2025-08-31"), {6, Unit::months})), "2026-02-28");
}

TEST(Calendar, CountsAnInstantByTheDayInChina) {
  // 2026-03-02T17:00Z is already the 3rd in China.
  EXPECT_EQ(to_text(*Calendar().deadline(start_of(day("2026-03-03")) + 3600'000, {1, Unit::days})), "2026-03-04");
}

TEST(Calendar, AgreesWithTheSharedHolidayData) {
  const auto folder = std::filesystem::path(GONGSHU_SOURCE_DIR) / ".." / "shared" / "data" / "cn_holidays" / "holiday-cn";
  if (!std::filesystem::exists(folder)) GTEST_SKIP() << "the shared holiday data is not here";
  const auto c = calendar();
  for (int year = 2023; year <= 2026; ++year) {
    std::ifstream in(folder / (std::to_string(year) + ".json"));
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    const auto data = parse_json(text);
    ASSERT_TRUE(data);
    for (const auto& entry : data->at("days").as_array()) {
      const auto date = std::string(entry.at("date").as_string());
      if (!date.starts_with(std::to_string(year))) continue;
      EXPECT_EQ(*c.is_working_day(day(date.c_str())), !entry.at("isOffDay").as_bool()) << date;
    }
  }
}

TEST(Duration, ReadsWhatPacksWrite) {
  EXPECT_EQ(parse_duration("3 years"), (Duration{3, Unit::years}));
  EXPECT_EQ(parse_duration("1 quarter"), (Duration{1, Unit::quarters}));
  EXPECT_EQ(parse_duration("7 working_days"), (Duration{7, Unit::working_days}));
  EXPECT_EQ(to_text(Duration{1, Unit::working_days}), "1 working_day");
  EXPECT_EQ(to_zh(Duration{7, Unit::working_days}), "7个工作日");
}

TEST(Duration, RefusesEverythingElse) {
  for (const char* bad : {"", "3", "years", "0 days", "-1 days", "3  years", "3 year old", "1.5 years", "10001 days",
                          "99999999999999999999 days", "3years"})
    EXPECT_FALSE(parse_duration(bad)) << bad;
}

struct Damaged {
  const char* yaml;
  const char* at;
  const char* hint;
};
constexpr const char* kHead = "year: 2030\nnotice: 通知\nsource: http://example.invalid\n";

TEST(CalendarFile, NamesLineAndFixOfEachFault) {
  const Damaged cases[] = {
      {"off:\n  - {name: 元旦, from: 2030-01-32, to: 2030-01-03}\nworking: []\n", "y.yaml line 5", "YYYY-MM-DD"},
      {"off:\n  - {name: 元旦, from: 2030-01-03, to: 2030-01-01}\nworking: []\n", "y.yaml line 5", "exchange"},
      {"off:\n  - {name: 元旦, from: 2032-01-01, to: 2032-01-01}\nworking: []\n", "y.yaml line 5", "outside 2030"},
      {"off:\n  - {name: 元旦, from: 2030-01-01, to: 2030-01-01}\nworking: [2030-01-01]\n", "y.yaml line 6",
       "off and as working"},
      {"off: []\nworking: [2030-01-05, 2030-01-05]\n", "y.yaml line 5", "twice"},
      {"off: []\nworking: []\nworkng: []\n", "y.yaml line 6", "did you mean 'working'"},
      {"off: {}\nworking: []\n", "y.yaml line 4", "expected array"},
      {"off: []\n", "y.yaml line 1", "/working"},
      {"off: [\n", "y.yaml line", "not valid YAML"},
  };
  for (const auto& [yaml, at, hint] : cases) {
    const auto loaded = Calendar::parse(std::string(kHead) + yaml, "y.yaml");
    ASSERT_FALSE(loaded) << yaml;
    EXPECT_EQ(loaded.error().code, ErrorCode::calendar_invalid);
    EXPECT_THAT(loaded.error().at, HasSubstr(at)) << yaml;
    EXPECT_THAT(loaded.error().hint, HasSubstr(hint)) << yaml;
  }
}

TEST(CalendarFile, AnEmptyFolderIsAnError) {
  const auto loaded = Calendar::load(std::filesystem::path(GONGSHU_SOURCE_DIR) / "no-such-folder");
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().code, ErrorCode::calendar_invalid);
}

}  // namespace
}  // namespace gongshu::rules::test
