// Queries of the text tests, cut up and put together anew: whatever comes out is refused as a query or answered, and never fails.
// The same as fuzz/engine_parse_fuzz.cpp in small, for every run of the tests.
#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <random>

#include "base/record.h"
#include "engine/plan.h"
#include "engine/query.h"
#include "sql_case.h"

namespace gongshu::engine::test {
namespace {

constexpr int kMutations = 20'000;

/// Words, numbers and signs; what stands between them is left out.
std::vector<std::string> tokens_of(const std::string& sql) {
  std::vector<std::string> out;
  const auto word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80); };
  for (std::size_t i = 0; i < sql.size();) {
    auto end = i + 1;
    if (word(sql[i])) {
      while (end < sql.size() && word(sql[end])) ++end;
    } else if (sql[i] == '\'') {
      while (end < sql.size() && sql[end] != '\'') ++end;
      end = std::min(end + 1, sql.size());
    }
    if (!std::isspace(static_cast<unsigned char>(sql[i]))) out.push_back(sql.substr(i, end - i));
    i = end;
  }
  return out;
}

std::string joined_text(const std::vector<std::string>& tokens) {
  std::string out;
  for (const auto& t : tokens) out += t + (t == "." ? "" : " ");
  for (auto dot = out.find(" ."); dot != std::string::npos; dot = out.find(" .")) out.erase(dot, 1);
  return out;
}

class Mutator {
 public:
  explicit Mutator(std::vector<std::vector<std::string>> seeds) : seeds_(std::move(seeds)) {}

  /// One query with a few pieces of itself or others put in, taken out or exchanged.
  std::string next() {
    auto out = any(seeds_);
    for (std::size_t n = 1 + below(2); n > 0; --n) {
      const auto& other = any(seeds_);
      const auto from = below(other.size()), length = std::min<std::size_t>(1 + below(6), other.size() - from);
      const auto place = below(out.size() + 1), gone = std::min<std::size_t>(below(5), out.size() - place);
      out.erase(out.begin() + static_cast<std::ptrdiff_t>(place), out.begin() + static_cast<std::ptrdiff_t>(place + gone));
      if (below(4) > 0)
        out.insert(out.begin() + static_cast<std::ptrdiff_t>(place), other.begin() + static_cast<std::ptrdiff_t>(from),
                   other.begin() + static_cast<std::ptrdiff_t>(from + length));
    }
    return joined_text(out);
  }

 private:
  std::size_t below(std::size_t n) { return n == 0 ? 0 : random_() % n; }
  const std::vector<std::string>& any(const std::vector<std::vector<std::string>>& list) { return list[below(list.size())]; }

  std::vector<std::vector<std::string>> seeds_;
  /// The same every time, unless the tests are shuffled (--gtest_shuffle --gtest_repeat=N goes on with others).
  std::mt19937 random_{20261122u + static_cast<unsigned>(testing::UnitTest::GetInstance()->random_seed())};
};

TEST(Mutations, AreRefusedOrAnsweredAndNeverFail) {
  const auto file = read_sql_file(GONGSHU_SOURCE_DIR "/tests/sql/subqueries.test");
  const auto dataset = load(file);
  const Executor executor([](const std::string& cause) { ADD_FAILURE() << cause; });
  auto policy = file.policy;
  std::vector<std::vector<std::string>> seeds;
  for (const auto& path : sql_files())
    for (const auto& c : read_sql_file(path).cases)
      if (auto tokens = tokens_of(c.sql); !tokens.empty()) seeds.push_back(std::move(tokens));
  Mutator mutator(std::move(seeds));
  int let_through = 0;
  for (int i = 0; i < kMutations; ++i) {
    const auto sql = mutator.next();
    policy.statistical = i % 4 > 0;
    SCOPED_TRACE(sql);
    const auto approved = compile(sql, policy);
    if (!approved) {
      const auto name = info(approved.error().code).name;
      ASSERT_TRUE(name.starts_with("query.") || name.starts_with("input.")) << describe(approved.error());
      continue;
    }
    ++let_through;
    const auto answer = executor.run(*approved, dataset, Bounds{5'000, 10'000});
    ASSERT_TRUE(answer || answer.error().code == ErrorCode::query_resource_limit) << describe(answer.error());
    ASSERT_FALSE(plan_text(*approved).empty());
    ASSERT_EQ(approved->lineage().size(), approved->plan().outputs.size());
  }
  EXPECT_GT(let_through, kMutations / 100) << "otherwise this tries the parser alone";
}

}  // namespace
}  // namespace gongshu::engine::test
