#include "app/datasets.h"

#include "app/jobs_result.h"
#include "app/standing.h"
#include "app/supply_files.h"
#include "crypto/hash.h"
#include "crypto/sm4.h"
#include "domain/registration/events.h"
#include "domain/registration/points.h"
#include "domain/scenario/events.h"
#include "domain/supply/events.h"
#include "domain/supply/points.h"
#include "domain/workspace/events.h"
#include "ledger/reader.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
namespace supply = domain::supply;
namespace workspace = domain::workspace;
using domain::scenario::ScenarioSubject;

/// Days on which batches of the resource were announced: the first begins the time to apply where supply may come first.
Result<std::optional<Date>> first_supply(Records& records, const std::string& resource) {
  std::optional<Date> first;
  GS_CHECK(records.scan(supply::BatchSubject::kKind, {}, [&](const std::string&, const Row& row) -> Status {
    GS_TRY(batch, read<supply::Batch>(row.body));
    if (batch.resource != resource || batch.status == supply::BatchStatus::refused) return {};
    GS_TRY(entry, ledger::Reader(records.db()).entry(static_cast<std::uint64_t>(row.created)));
    const auto day = local_date(entry.time);
    if (!first || day < *first) first = day;
    return {};
  }));
  return first;
}

/// Where the pack lets supply come first: within the time, or while an application made in it is under way.
Result<bool> may_precede(Records& records, const std::string& resource, Instant now, const rules::Rulebook& book, const rules::Ruling& ruling) {
  if (ruling.text("timing") != "after_supply") return false;
  const auto within = ruling.duration("within");
  GS_TRY(first, first_supply(records, resource));
  if (!within || !first) return true;
  GS_TRY(last, book.calendar().deadline(*first, *within));
  if (local_date(now) <= last) return true;
  GS_TRY(all, records.all<domain::registration::RegistrationSubject>());
  return std::any_of(all.begin(), all.end(), [&](const auto& r) {
    return r.state.entry == resource && domain::registration::occupies(r.state, local_date(now));
  });
}

/// Invariant 3 counts the registration duty among what a key waits for.
Status check_registered(Records& records, const std::string& resource, Instant now, const rules::Rulebook& book) {
  const auto ruling = book.at(domain::registration::kBeforeSupply);
  if (!ruling.active()) return {};
  GS_TRY(all, records.all<domain::registration::RegistrationSubject>("registered"));
  for (const auto& r : all)
    if (r.state.entry == resource && domain::registration::stands(r.state, local_date(now))) return {};
  GS_TRY(precedes, may_precede(records, resource, now, book, ruling));
  if (precedes) return {};
  return fail(ruling.refusal(ErrorCode::rule_not_registered, "/resource", "register the resource first; a registration must be valid today"));
}

/// Every column was demanded to answer single records.
Status check_lookup(const domain::scenario::Scenario& scenario, const std::string& resource, const std::vector<std::string>& columns,
                    const rules::Rulebook& book) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    bool granted = false;
    for (const auto& demand : scenario.content.demand)
      for (const auto& column : demand.columns)
        granted = granted || (demand.resource == resource && column.name == columns[i] &&
                              std::find(column.uses.begin(), column.uses.end(), "lookup") != column.uses.end());
    if (!granted)
      return fail(book.at(supply::kScope).refusal(ErrorCode::rule_out_of_scope, columns[i], "the scenario did not ask for this column as lookup"));
  }
  return {};
}

Result<std::vector<std::size_t>> positions(const privacy::BatchManifest& manifest, const std::vector<std::string>& columns) {
  std::vector<std::size_t> out;
  for (const auto& name : columns) {
    const auto found = std::find_if(manifest.columns.begin(), manifest.columns.end(), [&](const auto& c) { return c.name == name; });
    if (found == manifest.columns.end()) return fail(ErrorCode::query_unknown_column, name, "the column was suppressed and is not part of the supply");
    out.push_back(static_cast<std::size_t>(found - manifest.columns.begin()));
  }
  return out;
}

