// The 22 queries of TPC-H, everything visible: what the engine answers is what DuckDB answers to the same text.
#include <duckdb.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "engine/execute.h"
#include "engine/query.h"
#include "sql_case.h"

namespace gongshu::engine::test {
namespace {

using Table = std::vector<std::vector<std::string>>;  // NULL is "NULL"

const std::string kFolder = GONGSHU_SOURCE_DIR "/tests/sql/tpch/";
constexpr const char* kTables[] = {"region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"};

/// DuckDB with the Parquet files as views.
class Plain {
 public:
  Plain() {
    EXPECT_EQ(duckdb_open(nullptr, &database_), DuckDBSuccess);
    EXPECT_EQ(duckdb_connect(database_, &connection_), DuckDBSuccess);
    for (const std::string name : kTables)
      query("CREATE VIEW " + name + " AS SELECT * FROM read_parquet('" + kFolder + name + ".parquet')");
  }
  ~Plain() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }
  Plain(const Plain&) = delete;

  Table query(const std::string& sql) {
    duckdb_result result;
    Table out;
    if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
      ADD_FAILURE() << duckdb_result_error(&result) << "\n" << sql;
    } else {
      for (idx_t row = 0; row < duckdb_row_count(&result); ++row) {
        auto& line = out.emplace_back();
        for (idx_t c = 0; c < duckdb_column_count(&result); ++c) {
          char* text = duckdb_value_varchar(&result, c, row);
          line.emplace_back(text ? text : "NULL");
          duckdb_free(text);
        }
      }
    }
    duckdb_destroy_result(&result);
    return out;
  }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

ColumnType type_of(const std::string& sql) {
  if (sql.starts_with("DECIMAL")) return ColumnType::decimal;
  if (sql == "DATE") return ColumnType::date;
  return sql == "INTEGER" || sql == "BIGINT" ? ColumnType::integer : ColumnType::text;
}

struct World {
  Plain plain;
  PolicySnapshot policy;
  std::shared_ptr<Dataset> dataset;

  World() {
    auto made = Dataset::open({1024, 2});
    EXPECT_TRUE(made) << describe(made.error());
    dataset = std::make_shared<Dataset>(std::move(*made));
    for (const std::string name : kTables) load(name);
  }

  void load(const std::string& name) {
    TableGrant grant{name, {}, {}};
    TableSchema schema;
    for (const auto& column : plain.query("SELECT column_name, column_type FROM (DESCRIBE " + name + ")")) {
      const auto type = type_of(column[1]);
      grant.columns.push_back(
          {column[0], type, {Use::join, Use::filter, Use::group, Use::aggregate, Use::visible}, false, {}, {}});
      schema.columns.push_back({column[0], type});
    }
    policy.tables.push_back(grant);
    const auto rows = plain.query("SELECT * FROM " + name);
    std::size_t next = 0;
    const auto loaded = dataset->load(name, schema, [&](Row& row) -> Result<bool> {
      if (next == rows.size()) return false;
      row.values.clear();
      for (std::size_t c = 0; c < schema.columns.size(); ++c) {
        const auto& text = rows[next][c];
        row.values.push_back(schema.columns[c].type == ColumnType::integer ? Value(std::int64_t{std::stoll(text)}) : Value(text));
      }
      return ++next, true;
    });
    EXPECT_TRUE(loaded) << describe(loaded.error());
  }
};

World& world() {
  static World out;
  return out;
}

std::string text_of(int query) {
  std::ifstream in(kFolder + (query < 10 ? "q0" : "q") + std::to_string(query) + ".sql");
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

/// Equal texts, or numbers equal but for what the order of summation and the printing of doubles leave open.
bool same(const std::string& a, const std::string& b, double tolerance) {
  if (a == b) return true;
  char *end_a = nullptr, *end_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_a), y = std::strtod(b.c_str(), &end_b);
  return !a.empty() && !b.empty() && *end_a == 0 && *end_b == 0 &&
         std::fabs(x - y) <= tolerance * std::max({1.0, std::fabs(x), std::fabs(y)});
}

void expect_same(const Table& found, const Table& expected, double tolerance) {
  ASSERT_EQ(found.size(), expected.size());
  for (std::size_t row = 0; row < found.size(); ++row) {
    ASSERT_EQ(found[row].size(), expected[row].size());
    for (std::size_t c = 0; c < found[row].size(); ++c)
      EXPECT_TRUE(same(found[row][c], expected[row][c], tolerance))
          << "row " << row << " column " << c << ": " << found[row][c] << " instead of " << expected[row][c];
  }
}

Table official(int query, bool& there) {
  std::ifstream in(std::string(GONGSHU_SOURCE_DIR "/../shared/data/tpch_answers/sf0.01/") + (query < 10 ? "q0" : "q") +
                   std::to_string(query) + ".csv");
  there = in.good();
  Table out;
  std::string line;
  std::getline(in, line);
  while (std::getline(in, line)) {
    auto& row = out.emplace_back();
    std::size_t from = 0;
    for (auto bar = line.find('|');; bar = line.find('|', from)) {
      row.push_back(line.substr(from, bar == std::string::npos ? bar : bar - from));
      if (row.back().empty()) row.back() = "NULL";
      if (bar == std::string::npos) break;
      from = bar + 1;
    }
  }
  return out;
}

class Tpch : public testing::TestWithParam<int> {
 protected:
  Table engine_rows() {
    auto& w = world();
    const auto approved = compile(text_of(GetParam()), w.policy);
    EXPECT_TRUE(approved) << describe(approved.error());
    if (!approved) return {};
    const auto answer = Executor([](const std::string& cause) { ADD_FAILURE() << cause; }).run(*approved, *w.dataset);
    EXPECT_TRUE(answer) << describe(answer.error()) << print(*approved, Dialect::duckdb).sql;
    if (!answer) return {};
    EXPECT_EQ(answer->verdict, Verdict::released);
    Table out;
    for (std::size_t row = 0; row < answer->rows.size(); ++row) out.push_back(row_text(*answer, row));
    return out;
  }
};

TEST_P(Tpch, AnswersAsDuckDbDoes) { expect_same(engine_rows(), world().plain.query(text_of(GetParam())), 1e-13); }

/// The files round some averages to 15 digits or fewer.
TEST_P(Tpch, AnswersAsTheSpecificationSays) {
  bool there = false;
  const auto expected = official(GetParam(), there);
  if (!there) GTEST_SKIP() << "no official answers beside the source tree";
  expect_same(engine_rows(), expected, 1e-9);
}

INSTANTIATE_TEST_SUITE_P(Queries, Tpch, testing::Range(1, 23),
                         [](const auto& query) { return "Q" + std::to_string(query.param); });

}  // namespace
}  // namespace gongshu::engine::test
