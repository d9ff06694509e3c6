// Operations on batches: manifest, chunks, the check of the whole.
#include <boost/unordered/unordered_flat_set.hpp>
#include <charconv>

#include "app/datasets.h"
#include "app/operation.h"
#include "app/supply_files.h"
#include "app/supply_orders.h"
#include "crypto/random.h"
#include "domain/scenario/events.h"
#include "domain/supply/decide.h"
#include "identity/roles.h"
#include "privacy/detect.h"

namespace gongshu::app {
namespace {

using namespace domain::supply;
namespace role = identity::role;

constexpr JsonLimits kManifestLimits{16 << 20, 16};

/// A manifest as it came, with what its signature and form say.
struct Incoming {
  privacy::SignedDocument document;
  std::string order;
  Batch batch;
  std::optional<Error> fault, mismatch;
};

/// The order a document claims to answer; nothing else of it is believed before its signature is checked.
std::string claimed_order(const std::string& document) {
  const auto value = parse_json(document, kManifestLimits);
  const auto* object = value ? value->if_object() : nullptr;
  const auto* id = object ? object->if_contains("order_id") : nullptr;
  return id && id->is_string() ? std::string(id->get_string()) : std::string();
}

void describe_batch(const privacy::BatchManifest& manifest, Incoming& in) {
  in.batch.source_batch = manifest.batch_id;
  in.batch.rows = manifest.rows;
  in.batch.entities = manifest.entities;
  in.batch.chunks = static_cast<std::int64_t>(manifest.chunks.size());
  for (const auto& chunk : manifest.chunks) in.batch.bytes += chunk.bytes;
  in.batch.population = manifest.population;
  in.batch.numbering = manifest.numbering;
  in.batch.columns = supplied_columns(manifest.columns);
  in.batch.label = manifest.label;
  in.batch.rule_version = manifest.rule_version;
  in.batch.risk = risk_figures(manifest);
  if (manifest.consent) in.batch.consent = ConsentFigures{manifest.consent->column, manifest.consent->rows_without};
}

Error in_document(Error error) {
  error.at = "/document" + (error.at.starts_with('/') ? error.at : std::string());
  return error;
}

/// Checks the signature with the key of the order it claims, then whether it answers that order.
Status examine(Node& node, const Order& order, const SourceKey& key, Incoming& in) {
  GS_TRY(public_key, crypto::Sm2PublicKey::from_pem(key.public_key_pem));
  const auto manifest = privacy::verify_manifest(in.document, public_key);
  if (!manifest) {
    in.fault = in_document(manifest.error());
    return {};
  }
  describe_batch(*manifest, in);
  GS_TRY(document, load_document(order_file(node, in.order), order.digest));
  GS_TRY(signed_order, privacy::verify_order(document, node.key().public_key()));
  if (auto answer = privacy::check_answer(*manifest, signed_order); !answer) in.mismatch = in_document(answer.error());
  return {};
}

Result<Incoming> receive(Node& node, const AnnounceBatch& c) {
  Incoming in{{c.document, c.signature}, claimed_order(c.document), {}, {}, {}};
  in.batch.manifest_digest = digest_hex(c.document);
  std::optional<Order> order;
  std::optional<SourceKey> key;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.find<OrderSubject>(in.order));
    order = std::move(found);
    if (!order) return {};
    GS_TRY(registered, records.find<SourceKeySubject>(order->source_key));
    key = std::move(registered);
    return {};
  }));
  if (order && key) GS_CHECK(examine(node, *order, *key, in));
  return in;
}

/// The numbering of a population that accepted batches brought; it stays when they are gone, as what was released does.
Result<std::optional<std::string>> numbering_in_use(Records& records, const std::string& population) {
  if (population.empty()) return std::optional<std::string>();
  GS_TRY(all, records.all<BatchSubject>());
  for (const auto& batch : all)
    if (batch.state.population == population && batch.state.numbering && batch.state.status != BatchStatus::announced &&
        batch.state.status != BatchStatus::refused)
      return batch.state.numbering;
  return std::optional<std::string>();
}

Result<AnnounceFacts> facts_for(Tx& tx, Incoming& in) {
  AnnounceFacts facts;
  facts.fault = in.fault;
  facts.mismatch = in.mismatch;
  GS_TRY(order, tx.find<OrderSubject>(in.order));
  facts.order = std::move(order);
  if (!facts.order) return facts;
  GS_TRY(numbering, numbering_in_use(tx, in.batch.population));
  facts.numbering = std::move(numbering);
  in.batch.order = in.order;
  in.batch.scenario = facts.order->scenario;
  in.batch.resource = facts.order->resource;
  in.batch.agency = facts.order->agency;
  in.batch.provider = facts.order->provider;
  GS_TRY(key, tx.find<SourceKeySubject>(facts.order->source_key));
  facts.key_active = key && key->status == KeyStatus::active;
  GS_TRY(scenario, tx.load<domain::scenario::ScenarioSubject>(facts.order->scenario));
  in.batch.operator_org = scenario.operator_org;
  for (const auto& demand : scenario.content.demand)
    if (demand.resource == facts.order->resource)
      for (const auto& column : demand.columns) facts.demanded.insert(column.name);
  return facts;
}

