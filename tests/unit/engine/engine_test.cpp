// What text tests cannot show: the types that keep passes apart, the locked database, bounds, cancellation, loading, dumps.
#include "engine/execute.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>
#include <type_traits>

#include "base/json.h"
#include "engine/duckdb_session.h"
#include "engine/query.h"
#include "sql_case.h"

namespace gongshu::engine::test {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::Not;

static_assert(!std::is_default_constructible_v<Approved>, "only the policy pass makes an Approved");
template <class Plan>
concept Runs = requires(const Executor& executor, const Plan& plan, const Dataset& dataset, const Controls& controls) {
  executor.run(plan, dataset);
  executor.run(plan, dataset, controls);
};
static_assert(Runs<Approved> && !Runs<Bound> && !Runs<Parsed>, "a plan without a policy decision cannot be run");

PolicySnapshot numbers_policy() {
  PolicySnapshot policy;
  policy.k_rule = {"K-1", "第一条"};
  policy.tables = {{"numbers", {{"n", ColumnType::integer, {Use::filter, Use::group, Use::aggregate, Use::join}, false}}, "id"}};
  return policy;
}

Dataset numbers(std::int64_t count, int memory_mb = 512) {
  auto dataset = Dataset::open({memory_mb, 2});
  EXPECT_TRUE(dataset) << describe(dataset.error());
  std::int64_t next = 0;
  EXPECT_TRUE(dataset->load("numbers", {{{"n", ColumnType::integer}}, "id"}, [&](Row& row) -> Result<bool> {
    if (next == count) return false;
    row.entity = next;
    row.values.assign(1, next++ % 1000);
    return true;
  }));
  return std::move(*dataset);
}

Result<Answer> run(const std::string& sql, const PolicySnapshot& policy, const Dataset& dataset, Bounds bounds = {},
                   CancelToken cancel = {}) {
  GS_TRY(approved, compile(sql, policy));
  return Executor([](const std::string& cause) { ADD_FAILURE() << cause; }).run(approved, dataset, bounds, cancel);
}

/// A join of 1,000 × 1,000 × 1,000 rows for each of 1,000 numbers: longer than any test waits.
constexpr const char* kEndless =
    "SELECT COUNT(*) FROM numbers a JOIN numbers b ON a.n = b.n JOIN numbers c ON b.n = c.n JOIN numbers d ON c.n = d.n";

TEST(Engine, ADecisionUnderAnotherEpochIsMadeAgain) {
  auto policy = numbers_policy();
  const auto bound = bind(*parse("SELECT COUNT(*) FROM numbers"), policy);
  ASSERT_TRUE(bound);
  policy.epoch = 2;
  const auto approved = approve(*bound, policy);
  ASSERT_FALSE(approved);
  EXPECT_EQ(approved.error().code, ErrorCode::state_conflict);
}

TEST(Engine, AGrantTakenBackAfterBindingIsNotUsed) {
  auto policy = numbers_policy();
  const auto bound = bind(*parse("SELECT SUM(n) FROM numbers"), policy);
  policy.tables[0].columns.clear();
  const auto approved = approve(*bound, policy);
  ASSERT_FALSE(approved);
  EXPECT_EQ(approved.error().code, ErrorCode::query_column_forbidden);
}

TEST(Engine, KIsNeverBelowOne) {
  auto policy = numbers_policy();
  policy.k = -5;
  const auto answer = run("SELECT COUNT(*) FROM numbers WHERE n = -1", policy, numbers(10));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->verdict, Verdict::withheld);
}

