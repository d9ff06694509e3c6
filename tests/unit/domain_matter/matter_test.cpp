// Matters: who may act, in which order, with what, and by when.
#include <random>

#include "domain/matter/checks.h"
#include "support.h"

namespace gongshu::domain::matter::test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(Matter, RoundTripsAndReplays) {
  expect_round_trips<MatterSubject>();
  expect_registered<MatterSubject>();
}

TEST(Matter, TheOpeningActOpensIt) {
  const auto run = announced();
  EXPECT_EQ(run.state.status, "announced");
  EXPECT_EQ(run.state.about->id, "pla-1");
  EXPECT_EQ(run.state.about_org, "org-owner");
  EXPECT_EQ(run.state.org, "org-ag");
  EXPECT_THAT(run.applied, ElementsAre("TT-01"));
  EXPECT_TRUE(is_public(run.state));
  EXPECT_EQ(keys_of(run.state).at("procedure_about"), "selection operation_plan/pla-1");
  EXPECT_THAT(steps(todos_of(run.state)), ElementsAre("act.apply|operator||", "act.settle|implementing_agency||", "act.choose|implementing_agency|org-ag|"));
}

TEST(Matter, WhatIsMissingIsSaidAtOnce) {
  Played run;
  auto c = selection();
  c.items = json::object{{"closes_on", "2026-03-10"}};
  auto context = run.context(kAgency);
  const auto refused = open(procedure("selection"), c, run.facts, context);
  EXPECT_RULE(refused, rule_item_missing, "/items/budget", "TT-01");
  EXPECT_THAT(refused.error().hint, HasSubstr("“预算” / budget (budget), notice_days, open"));
  EXPECT_EQ(refused.error().article, "第一条");
}

TEST(Matter, EachItemIsOfItsType) {
  for (const auto& [key, value, expected] : std::initializer_list<std::tuple<const char*, json::value, const char*>>{
           {"budget", 7, "input.wrong_type /items/budget"},
           {"budget", "一", "input.too_short /items/budget"},
           {"budget", json::value(std::string(4001, 'a')), "input.too_long /items/budget"},
           {"budget", "   ", "input.too_short /items/budget"},
           {"closes_on", "2026-02-30", "input.bad_date /items/closes_on"},
           {"notice_days", "5", "input.wrong_type /items/notice_days"},
           {"open", "yes", "input.wrong_type /items/open"},
           {"surplus", "x", "input.unknown_field /items/surplus"}}) {
    Played run;
    auto c = selection();
    (*c.items)[key] = value;
    EXPECT_EQ(run.open(kAgency, c), expected);
  }
  auto run = announced();
  EXPECT_EQ(run.act(kOperator, "apply", {{"bidder", "org-nobody"}}), "state.not_found /items/bidder");
  run.day = "2026-03-11";
  EXPECT_EQ(run.act(kAgency, "choose", {{"verdict", "perhaps"}}), "rule.order TT-01 /act");
}

TEST(Matter, OpeningNeedsARecordThatIsThere) {
  Played run;
  auto c = selection();
  c.about.reset();
  EXPECT_EQ(run.open(kAgency, c), "input.missing_field /about");
  c = selection();
  run.facts.about_exists = false;
  EXPECT_EQ(run.open(kAgency, c), "state.not_found /about");
  Played drill;
  OpenMatter d;
  d.procedure = "drill";
  d.about = "pla-1";
  EXPECT_EQ(drill.open(kOperator, d), "input.unknown_field /about");
  d.about.reset();
  d.act = "cancel";
  EXPECT_EQ(drill.open(kOperator, d), "input.bad_choice /act");
  OpenMatter report;
  report.procedure = "report";
  EXPECT_EQ(drill.open(kOperator, report), "state.not_allowed TT-01 /procedure");
}

TEST(Matter, OnlyWhoeverThePackNamesActs) {
  Played run;
  EXPECT_EQ(run.open(kOperator, selection()), "auth.forbidden TT-01");
  EXPECT_EQ(run.open(kNode, selection()), "auth.forbidden TT-01");
  run = announced();
  EXPECT_EQ(run.act(kAgency, "apply", {{"bidder", "org-op"}}), "auth.forbidden TT-01");
  EXPECT_EQ(run.act(kAgency, "lapse"), "auth.forbidden TT-01");
  EXPECT_EQ(run.act(kAgency, "fly"), "input.bad_choice /act");
  EXPECT_EQ(run.act(kAgency, "announce"), "state.not_allowed TT-01 /status");
  EXPECT_EQ(run.act(kAgency, "decide"), "state.not_allowed TT-01 /status");
}

