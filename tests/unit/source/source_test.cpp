#include "source/source.h"

#include <map>

#include "fixture.h"

namespace gongshu::source {
namespace {
using testing::ElementsAre;
using testing::HasSubstr;

TEST_F(SourceTest, IsMadeOnceAndOpenedByOneProcess) {
  EXPECT_EQ(Source::init(dir(), "again", clock).error().code, ErrorCode::state_already_exists);
  EXPECT_EQ(Source::open(dir(), clock).error().code, ErrorCode::store_locked);
  EXPECT_EQ(Source::open(root / "nowhere", clock).error().code, ErrorCode::state_not_found);
  EXPECT_EQ(source->name(), "民政厅");
  const auto mode = std::filesystem::status(dir() / "keys" / "source.pem").permissions();
  EXPECT_EQ(mode & std::filesystem::perms(0077), std::filesystem::perms::none);
}

TEST_F(SourceTest, PinsOnePlatformKey) {
  EXPECT_TRUE(source->trust(platform.public_key().to_pem()));
  EXPECT_EQ(source->trust(crypto::Sm2PrivateKey::generate().public_key().to_pem()).error().code, ErrorCode::state_already_exists);
  EXPECT_EQ(source->trust("no key").error().code, ErrorCode::crypto_bad_key);
}

TEST_F(SourceTest, AcceptsOnlyOrdersOfThePlatformForThisSource) {
  auto signed_order = *privacy::sign(order(), platform);
  EXPECT_EQ(source->accept(*privacy::sign(order(), crypto::Sm2PrivateKey::generate())).error().code,
            ErrorCode::crypto_bad_signature);

  auto tampered = signed_order;
  const auto at = tampered.document.find("\"digits\":4");
  tampered.document.replace(at, 10, "\"digits\":6");
  EXPECT_EQ(source->accept(tampered).error().code, ErrorCode::crypto_bad_signature);

  auto foreign = order();
  foreign.source_key_fingerprint = std::string(64, '0');
  EXPECT_EQ(source->accept(*privacy::sign(foreign, platform)).error().at, "/source_key_fingerprint");
  auto sealed = order();
  sealed.scenario_key_sealed = crypto::to_base64(*platform.public_key().encrypt(std::string(16, 'k')));
  EXPECT_EQ(source->accept(*privacy::sign(sealed, platform)).error().at, "/scenario_key_sealed");
  EXPECT_EQ(source->accept(*privacy::sign(order("ord-1", "short"), platform)).error().at, "/scenario_key_sealed");
  EXPECT_EQ(source->accept(*privacy::sign(order("../evil"), platform)).error().code, ErrorCode::input_bad_format);
  EXPECT_TRUE(source->order_ids().empty());

  EXPECT_TRUE(source->accept(signed_order));
  EXPECT_TRUE(source->accept(signed_order)) << "the same again is fine";
  auto other = order();
  other.scenario_id = "scn-2";
  EXPECT_EQ(source->accept(*privacy::sign(other, platform)).error().code, ErrorCode::state_already_exists);
  EXPECT_THAT(source->order_ids(), ElementsAre("ord-1"));
}

TEST_F(SourceTest, WithoutAPinnedKeyNothingIsAccepted) {
  std::filesystem::remove(dir() / "trust" / "platform.pem");
  EXPECT_EQ(source->accept(*privacy::sign(order(), platform)).error().code, ErrorCode::crypto_key_missing);
}

TEST_F(SourceTest, AnOrderChangedOnDiskIsRefusedWhenUsed) {
  accept(order());
  const auto file = dir() / "orders" / "ord-1.json";
  auto text = slurp(file);
  text.replace(text.find("scn-ord-1"), 9, "scn-ord-2");
  spill(file, text);
  EXPECT_EQ(mask(raw_csv(0, 3)).error().code, ErrorCode::crypto_bad_signature);
  EXPECT_EQ(mask(raw_csv(0, 3), "ord-9").error().code, ErrorCode::state_not_found);
}

TEST_F(SourceTest, MasksWhatTheOrderCoversAndDropsTheRest) {
  accept(order());
  MaskOptions options;
  options.label = "synthetic";
  const auto batch = mask(raw_csv(0, 100), "ord-1", options);
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->manifest.rows, 100);
  EXPECT_EQ(batch->manifest.entities, 100);
  EXPECT_EQ(batch->manifest.label, "synthetic");
  EXPECT_THAT(batch->manifest.dropped, ElementsAre("name", "phone"));
  EXPECT_TRUE(privacy::check_answer(batch->manifest, order()));
  EXPECT_EQ(batch->manifest.risk->k_before, 1);
  EXPECT_LT(batch->manifest.risk->unique_after, batch->manifest.risk->unique_before);
  const auto rows = rows_of(*batch);
  EXPECT_THAT(rows[0],
              ElementsAre(privacy::pseudonym(crypto::HmacSm3(std::string(16, 'k')), id_number(0)), "85+", "410100", "0", testing::_));
  EXPECT_THAT(source->batch_ids(), ElementsAre(batch->manifest.batch_id));
}

TEST_F(SourceTest, NoRawIdentifierAppearsInABatch) {
  accept(order());
  const auto batch = *mask(raw_csv(0, 2000));
  std::string all;
  for (const auto& entry : std::filesystem::directory_iterator(batch.directory)) all += slurp(entry.path());
  for (int i = 0; i < 2000; ++i) {
    EXPECT_EQ(all.find(id_number(i)), std::string::npos);
    EXPECT_EQ(all.find("王小" + std::to_string(i)), std::string::npos);
  }
  EXPECT_EQ(all.find("1381234"), std::string::npos);
}

TEST_F(SourceTest, TokensAgreeInAScenarioDifferAcrossAndOrdinalsAgreeEverywhere) {
  accept(order("a", std::string(16, 'a')));
  accept(order("b", std::string(16, 'b')));
  const auto first = rows_of(*mask(raw_csv(0, 50), "a"));
  const auto again = rows_of(*mask(raw_csv(0, 50), "a"));
  EXPECT_EQ(first, again);
  const auto other = rows_of(*mask(raw_csv(0, 50), "b"));
  for (std::size_t i = 0; i < first.size(); ++i) {
    EXPECT_NE(first[i][0], other[i][0]);
    EXPECT_EQ(first[i].back(), other[i].back());
  }
}

TEST_F(SourceTest, OrdinalsSurviveRunsAndReopening) {
  accept(order());
  std::map<std::string, std::string> known;  // income is the row's number: the same person in every file
  for (const auto& row : rows_of(*mask(raw_csv(0, 300)))) known[row[3]] = row.back();
  reopen();
  const auto batch = mask(raw_csv(200, 9000));
  ASSERT_TRUE(batch) << describe(batch.error());
  std::set<std::string> ordinals;
  for (const auto& row : rows_of(*batch)) {
    if (known.contains(row[3])) {
      EXPECT_EQ(row.back(), known[row[3]]);
    }
    ordinals.insert(row.back());
    EXPECT_GE(std::stoll(row.back()), 1);
  }
  EXPECT_EQ(ordinals.size(), 8800u);
}

/// The source of another provider of the same platform.
class Neighbour {
 public:
  Neighbour(const std::filesystem::path& dir, const Clock& clock, const crypto::Sm2PrivateKey& platform)
      : source(std::move(*Source::init(dir, "卫健委", clock))) {
    EXPECT_TRUE(source.trust(platform.public_key().to_pem()));
  }
  std::string pem() const { return source.public_key().to_pem(); }
  Source source;
};

TEST_F(SourceTest, SourcesThatShareAPopulationsKeyNumberItAlike) {
  Neighbour neighbour(root / "neighbour", clock, platform);
  const auto document = source->share_population("residents", neighbour.pem());
  ASSERT_TRUE(document) << describe(document.error());
  ASSERT_EQ(neighbour.source.join_population(*document).value_or(""), "residents");
  EXPECT_TRUE(neighbour.source.join_population(*document)) << "again is fine";
  EXPECT_EQ(*neighbour.source.numbering("residents"), *source->numbering("residents"));
  accept(order());
  auto theirs = order();
  theirs.source_key_fingerprint = neighbour.source.public_key().fingerprint();
  theirs.scenario_key_sealed = crypto::to_base64(*neighbour.source.public_key().encrypt(std::string(16, 'z')));
  ASSERT_TRUE(neighbour.source.accept(*privacy::sign(theirs, platform)));
  std::istringstream csv(raw_csv(0, 20));
  const auto other = neighbour.source.mask("ord-1", csv);
  ASSERT_TRUE(other) << describe(other.error());
  const auto mine = mask(raw_csv(0, 20));
  ASSERT_TRUE(mine);
  EXPECT_EQ(mine->manifest.numbering, other->manifest.numbering);
  for (std::size_t i = 0; i < 20; ++i) EXPECT_EQ(rows_of(*mine)[i].back(), rows_of(*other)[i].back());
}

TEST_F(SourceTest, APopulationsKeyIsNotTakenFromJustAnybody) {
  Neighbour neighbour(root / "neighbour", clock, platform), third(root / "third", clock, platform);
  const auto document = *source->share_population("residents", neighbour.pem());
  EXPECT_EQ(third.source.join_population(document).error().code, ErrorCode::crypto_bad_key) << "sealed to another source";
  auto changed = document;
  changed.replace(changed.find("\"numbering\":\"") + 13, 4, "0000");
  EXPECT_EQ(neighbour.source.join_population(changed).error().code, ErrorCode::crypto_bad_key);
  EXPECT_FALSE(neighbour.source.join_population("{}"));
  ASSERT_TRUE(neighbour.source.numbering("residents"));
  EXPECT_EQ(neighbour.source.join_population(document).error().code, ErrorCode::state_already_exists) << "it numbers under a key of its own";
  EXPECT_EQ(source->share_population("../x", neighbour.pem()).error().code, ErrorCode::input_bad_parameter);
}

TEST_F(SourceTest, PopulationsAreNumberedApart) {
  accept(order());
  auto elsewhere = order("other");
  elsewhere.population = "patients";
  accept(elsewhere);
  EXPECT_NE(rows_of(*mask(raw_csv(4, 5)))[0].back(), rows_of(*mask(raw_csv(4, 5), "other"))[0].back());
  EXPECT_NE(*source->numbering("residents"), *source->numbering("patients"));
}

TEST_F(SourceTest, ALostPopulationKeyIsNoticed) {
  accept(order());
  ASSERT_TRUE(mask(raw_csv(0, 5)));
  std::filesystem::remove(dir() / "keys" / "population_residents.key");
  EXPECT_EQ(mask(raw_csv(0, 5)).error().code, ErrorCode::crypto_key_missing);
  spill(dir() / "keys" / "population_residents.key", std::string(32, 'x'));
  EXPECT_EQ(mask(raw_csv(0, 5)).error().code, ErrorCode::crypto_bad_key) << "another key in its place";
}

TEST_F(SourceTest, AnOrderWithoutPopulationHasNoOrdinal) {
  auto plain = order();
  plain.population = plain.entity_key = "";
  accept(plain);
  const auto batch = *mask(raw_csv(0, 3));
  EXPECT_EQ(batch.manifest.entity_column, "");
  EXPECT_FALSE(batch.manifest.numbering);
  EXPECT_EQ(rows_of(batch)[0].size(), 4u);
}

TEST_F(SourceTest, BadCsvNamesThePlaceAndLeavesNothing) {
  accept(order());
  const auto at = [&](const std::string& rows) {
    const auto batch = mask("id_number,birth_date,county_code,income\n" + rows);
    EXPECT_FALSE(batch);
    EXPECT_EQ(batch.error().code, ErrorCode::input_bad_csv);
    EXPECT_EQ(things_in_batches(), 0u);
    return batch ? "fine" : batch.error().at;
  };
  EXPECT_EQ(at("a,1990-01-01,410105,1\nb,1990-13-01,410105,1\n"), "row 3 column 2 (birth_date)");
  EXPECT_EQ(at("a,1990-01-01,郑州,1\n"), "row 2 column 3 (county_code)");
  EXPECT_EQ(at("a,2030-01-01,410105,1\n"), "row 2 column 2 (birth_date)");
  EXPECT_EQ(at("a,1990-01-01,410105,x\n"), "row 2 column 4 (income)");
  EXPECT_EQ(at("a,,,\na,,,\n"), "row 3 column 1 (id_number)");
  EXPECT_EQ(at("  ,,,\n"), "row 2 column 1 (id_number)");
  EXPECT_EQ(at("a,,\n"), "row 2 column 4 (income)");
  EXPECT_EQ(mask("id_number\n").error().hint, "the header lacks the column birth_date");
  EXPECT_EQ(mask("").error().code, ErrorCode::input_bad_csv);
  EXPECT_EQ(things_in_batches(), 0u);
}

TEST_F(SourceTest, ABatchThatLooksRawIsRefused) {
  auto leaky = order();
  leaky.columns.push_back(
      {"note", privacy::ColumnType::text, privacy::Technique::keep, {}, privacy::Grade::general, privacy::Identity::none});
  accept(leaky);
  const auto batch = mask("id_number,birth_date,county_code,income,note\na,,,1,住户440524188001010014\nb,,,2,\n");
  EXPECT_EQ(batch.error().code, ErrorCode::batch_looks_raw);
  EXPECT_EQ(batch.error().at, "note");
  EXPECT_EQ(things_in_batches(), 0u);
}

TEST_F(SourceTest, AnEmptyTableIsABatchWithOneChunk) {
  accept(order());
  const auto batch = mask(raw_csv(0, 0));
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->manifest.chunks.size(), 1u);
  EXPECT_EQ(rows_of(*batch).size(), 0u);
}