TEST(Engine, TenEntitiesAreTheDefault) {
  const auto dataset = numbers(20'000);
  auto policy = numbers_policy();
  EXPECT_EQ(run("SELECT COUNT(*) FROM numbers WHERE n = 1", policy, dataset)->verdict, Verdict::released);
  EXPECT_EQ(run("SELECT n, COUNT(*) FROM numbers GROUP BY n", policy, dataset)->rows.size(), 1000u);
  EXPECT_EQ(run("SELECT COUNT(*) FROM numbers WHERE n = 1", policy, numbers(9'001))->verdict, Verdict::withheld);
}

TEST(Engine, TextConstantsArriveAsParameters) {
  auto policy = numbers_policy();
  policy.tables[0].columns.push_back({"t", ColumnType::text, {Use::filter}, false});
  const std::string sql = "SELECT COUNT(*) AS \"secret alias\" FROM numbers \"table alias\" WHERE t = 'x'' y'";
  EXPECT_THAT(*dump(sql, policy, Stage::dialect),
              AllOf(Not(HasSubstr("= 'x")), Not(HasSubstr("alias")), HasSubstr("-- $1 = \"x' y\"")));
  policy.tables[0].entity.clear();
  const auto printed = print(*compile(sql, policy), Dialect::duckdb);
  EXPECT_THAT(printed.sql, AllOf(Not(HasSubstr("x' y")), Not(HasSubstr("alias"))));
  EXPECT_THAT(printed.parameters, testing::ElementsAre("x' y"));
}

TEST(Engine, PlanTextForgetsFormAndKeepsMeaning) {
  const auto policy = numbers_policy();
  const auto text = [&](const char* sql) { return plan_text(*compile(sql, policy)); };
  EXPECT_EQ(text("SELECT COUNT(*) AS c FROM numbers WHERE n > 1"),
            text("select count( * ) c\nfrom numbers x where X.n>1 -- same"));
  EXPECT_NE(text("SELECT COUNT(*) AS c FROM numbers WHERE n > 1"), text("SELECT COUNT(*) AS c FROM numbers WHERE n > 2"));
  auto stricter = policy;
  stricter.k = 20;
  EXPECT_NE(plan_text(*compile("SELECT COUNT(*) FROM numbers", policy)),
            plan_text(*compile("SELECT COUNT(*) FROM numbers", stricter)));
  auto wider = policy;
  wider.tables[0].columns.insert(wider.tables[0].columns.begin(), {"other", ColumnType::text, {}, false});
  EXPECT_EQ(plan_text(*compile("SELECT SUM(n) FROM numbers", policy)), plan_text(*compile("SELECT SUM(n) FROM numbers", wider)));
}

TEST(Engine, EveryStageCanBeShown) {
  const auto policy = numbers_policy();
  const std::string sql = "SELECT n, COUNT(*) FROM numbers WHERE n > 1 GROUP BY n HAVING COUNT(*) > 2 ORDER BY 2 DESC LIMIT 3";
  EXPECT_THAT(*dump(sql, policy, Stage::parse), HasSubstr("SelectStmt"));
  EXPECT_TRUE(parse_json(*dump(sql, policy, Stage::bind)));
  EXPECT_THAT(*dump(sql, policy, Stage::bind), Not(HasSubstr("\"k\":10")));
  EXPECT_THAT(*dump(sql, policy, Stage::policy), HasSubstr("\"k\":10"));
  EXPECT_THAT(*dump(sql, policy, Stage::plan), HasSubstr("k 10 entities"));
  EXPECT_THAT(*dump(sql, policy, Stage::dialect), AllOf(HasSubstr("\"#entities\"(e0, 10)"), HasSubstr("\"#c0\"")));
}

TEST(Engine, DeepAndLongTextsAreRefusedNotCrashedOn) {
  const auto policy = numbers_policy();
  const auto repeat = [](const std::string& s, int n) {
    std::string out;
    for (int i = 0; i < n; ++i) out += s;
    return out;
  };
  for (const auto& sql : {
           "SELECT " + repeat("(", 4000) + "1" + repeat(")", 4000) + " FROM numbers",
           "SELECT " + repeat("1+", 2040) + "1 FROM numbers",
           "SELECT " + repeat("- ", 4080) + "n FROM numbers",
           "SELECT COUNT(*) FROM numbers WHERE " + repeat("NOT ", 4080) + "true",
           "SELECT " + repeat("CASE WHEN true THEN ", 900) + "1" + repeat(" END", 900) + " FROM numbers",
           "SELECT COUNT(*) FROM " + repeat("(SELECT n FROM ", 500) + "numbers" + repeat(") AS t", 500),
           "SELECT COUNT(*) FROM numbers WHERE n IN (" + repeat("1,", 5000) + "1)",
           "SELECT " + repeat("x", 70'000) + " FROM numbers",
       }) {
    const auto result = compile(sql, policy);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().code, ErrorCode::query_too_complex) << sql.substr(0, 60) << " " << describe(result.error());
  }
}

TEST(Engine, RepeatedViewsDoNotExplode) {
  std::string sql = "WITH v0 AS (SELECT n FROM numbers)";
  for (int i = 1; i < 30; ++i) {
    const auto before = "v" + std::to_string(i - 1);
    sql += ", v" + std::to_string(i) + " AS (SELECT a.n FROM " + before + " a JOIN " + before + " b ON a.n = b.n)";
  }
  const auto result = compile(sql + " SELECT COUNT(*) FROM v29", numbers_policy());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::query_too_complex);
}

TEST(Engine, RepeatedCaseSubjectsDoNotExplode) {
  std::string subject = "n";
  for (int i = 0; i < 40; ++i) subject = "CASE " + subject + " WHEN 1 THEN 2 WHEN 2 THEN 3 ELSE 1 END";
  const auto result = compile("SELECT " + subject + ", COUNT(*) FROM numbers GROUP BY 1", numbers_policy());
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code, ErrorCode::query_too_complex);
}

TEST(Engine, BadBytesAreRefused) {
  EXPECT_EQ(parse("SELECT \xff").error().code, ErrorCode::input_bad_utf8);
  EXPECT_EQ(parse(std::string("SELECT 1\0 FROM x", 16)).error().code, ErrorCode::query_syntax);
}

TEST(Engine, TheTimeBoundEndsARun) {
  const auto dataset = numbers(1'000'000);
  const auto answer = run(kEndless, numbers_policy(), dataset, {.time_ms = 200});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::query_resource_limit);
  EXPECT_EQ(answer.error().at, "time");
  EXPECT_TRUE(run("SELECT COUNT(*) FROM numbers", numbers_policy(), dataset));
}

/// How soon is measured, not judged: a loaded machine would fail the test.
TEST(Engine, CancelEndsARunSoon) {
  const auto dataset = numbers(1'000'000);
  CancelToken token;
  std::chrono::steady_clock::time_point asked;
  std::thread canceller([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(150));
    asked = std::chrono::steady_clock::now();
    token.cancel();
  });
  const auto answer = run(kEndless, numbers_policy(), dataset, {}, token);
  const auto after = std::chrono::steady_clock::now() - asked;
  canceller.join();
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::query_cancelled);
  RecordProperty("milliseconds", static_cast<int>(std::chrono::duration_cast<std::chrono::milliseconds>(after).count()));
  EXPECT_EQ(run("SELECT COUNT(*) FROM numbers", numbers_policy(), dataset, {}, token).error().code, ErrorCode::query_cancelled);
}

