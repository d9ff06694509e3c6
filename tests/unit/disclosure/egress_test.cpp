// The egress ledger against the attacks it is for, and against exact brute force on small instances.
#include "disclosure/egress.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include "brute_egress.h"

namespace gongshu::disclosure {
namespace {

/// Rows key = entity = i of a predicate as a release of one cell.
Release one_cell(std::uint64_t people, const std::function<bool(std::uint64_t)>& in) {
  Release out{.label = "q", .atoms = 1, .rows = {}, .cells = {{"count(*)", {0}}}};
  for (std::uint64_t i = 0; i < people; ++i)
    if (in(i)) out.rows.push_back({i, i, 0});
  return out;
}

/// Groups by `group`, with a total when asked.
Release grouped(std::uint64_t people, std::uint32_t groups, const std::function<std::uint32_t(std::uint64_t)>& group,
                bool total) {
  Release out{.label = "g", .atoms = groups, .rows = {}, .cells = {}};
  for (std::uint64_t i = 0; i < people; ++i) out.rows.push_back({i, i, group(i)});
  for (std::uint32_t g = 0; g < groups; ++g) out.cells.push_back({"count(*)", {g}});
  if (total) {
    EgressCell all{"count(*)", {}};
    for (std::uint32_t g = 0; g < groups; ++g) all.atoms.push_back(g);
    out.cells.push_back(all);
  }
  return out;
}

Decision decide(EgressLedger& ledger, const Release& release, const EgressOptions& options = {}) {
  const auto decision = ledger.check(release, options);
  EXPECT_TRUE(decision.has_value());
  return *decision;
}

Decision release(EgressLedger& ledger, const Release& candidate, const EgressOptions& options = {}) {
  const auto decision = decide(ledger, candidate, options);
  EXPECT_TRUE(ledger.record(candidate, decision));
  return decision;
}

TEST(EgressLedger, RefusesTheDifferenceOfTwoQueriesThatIsOnePerson) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  const auto decision = release(ledger, one_cell(100, [](auto i) { return i != 7; }));
  EXPECT_FALSE(decision.whole());
  EXPECT_EQ(decision.cells[0], EgressRefusal::single);
  EXPECT_EQ(decision.smallest, 1U);
  EXPECT_EQ(ledger.cells(), 1U);
}

TEST(EgressLedger, RefusesADifferenceOfFewPeopleHoweverFinelyEarlierReleasesCutThem) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, grouped(
                                  100, 5, [](auto i) { return i % 5; }, true))
                  .whole());
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto i) { return i < 50; })).whole());
  EXPECT_FALSE(decide(ledger, one_cell(100, [](auto i) { return i < 50 && i >= 5; })).whole()) << "five people of five groups";
  EXPECT_FALSE(decide(ledger, one_cell(100, [](auto i) { return i >= 50 || i < 5; })).whole()) << "the complement";
  EXPECT_TRUE(decide(ledger, one_cell(100, [](auto i) { return i < 50 && i >= 10; })).whole()) << "ten people are enough";
}

TEST(EgressLedger, RefusesChainsOfRanges) {
  EgressLedger ledger("people", 1);
  std::size_t released = 0;
  for (std::uint64_t edge = 40; edge <= 60; ++edge)
    released += release(ledger, one_cell(100, [=](auto i) { return i < edge; })).accepted;
  EXPECT_EQ(released, 3U) << "only edges ten people apart: 40, 50, 60";
}

TEST(EgressLedger, RefusesAChainWhoseEndsMeet) {
  EgressLedger ledger("people", 1);
  // A∪B, B∪C, A∪C∪{x}: twice x's set is a combination of three.
  EXPECT_TRUE(release(ledger, one_cell(90, [](auto i) { return i < 60; })).whole());
  EXPECT_TRUE(release(ledger, one_cell(90, [](auto i) { return i >= 30; })).whole());
  EXPECT_TRUE(release(ledger, grouped(
                                  90, 1, [](auto) { return 0; }, false))
                  .whole());
  EXPECT_FALSE(decide(ledger, one_cell(90, [](auto i) { return i < 31 || i >= 60; })).whole());
}

TEST(EgressLedger, LetsATotalGoOnlyWithoutTheGroupThatItWouldGiveAway) {
  EgressLedger ledger("people", 1);
  auto table = grouped(
      103, 4, [](auto i) { return i < 100 ? static_cast<std::uint32_t>(i % 3) : 3; }, true);
  table.cells.erase(table.cells.begin() + 3);  // three people: absent from the answer
  const auto decision = release(ledger, table);
  EXPECT_FALSE(decision.whole());
  EXPECT_EQ(decision.accepted, 3U) << "all but the total";
  EXPECT_EQ(decision.cells.back(), EgressRefusal::single);
}

