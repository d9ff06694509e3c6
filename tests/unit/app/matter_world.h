// A node under a small pack of its own: a periodic report, an evaluation with a stop, gates of every level.
#pragma once
#include <fstream>

#include "app/clocks.h"
#include "app/gates.h"
#include "app/matter.h"
#include "app/operation.h"
#include "domain/evidence/events.h"
#include "domain/supervision/events.h"
#include "fixture.h"

namespace gongshu::app::test {

inline constexpr std::string_view kTown = R"yaml(
id: town
title: {zh: 试, en: test}
issuer: {zh: 试, en: test}
status: trial
roles:
  competent_authority: {zh: 主管部门, en: authority}
  implementing_agency: {zh: 实施机构, en: agency}
  operator: {zh: 运营机构, en: operator}
  node: {zh: 节点, en: node}
labels: {overdue_rectification: {zh: 逾期未改, en: overdue}}
procedures:
  evaluation:
    zh: 评价
    en: Evaluation
    about: organisation
    acts:
      find: {zh: 指出, en: Find, by: competent_authority, to: found, items: [problem, {name: rectify_by, type: date}], tell: [implementing_agency]}
      rectify: {zh: 整改, en: Rectify, by: about, from: [found, suspended], to: rectified, items: [measures], due: {by: rectify_by, overdue: suspend}}
      suspend: {zh: 暂停, en: Suspend, by: clock, from: found, to: suspended, effects: [{stop: operator, reason: overdue_rectification}, {open: interview}]}
      close: {zh: 办结, en: Close, by: competent_authority, from: rectified, to: closed, effects: [{lift: operator}]}
    ends: [closed]
  interview:
    zh: 约谈
    en: Interview
    about: organisation
    acts:
      call: {zh: 通知, en: Call, by: competent_authority, to: called, items: [problem]}
      hold: {zh: 约谈, en: Hold, by: competent_authority, from: called, to: held, due: {within: 5 working_days, after: call}}
    ends: [held]
  report:
    zh: 季报
    en: Report
    every: {period: quarter, for: operator, due: 1 months, first: 2026-01-01}
    drafts: {results: products}
    acts:
      submit: {zh: 报送, en: Submit, by: operator, to: submitted, items: [results]}
    ends: [submitted]
gates:
  - {before: depositDocument, about: actor.org, barred_by: {procedure: evaluation, states: [suspended]}, rule: TT-01}
  - {before: renameThing, about: /org, procedure: interview, states: [held], within: 3 months, match: {problem: /problem}, rule: TT-02}
  - {before: softThing, about: /org, procedure: interview, states: [held], unless: {/kind: small}, rule: TT-03}
  - {before: hintThing, about: /org, procedure: interview, states: [held], rule: TT-04}
  - {before: lookupThing, about: 'document:path.id:org', procedure: interview, states: [held], only: {/kind: big}, rule: TT-02}
rules:
  - {id: TT-01, article: 第一条, level: must, zh: 甲, en: one, bind: [{point: procedure, params: {run: [evaluation, report]}}, {point: gate}]}
  - {id: TT-02, article: 第二条, level: must, zh: 乙, en: two, bind: [{point: procedure, params: {run: [interview]}}, {point: gate}]}
  - {id: TT-03, article: 第三条, level: principle, zh: 丙, en: three, bind: [{point: gate}]}
  - {id: TT-04, article: 第四条, level: encourage, zh: 丁, en: four, bind: [{point: gate}]}
)yaml";

/// Stand-ins, so that a gate of the pack has something to stand before.
inline const bool kThings[] = {
    operation("renameThing", Access::session, {}, [](Node&, const Call&) -> Result<Reply> { return Reply{}; }),
    operation("softThing", Access::session, {}, [](Node&, const Call&) -> Result<Reply> { return Reply{}; }),
    operation("hintThing", Access::session, {}, [](Node&, const Call&) -> Result<Reply> { return Reply{}; }),
    operation("lookupThing", Access::session, {}, [](Node&, const Call&) -> Result<Reply> { return Reply{}; }),
};