TEST(Matter, AnActOutOfOrderTellsTheRuleTheArticleAndWhatComesNext) {
  auto run = announced();
  auto context = run.context(kAgency);
  ActOnMatter c;
  c.act = "decide";
  const auto refused = act(run.state, c, run.facts, context);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().rule, "TT-01");
  EXPECT_EQ(refused.error().article, "第一条");
  EXPECT_THAT(refused.error().hint, HasSubstr("status is announced; next: “申请” / Apply (apply) by operator"));
  Played asked;
  OpenMatter opinion;
  opinion.procedure = "opinion";
  EXPECT_EQ(asked.open(kOperator, opinion), "passed");
  EXPECT_THAT(next_steps(asked.state), HasSubstr("the opinion of expert_panel"));
}

TEST(Matter, DocumentsAreOfTheirKindAndValid) {
  for (const auto& [change, expected] : std::initializer_list<std::pair<std::function<void(Played&, OpenMatter&)>, const char*>>{
           {[](Played&, OpenMatter& c) { c.evidence.reset(); }, "rule.evidence_missing TT-01 /evidence/plan_text"},
           {[](Played& r, OpenMatter&) { r.facts.documents.clear(); }, "rule.evidence_missing TT-01 /evidence/plan_text"},
           {[](Played& r, OpenMatter&) { r.facts.documents["doc-1"].kind = "minutes"; }, "rule.evidence_missing TT-01 /evidence/plan_text"},
           {[](Played& r, OpenMatter&) { r.facts.documents["doc-1"].valid_until = "2026-03-01"; }, "rule.evidence_missing TT-01 /evidence/plan_text"},
           {[](Played& r, OpenMatter&) { r.facts.documents["doc-1"].valid_until = "2026-03-02"; }, "passed"},
           {[](Played&, OpenMatter& c) { (*c.evidence)["minutes"] = "doc-1"; }, "input.unknown_field /evidence/minutes"},
           {[](Played&, OpenMatter& c) { c.decision = "dec-1"; }, "input.unknown_field /decision"}}) {
    Played run;
    auto c = selection();
    change(run, c);
    EXPECT_EQ(run.open(kAgency, c), expected);
  }
}

TEST(Matter, LateAndRepeatedApplicationsAreRefused) {
  auto run = announced();
  run.day = "2026-03-10";
  EXPECT_EQ(run.act(kOperator, "apply", {{"bidder", "org-op"}}), "passed");
  EXPECT_EQ(run.act(kOperator, "apply", {{"bidder", "org-op"}}), "state.already_exists TT-01 /act");
  EXPECT_EQ(run.act(kOther, "apply", {{"bidder", "org-op2"}, {"note", nullptr}}), "passed");
  EXPECT_FALSE(run.state.done.back().items.contains("note"));
  run.day = "2026-03-11";
  EXPECT_EQ(run.act(kFinance, "apply"), "auth.forbidden TT-01");
  auto late = announced();
  late.day = "2026-03-11";
  EXPECT_EQ(late.act(kOperator, "apply", {{"bidder", "org-op"}}), "rule.deadline_passed TT-01 /act");
}

TEST(Matter, NotBeforeItsTimeNorWithoutWhatComesFirst) {
  auto run = announced();
  EXPECT_EQ(run.act(kAgency, "choose", {{"verdict", "found"}}), "rule.order TT-01 /act");  // nobody applied
  EXPECT_EQ(run.act(kOperator, "apply", {{"bidder", "org-op"}}), "passed");
  run.day = "2026-03-10";
  EXPECT_EQ(run.act(kAgency, "choose", {{"verdict", "found"}}), "rule.order TT-01 /act");  // the closing day is not over
  run.day = "2026-03-11";
  EXPECT_EQ(run.act(kAgency2, "choose", {{"verdict", "found"}}), "auth.forbidden TT-01");  // another agency announced
  EXPECT_EQ(run.act(kAgency, "choose", {{"verdict", "none"}}), "rule.reason_missing TT-01 /reason");
  EXPECT_EQ(run.act(kAgency, "choose", {{"verdict", "found"}}), "passed");
  EXPECT_EQ(run.state.status, "chosen");
}

