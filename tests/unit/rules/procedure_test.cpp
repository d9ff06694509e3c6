// Procedures and gates: what reads well, and what is told when it does not.
#include <fstream>

#include "rules/procedure.h"
#include "rules/report.h"
#include "support.h"

namespace gongshu::rules::test {
namespace {

using ::testing::AnyOf;
using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

/// A pack that says a little of everything.
const std::string kGood = R"yaml(id: town
title: {zh: 规则, en: Rules}
issuer: {zh: 某市, en: A city}
status: draft
effective: {source: 无}
roles: {operator: {zh: 运营, en: operator}, finance: {zh: 财政, en: finance}, expert_panel: {zh: 专家, en: experts}}
labels: {problem: {zh: 问题, en: problem}, result: {zh: 结果, en: result}, good: {zh: 好, en: good}, bad: {zh: 坏, en: bad}, closes_on: {zh: 截止, en: closes on}, days_long: {zh: 天数, en: days}, minutes: {zh: 纪要, en: minutes}, doubt: {zh: 疑, en: doubt}, who: {zh: 谁, en: who}}
chains:
  panel: {steps: [{parallel: [{role: expert_panel}]}]}
procedures:
  trial:
    zh: 试
    en: Trial
    about: product
    public: [open]
    acts:
      start:
        zh: 起
        en: Start
        by: operator
        to: open
        items: [problem, {name: closes_on, type: date}, {name: days_long, type: integer}, {name: who, type: organisation}]
        evidence: [minutes]
      ask: {zh: 疑, en: Ask, by: anyone, from: open, opens: doubt}
      answer: {zh: 答, en: Answer, by: about, from: open, closes: doubt, distinct: [ask]}
      judge:
        zh: 判
        en: Judge
        by: [finance]
        from: open
        to: {result: {good: done, bad: failed}}
        items: [{name: result, type: choice, of: [good, bad]}]
        reason: {result: bad}
        after: {act: start, wait: days_long, unit: working_days}
        before: {act: start, item: closes_on}
        clear: [doubt]
        due: {within: 7 working_days, after: start, overdue: lapse, escalate: [finance]}
        near: 2 days
        needs: [{procedure: review, states: [agreed], within: 12 months}]
        effects: [{stop: product, of: about, reason: problem, when: {result: bad}}, {lift: operator}, {open: review}, {note: operator, key: judged, of: who}]
      lapse: {zh: 失, en: Lapse, by: clock, from: any, to: failed}
    ends: [done, failed]
  review:
    zh: 审
    en: Review
    acts:
      ask: {zh: 请, en: Ask, by: operator, to: asked, chain: {name: panel, passed: agreed, refused: declined, returned: back}}
      again: {zh: 再, en: Again, by: opener, from: back, to: asked, same: ask, done: [ask]}
    ends: [agreed, declined]
  report:
    zh: 报
    en: Report
    every: {period: quarter, for: operator, due: {by: "03-31"}, first: 2026-01-01}
    acts:
      submit: {zh: 报, en: Submit, by: operator, to: in, items: [problem]}
    ends: [in]
gates:
  - {before: draftAgreement, about: /plan, procedure: trial, states: [done], within: 1 years, match: {who: /operator_id}, rule: XX-02}
  - {before: submitScenario, about: 'scenario:path.id:agreement', barred_by: {procedure: trial, states: [open]}, only: {actor.org: x}, rule: XX-02}
rules:
  - {id: XX-01, article: 一, level: must, zh: 按季度报，三月底前；七个工作日内办，凭十二个月内的, en: Text, bind: [{point: procedure, params: {run: [trial, review, report]}}]}
  - {id: XX-02, article: 二, level: must, zh: 一年内办过, en: Text, bind: [{point: gate, level: principle}]}
)yaml";

KnownNames& known() {
  static KnownNames names{[] { return std::vector<std::string>{"draftAgreement", "submitScenario", "callProduct"}; },
                          [] { return std::vector<std::string>{"organisation", "product", "scenario", "agreement"}; },
                          [] { return std::vector<std::string>{"government_approval"}; }, [] { return std::vector<std::string>{"usage"}; }};
  return names;
}
LoadOptions options(const Points& points) { return {&points.registry, UnknownPoints::refuse, &known()}; }

TEST(Procedure, IsReadWithItsShortForms) {
  const Points points;
  const auto loaded = parse_pack(kGood, "test.yaml", nullptr, options(points));
  ASSERT_TRUE(loaded) << describe(loaded.error()) << json::serialize(loaded.error().detail);
  const auto& pack = **loaded;
  EXPECT_THAT(procedure_ids(pack), ElementsAre("report", "review", "trial"));
  const auto& trial = *find_procedure(pack, "trial");
  EXPECT_THAT(trial.states(), ElementsAre("done", "failed", "open"));
  EXPECT_EQ(trial.acts[0].name, "start");  // in the order of the file
  EXPECT_EQ(trial.acts[3].name, "judge");
  const auto& judge = *trial.act("judge");
  EXPECT_EQ(judge.to_state.at("bad"), "failed");
  EXPECT_EQ(judge.after->item, "days_long");
  EXPECT_EQ(judge.due->overdue, "lapse");
  EXPECT_EQ(judge.effects[0].when->item, "result");
  EXPECT_EQ(trial.act("start")->items[0].type, ItemType::text);
  EXPECT_EQ(find_procedure(pack, "review")->act("ask")->chain->chain.steps.size(), 1u);
  EXPECT_EQ(find_procedure(pack, "report")->every->by, "03-31");
  EXPECT_THAT(find_procedure(pack, "report")->states(), ElementsAre("expected", "in"));
  EXPECT_THAT(rules_of(pack, "trial"), ElementsAre("XX-01"));
  EXPECT_THAT(resolved(pack, trial).act("ask")->rules, ElementsAre("XX-01"));
  EXPECT_EQ(gates_of(pack).size(), 2u);
  EXPECT_TRUE(gates_of(pack)[1]->barred);
  EXPECT_EQ(pack.label("trial")->zh, "试");
  EXPECT_EQ(pack.find("XX-02")->level_at("gate"), Level::principle);
  // What a matter keeps reads back as it was.
  const auto again = read<Procedure>(write(trial));
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ(write(*again), write(trial));
}

struct Fault {
  const char *what, *instead, *hint;
};

/// Each mistake, made alone, is told with its line and what would pass.
TEST(Procedure, EachMistakeIsToldWithItsLine) {
  const Points points;
  const Fault faults[] = {
      {"about: product", "about: produkt", "did you mean 'product'?"},
      {"public: [open]", "public: [opened]", "did you mean 'open'?"},
      {"by: operator\n        to: open", "by: opperator\n        to: open", "did you mean 'operator'?"},
      {"by: operator\n        to: open", "by: []\n        to: open", "nobody can do this act"},
      {"by: operator\n        to: open", "by: operator", "say to which state"},
      {"by: operator\n        to: open", "by: \"item:who\"\n        to: open", "no item names anybody yet"},
      {"by: [finance]", "by: [\"item:problem\"]", "must be an item of type organisation"},
      {"{name: who, type: organisation}", "{name: who, type: organisation, took: asks}", "did you mean 'ask'?"},
      {"{name: days_long, type: integer}", "{name: days_long, type: integer, took: ask}", "is one that took an act"},
      {"about: product", "about: product\n    origin: product_default", "it is no product default"},
      {"{name: days_long, type: integer}", "{name: days_long, type: date, min: 1}", "has a least value"},
      {"by: operator\n        to: open", "by: operator\n        to: expected", "choose another name"},
      {"from: open, opens: doubt", "from: opened, opens: doubt", "nothing leads to a state in which 'ask'"},
      {"closes: doubt", "closes: doubts", "no act opens a thread 'doubts'"},
      {"clear: [doubt]", "clear: [doubts]", "no act opens a thread"},
      {"distinct: [ask]", "distinct: [asks]", "did you mean 'ask'?"},
      {"{good: done, bad: failed}", "{good: done}", "the value 'bad' leads"},
      {"{good: done, bad: failed}", "{good: done, bad: failed, ugly: done}", "no value 'ugly'"},
      {"{name: result, type: choice, of: [good, bad]}", "{name: result, type: choice}", "has values"},
      {"{name: result, type: choice, of: [good, bad]}", "{name: result, type: record}", "has a kind"},
      {"{name: result, type: choice, of: [good, bad]}", "{name: result, type: chioce}", "one of: text, date"},
      {"items: [problem, {name: closes_on", "items: [problem, problem, {name: closes_on", "stands twice"},
      {"reason: {result: bad}", "reason: {result: ugly}", "has no value 'ugly'"},
      {"reason: {result: bad}", "reason: sometimes", "one choice item"},
      {"wait: days_long, unit: working_days", "wait: days_long", "say the unit"},
      {"wait: days_long", "wait: problem", "no date or integer item"},
      {"item: closes_on}", "item: problem}", "must be a date item"},
      {"within: 7 working_days, after: start", "within: 7 working_days", "say after which act"},
      {"within: 7 working_days, after: start", "after: start", "a due date is"},
      {"within: 7 working_days, after: start", "within: 7 workdays, after: start", "duration"},
      {"within: 7 working_days, after: start", "within: 7 working_days, after: begin", "no act 'begin'"},
      {"overdue: lapse", "overdue: judge", "must be open to the node"},
      {"overdue: lapse", "overdue: laps", "did you mean 'lapse'?"},
      {"overdue: lapse", "overdue: alert", "nobody would ever do it"},
      {"escalate: [finance]", "escalate: [finanze]", "did you mean 'finance'?"},
      {"{procedure: review, states: [agreed]", "{procedure: revue, states: [agreed]", "no procedure 'revue'"},
      {"{procedure: review, states: [agreed]", "{procedure: review, states: [agree]", "did you mean 'agreed'?"},
      {"{stop: product,", "{stop: world,", "a stop is of"},
      {"{stop: product,", "{stop: product, lift: product,", "exactly one of"},
      {"reason: problem, when", "reason: nameless, when", "has no name under 'labels'"},
      {"when: {result: bad}", "when: {result: ugly}", "has no value 'ugly'"},
      {"{open: review}", "{open: revue}", "no procedure 'revue'"},
      {"key: judged, of: who", "of: who", "has a 'key'"},
      {"of: who", "of: problem", "must be a record or organisation item"},
      {"ends: [done, failed]", "ends: [done, failed, gone]", "no act leads to the end 'gone'"},
      {"ends: [done, failed]", "ends: [failed]", ""},  // 'done' is no end then, but lapse leaves it: accepted
      {"name: panel", "name: pannel", "no chain 'pannel'"},
      {"passed: agreed", "passed: accepted", "no act leads to the end 'agreed'"},
      {"same: ask", "same: asks", "did you mean 'ask'?"},
      {"first: 2026-01-01", "first: 2026-01-32", "'first' is a day"},
      {"{by: \"03-31\"}", "{by: \"02-31\"}", "a month and a day"},
      {"for: operator", "for: operators", "did you mean 'operator'?"},
      {"acts:\n      submit", "drafts: {problem: use}\n    acts:\n      submit", "there is no figure 'use'"},
      {"zh: 试\n", "zh: 试\n    abut: x\n", "'abut' is not known here"},
      {"before: draftAgreement", "before: draftAgreements", "did you mean 'draftAgreement'?"},
      {"about: /plan", "about: plan", "no place in a call"},
      {"scenario:path.id:agreement", "scenario:path.id", "a lookup is"},
      {"scenario:path.id:agreement", "scenery:path.id:agreement", "there is no kind of record 'scenery'"},
      {"procedure: trial, states: [done]", "procedure: trial, states: [over]", "has no state 'over'"},
      {"procedure: trial, states: [done]", "states: [done]", "not both"},
      {"match: {who:", "match: {whom:", "has an item 'whom'"},
      {"/operator_id}, rule: XX-02", "/operator_id}, rule: XX-09", "there is no rule XX-09"},
      {"/operator_id}, rule: XX-02", "/operator_id}, rule: XX-01", "does not bind 'gate'"},
      {"before: draftAgreement, about: /plan", "before: callProduct, about: path.id", "not at '/operator_id'"},
      {"before: submitScenario, about: 'scenario:path.id:agreement'", "before: callProduct, about: 'product:path.id:org'", ""},
      {"before: submitScenario, about: 'scenario:path.id:agreement'", "before: callProduct, about: 'consent:/consent:product'", "not at 'consent:/consent:product'"},
      {"before: submitScenario, about: 'scenario:path.id:agreement'", "before: callProduct, about: /key", "not at '/key'"},
      {"run: [trial, review, report]", "run: [trial, review, reports]", "did you mean 'report'?"},
      {"run: [trial, review, report]", "run: [trial, review]", "no rule binds this procedure"},
  };
  for (const auto& fault : faults) {
    auto yaml = kGood;
    const auto at = yaml.find(fault.what);
    ASSERT_NE(at, std::string::npos) << fault.what;
    yaml.replace(at, std::string(fault.what).size(), fault.instead);
    const auto loaded = parse_pack(yaml, "test.yaml", nullptr, options(points));
    if (*fault.hint == '\0') {
      EXPECT_TRUE(loaded) << fault.instead << (loaded ? "" : describe(loaded.error()));
      continue;
    }
    ASSERT_FALSE(loaded) << fault.instead;
    std::string all;
    for (const auto& problem : loaded.error().detail.at("problems").as_array()) {
      EXPECT_THAT(std::string(problem.at("at").as_string()), HasSubstr("test.yaml line ")) << fault.instead;
      all += std::string(problem.at("hint").as_string()) + "\n";
    }
    EXPECT_THAT(all, HasSubstr(fault.hint)) << fault.instead;
  }
}

TEST(Procedure, AGateThatNobodyNamesIsTold) {
  const Points points;
  const auto error = pack_error(head() + "rules:\n" + rule("XX-01", "bind: [{point: gate}]"), points);
  EXPECT_THAT(error.hint, HasSubstr("no gate names it"));
}

TEST(Procedure, ABaseIsReplacedOnlyInWords) {
  const Points points;
  const auto base = parse_pack(kGood, "base.yaml", nullptr, options(points));
  ASSERT_TRUE(base);
  const std::string local = head("local") + "base: town\nprocedures:\n  review:\n    zh: 审\n    en: Review\n    acts:\n      ask: {zh: 请, en: Ask, by: finance, to: agreed}\n    ends: [agreed]\n";
  const auto rest = "rules:\n" + rule("YY-01", "deferred: {zh: 缓, en: later}");
  const auto silent = parse_pack(local + rest, "local.yaml", *base, options(points));
  ASSERT_FALSE(silent);
  EXPECT_THAT(silent.error().hint, HasSubstr("replaces: true"));
  auto said = local;
  said.replace(said.find("    en: Review\n"), 15, "    en: Review\n    replaces: true\n");
  const auto loaded = parse_pack(said + rest, "local.yaml", *base, options(points));
  ASSERT_TRUE(loaded) << describe(loaded.error());
  EXPECT_EQ(find_procedure(**loaded, "review")->act("ask")->by, std::vector<std::string>{"finance"});
  EXPECT_THAT(rules_of(**loaded, "review"), ElementsAre("XX-01"));
  EXPECT_NE(find_procedure(**loaded, "trial"), nullptr);
  EXPECT_EQ(gates_of(**loaded).size(), 2u);
}

/// A pack in several files.
class PackParts : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / ("gongshu-parts-" + std::to_string(reinterpret_cast<std::uintptr_t>(this)));
    std::filesystem::create_directories(folder_ / "town" / "pack.d");
    std::filesystem::copy(kPacks / "schema.json", folder_ / "schema.json");
    put("pack.yaml", kGood);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  void put(const std::string& name, const std::string& yaml) { std::ofstream(folder_ / "town" / name) << yaml; }
  Result<std::shared_ptr<const Pack>> load() { return load_pack(folder_, "town", options(points_)); }
  std::filesystem::path folder_;
  Points points_;
};

