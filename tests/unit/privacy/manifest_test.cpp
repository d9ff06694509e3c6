#include "privacy/manifest.h"

#include <gmock/gmock.h>

#include "base/record.h"

namespace gongshu::privacy {
namespace {

const crypto::Sm2PrivateKey& key() {
  static const auto k = crypto::Sm2PrivateKey::generate();
  return k;
}

MaskingOrder sample_order() {
  MaskingOrder order;
  order.order_id = "ord-1";
  order.scenario_id = "scn-1";
  order.resource_id = "res-1";
  order.columns = {{"id_number", ColumnType::text, Technique::pseudonymise, {}, Grade::general, Identity::direct},
                   {"county_code", ColumnType::text, Technique::division, {.digits = 4}, Grade::general, Identity::quasi},
                   {"secret", ColumnType::text, Technique::suppress, {}, Grade::core, Identity::none}};
  order.scenario_key_sealed = "AA==";
  order.population = "henan_residents";
  order.entity_key = "id_number";
  order.row_key = {"id_number"};
  order.rule_version = kRuleVersion;
  order.source_key_fingerprint = key().public_key().fingerprint();
  order.issued_at = 1'700'000'000'000;
  return order;
}

const std::string kChunkText = "id_number,county_code,_entity\n00112233445566778899aabbccddeeff,410100,1\n,410200,2\n";

BatchManifest sample_manifest(std::string_view chunk = kChunkText, std::int64_t rows = 2) {
  const auto order = sample_order();
  BatchManifest m;
  m.batch_id = "bat-1";
  m.order_id = order.order_id;
  m.scenario_id = order.scenario_id;
  m.resource_id = order.resource_id;
  m.rows = rows;
  m.columns = {{"id_number", ColumnType::text, Technique::pseudonymise, Grade::general, Identity::direct},
               {"county_code", ColumnType::text, Technique::division, Grade::general, Identity::quasi}};
  m.population = order.population;
  m.entity_column = kEntityColumn;
  m.numbering = std::string(32, 'a');
  m.entities = rows;
  m.chunks = {{0, static_cast<std::int64_t>(chunk.size()), rows, crypto::to_hex(crypto::view(crypto::sm3(chunk)))}};
  m.rule_version = kRuleVersion;
  m.masked_at = 1'700'000'000'001;
  m.source_key_fingerprint = order.source_key_fingerprint;
  m.risk = BatchRisk{
      std::string(kRiskMethod), "entities", std::min<std::int64_t>(1, rows), rows, 900'000, 0, rows, 1, {}, {}, {}, {}, 2};
  m.dropped = {"phone"};
  return m;
}

TEST(MaskingOrder, TravelsSignedAndComesBackEqual) {
  const auto order = sample_order();
  const auto signed_order = sign(order, key());
  ASSERT_TRUE(signed_order) << describe(signed_order.error());
  const auto back = verify_order(*signed_order, key().public_key());
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(write(*back), write(order));
}

TEST(MaskingOrder, RefusesWhatIsNotConsistent) {
  const auto at = [](auto change) {
    auto order = sample_order();
    change(order);
    const auto status = check_order(order);
    return status ? "fine" : status.error().at;
  };
  EXPECT_EQ(at([](auto&) {}), "fine");
  EXPECT_EQ(at([](auto& o) { o.order_id = ""; }), "/order_id");
  EXPECT_EQ(at([](auto& o) { o.consent = ConsentFilter{"consent"}; }), "/consent/column");
  EXPECT_EQ(at([](auto& o) { o.consent = ConsentFilter{o.columns[0].name}; }), "/consent/column") << "neither boolean nor date";
  EXPECT_EQ(at([](auto& o) {
              o.columns.push_back({"agreed", ColumnType::boolean, Technique::suppress, {}, Grade::general, Identity::none});
              o.consent = ConsentFilter{"agreed"};
            }),
            "fine");
  EXPECT_EQ(at([](auto& o) {
              o.columns.push_back({"day", ColumnType::date, Technique::shift, {.days = 5}, Grade::general, Identity::none});
              o.entity_key = o.population = "";
              o.row_key = {};
            }),
            "/columns/" + std::to_string(sample_order().columns.size()) + "/technique");
  EXPECT_EQ(at([](auto& o) { o.rule_version = "masking/0"; }), "/rule_version");
  EXPECT_EQ(at([](auto& o) { o.columns.clear(); }), "/columns");
  EXPECT_EQ(at([](auto& o) { o.columns[1].name = "id_number"; }), "/columns/1/name");
  EXPECT_EQ(at([](auto& o) { o.columns[1].name = "_entity"; }), "/columns/1/name");
  EXPECT_EQ(at([](auto& o) { o.columns[1].params.digits = 3; }), "/columns/1/params/digits");
  EXPECT_EQ(at([](auto& o) { o.columns[0].technique = Technique::keep; }), "/columns/0/technique");
  EXPECT_EQ(at([](auto& o) { o.entity_key = "name"; }), "/entity_key");
  EXPECT_EQ(at([](auto& o) { o.population = ""; }), "/entity_key");
  EXPECT_EQ(at([](auto& o) { o.population = "../x"; }), "/population");
  EXPECT_EQ(at([](auto& o) { o.row_key = {"name"}; }), "/row_key/0");
}

TEST(BatchManifest, AnyChangedByteOfDocumentOrSignatureIsRefused) {
  const auto signed_manifest = *sign(sample_manifest(), key());
  ASSERT_TRUE(verify_manifest(signed_manifest, key().public_key()));
  for (std::size_t i = 0; i < signed_manifest.document.size(); i += 7) {
    auto changed = signed_manifest;
    changed.document[i] ^= 1;
    EXPECT_FALSE(verify_manifest(changed, key().public_key())) << i;
  }
  for (std::size_t i = 0; i < signed_manifest.signature.size(); ++i) {
    auto changed = signed_manifest;
    changed.signature[i] = changed.signature[i] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_manifest(changed, key().public_key())) << i;
  }
  EXPECT_EQ(verify_manifest(signed_manifest, crypto::Sm2PrivateKey::generate().public_key()).error().code,
            ErrorCode::crypto_bad_signature);
}

TEST(BatchManifest, AnOrdersSignatureDoesNotServeAManifest) {
  const auto signed_order = *sign(sample_order(), key());
  EXPECT_EQ(verify_manifest(signed_order, key().public_key()).error().code, ErrorCode::crypto_bad_signature);
}

TEST(BatchManifest, ASignedDocumentThatIsNotCanonicalIsRefused) {
  const auto good = *sign(sample_manifest(), key());
  SignedDocument spaced{" " + good.document, {}};
  spaced.signature = crypto::to_base64(*key().sign("gongshu-batch-v1\n" + spaced.document));
  EXPECT_EQ(verify_manifest(spaced, key().public_key()).error().code, ErrorCode::input_bad_json);
}

TEST(BatchManifest, RefusesWhatIsNotConsistent) {
  const auto at = [](auto change) {
    auto m = sample_manifest();
    change(m);
    const auto status = check_manifest(m);
    return status ? "fine" : status.error().at;
  };
  EXPECT_EQ(at([](auto&) {}), "fine");
  EXPECT_EQ(at([](auto& m) { m.rows = 3; }), "/rows");
  EXPECT_EQ(at([](auto& m) { m.chunks[0].index = 1; }), "/chunks/0/index");
  EXPECT_EQ(at([](auto& m) { m.chunks[0].bytes = kChunkBytes + 1; }), "/chunks/0/bytes");
  EXPECT_EQ(at([](auto& m) { m.chunks[0].sm3[5] = 'G'; }), "/chunks/0/sm3");
  EXPECT_EQ(at([](auto& m) { m.chunks.clear(); }), "/chunks");
  EXPECT_EQ(at([](auto& m) { m.columns[0].name = "_x"; }), "/columns/0/name");
  EXPECT_EQ(at([](auto& m) { m.entity_column = ""; }), "/entity_column");
  EXPECT_EQ(at([](auto& m) { m.numbering.reset(); }), "/numbering");
  EXPECT_EQ(at([](auto& m) { m.numbering = "A" + std::string(31, 'a'); }), "/numbering");
  EXPECT_EQ(at([](auto& m) { m.numbering = "aa"; }), "/numbering");
  EXPECT_EQ(at([](auto& m) { m.entities = 3; }), "/entities");
}

TEST(BatchManifest, AnswersExactlyItsOrder) {
  const auto order = sample_order();
  const auto at = [&](auto change) {
    auto m = sample_manifest();
    change(m);
    const auto status = check_answer(m, order);
    return status ? "fine" : status.error().at;
  };
  EXPECT_EQ(at([](auto&) {}), "fine");
  EXPECT_EQ(at([](auto& m) { m.scenario_id = "scn-2"; }), "/scenario_id");
  EXPECT_EQ(at([](auto& m) { m.columns.pop_back(); }), "/columns/1");
  EXPECT_EQ(at([](auto& m) { m.columns.push_back({"secret", ColumnType::text}); }), "/columns/2");
  EXPECT_EQ(at([](auto& m) { m.columns[1].technique = Technique::keep; }), "/columns/1");
  EXPECT_EQ(at([](auto& m) { m.source_key_fingerprint = "x"; }), "/source_key_fingerprint");
}

TEST(Chunk, IsReadRowByRowWhenItIsTheManifests) {
  std::vector<std::string> seen;
  const auto status = check_chunk(sample_manifest(), 0, kChunkText, [&](Cells cells) -> Status {
    for (const auto cell : cells) seen.emplace_back(cell);
    return {};
  });
  ASSERT_TRUE(status) << describe(status.error());
  EXPECT_THAT(seen, testing::ElementsAre("00112233445566778899aabbccddeeff", "410100", "1", "", "410200", "2"));
}

TEST(Chunk, AnyChangedByteIsRefused) {
  const auto manifest = sample_manifest();
  for (std::size_t i = 0; i < kChunkText.size(); ++i) {
    auto changed = kChunkText;
    changed[i] ^= 1;
    const auto status = check_chunk(manifest, 0, changed);
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().code, ErrorCode::batch_bad_chunk);
  }
  EXPECT_FALSE(check_chunk(manifest, 0, kChunkText.substr(1)));
  EXPECT_FALSE(check_chunk(manifest, 1, kChunkText));
  EXPECT_FALSE(check_chunk(manifest, -1, kChunkText));
}

TEST(Chunk, WithARightDigestAndWrongContentIsRefusedByPlace) {
  const auto at = [](const std::string& text, std::int64_t rows) {
    const auto status = check_chunk(sample_manifest(text, rows), 0, text);
    return status ? "fine" : status.error().at;
  };
  const std::string header = "id_number,county_code,_entity\n";
  EXPECT_EQ(at(header + "a,b,1\n", 1), "fine");
  EXPECT_EQ(at(header + "a,b,1\n", 2), "chunk 0");
  EXPECT_EQ(at(header + "a,b,0\n", 1), "chunk 0 row 2 column 3 (_entity)");
  EXPECT_EQ(at(header + "a,b,\n", 1), "chunk 0 row 2 column 3 (_entity)");
  EXPECT_EQ(at("county_code,id_number,_entity\nb,a,1\n", 1), "chunk 0 row 1");
  EXPECT_EQ(at("id_number,_entity\na,1\n", 1), "chunk 0 row 1");
}

}  // namespace
}  // namespace gongshu::privacy
