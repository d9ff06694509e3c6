// One masking run: raw CSV in, signed batch out.
#include <algorithm>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "privacy/detect.h"
#include "privacy/risk.h"
#include "source/population.h"
#include "source/state.h"
#include "source/writer.h"

namespace gongshu::source {
namespace {

constexpr std::int64_t kProgressRows = 65'536;

privacy::Schema raw_schema(const privacy::MaskingOrder& order) {
  privacy::Schema schema;
  for (const auto& rule : order.columns) schema.columns.push_back({rule.name, rule.type, rule.name != order.entity_key});
  schema.key = order.row_key;
  return schema;
}

/// Indexes of the quasi-identifiers among the raw columns and among the masked ones.
struct Quasi {
  std::vector<std::size_t> raw, masked;
  explicit Quasi(const privacy::MaskingOrder& order) {
    std::size_t out = 0;
    for (std::size_t i = 0; i < order.columns.size(); ++i) {
      const auto& rule = order.columns[i];
      const bool stays = privacy::masked_type(rule).has_value();
      if (rule.identity == privacy::Identity::quasi) {
        raw.push_back(i);
        if (stays) masked.push_back(out);
      }
      out += stays;
    }
  }
};

privacy::BatchManifest manifest_frame(const privacy::MaskingOrder& order, const std::string& label) {
  privacy::BatchManifest m;
  m.batch_id = crypto::new_id("bat");
  m.order_id = order.order_id;
  m.scenario_id = order.scenario_id;
  m.resource_id = order.resource_id;
  for (const auto& rule : order.columns)
    if (const auto type = privacy::masked_type(rule))
      m.columns.push_back({rule.name, *type, rule.technique, rule.grade, rule.identity});
  m.population = order.population;
  if (!order.population.empty()) m.entity_column = privacy::kEntityColumn;
  m.rule_version = order.rule_version;
  m.source_key_fingerprint = order.source_key_fingerprint;
  if (!label.empty()) m.label = label;
  return m;
}

/// Numbers the entities of one batch and counts the distinct ones.
class Entities {
 public:
  Entities(std::optional<Population> population, std::size_t column) : population_(std::move(population)), column_(column) {}
  bool any() const { return population_.has_value(); }
  std::size_t column() const { return column_; }
  /// 0 when the identifier is empty.
  std::uint64_t number(privacy::Cells raw) {
    const auto identifier = privacy::normalise_identifier(raw[column_], buffer_);
    if (identifier.empty()) return 0;
    const auto ordinal = population_->ordinal(identifier);
    if (ordinal >= seen_.size()) seen_.resize(std::max<std::size_t>(ordinal + 1, seen_.size() * 2));
    if (!seen_[ordinal]) {
      seen_[ordinal] = true;
      ++distinct_;
    }
    return ordinal;
  }
  std::int64_t distinct() const { return distinct_; }
  Status save() { return population_ ? population_->save() : Status{}; }

 private:
  std::optional<Population> population_;
  std::size_t column_;
  std::string buffer_;
  std::vector<bool> seen_;
  std::int64_t distinct_ = 0;
};

Result<Entities> open_entities(Source::State& state, const privacy::MaskingOrder& order) {
  if (order.population.empty()) return Entities(std::nullopt, 0);
  GS_TRY(population, Population::open(state.db, state.keys(), order.population));
  const auto column = std::ranges::find(order.columns, order.entity_key, &privacy::ColumnRule::name) - order.columns.begin();
  return Entities(std::move(population), static_cast<std::size_t>(column));
}

Result<privacy::Masker> open_masker(const Source::State& state, const privacy::MaskingOrder& order) {
  GS_TRY(sealed, crypto::from_base64(order.scenario_key_sealed));
  GS_TRY(key, state.key.decrypt(sealed));
  auto masker = privacy::Masker::make(order.columns, key);
  crypto::wipe(key);
  return masker;
}

/// Everything a run carries from row to row.
struct Run {
  privacy::TableReader& table;
  const privacy::Masker& masker;
  Entities& entities;
  BatchWriter& writer;
  privacy::RawDetector detector;
  privacy::RiskCounter before, after;
  privacy::RowBuffer row;
  std::string ordinal;

  Status mask_row() {
    const auto raw = table.cells();
    row.clear();
    std::size_t bad = 0;
    if (!masker.mask(raw, row, bad)) return fail(table.fault(bad, "the value does not suit the masking rule of this column"));
    const auto masked = row.cells();
    detector.row(masked);
    before.row(raw);
    after.row(masked);
    if (entities.any()) {
      const auto number = entities.number(raw);
      if (number == 0) return fail(table.fault(entities.column(), "the cell identifies the entity and must not be empty"));
      row.add(std::to_string(number));
    }
    auto status = writer.row(row.cells());
    if (!status) return fail(table.fault(0, status.error().hint));
    return status;
  }

  Status mask_all(const ProgressFn& progress) {
    GS_CHECK(table.open());
    for (;;) {
      GS_TRY(more, table.next());
      if (!more) break;
      GS_CHECK(mask_row());
      if (progress && writer.rows() % kProgressRows == 0) progress({writer.rows(), table.bytes()});
    }
    GS_CHECK(writer.finish_chunks());
    if (progress) progress({writer.rows(), table.bytes()});
    return {};
  }
};

std::vector<std::string> dropped_columns(const privacy::MaskingOrder& order, const privacy::TableReader& table) {
  std::vector<std::string> dropped;
  for (const auto& name : table.header()) {
    const auto rule = std::ranges::find(order.columns, name, &privacy::ColumnRule::name);
    if (rule == order.columns.end() || !privacy::masked_type(*rule)) dropped.push_back(name);
  }
  return dropped;
}

}  // namespace

Result<MaskedBatch> Source::mask(const std::string& order_id, std::istream& csv, const MaskOptions& options) {
  GS_TRY(order, this->order(order_id));
  auto manifest = manifest_frame(order, options.label);
  if (manifest.columns.empty())
    return fail(ErrorCode::input_bad_parameter, "/columns", "the order suppresses every column; there is nothing to supply");
  GS_TRY(masker, open_masker(*state_, order));
  GS_TRY(entities, open_entities(*state_, order));
  GS_TRY(writer, BatchWriter::create(state_->batches(), manifest.batch_id, privacy::chunk_header(manifest)));
  privacy::TableReader table(csv, raw_schema(order));
  const Quasi quasi(order);
  std::vector<std::string> visible;
  for (const auto& column : manifest.columns) visible.push_back(column.name);

  Run run{table,
          masker,
          entities,
          writer,
          privacy::RawDetector(visible),
          privacy::RiskCounter(quasi.raw),
          privacy::RiskCounter(quasi.masked),
          {},
          {}};
  GS_CHECK(run.mask_all(options.progress));
  if (const auto findings = run.detector.findings(); !findings.empty()) return fail(privacy::looks_raw(findings));

  manifest.rows = writer.rows();
  manifest.chunks = writer.chunks();
  manifest.entities = entities.distinct();
  manifest.masked_at = state_->clock->now();
  manifest.dropped = dropped_columns(order, table);
  if (!quasi.raw.empty()) {
    const auto before = run.before.count(), after = run.after.count();
    manifest.risk = privacy::BatchRisk{before.smallest, after.smallest, before.unique_ppm, after.unique_ppm};
  }
  GS_TRY(document, privacy::sign(manifest, state_->key));
  GS_CHECK(entities.save());  // before the batch appears: an ordinal that leaves is never given to another entity
  GS_TRY(directory, writer.commit(document));
  return MaskedBatch{std::move(manifest), std::move(directory)};
}

}  // namespace gongshu::source