TEST_F(PackParts, AreJoined) {
  put("pack.d/more.yaml", "labels:\n  doubt: {zh: 疑, en: doubt}\n  more: {zh: 多, en: more}\nrules:\n" + rule("XX-03", "bind: [{point: procedure, params: {run: [drill]}}]") +
                              "procedures:\n  drill:\n    zh: 练\n    en: Drill\n    acts:\n      hold: {zh: 练, en: Hold, by: operator, to: held, items: [more]}\n    ends: [held]\n");
  put("pack.d/ignored.txt", "not yaml: [");
  const auto loaded = load();
  ASSERT_TRUE(loaded) << describe(loaded.error());
  EXPECT_NE(find_procedure(**loaded, "drill"), nullptr);
  EXPECT_EQ((*loaded)->find("XX-03")->file, "town/pack.d/more.yaml");
  EXPECT_EQ((*loaded)->find("XX-03")->line, 5);
  EXPECT_EQ((*loaded)->find("XX-01")->file, "town/pack.yaml");
  EXPECT_THAT(lint(folder_, "town", options(points_)), IsEmpty());
}

TEST_F(PackParts, WhatStandsTwiceIsToldWithBothPlaces) {
  put("pack.d/more.yaml", "labels:\n  doubt: {zh: 惑, en: doubt}\n");
  auto loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().at, "town/pack.d/more.yaml line 2");
  EXPECT_THAT(loaded.error().hint, HasSubstr("town/pack.yaml line 7"));
  put("pack.d/more.yaml", "rules:\n" + rule("XX-01", "deferred: {zh: 缓, en: later}"));
  loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().at, "town/pack.d/more.yaml line 2");
  EXPECT_THAT(loaded.error().hint, HasSubstr("exists already"));
}

