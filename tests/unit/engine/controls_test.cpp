// Ledgers, rounding, review and lineage: what a single answer does not show.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "disclosure/egress.h"
#include "engine/execute.h"
#include "engine/query.h"

namespace gongshu::engine::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

constexpr int kPeople = 60;

PolicySnapshot people_policy() {
  PolicySnapshot policy;
  policy.k = 5;
  policy.k_rule = {"K-1", "第一条"};
  policy.tables = {{"people",
                    {{"pid", ColumnType::text, {Use::join, Use::aggregate}, true},
                     {"town", ColumnType::text, {Use::filter, Use::group}, false},
                     {"age", ColumnType::integer, {Use::filter, Use::group, Use::aggregate}, false},
                     {"income", ColumnType::decimal, {Use::aggregate}, false}},
                    "person"},
                   {"towns", {{"town", ColumnType::text, {Use::join, Use::filter, Use::masked}, false}}, ""}};
  return policy;
}

/// Sixty people in four towns, aged 20 to 79; the income of number 7 is 0.
/// The row of number 3 has `key` (it changed since).
Dataset people(std::int64_t key = 1003) {
  auto dataset = Dataset::open({256, 2});
  EXPECT_TRUE(dataset) << describe(dataset.error());
  std::int64_t next = 0;
  const TableSchema schema{
      {{"pid", ColumnType::text}, {"town", ColumnType::text}, {"age", ColumnType::integer}, {"income", ColumnType::decimal}},
      "person"};
  EXPECT_TRUE(dataset->load("people", schema, [&](Row& row) -> Result<bool> {
    if (next == kPeople) return false;
    row.entity = next;
    row.key = next == 3 ? key : 1000 + next;
    row.values = {"p" + std::to_string(next), std::string(1, static_cast<char>('A' + next % 4)), 20 + next,
                  next == 7 ? std::string("0") : std::to_string(100 + next)};
    return ++next, true;
  }));
  std::int64_t town = 0;
  EXPECT_TRUE(dataset->load("towns", {{{"town", ColumnType::text}}, ""}, [&](Row& row) -> Result<bool> {
    row.values.assign(1, std::string(1, static_cast<char>('A' + town)));
    return town++ < 4;
  }));
  return std::move(*dataset);
}

class WithLedger : public testing::Test {
 protected:
  Answer ask(const std::string& sql) { return ask(sql, dataset_); }
  Answer ask(const std::string& sql, const Dataset& dataset) {
    Controls controls;
    controls.rules.k = 5;
    controls.ledgers["people"] = &ledger_;
    const auto approved = compile(sql, people_policy());
    EXPECT_TRUE(approved) << describe(approved.error());
    const auto answer = Executor([](const std::string& cause) { ADD_FAILURE() << cause; }).run(*approved, dataset, controls);
    EXPECT_TRUE(answer) << describe(answer.error());
    return answer ? *answer : Answer{};
  }

  disclosure::EgressLedger ledger_{"people", 42};
  Dataset dataset_ = people();
};

TEST_F(WithLedger, TheDifferenceOfTwoAnswersIsWithheld) {
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people WHERE age < 60").verdict, Verdict::released);
  const auto second = ask("SELECT COUNT(*) FROM people WHERE age < 59");
  EXPECT_EQ(second.verdict, Verdict::withheld);
  EXPECT_TRUE(second.rows.empty());
  ASSERT_EQ(second.review.size(), 1u);
  EXPECT_EQ(second.review[0].reason, "differencing");
}

TEST_F(WithLedger, TheSameQuestionMayBeAskedAgainInOtherWords) {
  for (const auto* sql : {"SELECT COUNT(*) FROM people WHERE age < 60", "SELECT COUNT(*) FROM people WHERE NOT age >= 60",
                          "SELECT COUNT(*) FILTER (WHERE age <= 59) FROM people", "SELECT SUM(age) FROM people WHERE age < 60"})
    EXPECT_EQ(ask(sql).verdict, Verdict::released) << sql;
}

TEST_F(WithLedger, AMissingIncomeDoesNotShowInADifference) {
  EXPECT_EQ(ask("SELECT SUM(income) FROM people WHERE age < 27").verdict, Verdict::released);
  EXPECT_EQ(ask("SELECT SUM(income) FROM people WHERE age < 28").verdict, Verdict::withheld);
}

