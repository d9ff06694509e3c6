// A world with an accepted supply and an open workspace: jobs submitted, approved, run and stopped in it.
#pragma once
#include "domain/supervision/events.h"
#include "domain/workspace/events.h"
#include "world.h"

namespace gongshu::app::test {

inline constexpr const char* kByCounty = "SELECT county, count(*) AS n FROM residents GROUP BY county";

/// Fourteen people of county a, twelve of b, three of c.
class JobWorld : public ::testing::Test {
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
  domain::workspace::Job state(const std::string& id) {
    domain::workspace::Job out;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(found, records.load<domain::workspace::JobSubject>(id));
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

}  // namespace gongshu::app::test
