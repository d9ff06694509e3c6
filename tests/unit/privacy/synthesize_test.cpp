#include "privacy/synthesize.h"

#include <gmock/gmock.h>

#include <random>
#include <set>

#include "privacy/risk.h"

namespace gongshu::privacy {
namespace {

std::vector<MaskedColumn> columns() {
  return {{"id", ColumnType::text, Technique::pseudonymise, Grade::general, Identity::direct},
          {"county", ColumnType::text, Technique::division, Grade::general, Identity::quasi},
          {"cost", ColumnType::integer, Technique::keep, Grade::general, Identity::none},
          {"day", ColumnType::date, Technique::keep, Grade::general, Identity::none}};
}

/// 20,000 rows; county 410999 belongs to 4 people with 50 rows each, one person's cost is a million.
struct Observed {
  Synthesizer synthesizer{columns(), 10};
  std::set<std::string> ids;
  Observed() {
    std::mt19937_64 random(5);
    for (std::uint64_t i = 1; i <= 20'000; ++i) {
      const bool rare = i <= 200;
      const auto entity = rare ? i % 4 + 1 : i;
      const auto id = "token" + std::to_string(entity),
                 cost = i == 777 ? std::string("1000000") : std::to_string(random() % 5000);
      const auto county = rare ? std::string("410999") : "4101" + std::to_string(10 + random() % 5);
      char day[16];
      std::snprintf(day, sizeof day, "20%02u-%02u-%02u", unsigned(10 + random() % 10), unsigned(1 + random() % 12),
                    unsigned(1 + random() % 28));
      const std::vector<std::string_view> row{id, county, cost, day};
      synthesizer.observe(row, entity);
      ids.insert(id);
    }
  }
};

std::vector<std::vector<std::string>> rows_of(const Synthesizer& synthesizer, std::int64_t count, std::uint64_t seed) {
  std::vector<std::vector<std::string>> rows;
  EXPECT_TRUE(synthesizer.generate(count, seed, [&](Cells cells) -> Status {
    rows.emplace_back(cells.begin(), cells.end());
    return {};
  }));
  return rows;
}

TEST(Synthesizer, ShowsNoValueThatFewerThanKEntitiesHold) {
  const Observed observed;
  std::map<std::string, int> counties;
  for (const auto& row : rows_of(observed.synthesizer, 20'000, 1)) {
    ASSERT_EQ(row.size(), 5u);
    EXPECT_EQ(observed.ids.count(row[0]), 0u);
    EXPECT_EQ(row[0].size(), 32u);
    ++counties[row[1]];
    EXPECT_TRUE(is_value(ColumnType::integer, row[2]));
    EXPECT_LT(std::stoll(row[2]), 6000) << "one person's extreme";
    EXPECT_TRUE(is_value(ColumnType::date, row[3]));
  }
  EXPECT_EQ(counties.count("410999"), 0u) << "200 rows, but four people";
  EXPECT_EQ(counties.size(), 5u);
  for (const auto& [county, count] : counties) EXPECT_NEAR(count, 4000, 400) << county;
}

TEST(Synthesizer, IsDeterministicPerSeed) {
  const Observed one, two;
  EXPECT_EQ(rows_of(one.synthesizer, 500, 9), rows_of(two.synthesizer, 500, 9));
  EXPECT_NE(rows_of(one.synthesizer, 500, 9), rows_of(one.synthesizer, 500, 10));
}

TEST(Synthesizer, LeavesAColumnEmptyWhenNothingInItIsSafe) {
  Synthesizer synthesizer({{"note", ColumnType::text}}, 10);
  for (std::uint64_t i = 0; i < 100; ++i) {
    const auto note = "n" + std::to_string(i);
    const std::vector<std::string_view> row{note};
    synthesizer.observe(row, i);
  }
  for (const auto& row : rows_of(synthesizer, 20, 1)) EXPECT_EQ(row[0], "");
  EXPECT_EQ(synthesizer.notes()[0].at("coverage_ppm").as_int64(), 0);
}

TEST(Synthesizer, SurvivesMoreValuesThanItCountsAndExtremeNumbers) {
  Synthesizer synthesizer({{"text", ColumnType::text}, {"number", ColumnType::decimal}}, 5);
  for (std::uint64_t i = 0; i < 150'000; ++i) {
    const auto text = std::to_string(i), number = (i % 2 ? "-" : "") + std::to_string(i) + "00000000.25";
    const std::vector<std::string_view> row{text, number};
    synthesizer.observe(row, i);
  }
  for (const auto& row : rows_of(synthesizer, 100, 1)) {
    EXPECT_EQ(row[0], "");
    EXPECT_TRUE(is_value(ColumnType::decimal, row[1])) << row[1];
  }
}

TEST(RiskCounter, CountsTheSmallestClassAndTheUniques) {
  RiskCounter counter({0, 1});
  for (const auto& row :
       std::vector<std::vector<std::string_view>>{{"a", "1", "x"}, {"a", "1", "y"}, {"a", "2", "z"}, {"b", "1", "x"}})
    counter.row(row);
  const auto count = counter.count();
  EXPECT_EQ(count.rows, 4);
  EXPECT_EQ(count.classes, 3);
  EXPECT_EQ(count.smallest, 1);
  EXPECT_EQ(count.unique_ppm, 500'000);
  EXPECT_EQ(RiskCounter({0}).count().smallest, 0);
  RiskCounter none({});
  none.row(std::vector<std::string_view>{"a"});
  none.row(std::vector<std::string_view>{"b"});
  EXPECT_EQ(none.count().smallest, 2);
}

}  // namespace
}  // namespace gongshu::privacy
