// A pack with three procedures, and short ways to take acts under it.
#pragma once
#include <gmock/gmock.h>

#include "domain/matter/decide.h"
#include "../support/said.h"

namespace gongshu::domain::matter::test {

using namespace gongshu::domain::test;

inline constexpr std::string_view kPack = R"yaml(
id: town
title: {zh: 试, en: test}
issuer: {zh: 试, en: test}
status: trial
roles:
  competent_authority: {zh: 主管部门, en: authority}
  implementing_agency: {zh: 实施机构, en: agency}
  operator: {zh: 运营机构, en: operator}
  expert_panel: {zh: 专家, en: experts}
  finance: {zh: 财政, en: finance}
labels:
  budget: {zh: 预算, en: budget}
chains:
  expert.review:
    steps: [{parallel: [{role: expert_panel}]}, {parallel: [{role: finance}]}]
procedures:
  selection:
    zh: 选定
    en: Selection
    about: operation_plan
    public: [announced]
    ends: [decided, failed]
    acts:
      announce:
        zh: 公告
        en: Announce
        by: implementing_agency
        to: announced
        items: [budget, {name: closes_on, type: date}, {name: notice_days, type: integer}, {name: open, type: boolean}]
        evidence: [plan_text]
        tell: [operator]
      apply:
        zh: 申请
        en: Apply
        by: operator
        from: announced
        items: [{name: bidder, type: organisation}, {name: note, optional: true}]
        before: {act: announce, item: closes_on}
        once_each: organisation
      object:
        zh: 异议
        en: Object
        by: anyone
        from: [announced, chosen]
        opens: objection
        items: [grounds]
      settle:
        zh: 处理
        en: Settle
        by: implementing_agency
        from: any
        closes: objection
        distinct: [object]
        reason: true
      choose:
        zh: 评定
        en: Choose
        by: implementing_agency
        from: announced
        to: {verdict: {found: chosen, none: failed}}
        items: [{name: verdict, type: choice, of: [found, none]}]
        reason: {verdict: [none]}
        same: announce
        done: [apply]
        after: {act: announce, wait: closes_on}
        times: 2
      decide:
        zh: 决定
        en: Decide
        by: [implementing_agency]
        from: chosen
        to: decided
        after: {act: announce, wait: notice_days, unit: working_days}
        clear: [objection]
        decision: government_approval
        needs: [{procedure: drill, states: [held], within: 12 months}]
        due: {within: 30 days, after: [announce, choose], overdue: lapse, escalate: [finance]}
        near: 3 working_days
      lapse:
        zh: 失效
        en: Lapse
        by: clock
        from: any
        to: failed
  drill:
    zh: 演练
    en: Drill
    acts:
      hold: {zh: 演练, en: Hold, by: operator, to: held, rules: [TT-02]}
    ends: [held]
  report:
    zh: 季报
    en: Report
    every: {period: quarter, for: operator, due: 1 months, first: 2026-01-01}
    acts:
      submit: {zh: 报送, en: Submit, by: operator, to: submitted, items: [results]}
      receive: {zh: 接收, en: Receive, by: competent_authority, from: submitted, to: received}
    ends: [received]
  transfer:
    zh: 转办
    en: Transfer
    acts:
      pass: {zh: 转出, en: Pass on, by: implementing_agency, to: passed, items: [{name: receiver, type: organisation}, {name: days, type: integer, min: 1}]}
      redirect: {zh: 改派, en: Redirect, by: implementing_agency, from: passed, items: [{name: receiver, type: organisation}]}
      commend: {zh: 表扬, en: Commend, by: implementing_agency, from: answered, items: [{name: best, type: organisation, took: answer}]}
      close: {zh: 归档, en: Close, by: implementing_agency, from: answered, to: closed}
      answer: {zh: 答复, en: Answer, by: "item:receiver", from: passed, to: answered}
    ends: [closed]
  complaint:
    origin: product_default
    zh: 投诉
    en: Complaint
    acts:
      file: {zh: 提出, en: File, by: anyone, to: filed, items: [grounds]}
    ends: [filed]
  opinion:
    zh: 征询
    en: Consultation
    acts:
      ask:
        zh: 提请
        en: Ask
        by: operator
        to: asked
        chain: {name: expert.review, passed: agreed, refused: declined, returned: back}
      again: {zh: 再提, en: Ask again, by: opener, from: back, to: asked, chain: {name: expert.review, passed: agreed, refused: declined, returned: back}}
    ends: [agreed, declined]
rules:
  - {id: TT-01, article: 第一条, level: must, zh: 甲, en: one, bind: [{point: procedure, params: {run: [selection, report, opinion, transfer]}}]}
  - {id: TT-02, article: 第二条, level: encourage, zh: 乙, en: two, bind: [{point: procedure, params: {run: [drill]}}]}
)yaml";

