// Runs every query of tests/sql/*.test.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iostream>

#include "base/json.h"
#include "sql_case.h"

namespace gongshu::engine::test {
namespace {

struct Loaded {
  std::shared_ptr<SqlFile> file;
  std::shared_ptr<Dataset> dataset;
};

Loaded& loaded(const std::string& path) {
  static std::map<std::string, Loaded> cache;
  auto& entry = cache[path];
  if (!entry.file) {
    entry.file = std::make_shared<SqlFile>(read_sql_file(path));
    entry.dataset = std::make_shared<Dataset>(load(*entry.file));
  }
  return entry;
}

class SqlTest : public testing::Test {
 public:
  SqlTest(std::string path, std::size_t index) : path_(std::move(path)), index_(index) {}

  void TestBody() override {
    auto& [file, dataset] = loaded(path_);
    const auto& c = file->cases[index_];
    const auto& e = c.expected;
    SCOPED_TRACE(c.file + ":" + std::to_string(c.line) + "\n" + c.sql);
    const auto approved = compile(c.sql, file->policy);
    if (!approved) return refusal(e, approved.error());
    ASSERT_NE(e.kind, Expected::Kind::refused) << print(*approved, Dialect::duckdb).sql;
    const Executor executor([](const std::string& cause) { ADD_FAILURE() << cause; });
    Controls controls;
    controls.rules = file->rules;
    controls.rules.k = file->policy.k;
    const auto answer = executor.run(*approved, *dataset, controls);
    ASSERT_TRUE(answer) << describe(answer.error()) << print(*approved, Dialect::duckdb).sql;
    std::vector<std::vector<std::string>> rows;
    for (std::size_t i = 0; i < answer->rows.size(); ++i) rows.push_back(row_text(*answer, i));
    const auto detail = json::serialize(to_json(*answer)) + "\n" + json::serialize(review_json(*answer)) + "\n" +
                        print(*approved, Dialect::duckdb).sql;
    EXPECT_EQ(answer->verdict, e.kind == Expected::Kind::withheld ? Verdict::withheld : Verdict::released) << detail;
    EXPECT_EQ(rows, e.rows) << detail;
    if (!e.grouping.empty()) {
      EXPECT_EQ(answer->grouping, e.grouping) << detail;
    }
    if (e.kind == Expected::Kind::withheld) {
      EXPECT_EQ(answer->rule.rule, "K-1");
    }
  }

 private:
  static void refusal(const Expected& e, const Error& error) {
    ASSERT_EQ(e.kind, Expected::Kind::refused) << describe(error);
    EXPECT_EQ(std::string(info(error.code).name), e.code) << describe(error);
    EXPECT_EQ(error.rule, e.rule) << describe(error);
    if (!e.at.empty()) {
      EXPECT_EQ(error.at, e.at) << describe(error);
    }
    if (!e.hint.empty()) {
      EXPECT_THAT(error.hint, testing::HasSubstr(e.hint));
    }
    if (!e.column.empty()) {
      const auto* column = error.detail.if_contains("column");
      ASSERT_TRUE(column) << describe(error);
      EXPECT_EQ(column->get_string(), e.column);
    }
  }

  std::string path_;
  std::size_t index_;
};

/// Tests are made from the files before main runs them; a file that cannot be read is a failing test of its own.
const bool registered = [] {
  for (const auto& path : sql_files()) {
    try {
      const auto file = read_sql_file(path);
      for (std::size_t i = 0; i < file.cases.size(); ++i)
        testing::RegisterTest(("Sql_" + file.cases[i].file).c_str(), file.cases[i].name.c_str(), nullptr, nullptr, __FILE__,
                              __LINE__, [path, i]() -> testing::Test* { return new SqlTest(path, i); });
    } catch (const std::exception& e) {
      std::cerr << e.what() << "\n";
      std::abort();
    }
  }
  return true;
}();

}  // namespace
}  // namespace gongshu::engine::test