TEST(Matter, DecidingAsksForEverything) {
  const auto decide = [](Played run, auto change) {
    ActOnMatter c;
    c.act = "decide";
    c.decision = "dec-1";
    change(run, c);
    return run.act(kAgency, c);
  };
  const auto nothing = [](Played&, ActOnMatter&) {};
  EXPECT_EQ(decide(chosen(), nothing), "passed");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.others.clear(); }), "rule.order TT-01 /act");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.others = {{"drill", "held", noon("2025-03-01")}}; }), "rule.order TT-01 /act");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.others[0].status = "planned"; }), "rule.order TT-01 /act");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.decision.reset(); }), "rule.evidence_missing TT-01 /decision");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.decision->confirmed = false; }), "rule.evidence_missing TT-01 /decision");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.decision->outcome = "refused"; }), "rule.evidence_missing TT-01 /decision");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.decision->kind = "finance_opinion"; }), "rule.evidence_missing TT-01 /decision");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.decision->subject = "matter/mat-2"; }), "rule.evidence_missing TT-01 /decision");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.facts.decision->subject = "operation_plan/pla-1"; }), "passed");
  EXPECT_EQ(decide(chosen(), [](Played& r, ActOnMatter&) { r.day = "2026-03-09"; }), "rule.order TT-01 /act");  // five working days are not over
  EXPECT_EQ(decide(chosen(), [](Played&, ActOnMatter& c) { c.thread = "objection-1"; }), "input.unknown_field /thread");
}

TEST(Matter, OpenObjectionsBlock) {
  auto run = chosen();
  EXPECT_EQ(run.act(kFinance, "object", {{"grounds", "程序有误"}}), "passed");
  EXPECT_EQ(run.act(kExpert, "object", {{"grounds", "评分有误"}}), "passed");
  ActOnMatter decide;
  decide.act = "decide";
  decide.decision = "dec-1";
  EXPECT_EQ(run.act(kAgency, decide), "rule.order TT-01 /threads");
  ActOnMatter settle;
  settle.act = "settle";
  settle.reason = "核实无误";
  settle.basis = "第一条";
  EXPECT_EQ(run.act(kAgency, settle), "input.missing_field /thread");
  settle.thread = "objection-7";
  EXPECT_EQ(run.act(kAgency, settle), "state.not_found /thread");
  settle.thread = "objection-1";
  EXPECT_EQ(run.act(kAgency, settle), "passed");
  EXPECT_EQ(run.act(kAgency, decide), "rule.order TT-01 /threads");
  settle.thread.reset();  // only one is left
  EXPECT_EQ(run.act(kAgency, settle), "passed");
  EXPECT_EQ(run.act(kAgency, settle), "state.not_found /thread");
  EXPECT_EQ(run.act(kAgency, decide), "passed");
  EXPECT_EQ(run.state.status, "decided");
}

TEST(Matter, NobodySettlesTheirOwnObjection) {
  auto run = chosen();
  EXPECT_EQ(run.act(kAgency, "object", {{"grounds", "程序有误"}}), "passed");
  ActOnMatter settle;
  settle.act = "settle";
  settle.reason = "核实无误";
  settle.basis = "第一条";
  EXPECT_EQ(run.act(kAgency, settle), "auth.same_person TT-01");
  EXPECT_EQ(run.act(kAgency2, settle), "passed");
}

TEST(Matter, ClocksStartWithTheActAndStopWithTheirOwn) {
  auto run = announced();
  ASSERT_EQ(run.state.clocks.size(), 1u);
  EXPECT_EQ(run.state.clocks[0].due, "2026-04-01");
  EXPECT_EQ(run.state.clocks[0].near, "2026-03-27");  // three working days before
  run = chosen();
  ASSERT_EQ(run.state.clocks.size(), 1u);
  EXPECT_EQ(run.state.clocks[0].due, "2026-04-10");  // counted again from the choice
  EXPECT_THAT(steps(todos_of(run.state)), Contains("act.decide|implementing_agency||2026-04-10"));
  EXPECT_THAT(clocks_of(run.state)[0].day, "2026-04-10");
  ActOnMatter decide;
  decide.act = "decide";
  decide.decision = "dec-1";
  EXPECT_EQ(run.act(kAgency, decide), "passed");
  EXPECT_THAT(run.state.clocks, IsEmpty());
}