inline const rules::Rulebook& book() {
  static const rules::Rulebook made = [] {
    auto pack = rules::parse_pack(kPack, "town.yaml", nullptr, {&rules::Registry::process(), rules::UnknownPoints::set_aside, nullptr});
    if (!pack) throw std::runtime_error(describe(pack.error()));
    auto calendar = rules::Calendar::load(GONGSHU_SOURCE_DIR "/rulepacks/calendar");
    return rules::Rulebook(*pack, *calendar);
  }();
  return made;
}

inline rules::Procedure procedure(const char* id) { return rules::resolved(*book().pack(), *rules::find_procedure(*book().pack(), id)); }

inline Instant noon(const char* day) { return start_of(*parse_date(day)) + 12 * 3600 * 1000; }

struct Who {
  std::string person, org;
  std::vector<std::string> roles;
};
inline const Who kAgency{"per-ag", "org-ag", {"implementing_agency"}};
inline const Who kAgency2{"per-ag2", "org-ag2", {"implementing_agency"}};
inline const Who kOperator{"per-op", "org-op", {"operator"}};
inline const Who kOther{"per-op2", "org-op2", {"operator"}};
inline const Who kExpert{"per-ex", "org-ex", {"expert_panel"}};
inline const Who kFinance{"per-fi", "org-fi", {"finance"}};
inline const Who kNode{"node", "", {"node"}};

/// One matter, acted on step by step.
struct Played {
  Matter state;
  Facts facts;
  std::string day = "2026-03-02";
  std::set<std::string> applied;

  Played() {
    facts.id = "mat-1";
    facts.about_org = "org-owner";
    facts.documents["doc-1"] = {"plan_text", {}};
    facts.records = {"organisation/org-op", "organisation/org-op2"};
    facts.decision = DecisionFact{true, "government_approval", "matter/mat-1", "approved"};
    facts.others = {{"drill", "held", noon("2026-02-01")}};
  }

  Context context(const Who& who) const { return Context({who.person, who.org, who.roles, {}}, noon(day.c_str()), book().on(*parse_date(day))); }

  /// "passed", or the refusal; what passed is taken over.
  std::string take(const Who& who, Result<Events> (*decide)(Played&, Context&)) {
    auto c = context(who);
    return take(c, decide(*this, c));
  }
  std::string take(Context& c, const Result<Events>& events) {
    if (!events) return said(events);
    for (const auto& e : *events) MatterSubject::evolve(state, e, {1, c.now, c.actor.person, c.actor.org, "mat-1"});
    applied = c.applied();
    return "passed";
  }
  std::string open(const Who& who, OpenMatter c) {
    auto context_ = context(who);
    return take(context_, matter::open(procedure(c.procedure.c_str()), c, facts, context_));
  }
  std::string act(const Who& who, ActOnMatter c) {
    auto context_ = context(who);
    return take(context_, matter::act(state, c, facts, context_));
  }
  std::string act(const Who& who, std::string name, json::object items = {}) {
    ActOnMatter c;
    c.act = std::move(name);
    c.items = std::move(items);
    return act(who, std::move(c));
  }
  std::string review(const Who& who, const std::string& role, const std::string& verdict) {
    GiveOpinion c;
    c.role = role;
    c.verdict = verdict;
    if (verdict != "pass") {
      c.reason = "理由";
      c.basis = "依据";
    }
    auto context_ = context(who);
    return take(context_, matter::review(state, c, context_));
  }
  std::string tick(const std::string& name) {
    auto context_ = context(kNode);
    return take(context_, matter::overdue(state, name, context_));
  }
};

inline OpenMatter selection() {
  OpenMatter c;
  c.procedure = "selection";
  c.about = "pla-1";
  c.items = json::object{{"budget", "一千万元"}, {"closes_on", "2026-03-10"}, {"notice_days", 5}, {"open", true}};
  c.evidence = std::map<std::string, std::string>{{"plan_text", "doc-1"}};
  return c;
}
inline Played announced() {
  Played run;
  EXPECT_EQ(run.open(kAgency, selection()), "passed");
  return run;
}
inline Played chosen() {
  auto run = announced();
  EXPECT_EQ(run.act(kOperator, "apply", {{"bidder", "org-op"}}), "passed");
  run.day = "2026-03-11";
  EXPECT_EQ(run.act(kAgency, "choose", {{"verdict", "found"}}), "passed");
  return run;
}

}  // namespace gongshu::domain::matter::test