TEST(EgressLedger, DecidesATableOfThousandsOfGroups) {
  // The earlier cell ends inside a group: with all groups before that one, its seven people could be computed.
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(60'000, [](auto i) { return i < 30'007; })).whole());
  const auto decision = release(ledger, grouped(60'000, 4'000, [](auto i) { return static_cast<std::uint32_t>(i / 15); }, false));
  EXPECT_EQ(decision.accepted, 3'999U);
  EXPECT_EQ(ledger.cells(), 4'000U);
}

TEST(EgressLedger, CountsEntitiesAndNotRows) {
  EgressLedger ledger("visits", 1);
  Release all{.label = "a", .atoms = 1, .rows = {}, .cells = {{"sum(fee)", {0}}}};
  for (std::uint64_t row = 0; row < 200; ++row) all.rows.push_back({row, row / 2, 0});
  EXPECT_TRUE(release(ledger, all).whole());
  auto without = all;
  without.rows.erase(without.rows.begin(), without.rows.begin() + 18);  // nine people, eighteen rows
  EXPECT_FALSE(decide(ledger, without).whole());
  without.rows.erase(without.rows.begin(), without.rows.begin() + 2);
  EXPECT_TRUE(decide(ledger, without).whole());
}

TEST(EgressLedger, TellsTheRowsOfOnePersonApart) {
  // One person has two rows; each cell covers ten people or more, and every person is in both.
  EgressLedger ledger("visits", 1);
  Release both{.label = "a", .atoms = 1, .rows = {}, .cells = {{"sum(fee)", {0}}}};
  for (std::uint64_t i = 0; i < 30; ++i) both.rows.push_back({i, i, 0});
  both.rows.push_back({30, 7, 0});
  EXPECT_TRUE(release(ledger, both).whole());
  auto one = both;
  one.rows.pop_back();
  EXPECT_FALSE(decide(ledger, one).whole()) << "the same thirty people, less one row";
}

TEST(EgressLedger, PoolsAllMeasures) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  auto sum = one_cell(100, [](auto i) { return i != 3; });  // sum(case when id = 3 then 0 else x end)
  sum.cells[0].measure = "sum(x)";
  EXPECT_FALSE(decide(ledger, sum).whole());
}

TEST(EgressLedger, ChecksARefreshAgainstItsOwnPast) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  auto refreshed = one_cell(100, [](auto i) { return i != 5; });
  refreshed.rows.push_back({1000, 5, 0});  // person 5 has a new row
  const auto changed = decide(ledger, refreshed);
  EXPECT_EQ(changed.cells[0], EgressRefusal::pair) << "the difference is the new row less the old one";
  auto newcomer = one_cell(100, [](auto) { return true; });
  newcomer.rows.push_back({1001, 500, 0});
  EXPECT_FALSE(decide(ledger, newcomer).whole());
}

TEST(EgressLedger, DoesNotCountKnownEntities) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  const auto candidate = one_cell(100, [](auto i) { return i >= 12; });
  EXPECT_TRUE(decide(ledger, candidate).whole());
  const std::uint64_t known[] = {0, 1, 2};
  ledger.know(known);
  EXPECT_FALSE(decide(ledger, candidate).whole()) << "twelve people of whom three are known";
}

TEST(EgressLedger, IsNotBlockedByWhatLaterBecameKnown) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto i) { return i >= 12; })).whole());
  const std::uint64_t known[] = {0, 1, 2};
  ledger.know(known);
  EXPECT_TRUE(decide(ledger, one_cell(100, [](auto i) { return i >= 50; })).whole());
  EXPECT_FALSE(decide(ledger, one_cell(100, [](auto i) { return i >= 51 || i == 3; })).whole() &&
               decide(ledger, one_cell(100, [](auto i) { return i >= 13; })).whole());
}

TEST(EgressLedger, RefusesACellOfFewPeopleByItself) {
  EgressLedger ledger("people", 1);
  EXPECT_FALSE(decide(ledger, one_cell(100, [](auto i) { return i < 9; })).whole());
  EXPECT_TRUE(decide(ledger, one_cell(100, [](auto i) { return i < 10; })).whole());
}

