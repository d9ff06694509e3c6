#include "lab/lab.h"

#include <gmock/gmock.h>

#include "base/json.h"
#include "support.h"

namespace gongshu::lab::test {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr const char* kPolicy = R"(tables:
  people:
    entity: [pid]
    columns: {"*": [filter, group, aggregate], pid: [], name: []}
  places:
    columns: {"*": [visible, filter, group, aggregate, join]}
disclosure: {k: 5}
)";

/// Twenty people in two towns, `third` of them in a third one.
std::string people(int third = 3) {
  std::string out = "pid,name,town,income\n";
  for (int i = 0; i < 20; ++i)
    out += std::to_string(i) + ",n" + std::to_string(i) + (i % 2 ? ",east," : ",west,") + std::to_string(1000 + i) + "\n";
  for (int i = 0; i < third; ++i) out += std::to_string(100 + i) + ",m,north," + std::to_string(9000 + i) + "\n";
  return out;
}

class LabTest : public testing::Test {
 protected:
  void SetUp() override {
    dir_.write("policy.yaml", kPolicy);
    dir_.write("people.csv", people());
    dir_.write("places.csv", "town,code\neast,07\nwest,08\n");
  }
  Options options() {
    Options out;
    out.policy = dir_.path("policy.yaml");
    out.state = dir_.path("state");
    out.inputs = {"people=" + dir_.path("people.csv"), "places=" + dir_.path("places.csv")};
    return out;
  }
  json::object ask(Lab& lab, const std::string& sql, const std::string& session = {}) {
    const auto line = lab.answer("q", sql, session);
    EXPECT_TRUE(line) << describe(line.error());
    return line ? parse_json(*line)->get_object() : json::object();
  }
  Error refused(const Options& options) {
    auto lab = Lab::open(options);
    EXPECT_FALSE(lab);
    return lab ? Error{} : lab.error();
  }

  Directory dir_;
};

TEST_F(LabTest, GroupsOfEnoughPeopleAreReleased) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab) << describe(lab.error());
  const auto answer =
      ask(*lab, "SELECT town, COUNT(*) AS n, SUM(income) AS s FROM people WHERE town <> 'north' GROUP BY town ORDER BY town");
  EXPECT_EQ(answer.at("verdict"), "released") << answer;
  EXPECT_EQ(answer.at("rows"), (json::array{json::array{"east", 10, 10100}, json::array{"west", 10, 10090}})) << answer;
}

TEST_F(LabTest, AGroupOfFewIsAbsentAndTheVerdictSaysWithheld) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  const auto answer = ask(*lab, "SELECT town, COUNT(*) AS n FROM people GROUP BY town");
  EXPECT_EQ(answer.at("verdict"), "withheld") << answer;
  EXPECT_EQ(answer.at("rows").get_array().size(), 2U) << answer;
  EXPECT_THAT(json::serialize(answer), Not(HasSubstr("north")));
}

TEST_F(LabTest, SomebodyAndNobodyLookAlike) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  EXPECT_EQ(ask(*lab, "SELECT COUNT(*) FROM people WHERE town = 'north' AND income = 9000", "a"),
            ask(*lab, "SELECT COUNT(*) FROM people WHERE town = 'north' AND income = 9999", "b"));
}

TEST_F(LabTest, WhatWasReleasedBeforeCountsInItsSessionAndInLaterRuns) {
  const auto* all = "SELECT COUNT(*) FROM people";
  const auto* less = "SELECT COUNT(*) FROM people WHERE income <> 1003";
  {
    auto lab = Lab::open(options());
    ASSERT_TRUE(lab);
    EXPECT_EQ(ask(*lab, all, "a").at("verdict"), "released");
    EXPECT_EQ(ask(*lab, less, "a").at("verdict"), "withheld");
    EXPECT_EQ(ask(*lab, less, "b").at("verdict"), "released");
  }
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  EXPECT_EQ(ask(*lab, less, "a").at("verdict"), "withheld");
  EXPECT_EQ(ask(*lab, all, "b").at("verdict"), "withheld");
  EXPECT_EQ(ask(*lab, all, "a").at("rows"), (json::array{json::array{23}}));
}