TEST_F(PackParts, HoldOnlyWhatMayBeSplit) {
  put("pack.d/more.yaml", "title: {zh: 甲, en: a}\n");
  auto loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().at, "town/pack.d/more.yaml line 1");
  put("pack.d/more.yaml", "- 1\n");
  EXPECT_FALSE(load());
  put("pack.d/more.yaml", "rules: {}\n");
  loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_THAT(loaded.error().hint, HasSubstr("another kind here than at town/pack.yaml"));
  put("pack.d/more.yaml", "rules:\n" + rule("bad id", "deferred: {zh: 缓, en: later}"));
  loaded = load();
  ASSERT_FALSE(loaded);
  EXPECT_EQ(loaded.error().at, "town/pack.d/more.yaml line 2");
}

TEST_F(PackParts, ATimeThatNoRuleGivesIsMarkedAsAProductDefault) {
  const auto told = [&](const std::string& due) {
    put("pack.d/more.yaml", "procedures:\n  drill:\n    zh: 练\n    en: Drill\n    acts:\n      hold: {zh: 练, en: Hold, by: operator, to: held, rules: [XX-01]}\n"
                            "      tell: {zh: 报, en: Tell, by: operator, from: held, to: told, rules: [XX-01], due: {" + due + "}}\n    ends: [told]\n");
    std::string all;
    for (const auto& problem : lint(folder_, "town", options(points_))) all += problem.at + " " + problem.hint + "\n";
    return all;
  };
  EXPECT_THAT(told("within: 9 working_days, after: hold"), HasSubstr("town/pack.d/more.yaml line 7 procedure drill, act tell: no rule behind it gives '9 working_days' (due)"));
  EXPECT_EQ(told("within: 9 working_days, origin: product_default, after: hold"), "");
  EXPECT_THAT(told("within: 9 working_days, origin: invented, after: hold"), HasSubstr("product_default"));
}

TEST_F(PackParts, WhatPeopleAreAskedForHasAName) {
  put("pack.d/more.yaml", "procedures:\n  drill:\n    zh: 练\n    en: Drill\n    acts:\n      hold: {zh: 练, en: Hold, by: operator, to: held, rules: [XX-01], items: [nameless], opens: strand, evidence: [paper]}\n    ends: [held]\n");
  std::string all;
  for (const auto& problem : lint(folder_, "town", options(points_))) all += problem.hint + "\n";
  EXPECT_THAT(all, HasSubstr("procedure drill, act hold: 'nameless' has no name"));
  EXPECT_THAT(all, HasSubstr("'strand' has no name"));
  EXPECT_THAT(all, HasSubstr("'paper' has no name"));
}

}  // namespace
}  // namespace gongshu::rules::test
