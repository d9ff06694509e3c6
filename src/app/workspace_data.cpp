#include "app/workspace_data.h"

#include <charconv>

#include "app/cell_value.h"
#include "app/datasets.h"
#include "app/standing.h"
#include "app/supply_files.h"
#include "app/workspace_rows.h"
#include "app/workspace_sample.h"
#include "crypto/random.h"
#include "domain/workspace/decide.h"
#include "privacy/synthesize.h"

namespace gongshu::app {
namespace {

namespace workspace = domain::workspace;

constexpr std::int64_t kSyntheticRows = 2'000;
constexpr std::size_t kCachedWorkspaces = 8;
constexpr engine::Resources kDevelopment{.memory_mb = 256, .threads = 1};

engine::TableSchema schema_of(const engine::TableGrant& grant) {
  engine::TableSchema schema{{}, grant.entity};
  for (const auto& column : grant.columns) schema.columns.push_back({column.name, column.type});
  return schema;
}

/// Where the granted columns stand in a row of the batch. The types must be those the policy was made with.
Result<std::vector<std::size_t>> positions(const engine::TableGrant& grant, const std::vector<privacy::MaskedColumn>& columns) {
  std::vector<std::size_t> out;
  for (const auto& column : grant.columns) {
    const auto found = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == column.name; });
    if (found == columns.end() || name_of(found->type) != name_of(column.type))
      return fail(ErrorCode::state_conflict, column.name, "the batch changed meanwhile; try again");
    out.push_back(static_cast<std::size_t>(found - columns.begin()));
  }
  return out;
}

void fill(engine::Row& row, privacy::Cells cells, const engine::TableGrant& grant, const std::vector<std::size_t>& from) {
  row.values.clear();
  for (std::size_t i = 0; i < from.size(); ++i) row.values.push_back(cell_value(cells[from[i]], grant.columns[i].type));
  row.entity = 0;
  if (!grant.entity.empty()) std::from_chars(cells.back().data(), cells.back().data() + cells.back().size(), row.entity);
}

using Batches = std::vector<Found<domain::supply::Batch>>;

/// Batches of the resource that the scenario accepted before the one in use, oldest first.
Result<Batches> earlier_batches(Node& node, const domain::supply::Batch& in_use, const std::string& id) {
  Batches out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(accepted, records.all<domain::supply::BatchSubject>("accepted"));
    for (auto& batch : accepted) {
      if (batch.id == id) return {};
      if (batch.state.scenario == in_use.scenario && batch.state.resource == in_use.resource && batch.state.population == in_use.population)
        out.push_back(std::move(batch));
    }
    return {};
  }));
  return out;
}