TEST_F(SourceTest, TheFirstFaultOfTheFileIsNamedWhateverThreadFindsIt) {
  accept(order());
  auto csv = raw_csv(0, 9'000);
  csv += "a,x,2030-01-01,410105,,1\n" + raw_row(9'001) + "b,x,1990-01-01,郑州,,1\nc,x,1990-01-01,410105,,not a number\n";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(mask(csv).error().at, "row 9002 column 3 (birth_date)");
}

TEST_F(SourceTest, RowsWithoutConsentNeverLeave) {
  accept(with_consent(order(), privacy::ColumnType::boolean));
  const auto batch = mask("id_number,consent,income\na,true,1\nb,false,2\nc,,3\nd,true,4\n");
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->manifest.rows, 2);
  EXPECT_EQ(batch->manifest.entities, 2);
  EXPECT_EQ(batch->manifest.consent->rows_without, 2);
  EXPECT_EQ(batch->manifest.consent->column, "consent");
  const auto rows = rows_of(*batch);
  EXPECT_THAT(rows[0], ElementsAre(testing::_, "1", testing::_));
  EXPECT_THAT(rows[1], ElementsAre(testing::_, "4", testing::_));
  EXPECT_TRUE(privacy::check_answer(batch->manifest, with_consent(order(), privacy::ColumnType::boolean)));
  auto without = batch->manifest;
  without.consent.reset();
  EXPECT_EQ(privacy::check_answer(without, with_consent(order(), privacy::ColumnType::boolean)).error().at, "/consent");
  EXPECT_EQ(mask("id_number,income\na,1\n").error().hint, "the header lacks the column consent");
  EXPECT_EQ(mask("id_number,consent,income\na,yes,1\n").error().code, ErrorCode::input_bad_csv);
}

TEST_F(SourceTest, AConsentToAnotherScenarioIsNone) {
  auto o = with_consent(order(), privacy::ColumnType::date);
  o.columns.push_back({"agreed_to", privacy::ColumnType::text, privacy::Technique::suppress, {}, privacy::Grade::general, privacy::Identity::none});
  o.consent->scenarios = "agreed_to";
  accept(o);  // of the scenario scn-ord-1
  const auto batch = mask(
      "id_number,consent,income,agreed_to\na,2030-01-01,1,scn-ord-1\nb,2030-01-01,2,scn-ord-12\nc,2030-01-01,3,\n"
      "d,2030-01-01,4,scn-9  scn-ord-1\ne,2020-01-01,5,scn-ord-1\nf,,6,scn-ord-1\n");
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->manifest.rows, 2);
  EXPECT_EQ(batch->manifest.consent->rows_without, 4);
  EXPECT_EQ(rows_of(*batch)[0][1], "1");
  EXPECT_EQ(rows_of(*batch)[1][1], "4");
}

