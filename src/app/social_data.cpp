#include "app/social_data.h"

#include "app/cell_value.h"
#include "app/datasets.h"
#include "app/gates.h"
#include "app/operation.h"
#include "app/standing.h"
#include "app/supply_files.h"
#include "crypto/sm4.h"
#include "domain/matter/events.h"
#include "domain/scenario/events.h"
#include "domain/social_data/decide.h"
#include "domain/workspace/decide.h"
#include "identity/roles.h"
#include "privacy/table.h"
#include "store/files.h"

namespace gongshu::app {

using namespace domain::social_data;
namespace workspace = domain::workspace;
namespace matter = domain::matter;

namespace {

constexpr std::size_t kSealedBytes = 16 << 20;
constexpr const char* kOperation = "importSocialData";

/// The contract has checked the name.
template <class E>
E named(const std::string& name, E otherwise) {
  auto value = read<E>(json::value(json::string(name)));
  return value ? *value : otherwise;
}

privacy::Schema schema_of(const std::vector<SocialColumn>& columns) {
  privacy::Schema schema;
  for (const auto& column : columns)
    schema.columns.push_back({column.name, named(column.type, privacy::ColumnType::text), true});
  return schema;
}

std::string sealed_as(const std::string& workspace_id) { return "social:" + workspace_id; }

/// Rows of the CSV, each of the stated types.
Result<std::int64_t> count_rows(const ImportSocialData& c) {
  privacy::ViewStream stream(c.rows);
  privacy::TableReader table(stream, schema_of(c.columns));
  GS_CHECK(table.open());
  if (!table.extra().empty()) return fail(ErrorCode::input_unknown_field, "/rows", "the file has a column that is not stated: " + table.extra().front());
  for (std::int64_t rows = 0;; ++rows) {
    GS_TRY(more, table.next());
    if (!more) return rows;
  }
}

/// Does the gate count this matter for the call?
Result<bool> counted(const rules::GateDef& gate, const matter::Matter& m, const Call& call, Records& records) {
  if (m.procedure != gate.procedure || std::find(gate.states.begin(), gate.states.end(), m.status) == gate.states.end()) return false;
  if (!gate.about) return true;
  GS_TRY(id, at_place(call, records, *gate.about));
  return m.about && id.is_string() && m.about->id == id.get_string();
}

/// What was brought in the acts of the matter.
Review review_from(const std::string& id, const matter::Matter& m) {
  Review out{id, m.procedure, {}, {}};
  for (const auto& done : m.done) {
    for (const auto& [kind, document] : done.evidence) out.evidence[kind] = document;
    for (const auto& [key, value] : done.items) out.items[key] = value;
  }
  return out;
}

Status note_review(Tx& tx, Node& node, const Call& call, const std::string& id, ImportFacts& facts) {
  const auto* gates = node.part<Gates>().before(kOperation);
  if (!gates) return {};
  GS_TRY(found, tx.find<matter::MatterSubject>(id));
  for (const auto* gate : *gates) {
    const auto* rule = gate->barred ? nullptr : tx.context().rulebook().pack()->find(gate->rule);
    if (!rule) continue;
    facts.rule = rule->id;
    facts.article = rule->article;
    if (!found) continue;
    GS_TRY(counts, counted(*gate, *found, call, tx));
    if (counts && found->org == tx.context().actor.org) facts.review = review_from(id, *found);
  }
  GS_TRY(all, tx.all<SocialDataSubject>());
  for (const auto& other : all)
    if (other.state.review == id) facts.used_by = other.id;
  return {};
}

Status note_tables(Tx& tx, ImportFacts& facts) {
  GS_TRY(scenario, tx.load<domain::scenario::ScenarioSubject>(facts.scenario));
  for (const auto& demand : scenario.content.demand) facts.tables.push_back(demand.table);
  GS_TRY(imported, social_data_of(tx, facts.scenario));
  for (const auto& one : imported) facts.tables.push_back(one.state.table);
  return {};
}

Result<Events> decide(Tx& tx, Node& node, const Call& call, const ImportSocialData& c, ImportFacts facts) {
  GS_TRY(space, tx.load<workspace::WorkspaceSubject>(facts.workspace, "path.id"));
  GS_CHECK(workspace::may_enter(space, tx.context(), false));
  GS_CHECK(workspace::may_work(space, tx.context()));
  facts.scenario = space.scenario;
  facts.operator_org = space.operator_org;
  facts.agency = space.agency;
  Standing standing;
  standing.scenario = space.scenario;
  GS_CHECK(check_standing(tx, standing, tx.context().now, tx.context().rulebook()));
  GS_CHECK(note_review(tx, node, call, c.review, facts));
  GS_CHECK(note_tables(tx, facts));
  return bring_in(c, facts, tx.context());
}

/// The sealed file, durable before the entry that names it.
Status seal(Node& node, const Call& call, const ImportSocialData& c, ImportFacts& facts) {
  std::string scenario;
  const auto now = node.clock().now();
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(space, records.load<workspace::WorkspaceSubject>(facts.workspace, "path.id"));
    if (space.operator_org != call.actor.org) return fail(ErrorCode::state_not_found, "path.id", "no such workspace");
    scenario = space.scenario;
    Standing standing;
    standing.scenario = scenario;
    return check_standing(records, standing, now, node.rulebook().on(local_date(now)));
  }));
  GS_TRY(key, scenario_key(node, scenario, std::vector<std::string>{}, true));
  auto files = files_key(key);
  crypto::wipe(key);
  auto sealed = crypto::sm4_seal(files, c.rows, sealed_as(facts.workspace));
  crypto::wipe(files);
  if (!sealed) return fail(std::move(sealed).error());
  facts.bytes = static_cast<std::int64_t>(sealed->size());
  facts.digest = digest_hex(*sealed);
  GS_CHECK(store::make_directory(node.path("social")));
  return store::write_file_atomic(social_file(node, facts.digest), *sealed);
}