TEST(Engine, TheMemoryBoundEndsARun) {
  const auto dataset = numbers(500'000, 48);
  const auto answer =
      run("SELECT COUNT(*) FROM numbers a JOIN numbers b ON a.n = b.n JOIN numbers c ON b.n = c.n", numbers_policy(), dataset);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().at, "memory") << describe(answer.error());
}

TEST(Engine, TheRowBoundEndsARun) {
  const auto answer = run("SELECT n, COUNT(*) FROM numbers GROUP BY n", numbers_policy(), numbers(20'000), {.max_rows = 999});
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().at, "rows");
}

TEST(Engine, ATableThatIsNotLoadedFailsWithoutWords) {
  auto policy = numbers_policy();
  policy.tables[0].name = "missing";
  std::string cause;
  const auto answer =
      Executor([&](const std::string& c) { cause = c; }).run(*compile("SELECT COUNT(*) FROM missing", policy), numbers(1));
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().code, ErrorCode::query_failed);
  EXPECT_EQ(answer.error().hint, "");
  EXPECT_THAT(cause, HasSubstr("missing"));
}

TEST(Engine, ParallelRunsGiveTheSameAnswer) {
  const auto dataset = numbers(100'000);
  const auto policy = numbers_policy();
  const auto expected = json::serialize(to_json(*run("SELECT n % 7, SUM(n), COUNT(*) FROM numbers GROUP BY 1", policy, dataset)));
  std::vector<std::thread> threads;
  std::atomic<int> equal{0};
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i)
        equal +=
            json::serialize(to_json(*run("SELECT n % 7, SUM(n), COUNT(*) FROM numbers GROUP BY 1", policy, dataset))) == expected;
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(equal, 40);
}