/// Names of columns that every batch holds with one type and technique, so that equal raw values are equal cells.
std::vector<std::string> comparable(const domain::supply::Batch& in_use, const Batches& earlier) {
  std::vector<std::string> out;
  for (const auto& column : in_use.columns) {
    const auto same = [&](const auto& other) { return other.name == column.name && other.type == column.type && other.technique == column.technique; };
    const auto holds = [&](const auto& batch) { return std::any_of(batch.state.columns.begin(), batch.state.columns.end(), same); };
    if (std::all_of(earlier.begin(), earlier.end(), holds)) out.push_back(column.name);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<std::size_t> places(const std::vector<std::string>& names, const std::vector<privacy::MaskedColumn>& columns) {
  std::vector<std::size_t> out;
  for (const auto& name : names)
    for (std::size_t i = 0; i < columns.size(); ++i)
      if (columns[i].name == name) out.push_back(i);
  return out;
}

std::uint64_t ordinal(std::string_view cell) {
  std::uint64_t out = 0;
  std::from_chars(cell.data(), cell.data() + cell.size(), out);
  return out;
}

Status note_earlier(Node& node, const Batches& earlier, const std::vector<std::string>& compared, const std::string& key, const engine::CancelToken& cancel,
                    RowNames& names) {
  for (const auto& batch : earlier) {
    GS_TRY(rows, BatchRows::open(node, batch.id, batch.state, key));
    const auto which = places(compared, rows->manifest().columns);
    for (std::int64_t count = 0;; ++count) {
      if (count % 1024 == 0 && cancel.cancelled()) return fail(ErrorCode::query_cancelled);
      GS_TRY(more, rows->next());
      if (!more) break;
      names.earlier(ordinal(rows->cells().back()), content_of(rows->cells(), which));
    }
    names.next_batch();
  }
  return {};
}

Status load_table(Node& node, const engine::TableGrant& grant, const Found<domain::supply::Batch>& batch, const std::string& key,
                  engine::Dataset& dataset, const engine::CancelToken& cancel, std::atomic<std::int64_t>* loaded) {
  GS_TRY(rows, BatchRows::open(node, batch.id, batch.state, key));
  GS_TRY(from, positions(grant, rows->manifest().columns));
  RowNames names(batch.state.resource);
  std::vector<std::size_t> compared;
  if (!grant.entity.empty()) {
    GS_TRY(earlier, earlier_batches(node, batch.state, batch.id));
    const auto columns = comparable(batch.state, earlier);
    GS_CHECK(note_earlier(node, earlier, columns, key, cancel, names));
    compared = places(columns, rows->manifest().columns);
  }
  std::int64_t count = 0;
  return dataset.load(grant.name, schema_of(grant), [&](engine::Row& row) -> Result<bool> {
    if (count++ % 1024 == 0 && cancel.cancelled()) return fail(ErrorCode::query_cancelled);
    GS_TRY(more, rows->next());
    if (!more) return false;
    if (loaded) loaded->fetch_add(1, std::memory_order_relaxed);
    fill(row, rows->cells(), grant, from);
    if (!grant.entity.empty())
      row.key = without_table(names.name(static_cast<std::uint64_t>(row.entity), names.compares() ? content_of(rows->cells(), compared) : 0), grant.name);
    return true;
  });
}

/// Is the batch still the one in use? Asked under the lock that keeps its files.
Status check_in_use(Node& node, const std::string& scenario, const TableSource& source) {
  return node.query([&](Records& records) -> Status {
    GS_TRY(batch, batch_in_use(records, scenario, source.resource));
    if (batch && batch->id == source.batch->id) return {};
    return fail(ErrorCode::state_conflict, source.resource, "another batch came in meanwhile; try again");
  });
}

}  // namespace

Status load_dataset(Node& node, const ScenarioPolicy& policy, const CompiledQuery& query, const std::vector<std::string>& batches,
                    engine::Dataset& dataset, const engine::CancelToken& cancel, std::atomic<std::int64_t>* loaded) {
  std::shared_lock files(batch_files_mutex());
  GS_TRY(key, scenario_key(node, policy.scenario, query.resources));
  Status status;
  for (std::size_t i = 0; status && i < query.plan.tables.size(); ++i) {
    const auto& table = query.plan.tables[i];
    const auto& source = policy.sources.at(table);
    if (source.social) {
      if (status) status = load_social(node, source.social->state, key, dataset);
      continue;
    }
    if (!source.batch || source.batch->id != batches.at(i)) status = fail(ErrorCode::state_conflict, table, "another batch came in meanwhile; try again");
    if (status) status = check_in_use(node, policy.scenario, source);
    if (status) status = load_table(node, *engine::find_table(policy.snapshot, table), *source.batch, key, dataset, cancel, loaded);
  }
  crypto::wipe(key);
  return status;
}

Result<std::unique_ptr<DevelopmentData>> DevelopmentData::open(Node& node) {
  auto data = std::make_unique<DevelopmentData>();
  node.on_policy([&node, state = data->state_] {
    std::lock_guard lock(state->mutex);
    const auto now = node.clock().now();
    std::erase_if(state->entries, [&](const auto& item) {
      return !node.query([&](Records& records) {
        Standing standing;
        standing.scenario = item.second->scenario;
        return check_standing(records, standing, now, node.rulebook().on(local_date(now)));
      });
    });
  });
  return data;
}

std::shared_ptr<DevelopmentData::Entry> DevelopmentData::entry(const std::string& workspace, const std::string& scenario) {
  std::lock_guard lock(state_->mutex);
  auto& slot = state_->entries[workspace];
  if (!slot) slot = std::make_shared<Entry>();
  slot->scenario = scenario;
  slot->used = ++state_->clock;
  const auto out = slot;
  if (state_->entries.size() > kCachedWorkspaces)
    state_->entries.erase(std::min_element(state_->entries.begin(), state_->entries.end(),
                                           [](const auto& a, const auto& b) { return a.second->used < b.second->used; }));
  return out;
}

namespace {

/// The sample of the batch as the workspace has it on record, or a new one, recorded now.
Result<workspace::DevelopmentSample> sample_for(Node& node, const domain::Actor& actor, const std::string& id, const TableSource& source,
                                                const std::string& table, std::int64_t k) {
  workspace::DevelopmentSample sample{source.resource, table, source.batch->id, 0, kSyntheticRows, k};
  for (const unsigned char byte : crypto::random_bytes(6)) sample.seed = sample.seed * 256 + byte;  // 48 bits: exact in every JSON reader
  GS_CHECK(node.execute(actor, "queryDevelopment", [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<workspace::WorkspaceSubject>(id, "path.id"));
    GS_CHECK(workspace::may_work(state, tx.context()));
    for (const auto& known : state.samples)
      if (known.batch == sample.batch && known.table == table && known.k == k && known.rows == kSyntheticRows) {
        sample.seed = known.seed;
        return {};
      }
    return tx.emit<workspace::WorkspaceSubject>(id, {workspace::Sampled{sample}});
  }));
  return sample;
}

/// Synthetic rows as text, column by column of the batch, with the ordinal last where rows are about entities.
using TextRows = std::vector<std::vector<std::string>>;
struct Synthetic {
  TextRows rows;
  json::object notes;
};
Result<Synthetic> synthesize(Node& node, const std::string& scenario, const TableSource& source, const workspace::DevelopmentSample& sample) {
  std::shared_lock files(batch_files_mutex());
  GS_TRY(key, scenario_key(node, scenario, source.resource));
  GS_CHECK(check_in_use(node, scenario, source));
  GS_TRY(rows, BatchRows::open(node, source.batch->id, source.batch->state, key));
  crypto::wipe(key);
  const auto& manifest = rows->manifest();
  const bool entities = !manifest.entity_column.empty();
  privacy::Synthesizer synthesizer(manifest.columns, std::max<std::int64_t>(2, sample.k));
  std::uint64_t number = 0;
  for (;;) {
    GS_TRY(more, rows->next());
    if (!more) break;
    const auto cells = rows->cells();
    std::uint64_t entity = ++number;
    if (entities) std::from_chars(cells.back().data(), cells.back().data() + cells.back().size(), entity);
    synthesizer.observe(cells.first(manifest.columns.size()), entity);
  }
  Synthetic out;
  GS_CHECK(synthesizer.generate(sample.rows, static_cast<std::uint64_t>(sample.seed), [&](privacy::Cells cells) -> Status {
    out.rows.emplace_back(cells.begin(), cells.end());
    return {};
  }));
  out.notes = synthesizer.notes();
  return out;
}

/// Without the columns that do not exist for a query.
json::object granted_notes(json::object notes, const engine::TableGrant& grant) {
  const auto granted = [&](const json::value& name) {
    return std::any_of(grant.columns.begin(), grant.columns.end(), [&](const auto& column) { return name.as_string() == column.name; });
  };
  json::array columns;
  for (auto& value : notes.at("columns").as_array()) {
    auto& note = value.as_object();
    if (!granted(note.at("column"))) continue;
    if (const auto* given = note.if_contains("given"); given && !granted(*given)) note.erase("given");
    columns.push_back(std::move(note));
  }
  notes["columns"] = std::move(columns);
  return notes;
}

Status load_text_rows(const engine::TableGrant& grant, const std::vector<domain::supply::SuppliedColumn>& columns, const TextRows& rows,
                      engine::Dataset& dataset) {
  std::vector<std::size_t> from;
  for (const auto& column : grant.columns)
    from.push_back(static_cast<std::size_t>(
        std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == column.name; }) - columns.begin()));
  std::size_t next = 0;
  return dataset.load(grant.name, schema_of(grant), [&](engine::Row& row) -> Result<bool> {
    if (next == rows.size()) return false;
    const auto& text = rows[next++];
    const std::vector<std::string_view> cells(text.begin(), text.end());
    fill(row, cells, grant, from);
    return true;
  });
}