Result<Reply> import_operation(Node& node, const Call& call) {
  GS_TRY(body, body_of<ImportSocialData>(call));
  ImportFacts facts;
  facts.workspace = call.param("id");
  GS_TRY(rows, count_rows(body));
  facts.rows = rows;
  GS_CHECK(seal(node, call, body, facts));
  std::string id;
  const auto done = node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(events, decide(tx, node, call, body, facts));
    id = tx.new_id(SocialDataSubject::kPrefix);
    return tx.emit<SocialDataSubject>(id, events);
  });
  if (!done) {
    std::error_code ignored;
    std::filesystem::remove(social_file(node, facts.digest), ignored);
    return fail(done.error());
  }
  return record_reply(node, call, SocialDataSubject::kKind, id, 201);
}

[[maybe_unused]] const bool kOperations[] = {
    operation(kOperation, Access::session, {identity::role::kOperator}, import_operation),
    get_record("getSocialData", SocialDataSubject::kKind),
    list_records("listSocialData", SocialDataSubject::kKind),
};

}  // namespace

Result<std::vector<SocialRow>> social_data_of(Records& records, const std::string& scenario) {
  GS_TRY(all, records.all<SocialDataSubject>("held"));
  std::erase_if(all, [&](const auto& one) { return one.state.scenario != scenario; });
  return all;
}

std::filesystem::path social_file(Node& node, const std::string& digest) { return node.path("social") / digest; }

engine::TableGrant social_grant(const SocialData& data) {
  engine::TableGrant grant{data.table, {}, {}};
  for (const auto& column : data.columns)
    grant.columns.push_back({column.name, named(column.type, engine::ColumnType::text),
                             {engine::Use::join, engine::Use::filter, engine::Use::group, engine::Use::aggregate, engine::Use::visible}, false});
  return grant;
}

Status load_social(Node& node, const SocialData& data, const std::string& key, engine::Dataset& dataset) {
  GS_TRY(sealed, store::read_file(social_file(node, data.digest), kSealedBytes));
  auto files = files_key(key);
  auto rows = crypto::sm4_open(files, sealed, sealed_as(data.workspace));
  crypto::wipe(files);
  if (!rows) return fail(std::move(rows).error());
  privacy::ViewStream stream(*rows);
  privacy::TableReader table(stream, schema_of(data.columns));
  GS_CHECK(table.open());
  const auto grant = social_grant(data);
  engine::TableSchema schema{{}, {}};
  for (const auto& column : grant.columns) schema.columns.push_back({column.name, column.type});
  return dataset.load(data.table, schema, [&](engine::Row& row) -> Result<bool> {
    GS_TRY(more, table.next());
    if (!more) return false;
    row.values.clear();
    row.entity = 0;
    for (std::size_t i = 0; i < grant.columns.size(); ++i) row.values.push_back(cell_value(table.cells()[i], grant.columns[i].type));
    return true;
  });
}

}  // namespace gongshu::app