TEST(EgressLedger, LetsTheSameQuestionPassAgain) {
  EgressLedger ledger("people", 1);
  const auto table = grouped(
      100, 4, [](auto i) { return i % 4; }, true);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(release(ledger, table).whole());
}

TEST(EgressLedger, RefusesPastTheBudget) {
  EgressLedger ledger("people", 1);
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  const auto decision = decide(ledger, one_cell(100, [](auto i) { return i != 7; }), {.max_rank = 1});
  EXPECT_EQ(decision.cells[0], EgressRefusal::budget);
  EgressOptions few{.max_checks = 1};
  auto table = grouped(
      103, 4, [](auto i) { return i < 100 ? static_cast<std::uint32_t>(i % 3) : 3; }, true);
  EXPECT_EQ(decide(ledger, table, few).accepted, 0U);
}

TEST(EgressLedger, RefusesReleasesThatContradictThemselves) {
  EgressLedger ledger("people", 1);
  const auto refused = [&](Release candidate) { return ledger.check(candidate).error().code == ErrorCode::input_bad_format; };
  EXPECT_TRUE(refused({"r", 1, {{1, 1, 1}}, {{"c", {0}}}})) << "atom out of range";
  EXPECT_TRUE(refused({"r", 2, {{1, 1, 0}, {1, 1, 1}}, {{"c", {0}}}})) << "two atoms";
  EXPECT_TRUE(refused({"r", 1, {{1, 1, 0}, {1, 2, 0}}, {{"c", {0}}}})) << "two entities";
  EXPECT_TRUE(refused({"r", 2, {}, {{"c", {1, 0}}}})) << "atoms not ascending";
  EXPECT_TRUE(refused({"r", 2, {}, {{"c", {2}}}})) << "unknown atom";
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto) { return true; })).whole());
  EXPECT_TRUE(refused({"r", 1, {{1, 2, 0}}, {{"c", {0}}}})) << "another entity than before";
  EXPECT_EQ(ledger.record({"r", 1, {}, {{"c", {0}}}}, Decision{}).error().code, ErrorCode::input_bad_format);
}

TEST(EgressLedger, RecordsADecisionOfAnotherLedgerWithoutItsNotes) {
  EgressLedger checked("people", 1), recorded("people", 1);
  auto table = grouped(
      100, 4, [](auto i) { return i % 4; }, true);
  EXPECT_TRUE(release(checked, one_cell(120, [](auto i) { return i >= 20; })).whole());
  EXPECT_TRUE(release(recorded, one_cell(500, [](auto i) { return i < 480; })).whole());
  const auto decision = decide(checked, table);
  EXPECT_TRUE(recorded.record(table, decision));
  EXPECT_EQ(recorded.cells(), 6U);
  EXPECT_EQ(recorded.rows(), 480U);
}

std::string recorded() {
  EgressLedger ledger("people", 77);
  EXPECT_TRUE(release(ledger, grouped(
                                  100, 4, [](auto i) { return i % 4; }, true))
                  .whole());
  EXPECT_TRUE(release(ledger, one_cell(100, [](auto i) { return i < 40; })).whole());
  const std::uint64_t known[] = {3};
  ledger.know(known);
  return ledger.save();
}

TEST(EgressLedger, ComesBackWithAllThatItHeld) {
  const auto ledger = EgressLedger::load(recorded());
  ASSERT_TRUE(ledger);
  EXPECT_EQ(ledger->population(), "people");
  EXPECT_EQ(ledger->releases(), 2U);
  EXPECT_EQ(ledger->cells(), 6U);
  EXPECT_EQ(ledger->rows(), 100U);
  EXPECT_EQ(ledger->classes(), 8U);
  EXPECT_EQ(ledger->save(), recorded());
}

TEST(EgressLedger, RefusesDamagedCutAndNewerBytes) {
  const auto bytes = recorded();
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    auto damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x10);
    EXPECT_FALSE(EgressLedger::load(damaged)) << i;
    EXPECT_FALSE(EgressLedger::load(std::string_view(bytes).substr(0, i))) << i;
  }
  auto newer = bytes;
  newer[8] = 2;
  const auto refused = EgressLedger::load(newer);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().hint.find("newer"), std::string::npos);
  EXPECT_FALSE(EgressLedger::load(bytes + "x"));
  EXPECT_FALSE(EgressLedger::load(""));
}

