// Policy hooks and epochs: when hooks run, which epoch an entry stands under, and what becomes of a decision prepared on what
// was.
#include <future>
#include <thread>

#include "domain/supervision/events.h"
#include "exit_world.h"
#include "ledger/reader.h"

namespace gongshu::app {
namespace {

using namespace test;
using domain::supervision::StopLifted;
using domain::supervision::StopOrdered;
using domain::supervision::StopSubject;

StopOrdered stop_of(const char* scenario) { return {"scenario", scenario, "疑似泄露", "断开", false, {}}; }

class PolicyTest : public ::testing::Test {
 protected:
  void SetUp() override {
    node_ = open(data_);
    put<Organisations>(*node_, kAuthority, "org-1", {organisation("甲单位")});  // so that no policy event has the number 0
    node_->on_policy([this] { ++runs_; });
  }
  void stop(const std::string& id = "stp-1") { put<StopSubject>(*node_, kAuthority, id, {stop_of("scn-x")}); }
  void rename(const std::string& id) { put<Organisations>(*node_, kAuthority, id, {organisation("改名")}); }
  std::vector<ledger::Entry> entries() {
    std::vector<ledger::Entry> out;
    EXPECT_TRUE(node_->query([&](Records& records) {
      return ledger::Reader(records.db()).each(0, [&](const ledger::Entry& e) -> Status {
        out.push_back(e);
        return {};
      });
    }));
    return out;
  }
  /// Runs the steps in one batch of the sequencer: it is held while they queue up, one after the other.
  void in_one_batch(const std::vector<std::function<void()>>& steps) {
    std::promise<void> held, release;
    std::vector<std::thread> threads;
    threads.emplace_back([&] {
      EXPECT_TRUE(node_->execute(kAuthority, "test", [&](Tx&) -> Status {
        held.set_value();
        release.get_future().wait();
        return {};
      }));
    });
    held.get_future().wait();
    for (std::size_t i = 0; i < steps.size(); ++i) {
      threads.emplace_back(steps[i]);
      while (node_->stats().waiting <= i) std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    release.set_value();
    for (auto& t : threads) t.join();
  }
  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::atomic<int> runs_{0};
  std::unique_ptr<Node> node_;
};

TEST_F(PolicyTest, AHookSeesTheCommittedEventAndItsEpochBeforeTheCallerIsAnswered) {
  std::string row;
  std::uint64_t epoch = 0;
  std::size_t recorded = 0;
  node_->on_policy([&] {
    row = row_text(*node_, "stop", "stp-1");  // on another connection: only what is committed shows
    epoch = node_->epoch();
    recorded = entries().size();
  });
  EXPECT_EQ(node_->epoch(), 0u);
  stop();
  EXPECT_NE(row.find("scn-x"), std::string::npos);
  EXPECT_EQ(recorded, 2u);
  EXPECT_EQ(epoch, 1u);
  EXPECT_EQ(node_->epoch(), 1u);
  EXPECT_EQ(runs_, 1);
}

TEST_F(PolicyTest, HooksRunInTheOrderGiven) {
  std::string order;
  for (const char name : {'a', 'b', 'c'}) node_->on_policy([&, name] { order += name; });
  stop();
  EXPECT_EQ(order, "abc");
}

TEST_F(PolicyTest, NoHookRunsAfterARefusedDecision) {
  const std::vector<std::function<Status()>> refusals{[]() -> Status { return fail(ErrorCode::state_not_allowed); },
                                                      []() -> Status {
                                                        return fail({ErrorCode::rule_refused, "", "", "HA-20", "第十八条", {}});
                                                      },
                                                      []() -> Status { throw std::runtime_error("a bug"); }};
  for (const auto& refuse : refusals) {
    EXPECT_FALSE(node_->execute(kAuthority, "test", [&](Tx& tx) -> Status {
      GS_CHECK(tx.emit<StopSubject>("stp-1", {stop_of("scn-x")}));
      return refuse();
    }));
    EXPECT_EQ(row_text(*node_, "stop", "stp-1"), "");
  }
  rename("org-2");
  EXPECT_EQ(runs_, 0);
  EXPECT_EQ(node_->epoch(), 0u);
  for (const auto& e : entries()) EXPECT_EQ(e.epoch, 0u) << e.type;
  stop();
  EXPECT_EQ(runs_, 1);
}

TEST_F(PolicyTest, ADecisionThatChangesNoPolicyStartsNoEpoch) {
  rename("org-1");
  EXPECT_EQ(runs_, 0);
  EXPECT_EQ(node_->epoch(), 0u);
}

TEST_F(PolicyTest, EntriesStandUnderTheLastPolicyEventBeforeThem) {
  stop();
  rename("org-2");
  ASSERT_FALSE(node_->execute(kOperator, "test", [](Tx&) -> Status {
    return fail({ErrorCode::rule_refused, "", "", "HA-20", "第十八条", {}});
  }));
  put<StopSubject>(*node_, kAuthority2, "stp-1", {StopLifted{"已修复"}});
  rename("org-3");
  std::vector<std::uint64_t> epochs;
  for (const auto& e : entries()) epochs.push_back(e.epoch);
  EXPECT_EQ(epochs, (std::vector<std::uint64_t>{0, 1, 1, 1, 4, 4}));
  EXPECT_EQ(node_->epoch(), 4u);
}

TEST_F(PolicyTest, APolicyEventCountsForTheRestOfItsBatchAndARefusedOneDoesNot) {
  in_one_batch({[&] {
                  EXPECT_FALSE(node_->execute(kAuthority, "test", [&](Tx& tx) -> Status {
                    GS_CHECK(tx.emit<StopSubject>("stp-0", {stop_of("scn-x")}));
                    return fail(ErrorCode::state_not_allowed);
                  }));
                },
                [&] { rename("org-2"); }, [&] { stop(); }, [&] { rename("org-3"); }});
  std::vector<std::uint64_t> epochs;
  for (const auto& e : entries()) epochs.push_back(e.epoch);
  EXPECT_EQ(epochs, (std::vector<std::uint64_t>{0, 0, 2, 2}));
  EXPECT_EQ(runs_, 1);
}

TEST_F(PolicyTest, TheEpochSurvivesReopening) {
  stop();
  rename("org-2");
  node_.reset();
  node_ = open(data_);
  EXPECT_EQ(node_->epoch(), 1u);
  rename("org-3");
  EXPECT_EQ(entries().back().epoch, 1u);
  node_.reset();
  EXPECT_VERIFIED(data_);
}

const domain::Actor kAdmin{"per-admin", "org-au", {"competent_authority"}, {"system_admin"}};

Result<Reply> change_roles(Node& node, const std::string& role, const std::string& if_match) {
  Call c;
  c.operation = "changeOrganisationRoles";
  c.params = {{"id", "org-1"}};
  c.headers["if-match"] = if_match;
  c.body = json::object{{"roles", json::array{role}}, {"reason", "改制"}};
  c.actor = kAdmin;
  return operations().at(c.operation).run(node, c);
}

TEST_F(PolicyTest, AChangePreparedOnAnOlderVersionIsRefused) {
  ASSERT_TRUE(change_roles(*node_, "tax", "1"));
  const auto stale = change_roles(*node_, "audit", "1");
  ASSERT_FALSE(stale);
  EXPECT_EQ(stale.error().code, ErrorCode::state_conflict);
  EXPECT_EQ(stale.error().at, "header.if-match");
  EXPECT_EQ(row_text(*node_, "organisation", "org-1").find("audit"), std::string::npos);
  EXPECT_TRUE(change_roles(*node_, "audit", "2"));
}

TEST_F(PolicyTest, OfChangesOfOneBatchPreparedOnOneVersionOnePasses) {
  std::atomic<int> passed{0}, conflicts{0};
  const auto change = [&] {
    const auto reply = change_roles(*node_, "tax", "1");
    if (reply)
      ++passed;
    else if (reply.error().code == ErrorCode::state_conflict)
      ++conflicts;
  };
  in_one_batch(std::vector<std::function<void()>>(6, change));
  EXPECT_EQ(passed, 1);
  EXPECT_EQ(conflicts, 5);
}

TEST_F(PolicyTest, WithoutAVersionADecisionStandsOnWhatTheBatchHasDoneBefore) {
  domain::evidence::EnterOutsideDecision entry{"government_approval", "plan/pla-1", "doc-1", "1号", "2026-03-01", "approved"};
  put<domain::evidence::OutsideDecisionSubject>(*node_, kAgency, "dec-1", {domain::evidence::DecisionEntered{entry}});
  std::atomic<int> passed{0}, refused{0};
  const auto confirm = [&] {
    const auto reply = call(*node_, kAuthority, "confirmOutsideDecision", {{"id", "dec-1"}});
    if (reply)
      ++passed;
    else if (reply.error().code == ErrorCode::state_not_allowed)
      ++refused;
  };
  in_one_batch(std::vector<std::function<void()>>(4, confirm));
  EXPECT_EQ(passed, 1);
  EXPECT_EQ(refused, 3);
}

}  // namespace
}  // namespace gongshu::app
