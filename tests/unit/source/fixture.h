// A source directory of its own for each test, a platform key, and orders.
#pragma once
#include <gmock/gmock.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "base/record.h"
#include "crypto/random.h"
#include "crypto/sm2.h"
#include "source/source.h"

namespace gongshu::source {

class SourceTest : public testing::Test {
 protected:
  void SetUp() override {
    auto text = (std::filesystem::temp_directory_path() / "gongshu-source-XXXXXX").string();
    ASSERT_NE(mkdtemp(text.data()), nullptr);
    root = text;
    reopen(true);
  }
  void TearDown() override {
    source.reset();
    std::error_code ignored;
    std::filesystem::remove_all(root, ignored);
  }

  std::filesystem::path dir() const { return root / "source"; }

  void reopen(bool fresh = false) {
    source.reset();
    auto opened = fresh ? Source::init(dir(), "民政厅", clock) : Source::open(dir(), clock);
    ASSERT_TRUE(opened) << describe(opened.error());
    source.emplace(std::move(*opened));
    ASSERT_TRUE(source->trust(platform.public_key().to_pem()));
  }

  /// id_number → token, birth_date → age band, county_code → city; name, phone not covered.
  privacy::MaskingOrder order(const std::string& id = "ord-1", const std::string& key = std::string(16, 'k')) const {
    using namespace privacy;
    MaskingOrder o;
    o.order_id = id;
    o.scenario_id = "scn-" + id;
    o.resource_id = "res-1";
    o.columns = {
        {"id_number", ColumnType::text, Technique::pseudonymise, {}, Grade::general, Identity::direct},
        {"birth_date", ColumnType::date, Technique::age_band, {.reference_date = "2020-11-01"}, Grade::general, Identity::quasi},
        {"county_code", ColumnType::text, Technique::division, {.digits = 4}, Grade::general, Identity::quasi},
        {"income", ColumnType::integer, Technique::keep, {}, Grade::general, Identity::none}};
    o.scenario_key_sealed = crypto::to_base64(*source->public_key().encrypt(key));
    o.population = "residents";
    o.entity_key = "id_number";
    o.row_key = {"id_number"};
    o.rule_version = kRuleVersion;
    o.source_key_fingerprint = source->public_key().fingerprint();
    o.issued_at = clock.now();
    return o;
  }
  void accept(const privacy::MaskingOrder& o) {
    const auto accepted = source->accept(*privacy::sign(o, platform));
    ASSERT_TRUE(accepted) << describe(accepted.error());
  }

  static std::string id_number(int i) {
    char text[24];
    std::snprintf(text, sizeof text, "410105%04d0101%03d", 1930 + i % 90, i % 1000);
    return std::string(text) + "X" + std::to_string(i);  // not a valid number: the tests are about nobody
  }
  static std::string raw_row(int i) {
    char text[160];
    std::snprintf(text, sizeof text, "%s,王小%d,%04d-0%d-1%d,41010%d,1381234%04d,%d\n", id_number(i).c_str(), i, 1930 + i % 90,
                  1 + i % 9, i % 9, 1 + i % 5, i % 10000, i);
    return text;
  }
  static std::string raw_csv(int from, int to) {
    std::string text = "id_number,name,birth_date,county_code,phone,income\n";
    for (int i = from; i < to; ++i) text += raw_row(i);
    return text;
  }

  Result<MaskedBatch> mask(const std::string& csv, const std::string& order_id = "ord-1", const MaskOptions& options = {}) {
    std::istringstream in(csv);
    return source->mask(order_id, in, options);
  }

  static std::string slurp(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  static void spill(const std::filesystem::path& file, std::string_view text) {
    std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
  }
  /// Rows of a batch as cells, the ordinal last.
  static std::vector<std::vector<std::string>> rows_of(const MaskedBatch& batch) {
    std::vector<std::vector<std::string>> rows;
    for (const auto& chunk : batch.manifest.chunks) {
      char name[32];
      std::snprintf(name, sizeof name, "chunk-%05d.csv", static_cast<int>(chunk.index));
      const auto status =
          privacy::check_chunk(batch.manifest, chunk.index, slurp(batch.directory / name), [&](privacy::Cells cells) -> Status {
            rows.emplace_back(cells.begin(), cells.end());
            return {};
          });
      EXPECT_TRUE(status) << describe(status.error());
    }
    return rows;
  }
  std::size_t things_in_batches() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(dir() / "batches"), {}));
  }

  std::filesystem::path root;
  ManualClock clock{1'700'000'000'000};
  crypto::Sm2PrivateKey platform = crypto::Sm2PrivateKey::generate();
  std::optional<Source> source;
};

/// id_number, consent, income.
inline privacy::MaskingOrder with_consent(privacy::MaskingOrder o, privacy::ColumnType type) {
  o.columns = {o.columns[0],
               {"consent", type, privacy::Technique::suppress, {}, privacy::Grade::general, privacy::Identity::none},
               o.columns[3]};
  o.consent = privacy::ConsentFilter{"consent"};
  return o;
}

}  // namespace gongshu::source