TEST_F(WithLedger, TotalsAndAllButOnePartAreWithheld) {
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people WHERE town IN ('A', 'B')").verdict, Verdict::released);
  EXPECT_EQ(ask("SELECT town, COUNT(*) FROM people WHERE town = 'A' GROUP BY town").verdict, Verdict::released);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people WHERE town = 'B' AND age > 24").verdict, Verdict::withheld);
}

TEST_F(WithLedger, ARefreshIsComparedWithItsPastByRowKeys) {
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people").verdict, Verdict::released);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people", people(5000)).verdict, Verdict::withheld) << "one row less and one row more";
}

TEST_F(WithLedger, RowsThatAJoinBringsIntoSeveralGroupsAreTakenTogether) {
  EXPECT_EQ(ask("SELECT COUNT(DISTINCT p.pid) FROM people p JOIN towns t ON p.town <> t.town WHERE t.town IN ('A', 'B') AND "
                "p.town > 'B' AND t.town = 'A'")
                .verdict,
            Verdict::released);
}

TEST_F(WithLedger, APersonWhoIsCountedOnceMoreShowsInNoDifference) {
  EXPECT_EQ(ask("SELECT COUNT(DISTINCT pid) FROM people WHERE age < 60").verdict, Verdict::released);
  EXPECT_EQ(ask("SELECT COUNT(DISTINCT pid) FROM people WHERE age < 59").verdict, Verdict::withheld);
}

TEST_F(WithLedger, SubQueriesOverTheSamePersonAreComparedWithThePast) {
  const std::string all = "SELECT COUNT(*) FROM people p WHERE EXISTS (SELECT 1 FROM people q WHERE q.pid = p.pid AND q.age < ";
  EXPECT_EQ(ask(all + "60)").verdict, Verdict::released);
  EXPECT_EQ(ask(all + "59)").verdict, Verdict::withheld);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people p WHERE p.pid IN (SELECT pid FROM people WHERE age <= 59)").verdict,
            Verdict::released);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people p WHERE p.pid NOT IN (SELECT pid FROM people WHERE age < 60 OR age = 79)").verdict,
            Verdict::released);
  EXPECT_EQ(ask("SELECT COUNT(*) FROM people").verdict, Verdict::withheld) << "all, less two answers, is number 59";
}

TEST_F(WithLedger, GroupsBehindASubQueryAreComparedWithThePast) {
  const std::string towns = "SELECT town FROM towns t WHERE EXISTS (SELECT 1 FROM people p WHERE p.town = t.town AND p.age < ";
  EXPECT_EQ(ask(towns + "60)").verdict, Verdict::released);
  EXPECT_EQ(ask(towns + "59)").verdict, Verdict::withheld) << "one group differs by one person";
}

TEST(Rounding, RepeatsDoNotAverageOut) {
  const auto dataset = people();
  Controls controls;
  controls.rules.k = 5;
  controls.rules.rounding = disclosure::Rounding{5};
  controls.noise_key = std::string(32, 's');
  const auto ask = [&](const std::string& sql) {
    const auto answer =
        Executor([](const std::string& cause) { ADD_FAILURE() << cause; }).run(*compile(sql, people_policy()), dataset, controls);
    EXPECT_TRUE(answer) << describe(answer.error());
    return answer->rows.at(0).at(0).as_int64();
  };
  const auto first = ask("SELECT COUNT(*) FROM people WHERE age < 43");
  EXPECT_EQ(first % 5, 0);
  EXPECT_EQ(first, ask("SELECT COUNT(*) FROM people WHERE NOT (age >= 43)"));
  const auto mixed = Executor().run(
      *compile("SELECT town, COUNT(DISTINCT pid), MIN(income), COUNT(*) FROM people GROUP BY ROLLUP (town)", people_policy()),
      dataset, controls);
  ASSERT_TRUE(mixed) << describe(mixed.error());
  ASSERT_EQ(mixed->rows.size(), 5u);
  for (const auto& row : mixed->rows) EXPECT_EQ(row.at(1).as_int64() % 5, 0);
  EXPECT_EQ(mixed->withheld.size(), 5u) << "only the extremes";
  controls.noise_key.clear();
  EXPECT_EQ(Executor().run(*compile("SELECT COUNT(*) FROM people", people_policy()), dataset, controls).error().code,
            ErrorCode::input_missing_field);
}

