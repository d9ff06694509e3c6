// What a person takes away verifies with the key alone; whatever is changed in it shows.
#include "ledger/bundle.h"

#include "fixture.h"
#include "ledger/reader.h"

namespace gongshu::ledger {
namespace {

constexpr std::uint64_t kEntries = 41;

class Bundle : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    directory_ = new TempDir;
    ledger_ = new Ledger(*directory_ / "ledger.db");
    MUST(ledger_->batch(20, true));
    MUST(ledger_->batch(kEntries - 20));
  }
  static void TearDownTestSuite() {
    delete ledger_;
    delete directory_;
  }
  static json::object proof(std::uint64_t seq) {
    Reader reader(ledger_->db);
    const auto envelope = *reader.envelope(seq);
    json::array path;
    const auto steps = *reader.inclusion(seq, kEntries);
    for (const auto& step : steps) path.emplace_back(crypto::to_hex(crypto::view(step)));
    return {{"seq", seq}, {"size", kEntries}, {"leaf", crypto::to_hex(crypto::view(leaf_hash(envelope)))}, {"path", std::move(path)}, {"envelope", envelope}, {"checkpoint", note()}};
  }
  static std::string note() { return (*Reader(ledger_->db).latest_checkpoint())->note; }
  static json::object shown(std::uint64_t seq) {
    Reader reader(ledger_->db);
    const auto e = *reader.entry(seq);
    return {{"seq", seq}, {"time", to_text(e.time)}, {"actor", e.actor}, {"org", e.org}, {"stream", e.stream}, {"type", e.type}, {"v", e.v}, {"epoch", e.epoch},
            {"rules", json::value_from(e.rules)}, {"data", e.data.object()}, {"salt", crypto::to_hex(*reader.salt(seq))}};
  }
  static json::object evidence() {
    json::array entries;
    for (const std::uint64_t seq : {0, 3, 19, 40}) entries.push_back(json::object{{"entry", shown(seq)}, {"proof", proof(seq)}});
    return {{"format", "gongshu evidence bundle 1"}, {"entries", std::move(entries)}};
  }
  static json::object public_log() {
    json::array leaves;
    for (std::uint64_t seq = 0; seq < kEntries; ++seq) leaves.push_back(proof(seq).at("leaf"));
    return {{"format", "gongshu public log 1"}, {"checkpoint", note()}, {"leaves", std::move(leaves)}};
  }
  static BundleReport check(const json::value& file) {
    auto report = verify_bundle(json::serialize(file), test_key().public_key());
    EXPECT_TRUE(report) << why(report);
    return report ? *report : BundleReport{};
  }
  /// The fault after `change` of the second entry of a bundle.
  static std::string fault(const std::function<void(json::object& entry, json::object& proof)>& change) {
    auto file = evidence();
    auto& second = file.at("entries").as_array()[1].as_object();
    change(second.at("entry").as_object(), second.at("proof").as_object());
    const auto report = check(file);
    return report.first_bad ? report.first_bad->what : "none";
  }
  static inline TempDir* directory_;
  static inline Ledger* ledger_;
};

TEST_F(Bundle, EvidenceHolds) {
  const auto report = check(evidence());
  EXPECT_TRUE(report.ok()) << report.first_bad->what << ": " << report.first_bad->expected << " / " << report.first_bad->found;
  EXPECT_EQ(report.kind, "evidence_bundle");
  EXPECT_EQ(report.entries, 4u);
  EXPECT_EQ(report.without_data, 0u);
  EXPECT_EQ(report.size, kEntries);
}

