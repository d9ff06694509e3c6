// Jobs prepared under a policy that the same batch changes.
#include <future>
#include <thread>

#include "domain/supervision/events.h"
#include "domain/workspace/events.h"
#include "ledger/reader.h"
#include "world.h"

namespace gongshu::app::test {
namespace {

using namespace domain::workspace;
constexpr const char* kByCounty = "SELECT county, count(*) AS n FROM residents GROUP BY county";

class JobEpoch : public ::testing::Test {
 protected:
  void SetUp() override {
    w.issue_order();
    auto rows = people(14, "a");
    for (auto& more : {people(12, "b", 15), people(3, "c", 27)}) rows.insert(rows.end(), more.begin(), more.end());
    w.supply(w.make(rows));
    workspace = World::text(w.must(kOperator, "openWorkspace", json::object{{"scenario", "scn-1"}}), "id");
  }
  std::string approved(const char* sql) {
    const auto job = w.must(kOperator, "submitJob", json::object{{"workspace", workspace}, {"sql", sql}, {"purpose", "测算"}});
    const auto id = World::text(job, "id");
    w.must(kAgency, "approveJob", json::object{{"plan_hash", job.at("plan_hash")}}, {{"id", id}});
    return id;
  }
  Job state(const std::string& id) {
    Job out;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(found, records.load<JobSubject>(id));
      out = std::move(found);
      return {};
    }));
    return out;
  }
  std::string run(const std::string& id) { return w.outcome(w.call(kOperator, "runJob", {}, {{"id", id}})); }
  void stop(const char* kind, const char* scope) {
    put<domain::supervision::StopSubject>(*w.node, kAuthority, "stp-1", {domain::supervision::StopOrdered{kind, scope, "leak", "hold", false, {}}});
  }
  World w;
  std::string workspace;
};

TEST_F(JobEpoch, StartAJobUnderThePolicyOfTheSameBatch) {
  const auto id = approved(kByCounty);
  std::promise<void> held, release;
  std::thread holder([&] {
    EXPECT_TRUE(w.node->execute(kAuthority, "test", [&](Tx&) -> Status {
      held.set_value();
      release.get_future().wait();
      return {};
    }));
  });
  held.get_future().wait();
  std::thread stopper([&] { stop("scenario", "scn-2"); });
  while (w.node->stats().waiting < 1) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  std::string outcome;
  std::thread runner([&] { outcome = run(id); });
  while (w.node->stats().waiting < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
  release.set_value();
  holder.join();
  stopper.join();
  runner.join();
  EXPECT_EQ(outcome, "passed");
  std::int64_t started = -1;
  ASSERT_TRUE(w.node->query([&](Records& records) {
    return ledger::Reader(records.db()).each(0, [&](const ledger::Entry& e) -> Status {
      if (e.type == JobStarted::kType) started = e.data.object().at("epoch").as_int64();
      return {};
    });
  }));
  EXPECT_EQ(started, static_cast<std::int64_t>(w.node->epoch()));
}

}  // namespace
}  // namespace gongshu::app::test
