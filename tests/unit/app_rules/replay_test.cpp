// Recorded history under other rules: what keeps its outcome, what flips, and that nothing is written.
#include <gmock/gmock.h>

#include "app/replay.h"
#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/evidence/events.h"
#include "domain/matter/events.h"
#include "domain/scenario/events.h"
#include "domain/supervision/events.h"
#include "world.h"

namespace gongshu::app {
namespace {

using namespace test;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
namespace auth = domain::authorization;
namespace scenario = domain::scenario;

const domain::Actor kOperatorActor{"per-op", "org-op", {"operator"}, {}};

std::map<std::string, std::string> filled(const rules::Rulebook& book, const char* point) {
  std::map<std::string, std::string> out;
  for (const auto& item : book.at(*rules::Registry::process().find(point)).list("items")) out[item] = "已写明";
  return out;
}

rules::Opinion opinion(const std::string& role, std::int64_t step, Instant time = kNow) {
  rules::Opinion o;
  o.role = role;
  o.person = "per-" + role;
  o.org = "org-" + role;
  o.time = time;
  o.step = step;
  return o;
}

class ReplayTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto node = packs_.open();
    ASSERT_TRUE(node) << describe(node.error());
    node_ = std::move(*node);
    put<Organisations>(*node_, kAuthority, "org-op", {organisation("运营公司")});
  }

  /// Judges the history under henan as `change` leaves it.
  ReplayReport under(const std::function<void(Packs&)>& change = [](Packs&) {}) {
    Packs other;
    change(other);
    auto book = rules::Rulebook::load(other.folder(), "henan");
    EXPECT_TRUE(book) << (book ? "" : describe(book.error()));
    auto report = replay({packs_.data(), *book});
    EXPECT_TRUE(report) << (report ? "" : describe(report.error()));
    return *report;
  }
  std::vector<std::string> flipped(const std::function<void(Packs&)>& change) {
    std::vector<std::string> out;
    for (const auto& f : under(change).flips)
      out.push_back(f.what + " " + (f.passed ? f.code + " " + f.rule + " " + f.at : "passes now"));
    return out;
  }

  void add_plan() {
    domain::evidence::EnterOutsideDecision d{"government_approval", "operation_plan/pla-1", "doc-1",
                                             "豫政〔2026〕1号",     "2026-02-20",           "approved"};
    put<domain::evidence::OutsideDecisionSubject>(*node_, kAuthority, "dec-1",
                                                  {domain::evidence::DecisionEntered{d}, domain::evidence::DecisionConfirmed{}});
    auth::DraftPlan content;
    content.title = "养老数据授权运营方案";
    content.mode = "by_sector";
    content.resources = {"cat-1"};
    content.starts = "2026-01-01";
    content.ends = "2028-12-31";
    content.items = filled(node_->rulebook(), "plan.required_items");
    put<auth::PlanSubject>(*node_, kAgency, "pla-1",
                           {auth::PlanDrafted{content}, auth::PlanSubmitted{}, auth::PlanApproved{"dec-1", {}}});
  }
  void add_agreement(const std::string& ends) {
    auth::DraftAgreement content;
    content.resources = {"cat-1"};
    content.items = filled(node_->rulebook(), "agreement.required_items");
    content.starts = "2026-01-01";
    content.ends = ends;
    put<auth::AgreementSubject>(*node_, kAgency, "agr-1", {auth::AgreementDrafted{"org-op", content}});
  }
  void add_scenario() {
    auto context = domain::Context(kOperatorActor, kNow, node_->rulebook().on(local_date(kNow)));
    auto run = rules::start(context.ruling(*rules::Registry::process().find("scenario.review")), {"per-op"}, kNow,
                            node_->rulebook().calendar());
    ASSERT_TRUE(run);
    scenario::Drafted drafted{};
    drafted.operator_org = "org-op";
    drafted.content.agreement = "agr-1";
    drafted.content.title = "养老规划";
    drafted.content.purpose = "public_interest";
    drafted.content.demand = {{"cat-1", "residents", {{"county", {"group"}, {}, {}, "按县统计"}}}};
    drafted.content.items = {{"application_scenario", "养老规划"}, {"data_demand", "按县人数"}};
    put<scenario::ScenarioSubject>(*node_, kOperatorActor, "scn-1",
                                   {drafted, scenario::Submitted{*run}, scenario::Reviewed{opinion("competent_authority", 0)},
                                    scenario::Reviewed{opinion("implementing_agency", 1)}, scenario::Approved{}});
  }
  Packs packs_;
  std::unique_ptr<Node> node_;
};