Result<BatchEvents> judge(Tx& tx, Incoming& in) {
  GS_TRY(facts, facts_for(tx, in));
  GS_TRY(events, announce(in.batch, facts, tx.context()));
  GS_CHECK(check_supply(tx, in.batch.scenario, in.batch.resource, tx.context().now, tx.context().rulebook()));
  return events;
}

/// The same manifest, handed over before and not refused: pushing goes on where it stopped.
Result<std::optional<std::string>> present(Records& records, const Incoming& in) {
  GS_TRY(all, records.all<BatchSubject>());
  for (const auto& batch : all)
    if (batch.state.manifest_digest == in.batch.manifest_digest &&
        (batch.state.status == BatchStatus::announced || batch.state.status == BatchStatus::accepted))
      return std::optional<std::string>(batch.id);
  return std::optional<std::string>();
}

Result<Reply> batch_reply(Node& node, const Call& call, const std::string& id, int status) {
  GS_TRY(reply, record_reply(node, call, BatchSubject::kKind, id, status));
  auto& body = reply.body.as_object();
  if (body.at("status") == "announced") body["missing"] = write(missing_chunks(node, id, body.at("chunks").as_int64()));
  return reply;
}

Result<Reply> announce_batch(Node& node, const Call& call) {
  GS_TRY(c, body_of<AnnounceBatch>(call));
  GS_TRY(in, receive(node, c));
  std::optional<std::string> known;
  const auto look = [&](Tx& tx) -> Status {
    GS_TRY(found, present(tx, in));
    known = std::move(found);
    return {};
  };
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(events, judge(tx, in));
    return look(tx);
  }));
  if (known) return batch_reply(node, call, *known, 201);
  const auto id = crypto::new_id(BatchSubject::kPrefix);
  GS_CHECK(store_document(batch_folder(node, id) / "manifest.json", in.document));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(events, judge(tx, in));
    GS_CHECK(look(tx));
    return known ? Status() : tx.emit<BatchSubject>(id, events);
  }));
  if (known) GS_CHECK(remove_batch_files(node, id));
  return batch_reply(node, call, known.value_or(id), 201);
}

/// A refusal found outside the sequencer that names a rule is recorded all the same.
Status recorded(Node& node, const Call& call, Status status) {
  if (status || status.error().rule.empty()) return status;
  return node.execute(call.actor, call.operation, [&](Tx&) -> Status { return status; });
}

Result<Batch> batch_to_push(Node& node, const Call& call) {
  Batch batch;
  GS_CHECK(recorded(node, call, node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<BatchSubject>(call.param("id"), "path.id"));
    if (!is_overseer(call.actor) && !parties_of(found).contains(call.actor.org)) return fail(ErrorCode::state_not_found, "path.id", "no such batch");
    const auto now = node.clock().now();
    domain::Context context(call.actor, now, node.rulebook().on(local_date(now)));
    GS_CHECK(may_push(found, context));
    GS_CHECK(check_supply(records, found.scenario, found.resource, now, context.rulebook()));
    batch = std::move(found);
    return {};
  })));
  return batch;
}

Status cite(Node& node, const Call& call, const Error& fault) {
  const auto now = node.clock().now();
  domain::Context context(call.actor, now, node.rulebook().on(local_date(now)));
  return recorded(node, call, fail(refusal_of(fault, context)));
}

Result<Reply> put_chunk(Node& node, const Call& call) {
  std::int64_t index = -1;
  const auto& text = call.param("index");
  std::from_chars(text.data(), text.data() + text.size(), index);
  GS_TRY(batch, batch_to_push(node, call));
  const auto& id = call.param("id");
  GS_TRY(manifest, load_manifest(node, id, batch.manifest_digest));
  if (auto checked = privacy::check_chunk(manifest, index, call.raw_body); !checked) {
    GS_CHECK(cite(node, call, checked.error()));
  }
  GS_TRY(key, scenario_key(node, batch.scenario, batch.resource));
  auto files = files_key(key);
  crypto::wipe(key);
  auto stored = store_chunk(node, id, index, files, call.raw_body);
  crypto::wipe(files);
  GS_CHECK(stored);
  return Reply{204, {}, {}, {}, {}};
}

/// Counts classes over the visible quasi-identifiers as the source says it did.
privacy::RiskCounter counter_for(const privacy::BatchManifest& manifest) {
  std::vector<std::size_t> quasi;
  for (std::size_t i = 0; i < manifest.columns.size(); ++i)
    if (manifest.columns[i].identity == privacy::Identity::quasi) quasi.push_back(i);
  return privacy::RiskCounter(std::move(quasi));
}