TEST_F(Bundle, EachChangeIsFound) {
  const std::string other(64, 'a');
  EXPECT_EQ(fault([](auto&, auto&) {}), "none");
  EXPECT_EQ(fault([](auto& e, auto&) { e["actor"] = "per-99"; }), "actor");
  EXPECT_EQ(fault([](auto& e, auto&) { e["type"] = "catalog.approved"; }), "type");
  EXPECT_EQ(fault([](auto& e, auto&) { e["time"] = "2020-01-01T00:00:00+08:00"; }), "time");
  EXPECT_EQ(fault([](auto& e, auto&) { e["rules"] = json::array{"HA-13"}; }), "rules");
  EXPECT_EQ(fault([](auto& e, auto&) { e["seq"] = 4; }), "seq");
  EXPECT_EQ(fault([](auto& e, auto&) { e["data"].as_object()["rows"] = 7; }), "commitment to data");
  EXPECT_EQ(fault([&](auto& e, auto&) { e["salt"] = other; }), "commitment to data");
  EXPECT_EQ(fault([](auto& e, auto&) { e.erase("salt"); }), "commitment to data");
  EXPECT_EQ(fault([](auto&, auto& p) { p["envelope"] = std::string(p.at("envelope").as_string()) + " "; }), "leaf hash");
  EXPECT_EQ(fault([&](auto&, auto& p) { p["leaf"] = other; }), "inclusion");
  EXPECT_EQ(fault([](auto&, auto& p) { p["seq"] = 5; }), "inclusion");
  EXPECT_EQ(fault([&](auto&, auto& p) { p["path"].as_array()[0] = other; }), "inclusion");
  EXPECT_EQ(fault([](auto&, auto& p) { p["path"].as_array().pop_back(); }), "inclusion");
  EXPECT_EQ(fault([](auto&, auto& p) { p["size"] = 40; }), "size of the tree");
  EXPECT_EQ(fault([](auto&, auto& p) { p.erase("leaf"); }), "proof");
  EXPECT_EQ(fault([](auto&, auto& p) {
              auto text = std::string(p.at("checkpoint").as_string());
              text[text.find("41")] = '5';
              p["checkpoint"] = text;
            }),
            "checkpoint");
}

TEST_F(Bundle, DataThatIsLeftOutIsCounted) {
  auto file = evidence();
  auto& entry = file.at("entries").as_array()[0].as_object().at("entry").as_object();
  entry.erase("data");
  entry.erase("salt");
  const auto report = check(file);
  EXPECT_TRUE(report.ok());
  EXPECT_EQ(report.without_data, 1u);
}

TEST_F(Bundle, ADossierCarriesOneCheckpointForAll) {
  json::array history;
  for (const std::uint64_t seq : {1, 2}) {
    auto row = shown(seq);
    row["proof"] = proof(seq);
    row.at("proof").as_object().erase("checkpoint");
    history.push_back(std::move(row));
  }
  json::object file{{"checkpoint", note()}, {"history", history}};
  EXPECT_TRUE(check(file).ok());
  EXPECT_EQ(check(file).kind, "dossier");
  file["checkpoint"] = "";
  EXPECT_FALSE(check(file).ok());
}

TEST_F(Bundle, AllLeavesTogetherAreTheSignedTree) {
  EXPECT_TRUE(check(public_log()).ok());
  auto swapped = public_log();
  auto& leaves = swapped.at("leaves").as_array();
  std::swap(leaves[3], leaves[4]);
  EXPECT_EQ(check(swapped).first_bad->what, "root of all leaves");
  leaves.pop_back();
  EXPECT_EQ(check(swapped).first_bad->what, "number of leaves");
}

TEST_F(Bundle, OneProofAndWhatIsNone) {
  EXPECT_TRUE(check(proof(7)).ok());
  for (const char* text : {"[]", "{}", "1", R"({"format":"gongshu evidence bundle 2","entries":[]})"})
    EXPECT_EQ(verify_bundle(text, test_key().public_key()).error().code, ErrorCode::input_bad_format) << text;
  EXPECT_FALSE(verify_bundle("{", test_key().public_key()));
}

TEST_F(Bundle, AnotherKeyProvesNothing) {
  const auto report = verify_bundle(json::serialize(evidence()), crypto::Sm2PrivateKey::generate().public_key());
  ASSERT_TRUE(report);
  EXPECT_EQ(report->first_bad->what, "checkpoint");
}

TEST_F(Bundle, NoByteCanBeChangedInWhatIsProved) {
  const auto text = json::serialize(json::value(json::object{{"history", json::array{[] {
                                                                auto row = shown(5);
                                                                row["proof"] = proof(5);
                                                                return row;
                                                              }()}}}));
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto changed = text;
    changed[i] = static_cast<char>(changed[i] ^ 1);
    const auto report = verify_bundle(changed, test_key().public_key());
    if (!report || !report->ok()) continue;
    // What is left: a member's name that is not looked at any more, so that less is claimed, or the case of a hex digit.
    const auto before = parse_json(text), after = parse_json(changed);
    ASSERT_TRUE(after);
    const auto &was = before->at("history").at(0).as_object(), &is = after->at("history").at(0).as_object();
    for (const auto& [name, value] : is)
      if (was.contains(name) && name != "proof" && name != "salt") {
        EXPECT_EQ(value, was.at(name)) << i << ": " << name;
      }
  }
}

}  // namespace
}  // namespace gongshu::ledger