TEST_F(ReplayTest, UnderTheSamePackNothingFlips) {
  add_plan();
  add_agreement("2028-12-31");
  add_scenario();
  const auto report = under();
  EXPECT_EQ(report.pack, "henan");
  EXPECT_EQ(report.entries, node_->head().size);
  EXPECT_EQ(report.judged, 6u) << "plan submitted and approved, agreement drafted, scenario drafted, submitted, approved";
  EXPECT_THAT(report.flips, IsEmpty()) << json::serialize(report.to_json());
  std::uint64_t left = 0;
  for (const auto& [type, count] : report.not_judged) left += count;
  EXPECT_EQ(report.judged + left, report.entries);
}

TEST_F(ReplayTest, AShorterCapFlipsTheAgreementThatIsLonger) {
  add_agreement("2028-12-31");
  const auto shorter = [](Packs& p) { p.replace("henan/pack.yaml", "params: {cap: 3 years}", "params: {cap: 2 years}"); };
  const auto report = under(shorter);
  ASSERT_EQ(report.flips.size(), 1u);
  EXPECT_EQ(report.flips[0].rule, "HA-14");
  EXPECT_TRUE(report.flips[0].passed);
  EXPECT_THAT(report.flips[0].hint, HasSubstr("at most 2 years"));
  EXPECT_EQ(report.to_json().at("flips").at(0).at("now"), "refused");
  EXPECT_EQ(report.to_table().rows.size(), 1u);
}

TEST_F(ReplayTest, AnApprovedExceptionStandsUnderAPrincipleAndFallsUnderAMust) {
  put<domain::evidence::RuleExceptionSubject>(
      *node_, kAgency, "exc-1",
      {domain::evidence::ExceptionRequested{{"HA-14", "operation_plan/pla-1", "基础设施投入大，回收周期长", {}}}});
  put<domain::evidence::RuleExceptionSubject>(*node_, kAuthority, "exc-1", {domain::evidence::ExceptionApproved{"同意"}});
  auth::DraftAgreement content;
  content.resources = {"cat-1"};
  content.items = filled(node_->rulebook(), "agreement.required_items");
  content.starts = "2026-01-01";
  content.ends = "2029-12-31";
  content.exception = "exc-1";
  put<auth::AgreementSubject>(*node_, kAgency, "agr-1", {auth::AgreementDrafted{"org-op", content}});
  EXPECT_THAT(under().flips, IsEmpty());
  EXPECT_THAT(flipped([](Packs& p) {
                p.replace("henan/pack.yaml", "{point: agreement.term_cap, level: principle, params",
                          "{point: agreement.term_cap, params");
              }),
              ElementsAre("authorization.agreement_drafted rule.limit_exceeded HA-14 /ends"));
}

TEST_F(ReplayTest, AFurtherItemFlipsThePlan) {
  add_plan();
  EXPECT_THAT(flipped([](Packs& p) {
                p.replace("henan/pack.yaml", "items: [authorization_name, necessity",
                          "items: [audit_plan, authorization_name, necessity");
                p.replace("henan/pack.yaml", "\nlabels:\n", "\nlabels:\n  audit_plan: {zh: 审计安排, en: audit plan}\n");
              }),
              ElementsAre("authorization.plan_submitted rule.item_missing HA-12 /content/items/audit_plan"));
}

TEST_F(ReplayTest, AChainWithAnotherReviewerOrAnotherOrderFlipsTheReview) {
  add_scenario();
  const std::string authority = "          - {role: competent_authority, covers: [scenario_feasibility, demand_necessity]}\n";
  EXPECT_THAT(
      flipped([&](Packs& p) { p.replace("henan/pack.yaml", authority, authority + "          - {role: expert_panel}\n"); }),
      ElementsAre("scenario.approved rule.review_pending HA-03 /review/expert_panel"));
  EXPECT_THAT(flipped([&](Packs& p) {
                p.replace("henan/pack.yaml", authority, authority + "          - {role: expert_panel, optional: true}\n");
              }),
              IsEmpty());
  EXPECT_THAT(flipped([&](Packs& p) {
                p.replace("henan/pack.yaml", authority, "          - {role: competent_authority, attachments: [minutes]}\n");
              }),
              ElementsAre("scenario.approved rule.evidence_missing HA-03 /review/competent_authority/attachments/minutes"));
  EXPECT_THAT(flipped([&](Packs& p) {
                p.replace("henan/pack.yaml", "  scenario.review:\n    applicant: operator\n",
                          "  scenario.review:\n    applicant: application_developer\n");
              }),
              ElementsAre("scenario.drafted auth.forbidden HA-03 /applicant"));
}