TEST_F(SourceTest, AConsentThatHasEndedIsNone) {
  accept(with_consent(order(), privacy::ColumnType::date));  // issued on 2023-11-15, China Standard Time
  const auto batch = mask("id_number,consent,income\na,2023-11-14,1\nb,2023-11-15,2\nc,2030-01-01,3\nd,,4\n");
  ASSERT_TRUE(batch) << describe(batch.error());
  EXPECT_EQ(batch->manifest.rows, 2);
  EXPECT_EQ(batch->manifest.consent->rows_without, 2);
}

TEST_F(SourceTest, RiskIsMeasuredBeforeAndAfterOverEntities) {
  auto o = order();
  o.columns[3].identity = privacy::Identity::sensitive;
  accept(o);
  std::string csv = "id_number,birth_date,county_code,income\n";
  for (int i = 0; i < 200; ++i)
    csv += "p" + std::to_string(i) + ",19" + std::to_string(46 + i % 10) + "-01-0" + std::to_string(1 + i % 9) + ",41010" +
           std::to_string(1 + i % 2) + "," + std::to_string(i % 4) + "\n";
  const auto batch = mask(csv);
  ASSERT_TRUE(batch) << describe(batch.error());
  const auto& r = *batch->manifest.risk;
  EXPECT_EQ(r.unit, "entities");
  EXPECT_LT(r.k_before, r.k_after);
  EXPECT_EQ(r.k_after, 100) << "two bands of five years, one city";
  EXPECT_EQ(r.classes_after, 2);
  EXPECT_EQ(r.l_after, 4);
  EXPECT_LE(*r.l_before, *r.l_after);
  EXPECT_GE(*r.t_before, *r.t_after);
  EXPECT_EQ(r.grade_estimate, 3);
  o.order_id = "rows";
  o.row_key = {};
  accept(o);
  std::string repeated = csv;
  for (int copy = 0; copy < 3; ++copy) repeated += csv.substr(csv.find('\n') + 1);
  EXPECT_EQ(mask(repeated, "rows")->manifest.risk->k_after, 100) << "four rows of a person are one person";
}

