// One masking run: raw CSV in, signed batch out; begun anew or taken up after a kill.
#include <algorithm>

#include "crypto/hash.h"
#include "crypto/random.h"
#include "source/run.h"
#include "source/state.h"

namespace gongshu::source {
namespace {

privacy::BatchManifest manifest_frame(const privacy::MaskingOrder& order, const RunCard& card) {
  privacy::BatchManifest m;
  m.batch_id = card.batch_id;
  m.order_id = order.order_id;
  m.scenario_id = order.scenario_id;
  m.resource_id = order.resource_id;
  for (const auto& rule : order.columns)
    if (const auto type = privacy::masked_type(rule))
      m.columns.push_back({rule.name, *type, rule.technique, rule.grade, rule.identity});
  m.population = order.population;
  if (!order.population.empty()) m.entity_column = privacy::kEntityColumn;
  m.rule_version = order.rule_version;
  m.masked_at = card.masked_at;
  m.source_key_fingerprint = order.source_key_fingerprint;
  if (!card.label.empty()) m.label = card.label;
  return m;
}

Result<std::optional<Population>> open_population(const Source::State& state, const privacy::MaskingOrder& order) {
  if (order.population.empty()) return std::optional<Population>();
  GS_TRY(population, Population::open(state.dir, order.population));
  return std::optional<Population>(std::move(population));
}

/// A masker for each thread, so that none waits for another's keys.
Result<std::vector<privacy::Masker>> open_maskers(const Source::State& state, const privacy::MaskingOrder& order,
                                                  unsigned threads) {
  GS_TRY(sealed, crypto::from_base64(order.scenario_key_sealed));
  GS_TRY(key, state.key.decrypt(sealed));
  std::vector<privacy::Masker> maskers;
  Status status;
  for (unsigned i = 0; status && i < threads; ++i) {
    auto masker = privacy::Masker::make(order.columns, key, privacy::identifying_columns(order));
    if (masker)
      maskers.push_back(std::move(*masker));
    else
      status = fail(masker.error());
  }
  crypto::wipe(key);
  GS_CHECK(status);
  return maskers;
}

struct Attempt {
  Source::State& state;
  const privacy::MaskingOrder& order;
  std::istream& csv;
  const MaskOptions& options;
  bool changed = false;

  Result<MaskedBatch> run(Journal& journal);
  Result<MaskedBatch> commit(Run& run);
};

Result<MaskedBatch> Attempt::run(Journal& journal) {
  const auto resumed = static_cast<std::int64_t>(journal.done().size());
  auto frame = manifest_frame(order, journal.card());
  const auto threads = options.threads > 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency());
  GS_TRY(maskers, open_maskers(state, order, threads));
  GS_TRY(population, open_population(state, order));
  if (population) frame.numbering = population->numbering();
  GS_TRY(writer, BatchWriter::create(state.batches(), frame.batch_id, privacy::chunk_header(frame)));
  Run run(order, std::move(frame), csv, std::move(population), std::move(writer), journal);
  auto status = run.mask(std::move(maskers), options.progress);
  if (status && !run.findings().empty()) status = fail(privacy::looks_raw(run.findings()));
  Result<MaskedBatch> out = status ? commit(run) : Result<MaskedBatch>(fail(status.error()));
  changed = run.changed();
  if (out)
    out->resumed = resumed;
  else if (out.error().code == ErrorCode::store_failed)
    return run.writer().keep(), std::move(out);  // what is done stays for the next call
  journal.remove();
  return out;
}

Result<MaskedBatch> Attempt::commit(Run& run) {
  auto manifest = run.manifest();
  GS_TRY(document, privacy::sign(manifest, state.key));
  GS_TRY(directory, run.writer().commit(document));
  return MaskedBatch{std::move(manifest), std::move(directory)};
}

Result<std::string> digest_of(const privacy::MaskingOrder& order) {
  GS_TRY(bytes, privacy::signing_bytes(order));
  return crypto::to_hex(crypto::view(crypto::sm3(bytes)));
}

}  // namespace

Result<MaskedBatch> Source::mask(const std::string& order_id, std::istream& csv, const MaskOptions& options) {
  GS_TRY(order, this->order(order_id));
  if (std::ranges::none_of(order.columns, [](const auto& rule) { return privacy::masked_type(rule).has_value(); }))
    return fail(ErrorCode::input_bad_parameter, "/columns", "the order suppresses every column; there is nothing to supply");
  GS_TRY(digest, digest_of(order));
  const auto start = csv.tellg();
  Attempt attempt{*state_, order, csv, options};
  GS_TRY(interrupted, Journal::find(state_->batches(), order_id, digest, options.label));
  if (interrupted) {
    auto out = attempt.run(*interrupted);
    if (!attempt.changed) return out;
    csv.clear();
    if (!csv.seekg(start)) return out;
  }
  GS_TRY(journal,
         Journal::start(state_->batches(), {crypto::new_id("bat"), order_id, digest, options.label, state_->clock->now()}));
  return attempt.run(journal);
}

}  // namespace gongshu::source