class MatterWorld : public ::testing::Test {
 protected:
  void SetUp() override {
    const auto packs = dir_ / "packs";
    std::filesystem::create_directories(packs / "town");
    std::filesystem::copy(GONGSHU_SOURCE_DIR "/rulepacks/schema.json", packs / "schema.json");
    std::filesystem::copy(GONGSHU_SOURCE_DIR "/rulepacks/calendar", packs / "calendar");
    std::ofstream(packs / "town" / "pack.yaml") << kTown;
    start();
    put<Organisations>(*node_, kAuthority, "org-au", {organisation("主管部门", {"competent_authority"})});
    put<Organisations>(*node_, kAuthority, "org-ag", {organisation("实施机构", {"implementing_agency"})});
    put<Organisations>(*node_, kAuthority, "org-op", {organisation("运营公司")});
  }
  void start() {
    node_.reset();
    auto opened = Node::open({data_, "town", dir_ / "packs", clock_, false, {}});
    ASSERT_TRUE(opened) << describe(opened.error());
    node_ = std::move(*opened);
  }
  void move_to(const char* day) { clock_->set(start_of(*parse_date(day)) + 60'000); }
  std::size_t tick(const char* day) {
    move_to(day);
    return node_->part<Clocks>().tick();
  }

  static Call call(const std::string& operation, const domain::Actor& actor, json::object body, std::map<std::string, std::string> params = {}) {
    Call c;
    c.operation = operation;
    c.params = std::move(params);
    c.body = std::move(body);
    c.actor = actor;
    return c;
  }
  Result<Reply> run(const Call& c) { return operations().at(c.operation).run(*node_, c); }
  /// "passed", or the refusal. Hints are put into `hints_`.
  std::string gated(const Call& c) {
    const auto* gates = node_->part<Gates>().before(c.operation);
    if (!gates) return "no gate";
    GateScope scope(*gates, c);
    const auto status = node_->execute(c.actor, c.operation, [](Tx&) { return Status(); });
    hints_ = scope.hints();
    return status ? "passed" : std::string(info(status.error().code).name) + " " + status.error().rule;
  }
  std::string open_matter(const std::string& procedure, const domain::Actor& actor, const std::string& about, json::object items) {
    const auto made = run(call("openMatter", actor, {{"procedure", procedure}, {"about", about}, {"items", std::move(items)}}));
    EXPECT_TRUE(made) << describe(made.error());
    return made ? std::string(made->body.at("id").as_string()) : "";
  }
  void act(const std::string& id, const domain::Actor& actor, const std::string& name, json::object items = {}) {
    const auto done = run(call("actOnMatter", actor, {{"act", name}, {"items", std::move(items)}}, {{"id", id}}));
    EXPECT_TRUE(done) << name << " " << (done ? "" : describe(done.error()));
  }
  domain::matter::Matter matter(const std::string& id) {
    domain::matter::Matter out;
    EXPECT_TRUE(node_->query([&](Records& records) -> Status {
      GS_TRY(found, records.load<domain::matter::MatterSubject>(id));
      out = std::move(found);
      return {};
    }));
    return out;
  }
  std::vector<Found<domain::matter::Matter>> matters(const std::string& procedure) {
    std::vector<Found<domain::matter::Matter>> out;
    EXPECT_TRUE(node_->query([&](Records& records) -> Status {
      GS_TRY(all, records.all<domain::matter::MatterSubject>());
      for (auto& m : all)
        if (m.state.procedure == procedure) out.push_back(std::move(m));
      return {};
    }));
    return out;
  }
  std::vector<domain::supervision::Stop> stops() {
    std::vector<domain::supervision::Stop> out;
    EXPECT_TRUE(node_->query([&](Records& records) -> Status {
      GS_TRY(all, records.all<domain::supervision::StopSubject>());
      for (auto& s : all) out.push_back(std::move(s.state));
      return {};
    }));
    return out;
  }

  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::shared_ptr<ManualClock> clock_ = std::make_shared<ManualClock>(kNow);
  std::unique_ptr<Node> node_;
  std::vector<std::string> hints_;
};

}  // namespace gongshu::app::test
