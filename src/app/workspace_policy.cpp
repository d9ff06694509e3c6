#include "app/workspace_policy.h"

#include <set>

#include "app/datasets.h"
#include "app/supply_files.h"
#include "app/supply_orders.h"
#include "domain/catalog/events.h"
#include "domain/scenario/points.h"
#include "domain/workspace/parameters.h"
#include "domain/workspace/points.h"
#include "engine/plan.h"
#include "privacy/manifest.h"

namespace gongshu::app {
namespace {

namespace scenario = domain::scenario;
namespace workspace = domain::workspace;
using domain::supply::SuppliedColumn;

engine::RuleRef cited(const rules::Ruling& ruling) {
  const auto error = ruling.refusal(ErrorCode::internal);
  return {error.rule, error.article};
}

template <class E>
std::optional<E> named(const std::string& name) {
  auto value = read<E>(json::value(json::string(name)));
  return value ? std::optional<E>(*value) : std::nullopt;
}

/// Columns as they are, or will be, supplied.
Result<std::vector<SuppliedColumn>> columns_of(Records& records, const scenario::ResourceDemand& demand, const TableSource& source, Instant now) {
  if (source.batch) return source.batch->state.columns;
  GS_TRY(entry, records.load<domain::catalog::CatalogSubject>(demand.resource));
  if (!entry.approved_content) return std::vector<SuppliedColumn>();
  return supplied_columns(plan_masking(*entry.approved_content, demand, to_text(local_date(now))).columns);
}

/// Rows are about protected entities: as the batch says, else as the catalog entry will have it.
Result<bool> is_protected(Records& records, const scenario::ResourceDemand& demand, const TableSource& source) {
  if (source.batch) return !source.batch->state.population.empty();
  GS_TRY(entry, records.load<domain::catalog::CatalogSubject>(demand.resource));
  return entry.approved_content && entry.approved_content->protected_entity.has_value();
}

engine::TableGrant grant_of(const scenario::ResourceDemand& demand, const std::vector<SuppliedColumn>& columns, bool entities) {
  engine::TableGrant grant{demand.table, {}, entities ? std::string(privacy::kEntityColumn) : std::string()};
  for (const auto& column : demand.columns) {
    const auto supplied = std::find_if(columns.begin(), columns.end(), [&](const auto& c) { return c.name == column.name; });
    if (supplied == columns.end()) continue;
    const auto type = named<engine::ColumnType>(supplied->type);
    engine::ColumnGrant g{column.name, type.value_or(engine::ColumnType::text), {}, supplied->identity == "direct"};
    for (const auto& use : column.uses)
      if (const auto known = named<engine::Use>(use)) g.uses.insert(*known);
    if (!g.uses.empty()) grant.columns.push_back(std::move(g));
  }
  return grant;
}

/// The rules that the engine's refusals name.
void cite_rules(const rules::Rulebook& book, engine::PolicySnapshot& snapshot) {
  const auto k = book.at(workspace::kK);
  snapshot.k = static_cast<int>(k.integer("k").value_or(10));
  snapshot.k_rule = cited(k);
  snapshot.identity_rule = cited(book.at(workspace::kIdentityColumns));
  const auto necessary = book.at(scenario::kMinimumNecessary);
  snapshot.grant_rule = cited(necessary.bound() ? necessary : book.at(scenario::kOneReview));
}

/// Walks from an output back to granted columns, each place once.
class Provenance {
 public:
  std::set<std::pair<std::string, std::string>> columns;

  void walk(const engine::Block& block, const engine::Expr& e) {
    if (!seen_.insert({&block, &e}).second) return;
    switch (e.kind) {
      case engine::Expr::Kind::column: return column(block, e);
      case engine::Expr::Kind::key: return walk(block, *block.keys[static_cast<std::size_t>(e.index)]);
      case engine::Expr::Kind::aggregate: {
        const auto& argument = block.aggregates[static_cast<std::size_t>(e.index)].argument;
        if (argument) walk(block, *argument);
        return;
      }
      case engine::Expr::Kind::call:
        for (const auto& arg : e.args) walk(block, *arg);
        return;
      case engine::Expr::Kind::window: {
        const auto& window = block.windows[static_cast<std::size_t>(e.index)];
        for (const auto& arg : window.args) walk(block, *arg);
        for (const auto& part : window.partition) walk(block, *part);
        for (const auto& sort : window.order) walk(block, *sort.expr);
        return;
      }
      case engine::Expr::Kind::query:
        for (const auto& output : e.block->outputs) walk(*e.block, *output.expr);
        return;
      case engine::Expr::Kind::grouping:
      case engine::Expr::Kind::constant: return;
    }
  }