TEST_F(LabTest, NothingIsShownWhenTheLedgerCannotBeSaved) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  std::filesystem::remove_all(dir_.path("state/ledgers"));
  const auto line = lab->answer("q", "SELECT COUNT(*) FROM people", "");
  ASSERT_FALSE(line) << *line;
  EXPECT_EQ(line.error().code, ErrorCode::store_failed);
}

TEST_F(LabTest, ManySessionsKeepTheirLedgers) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  for (int i = 0; i < 40; ++i) EXPECT_EQ(ask(*lab, "SELECT COUNT(*) FROM people", std::to_string(i)).at("verdict"), "released");
  EXPECT_EQ(ask(*lab, "SELECT COUNT(*) FROM people WHERE income <> 1003", "0").at("verdict"), "withheld");
}

TEST_F(LabTest, HiddenColumnsAreRefusedByName) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  const auto answer = ask(*lab, "SELECT name, COUNT(*) FROM people GROUP BY name");
  EXPECT_EQ(answer.at("verdict"), "refused");
  const auto& reason = answer.at("reasons").at(0).get_object();
  EXPECT_EQ(reason.at("code"), "query.column_forbidden") << answer;
  EXPECT_EQ(reason.at("column"), "people.name") << answer;
}

TEST_F(LabTest, TablesWithoutEntityShowVisibleRows) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  const auto answer = ask(*lab, "SELECT town, code FROM places ORDER BY code");
  EXPECT_EQ(answer.at("verdict"), "released") << answer;
  EXPECT_EQ(answer.at("rows"), (json::array{json::array{"east", "07"}, json::array{"west", "08"}}));
}

TEST_F(LabTest, ALineThatIsNoRequestIsRefusedByNumberAndTheBatchGoesOn) {
  auto lab = Lab::open(options());
  ASSERT_TRUE(lab);
  const auto bad = lab->answer_line("not json", 4);
  ASSERT_TRUE(bad);
  EXPECT_THAT(*bad, HasSubstr("\"verdict\":\"refused\""));
  EXPECT_THAT(*bad, HasSubstr("line 4"));
  const auto good = lab->answer_line(R"({"id": 1, "sql": "SELECT COUNT(*) FROM people"})", 5);
  ASSERT_TRUE(good);
  EXPECT_THAT(*good, HasSubstr("\"rows\":[[23]]"));
}

TEST_F(LabTest, AnInputWithoutATableInThePolicyIsRefused) {
  auto more = options();
  more.inputs.push_back("persons=" + dir_.path("people.csv"));
  const auto error = refused(more);
  EXPECT_EQ(error.code, ErrorCode::config_invalid);
  EXPECT_THAT(error.hint, HasSubstr("'persons'"));
}

TEST_F(LabTest, APolicyColumnThatTheInputLacksIsRefusedWithFileAndLine) {
  dir_.write("people.csv", "id,name,town,income\n1,n,a,2\n");
  const auto error = refused(options());
  EXPECT_EQ(error.code, ErrorCode::config_invalid);
  EXPECT_THAT(error.at, HasSubstr("policy.yaml line 3"));
  EXPECT_THAT(error.hint, HasSubstr("'pid'"));
}

TEST_F(LabTest, AColumnThatThePolicyHidesMayBeMissing) {
  dir_.write("people.csv", "pid,town,income\n1,a,2\n");
  EXPECT_TRUE(Lab::open(options()));
}

TEST_F(LabTest, ABadInputIsNamed) {
  dir_.write("people.csv", "pid,name,town,income\n1,2\n");
  EXPECT_THAT(refused(options()).at, HasSubstr("people.csv: row 2"));
  auto gone = options();
  gone.inputs[0] = "people=" + dir_.path("gone.csv");
  EXPECT_THAT(refused(gone).at, HasSubstr("gone.csv"));
}

TEST_F(LabTest, TheSameInputTwiceIsRefused) {
  auto twice = options();
  twice.inputs.push_back(twice.inputs[0]);
  EXPECT_EQ(refused(twice).code, ErrorCode::state_already_exists);
}

TEST_F(LabTest, ASecondProcessOnTheSameStateIsRefused) {
  const auto first = Lab::open(options());
  ASSERT_TRUE(first);
  EXPECT_EQ(refused(options()).code, ErrorCode::store_locked);
}

}  // namespace
}  // namespace gongshu::lab::test