/// The platform's side in memory: what a real one checks.
class MemorySink : public PushSink {
 public:
  explicit MemorySink(crypto::Sm2PublicKey key) : key_(std::move(key)) {}
  Result<std::vector<std::int64_t>> begin(const privacy::SignedDocument& document) override {
    GS_TRY(read_manifest, privacy::verify_manifest(document, key_));
    manifest = read_manifest;
    std::vector<std::int64_t> missing;
    for (const auto& chunk : manifest.chunks)
      if (!chunks.contains(chunk.index)) missing.push_back(chunk.index);
    return missing;
  }
  Status chunk(std::int64_t index, std::string_view bytes) override {
    if (fail_at == index) return fail(ErrorCode::http_timeout);
    GS_CHECK(privacy::check_chunk(manifest, index, bytes));
    chunks[index] = bytes;
    return {};
  }
  Status finish() override {
    finished = chunks.size() == manifest.chunks.size();
    return {};
  }
  privacy::BatchManifest manifest;
  std::map<std::int64_t, std::string> chunks;
  std::int64_t fail_at = -1;
  bool finished = false;

 private:
  crypto::Sm2PublicKey key_;
};

TEST_F(SourceTest, PushSendsWhatIsMissingAndResumes) {
  accept(order());
  const auto batch = *mask(raw_csv(0, 150'000));
  ASSERT_GT(batch.manifest.chunks.size(), 2u);
  for (const auto& chunk : batch.manifest.chunks) EXPECT_LE(chunk.bytes, privacy::kChunkBytes);
  MemorySink sink(source->public_key());
  sink.fail_at = 1;
  EXPECT_EQ(source->push(batch.manifest.batch_id, sink).error().code, ErrorCode::http_timeout);
  EXPECT_FALSE(sink.finished);
  sink.fail_at = -1;
  const auto result = source->push(batch.manifest.batch_id, sink);
  ASSERT_TRUE(result) << describe(result.error());
  EXPECT_EQ(result->present, 1);
  EXPECT_EQ(result->sent, static_cast<std::int64_t>(batch.manifest.chunks.size()) - 1);
  EXPECT_TRUE(sink.finished);
}

TEST_F(SourceTest, PushRefusesAChangedChunkOrManifest) {
  accept(order());
  const auto batch = *mask(raw_csv(0, 10));
  const auto chunk = batch.directory / "chunk-00000.csv";
  const auto good = slurp(chunk);
  auto changed = good;
  changed[changed.size() / 2] ^= 1;
  spill(chunk, changed);
  MemorySink sink(source->public_key());
  EXPECT_EQ(source->push(batch.manifest.batch_id, sink).error().code, ErrorCode::batch_bad_chunk);
  EXPECT_TRUE(sink.chunks.empty()) << "a changed chunk does not leave";
  spill(chunk, good);
  auto manifest = slurp(batch.directory / "manifest.json");
  manifest.replace(manifest.find("\"rows\":10"), 9, "\"rows\":11");
  spill(batch.directory / "manifest.json", manifest);
  EXPECT_EQ(source->push(batch.manifest.batch_id, sink).error().code, ErrorCode::crypto_bad_signature);
  EXPECT_EQ(source->push("bat-none", sink).error().code, ErrorCode::state_not_found);
  EXPECT_EQ(source->push("../source", sink).error().code, ErrorCode::input_bad_format);
}

TEST_F(SourceTest, PushRefusesToSendAChunkThatTheBatchDoesNotHave) {
  accept(order());
  const auto batch = *mask(raw_csv(0, 10));
  struct Greedy : MemorySink {
    using MemorySink::MemorySink;
    Result<std::vector<std::int64_t>> begin(const privacy::SignedDocument&) override { return std::vector<std::int64_t>{7}; }
  } sink(source->public_key());
  EXPECT_EQ(source->push(batch.manifest.batch_id, sink).error().code, ErrorCode::batch_bad_chunk);
}

}  // namespace
}  // namespace gongshu::source