TEST_F(ReplayTest, TheLifeOfAnAgreementIsJudged) {
  namespace ev = domain::evidence;
  auth::DraftAgreement content;
  content.resources = {"cat-1"};
  content.items = filled(node_->rulebook(), "agreement.required_items");
  content.starts = "2026-01-01";
  content.ends = "2028-12-31";
  ev::EnterOutsideDecision d{"major_decision", "agreement/agr-1", "doc-1", "决〔2026〕1号", "2026-02-20", "approved"};
  put<ev::OutsideDecisionSubject>(*node_, kAuthority, "dec-1", {ev::DecisionEntered{d}, ev::DecisionConfirmed{}});
  std::vector<auth::Filing> filings;
  for (const auto& to : node_->rulebook().at(*rules::Registry::process().find("agreement.filing")).list("recipients")) filings.push_back({to, {}, {}, {}});
  put<auth::AgreementSubject>(*node_, kAgency, "agr-1",
                              {auth::AgreementDrafted{"org-op", content}, auth::AgreementDecided{"dec-1"}, auth::AgreementInForce{filings, {}}});
  put<auth::AgreementSubject>(*node_, kAgency, "agr-1",
                              {auth::AmendmentProposed{"变更", content}, auth::AmendmentDecided{"dec-1"}, auth::AgreementAmended{filings}});
  put<auth::AgreementSubject>(*node_, kOperatorActor, "agr-1", {auth::RenewalApplied{"续期"}});
  const auto same = under();
  EXPECT_EQ(same.judged, 7u);
  EXPECT_THAT(same.flips, IsEmpty()) << json::serialize(same.to_json());
  EXPECT_THAT(flipped([](Packs& p) { p.replace("henan/pack.yaml", "params: {kind: by_agreement}", "params: {kind: window, months: 3}"); }),
              ElementsAre("authorization.renewal_applied rule.order HA-14 /content/ends"));
  EXPECT_THAT(flipped([](Packs& p) { p.replace("henan/pack.yaml", "{point: agreement.filing, upward: true, params: {recipients: [", "{point: agreement.filing, upward: true, params: {recipients: [competent_authority, "); }),
              ElementsAre("authorization.agreement_in_force rule.item_missing HA-13 /filings/competent_authority",
                          "authorization.agreement_amended rule.item_missing HA-13 /filings/competent_authority"));
}

TEST_F(ReplayTest, AnExpiryIsJudgedByItsDay) {
  auth::DraftAgreement content;
  content.resources = {"cat-1"};
  content.items = filled(node_->rulebook(), "agreement.required_items");
  content.starts = "2026-01-01";
  content.ends = "2026-03-01";
  put<auth::AgreementSubject>(*node_, kAgency, "agr-1",
                              {auth::AgreementDrafted{"org-op", content}, auth::AgreementDecided{"dec-1"}, auth::AgreementInForce{}});
  put<auth::AgreementSubject>(*node_, Node::system_actor(), "agr-1", {auth::AgreementExpired{}});
  const auto report = under();
  EXPECT_EQ(report.judged, 4u);
  for (const auto& f : report.flips) EXPECT_NE(f.what, "authorization.agreement_expired");
}

/// A quality objection as Henan has it: raised by the operator, answered by the provider.
class MatterReplayTest : public ReplayTest {
 protected:
  void record(const domain::Actor& actor, const std::string& act, const std::string& status, json::object items) {
    domain::matter::Acted e;
    e.act = act;
    e.status = status;
    e.items = std::move(items);
    put<domain::matter::MatterSubject>(*node_, actor, "mat-1", {e});
  }
  /// The first act of the procedure, with everything it asks for.
  void raise() {
    const auto& pack = *node_->rulebook().pack();
    const auto definition = rules::resolved(pack, *rules::find_procedure(pack, "quality_objection"));
    domain::matter::Opened opened{"quality_objection", definition, "", domain::matter::About{"catalog_entry", "cat-1"}, "org-pr", "org-op", {}, {}};
    put<domain::matter::MatterSubject>(*node_, kOperatorActor, "mat-1", {opened});
    const auto& act = definition.acts.front();
    json::object items;
    for (const auto& item : act.items)
      if (item.required()) items[item.name] = item.type == rules::ItemType::date ? json::value("2026-02-20") : json::value("写明的内容");
    record(kOperatorActor, act.name, *act.to, std::move(items));
  }
};

