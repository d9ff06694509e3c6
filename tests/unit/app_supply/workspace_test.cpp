// Jobs over real rows: approval, running, sealed results, cancellation within the time a stop has.
#include <chrono>
#include <iostream>
#include <thread>

#include "app/datasets.h"
#include "app/supply_files.h"
#include "jobs_world.h"

namespace gongshu::app::test {
namespace {

using namespace domain::workspace;
using std::chrono::steady_clock;

/// Pairs within a county: seconds of work on some ten thousand rows.
constexpr const char* kSlow = "SELECT count(*) AS n FROM residents a JOIN residents b ON a.county = b.county JOIN residents c ON b.county = c.county";

class Workspaces : public JobWorld {
 protected:
  /// Many people of one county, so that the pairs of kSlow take long.
  void supply_many() {
    w.again();
    std::vector<MaskedRow> rows;
    for (int i = 1; i <= 20'000; ++i) rows.push_back({"X" + std::to_string(i), "a", i});
    w.supply(w.make(rows, 20'000));
  }
  bool wait_for_running(const std::string& id) {
    for (int i = 0; i < 500 && state(id).status != JobStatus::running; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return state(id).status == JobStatus::running;
  }
};

TEST_F(Workspaces, RunAnApprovedJobAndSealItsResult) {
  const auto id = approved(kByCounty);
  ASSERT_EQ(run(id), "passed");
  const auto job = state(id);
  EXPECT_EQ(job.status, JobStatus::done);
  EXPECT_EQ(job.rows, 2);
  const auto result = load_job_result(*w.node, id);
  ASSERT_TRUE(result);
  EXPECT_NE(result->find("[\"a\",14]"), std::string::npos);
  EXPECT_EQ(result->find("\"c\""), std::string::npos);
  for (const auto* operation : {"getJob", "runJob"}) {
    const auto reply = w.call(kOperator, operation, {}, {{"id", id}});
    if (reply) {
      EXPECT_FALSE(reply->body.as_object().contains("rows") || reply->body.as_object().contains("result_digest"));
    }
  }
  stop("operator", "org-op");
  EXPECT_EQ(load_job_result(*w.node, id).error().code, ErrorCode::state_stopped);
}

TEST_F(Workspaces, RefuseWhatIsNotApproved) {
  const auto job = w.must(kOperator, "submitJob", json::object{{"workspace", workspace}, {"sql", kByCounty}, {"purpose", "测算"}});
  const auto id = World::text(job, "id");
  EXPECT_EQ(run(id), "state.not_allowed");
  const auto author = domain::Actor{"per-op", "org-ag", {"implementing_agency"}, {}};
  EXPECT_EQ(w.outcome(w.call(author, "approveJob", json::object{{"plan_hash", job.at("plan_hash")}}, {{"id", id}})), "auth.own_work");
  EXPECT_EQ(w.outcome(w.call(kRival, "getJob", {}, {{"id", id}})), "state.not_found");
  EXPECT_EQ(w.outcome(w.call(kRival, "runJob", {}, {{"id", id}})), "state.not_found");
  EXPECT_EQ(w.outcome(w.call(kRival, "cancelJob", {}, {{"id", id}})), "state.not_found");
  EXPECT_EQ(w.outcome(w.call(kRival, "explainQuery", json::object{{"sql", kByCounty}}, {{"id", workspace}})), "state.not_found");
  const auto single = json::object{{"workspace", workspace}, {"sql", "SELECT id_number FROM residents"}, {"purpose", "看人"}};
  EXPECT_FALSE(w.call(kOperator, "submitJob", single));
}

TEST_F(Workspaces, RunNothingAfterAStop) {
  const auto id = approved(kByCounty);
  stop("resource", "cat-1");
  EXPECT_EQ(run(id), "state.stopped HA-20");
  EXPECT_EQ(state(id).status, JobStatus::approved);
}

TEST_F(Workspaces, CancelARunningJobWhenAStopArrives) {
  supply_many();
  const auto id = approved(kSlow);
  std::string outcome;
  std::thread runner([&] { outcome = run(id); });
  ASSERT_TRUE(wait_for_running(id));
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const auto begin = steady_clock::now();
  stop("scenario", "scn-1");
  runner.join();
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(steady_clock::now() - begin).count();
  EXPECT_EQ(outcome, "passed");
  const auto job = state(id);
  EXPECT_EQ(job.status, JobStatus::cancelled);
  EXPECT_EQ(job.reason, "state.stopped");
  RecordProperty("milliseconds", static_cast<int>(took));
  std::cout << "cancelled " << took << " ms after the stop\n";
  EXPECT_LT(took, 1'000) << "200 ms on an idle machine";
  EXPECT_FALSE(std::filesystem::exists(result_file(*w.node, id)));
}

TEST_F(Workspaces, CancelARunningJobForAPerson) {
  supply_many();
  const auto id = approved(kSlow);
  std::thread runner([&] { run(id); });
  ASSERT_TRUE(wait_for_running(id));
  EXPECT_EQ(w.outcome(w.call(kOperator, "cancelJob", {}, {{"id", id}})), "passed");
  runner.join();
  EXPECT_EQ(state(id).status, JobStatus::cancelled);
}

TEST_F(Workspaces, TellHowFarARunHasComeAndTheOperatorNeitherTimesNorRows) {
  supply_many();
  const auto id = approved(kSlow);
  std::thread runner([&] { run(id); });
  ASSERT_TRUE(wait_for_running(id));
  json::object seen;
  for (int i = 0; i < 500; ++i) {
    seen = w.must(kAgency, "getJob", {}, {{"id", id}});
    if (seen.contains("progress") && seen.at("progress").at("phase").as_string() == "computing") break;
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
  const auto own = w.must(kOperator, "getJob", {}, {{"id", id}});
  EXPECT_EQ(w.outcome(w.call(kOperator, "cancelJob", {}, {{"id", id}})), "passed");
  runner.join();
  const auto& progress = seen.at("progress").as_object();
  EXPECT_EQ(progress.at("rows_total").as_int64(), 20'000);
  EXPECT_EQ(progress.at("rows_loaded").as_int64(), 20'000);
  std::vector<std::string> phases;
  for (const auto& phase : progress.at("phases").as_array()) phases.emplace_back(phase.at("phase").as_string());
  EXPECT_EQ(phases, (std::vector<std::string>{"preparing", "loading", "computing"}));
  EXPECT_EQ(own.at("progress"), (json::object{{"phase", "computing"}}));
  EXPECT_FALSE(own.contains("started"));
  EXPECT_FALSE(w.must(kAgency, "getJob", {}, {{"id", id}}).contains("progress"));
}

TEST_F(Workspaces, LetAStopOfAnotherScenarioPass) {
  supply_many();
  const auto id = approved("SELECT county, count(*) AS n FROM residents GROUP BY county");
  stop("scenario", "scn-2");
  EXPECT_EQ(run(id), "passed");
  EXPECT_EQ(state(id).status, JobStatus::done);
}

TEST_F(Workspaces, GiveAJobBackThatTheEndOfTheNodeInterrupted) {
  const auto id = approved(kByCounty);
  put<JobSubject>(*w.node, kOperator, id, {JobStarted{0, {}}});
  w.open();
  EXPECT_EQ(state(id).status, JobStatus::approved);
  EXPECT_EQ(run(id), "passed");
}

TEST_F(Workspaces, TryQueriesOnSyntheticRowsThatComeBackAfterARestart) {
  const auto ask = [&] {
    const auto answer = w.must(kOperator, "queryDevelopment", json::object{{"sql", "SELECT county, count(*) AS n FROM residents GROUP BY county ORDER BY county"}},
                               {{"id", workspace}});
    EXPECT_TRUE(answer.at("synthetic").as_bool());
    const auto& notes = answer.at("notes").at("residents");
    EXPECT_EQ(notes.at("method"), "chow-liu/1");
    EXPECT_GE(notes.at("k").as_int64(), 2);
    EXPECT_LE(notes.at("fidelity").at("margin_distance_worst").as_int64(), 5);
    return answer.at("rows").as_array();
  };
  const auto before = ask();
  ASSERT_EQ(before.size(), 2u);  // three people of one county are too few to appear
  EXPECT_EQ(ask(), before);
  w.open();
  EXPECT_EQ(ask(), before);
  EXPECT_EQ(w.outcome(w.call(kAgency, "queryDevelopment", json::object{{"sql", kByCounty}}, {{"id", workspace}})), "state.not_found");
}

}  // namespace
}  // namespace gongshu::app::test