TEST(Review, IsNotPartOfTheAnswer) {
  const auto dataset = people();
  const auto answer = Executor().run(*compile("SELECT age, COUNT(*) FROM people GROUP BY age", people_policy()), dataset);
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->verdict, Verdict::withheld);
  EXPECT_EQ(answer->review.size(), static_cast<std::size_t>(kPeople));
  EXPECT_THAT(json::serialize(to_json(*answer)), Not(HasSubstr("few")));
  EXPECT_THAT(json::serialize(review_json(*answer)),
              HasSubstr(R"("group":"age = 20","measure":"","reason":"few","rows":1,"entities":1)"));
}

std::vector<std::string> predicates_of(const std::string& sql, std::size_t column = 0) {
  const auto approved = compile(sql, people_policy());
  EXPECT_TRUE(approved) << describe(approved.error());
  return approved ? approved->lineage().at(column).predicates : std::vector<std::string>();
}

TEST(Lineage, EachColumnHasThePredicatesThatTouchedIt) {
  const std::string both =
      "SELECT SUM(income) FILTER (WHERE age > 30), COUNT(*), SUM(CASE WHEN town = 'A' THEN income END) FROM people";
  EXPECT_THAT(predicates_of(both, 0), ElementsAre("people.age"));
  EXPECT_TRUE(predicates_of(both, 1).empty());
  EXPECT_THAT(predicates_of(both, 2), ElementsAre("people.town"));
  EXPECT_THAT(
      predicates_of("SELECT COUNT(*) FROM people p WHERE EXISTS (SELECT 1 FROM people q WHERE q.pid = p.pid AND q.age > 30)"),
      ElementsAre("people.age", "people.pid"));
  EXPECT_THAT(predicates_of("SELECT town FROM towns t WHERE town IN (SELECT town FROM people WHERE age > 30)"),
              ElementsAre("people.age", "people.town", "towns.town"));
  EXPECT_THAT(predicates_of("SELECT town FROM towns WHERE town > 'A' UNION SELECT town FROM people WHERE age > 30 GROUP BY town"),
              ElementsAre("people.age", "towns.town"));
  EXPECT_THAT(
      predicates_of(
          "SELECT t.town FROM towns t JOIN (SELECT town FROM people GROUP BY town HAVING AVG(age) > 30) AS g USING (town)"),
      ElementsAre("people.age", "people.town", "towns.town"));
}

TEST(Lineage, TellsSourcesTransformationAndPredicates) {
  const auto approved = compile(
      "SELECT p.town, SUM(p.income) AS total FROM people p JOIN towns t ON p.town <> t.town WHERE p.age > 30 AND EXISTS "
      "(SELECT * FROM towns x WHERE x.town = 'A') GROUP BY p.town",
      people_policy());
  ASSERT_TRUE(approved) << describe(approved.error());
  const auto& lineage = approved->lineage();
  ASSERT_EQ(lineage.size(), 2u);
  EXPECT_EQ(lineage[0].how, How::identity);
  EXPECT_THAT(lineage[0].sources, ElementsAre("people.town"));
  EXPECT_EQ(lineage[1].how, How::aggregated);
  EXPECT_THAT(lineage[1].sources, ElementsAre("people.income"));
  EXPECT_THAT(lineage[1].predicates, ElementsAre("people.age", "people.town", "towns.town"));
  EXPECT_THAT(approved->tables(), ElementsAre("people", "towns"));
  const auto masked = compile("SELECT town FROM towns", people_policy());
  EXPECT_EQ(masked->lineage()[0].how, How::masked);
  EXPECT_EQ(compile("SELECT town || 'x' FROM towns", people_policy())->lineage()[0].how, How::computed);
  EXPECT_EQ(
      *dump("SELECT town FROM towns", people_policy(), Stage::policy),
      R"({"from":[{"alias":"towns","table":"towns"}],"outputs":[{"name":"town","expr":{"type":"text","column":"s0.town"}}],"lineage":[{"name":"town","how":"masked","sources":["towns.town"],"predicates":[]}]})");
}

}  // namespace
}  // namespace gongshu::engine::test
