// Secondary suppression against an outsider who knows arithmetic: an independent linear program over the leaves.
#include "disclosure/suppress.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <coin/ClpSimplex.hpp>

#include "tables.h"

namespace gongshu::disclosure {
namespace {

constexpr double kOpen = std::numeric_limits<double>::infinity();

/// Every group is a sum of leaves: the leaves are the unknowns, published groups are equations. Knows which leaves are empty,
/// that absent groups have fewer than k and present ones at least k people.
class Outsider {
 public:
  Outsider(const Table& table, std::size_t measure, int k) : table_(table), measure_(measure), k_(k) {
    for (std::size_t g = 0; g < table.groups.size(); ++g)
      if (table.groups[g].mask == 0) leaves_.push_back(g);
  }

  double width(std::size_t group) const {
    const auto most = bound(group, -1), least = bound(group, 1);
    return most == kOpen ? kOpen : most - least;
  }

 private:
  bool inside(std::size_t leaf, std::size_t group) const {
    const auto& outer = table_.groups[group];
    for (std::size_t d = 0; d < outer.keys.size(); ++d)
      if ((outer.mask >> d & 1) == 0 && outer.keys[d] != table_.groups[leaf].keys[d]) return false;
    return true;
  }

  double bound(std::size_t group, double direction) const {
    ClpSimplex model;
    model.setLogLevel(0);
    model.resize(0, static_cast<int>(leaves_.size()));
    for (std::size_t i = 0; i < leaves_.size(); ++i) {
      model.setColumnBounds(static_cast<int>(i), 0, COIN_DBL_MAX);
      model.setObjectiveCoefficient(static_cast<int>(i), inside(leaves_[i], group) ? 1 : 0);
    }
    for (std::size_t g = 0; g < table_.groups.size(); ++g) {
      const auto& cell = table_.at(g, measure_);
      std::vector<int> columns;
      for (std::size_t i = 0; i < leaves_.size(); ++i)
        if (inside(leaves_[i], g)) columns.push_back(static_cast<int>(i));
      const std::vector<double> ones(columns.size(), 1);
      double low = 0, high = COIN_DBL_MAX;
      if (cell.state == State::shown)
        low = high = cell.value;
      else if (table_.measures[measure_].kind == Kind::count)
        table_.groups[g].absent ? high = k_ - 1 : low = k_;
      model.addRow(static_cast<int>(columns.size()), columns.data(), ones.data(), low, high);
    }
    model.setOptimizationDirection(direction);
    model.primal();
    return model.isProvenDualInfeasible() ? kOpen : model.objectiveValue();
  }

  const Table& table_;
  std::size_t measure_;
  int k_;
  std::vector<std::size_t> leaves_;
};

/// A 4 × 4 table of 20 people a cell, but for one cell of 3.
Table square(std::int64_t few) {
  std::vector<Leaf> leaves;
  for (std::int32_t i = 0; i < 4; ++i)
    for (std::int32_t j = 0; j < 4; ++j) {
      const std::int64_t people = i == 1 && j == 2 ? few : 20 + i + j;
      leaves.push_back({{i, j}, people, static_cast<double>(people) * (10 + i)});
    }
  return tabulate(2, leaves, cube(2));
}

const Rules kRules{.k = 10};

TEST(Suppress, HidesTheCornersOfARectangleAroundASmallCell) {
  auto table = square(3);
  ASSERT_TRUE(primary(kRules, table));
  const auto before = audit(kRules, table);
  ASSERT_TRUE(before);
  EXPECT_FALSE(before->holds());
  EXPECT_TRUE(std::any_of(before->exposed.begin(), before->exposed.end(), [](const auto& e) { return e.exact; }));
  const auto done = suppress(kRules, table);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->audit.holds());
  EXPECT_EQ(done->secondary, 6U) << "three further corners, in both measures";
  EXPECT_EQ(count(table).primary, 2);
  for (const auto measure : {0U, 1U}) EXPECT_GT(Outsider(table, measure, 10).width(group_of(table, {1, 2})), 0);
}

TEST(Suppress, LeavesATableAloneThatHidesNothing) {
  auto table = square(30);
  ASSERT_TRUE(primary(kRules, table));
  const auto done = suppress(kRules, table);
  ASSERT_TRUE(done);
  EXPECT_EQ(done->secondary, 0U);
  EXPECT_EQ(count(table).shown, static_cast<std::int64_t>(table.cells.size()));
}

TEST(Suppress, HidesTheTotalWhereOnlyOnePartIsLeft) {
  // ROLLUP over one column with one small part and one other: nothing to hide behind but the other part.
  auto table = tabulate(1, {{{0}, 4, 40}, {{1}, 50, 500}}, cube(1));
  ASSERT_TRUE(primary(kRules, table));
  const auto done = suppress(kRules, table);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->audit.holds());
  EXPECT_GT(done->secondary, 0U);
}