TEST_F(MatterReplayTest, AnActIsJudgedUnderTheProcedureOfTheGivenPack) {
  raise();
  const auto same = under();
  EXPECT_EQ(same.judged, 1u);
  EXPECT_THAT(same.flips, IsEmpty()) << json::serialize(same.to_json());
  const auto further = [](Packs& p) {
    const auto text = p.text("henan/pack.d/quality.yaml");
    const auto at = text.find("items: [");
    ASSERT_NE(at, text.npos);
    auto changed = text;
    p.put("henan/pack.d/quality.yaml", changed.insert(at + 8, "audit_plan, "));
    p.replace("henan/pack.yaml", "\nlabels:\n", "\nlabels:\n  audit_plan: {zh: 审计安排, en: audit plan}\n");
  };
  EXPECT_THAT(flipped(further), ElementsAre("matter.acted rule.item_missing HA-17 /items/audit_plan"));
}

TEST_F(MatterReplayTest, ActsOfTheNodeAndOtherProceduresAreNotJudged) {
  raise();
  domain::matter::Acted e;
  e.act = "lapse";
  e.status = "lapsed";
  put<domain::matter::MatterSubject>(*node_, Node::system_actor(), "mat-1", {e});
  const auto report = under();
  EXPECT_EQ(report.judged, 1u);
  EXPECT_EQ(report.not_judged.at("matter.acted"), 1u);
  auto elsewhere = rules::Rulebook::load(GONGSHU_SOURCE_DIR "/rulepacks", "shijiazhuang");
  ASSERT_TRUE(elsewhere);
  const auto other = replay({packs_.data(), *elsewhere});
  ASSERT_TRUE(other);
  EXPECT_EQ(other->not_judged.at("matter.acted"), 2u) << "that pack has no such procedure";
}

TEST_F(ReplayTest, ARefusalWhoseRuleIsGonePassesNow) {
  const auto refuse = [&](const char* point, const char* parameter, const char* item) {
    const auto ruling = node_->rulebook().at(*rules::Registry::process().find(point));
    const auto status = node_->execute(kAgency, "submitPlan", [&](Tx&) -> Status {
      return fail(item ? ruling.refuse_item(ErrorCode::rule_item_missing, parameter, item, "/items")
                       : ruling.refusal(ErrorCode::rule_order, "/status"));
    });
    EXPECT_FALSE(status);
  };
  refuse("scenario.required_items", "items", "data_demand");
  refuse("product.registration", nullptr, nullptr);
  const auto same = under();
  EXPECT_EQ(same.refusals, 2u);
  EXPECT_EQ(same.refusals_judged, 2u);
  EXPECT_THAT(same.flips, IsEmpty());
  EXPECT_THAT(flipped([](Packs& p) {
                p.replace("henan/pack.yaml", "items: [application_scenario, data_demand]", "items: [application_scenario]");
              }),
              ElementsAre("submitPlan passes now"));
}

TEST_F(ReplayTest, WritesNothingAndRefusesWhatIsNoDataDirectory) {
  add_plan();
  const auto before = *store::read_file(packs_.data() / "gongshu.db");
  const auto size = node_->head().size;
  under();
  EXPECT_EQ(node_->head().size, size);
  EXPECT_EQ(*store::read_file(packs_.data() / "gongshu.db"), before);
  EXPECT_EQ(replay({packs_ / "nowhere", rules::Rulebook()}).error().code, ErrorCode::state_not_found);
}

TEST_F(ReplayTest, ListsNoMoreThanItIsAskedToAndCountsAll) {
  for (int i = 0; i < 5; ++i) {
    auth::DraftAgreement content;
    content.resources = {"cat-1"};
    content.starts = "2026-01-01";
    content.ends = "2028-12-31";
    put<auth::AgreementSubject>(*node_, kAgency, "agr-" + std::to_string(i), {auth::AgreementDrafted{"org-op", content}});
  }
  const auto report = replay({packs_.data(), node_->rulebook(), 2});
  ASSERT_TRUE(report);
  EXPECT_EQ(report->flipped, 5u);
  EXPECT_EQ(report->flips.size(), 2u);
}

}  // namespace
}  // namespace gongshu::app