TEST(Matter, WhatIsOverdueLapsesOnce) {
  auto run = chosen();
  run.day = "2026-04-10";
  EXPECT_EQ(run.tick("decide"), "passed");
  EXPECT_EQ(run.state.status, "chosen");  // its last day is not over
  run.day = "2026-04-11";
  EXPECT_EQ(run.tick("apply"), "passed");
  EXPECT_EQ(run.state.status, "chosen");
  EXPECT_EQ(run.tick("decide"), "passed");
  EXPECT_EQ(run.state.status, "failed");
  EXPECT_EQ(run.state.done.back().act, "lapse");
  const auto acts = run.state.done.size();
  EXPECT_EQ(run.tick("decide"), "passed");
  EXPECT_EQ(run.state.done.size(), acts);
  EXPECT_EQ(run.act(kAgency, "decide"), "state.not_allowed TT-01 /status");
}

TEST(Matter, TheNodeExpectsAReportOfEveryPeriod) {
  Played run;
  auto context = run.context(kNode);
  EXPECT_EQ(run.take(context, expect(procedure("report"), "org-op", "2025Q4", *parse_date("2025-12-31"), context)), "passed");
  EXPECT_EQ(run.state.status, "expected");
  EXPECT_EQ(run.state.clocks.at(0).due, "2026-01-31");
  EXPECT_THAT(steps(todos_of(run.state)), ElementsAre("act.submit|operator|org-op|2026-01-31"));
  run.day = "2026-01-31";
  EXPECT_EQ(run.tick("submit"), "passed");
  EXPECT_FALSE(run.state.clocks.at(0).fired);
  run.day = "2026-02-01";
  EXPECT_EQ(run.tick("submit"), "passed");
  EXPECT_TRUE(run.state.clocks.at(0).fired);
  EXPECT_EQ(run.state.status, "expected");
  EXPECT_EQ(run.act(kOther, "submit", {{"results", "成效"}}), "auth.forbidden TT-01");
  EXPECT_EQ(run.act(kOperator, "submit", {{"results", "成效"}}), "passed");
  EXPECT_EQ(run.state.status, "submitted");
  EXPECT_EQ(run.act(kOperator, "submit", {{"results", "成效"}}), "state.not_allowed TT-01 /status");
}

TEST(Matter, AReviewerWithAConflictStandsAsideAndAnotherGivesTheOpinion) {
  Played run;
  OpenMatter c;
  c.procedure = "opinion";
  EXPECT_EQ(run.open(kOperator, c), "passed");
  EXPECT_EQ(run.review(kExpert, "expert_panel", "recuse"), "passed");
  EXPECT_EQ(run.state.status, "asked");
  EXPECT_EQ(run.review(kExpert, "expert_panel", "pass"), "rule.refused TT-01 /person");
  EXPECT_EQ(run.review({"per-ex2", "org-ex", {"expert_panel"}}, "expert_panel", "pass"), "passed");
  EXPECT_EQ(run.review(kFinance, "finance", "pass"), "passed");
  EXPECT_EQ(run.state.status, "agreed");
}

TEST(Matter, AReviewMovesItOn) {
  Played run;
  OpenMatter c;
  c.procedure = "opinion";
  EXPECT_EQ(run.open(kOperator, c), "passed");
  EXPECT_EQ(run.review(kFinance, "finance", "pass"), "rule.order TT-01 /role");
  EXPECT_EQ(run.review(kExpert, "finance", "pass"), "auth.forbidden");
  EXPECT_EQ(run.review(kExpert, "expert_panel", "pass"), "passed");
  EXPECT_EQ(run.state.status, "asked");
  EXPECT_EQ(run.review(kFinance, "finance", "send_back"), "passed");
  EXPECT_EQ(run.state.status, "back");
  EXPECT_EQ(run.review(kFinance, "finance", "pass"), "state.not_allowed TT-01 /review");
  EXPECT_EQ(run.act(kOther, "again"), "auth.forbidden TT-01");
  EXPECT_EQ(run.act(kOperator, "again"), "passed");
  EXPECT_EQ(run.review({"per-op", "org-x", {"expert_panel"}}, "expert_panel", "pass"), "auth.own_work TT-01 /person");
  EXPECT_EQ(run.review(kExpert, "expert_panel", "pass"), "passed");
  EXPECT_EQ(run.review(kFinance, "finance", "refuse"), "passed");
  EXPECT_EQ(run.state.status, "declined");
  EXPECT_THAT(todos_of(run.state), IsEmpty());
}

