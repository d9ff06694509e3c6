#include "privacy/table.h"

#include <gmock/gmock.h>

#include <random>
#include <sstream>

namespace gongshu::privacy {
namespace {

using Rows = std::vector<std::vector<std::string>>;

/// Header and rows, or the error.
Result<Rows> read_all(std::string_view text) {
  ViewStream in(text);
  CsvReader reader(in);
  GS_CHECK(reader.open());
  Rows rows{reader.header()};
  for (;;) {
    GS_TRY(more, reader.next());
    if (!more) return rows;
    rows.emplace_back(reader.cells().begin(), reader.cells().end());
  }
}

void expect_fault(std::string_view text, std::string_view at, std::string_view hint) {
  const auto read = read_all(text);
  ASSERT_FALSE(read) << text;
  EXPECT_EQ(read.error().code, ErrorCode::input_bad_csv);
  EXPECT_EQ(read.error().at, at) << text;
  EXPECT_THAT(read.error().hint, testing::HasSubstr(std::string(hint))) << text;
}

TEST(CsvReader, ReadsQuotesLineBreaksAndBothLineEndings) {
  const auto rows = read_all(
      "\xef\xbb\xbf"
      "a,\"b \"\"x\"\"\",c\r\n1,\"two\nlines, comma\",\n,,\"\"\n");
  ASSERT_TRUE(rows) << describe(rows.error());
  EXPECT_EQ(*rows, (Rows{{"a", "b \"x\"", "c"}, {"1", "two\nlines, comma", ""}, {"", "", ""}}));
}

TEST(CsvReader, ReadsALastRowWithoutLineBreakAndAHeaderAlone) {
  EXPECT_EQ(*read_all("a,b\n1,"), (Rows{{"a", "b"}, {"1", ""}}));
  EXPECT_EQ(*read_all("a,b"), (Rows{{"a", "b"}}));
  EXPECT_EQ(*read_all("a,\"b\""), (Rows{{"a", "b"}}));
}

TEST(CsvReader, NamesRowAndColumnOfEveryFault) {
  expect_fault("", "row 1", "empty");
  expect_fault("a,,c\n", "row 1 column 2", "names no column");
  expect_fault("a,b,a\n", "row 1 column 3 (a)", "column 1 already");
  expect_fault("a,b\n1\n", "row 2 column 2 (b)", "1 cells, the header 2");
  expect_fault("a,b\n1,2\n1,2,3\n", "row 3 column 3", "3 cells");
  expect_fault("a,b\n1,2\n\n", "row 3 column 2 (b)", "1 cells");
  expect_fault("a,b\n1,x\"y\n", "row 2 column 2 (b)", "quote");
  expect_fault("a,b\n1,\"x\"y\n", "row 2 column 2 (b)", "closing quote");
  expect_fault("a,b\n1,\"xy\n", "row 2 column 2 (b)", "closing quote is missing");
  expect_fault("a,b\n1\r2,3\n", "row 2 column 1 (a)", "carriage return");
  expect_fault("a,b\n1,\xd6\xa3\xd6\xdd\n", "row 2 column 2 (b)", "UTF-8");  // GBK
  expect_fault(std::string_view("a\0,b\n", 5), "row 1 column 1", "UTF-8");   // UTF-16LE and NUL bytes
  expect_fault(std::string_view("\xff\xfe"
                                "a\0",
                                4),
               "row 1 column 1", "UTF-8");
  expect_fault("a,b\n1,\"x\xed\xa0\x80\"\n", "row 2 column 2 (b)", "UTF-8");  // a surrogate
}

TEST(CsvReader, RefusesCellsAndHeadersPastTheLimits) {
  expect_fault("a\n" + std::string(70'000, 'x') + "\n", "row 2 column 1 (a)", "too long");
  expect_fault("a\n\"" + std::string(70'000, 'x') + "\"\n", "row 2 column 1 (a)", "too long");
  EXPECT_FALSE(read_all(std::string(600, ',')));
}

/// A stream that gives one byte at a time: every boundary falls inside every construct once.
class Dripping : private std::streambuf, public std::istream {
 public:
  explicit Dripping(std::string text) : std::istream(static_cast<std::streambuf*>(this)), text_(std::move(text)) {}

 private:
  std::streamsize xsgetn(char* to, std::streamsize) override {
    if (at_ == text_.size()) return 0;
    *to = text_[at_++];
    return 1;
  }
  std::string text_;
  std::size_t at_ = 0;
};

TEST(CsvReader, DoesNotCareWhereTheReadBufferEnds) {
  const std::string text = "a,\"b\"\"\"\r\n\"1\r\n\",\"\"\"\"\r\n汉,\"字\"\n";
  Dripping in(text);
  CsvReader reader(in);
  ASSERT_TRUE(reader.open());
  Rows rows{reader.header()};
  for (;;) {
    const auto more = reader.next();
    ASSERT_TRUE(more) << describe(more.error());
    if (!*more) break;
    rows.emplace_back(reader.cells().begin(), reader.cells().end());
  }
  EXPECT_EQ(rows, (Rows{{"a", "b\""}, {"1\r\n", "\""}, {"汉", "字"}}));
  EXPECT_EQ(rows, *read_all(text));
  EXPECT_EQ(reader.bytes(), static_cast<std::int64_t>(text.size()));
}

TEST(CsvReader, ReturnsWhatTheWriterWroteForHostileCells) {
  std::mt19937_64 random(7);
  const std::vector<std::string> parts{"", ",", "\"", "\"\"", "\n", "\r\n", "x", "汉", "=cmd()", " ", "'", "\t", "\\", ";"};
  for (int round = 0; round < 500; ++round) {
    const auto columns = 1 + random() % 4;
    Rows rows(1);
    for (std::size_t c = 0; c < columns; ++c) rows[0].push_back("h" + std::to_string(c));
    for (std::size_t r = random() % 5; r > 0; --r) {
      auto& row = rows.emplace_back();
      for (std::size_t c = 0; c < columns; ++c) {
        auto& cell = row.emplace_back();
        for (auto n = random() % 4; n > 0; --n) cell += parts[random() % parts.size()];
      }
    }
    std::string text;
    for (const auto& row : rows) append_csv(text, std::vector<std::string_view>(row.begin(), row.end()));
    const auto read = read_all(text);
    ASSERT_TRUE(read) << text << describe(read.error());
    EXPECT_EQ(*read, rows);
  }
}

TEST(CsvReader, SurvivesRandomAndMutatedBytes) {
  std::mt19937_64 random(11);
  const std::string sample = "id,name,when\r\n1,\"a \"\"quoted\"\" 汉字\",2020-01-02\n2,,\n";
  for (int round = 0; round < 20'000; ++round) {
    std::string text;
    if (round % 2 == 0) {
      for (auto n = random() % 200; n > 0; --n) text += static_cast<char>(random());
    } else {
      text = sample;
      for (auto n = 1 + random() % 4; n > 0; --n) text[random() % text.size()] = ",\"\r\n\0x\xff"[random() % 7];
    }
    const auto read = read_all(text);
    EXPECT_TRUE(read || read.error().code == ErrorCode::input_bad_csv);
  }
}

Schema people() {
  return {{{"id", ColumnType::text, false},
           {"age", ColumnType::integer},
           {"height", ColumnType::decimal},
           {"born", ColumnType::date},
           {"head", ColumnType::boolean}},
          {"id"}};
}

Result<std::int64_t> count_rows(std::string_view text, Schema schema = people()) {
  ViewStream in(text);
  TableReader table(in, std::move(schema));
  GS_CHECK(table.open());
  for (std::int64_t rows = 0;; ++rows) {
    GS_TRY(more, table.next());
    if (!more) return rows;
  }
}

TEST(TableReader, TakesColumnsInAnyOrderAndListsTheOthers) {
  ViewStream in("note,born,id,age,head,height\nx,1990-02-28,a,30,true,1.75\n");
  TableReader table(in, people());
  ASSERT_TRUE(table.open());
  EXPECT_THAT(table.extra(), testing::ElementsAre("note"));
  ASSERT_TRUE(*table.next());
  EXPECT_THAT(std::vector<std::string>(table.cells().begin(), table.cells().end()),
              testing::ElementsAre("a", "30", "1.75", "1990-02-28", "true"));
  EXPECT_EQ(table.fault(1, "x").at, "row 2 column 4 (age)");
}

TEST(TableReader, NamesMissingColumnsWrongTypesEmptyAndDuplicateKeys) {
  const std::string header = "id,age,height,born,head\n";
  const auto at = [&](const std::string& rows) {
    const auto counted = count_rows(header + rows);
    return counted ? "fine" : counted.error().at;
  };
  EXPECT_EQ(count_rows("id,age\n").error().hint, "the header lacks the column height");
  EXPECT_EQ(at("a,1,1.5,2000-02-29,true\nb,,,,\n"), "fine");
  EXPECT_EQ(at("a,01,,,\n"), "row 2 column 2 (age)");
  EXPECT_EQ(at("a,1.0,,,\n"), "row 2 column 2 (age)");
  EXPECT_EQ(at("a,9223372036854775808,,,\n"), "row 2 column 2 (age)");
  EXPECT_EQ(at("a,,1e5,,\n"), "row 2 column 3 (height)");
  EXPECT_EQ(at("a,,.5,,\n"), "row 2 column 3 (height)");
  EXPECT_EQ(at("a,,,1999-02-29,\n"), "row 2 column 4 (born)");
  EXPECT_EQ(at("a,,,2020/01/01,\n"), "row 2 column 4 (born)");
  EXPECT_EQ(at("a,,,,yes\n"), "row 2 column 5 (head)");
  EXPECT_EQ(at(",,,,\n"), "row 2 column 1 (id)");
  EXPECT_EQ(at("a,,,,\nb,,,,\na,,,,\n"), "row 4 column 1 (id)");
}

TEST(HashCells, TellsCellBoundariesApart) {
  const std::vector<std::string_view> a{"ab", "c"}, b{"a", "bc"}, c{"ab", "c"};
  const std::vector<std::size_t> both{0, 1}, first{0};
  EXPECT_EQ(hash_cells(a, both), hash_cells(c, both));
  EXPECT_NE(hash_cells(a, both), hash_cells(b, both));
  EXPECT_NE(hash_cells(a, first), hash_cells(a, both));
}

}  // namespace
}  // namespace gongshu::privacy