Status stream(BatchRows& rows, const std::vector<std::size_t>& which, const RowCallback& callback) {
  std::vector<std::string_view> cells(which.size());
  for (;;) {
    GS_TRY(more, rows.next());
    if (!more) return {};
    for (std::size_t i = 0; i < which.size(); ++i) cells[i] = rows.cells()[which[i]];
    GS_CHECK(callback(cells));
  }
}

}  // namespace

Status check_supply(Records& records, const std::string& scenario, const std::string& resource, Instant now, const rules::Rulebook& book) {
  Standing standing;
  standing.scenario = scenario;
  standing.resources = {resource};
  GS_CHECK(check_standing(records, standing, now, book));
  return check_registered(records, resource, now, book);
}

Result<std::optional<Found<supply::Batch>>> batch_in_use(Records& records, const std::string& scenario, const std::string& resource) {
  std::optional<Found<supply::Batch>> out;
  GS_TRY(accepted, records.all<supply::BatchSubject>("accepted"));
  for (auto& batch : accepted)
    if (batch.state.scenario == scenario && batch.state.resource == resource) out = std::move(batch);
  return out;
}

Result<std::string> scenario_key(Node& node, const std::string& scenario, const std::string& resource, bool make) {
  return scenario_key(node, scenario, std::vector<std::string>{resource}, make);
}

Result<std::string> scenario_key(Node& node, const std::string& scenario, const std::vector<std::string>& resources, bool make) {
  const auto name = scenario_key_name(scenario);
  const crypto::Gate gate = [&] {
    return node.query([&](Records& records) -> Status {
      const auto now = node.clock().now();
      for (const auto& resource : resources) GS_CHECK(check_supply(records, scenario, resource, now, node.rulebook().on(local_date(now))));
      return {};
    });
  };
  if (make && !node.keyring().exists(name)) {
    GS_CHECK(gate());
    if (auto made = node.keyring().create(name); !made && made.error().code != ErrorCode::state_already_exists) return fail(made.error());
  }
  return node.keyring().release(name, gate);
}

std::string files_key(const std::string& scenario_key) {
  return std::string(crypto::view(crypto::hmac_sm3(scenario_key, "files")).substr(0, crypto::kSm4KeyBytes));
}

Status read_rows(Node& node, const std::string& scenario, const std::string& resource, const std::vector<std::string>& columns,
                 const RowCallback& callback) {
  std::shared_lock files(batch_files_mutex());
  std::optional<Found<supply::Batch>> batch;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(state, records.load<ScenarioSubject>(scenario, "/scenario"));
    GS_CHECK(check_lookup(state, resource, columns, node.rulebook().on(local_date(node.clock().now()))));
    GS_TRY(found, batch_in_use(records, scenario, resource));
    batch = std::move(found);
    return {};
  }));
  GS_TRY(key, scenario_key(node, scenario, resource));
  if (!batch) return fail(ErrorCode::state_not_allowed, "/resource", "no batch of this resource has been accepted for the scenario");
  GS_TRY(rows, BatchRows::open(node, batch->id, batch->state, key));
  crypto::wipe(key);
  GS_TRY(which, positions(rows->manifest(), columns));
  return stream(*rows, which, callback);
}

Result<std::string> load_job_result(Node& node, const std::string& id) {
  GS_TRY(stored, load_stored_result(node, id));
  return std::move(stored.answer);
}

Result<std::vector<fs::path>> scenario_files(Node& node, const std::string& scenario) {
  std::vector<fs::path> out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(orders, records.all<supply::OrderSubject>());
    for (const auto& o : orders)
      if (o.state.scenario == scenario) out.push_back(order_file(node, o.id));
    GS_TRY(batches, records.all<supply::BatchSubject>());
    for (const auto& b : batches)
      if (b.state.scenario == scenario) out.push_back(batch_folder(node, b.id));
    GS_TRY(jobs, records.all<workspace::JobSubject>());
    for (const auto& j : jobs)
      if (j.state.scenario == scenario) out.push_back(result_file(node, j.id));
    return {};
  }));
  std::erase_if(out, [](const auto& path) { return !fs::exists(path); });
  return out;
}

}  // namespace gongshu::app