TEST(Engine, AWithheldAnswerSaysOnlyItsRule) {
  const auto answer = run("SELECT COUNT(*) FROM numbers WHERE n = 5", numbers_policy(), numbers(10));
  ASSERT_TRUE(answer);
  const auto error = withheld_error(*answer);
  EXPECT_EQ(error.code, ErrorCode::withheld);
  EXPECT_EQ(error.rule + error.article, "K-1第一条");
  EXPECT_TRUE(error.at.empty() && error.hint.empty() && error.detail.empty());
  EXPECT_TRUE(answer->rows.empty() && answer->withheld.empty());
}

/// Statements that only a broken printer could produce: the locked database refuses them all the same.
TEST(LockedDatabase, ReachesNothingOutside) {
  auto session = Session::open({64, 1});
  ASSERT_TRUE(session) << describe(session.error());
  const auto connection = (*session)->connect();
  for (const char* sql :
       {"SET memory_limit = '100GB'", "SET enable_external_access = true", "SET lock_configuration = false", "SET threads = 64",
        "SET temp_directory = '/tmp'", "SET disabled_filesystems = ''", "RESET memory_limit",
        "COPY (SELECT 1) TO '/tmp/gongshu_leak.csv'", "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/passwd')", "SELECT * FROM glob('/etc/*')", "SELECT * FROM '/etc/passwd'",
        "ATTACH '/tmp/gongshu_leak.db'", "INSTALL httpfs", "LOAD httpfs", "LOAD '/tmp/x.duckdb_extension'",
        "EXPORT DATABASE '/tmp/gongshu_leak'", "IMPORT DATABASE '/tmp/gongshu_leak'", "CREATE SECRET (TYPE s3)"})
    EXPECT_FALSE(connection->run(sql)) << sql;
  EXPECT_FALSE(std::filesystem::exists("/tmp/gongshu_leak.csv"));
}

TEST(LockedDatabase, DatasetsDoNotSeeEachOther) {
  const auto first = numbers(100);
  auto second = Dataset::open();
  ASSERT_TRUE(second);
  EXPECT_EQ(Executor().run(*compile("SELECT COUNT(*) FROM numbers", numbers_policy()), *second).error().code,
            ErrorCode::query_failed);
  EXPECT_EQ(first.rows("NUMBERS"), 100);
  EXPECT_EQ(second->rows("numbers"), 0);
}

Status load_one(ColumnType type, Value value, const std::string& name = "c") {
  auto dataset = Dataset::open({64, 1});
  bool given = false;
  return dataset->load("t", {{{name, type}}, ""}, [&](Row& row) -> Result<bool> {
    if (std::exchange(given, true)) return false;
    row.values.assign(1, value);
    return true;
  });
}

TEST(Load, NamesRowAndColumnOfABadValue) {
  const auto status = load_one(ColumnType::date, std::string("2023-02-29"));
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().at, "row 1 column c");
  EXPECT_EQ(load_one(ColumnType::integer, std::string("1")).error().code, ErrorCode::input_wrong_type);
  EXPECT_EQ(load_one(ColumnType::text, std::string("\xff")).error().code, ErrorCode::input_bad_utf8);
  for (const char* bad : {"", ".", "1e5", "1.2345678", "1234567890123456789", "--1", "1 "})
    EXPECT_EQ(load_one(ColumnType::decimal, std::string(bad)).error().code, ErrorCode::input_bad_format) << bad;
  for (const char* good : {"1", "-1.5", "+0.000001", ".5", "5.", "999999999999999999.999999"})
    EXPECT_TRUE(load_one(ColumnType::decimal, std::string(good))) << good;
}

