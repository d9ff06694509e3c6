// What is learnt of columns while they are loaded, and that it changes the types of arithmetic but never a result.
#include "engine/stored.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "engine/execute.h"
#include "engine/query.h"

namespace gongshu::engine::test {
namespace {

StoredColumn watched(ColumnType type, std::initializer_list<std::int64_t> values) {
  ColumnWatch watch;
  for (const auto v : values) watch.number(v);
  return watch.finish(type);
}

TEST(ColumnWatch, FindsDigitsAndScaleOfDecimals) {
  const auto price = watched(ColumnType::decimal, {104'949'500'000, -12'340'000});  // 104949.5 and -12.34
  EXPECT_EQ(price.digits, 8);
  EXPECT_EQ(price.scale, 2);
  EXPECT_FALSE(price.zeros);
  EXPECT_FALSE(price.nulls);
  const auto share = watched(ColumnType::decimal, {0, 50'000});
  EXPECT_EQ(share.digits, 2);  // a type has no fewer digits than places after the point
  EXPECT_EQ(share.scale, 2);
  EXPECT_TRUE(share.zeros);
}

TEST(ColumnWatch, FindsDigitsOfIntegersUpToEighteen) {
  EXPECT_EQ(watched(ColumnType::integer, {-1'000, 999}).digits, 4);
  EXPECT_EQ(watched(ColumnType::integer, {999'999'999'999'999'999}).digits, 18);
  EXPECT_EQ(watched(ColumnType::integer, {1'000'000'000'000'000'000}).digits, 0);
  EXPECT_EQ(watched(ColumnType::integer, {INT64_MIN}).digits, 0);
}

TEST(ColumnWatch, ATextColumnMayBeAnything) {
  ColumnWatch watch;
  watch.null();
  const auto text = watch.finish(ColumnType::text);
  EXPECT_TRUE(text.nulls);
  EXPECT_TRUE(text.zeros);
  EXPECT_EQ(text.digits, 0);
}

/// Rows of two decimals and an integer; each row is an entity of its own where the table is protected.
class Numbers {
 public:
  explicit Numbers(std::vector<std::array<std::string, 3>> rows, std::string entity = {}) : dataset_(open()) {
    const std::set<Use> uses{Use::filter, Use::group, Use::aggregate, Use::visible};
    policy_.k = 5;
    policy_.tables = {
        {"t", {{"a", ColumnType::decimal, uses}, {"b", ColumnType::decimal, uses}, {"n", ColumnType::integer, uses}}, entity}};
    std::size_t next = 0;
    const TableSchema schema{{{"a", ColumnType::decimal}, {"b", ColumnType::decimal}, {"n", ColumnType::integer}}, entity};
    EXPECT_TRUE(dataset_.load("t", schema, [&](Row& row) -> Result<bool> {
      if (next == rows.size()) return false;
      row.entity = static_cast<std::int64_t>(next);
      row.values = {rows[next][0], rows[next][1], std::int64_t{std::stoll(rows[next][2])}};
      return ++next, true;
    }));
  }

  Answer ask(const std::string& sql) {
    const auto approved = compile(sql, policy_);
    EXPECT_TRUE(approved) << describe(approved.error());
    auto answer = Executor([](const std::string& cause) { ADD_FAILURE() << cause; }).run(*approved, dataset_);
    EXPECT_TRUE(answer) << describe(answer.error());
    return std::move(*answer);
  }
  /// Rows as JSON.
  std::string rows(const std::string& sql) {
    json::array out;
    for (const auto& row : ask(sql).rows) out.push_back(row);
    return json::serialize(out);
  }

 private:
  static Dataset open() {
    auto made = Dataset::open({256, 2});
    EXPECT_TRUE(made) << describe(made.error());
    return std::move(*made);
  }
  Dataset dataset_;
  PolicySnapshot policy_;
};

TEST(Stored, NarrowSumsAndProductsAreExact) {
  Numbers t({{"104949.50", "0.10", "7"}, {"-12.34", "0.01", "-3"}});
  EXPECT_EQ(t.rows("SELECT SUM(a), SUM(a * b), SUM(a * (1 - b)), SUM(a * b * n), SUM(n * n), MIN(a) FROM t"),
            R"([["104937.16","10494.8266","94442.3334","73465.0202",58,"-12.34"]])");
}

TEST(Stored, WideValuesAreComputedWide) {
  Numbers t({{"999999999999999999.999999", "2", "9000000000000000000"}, {"1", "3", "9000000000000000000"}});
  EXPECT_EQ(t.rows("SELECT SUM(a), SUM(a * b), SUM(n) FROM t"),
            R"([["1000000000000000000.999999","2000000000000000002.999998","18000000000000000000"]])");
}

TEST(Stored, TheTextOfADecimalDoesNotDependOnOtherRows) {
  const std::string sql = "SELECT CAST(a AS TEXT), CAST(a + 1 AS TEXT) FROM t WHERE a < 2";
  EXPECT_EQ(Numbers({{"1.5", "0", "0"}}).rows(sql), R"([["1.500000","2.500000"]])");
  EXPECT_EQ(Numbers({{"1.5", "0", "0"}, {"999999999999999999.999999", "0", "0"}}).rows(sql), R"([["1.500000","2.500000"]])");
}

TEST(Stored, ConstantsOfAnyScaleCompareExactly) {
  Numbers t({{"0.05", "0", "1"}, {"0.06", "0", "2"}, {"0.07", "0", "3"}});
  EXPECT_EQ(t.rows("SELECT n FROM t WHERE a BETWEEN 0.06 - 0.01 AND 0.06 + 0.0099 ORDER BY n"), "[[1],[2]]");
  EXPECT_EQ(t.rows("SELECT n FROM t WHERE a > 0.059999 AND a < 1e-1 ORDER BY n"), "[[2],[3]]");
  EXPECT_EQ(t.rows("SELECT n FROM t WHERE n * 3000000000 > 6000000000"), "[[3]]");
}

/// `people` entities, of which `zeros` have the value 0.
std::vector<std::array<std::string, 3>> people(int count, int zeros = 0) {
  std::vector<std::array<std::string, 3>> out;
  for (int i = 0; i < count; ++i) out.push_back({i < zeros ? "0" : "2.5", "0.1", "1"});
  return out;
}

TEST(Stored, RowsOfValueZeroStayOutsideASum) {
  EXPECT_EQ(Numbers(people(5), "e").ask("SELECT SUM(a) FROM t").verdict, Verdict::released);
  EXPECT_EQ(Numbers(people(9, 5), "e").ask("SELECT SUM(a) FROM t").verdict, Verdict::withheld) << "four who have something";
  EXPECT_EQ(Numbers(people(10, 5), "e").ask("SELECT SUM(a) FROM t").verdict, Verdict::released);
}

TEST(EntitySample, CountsUpToTheLimitExactly) {
  EXPECT_EQ(Numbers(people(4), "e").ask("SELECT COUNT(*) FROM t").verdict, Verdict::withheld);
  EXPECT_EQ(Numbers(people(5), "e").ask("SELECT COUNT(*) FROM t").verdict, Verdict::released);
  EXPECT_EQ(Numbers(people(49), "e").ask("SELECT SUM(a * b) FROM t").verdict, Verdict::withheld) << "products need 10 k";
  EXPECT_EQ(Numbers(people(50), "e").ask("SELECT SUM(a * b) FROM t").verdict, Verdict::released);
}

TEST(EntitySample, PutsTogetherWhatThreadsCounted) {
  EXPECT_EQ(Numbers(people(300'000), "e").ask("SELECT COUNT(*), SUM(a * b) FROM t").verdict, Verdict::released);
  std::vector<std::array<std::string, 3>> rows;
  for (int i = 0; i < 200'000; ++i) rows.push_back({"1", "1", std::to_string(i / 4)});  // groups of four
  EXPECT_EQ(Numbers(rows, "e").ask("SELECT n, COUNT(*) FROM t GROUP BY n").rows.size(), 0u);
}

}  // namespace
}  // namespace gongshu::engine::test
