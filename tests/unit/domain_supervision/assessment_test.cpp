// What the text has stopped, how far a stop reaches, and who assesses before it is lifted.
#include "../support/local_pack.h"
#include "../support/said.h"
#include "domain/supervision/decide.h"
#include "domain/supervision/points.h"

namespace gongshu::domain::supervision {
namespace {

using test::said;

rules::Rulebook local(const std::string& bind) { return domain::test::local_rulebook({bind}); }
const std::string kBy = "{point: stop.assessment, params: {by: [competent_authority, cyberspace, secrecy]}}";

Context who(const std::string& role, const rules::Rulebook& book, const std::string& person = {}) {
  return test::as(person.empty() ? "per-" + role : person, "org-" + role, {role}, book);
}
StopScope over(std::string kind = "scenario") { return {std::move(kind), "scn-1", "关联风险", "断开接口", false, {}}; }

Stop ordered(const rules::Rulebook& book, const StopScope& scope = over()) {
  Stop s;
  auto c = who("implementing_agency", book);
  test::apply<StopSubject>(s, order(scope, {true, "org-op"}, c), c);
  return s;
}
void assessed(Stop& s, const rules::Rulebook& book, const std::string& role, const std::string& finding) {
  auto c = who(role, book);
  test::apply<StopSubject>(s, assess(s, {role, finding, "已核查", {}}, false, c), c);
}

TEST(LiftingAStop, WaitsForEveryBodyOfThePack) {
  const auto book = local(kBy);
  auto s = ordered(book);
  auto authority = who("competent_authority", book, "per-au2");
  EXPECT_EQ(test::steps(todos_of(s)), (std::vector<std::string>{"assess.competent_authority|competent_authority||",
                                                                "assess.cyberspace|cyberspace||", "assess.secrecy|secrecy||"}));
  EXPECT_EQ(said(lift(s, {"已评估"}, authority)), "rule.review_pending XX-01 /assessments/competent_authority");
  for (const char* role : {"competent_authority", "cyberspace"}) assessed(s, book, role, "resume");
  EXPECT_EQ(said(lift(s, {"已评估"}, authority)), "rule.review_pending XX-01 /assessments/secrecy");
  assessed(s, book, "secrecy", "keep");
  EXPECT_EQ(said(lift(s, {"已评估"}, authority)), "rule.review_pending XX-01 /assessments/secrecy") << "it wants the stop kept";
  assessed(s, book, "secrecy", "resume");
  EXPECT_EQ(s.assessments->size(), 3u) << "the later finding takes the place of the earlier";
  EXPECT_EQ(said(lift(s, {"已评估"}, authority)), "passed");
}

TEST(AnAssessment, IsForTheBodiesNamedAfterTheReports) {
  const auto book = local(kBy + ", {point: incident.report, params: {recipients: [competent_authority]}}");
  auto s = ordered(book);
  auto cyber = who("cyberspace", book), police = who("public_security", book), agency = who("implementing_agency", book);
  EXPECT_EQ(said(assess(s, {"cyberspace", "resume", "已核查", {}}, false, cyber)), "rule.order XX-01 /reports");
  test::apply<StopSubject>(s, report(s, {"competent_authority", {}}, agency), agency);
  EXPECT_EQ(said(assess(s, {"cyberspace", "resume", "已核查", {}}, false, cyber)), "passed");
  EXPECT_EQ(said(assess(s, {"cyberspace", "resume", "已核查", "doc-x"}, false, cyber)), "rule.evidence_missing XX-01 /document");
  EXPECT_EQ(said(assess(s, {"cyberspace", "resume", "已核查", {}}, false, police)), "auth.forbidden");
  EXPECT_EQ(said(assess(s, {"public_security", "resume", "已核查", {}}, false, police)), "input.bad_choice /role");
  auto same = who("cyberspace", book, "per-implementing_agency");
  EXPECT_EQ(said(assess(s, {"cyberspace", "resume", "已核查", {}}, false, same)), "auth.same_person");
  s.status = StopStatus::lifted;
  EXPECT_EQ(said(assess(s, {"cyberspace", "resume", "已核查", {}}, false, cyber)), "state.not_allowed /status");
}

TEST(TheExtentOfAStop, IsThePacksAndNobodyStopsLess) {
  const auto processing = local("{point: stop.scope, params: {extent: processing, scopes: [scenario, resource]}}");
  const auto all = local("{point: stop.scope, params: {extent: all}}");
  EXPECT_FALSE(stops_delivery(ordered(processing)));
  EXPECT_TRUE(stops_delivery(ordered(all)));
  EXPECT_TRUE(stops_delivery(ordered(processing, over("operator")))) << "a scope the text does not name stops whole";
  auto more = over();
  more.extent = "all";
  EXPECT_TRUE(stops_delivery(ordered(processing, more)));
  auto less = over();
  less.extent = "processing";
  auto c = who("implementing_agency", all), silent = who("implementing_agency", local("{point: incident.report}"));
  EXPECT_EQ(said(order(less, {true, "org-op"}, c)), "rule.refused XX-01 /extent");
  EXPECT_EQ(said(order(less, {true, "org-op"}, silent)), "rule.refused /extent") << "the product's own word";
}

TEST(AStopThatTheTextNames, CitesIt) {
  const auto book = local("{point: stop.scope, params: {scopes: [developer]}}");
  auto named = who("implementing_agency", book), other = who("implementing_agency", book);
  ASSERT_TRUE(order(over("developer"), {true, ""}, named));
  EXPECT_TRUE(named.applied().contains("XX-01"));
  ASSERT_TRUE(order(over("product"), {true, ""}, other)) << "anything may be stopped";
  EXPECT_FALSE(other.applied().contains("XX-01"));
}

}  // namespace
}  // namespace gongshu::domain::supervision
