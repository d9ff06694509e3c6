// Parameters: typed constants in the plan, never text of the query; one plan text for all values.
#include <gtest/gtest.h>

#include "base/record.h"
#include "engine/query.h"

namespace gongshu::engine {
namespace {

PolicySnapshot policy() {
  PolicySnapshot out;
  const std::set<Use> all{Use::join, Use::filter, Use::group, Use::aggregate};
  out.tables.push_back({"residents",
                        {{"county", ColumnType::text, all, false},
                         {"age", ColumnType::integer, all, false},
                         {"income", ColumnType::decimal, all, false},
                         {"born", ColumnType::date, all, false}},
                        "_entity"});
  return out;
}

Result<Approved> compiled(std::string_view sql, std::vector<Argument> arguments) { return compile(sql, policy(), arguments); }
std::string outcome(std::string_view sql, std::vector<Argument> arguments) {
  const auto approved = compiled(sql, std::move(arguments));
  return approved ? "passed" : std::string(info(approved.error().code).name);
}
std::string plan_of(std::string_view sql, std::vector<Argument> arguments) {
  const auto approved = compiled(sql, std::move(arguments));
  return approved ? plan_text(*approved) : describe(approved.error());
}
Argument text(std::string value, std::string name = "county") { return {std::move(name), ColumnType::text, std::move(value)}; }

constexpr std::string_view kByCounty = "SELECT count(*) AS n FROM residents WHERE county = $county";

TEST(Parameters, GiveOnePlanForAllValues) {
  const auto plan = plan_of(kByCounty, {text("410105")});
  EXPECT_NE(plan.find("parameter text 6:county"), std::string::npos) << plan;
  EXPECT_EQ(plan.find("410105"), std::string::npos);
  for (const char* value : {"410106", "", "x' OR '1'='1", "$county", "1"})
    EXPECT_EQ(plan_of(kByCounty, {text(value)}), plan) << value;
  EXPECT_EQ(plan_of("SELECT count(*) AS n FROM residents WHERE county = :county", {text("a")}), plan) << "both ways of writing";
  EXPECT_NE(plan_of("SELECT count(*) AS n FROM residents WHERE county = '410105'", {text("410105")}), plan)
      << "a constant is no parameter";
}

TEST(Parameters, KeepTheirPlaceWhereverConstantsWouldBeFolded) {
  const auto same = [](std::string_view sql, std::vector<Argument> one, std::vector<Argument> other) {
    const auto plan = plan_of(sql, std::move(one));
    EXPECT_EQ(plan, plan_of(sql, std::move(other))) << sql;
    EXPECT_NE(plan.find("parameter"), std::string::npos) << plan;
  };
  const auto integer = [](const char* value) { return std::vector{Argument{"n", ColumnType::integer, value}}; };
  same("SELECT count(*) AS c FROM residents WHERE age > -$n", integer("1"), integer("2"));
  same("SELECT count(*) AS c FROM residents WHERE income > $n", integer("1"), integer("2"));
  same("SELECT count(*) AS c FROM residents WHERE age IN ($n, 7)", integer("7"), integer("8"));
  same("SELECT count(*) AS c FROM residents WHERE income > $d", {{"d", ColumnType::decimal, "1.5"}},
       {{"d", ColumnType::decimal, "-2"}});
  same("SELECT count(*) AS c FROM residents WHERE born < :day", {{"day", ColumnType::date, "2026-01-01"}},
       {{"day", ColumnType::date, "1990-12-31"}});
}

TEST(Parameters, AreNotLookedForInStringsCommentsAndNames) {
  const auto plan = plan_of(
      "SELECT count(*) AS \"$county\" FROM residents WHERE county = '$county :county' -- $county\n/* :county */", {text("a")});
  EXPECT_EQ(plan.find("parameter"), std::string::npos) << plan;
  EXPECT_NE(plan.find("$county :county"), std::string::npos);
}

TEST(Parameters, AreRefusedWithTheirPlace) {
  EXPECT_EQ(outcome("SELECT count(*) AS n FROM residents WHERE county = $city", {text("a")}), "query.unknown_column");
  EXPECT_EQ(compiled("SELECT count(*) AS n FROM residents WHERE county = $city", {text("a")}).error().at, "line 1 column 52");
  EXPECT_EQ(outcome("SELECT count(*) AS n FROM residents WHERE county = $1", {text("a")}), "query.unsupported");
  EXPECT_EQ(outcome("SELECT count(*) AS n FROM residents WHERE county = $1", {}), "query.unsupported");
  EXPECT_NE(outcome(kByCounty, {}), "passed") << "no parameter is declared";
  EXPECT_EQ(outcome("SELECT count(*) AS n FROM residents WHERE age > $county", {text("a")}), "query.type_mismatch");
  EXPECT_NE(outcome("SELECT count(*) AS n FROM $county", {text("residents")}), "passed") << "a value is no name";
  std::vector<Argument> many;
  for (int i = 0; i < 10; ++i) many.push_back(text("a", "p" + std::to_string(i)));
  EXPECT_EQ(outcome(kByCounty, many), "query.too_complex");
}

TEST(Parameters, TakeValuesOfTheirTypeOnly) {
  struct Row {
    ColumnType type;
    const char* value;
    bool fits;
  };
  const Row rows[] = {
      {ColumnType::integer, "7", true},       {ColumnType::integer, "7.0", false},     {ColumnType::integer, "7 OR 1=1", false},
      {ColumnType::integer, "", false},       {ColumnType::decimal, "-1.5", true},     {ColumnType::decimal, "1e5", false},
      {ColumnType::date, "2026-02-28", true}, {ColumnType::date, "2026-02-30", false}, {ColumnType::boolean, "true", true},
      {ColumnType::boolean, "TRUE", false},   {ColumnType::text, "\xFF", false},       {ColumnType::real, "1", false}};
  for (const auto& row : rows) {
    const auto result = compiled("SELECT count(*) AS n FROM residents WHERE county = 'a'", {{"p", row.type, row.value}});
    EXPECT_EQ(result.has_value(), row.fits) << name_of(row.type) << " " << row.value;
    if (!row.fits) {
      EXPECT_EQ(result.error().at, "/values/p");
    }
  }
}

}  // namespace
}  // namespace gongshu::engine
