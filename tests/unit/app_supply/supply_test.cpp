// The supply path over real keys and files: what comes in, what is refused, what lies on disk.
#include <fstream>

#include "app/datasets.h"
#include "app/supply_files.h"
#include "domain/supervision/events.h"
#include "world.h"

namespace gongshu::app::test {
namespace {

namespace supply = domain::supply;

std::string read_whole(const std::filesystem::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

supply::Batch batch_of(World& w, const std::string& id) {
  supply::Batch out;
  EXPECT_TRUE(w.node->query([&](Records& records) -> Status {
    GS_TRY(found, records.load<supply::BatchSubject>(id));
    out = std::move(found);
    return {};
  }));
  return out;
}

TEST(Supply, TakesAMaskedBatchAndKeepsItSealed) {
  World w;
  w.issue_order();
  const auto made = w.make(people(25, "a"), 10);
  const auto id = w.supply(made);
  EXPECT_EQ(batch_of(w, id).status, supply::BatchStatus::accepted);
  const auto sealed = read_whole(chunk_file(*w.node, id, 2));
  EXPECT_EQ(sealed.size(), made.chunks[2].size() + 28);
  EXPECT_EQ(sealed.find("county"), std::string::npos);

  std::vector<std::string> counties;
  const crypto::HmacSm3 hmac(w.key);
  const auto first = privacy::pseudonym(hmac, people(1, "a")[0].id_number);
  std::string shown;
  ASSERT_TRUE(read_rows(*w.node, "scn-1", "cat-1", {"county", "id_number"}, [&](privacy::Cells cells) -> Status {
    counties.emplace_back(cells[0]);
    if (shown.empty()) shown = cells[1];
    return {};
  }));
  EXPECT_EQ(counties.size(), 25u);
  EXPECT_EQ(shown, first);
}

TEST(Supply, RefusesAnOrderThatMayNotBe) {
  World w;
  EXPECT_EQ(w.outcome(w.call(kAgency, "issueMaskingOrder", json::object{{"scenario", "scn-2"}, {"resource", "cat-1"}})), "rule.order HA-03");
  EXPECT_EQ(w.outcome(w.call(kAgency, "issueMaskingOrder", json::object{{"scenario", "scn-1"}, {"resource", "cat-9"}})), "state.not_found");
  EXPECT_EQ(w.outcome(w.call(kAgency, "issueMaskingOrder", json::object{{"scenario", "scn-1"}, {"resource", "cat-1"}})), "state.not_found");
  w.issue_order();
  put<domain::supervision::StopSubject>(*w.node, kAuthority, "stp-1",
                                        {domain::supervision::StopOrdered{"resource", "cat-1", "leak", "hold", false, {}}});
  EXPECT_EQ(w.outcome(w.call(kAgency, "issueMaskingOrder", json::object{{"scenario", "scn-1"}, {"resource", "cat-1"}})), "state.stopped HA-20");
}

TEST(Supply, OrdersRowsByConsentWhereTheOrderSaysSo) {
  World w;
  w.issue_order({{"consent_column", "agreed"}});
  EXPECT_EQ(w.order.consent->column, "agreed");
  EXPECT_EQ(w.order.columns.back().name, "agreed");
  EXPECT_EQ(w.order.columns.back().technique, privacy::Technique::suppress) << "it says who may leave and does not leave itself";
  auto made = w.make(people(12, "a"));
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", w.announcement(made.manifest, w.source))), "batch.bad_manifest HA-01") << "not filtered";
  made.manifest.consent = privacy::ConsentCount{"agreed", 7};
  const auto id = w.supply(made);
  const auto shown = w.must(kAgency, "getBatch", {}, {{"id", id}});
  EXPECT_EQ(shown.at("consent").at("rows_without"), 7);
  EXPECT_EQ(shown.at("rule_version"), "masking/2");
  const auto refused = [&](const char* column) {
    return w.outcome(w.call(kAgency, "issueMaskingOrder", json::object{{"scenario", "scn-1"}, {"resource", "cat-1"}, {"consent_column", column}}));
  };
  EXPECT_EQ(refused("nothing"), "rule.out_of_scope");
  EXPECT_EQ(refused("county"), "input.bad_parameter");
}

TEST(Supply, ShowsTheRiskThatItCountedAgain) {
  World w;
  w.issue_order({{"sensitive", json::array{"county"}}});
  EXPECT_EQ(w.outcome(w.call(kAgency, "issueMaskingOrder",
                             json::object{{"scenario", "scn-1"}, {"resource", "cat-1"}, {"sensitive", json::array{"id_number"}}})),
            "rule.out_of_scope HA-01");
  auto made = w.make(people(25, "a"), 10);
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", w.announcement(made.manifest, w.source))), "batch.bad_manifest HA-01") << "no figures";
  made.manifest.risk = privacy::BatchRisk{std::string(privacy::kRiskMethod), "entities", 25, 25, 0, 0, 1, 1, 1, 1, 0, 0, 3};
  const auto id = w.supply(made);
  const auto risk = w.must(kAgency, "getBatch", {}, {{"id", id}}).at("risk").as_object();
  EXPECT_EQ(risk.at("k_after"), 25);
  EXPECT_EQ(risk.at("l_after"), 1);
  EXPECT_EQ(risk.at("grade_estimate"), 3);
  EXPECT_NE(World::text(risk, "grade_basis").find("估计"), std::string::npos);

  auto lying = w.make(people(24, "a"));
  lying.manifest.risk = privacy::BatchRisk{std::string(privacy::kRiskMethod), "entities", 23, 23, 0, 0, 1, 1, 1, 1, 0, 0, 3};
  const auto lie = w.push(lying);
  EXPECT_EQ(w.outcome(w.call(kProvider, "finishBatch", {}, {{"id", lie}})), "batch.bad_manifest HA-01");
  EXPECT_EQ(batch_of(w, lie).status, supply::BatchStatus::refused);
}

TEST(Supply, RefusesAnUnregisteredResource) {
  World w;
  w.issue_order();
  const auto made = w.make(people(12, "a"));
  const auto id = w.push(made);
  w.clock->set(kNow + 2LL * 366 * 86'400'000);  // the registration has lapsed
  EXPECT_EQ(w.outcome(w.call(kAgency, "issueMaskingOrder", json::object{{"scenario", "scn-1"}, {"resource", "cat-1"}})), "rule.not_registered");
  EXPECT_EQ(w.outcome(w.call(kProvider, "finishBatch", {}, {{"id", id}})), "rule.not_registered");
  EXPECT_EQ(w.outcome(w.chunk(id, 0, made.chunks[0])), "rule.not_registered");
}

TEST(Supply, RefusesAManifestOfAnotherKeyOrOutsideTheOrder) {
  World w;
  w.issue_order();
  const auto good = w.make(people(12, "a"));
  const auto stranger = crypto::Sm2PrivateKey::generate();
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", w.announcement(good.manifest, stranger))), "crypto.bad_signature HA-01");
  EXPECT_EQ(w.outcome(w.call(kOperator, "announceBatch", w.announcement(good.manifest, w.source))), "auth.forbidden");

  auto wider = good.manifest;
  wider.columns.push_back({"phone", privacy::ColumnType::text, privacy::Technique::keep, privacy::Grade::general, privacy::Identity::none});
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", w.announcement(wider, w.source))), "rule.out_of_scope HA-01");
  auto laxer = good.manifest;
  laxer.columns[0].technique = privacy::Technique::keep;
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", w.announcement(laxer, w.source))), "batch.bad_manifest HA-01");
  auto unknown = good.manifest;
  unknown.order_id = "ord-none";
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", w.announcement(unknown, w.source))), "state.not_found");
  auto changed = w.announcement(good.manifest, w.source);
  auto document = World::text(changed, "document");
  document.replace(document.find("\"rows\":12"), 9, "\"rows\":13");
  changed["document"] = document;
  EXPECT_EQ(w.outcome(w.call(kProvider, "announceBatch", changed)), "crypto.bad_signature HA-01");
}

TEST(Supply, RefusesATamperedChunkAndAsksForMissingOnes) {
  World w;
  w.issue_order();
  const auto made = w.make(people(25, "a"), 10);
  const auto announced = w.must(kProvider, "announceBatch", w.announcement(made.manifest, w.source));
  const auto id = World::text(announced, "id");
  EXPECT_EQ(announced.at("missing").as_array().size(), 3u);
  auto tampered = made.chunks[0];
  tampered[tampered.size() - 2] ^= 1;
  EXPECT_EQ(w.outcome(w.chunk(id, 0, tampered)), "batch.bad_chunk HA-01");
  EXPECT_EQ(w.outcome(w.chunk(id, 7, made.chunks[0])), "batch.bad_chunk HA-01");
  EXPECT_EQ(w.outcome(w.chunk(id, 1, made.chunks[1])), "passed");
  EXPECT_EQ(w.outcome(w.call(kProvider, "finishBatch", {}, {{"id", id}})), "batch.bad_chunk HA-01");
  const auto resumed = w.must(kProvider, "announceBatch", w.announcement(made.manifest, w.source));
  EXPECT_EQ(World::text(resumed, "id"), id);
  EXPECT_EQ(resumed.at("missing"), (json::array{0, 2}));
  EXPECT_EQ(w.outcome(w.chunk(id, 0, made.chunks[0])), "passed");
  EXPECT_EQ(w.outcome(w.chunk(id, 2, made.chunks[2])), "passed");
  EXPECT_EQ(w.outcome(w.call(kProvider, "finishBatch", {}, {{"id", id}})), "passed");
  EXPECT_EQ(w.outcome(w.chunk(id, 0, made.chunks[0])), "state.not_allowed");
}

TEST(Supply, RefusesRawValuesUnderARealManifestAndDeletesThem) {
  World w;
  w.issue_order();
  const auto made = w.make(people(12, "a"), 1000, true);
  const auto id = w.push(made);
  const auto refused = w.call(kProvider, "finishBatch", {}, {{"id", id}});
  EXPECT_EQ(w.outcome(refused), "batch.looks_raw HA-01");
  EXPECT_NE(refused.error().at.find("id_number"), std::string::npos);
  EXPECT_FALSE(std::filesystem::exists(batch_folder(*w.node, id)));
  const auto state = batch_of(w, id);
  EXPECT_EQ(state.status, supply::BatchStatus::refused);
  EXPECT_EQ(state.findings.at(0).column, "id_number");
  EXPECT_EQ(read_rows(*w.node, "scn-1", "cat-1", {"county"}, [](privacy::Cells) -> Status { return {}; }).error().code, ErrorCode::state_not_allowed);
}

TEST(Supply, ReplacesTheBatchBefore) {
  World w;
  w.issue_order();
  const auto first = w.supply(w.make(people(12, "a")));
  w.again();
  const auto second = w.supply(w.make(people(13, "b")));
  EXPECT_EQ(batch_of(w, first).status, supply::BatchStatus::replaced);
  EXPECT_FALSE(std::filesystem::exists(batch_folder(*w.node, first)));
  int rows = 0;
  ASSERT_TRUE(read_rows(*w.node, "scn-1", "cat-1", {"county"}, [&](privacy::Cells cells) -> Status {
    EXPECT_EQ(cells[0], "b");
    ++rows;
    return {};
  }));
  EXPECT_EQ(rows, 13);
  const auto files = scenario_files(*w.node, "scn-1");
  ASSERT_TRUE(files);
  EXPECT_EQ(files->size(), 3u);  // two orders, one batch
  EXPECT_EQ(std::count(files->begin(), files->end(), batch_folder(*w.node, second)), 1);
}

TEST(Supply, WithholdsTheKeyUnderAStop) {
  World w;
  w.issue_order();
  const auto id = w.supply(w.make(people(12, "a")));
  const auto none = [](privacy::Cells) -> Status { return {}; };
  EXPECT_EQ(read_rows(*w.node, "scn-1", "cat-1", {"phone"}, none).error().code, ErrorCode::rule_out_of_scope);
  put<domain::supervision::StopSubject>(*w.node, kAuthority, "stp-1", {domain::supervision::StopOrdered{"scenario", "scn-1", "leak", "hold", false, {}}});
  EXPECT_EQ(read_rows(*w.node, "scn-1", "cat-1", {"county"}, none).error().code, ErrorCode::state_stopped);
  EXPECT_EQ(scenario_key(*w.node, "scn-1", "cat-1").error().code, ErrorCode::state_stopped);
  EXPECT_TRUE(std::filesystem::exists(batch_folder(*w.node, id)));
}

TEST(Supply, NamesAChunkThatWasChangedOnDisk) {
  World w;
  w.issue_order();
  const auto id = w.supply(w.make(people(12, "a")));
  auto bytes = read_whole(chunk_file(*w.node, id, 0));
  bytes[bytes.size() / 2] ^= 1;
  std::ofstream(chunk_file(*w.node, id, 0), std::ios::binary) << bytes;
  EXPECT_EQ(read_rows(*w.node, "scn-1", "cat-1", {"county"}, [](privacy::Cells) -> Status { return {}; }).error().code, ErrorCode::crypto_bad_ciphertext);
}

TEST(Supply, SweepsFilesThatNoRecordNames) {
  World w;
  w.issue_order();
  const auto id = w.supply(w.make(people(12, "a")));
  std::filesystem::create_directory(batch_folder(*w.node, "bat-stray"));
  std::ofstream(order_file(*w.node, "ord-stray")) << "{}";
  const auto stray = batch_folder(*w.node, "bat-stray"), order = order_file(*w.node, "ord-stray"), kept = batch_folder(*w.node, id);
  w.open();
  EXPECT_FALSE(std::filesystem::exists(stray));
  EXPECT_FALSE(std::filesystem::exists(order));
  EXPECT_TRUE(std::filesystem::exists(kept));
}

}  // namespace
}  // namespace gongshu::app::test
