// The controlled engine against DuckDB, which is given the same SQL directly. One JSON line a figure on standard output.
//   bench_engine [DATA [ROUNDS]]   DATA: TPC-H at scale 1 as Parquet (default: TPCH_DATA, or what scripts/fetch_tpch.sh made)
//
// Customers are the protected entities of customer, orders and lineitem; k is 10. What comes out of each of the 22 queries is
// stated below, and another verdict, or a released answer that is not DuckDB's, fails the run. DuckDB has the tables as the
// generator wrote them, with its own types. Both compile each time, use two threads and take turns; medians are compared.
#include <cmath>

#include "disclosure/egress.h"
#include "engine/query.h"
#include "tpch.h"

namespace {
using namespace gongshu;
using namespace gongshu::bench;
using namespace gongshu::engine;

enum class Outcome { released, withheld, refused };
constexpr const char* kOutcome[] = {"released", "withheld", "refused"};

struct Expectation {
  Outcome outcome;
  const char* why;
};

/// By number, from Q1.
constexpr Expectation kExpected[] = {
    {Outcome::released, "few groups of many customers"},
    {Outcome::released, "public tables only"},
    {Outcome::refused, "groups by an order's key, which only joins"},
    {Outcome::refused, "EXISTS over single rows of lineitem"},
    {Outcome::released, "five nations"},
    {Outcome::released, "one group"},
    {Outcome::refused, "a column computed in a sub-query inside SUM"},
    {Outcome::refused, "a column computed in a sub-query inside SUM"},
    {Outcome::refused, "a column computed in a sub-query inside SUM"},
    {Outcome::refused, "groups by the customer"},
    {Outcome::released, "public tables only"},
    {Outcome::released, "two groups with conditions"},
    {Outcome::refused, "groups by the customer"},
    {Outcome::released, "one group with a condition"},
    {Outcome::withheld, "products over the few customers of each supplier"},
    {Outcome::released, "public tables only"},
    {Outcome::withheld, "a correlated sub-query is a group for each part, of few customers"},
    {Outcome::refused, "groups by an order's key, which only joins"},
    {Outcome::released, "one group over 120 line items"},
    {Outcome::refused, "a correlated sub-query needs more groups than are counted"},
    {Outcome::refused, "EXISTS over single rows of lineitem"},
    {Outcome::refused, "telephone numbers are hidden"},
};

Result<Answer> answer(const World& world, const std::string& sql, const Controls& controls) {
  GS_TRY(approved, compile(sql, world.policy));
  return Executor([](const std::string& cause) { std::fprintf(stderr, "%s\n", cause.c_str()); })
      .run(approved, world.dataset, controls, {.time_ms = 600'000});
}

Outcome outcome_of(const Result<Answer>& answer) {
  if (!answer) return Outcome::refused;
  return answer->verdict == Verdict::released ? Outcome::released : Outcome::withheld;
}

using Table = std::vector<std::vector<std::string>>;

Table plain_answer(World& world, const std::string& sql) {
  Table out;
  world.plain.query(sql, [&](const auto& row) {
    auto& line = out.emplace_back();
    for (const char* text : row) line.emplace_back(text ? text : "");
  });
  return out;
}

std::string text_of(const json::value& v) {
  if (v.is_null()) return {};
  return v.is_string() ? std::string(v.get_string()) : json::serialize(v);
}

/// Equal texts, or numbers equal but for the order of summation.
bool same(const std::string& a, const std::string& b) {
  if (a == b) return true;
  char *end_a = nullptr, *end_b = nullptr;
  const double x = std::strtod(a.c_str(), &end_a), y = std::strtod(b.c_str(), &end_b);
  return !a.empty() && !b.empty() && *end_a == 0 && *end_b == 0 &&
         std::fabs(x - y) <= 1e-12 * std::max(std::fabs(x), std::fabs(y));
}

bool same(const Answer& found, const Table& expected) {
  if (found.rows.size() != expected.size()) return false;
  for (std::size_t r = 0; r < expected.size(); ++r)
    for (std::size_t c = 0; c < expected[r].size(); ++c)
      if (!same(text_of(found.rows[r][c]), expected[r][c])) return false;
  return true;
}

/// Rules of one kind of run, and a new ledger for each where there is one.
struct Mode {
  const char* name;
  disclosure::Rules rules;
  bool ledger;
};

Result<Answer> answer_with(const World& world, const std::string& sql, const Mode& mode) {
  disclosure::EgressLedger ledger("customers", 42);
  Controls controls;
  controls.rules = mode.rules;
  if (mode.ledger)
    for (const auto& [table, column] : kOwners) controls.ledgers[std::string(table)] = &ledger;
  return answer(world, sql, controls);
}

/// Whether verdict and, where released, answer are as they should be; what came out is on standard error.
bool check(World& world, int query, std::vector<int>& released) {
  const auto sql = query_text(query);
  const auto& expected = kExpected[query - 1];
  const auto found = answer_with(world, sql, {"k", {}, false});
  const auto outcome = outcome_of(found);
  const bool equal = outcome != Outcome::released || same(*found, plain_answer(world, sql));
  std::fprintf(stderr, "Q%d %s, expected %s: %s%s %s\n", query, kOutcome[static_cast<int>(outcome)],
               kOutcome[static_cast<int>(expected.outcome)], expected.why, equal ? "" : "; ANOTHER ANSWER THAN DUCKDB'S",
               found ? "" : describe(found.error()).c_str());
  if (outcome == Outcome::released && equal) released.push_back(query);
  return outcome == expected.outcome && equal;
}

struct Times {
  double ours, floor;
};

Times measure(World& world, int query, const Mode& mode, int rounds) {
  const auto sql = query_text(query);
  std::vector<double> ours, floor;
  for (int round = 0; round < rounds; ++round) {
    floor.push_back(seconds([&] { plain_answer(world, sql); }));
    ours.push_back(seconds([&] { must(answer_with(world, sql, mode)); }));
  }
  return {median(ours), median(floor)};
}

/// Geometric mean of the ratios over the released queries; each query on standard error, or as a figure when `each`.
void released_figures(World& world, const std::vector<int>& released, const Mode& mode, int rounds, double goal, bool each) {
  double logarithms = 0, ours = 0, floor = 0;
  for (const int query : released) {
    const auto times = measure(world, query, mode, rounds);
    logarithms += std::log(times.ours / times.floor);
    ours += times.ours, floor += times.floor;
    std::fprintf(stderr, "%s Q%d %.4f %.4f %.2f\n", mode.name, query, times.ours, times.floor, times.ours / times.floor);
    if (!each) continue;
    print({{"name", "engine, TPC-H scale 1, Q" + std::to_string(query)},
           {"unit", "ms"},
           {"value", times.ours * 1e3},
           {"floor", times.floor * 1e3},
           {"ratio", times.ours / times.floor},
           {"note", kExpected[query - 1].why}});
  }
  print({{"name", std::string("engine, TPC-H scale 1, ") + mode.name},
         {"unit", "ms"},
         {"value", ours * 1e3},
         {"floor", floor * 1e3},
         {"ratio", std::exp(logarithms / static_cast<double>(released.size()))},
         {"at_most", goal},
         {"note",
          "sums of medians of " + std::to_string(released.size()) + " released queries; ratio: geometric mean; floor: DuckDB"}});
}

/// 31 lines with joins, sub-queries, CASE and grouping sets, from text to DuckDB SQL.
void compile_figure(const PolicySnapshot& policy) {
  static constexpr const char* kSql = R"(WITH lines AS (
  SELECT l_returnflag,
         l_linestatus,
         l_shipmode,
         l_quantity,
         l_extendedprice,
         l_discount,
         o_orderdate,
         o_orderpriority
  FROM lineitem
  JOIN orders ON o_orderkey = l_orderkey
  JOIN customer ON c_custkey = o_custkey
  WHERE l_shipdate >= DATE '1994-01-01'
    AND l_shipdate < DATE '1994-01-01' + INTERVAL '1' YEAR
    AND l_shipmode IN ('MAIL', 'SHIP', 'AIR')
    AND c_mktsegment <> 'BUILDING'
)
SELECT l_returnflag,
       l_linestatus,
       EXTRACT(year FROM o_orderdate) AS year,
       COUNT(*) AS lines,
       SUM(l_quantity) AS quantity,
       SUM(l_extendedprice * (1 - l_discount)) AS revenue,
       AVG(l_discount) AS discount,
       SUM(CASE WHEN o_orderpriority = '1-URGENT' THEN 1 ELSE 0 END) AS urgent,
       SUM(l_extendedprice) FILTER (WHERE l_shipmode = 'AIR') AS by_air
FROM lines
GROUP BY ROLLUP (l_returnflag, l_linestatus, EXTRACT(year FROM o_orderdate))
HAVING SUM(l_quantity) > 100
ORDER BY l_returnflag, l_linestatus, year
LIMIT 100)";
  constexpr int kRuns = 1000;
  std::vector<double> times;
  for (int round = 0; round < 7; ++round)
    times.push_back(seconds([&] {
      for (int i = 0; i < kRuns; ++i)
        if (engine::print(must(compile(kSql, policy)), Dialect::duckdb).sql.empty()) std::exit(1);
    }));
  print({{"name", "engine, parse to dialect, 31 lines"},
         {"unit", "ms"},
         {"value", median(times) / kRuns * 1e3},
         {"at_most", 1.0},
         {"note", "a mean of 1,000, median of 7"}});
}

std::filesystem::path data_folder(int argc, char** argv) {
  if (argc > 1) return argv[1];
  if (const char* named = std::getenv("TPCH_DATA")) return named;
  return GONGSHU_SOURCE_DIR "/build/third_party/tpch/sf1";
}

}  // namespace

int main(int argc, char** argv) {
  compile_figure(schema_policy());
  const auto data = data_folder(argc, argv);
  if (!std::filesystem::exists(data / "lineitem.parquet")) {
    std::fprintf(stderr, "TPC-H is left out: no Parquet files in %s; scripts/fetch_tpch.sh makes them (needs PyPI)\n",
                 data.c_str());
    return 0;
  }
  World world(data);
  const int rounds = argc > 2 ? std::max(1, std::atoi(argv[2])) : 7;
  std::vector<int> released;
  int wrong = 0;
  for (int query = 1; query <= 22; ++query) wrong += check(world, query, released) ? 0 : 1;
  released_figures(world, released, {"k = 10", {}, false}, rounds, 1.15, true);
  released_figures(world, released, {"dominance and p%", {.dominance = disclosure::Dominance{2, 0.9}, .p = 0.1}, false}, 3, 8,
                   false);
  released_figures(world, released, {"egress recorded", {}, true}, 3, 8, false);
  if (wrong > 0) std::fprintf(stderr, "%d verdicts or answers are not as stated\n", wrong);
  return wrong > 0 ? 1 : 0;
}