std::optional<Error> check_figures(const privacy::BatchManifest& manifest, std::size_t entities, const privacy::RiskCounter& counter) {
  if (static_cast<std::int64_t>(entities) != manifest.entities)
    return Error{ErrorCode::batch_bad_manifest, "/entities", "the chunks hold another number of distinct entities", {}, {}, {}};
  if (!manifest.risk) return std::nullopt;
  const auto count = counter.count();
  if (count.smallest != manifest.risk->k_after || count.classes != manifest.risk->classes_after || count.unique_ppm != manifest.risk->unique_after)
    return Error{ErrorCode::batch_bad_manifest, "/risk", "the chunks have other equivalence classes than the manifest states", {}, {}, {}};
  return std::nullopt;
}

/// Reads all chunks once more as they lie on disk: digests, types, entities, classes, values that look raw.
Status examine_whole(Node& node, const std::string& id, const Batch& batch, FinishFacts& facts) {
  GS_TRY(manifest, load_manifest(node, id, batch.manifest_digest));
  GS_TRY(key, scenario_key(node, batch.scenario, batch.resource));
  const auto files = files_key(key);
  crypto::wipe(key);
  std::vector<std::string> visible;
  for (const auto& column : manifest.columns) visible.push_back(column.name);
  privacy::RawDetector detector(visible);
  auto classes = counter_for(manifest);
  boost::unordered_flat_set<std::uint64_t> entities;
  for (std::int64_t i = 0; i < batch.chunks; ++i) {
    GS_TRY(bytes, load_chunk(node, id, i, files));
    auto checked = privacy::check_chunk(manifest, i, bytes, [&](privacy::Cells cells) -> Status {
      const auto shown = cells.first(visible.size());
      std::uint64_t entity = 0;
      if (cells.size() > shown.size()) std::from_chars(cells.back().data(), cells.back().data() + cells.back().size(), entity);
      if (entity != 0) entities.insert(entity);
      detector.row(shown);
      classes.row(shown, entity);
      return {};
    });
    if (!checked) {
      facts.fault = checked.error();
      return {};
    }
  }
  facts.fault = check_figures(manifest, entities.size(), classes);
  const auto findings = detector.findings();
  if (findings.empty()) return {};
  facts.fault = privacy::looks_raw(findings);
  for (const auto& f : findings) facts.findings.push_back({f.column, std::string(name_of(f.kind))});
  return {};
}

/// The batch takes the place of the one before it.
Status replace_others(Tx& tx, const std::string& id, const Batch& batch, std::vector<std::string>& replaced) {
  GS_TRY(accepted, tx.all<BatchSubject>("accepted"));
  for (const auto& other : accepted) {
    if (other.id == id || other.state.scenario != batch.scenario || other.state.resource != batch.resource) continue;
    GS_CHECK(tx.emit<BatchSubject>(other.id, {BatchReplaced{id}}));
    replaced.push_back(other.id);
  }
  return {};
}

Result<Reply> finish_batch(Node& node, const Call& call) {
  const auto& id = call.param("id");
  GS_TRY(batch, batch_to_push(node, call));
  FinishFacts facts;
  facts.missing = missing_chunks(node, id, batch.chunks);
  if (facts.missing.empty()) GS_CHECK(examine_whole(node, id, batch, facts));
  std::vector<std::string> gone;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    gone.clear();
    GS_TRY(now, tx.load<BatchSubject>(id, "path.id"));
    GS_CHECK(check_seen(tx, call, BatchSubject::kKind, id));
    GS_TRY(numbering, numbering_in_use(tx, now.population));
    facts.numbering = std::move(numbering);
    GS_TRY(events, finish(now, facts, tx.context()));
    GS_CHECK(check_supply(tx, now.scenario, now.resource, tx.context().now, tx.context().rulebook()));
    if (!facts.fault) GS_CHECK(replace_others(tx, id, now, gone));
    return tx.emit<BatchSubject>(id, events);
  }));
  if (facts.fault) gone = {id};
  for (const auto& other : gone) GS_CHECK(remove_batch_files(node, other));
  if (facts.fault) GS_CHECK(cite(node, call, *facts.fault));
  return batch_reply(node, call, id, 200);
}

Result<Reply> get_batch(Node& node, const Call& call) {
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(batch, records.load<BatchSubject>(call.param("id"), "path.id"));
    if (is_overseer(call.actor) || parties_of(batch).contains(call.actor.org)) return {};
    return fail(ErrorCode::state_not_found, "path.id", "no batch has the id " + call.param("id"));
  }));
  return batch_reply(node, call, call.param("id"), 200);
}

[[maybe_unused]] const bool kOperations[] = {
    operation("announceBatch", Access::session, {role::kDataProvider, role::kImplementingAgency}, announce_batch),
    operation("putBatchChunk", Access::session, {role::kDataProvider, role::kImplementingAgency}, put_chunk),
    operation("finishBatch", Access::session, {role::kDataProvider, role::kImplementingAgency}, finish_batch),
    operation("getBatch", Access::session, {}, get_batch),
    list_records("listBatches", BatchSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
