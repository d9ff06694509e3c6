#include "lab/rows.h"

#include <gtest/gtest.h>

namespace gongshu::lab::test {
namespace {

using engine::ColumnType;
using engine::Value;

const std::string kSecret(32, 's');

TablePolicy visits() {
  TablePolicy table;
  table.name = "visits";
  table.entity = {"pid"};
  return table;
}

const std::vector<engine::ColumnSchema> kColumns{
    {"pid", ColumnType::integer}, {"cost", ColumnType::decimal}, {"home", ColumnType::text}};

std::vector<Value> row(std::int64_t pid, const char* cost, Value home = std::monostate{}) {
  return {pid, std::string(cost), home};
}

TEST(LabRows, TheSameRowHasTheSameNamesInEveryRun) {
  RowNamer first(visits(), kColumns, kSecret), second(visits(), kColumns, kSecret);
  const auto a = first.name(row(1, "2.50")), b = second.name(row(1, "2.50"));
  EXPECT_EQ(a.entity, b.entity);
  EXPECT_EQ(a.key, b.key);
}

TEST(LabRows, AChangedRowIsANewRowOfTheSameEntity) {
  RowNamer namer(visits(), kColumns, kSecret);
  const auto a = namer.name(row(1, "2.50")), b = namer.name(row(1, "3"));
  EXPECT_EQ(a.entity, b.entity);
  EXPECT_NE(a.key, b.key);
}

TEST(LabRows, EqualRowsAreCountedApartInEveryRunAlike) {
  RowNamer first(visits(), kColumns, kSecret), second(visits(), kColumns, kSecret);
  const auto a = first.name(row(1, "2")), b = first.name(row(1, "2")), c = first.name(row(1, "2"));
  EXPECT_NE(a.key, b.key);
  EXPECT_NE(b.key, c.key);
  second.name(row(1, "2"));
  EXPECT_EQ(second.name(row(1, "2")).key, b.key);
}

TEST(LabRows, TheOrderOfColumnsAndTheWayANumberIsWrittenDoNotMatter) {
  RowNamer namer(visits(), kColumns, kSecret);
  const std::vector<engine::ColumnSchema> turned{
      {"HOME", ColumnType::text}, {"cost", ColumnType::decimal}, {"pid", ColumnType::integer}};
  RowNamer other(visits(), turned, kSecret);
  EXPECT_EQ(namer.name(row(1, "2.50", std::string("h"))).key,
            other.name({std::string("h"), std::string("2.500000"), std::int64_t{1}}).key);
}

TEST(LabRows, NullIsNotAnEmptyTextAndNeighboursDoNotRunTogether) {
  RowNamer namer(visits(), kColumns, kSecret);
  EXPECT_NE(namer.name(row(1, "2")).key, namer.name(row(1, "2", std::string())).key);
  TablePolicy pair;
  pair.name = "t";
  pair.entity = {"a", "b"};
  RowNamer pairs(pair, {{"a", ColumnType::text}, {"b", ColumnType::text}}, kSecret);
  EXPECT_NE(pairs.name({std::string("ab"), std::string("c")}).entity, pairs.name({std::string("a"), std::string("bc")}).entity);
}

TEST(LabRows, MembersOfAHouseholdCountAsOne) {
  auto table = visits();
  table.rollup = "home";
  RowNamer namer(table, kColumns, kSecret);
  EXPECT_EQ(namer.name(row(1, "1", std::string("h"))).entity, namer.name(row(2, "1", std::string("h"))).entity);
  EXPECT_NE(namer.name(row(1, "1", std::string("h"))).entity, namer.name(row(1, "1", std::string("g"))).entity);
  EXPECT_NE(namer.name(row(1, "1")).entity, namer.name(row(2, "1")).entity) << "without a household everybody counts alone";
}

TEST(LabRows, RowsWithoutAnEntityCountAsOneTogether) {
  RowNamer namer(visits(), kColumns, kSecret);
  const Value none = std::monostate{};
  EXPECT_EQ(namer.name({none, std::string("1"), none}).entity, namer.name({none, std::string("2"), none}).entity);
}

TEST(LabRows, AnotherSecretGivesOtherNames) {
  RowNamer a(visits(), kColumns, kSecret), b(visits(), kColumns, std::string(32, 't'));
  EXPECT_NE(a.name(row(1, "1")).entity, b.name(row(1, "1")).entity);
}

TEST(LabRows, TablesThatNameTheirEntityAlikeNumberTheSamePeople) {
  auto other = visits();
  other.name = "claims";
  RowNamer a(visits(), kColumns, kSecret), b(other, kColumns, kSecret);
  const auto x = a.name(row(1, "1")), y = b.name(row(1, "1"));
  EXPECT_EQ(x.entity, y.entity);
  EXPECT_NE(x.key, y.key);
  EXPECT_EQ(population_of(visits()), population_of(other));
}

}  // namespace
}  // namespace gongshu::lab::test
