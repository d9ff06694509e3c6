// Long checks and suppressions end soon after somebody asks, and asking for nothing changes no decision.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <iostream>
#include <random>
#include <thread>

#include "disclosure/egress.h"
#include "disclosure/mod_matrix.h"
#include "disclosure/stop.h"
#include "tables.h"

namespace gongshu::disclosure {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr auto kPatience = milliseconds(1'000);  // 200 ms on an idle machine

/// Asks for the end after `delay`; tells how long the call went on then.
class Asking {
 public:
  explicit Asking(milliseconds delay) : at_(steady_clock::now() + delay) {}
  std::function<bool()> asked() const {
    return [at = at_] { return steady_clock::now() >= at; };
  }
  milliseconds late() const { return std::chrono::duration_cast<milliseconds>(steady_clock::now() - at_); }

 private:
  steady_clock::time_point at_;
};

/// Cells over random halves of the atoms: a dense matrix.
Release entangled(std::uint32_t atoms, std::size_t cells, unsigned seed) {
  std::mt19937 random(seed);
  Release out{.label = "dense", .atoms = atoms, .rows = {}, .cells = {}};
  for (std::uint64_t i = 0; i < std::uint64_t{atoms} * 4; ++i) out.rows.push_back({i, i, static_cast<std::uint32_t>(i % atoms)});
  for (std::size_t c = 0; c < cells; ++c) {
    EgressCell cell{"count(*)", {}};
    for (std::uint32_t a = 0; a < atoms; ++a)
      if (random() % 2 == 0) cell.atoms.push_back(a);
    out.cells.push_back(std::move(cell));
  }
  return out;
}

TEST(Stopping, EndsACheckOfTheLedgerSoonAndLeavesItAsItWas) {
  EgressLedger ledger("people", 1);
  const auto release = entangled(2'500, 1'600, 7);
  for (const auto delay : {milliseconds(5), milliseconds(300), milliseconds(900)}) {
    const Asking asking(delay);
    EgressOptions options;
    options.stop = asking.asked();
    const auto stopped = ledger.check(release, options);
    const auto late = asking.late();
    if (stopped && late < milliseconds(0)) continue;  // it was done before
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::query_cancelled);
    std::cout << "stopped " << late.count() << " ms late\n";
    EXPECT_LT(late, kPatience);
    EXPECT_EQ(ledger.cells(), 0u);
  }
  EgressLedger fresh("people", 1);
  const auto small = entangled(60, 20, 9);
  const auto after = ledger.check(small), never = fresh.check(small);
  ASSERT_TRUE(after && never);
  EXPECT_EQ(after->cells, never->cells);
}

TEST(Stopping, ChangesNoDecisionWhenNobodyAsks) {
  EgressOptions watched;
  watched.stop = [] { return false; };
  EgressLedger plain("people", 3), asked("people", 3);
  for (unsigned round = 0; round < 3; ++round) {
    const auto release = entangled(700, 120, round);
    const auto one = plain.check(release), other = asked.check(release, watched);
    ASSERT_TRUE(one && other);
    EXPECT_EQ(one->cells, other->cells) << round;
    ASSERT_TRUE(plain.record(release, *one));
    ASSERT_TRUE(asked.record(release, *other, 2, watched.stop));
  }
  EXPECT_EQ(plain.save(), asked.save());
}

TEST(Stopping, OfARecordingLosesNothingOfIt) {
  EgressLedger whole("people", 3), hasty("people", 3);
  const auto release = entangled(400, 60, 4), next = entangled(400, 5, 5);
  const auto decision = *whole.check(release);
  ASSERT_TRUE(whole.record(release, decision));
  const auto same = *hasty.check(release);
  ASSERT_TRUE(hasty.record(release, same, 2, [] { return true; }));
  EXPECT_EQ(hasty.cells(), whole.cells());
  const auto one = whole.check(next), other = hasty.check(next);
  ASSERT_TRUE(one && other);
  EXPECT_EQ(one->cells, other->cells);
}

TEST(Stopping, EndsASuppressionSoon) {
  std::mt19937 random(5);
  std::vector<Leaf> leaves;
  for (std::int32_t a = 0; a < 1'500; ++a)
    for (std::int32_t b = 0; b < 30; ++b) {
      const auto people = static_cast<std::int64_t>(random() % 60);
      leaves.push_back({{a, b}, people, static_cast<double>(people) * (1 + random() % 1'000)});
    }
  Rules rules;
  rules.k = 10;
  auto table = tabulate(2, leaves, cube(2));
  ASSERT_TRUE(primary(rules, table));
  for (const auto delay : {milliseconds(1), milliseconds(100), milliseconds(400)}) {
    auto copy = table;
    const Asking asking(delay);
    SuppressOptions options;
    options.stop = asking.asked();
    const auto stopped = suppress(rules, copy, options);
    const auto late = asking.late();
    if (stopped && late < milliseconds(0)) continue;
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::query_cancelled);
    EXPECT_LT(late, kPatience);
  }
  const Asking asking(milliseconds(50));
  SuppressOptions options;
  options.stop = asking.asked();
  const auto stopped = audit(rules, table, options);
  EXPECT_LT(asking.late(), kPatience);
  if (!stopped) {
    EXPECT_EQ(stopped.error().code, ErrorCode::query_cancelled);
  }
}

/// Worked on in pieces, matrices come out as in one go.
TEST(Stopping, MatricesInPiecesAreTheSame) {
  constexpr std::uint64_t kPrime = 1'152'921'504'606'846'883;
  std::mt19937_64 random(2);
  const auto filled = [&](std::size_t rows, std::size_t columns) {
    ModMatrix out(rows, columns, kPrime);
    for (std::size_t i = 0; i < rows; ++i)
      for (std::size_t j = 0; j < columns; ++j) out.at(i, j) = random() % kPrime;
    return out;
  };
  const auto same = [](const ModMatrix& a, const ModMatrix& b) { return nmod_mat_equal(a.raw(), b.raw()) != 0; };
  const auto left = filled(500, 520), right = filled(520, 470);
  auto short_of_rank = filled(300, 520).stacked(left);
  for (std::size_t j = 0; j < 520; ++j) short_of_rank.at(3, j) = short_of_rank.at(1, j);
  const auto square = filled(520, 520);
  const auto product = left * right, inverse = square.inverse();
  auto form = short_of_rank;
  const auto pivots = form.reduce();
  const std::function<bool()> never = [] { return false; };
  const StopScope scope(&never);
  EXPECT_TRUE(same(left * right, product));
  EXPECT_TRUE(same(square.inverse(), inverse));
  auto other = short_of_rank;
  EXPECT_EQ(other.reduce(), pivots);
  EXPECT_TRUE(same(other, form));
}

}  // namespace
}  // namespace gongshu::disclosure