TEST(Suppress, DoesNotLetSmallGroupsShieldEachOther) {
  // Two small groups of 4 each: together 8 people, whom the total would give away.
  auto table = tabulate(1, {{{0}, 4, 40}, {{1}, 4, 44}, {{2}, 50, 500}, {{3}, 60, 600}}, cube(1));
  ASSERT_TRUE(primary(kRules, table));
  const auto done = suppress(kRules, table);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->audit.holds());
  EXPECT_TRUE(table.at(group_of(table, {2}), 0).state == State::secondary ||
              table.at(group_of(table, {3}), 0).state == State::secondary ||
              table.at(group_of(table, {-1}), 0).state == State::secondary);
}

TEST(Suppress, SeesThatAbsentGroupsAreBounded) {
  // Two groups of nine: their sum of 18 says that both have nine, although two cells are hidden.
  auto table = tabulate(1, {{{0}, 9, 90}, {{1}, 9, 90}, {{2}, 50, 500}, {{3}, 60, 600}}, cube(1));
  ASSERT_TRUE(primary(kRules, table));
  const auto before = audit(kRules, table);
  ASSERT_TRUE(before);
  ASSERT_FALSE(before->exposed.empty());
  EXPECT_NEAR(before->exposed[0].low, before->exposed[0].high, 1e-6);
  ASSERT_TRUE(suppress(kRules, table)->audit.holds());
  EXPECT_GE(Outsider(table, 0, 10).width(group_of(table, {0})), 5);
}

TEST(Suppress, ProtectsAHierarchyAcrossItsLevels) {
  // province → city → county as ROLLUP: masks 0, 4, 6, 7. The second city has one county only.
  auto table = tabulate(3,
                        {{{0, 0, 0}, 5, 50},
                         {{0, 0, 1}, 30, 300},
                         {{0, 0, 2}, 40, 400},
                         {{0, 1, 3}, 6, 60},
                         {{0, 2, 4}, 25, 250},
                         {{1, 3, 5}, 60, 600},
                         {{1, 3, 6}, 70, 700}},
                        {0, 4, 6, 7});
  ASSERT_TRUE(primary(kRules, table));
  EXPECT_EQ(count(table).absent_groups, 3) << "county 0, county 3 and its city";
  const auto done = suppress(kRules, table);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->audit.holds());
  for (std::size_t g = 0; g < table.groups.size(); ++g)
    for (const std::size_t m : {0U, 1U})
      if (table.at(g, m).state != State::shown) {
        EXPECT_GT(Outsider(table, m, 10).width(g), 1) << g << " " << m;
      }
}

TEST(Suppress, ProtectsAHierarchyInsideOneColumn) {
  // Codes 0 → {1, 2}, 3 → {4, 5}; both levels in one key column, and a grand total.
  Table table;
  table.disjoint = true;
  table.dimensions = {{"region", {-1, 0, 0, -1, 3, 3}}};
  table.measures = {{"count(*)", Kind::count, 0}};
  const std::int64_t people[] = {25, 5, 20, 90, 40, 50};
  for (std::int32_t code = 0; code < 6; ++code) {
    table.groups.push_back({{code}, 0, {people[code]}, false});
    table.cells.push_back({static_cast<double>(people[code]), {people[code]}, {}, 0});
  }
  table.groups.push_back({{0}, 1, {115}, false});
  table.cells.push_back({115, {115}, {}, 0});
  ASSERT_TRUE(primary(kRules, table));
  ASSERT_FALSE(audit(kRules, table)->holds());
  ASSERT_TRUE(suppress(kRules, table)->audit.holds());
  EXPECT_EQ(table.at(1, 0).state, State::primary);
  EXPECT_TRUE(table.at(2, 0).state == State::secondary || table.at(0, 0).state == State::secondary);
}

TEST(Suppress, LinksTablesThroughAMarginThatNobodyPublished) {
  // GROUPING SETS ((a, b), (b, c)): the margin over b follows from either table, so the first one is not free to hide one cell
  // only.
  std::vector<Leaf> leaves;
  for (std::int32_t a = 0; a < 3; ++a)
    for (std::int32_t b = 0; b < 3; ++b)
      for (std::int32_t c = 0; c < 3; ++c) {
        const std::int64_t people = a == 0 && b == 0 ? (c == 0 ? 4 : 0) : 20 + a + b + c;
        leaves.push_back({{a, b, c}, people, static_cast<double>(people)});
      }
  auto table = tabulate(3, leaves, {4, 1});
  ASSERT_TRUE(primary(kRules, table));
  const auto before = audit(kRules, table);
  ASSERT_TRUE(before);
  EXPECT_FALSE(before->holds()) << "one hidden cell, and the other table tells the sum of its column";
  const auto done = suppress(kRules, table);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->audit.holds());
  EXPECT_GT(done->secondary, 0U);
}

