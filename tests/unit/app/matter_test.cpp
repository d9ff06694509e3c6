// Matters in a node: clocks that act, what they effect, matters of every period, and gates before operations.
#include <gmock/gmock.h>

#include "matter_world.h"

namespace gongshu::app {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

class MatterTest : public MatterWorld {};

TEST_F(MatterTest, AnOverdueRectificationStopsTheOperatorOnce) {
  const auto id = open_matter("evaluation", kAuthority, "org-op", {{"problem", "日志不全"}, {"rectify_by", "2026-03-10"}});
  EXPECT_THAT(matter(id).told, ElementsAre("org-ag"));
  EXPECT_EQ(tick("2026-03-10"), 0u);
  EXPECT_THAT(stops(), IsEmpty());
  EXPECT_EQ(tick("2026-03-11"), 1u);
  EXPECT_EQ(matter(id).status, "suspended");
  ASSERT_THAT(stops(), SizeIs(1));
  EXPECT_EQ(stops()[0].scope_kind, "operator");
  EXPECT_EQ(stops()[0].scope_id, "org-op");
  EXPECT_EQ(stops()[0].reason, "逾期未改 / overdue");
  EXPECT_EQ(stops()[0].ordered_by, "node");
  EXPECT_GT(node_->epoch(), 0u);  // a stop is a policy event
  EXPECT_EQ(tick("2026-03-12"), 0u);
  EXPECT_THAT(stops(), SizeIs(1));
  // The interview it opened took over the problem.
  const auto interviews = matters("interview");
  ASSERT_THAT(interviews, SizeIs(1));
  EXPECT_EQ(interviews[0].state.done[0].items.at("problem"), "日志不全");
  EXPECT_EQ(interviews[0].state.about_org, "org-op");
  act(id, kOperator, "rectify", {{"measures", "补齐日志"}});
  act(id, kAuthority, "close");
  EXPECT_EQ(stops()[0].status, domain::supervision::StopStatus::lifted);
  EXPECT_THAT(matter(id).stops, IsEmpty());
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(MatterTest, MissedClocksFireOnceAndInOrderWhenTheNodeComesBack) {
  std::vector<std::string> ids;
  for (const char* day : {"2026-03-12", "2026-03-10", "2026-03-11"})
    ids.push_back(open_matter("evaluation", kAuthority, "org-op", {{"problem", "问题"}, {"rectify_by", day}}));
  node_.reset();
  move_to("2026-03-20");
  start();  // acts before anybody is answered
  auto found = stops();
  ASSERT_THAT(found, SizeIs(3));
  std::vector<std::string> order;
  for (const auto& s : found) order.push_back(s.measures);
  EXPECT_THAT(order, ElementsAre("matter/" + ids[1], "matter/" + ids[2], "matter/" + ids[0]));
  start();
  EXPECT_THAT(stops(), SizeIs(3));
}

TEST_F(MatterTest, EveryPeriodHasItsReport) {
  EXPECT_THAT(matters("report"), IsEmpty());  // nobody was there when the last quarter ended
  tick("2026-03-31");
  EXPECT_THAT(matters("report"), IsEmpty());
  tick("2026-04-01");
  auto found = matters("report");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_EQ(found[0].state.period, "2026Q1");
  EXPECT_EQ(found[0].state.about_org, "org-op");
  EXPECT_EQ(found[0].state.clocks[0].due, "2026-04-30");
  tick("2026-04-02");
  start();
  EXPECT_THAT(matters("report"), SizeIs(1));
  put<Organisations>(*node_, kAuthority, "org-op2", {organisation("后来的公司")});
  tick("2026-10-05");  // two quarters at once, for both
  found = matters("report");
  std::vector<std::string> all;
  for (const auto& m : found) all.push_back(*m.state.period + " " + m.state.about_org);
  EXPECT_THAT(all, ElementsAre("2026Q1 org-op", "2026Q2 org-op", "2026Q2 org-op2", "2026Q3 org-op", "2026Q3 org-op2"));
  const auto draft = run(call("draftMatter", kOperator, {}, {{"id", found[0].id}}));
  ASSERT_TRUE(draft) << describe(draft.error());
  EXPECT_EQ(draft->body.at("from"), "2026-01-01");
  EXPECT_EQ(draft->body.at("to"), "2026-03-31");
  EXPECT_THAT(std::string(draft->body.at("sections").at("results").as_string()), HasSubstr("数据产品共 0 项"));
  EXPECT_FALSE(run(call("draftMatter", kDeveloper, {}, {{"id", found[0].id}})));
  act(found[0].id, kOperator, "submit", {{"results", "成效良好"}});
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(MatterTest, ListsByProcedureAndRecord) {
  open_matter("evaluation", kAuthority, "org-op", {{"problem", "问题"}, {"rectify_by", "2026-03-10"}});
  open_matter("interview", kAuthority, "org-ag", {{"problem", "问题"}});
  const auto rows = [&](std::map<std::string, std::string> query, const domain::Actor& actor = kAuthority) {
    auto c = call("listMatters", actor, {});
    c.query = std::move(query);
    return run(c)->body.at("rows").as_array();
  };
  EXPECT_THAT(rows({}), SizeIs(2));
  EXPECT_THAT(rows({{"procedure", "interview"}}), SizeIs(1));
  EXPECT_THAT(rows({{"about", "organisation/org-op"}}), SizeIs(1));
  EXPECT_THAT(rows({{"about", "organisation/org-op"}, {"procedure", "interview"}}), IsEmpty());
  EXPECT_THAT(rows({{"status", "called"}}), SizeIs(1));
  EXPECT_FALSE(rows({})[0].as_object().contains("definition"));
  EXPECT_THAT(rows({}, kOperator), SizeIs(1));  // its own
  EXPECT_THAT(rows({}, kDeveloper), IsEmpty());
}

TEST_F(MatterTest, AGateBarsWhileTheMatterStands) {
  const auto deposit = call("depositDocument", kOperator, {});
  EXPECT_EQ(gated(deposit), "passed");
  const auto id = open_matter("evaluation", kAuthority, "org-op", {{"problem", "问题"}, {"rectify_by", "2026-03-10"}});
  EXPECT_EQ(gated(deposit), "passed");
  tick("2026-03-11");
  EXPECT_EQ(gated(deposit), "rule.refused TT-01");
  EXPECT_EQ(gated(call("depositDocument", kAgency, {})), "passed");  // another organisation
  act(id, kOperator, "rectify", {{"measures", "补齐日志"}});
  EXPECT_EQ(gated(deposit), "passed");
  EXPECT_EQ(gated(call("openMatter", kOperator, {})), "no gate");
}

TEST_F(MatterTest, AGateOpensForTheRightMatterInTime) {
  const auto rename = [&](const char* org, const char* problem) {
    return gated(call("renameThing", kAgency, {{"org", org}, {"problem", problem}}));
  };
  EXPECT_EQ(rename("org-op", "问题"), "rule.order TT-02");
  const auto id = open_matter("interview", kAuthority, "org-op", {{"problem", "问题"}});
  EXPECT_EQ(rename("org-op", "问题"), "rule.order TT-02");
  act(id, kAuthority, "hold");
  EXPECT_EQ(rename("org-op", "问题"), "passed");
  EXPECT_EQ(rename("org-op", "别的"), "rule.order TT-02");
  EXPECT_EQ(rename("org-ag", "问题"), "rule.order TT-02");
  EXPECT_EQ(gated(call("renameThing", kAgency, {})), "rule.order TT-02");  // the call names no record
  move_to("2026-06-02");
  EXPECT_EQ(rename("org-op", "问题"), "passed");
  move_to("2026-06-03");
  EXPECT_EQ(rename("org-op", "问题"), "rule.order TT-02");
}

TEST_F(MatterTest, ARefusalTellsWhatComesNext) {
  open_matter("interview", kAuthority, "org-op", {{"problem", "问题"}});
  const auto c = call("renameThing", kAgency, {{"org", "org-op"}});
  GateScope scope(*node_->part<Gates>().before("renameThing"), c);
  const auto status = node_->execute(c.actor, c.operation, [](Tx&) { return Status(); });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().at, "/org");
  EXPECT_EQ(status.error().article, "第二条");
  EXPECT_THAT(status.error().hint, HasSubstr("“约谈” / Interview (interview) in held, within 3 months"));
  EXPECT_THAT(status.error().hint, HasSubstr("is called, next: act.hold by competent_authority"));
}

TEST_F(MatterTest, APrincipleYieldsToAnApprovedException) {
  const auto soft = call("softThing", kAgency, {{"org", "org-op"}});
  EXPECT_EQ(gated(soft), "rule.order TT-03");
  EXPECT_EQ(gated(call("softThing", kAgency, {{"org", "org-op"}, {"kind", "small"}})), "passed");
  using namespace domain::evidence;
  put<RuleExceptionSubject>(*node_, kAgency, "exc-1",
                            {ExceptionRequested{{"TT-03", "organisation/org-op", "情况特殊，另行安排约谈", {}}}});
  EXPECT_EQ(gated(soft), "rule.order TT-03");  // asked for is not approved
  put<RuleExceptionSubject>(*node_, kAuthority, "exc-1", {ExceptionApproved{"同意"}});
  EXPECT_EQ(gated(soft), "passed");
  EXPECT_EQ(gated(call("softThing", kAgency, {{"org", "org-ag"}})), "rule.order TT-03");  // another record
  put<RuleExceptionSubject>(
      *node_, kAgency, "exc-2",
      {ExceptionRequested{{"TT-02", "organisation/org-ag", "情况特殊，另行安排约谈", {}}}, ExceptionApproved{"同意"}});
  EXPECT_EQ(gated(call("softThing", kAgency, {{"org", "org-ag"}})), "rule.order TT-03");    // another rule
  EXPECT_EQ(gated(call("renameThing", kAgency, {{"org", "org-ag"}})), "rule.order TT-02");  // must-rules know no exception
}

TEST_F(MatterTest, EncouragementIsAHint) {
  EXPECT_EQ(gated(call("hintThing", kAgency, {{"org", "org-op"}})), "passed");
  EXPECT_THAT(hints_, ElementsAre("TT-04"));
  act(open_matter("interview", kAuthority, "org-op", {{"problem", "问题"}}), kAuthority, "hold");
  EXPECT_EQ(gated(call("hintThing", kAgency, {{"org", "org-op"}})), "passed");
  EXPECT_THAT(hints_, IsEmpty());
}

TEST_F(MatterTest, AGateLooksThroughRecords) {
  domain::evidence::Document document;
  document.kind = "minutes";
  put<domain::evidence::DocumentSubject>(*node_, kOperator, "doc-1", {domain::evidence::DocumentDeposited{document}});
  const auto lookup = [&](const char* kind) { return gated(call("lookupThing", kAgency, {{"kind", kind}}, {{"id", "doc-1"}})); };
  EXPECT_EQ(lookup("small"), "passed");
  EXPECT_EQ(lookup("big"), "rule.order TT-02");
  act(open_matter("interview", kAuthority, "org-op", {{"problem", "问题"}}), kAuthority, "hold");
  EXPECT_EQ(lookup("big"), "passed");
  EXPECT_EQ(gated(call("lookupThing", kAgency, {{"kind", "big"}}, {{"id", "doc-9"}})), "rule.order TT-02");
}

TEST_F(MatterTest, GateRefusalsAreCountedByRule) {
  (void)gated(call("renameThing", kAgency, {}));
  (void)gated(call("renameThing", kAgency, {}));
  EXPECT_THAT(row_text(*node_, "rule_count", "TT-02"), HasSubstr("\"refused\":2"));
}

TEST_F(MatterTest, AChangedClockOrKeyIsFound) {
  const auto id = open_matter("evaluation", kAuthority, "org-op", {{"problem", "问题"}, {"rectify_by", "2026-03-10"}});
  node_.reset();
  EXPECT_VERIFIED(data_);
  for (const char* sql : {"UPDATE due SET day = '2027-03-10' WHERE kind = 'matter'", "DELETE FROM due WHERE kind = 'matter'",
                          "INSERT INTO due VALUES ('2026-01-01', 'matter', 'mat-none', 'act.x')",
                          "UPDATE row_key SET value = 'none' WHERE name = 'procedure'"}) {
    const auto copy = dir_ / ("copy-" + std::to_string(std::hash<std::string>{}(sql)));
    std::filesystem::copy(data_, copy, std::filesystem::copy_options::recursive);
    {
      auto db = *store::Database::open(copy / "gongshu.db", store::Mode::read_write);
      ASSERT_TRUE(db.exec(sql)) << sql;
    }
    const auto report = verified(copy);
    EXPECT_FALSE(report.ok()) << sql;
    if (!report.ok()) {
      EXPECT_THAT(report.first_bad->what, HasSubstr("lookup")) << sql;
    }
  }
}

TEST_F(MatterTest, NearAndOverdueStepsEscalate) {
  open_matter("interview", kAuthority, "org-op", {{"problem", "问题"}});  // to be held within five working days: 2026-03-09
  const auto todo = [&](const domain::Actor& actor) -> json::object {
    const auto rows = run(call("listTodos", actor, {}))->body.at("rows").as_array();
    for (const auto& row : rows)
      if (row.at("step").as_string() == "act.hold") return row.as_object();
    return {};
  };
  EXPECT_FALSE(todo(kAuthority).contains("state"));
  EXPECT_EQ(todo(kAuthority).at("due"), "2026-03-09");
  move_to("2026-03-07");  // a third of the time before
  EXPECT_EQ(todo(kAuthority).at("state"), "near");
  tick("2026-03-10");
  EXPECT_EQ(todo(kAuthority).at("state"), "overdue");
  EXPECT_EQ(todo(kAuthority).at("working_days_left"), -1);
  EXPECT_EQ(todo(kAuthority).at("escalated_to"), json::array{"competent_authority"});
  EXPECT_TRUE(todo(kOperator).empty());
}

}  // namespace
}  // namespace gongshu::app
