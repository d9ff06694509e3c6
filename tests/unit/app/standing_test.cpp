// A stop stops what it names and nothing else: every kind of scope against every kind of act.
#include "app/standing.h"

#include "domain/supervision/events.h"
#include "exit_world.h"

namespace gongshu::app {
namespace {

using namespace test;
using domain::supervision::StopLifted;
using domain::supervision::StopOrdered;
using domain::supervision::StopSubject;

class StandingTest : public ::testing::Test {
 protected:
  void SetUp() override {
    node_ = open(dir_ / "node");
    add_agreement(*node_, kLeaving);
    add_scenario(*node_, kLeaving);
    add_scenario(*node_, kLeaving, "scn-3");
    add_agreement(*node_, kStaying);
    add_scenario(*node_, kStaying);
  }
  Status standing(const Standing& asked, Instant now = kNow) {
    return node_->query([&](Records& records) { return check_standing(records, asked, now, node_->rulebook().on(local_date(now))); });
  }
  void stop(const std::string& kind, const std::string& id) {
    put<StopSubject>(*node_, kAuthority, "stp-1", {StopOrdered{kind, id, "疑似泄露", "断开", false, {}}});
  }
  TempDir dir_;
  std::unique_ptr<Node> node_;
};

/// Acts, by what they lean on.
const std::vector<std::pair<const char*, Standing>> kActs = [] {
  std::vector<std::pair<const char*, Standing>> out;
  const auto act = [&](const char* name, auto fill) {
    Standing s;
    fill(s);
    out.emplace_back(name, s);
  };
  act("supply of scn-1", [](Standing& s) { s.scenario = "scn-1", s.resources = {"cat-1"}; });
  act("query in scn-3", [](Standing& s) { s.scenario = "scn-3"; });
  act("supply of scn-1-b", [](Standing& s) { s.scenario = "scn-1-b", s.resources = {"cat-1-b"}; });
  act("call of prd-1", [](Standing& s) { s.scenario = "scn-1", s.product = "prd-1", s.developer = "org-dev"; });
  act("call of prd-9", [](Standing& s) { s.scenario = "scn-1", s.product = "prd-9", s.developer = "org-dev2"; });
  act("subscription of org-dev", [](Standing& s) { s.developer = "org-dev"; });
  act("agreement alone", [](Standing& s) { s.agreement = "agr-1"; });
  return out;
}();

TEST_F(StandingTest, WithoutAStopEverythingGoesOn) {
  for (const auto& [name, act] : kActs) EXPECT_TRUE(standing(act)) << name;
}

struct Scope {
  const char* kind;
  const char* id;
  std::set<std::string> stopped;
};
class StopScopeTest : public StandingTest, public ::testing::WithParamInterface<Scope> {};

TEST_P(StopScopeTest, StopsWhatItNamesAndNothingElse) {
  stop(GetParam().kind, GetParam().id);
  for (const auto& [name, act] : kActs) {
    const auto status = standing(act);
    EXPECT_EQ(bool(status), !GetParam().stopped.contains(name)) << GetParam().kind << " against " << name;
    if (status) continue;
    EXPECT_EQ(status.error().code, ErrorCode::state_stopped) << name;
    EXPECT_EQ(status.error().detail.at("stop").as_string(), "stp-1") << name;
    EXPECT_FALSE(status.error().rule.empty()) << name;
  }
  put<StopSubject>(*node_, kAuthority2, "stp-1", {StopLifted{"已修复"}});
  for (const auto& [name, act] : kActs) EXPECT_TRUE(standing(act)) << name;
}

INSTANTIATE_TEST_SUITE_P(
    Every, StopScopeTest,
    ::testing::Values(Scope{"resource", "cat-1", {"supply of scn-1", "query in scn-3", "call of prd-1", "call of prd-9"}},
                      Scope{"resource", "cat-1-b", {"supply of scn-1-b"}},
                      Scope{"scenario", "scn-1", {"supply of scn-1", "call of prd-1", "call of prd-9"}},
                      Scope{"scenario", "scn-3", {"query in scn-3"}},
                      Scope{"product", "prd-1", {"call of prd-1"}},
                      Scope{"developer", "org-dev", {"call of prd-1", "subscription of org-dev"}},
                      Scope{"developer", "org-none", {}},
                      Scope{"operator", "org-op", {"supply of scn-1", "query in scn-3", "call of prd-1", "call of prd-9", "agreement alone"}},
                      Scope{"operator", "org-op-b", {"supply of scn-1-b"}},
                      Scope{"node", "node",
                            {"supply of scn-1", "query in scn-3", "supply of scn-1-b", "call of prd-1", "call of prd-9", "subscription of org-dev",
                             "agreement alone"}}),
    [](const auto& scope) {
      std::string name = std::string(scope.param.kind) + "_" + scope.param.id;
      std::replace(name.begin(), name.end(), '-', '_');
      return name;
    });

TEST_F(StandingTest, AKeyIsWithheldWhileAStopStands) {
  add_data(*node_, kLeaving);
  const auto gate = [&] {
    Standing s;
    s.scenario = "scn-1";
    return standing(s);
  };
  EXPECT_TRUE(node_->keyring().release("scenario:scn-1", gate));
  stop("scenario", "scn-1");
  EXPECT_EQ(node_->keyring().release("scenario:scn-1", gate).error().code, ErrorCode::state_stopped);
}

TEST_F(StandingTest, AnAgreementStandsInItsTermOnly) {
  Standing s;
  s.scenario = "scn-1";
  struct Day {
    const char* text;
    bool stands;
  };
  for (const auto& day : {Day{"2025-12-31", false}, Day{"2026-01-01", true}, Day{"2028-12-31", true}, Day{"2029-01-01", false}}) {
    const auto status = standing(s, start_of(*parse_date(day.text)));
    EXPECT_EQ(bool(status), day.stands) << day.text;
    if (!status) {
      EXPECT_EQ(status.error().code, ErrorCode::rule_out_of_term) << day.text;
    }
  }
}

TEST_F(StandingTest, AScenarioMustBeApproved) {
  add_scenario(*node_, kLeaving, "scn-4", false);
  Standing s;
  s.scenario = "scn-4";
  EXPECT_EQ(standing(s).error().code, ErrorCode::rule_order);
  s.scenario = "scn-none";
  EXPECT_EQ(standing(s).error().code, ErrorCode::state_not_found);
}

TEST_F(StandingTest, APolicyEventReachesTheHooksBeforeItsCallerIsAnswered) {
  std::atomic<int> hooks{0};
  std::atomic<std::uint64_t> epoch{0};
  node_->on_policy([&] {
    ++hooks;
    epoch = node_->epoch();
  });
  const auto before = node_->epoch();
  stop("product", "prd-1");
  EXPECT_EQ(hooks, 1);
  EXPECT_EQ(node_->epoch(), node_->head().size - 1);
  EXPECT_EQ(epoch, node_->epoch());
  EXPECT_GT(node_->epoch(), before);
  put<Organisations>(*node_, kAuthority, "org-9", {organisation("不改变许可")});
  EXPECT_EQ(hooks, 1);
  EXPECT_EQ(node_->epoch(), node_->head().size - 2);
}

}  // namespace
}  // namespace gongshu::app
