#include "lab/input.h"

#include <duckdb.h>
#include <gmock/gmock.h>

#include "support.h"

namespace gongshu::lab::test {
namespace {

using engine::ColumnType;
using engine::Value;
using testing::ElementsAre;
using testing::HasSubstr;

std::vector<ColumnType> types(const Input& input) {
  std::vector<ColumnType> out;
  for (const auto& column : input.columns()) out.push_back(column.type);
  return out;
}

std::vector<std::vector<Value>> all(Input& input) {
  std::vector<std::vector<Value>> out;
  std::vector<Value> row;
  for (;;) {
    const auto more = input.next(row);
    EXPECT_TRUE(more) << describe(more.error());
    if (!more || !*more) return out;
    out.push_back(row);
  }
}

const Value kNull = std::monostate{};
Value text(const char* t) { return std::string(t); }

TEST(LabCsv, TheNarrowestTypeThatFitsTheWholeColumnIsTaken) {
  const Directory dir;
  const auto file =
      dir.write("a.csv", "b,i,d,day,t,code,mixed,none\nTrue,1,1.5,2026-02-28,x,007,1,\nfalse,-2,3,2024-02-29,,12,x,\n");
  auto input = open_input(file);
  ASSERT_TRUE(input) << describe(input.error());
  EXPECT_THAT(types(**input), ElementsAre(ColumnType::boolean, ColumnType::integer, ColumnType::decimal, ColumnType::date,
                                          ColumnType::text, ColumnType::text, ColumnType::text, ColumnType::text));
  const auto rows = all(**input);
  ASSERT_EQ(rows.size(), 2U);
  EXPECT_THAT(rows[0], ElementsAre(Value(true), Value(std::int64_t{1}), text("1.5"), text("2026-02-28"), text("x"), text("007"),
                                   text("1"), kNull));
  EXPECT_THAT(rows[1], ElementsAre(Value(false), Value(std::int64_t{-2}), text("3"), text("2024-02-29"), kNull, text("12"),
                                   text("x"), kNull));
}

TEST(LabCsv, BlanksAroundNumbersAreDroppedAndKeptInText) {
  const Directory dir;
  auto input = open_input(dir.write("a.csv", "n,t\n 39, State-gov\n"));
  ASSERT_TRUE(input) << describe(input.error());
  EXPECT_THAT(all(**input), ElementsAre(ElementsAre(Value(std::int64_t{39}), text(" State-gov"))));
}

TEST(LabCsv, OnlyEmptyCellsAreNull) {
  const Directory dir;
  auto input = open_input(dir.write("a.csv", "n,m\n1,NA\n,?\n"));
  ASSERT_TRUE(input);
  EXPECT_THAT(all(**input), ElementsAre(ElementsAre(Value(std::int64_t{1}), text("NA")), ElementsAre(kNull, text("?"))));
}

TEST(LabCsv, LongAndScientificNumbersAreRoundedToSixPlaces) {
  const Directory dir;
  auto input = open_input(dir.write("a.csv", "d\n1.23456789\n1.5e3\n-2.5E-1\n"));
  ASSERT_TRUE(input);
  EXPECT_THAT(types(**input), ElementsAre(ColumnType::decimal));
  EXPECT_THAT(all(**input),
              ElementsAre(ElementsAre(text("1.234568")), ElementsAre(text("1500.000000")), ElementsAre(text("-0.250000"))));
}

TEST(LabCsv, NumbersThatNoDecimalHoldsStayText) {
  const Directory dir;
  for (const auto* value : {"1234567890123456789012345", "1e30", "nan", "inf", "0x10", "+5", "--1", "."}) {
    auto input = open_input(dir.write("a.csv", std::string("d\n") + value + "\n"));
    ASSERT_TRUE(input) << value;
    EXPECT_THAT(types(**input), ElementsAre(ColumnType::text)) << value;
  }
}

TEST(LabCsv, FaultsAreNamedByFileRowAndColumn) {
  const Directory dir;
  const auto ragged = open_input(dir.write("ragged.csv", "a,b\n1,2\n3\n"));
  ASSERT_FALSE(ragged);
  EXPECT_EQ(ragged.error().code, ErrorCode::input_bad_csv);
  EXPECT_THAT(ragged.error().at, HasSubstr("ragged.csv: row 3"));
  EXPECT_FALSE(open_input(dir.write("twice.csv", "a,a\n1,2\n")));
  EXPECT_FALSE(open_input(dir.write("gbk.csv", "a\n\xb9\xfa\n")));
  EXPECT_FALSE(open_input(dir.write("empty.csv", "")));
}

TEST(LabInput, AFileThatIsNotThereIsNamed) {
  const Directory dir;
  for (const auto& file : {dir.path("none.csv"), dir.path()}) {
    const auto input = open_input(file);
    ASSERT_FALSE(input);
    EXPECT_EQ(input.error().code, ErrorCode::store_failed);
    EXPECT_EQ(input.error().at, file);
  }
}

TEST(LabInput, SpecificationsAreNameAndFile) {
  const auto spec = parse_input("adult=data/a=b.csv");
  ASSERT_TRUE(spec);
  EXPECT_EQ(spec->name, "adult");
  EXPECT_EQ(spec->file, "data/a=b.csv");
  for (const auto* bad : {"adult", "=a.csv", "adult=", "1a=a.csv", "a b=a.csv", "a\"=x"}) {
    const auto refused = parse_input(bad);
    ASSERT_FALSE(refused) << bad;
    EXPECT_EQ(refused.error().code, ErrorCode::config_invalid);
    EXPECT_THAT(refused.error().hint, HasSubstr("NAME=FILE"));
  }
}

/// Writes the answer of `sql` as Parquet.
std::string parquet(const Directory& dir, const std::string& sql) {
  const auto file = dir.path("t.parquet");
  duckdb_database database = nullptr;
  duckdb_connection connection = nullptr;
  EXPECT_EQ(duckdb_open(nullptr, &database), DuckDBSuccess);
  EXPECT_EQ(duckdb_connect(database, &connection), DuckDBSuccess);
  duckdb_result result;
  EXPECT_EQ(duckdb_query(connection, ("COPY (" + sql + ") TO '" + file + "' (FORMAT parquet)").c_str(), &result), DuckDBSuccess)
      << duckdb_result_error(&result);
  duckdb_destroy_result(&result);
  duckdb_disconnect(&connection);
  duckdb_close(&database);
  return file;
}

TEST(LabParquet, TypesOfTheFileBecomeTypesOfTheEngine) {
  const Directory dir;
  auto input = open_input(parquet(
      dir,
      "SELECT true b, 5::TINYINT i, 7::UBIGINT u, 1.25::DECIMAL(10,2) d, 0.1::DOUBLE f, DATE '2026-02-28' \"day\", 'x' t, "
      "TIMESTAMP '2026-01-02 03:04:05' ts, [1,2] l, NULL::INTEGER n"));
  ASSERT_TRUE(input) << describe(input.error());
  EXPECT_THAT(types(**input),
              ElementsAre(ColumnType::boolean, ColumnType::integer, ColumnType::integer, ColumnType::decimal, ColumnType::decimal,
                          ColumnType::date, ColumnType::text, ColumnType::text, ColumnType::text, ColumnType::integer));
  EXPECT_THAT(all(**input), ElementsAre(ElementsAre(Value(true), Value(std::int64_t{5}), Value(std::int64_t{7}), text("1.250000"),
                                                    text("0.100000"), text("2026-02-28"), text("x"), text("2026-01-02 03:04:05"),
                                                    text("[1, 2]"), kNull)));
}

TEST(LabParquet, NotANumberAndInfinitiesAreNull) {
  const Directory dir;
  auto input = open_input(parquet(dir, "SELECT unnest(['nan'::DOUBLE, 'inf'::DOUBLE, 2.5]) f"));
  ASSERT_TRUE(input);
  EXPECT_THAT(all(**input), ElementsAre(ElementsAre(kNull), ElementsAre(kNull), ElementsAre(text("2.500000"))));
}

TEST(LabParquet, ManyChunksAreReadToTheEnd) {
  const Directory dir;
  auto input = open_input(parquet(dir, "SELECT range n FROM range(10000)"));
  ASSERT_TRUE(input);
  EXPECT_EQ(all(**input).size(), 10000U);
}

TEST(LabParquet, ADamagedFileAndANumberTooLargeAreNamed) {
  const Directory dir;
  const auto damaged = open_input(dir.write("broken.parquet", "PAR1 and nothing behind"));
  ASSERT_FALSE(damaged);
  EXPECT_EQ(damaged.error().code, ErrorCode::input_bad_format);
  EXPECT_THAT(damaged.error().at, HasSubstr("broken.parquet"));
  auto large = open_input(parquet(dir, "SELECT 1e30::DOUBLE f"));
  if (large) {  // the fault may show when the file is opened or when the row is read
    std::vector<Value> row;
    const auto next = (*large)->next(row);
    ASSERT_FALSE(next);
    EXPECT_EQ(next.error().code, ErrorCode::input_bad_format);
  }
}

}  // namespace
}  // namespace gongshu::lab::test