TEST(Matter, AMatterOpensAnotherWithItsItems) {
  Played run;
  auto context = run.context(kNode);
  const json::object items{{"budget", "一千万元"}, {"unknown", "x"}};
  EXPECT_EQ(run.take(context, open_by_node(procedure("selection"), About{"operation_plan", "pla-1"}, "org-owner", items, context)), "passed");
  EXPECT_EQ(run.state.status, "announced");
  EXPECT_EQ(run.state.done[0].items, (json::object{{"budget", "一千万元"}}));
  EXPECT_EQ(run.state.done[0].person, "node");
}

/// What always holds, whatever was tried.
void expect_sound(const Played& run) {
  const auto& m = run.state;
  const auto known = m.definition.states();
  ASSERT_THAT(known, Contains(m.status));
  ASSERT_FALSE(m.done.empty());
  EXPECT_EQ(m.done.front().act, "announce");
  EXPECT_EQ(m.status, m.done.back().status);
  EXPECT_TRUE(!ended(m) || m.clocks.empty());
  std::set<std::string> clocks, bidders;
  for (const auto& c : m.clocks) EXPECT_TRUE(clocks.insert(c.act).second);
  std::map<std::string, int> times;
  for (const auto& d : m.done) {
    ++times[d.act];
    EXPECT_TRUE(d.act != "apply" || bidders.insert(d.org).second) << "an organisation applied twice";
    EXPECT_TRUE(d.act != "decide" || open_threads(m, "objection").empty());
  }
  EXPECT_LE(times["choose"], 2);
  EXPECT_LE(times["decide"], 1);
  for (std::size_t i = 1; i < m.done.size(); ++i) EXPECT_LE(m.done[i - 1].time, m.done[i].time);
}

TEST(Matter, AnySequenceOfActsRefusesOrKeepsTheInvariants) {
  std::mt19937 random(20260302);
  const Who people[] = {kAgency, kAgency2, kOperator, kOther, kExpert, kFinance, kNode};
  const char* acts[] = {"announce", "apply", "object", "settle", "choose", "decide", "lapse"};
  int passed = 0, refused = 0, ended_runs = 0;
  for (int i = 0; i < 400; ++i) {
    auto run = announced();
    auto day = std::chrono::sys_days(*parse_date("2026-03-02"));
    for (int step = 0; step < 25; ++step) {
      day += std::chrono::days(random() % 4);
      run.day = to_text(Date(day));
      ActOnMatter c;
      c.act = acts[random() % std::size(acts)];
      json::object items;
      if (c.act == "apply") items["bidder"] = "org-op";
      if (c.act == "object") items["grounds"] = "程序有误";
      if (c.act == "choose") items["verdict"] = random() % 4 ? "found" : "none";
      if (random() % 8 == 0) items["bidder"] = "org-op2";
      c.items = items;
      if (c.act == "decide" && random() % 4) c.decision = "dec-1";
      if (random() % 4) {
        c.reason = "理由";
        c.basis = "依据";
      }
      if (random() % 3 == 0) c.thread = "objection-" + std::to_string(1 + random() % 3);
      const auto before = write(run.state);
      const auto said_ = random() % 6 == 0 ? run.tick("decide") : run.act(people[random() % std::size(people)], c);
      (said_ == "passed" ? passed : refused) += 1;
      ASSERT_TRUE(said_ == "passed" || write(run.state) == before) << "a refusal changed the matter";
      expect_sound(run);
    }
    ended_runs += ended(run.state);
  }
  EXPECT_GT(passed, 500);
  EXPECT_GT(refused, 1000);
  EXPECT_GT(ended_runs, 50);
}

}  // namespace
}  // namespace gongshu::domain::matter::test