TEST(EgressLedger, RefusesEverythingOfTheTablesThatTheirMarginsWouldSolve) {
  // Three groups of a cross table shown by one query, all but one cell of it by others: margins and cells of several releases.
  EgressLedger ledger("people", 5);
  const auto cell = [](std::uint64_t i) { return static_cast<std::uint32_t>(i < 4 ? 0 : 1 + i % 3); };
  EXPECT_TRUE(release(ledger, one_cell(200, [](auto) { return true; })).whole());
  std::size_t shown = 0;
  for (std::uint32_t group = 1; group < 4; ++group)
    shown += release(ledger, one_cell(200, [&](auto i) { return cell(i) == group; })).accepted;
  EXPECT_EQ(shown, 2U) << "the third group would leave four people";
}

/// A random small world: people with up to two rows, releases of overlapping cells.
struct World {
  std::uint32_t k = 2;
  std::vector<Release> releases;
};

World random_world() {
  World world;
  world.k = *rc::gen::inRange<std::uint32_t>(2, 5);
  const auto rows = *rc::gen::inRange<std::uint64_t>(4, 26);
  const auto people = *rc::gen::inRange<std::uint64_t>(3, 20);
  const auto count = *rc::gen::inRange(1, 6);
  for (int r = 0; r < count; ++r) {
    Release release{.label = "r", .atoms = *rc::gen::inRange<std::uint32_t>(1, 5), .rows = {}, .cells = {}};
    for (std::uint64_t i = 0; i < rows; ++i)
      if (*rc::gen::inRange(0, 5) != 0)
        release.rows.push_back({i, i % people, *rc::gen::inRange<std::uint32_t>(0, release.atoms)});
    const auto cells = *rc::gen::inRange(1, 5);
    for (int c = 0; c < cells; ++c) {
      EgressCell cell{"c", {}};
      for (std::uint32_t a = 0; a < release.atoms; ++a)
        if (*rc::gen::arbitrary<bool>()) cell.atoms.push_back(a);
      release.cells.push_back(std::move(cell));
    }
    world.releases.push_back(std::move(release));
  }
  return world;
}

TEST(EgressLedger, AgreesWithExactEliminationOverTheRationals) {
  EXPECT_TRUE(rc::check([] {
    const auto world = random_world();
    EgressLedger ledger("p", *rc::gen::arbitrary<std::uint64_t>());
    brute::History history(world.k);
    for (const auto& candidate : world.releases) {
      const auto decision = decide(ledger, candidate, {.k = world.k});
      const bool safe = history.safe(candidate, history.all(candidate));
      if (decision.whole()) RC_ASSERT(safe);
      // What is refused beyond the definition is refused for a reason: some combination singles out fewer than k entities.
      if (!decision.whole() && safe) RC_ASSERT(history.isolates_few(candidate, history.all(candidate)));
      std::vector<std::uint32_t> kept;
      for (std::uint32_t c = 0; c < candidate.cells.size(); ++c)
        if (decision.allowed(c)) kept.push_back(c);
      RC_ASSERT(history.safe(candidate, kept));
      RC_ASSERT(!history.isolates_few(candidate, kept));  // in worlds this small all echelon forms are seen
      RC_ASSERT(ledger.record(candidate, decision).has_value());
      history.add(candidate, kept);
    }
  }));
}

TEST(EgressLedger, DecidesTheSameWhateverTheOrderOfRows) {
  EXPECT_TRUE(rc::check([] {
    const auto world = random_world();
    EgressLedger one("p", 9), other("p", 9);
    for (const auto& candidate : world.releases) {
      auto shuffled = candidate;
      std::reverse(shuffled.rows.begin(), shuffled.rows.end());
      const auto first = release(one, candidate, {.k = world.k}), second = release(other, shuffled, {.k = world.k});
      RC_ASSERT(first.cells == second.cells);
    }
  }));
}

TEST(EgressLedger, DecidesTheSameAfterSaveAndLoad) {
  EXPECT_TRUE(rc::check([] {
    const auto world = random_world();
    EgressLedger kept("p", 9);
    auto bytes = kept.save();
    for (const auto& candidate : world.releases) {
      auto loaded = EgressLedger::load(bytes);
      RC_ASSERT(loaded.has_value());
      RC_ASSERT(loaded->save() == bytes);
      const auto first = decide(kept, candidate, {.k = world.k}), second = decide(*loaded, candidate, {.k = world.k});
      RC_ASSERT(first.cells == second.cells);
      RC_ASSERT(kept.record(candidate, first).has_value());
      RC_ASSERT(loaded->record(candidate, second).has_value());
      bytes = loaded->save();
    }
  }));
}

}  // namespace
}  // namespace gongshu::disclosure