/// The parameters of a released sample.
json::object sample_notes(const std::string& id, const workspace::Sample& sample) {
  const auto& p = sample.parameters;
  return {{"method", "sample/1"}, {"k", p.k},       {"sample", id}, {"share_percent", p.share_percent}, {"seed", p.seed}, {"rows", sample.rows.value_or(0)},
          {"entities", sample.entities.value_or(0)}};
}

}  // namespace

/// A table of a query and what it holds.
struct DevelopmentData::Wanted {
  std::string table, rows_of;                         ///< rows_of as in Entry::loaded
  std::optional<Found<workspace::Sample>> sample{};  ///< instead of synthetic rows
};

Status DevelopmentData::load(Node& node, const domain::Actor& actor, const std::string& id, const ScenarioPolicy& policy, const Wanted& wanted,
                             Entry& entry) {
  const auto& table = wanted.table;
  const auto& source = policy.sources.at(table);
  if (entry.loaded.contains(table)) return {};
  const auto& grant = *engine::find_table(policy.snapshot, table);
  if (source.social) {
    GS_TRY(key, scenario_key(node, policy.scenario, std::vector<std::string>{}));
    const auto loaded = load_social(node, source.social->state, key, *entry.dataset);
    crypto::wipe(key);
    GS_CHECK(loaded);
    entry.notes[table] = json::object{{"method", "imported/1"}, {"social_data", source.social->id}, {"rows", source.social->state.rows}};
  } else if (wanted.sample) {
    const auto& sample = wanted.sample->state;
    GS_TRY(drawn, draw_sample(node, policy.scenario, sample.parameters));
    GS_CHECK(load_text_rows(grant, source.batch->state.columns, drawn.rows, *entry.dataset));
    entry.notes[table] = sample_notes(wanted.sample->id, sample);
    entry.sampled.insert(table);
  } else {
    GS_TRY(sample, sample_for(node, actor, id, source, table, policy.snapshot.k));
    GS_TRY(made, synthesize(node, policy.scenario, source, sample));
    GS_CHECK(load_text_rows(grant, source.batch->state.columns, made.rows, *entry.dataset));
    entry.notes[table] = granted_notes(std::move(made.notes), grant);
  }
  entry.loaded[table] = wanted.rows_of;
  return {};
}