 private:
  void column(const engine::Block& block, const engine::Expr& e) {
    if (e.level > 0) return;  // of a query around this one: it is walked there
    const auto& source = block.sources[static_cast<std::size_t>(e.source)];
    if (!source.block) columns.insert({source.table, e.name});
    else walk(*source.block, *source.block->outputs[static_cast<std::size_t>(e.column)].expr);
  }
  std::set<std::pair<const engine::Block*, const engine::Expr*>> seen_;
};

std::string_view how(const engine::Expr& e) {
  switch (e.kind) {
    case engine::Expr::Kind::key: return "key";
    case engine::Expr::Kind::aggregate: return "aggregate";
    case engine::Expr::Kind::column: return "column";
    case engine::Expr::Kind::constant: return "constant";
    case engine::Expr::Kind::call:
    case engine::Expr::Kind::grouping:
    case engine::Expr::Kind::window:
    case engine::Expr::Kind::query: break;
  }
  return "computed";
}

/// The output shows values of one granted column as they are: a column, or a key that is one, through any number of sub-queries.
bool direct(const engine::Block& block, const engine::Expr& e) {
  if (e.kind == engine::Expr::Kind::key) return direct(block, *block.keys[static_cast<std::size_t>(e.index)]);
  if (e.kind != engine::Expr::Kind::column) return false;
  const auto& source = block.sources[static_cast<std::size_t>(e.source)];
  return !source.block || direct(*source.block, *source.block->outputs[static_cast<std::size_t>(e.column)].expr);
}

json::array uses_of(const engine::PolicySnapshot& snapshot, const std::string& table, const std::string& column) {
  json::array out;
  const auto* grant = engine::find_table(snapshot, table);
  const auto* found = grant ? engine::find_column(*grant, column) : nullptr;
  if (found)
    for (const auto use : found->uses) out.push_back(json::string(name_of(use)));
  return out;
}

}  // namespace

Result<ScenarioPolicy> scenario_policy(Records& records, const std::string& id, const scenario::Scenario& state, const rules::Rulebook& book, Instant now,
                                       std::uint64_t epoch, bool statistical) {
  ScenarioPolicy policy{id, {}, {}};
  policy.snapshot.epoch = static_cast<std::int64_t>(epoch);
  policy.snapshot.statistical = statistical;
  cite_rules(book, policy.snapshot);
  for (const auto& demand : state.content.demand) {
    TableSource source{demand.resource, {}};
    GS_TRY(batch, batch_in_use(records, id, demand.resource));
    source.batch = std::move(batch);
    GS_TRY(columns, columns_of(records, demand, source, now));
    GS_TRY(entities, is_protected(records, demand, source));
    policy.snapshot.tables.push_back(grant_of(demand, columns, entities));
    policy.sources.emplace(demand.table, std::move(source));
  }
  GS_TRY(imported, social_data_of(records, id));
  for (auto& one : imported) {
    policy.snapshot.tables.push_back(social_grant(one.state));
    const auto table = one.state.table;
    policy.sources.emplace(table, TableSource{{}, {}, std::move(one)});
  }
  return policy;
}

namespace {

Result<CompiledQuery> compile_with(const ScenarioPolicy& policy, const std::string& sql, const std::vector<engine::Argument>& arguments, const std::string& domain) {
  auto approved = arguments.empty() ? engine::compile(sql, policy.snapshot) : engine::compile(sql, policy.snapshot, arguments);
  if (!approved) {
    auto error = std::move(approved).error();
    const bool ruled = error.code == ErrorCode::query_column_forbidden || error.code == ErrorCode::query_not_aggregated;
    if (ruled && error.rule.empty()) error.detail["product_default"] = true;
    return fail(std::move(error));
  }
  const auto& tables = approved->tables();
  workspace::PlanFacts plan{domain + engine::plan_text(*approved), {}, approved->epoch(), {tables.begin(), tables.end()}};
  plan.hash = digest_hex(plan.text);
  std::vector<std::string> resources;
  for (const auto& table : tables)
    if (const auto& source = policy.sources.at(table); !source.social) resources.push_back(source.resource);
  return CompiledQuery{std::move(*approved), std::move(plan), std::move(resources)};
}

/// The job's values; some value of the domain where it has none, for the plan's sake: plans of all values have one text.
engine::Argument argument_of(const workspace::JobParameter& p, const std::map<std::string, std::string>& values) {
  const auto value = values.find(p.name);
  const auto some = p.values ? p.values->front() : p.from.value_or("");
  return {p.name, named<engine::ColumnType>(p.type).value_or(engine::ColumnType::text), value == values.end() ? some : value->second};
}

}  // namespace

Result<CompiledQuery> compile_query(const ScenarioPolicy& policy, const std::string& sql) { return compile_with(policy, sql, {}, {}); }

Result<CompiledQuery> compile_job(const ScenarioPolicy& policy, const workspace::Job& job) {
  if (!job.parameters || job.parameters->empty()) return compile_query(policy, job.sql);
  std::vector<engine::Argument> arguments;
  for (const auto& p : *job.parameters) arguments.push_back(argument_of(p, job.values.value_or(std::map<std::string, std::string>{})));
  return compile_with(policy, job.sql, arguments, workspace::domain_text(*job.parameters));
}

json::array explain_columns(const CompiledQuery& query, const ScenarioPolicy& policy) {
  json::array out;
  const auto& block = query.approved.plan();
  for (const auto& output : block.outputs) {
    Provenance provenance;
    provenance.walk(block, *output.expr);
    json::array sources;
    for (const auto& [table, column] : provenance.columns)
      sources.push_back(json::object{{"table", table}, {"column", column}, {"uses", uses_of(policy.snapshot, table, column)}});
    out.push_back(json::object{{"name", output.name}, {"type", name_of(output.expr->type)}, {"how", how(*output.expr)}, {"direct", direct(block, *output.expr)}, {"sources", std::move(sources)}});
  }
  return out;
}

Result<std::vector<std::string>> batches_of(const CompiledQuery& query, const ScenarioPolicy& policy) {
  std::vector<std::string> out;
  for (const auto& table : query.plan.tables) {
    const auto& source = policy.sources.at(table);
    if (source.social) {
      out.push_back(source.social->id);
      continue;
    }
    if (!source.batch) return fail(ErrorCode::state_not_allowed, "/sql", "no batch of " + source.resource + " (table " + table + ") has been accepted yet");
    out.push_back(source.batch->id);
  }
  return out;
}

}  // namespace gongshu::app