TEST(Load, KeepsTheEnginesOwnNamesForItself) {
  for (const char* name : {"#person", "#row", "", "#"})
    EXPECT_FALSE(load_one(ColumnType::integer, std::int64_t{1}, name)) << name;
  EXPECT_TRUE(load_one(ColumnType::integer, std::int64_t{1}, "a \"quoted\"; DROP TABLE t; -- name"));
}

TEST(Load, IsAllOrNothing) {
  auto dataset = Dataset::open({64, 1});
  ASSERT_TRUE(dataset);
  const auto load = [&](bool fails) {
    int next = 0;
    return dataset->load("numbers", {{{"n", ColumnType::integer}}, "id"}, [&, fails](Row& row) -> Result<bool> {
      if (next == 50) {
        if (fails) return fail(ErrorCode::input_bad_csv, "line 51");
        return false;
      }
      row.entity = next++;
      row.values.assign(1, std::int64_t{1});
      return true;
    });
  };
  EXPECT_EQ(load(true).error().at, "line 51");
  EXPECT_EQ(dataset->rows("numbers"), 0);
  EXPECT_TRUE(load(false));
  EXPECT_EQ(load(false).error().code, ErrorCode::state_already_exists);
  EXPECT_EQ(run("SELECT COUNT(*) FROM numbers", numbers_policy(), *dataset)->rows[0][0].as_int64(), 50);
}

/// Reads the second column of a CSV of two: quoted fields with doubled quotes.
std::vector<std::string> payloads(std::istream& in) {
  std::vector<std::string> out;
  std::getline(in, *std::make_unique<std::string>());
  std::string field;
  int column = 0;
  bool quoted = false;
  for (char c; in.get(c);) {
    if (c == '"' && quoted && in.peek() == '"')
      field += static_cast<char>(in.get());
    else if (c == '"')
      quoted = !quoted;
    else if (!quoted && (c == ',' || c == '\n')) {
      if (c == '\n' && column == 1) out.push_back(field);
      column = c == ',' ? column + 1 : 0;
      field.clear();
    } else
      field += c;
  }
  return out;
}

TEST(Payloads, InjectionTextsAreRefusedOrCompiledAndNeverCopied) {
  std::ifstream in(GONGSHU_SOURCE_DIR "/../shared/data/sqli/payloadbox.csv");
  if (!in) GTEST_SKIP() << "no collection of injection payloads beside the source tree";
  const auto file = read_sql_file(GONGSHU_SOURCE_DIR "/tests/sql/attacks.test");
  const auto dataset = load(file);
  const auto texts = payloads(in);
  ASSERT_GT(texts.size(), 1000u);
  int compiled = 0;
  for (const auto& text : texts) {
    std::string literal;
    for (const char c : text) literal.append(c == '\'' ? 2 : 1, c);
    for (const auto& sql : {text, "SELECT COUNT(*) FROM residents WHERE note = '" + text + "'",
                            "SELECT COUNT(*) FROM residents WHERE age = " + text,
                            "SELECT county, COUNT(*) FROM residents GROUP BY county ORDER BY " + text,
                            "SELECT COUNT(*) FROM residents WHERE note <> '" + literal + "'"}) {
      const auto approved = compile(sql, file.policy);
      if (!approved) continue;
      ++compiled;
      const auto printed = print(*approved, Dialect::duckdb);
      if (text.size() > 8) {
        EXPECT_THAT(printed.sql, Not(HasSubstr(text)));
      }
      const auto answer =
          Executor([&](const std::string& cause) { ADD_FAILURE() << sql << "\n"
                                                                 << cause; }).run(*approved, dataset);
      ASSERT_TRUE(answer) << sql;
      for (const auto& row : answer->rows)  // counts of at least k, or county names of released groups
        for (const auto& cell : row) EXPECT_TRUE(!cell.is_int64() || cell.as_int64() >= 3) << sql;
    }
  }
  EXPECT_GT(compiled, 1000);
}

}  // namespace
}  // namespace gongshu::engine::test