Result<std::shared_ptr<engine::Dataset>> DevelopmentData::tables(Node& node, const domain::Actor& actor, const std::string& id,
                                                                 const ScenarioPolicy& policy, const CompiledQuery& query) {
  GS_TRY(batches, batches_of(query, policy));
  std::vector<Wanted> wanted;
  GS_CHECK(node.query([&](Records& records) -> Status {
    const auto book = node.rulebook().on(local_date(node.clock().now()));
    for (std::size_t i = 0; i < batches.size(); ++i) {
      GS_TRY(sample, sample_in_use(records, id, query.plan.tables[i], batches[i], book));
      wanted.push_back({query.plan.tables[i], sample ? batches[i] + "/" + sample->id : batches[i], std::move(sample)});
    }
    return {};
  }));
  const auto cached = entry(id, policy.scenario);
  std::lock_guard lock(cached->mutex);
  bool stale = !cached->dataset;
  for (const auto& one : wanted) {
    const auto loaded = cached->loaded.find(one.table);
    stale = stale || (loaded != cached->loaded.end() && loaded->second != one.rows_of);
  }
  if (stale) {
    GS_TRY(fresh, engine::Dataset::open(kDevelopment));
    cached->dataset = std::make_shared<engine::Dataset>(std::move(fresh));
    cached->loaded.clear();
    cached->sampled.clear();
    cached->notes.clear();
  }
  for (const auto& one : wanted) GS_CHECK(load(node, actor, id, policy, one, *cached));
  return cached->dataset;
}

std::shared_ptr<DevelopmentData::Entry> DevelopmentData::find(const std::string& workspace) {
  std::lock_guard lock(state_->mutex);
  const auto found = state_->entries.find(workspace);
  return found == state_->entries.end() ? nullptr : found->second;
}

json::object DevelopmentData::notes(const std::string& workspace, const std::vector<std::string>& tables) {
  json::object out;
  const auto cached = find(workspace);
  if (!cached) return out;
  std::lock_guard lock(cached->mutex);
  for (const auto& table : tables)
    if (const auto* notes = cached->notes.if_contains(table)) out[table] = *notes;
  return out;
}

bool DevelopmentData::synthetic(const std::string& workspace, const std::vector<std::string>& tables) {
  const auto cached = find(workspace);
  if (!cached) return true;
  std::lock_guard lock(cached->mutex);
  return std::none_of(tables.begin(), tables.end(), [&](const auto& table) { return cached->sampled.contains(table); });
}

[[maybe_unused]] static const bool kPart = register_part<DevelopmentData>(30);

}  // namespace gongshu::app