TEST(Suppress, KeepsDominatedSumsWideWithoutHidingCounts) {
  auto table = square(30);
  const Rules rules{.k = 10, .dominance = Dominance{1, 0.5}, .p = 0.2};
  const auto at = group_of(table, {2, 1});
  table.at(at, 1).top = {table.at(at, 1).value * 0.9, 0};
  ASSERT_TRUE(primary(rules, table));
  EXPECT_EQ(table.at(at, 1).reason, Reason::dominance);
  const auto done = suppress(rules, table);
  ASSERT_TRUE(done);
  EXPECT_TRUE(done->audit.holds());
  for (std::size_t g = 0; g < table.groups.size(); ++g) EXPECT_EQ(table.at(g, 0).state, State::shown);
  EXPECT_GE(Outsider(table, 1, 10).width(at), 0.2 * table.at(at, 1).value * (1 - 1e-6));
}

TEST(Suppress, RefusesATableWhoseShapeIsWrong) {
  const auto refused = [](const Table& table) { return !check(table) && !audit(kRules, table); };
  auto table = square(3);
  EXPECT_TRUE(check(table));
  table.cells.pop_back();
  EXPECT_TRUE(refused(table));
  table = square(3);
  table.groups.push_back(table.groups[0]);
  table.cells.insert(table.cells.end(), 2, table.cells[0]);
  EXPECT_TRUE(refused(table)) << "a group twice";
  table = square(3);
  table.groups[0].keys.pop_back();
  EXPECT_TRUE(refused(table));
  table = square(3);
  table.dimensions[0].parent = {1, 0, -1, -1};
  EXPECT_TRUE(refused(table)) << "a cycle";
  table.dimensions[0].parent = {-1, 0};
  EXPECT_TRUE(refused(table)) << "a code that the hierarchy does not know";
}

/// Random two- and three-way tables with many small cells: whatever is hidden stays wide for the outsider.
TEST(Suppress, LeavesNoHiddenCellNarrow) {
  EXPECT_TRUE(rc::check([] {
    const auto dimensions = *rc::gen::inRange<std::size_t>(1, 4);
    std::vector<std::int32_t> sizes;
    for (std::size_t d = 0; d < dimensions; ++d) sizes.push_back(*rc::gen::inRange(2, dimensions == 3 ? 4 : 6));
    std::vector<Leaf> leaves(1, Leaf{{}, 0, 0});
    for (const auto size : sizes) {
      std::vector<Leaf> next;
      for (const auto& leaf : leaves)
        for (std::int32_t key = 0; key < size; ++key) {
          next.push_back(leaf);
          next.back().keys.push_back(key);
        }
      leaves = next;
    }
    for (auto& leaf : leaves) {
      leaf.people = *rc::gen::element<std::int64_t>(0, 2, 9, 11, 14, 25, 60, 200);
      leaf.amount = static_cast<double>(leaf.people) * *rc::gen::inRange(1, 100);
    }
    auto table = tabulate(dimensions, leaves, cube(dimensions));
    RC_PRE(!table.groups.empty());
    RC_ASSERT(primary(kRules, table).has_value());
    const auto done = suppress(kRules, table);
    RC_ASSERT(done.has_value());
    RC_ASSERT(done->audit.holds());
    const auto again = audit(kRules, table);
    RC_ASSERT(again->holds());
    for (const std::size_t m : {0U, 1U}) {
      const Outsider outsider(table, m, kRules.k);
      for (std::size_t g = 0; g < table.groups.size(); ++g) {
        const auto& cell = table.at(g, m);
        if (cell.state == State::shown) continue;
        RC_ASSERT(outsider.width(g) >= (m == 0 ? 5 : 0.1 * cell.value) * (1 - 1e-6));
      }
    }
  }));
}

TEST(Suppress, ShowsNothingOfAMeasureThatCannotBeProtected) {
  auto table = tabulate(1, {{{0}, 9, 90}, {{1}, 9, 90}, {{2}, 50, 500}, {{3}, 60, 600}}, cube(1));
  ASSERT_TRUE(primary(kRules, table));
  SuppressOptions none;
  none.width = std::nan("");  // no interval is ever wide enough
  none.rounds = 1;
  ASSERT_TRUE(suppress(kRules, table, none));
  for (std::size_t g = 0; g < table.groups.size(); ++g) EXPECT_NE(table.at(g, 1).state, State::shown);
}

TEST(Suppress, DecidesTheSameTwice) {
  auto one = square(3), two = square(3);
  ASSERT_TRUE(primary(kRules, one));
  ASSERT_TRUE(primary(kRules, two));
  ASSERT_TRUE(suppress(kRules, one));
  ASSERT_TRUE(suppress(kRules, two));
  for (std::size_t i = 0; i < one.cells.size(); ++i) EXPECT_EQ(one.cells[i].state, two.cells[i].state);
}

}  // namespace
}  // namespace gongshu::disclosure
