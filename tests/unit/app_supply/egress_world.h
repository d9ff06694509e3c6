// What the tests of egress share: releases made by hand, the ledgers of a node, packages on their way through the Henan chain.
#pragma once
#include <gmock/gmock.h>

#include "app/datasets.h"
#include "app/egress.h"
#include "app/jobs_result.h"
#include "app/supply_files.h"
#include "crypto/sm4.h"
#include "domain/product/events.h"
#include "domain/workspace/events.h"
#include "store/files.h"
#include "world.h"

namespace gongshu::app::test {

using namespace domain::workspace;
namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

/// One cell over the rows first…last, each an entity of its own.
inline PopulationRelease count_of(std::uint64_t first, std::uint64_t last, std::string label = "r") {
  PopulationRelease out{"resident", {}};
  out.release.label = std::move(label);
  out.release.atoms = 1;
  for (auto i = first; i <= last; ++i) out.release.rows.push_back({i, i, 0});
  out.release.cells.push_back({"count(*)", {0}});
  return out;
}

class EgressLedgers : public ::testing::Test {
 protected:
  explicit EgressLedgers(fs::path packs = GONGSHU_SOURCE_DIR "/rulepacks") : w(std::move(packs)) {}
  EgressPart& egress() { return w.node->part<EgressPart>(); }
  fs::path file() { return w.data / "egress/resident.led"; }
  /// Lets the release go as a product would: file first, event then.
  std::string release(const PopulationRelease& r, bool record_event = true) {
    const auto status = egress().release({r}, 10, [&](const EgressPart::Marks& marks) -> Status {
      if (!record_event) return fail(ErrorCode::state_conflict);
      for (const auto& [population, mark] : marks) put<EgressSubject>(*w.node, Node::system_actor(), population, {mark});
      return {};
    });
    return status ? "passed" : std::string(info(status.error().code).name);
  }
  Egress log() {
    Egress out;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(found, records.find<EgressSubject>("resident"));
      if (found) out = *found;
      return {};
    }));
    return out;
  }
  std::string opened() {
    const auto copy = egress().copy("resident");
    return copy ? std::to_string(copy->releases()) : std::string(info(copy.error().code).name);
  }
  World w;
};

inline const domain::Actor kOtherOperator{"per-op2", "org-op", {"operator"}, {}};

/// Packages of jobs whose results and releases the test makes, on their way through the Henan chain.
class Leaving : public EgressLedgers {
 protected:
  using EgressLedgers::EgressLedgers;
  void SetUp() override {
    w.issue_order();
    std::vector<MaskedRow> rows = people(14, "a");
    w.supply(w.make(rows));
  }
  /// A job that is done, with this answer and release sealed as its result.
  std::string job(const std::string& id, const PopulationRelease& release, std::string answer) {
    StoredResult stored;
    stored.answer = std::move(answer);
    stored.controlled = true;
    stored.releases = {release};
    stored.review = {json::object{{"group", "county = '<c>'"}, {"measure", ""}, {"reason", "few"}, {"rows", 3}, {"entities", 3}}};
    stored.lineage = {
        json::object{
            {"name", "county"},
            {"type", "text"},
            {"how", "key"},
            {"direct", true},
            {"sources", json::array{json::object{{"table", "residents"}, {"column", "county"}, {"uses", json::array{"group"}}}}}},
        json::object{{"name", "n"}, {"type", "integer"}, {"how", "aggregate"}, {"direct", false}, {"sources", json::array{}}}};
    auto key = *scenario_key(*w.node, "scn-1", "cat-1");
    const auto sealed = *crypto::sm4_seal(files_key(key), *encode(stored), "result:" + id);
    EXPECT_TRUE(store::write_file_atomic(result_file(*w.node, id), sealed));
    const SubmitJob content{"wsp-1", "SELECT county, count(*) AS n FROM residents GROUP BY county", "<b>测算</b>", {}};
    const PlanFacts plan{"plan", crypto::to_hex(crypto::view(crypto::sm3("plan"))), 0, {"residents"}};
    put<JobSubject>(*w.node, kOperator, id,
                    {JobSubmitted{content, "scn-1", "org-ag", plan}, JobApproved{plan.hash}, JobStarted{0, {batch()}},
                     JobDone{digest_hex(sealed), 1, 0}});
    return id;
  }
  std::string batch() {
    std::string out;
    EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
      GS_TRY(found, batch_in_use(records, "scn-1", "cat-1"));
      out = found->id;
      return {};
    }));
    return out;
  }
  std::string submitted(const std::string& job_id) {
    const json::object draft{{"scenario", "scn-1"},
                             {"title", "<script>alert(1)</script>"},
                             {"summary", "按县统计"},
                             {"kind", "package"},
                             {"definition", json::object{{"job", job_id}}}};
    const auto id = World::text(w.must(kOtherOperator, "draftProduct", draft), "id");
    domain::product::Checked checked;
    for (const char* item :
         {"data_sources", "sensitive_masking", "raw_data_containment", "access_control", "related_party_authorization"})
      checked.items.push_back({item, true, "seen"});
    put<domain::product::ProductSubject>(*w.node, kOtherOperator, id, {checked});
    w.must(kOtherOperator, "submitProduct", {}, {{"id", id}});
    return id;
  }
  std::string opinion(const domain::Actor& actor, const std::string& id, const char* verdict = "pass") {
    json::object body{{"role", actor.roles.front()}, {"verdict", verdict}};
    if (std::string_view(verdict) != "pass") body.insert({{"reason", "重做"}, {"basis", "第十五条"}});
    return w.outcome(w.call(actor, "reviewProduct", body, {{"id", id}}));
  }
  std::string status(const std::string& id) { return World::text(w.must(kAuthority, "getProduct", {}, {{"id", id}}), "status"); }
  static constexpr const char* kAnswer =
      R"({"columns":[{"name":"county","type":"text"},{"name":"n","type":"integer"}],"rows":[["a",40]],"verdict":"withheld","withheld":[]})";
};

}  // namespace gongshu::app::test
