// The egress ledger of a node: one a population, sealed, ahead of the log and never behind it.
#include "egress_world.h"

namespace gongshu::app::test {
namespace {

TEST_F(EgressLedgers, KeepWhatHasLeftAndRefuseWhatWouldIsolateSomebody) {
  EXPECT_EQ(opened(), "0");
  EXPECT_EQ(release(count_of(1, 40)), "passed");
  EXPECT_EQ(release(count_of(1, 39)), "withheld") << "the difference is one person";
  EXPECT_EQ(release(count_of(1, 20)), "passed");
  EXPECT_EQ(log().releases, 2);
  EXPECT_EQ(opened(), "2");
  w.open();
  EXPECT_EQ(opened(), "2");
  EXPECT_EQ(release(count_of(1, 39)), "withheld");
}

TEST_F(EgressLedgers, RecordNothingOfWhatIsWithheld) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto before = *store::read_file(file());
  EXPECT_EQ(release(count_of(2, 40)), "withheld");
  EXPECT_EQ(*store::read_file(file()), before);
  EXPECT_EQ(log().releases, 1);
}

TEST_F(EgressLedgers, StayAheadOfTheLogWhenTheNodeDiesBetweenFileAndEvent) {
  EXPECT_EQ(release(count_of(1, 40), false), "state.conflict");
  w.open();
  EXPECT_EQ(log().releases, 0);
  EXPECT_EQ(opened(), "1") << "recorded, though it never left";
  EXPECT_EQ(release(count_of(1, 39)), "withheld");
  EXPECT_EQ(release(count_of(1, 40)), "passed") << "the same again tells nothing new";
  EXPECT_EQ(opened(), std::to_string(log().releases));
}

TEST_F(EgressLedgers, AreNotBelievedWhenOlderThanTheLogMissingOrChanged) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto older = *store::read_file(file());
  ASSERT_EQ(release(count_of(1, 20)), "passed");
  const auto newest = *store::read_file(file());
  const auto with = [&](const std::string& bytes) {
    EXPECT_TRUE(store::write_file_atomic(file(), bytes));
    return opened();
  };
  EXPECT_EQ(with(older), "ledger.corrupt");
  for (std::size_t i = 0; i < newest.size(); i += newest.size() / 16 + 1) {
    auto changed = newest;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    EXPECT_EQ(with(changed), "ledger.corrupt") << i;
  }
  EXPECT_EQ(with(newest), "2");
  fs::remove(file());
  EXPECT_EQ(opened(), "ledger.corrupt");
  EXPECT_EQ(release(count_of(100, 140)), "ledger.corrupt") << "nothing leaves past a lost ledger";
}

TEST_F(EgressLedgers, TellNothingToWhoReadsTheFile) {
  ASSERT_EQ(release(count_of(1, 40, "a-label-to-find")), "passed");
  EXPECT_THAT(*store::read_file(file()), Not(HasSubstr("a-label-to-find")));
}

TEST_F(EgressLedgers, SurviveTheEndOfAScenariosKey) {
  w.issue_order();
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  ASSERT_TRUE(w.node->keyring().destroy(scenario_key_name("scn-1"), kNow));
  EXPECT_EQ(opened(), "1");
  EXPECT_EQ(release(count_of(1, 39)), "withheld");
}

TEST_F(EgressLedgers, CheckWithoutRecording) {
  ASSERT_EQ(release(count_of(1, 40)), "passed");
  const auto past = egress().check({count_of(1, 39)}, 10);
  ASSERT_TRUE(past);
  ASSERT_EQ(past->size(), 1u);
  EXPECT_EQ(past->front().earlier_releases, 1u);
  EXPECT_FALSE(past->front().decision.whole());
  EXPECT_EQ(opened(), "1");
}

TEST(StoredResults, ComeBackAsTheyWereAndDamagedOnesDoNot) {
  StoredResult result;
  result.answer = R"({"columns":[],"rows":[]})";
  result.review = {json::object{{"group", "county = 'c'"}, {"measure", ""}, {"reason", "few"}, {"rows", 3}, {"entities", 3}}};
  result.lineage = {json::object{{"name", "n"}}};
  result.rules = {{"k", json::object{{"value", 10}}}};
  result.k = 12;
  result.controlled = true;
  result.releases = {count_of(1, 40), count_of(41, 60)};
  result.releases[0].release.rows[0].key = 0xFFFF'FFFF'FFFF'FFFFULL;
  const auto bytes = encode(result);
  ASSERT_TRUE(bytes);
  const auto back = decode_result(*bytes);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(back->answer, result.answer);
  EXPECT_EQ(back->review, result.review);
  EXPECT_EQ(back->k, 12);
  EXPECT_TRUE(back->controlled);
  ASSERT_EQ(back->releases.size(), 2u);
  EXPECT_EQ(back->releases[0].population, "resident");
  EXPECT_EQ(back->releases[0].release.rows[0].key, 0xFFFF'FFFF'FFFF'FFFFULL);
  EXPECT_EQ(back->releases[1].release.rows.size(), 20u);
  EXPECT_EQ(back->releases[1].release.cells[0].measure, "count(*)");
  EXPECT_EQ(*encode(*back), *bytes);
  for (std::size_t size = 0; size < bytes->size(); size += 7) EXPECT_FALSE(decode_result(bytes->substr(0, size))) << size;
  EXPECT_FALSE(decode_result(*bytes + "x"));
}

}  // namespace
}  // namespace gongshu::app::test
