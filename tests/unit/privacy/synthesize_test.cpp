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
  EXPECT_EQ(synthesizer.notes().at("columns").as_array()[0].at("coverage_ppm").as_int64(), 0);
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

/// Counties lie in cities, the older earn less, sex says nothing; 30,000 people.
struct Society {
  std::vector<std::vector<std::string>> rows;
  Society() {
    std::mt19937_64 random(23);
    for (int i = 0; i < 30'000; ++i) {
      const auto county = random() % 12, age = random() % 80;
      const auto income = 9000 - age * 80 + random() % 2000;
      const auto pension = age >= 60 && random() % 20 != 0;
      rows.push_back({"t" + std::to_string(i), "41010" + std::to_string(county / 4), "4101" + std::to_string(10 + county),
                      std::to_string(age / 10 * 10), std::to_string(income), pension ? "true" : "false",
                      random() % 2 ? "f" : "m"});
    }
  }
  static std::vector<MaskedColumn> columns() {
    return {{"id", ColumnType::text, Technique::pseudonymise, Grade::general, Identity::direct},
            {"city", ColumnType::text},
            {"county", ColumnType::text},
            {"age", ColumnType::integer},
            {"income", ColumnType::integer},
            {"pension", ColumnType::boolean},
            {"sex", ColumnType::text}};
  }
  Synthesizer observed(std::int64_t k = 10) const {
    Synthesizer synthesizer(columns(), k);
    for (std::size_t i = 0; i < rows.size(); ++i)
      synthesizer.observe(std::vector<std::string_view>(rows[i].begin(), rows[i].end()), i + 1);
    return synthesizer;
  }
};

/// Share of rows for which `which` holds.
template <class Rows, class Which>
double share(const Rows& rows, Which which) {
  return static_cast<double>(std::ranges::count_if(rows, which)) / static_cast<double>(rows.size());
}

TEST(Synthesizer, KeepsMarginsAndDependenceOfPairs) {
  const Society society;
  const auto made = rows_of(society.observed(), 30'000, 4);
  for (const auto& row : made)
    ASSERT_EQ((std::stoi(row[2]) - 410'110) / 4 + 410'100, std::stoi(row[1])) << "a county lies in its city";
  for (const auto* age : {"0", "30", "70"})
    EXPECT_NEAR(share(made, [&](const auto& r) { return r[3] == age; }),
                share(society.rows, [&](const auto& r) { return r[3] == age; }), 0.012);
  const auto both = [](const auto& r) { return r[3] == "60" && r[5] == "true"; };
  EXPECT_NEAR(share(made, both), share(society.rows, both), 0.012) << "drawn apart it would be 0.03 and not 0.12";
  const auto poor = [](const auto& r) { return std::stoi(r[4]) < 5000 && r[3] == "70"; };
  EXPECT_NEAR(share(made, poor), share(society.rows, poor), 0.02);
  EXPECT_EQ(share(made, [](const auto& r) { return r[3] == "70" && std::stoi(r[4]) > 6500; }), 0.0);
  EXPECT_NEAR(share(made, [](const auto& r) { return r[6] == "f" && r[5] == "true"; }), 0.119, 0.012)
      << "independent stays independent";
}

TEST(Synthesizer, TellsItsMethodAndMeasuredFidelity) {
  const Society society;
  const auto notes = society.observed().notes();
  EXPECT_EQ(notes.at("method"), "chow-liu/1");
  EXPECT_EQ(notes.at("k"), 10);
  const auto& fidelity = notes.at("fidelity").as_object();
  EXPECT_LE(fidelity.at("margin_distance_worst").as_int64(), 3);
  EXPECT_LE(fidelity.at("dependence_error_mean").as_int64(), 2);
  EXPECT_LE(fidelity.at("dependence_error_worst").as_int64(), 6);
  EXPECT_GE(fidelity.at("dependence_error_independent").as_int64(), 15);
  std::map<std::string, std::string> given;
  for (const auto& column : notes.at("columns").as_array())
    if (const auto* parent = column.as_object().if_contains("given"))
      given[std::string(column.at("column").as_string())] = parent->as_string();
  EXPECT_TRUE(given["city"] == "county" || given["county"] == "city");
  EXPECT_TRUE(given["age"] == "income" || given["income"] == "age");
  EXPECT_FALSE(given.contains("sex")) << "depends on nothing";
  EXPECT_FALSE(given.contains("id"));
}

TEST(Synthesizer, ShowsNoPairThatFewerThanKEntitiesShare) {
  // Every value is common; the pair (c3, rare) belongs to nine people with ten rows each.
  Synthesizer synthesizer({{"county", ColumnType::text}, {"illness", ColumnType::text}}, 10);
  std::uint64_t entity = 0;
  const auto observe = [&](const char* county, const char* illness, std::uint64_t who) {
    synthesizer.observe(std::vector<std::string_view>{county, illness}, who);
  };
  for (int i = 0; i < 3000; ++i)
    for (const char* county : {"c1", "c2", "c3"})
      observe(county, std::string_view(county) == "c3" ? "cold" : i % 3 ? "flu" : "rare", ++entity);
  for (int i = 0; i < 90; ++i) observe("c3", "rare", 1'000'000 + static_cast<std::uint64_t>(i % 9));
  for (const auto& row : rows_of(synthesizer, 30'000, 5)) EXPECT_FALSE(row[0] == "c3" && row[1] == "rare");
}

TEST(Synthesizer, KeepsTheShareOfEmptyCells) {
  Synthesizer synthesizer({{"amount", ColumnType::integer}}, 10);
  for (std::uint64_t i = 0; i < 20'000; ++i) {
    const auto amount = i % 4 == 0 ? std::string() : std::to_string(i * 37 % 9973);
    synthesizer.observe(std::vector<std::string_view>{amount}, i + 1);
  }
  EXPECT_NEAR(share(rows_of(synthesizer, 8'000, 2), [](const auto& r) { return r[0].empty(); }), 0.25, 0.02);
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
