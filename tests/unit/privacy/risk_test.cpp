#include "privacy/risk.h"

#include <gmock/gmock.h>

#include <map>
#include <random>
#include <set>

namespace gongshu::privacy {
namespace {

using Row = std::vector<std::string>;

ClassCount counted(const std::vector<Row>& rows, std::vector<std::size_t> quasi, std::vector<std::size_t> sensitive = {},
                   const std::vector<std::uint64_t>& entities = {}) {
  RiskCounter counter(std::move(quasi), std::move(sensitive));
  for (std::size_t i = 0; i < rows.size(); ++i)
    counter.row(std::vector<std::string_view>(rows[i].begin(), rows[i].end()), entities.empty() ? 0 : entities[i]);
  return counter.count();
}

TEST(RiskCounter, CountsEntitiesAndNotTheirRows) {
  const std::vector<Row> rows{{"a"}, {"a"}, {"a"}, {"b"}, {"b"}};
  const auto by_rows = counted(rows, {0});
  EXPECT_EQ(by_rows.smallest, 2);
  EXPECT_EQ(by_rows.unique_ppm, 0);
  const auto by_entities = counted(rows, {0}, {}, {7, 7, 7, 7, 8});
  EXPECT_EQ(by_entities.smallest, 1) << "three rows of one person";
  EXPECT_EQ(by_entities.unique_ppm, 600'000);
}

TEST(RiskCounter, MeasuresDiversityAndCloseness) {
  // Class a holds flu only, class b three illnesses; flu is half of all.
  const std::vector<Row> rows{{"a", "flu"}, {"a", "flu"}, {"b", "flu"}, {"b", "gout"}, {"b", "cold"}, {"b", "cold"}};
  const auto count = counted(rows, {0}, {1});
  EXPECT_EQ(count.diversity, 1);
  EXPECT_EQ(count.closeness_ppm, 500'000) << "shares 1, 0, 0 against 3/6, 1/6, 2/6";
  EXPECT_EQ(counted(rows, {}, {1}).diversity, 3);
  EXPECT_EQ(counted(rows, {}, {1}).closeness_ppm, 0);
  EXPECT_FALSE(counted(rows, {0}).diversity);
  EXPECT_FALSE(counted({}, {0}, {1}).diversity);
}

TEST(RiskCounter, TakesTheWorstOfSeveralSensitiveColumns) {
  const std::vector<Row> rows{{"a", "1", "x"}, {"a", "2", "x"}, {"b", "1", "y"}, {"b", "2", "x"}};
  const auto count = counted(rows, {0}, {1, 2});
  EXPECT_EQ(count.diversity, 1);
  EXPECT_EQ(count.closeness_ppm, 250'000);
}

/// Random tables against the definitions written out.
TEST(RiskCounter, AgreesWithTheDefinitions) {
  std::mt19937_64 random(17);
  for (int round = 0; round < 60; ++round) {
    std::vector<Row> rows;
    std::vector<std::uint64_t> entities;
    const auto size = 1 + random() % 200;
    for (std::size_t i = 0; i < size; ++i) {
      rows.push_back({std::to_string(random() % 3), std::to_string(random() % 4), std::to_string(random() % 5)});
      entities.push_back(1 + random() % 50);
    }
    std::map<Row, std::set<std::uint64_t>> members;
    std::map<Row, std::map<std::string, double>> values;
    std::map<Row, double> sizes;
    std::map<std::string, double> all;
    for (std::size_t i = 0; i < size; ++i) {
      const Row key{rows[i][0], rows[i][1]};
      members[key].insert(entities[i]);
      ++values[key][rows[i][2]];
      ++sizes[key];
      all[rows[i][2]] += 1.0 / static_cast<double>(size);
    }
    std::size_t k = SIZE_MAX, l = SIZE_MAX;
    double t = 0;
    for (const auto& [key, who] : members) {
      k = std::min(k, who.size());
      l = std::min(l, values[key].size());
      double distance = 0;
      for (const auto& [value, share] : all) distance += std::abs(values[key][value] / sizes[key] - share) / 2;
      t = std::max(t, distance);
    }
    const auto count = counted(rows, {0, 1}, {2}, entities);
    EXPECT_EQ(count.smallest, static_cast<std::int64_t>(k));
    for (auto& [key, v] : values) std::erase_if(v, [](const auto& x) { return x.second == 0; });
    EXPECT_EQ(count.diversity, static_cast<std::int64_t>(l));
    EXPECT_NEAR(static_cast<double>(*count.closeness_ppm), t * 1e6, 1);
  }
}

TEST(RiskCounter, GivesUpOnTooManySensitiveValuesButKnowsAUniqueRow) {
  RiskCounter alone({0}, {1}), together({0}, {1});
  for (int i = 0; i < 1'100'000; ++i) {
    const auto text = std::to_string(i), half = std::to_string(i / 2);
    alone.row(std::vector<std::string_view>{text, text});
    together.row(std::vector<std::string_view>{half, text});
  }
  EXPECT_EQ(alone.count().diversity, 1);
  EXPECT_FALSE(alone.count().closeness_ppm);
  EXPECT_FALSE(together.count().diversity);
  EXPECT_EQ(together.count().smallest, 2);
}

TEST(GradeEstimate, FollowsIdentifiersAndTheSmallestClass) {
  EXPECT_EQ(estimate_grade(true, 1000), 1);
  EXPECT_EQ(estimate_grade(false, 0), 2);
  EXPECT_EQ(estimate_grade(false, kAcceptableClass - 1), 2);
  EXPECT_EQ(estimate_grade(false, kAcceptableClass), 3);
}

}  // namespace
}  // namespace gongshu::privacy
