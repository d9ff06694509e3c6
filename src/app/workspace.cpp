// Operations on workspaces: opening, looking at tables, explaining queries, trying them on synthetic rows.
#include <algorithm>

#include "app/contracts.h"
#include "app/jobs.h"
#include "app/operation.h"
#include "app/standing.h"
#include "app/workspace_access.h"
#include "app/workspace_data.h"
#include "domain/authorization/events.h"
#include "domain/workspace/points.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::workspace;
using domain::scenario::ScenarioSubject;
namespace role = identity::role;

/// Who has workspaces; which of them open one the pack says.
const Roles kWorkers{role::kOperator, role::kApplicationDeveloper, "intermediate_developer"};
constexpr engine::Bounds kDevelopmentBounds{.time_ms = 5'000, .max_rows = 1'000};

/// Who wants to work in which scenario, and under which agreement.
struct OwnWork {
  std::string agreement, developer, operator_org, scenario;
};

/// Does the agreement bind the developer to this operator today, for this scenario, with all that the pack wants beside it?
Result<bool> developer_contracted(Records& records, const OwnWork& work, domain::Context& context) {
  GS_TRY(found, records.find<domain::delivery::ApplicationAgreementSubject>(work.agreement));
  const auto today = local_date(context.now);
  if (!found || found->developer_org != work.developer || found->operator_org != work.operator_org || !domain::delivery::stands(*found, today))
    return false;
  const auto& scenarios = found->content.scenarios.value_or(std::vector<std::string>{});
  if (std::find(scenarios.begin(), scenarios.end(), work.scenario) == scenarios.end()) return false;
  return contracts_stand(records, *found, today, context.rulebook());
}

/// A developer works as long as its agreements stand and nothing stops it.
Status check_developer(Records& records, const Workspace& state, domain::Context& context) {
  if (!state.developer_org) return {};
  GS_TRY(stop, stop_over(records, {{"developer", *state.developer_org}}));
  if (stop) return fail(ErrorCode::state_stopped, "path.id", "the stop " + *stop + " covers the developer");
  GS_TRY(contracted, developer_contracted(
                         records, {state.application_agreement.value_or(""), *state.developer_org, state.operator_org, state.scenario}, context));
  if (contracted) return {};
  return fail(context.ruling(kOwn).refusal(ErrorCode::rule_out_of_term, "path.id", "the application agreement must be in force and name the scenario"));
}

Result<WorkspaceEvents> open_workspace(Tx& tx, const OpenWorkspace& c) {
  auto& context = tx.context();
  GS_TRY(scenario, tx.load<ScenarioSubject>(c.scenario, "/scenario"));
  OpenFacts facts{scenario.operator_org, scenario.content.agreement, {}, {}, false};
  GS_TRY(agreement, tx.load<domain::authorization::AgreementSubject>(facts.agreement));
  facts.agency = agreement.agency;
  GS_TRY(all, tx.all<WorkspaceSubject>("open"));
  for (const auto& other : all)
    if (other.state.scenario == c.scenario && other.state.owner() == context.actor.org) facts.present = other.id;
  if (c.application_agreement) {
    GS_TRY(contracted, developer_contracted(tx, {*c.application_agreement, context.actor.org, scenario.operator_org, c.scenario}, context));
    facts.contracted = contracted;
  }
  GS_TRY(events, open(c, facts, context));
  Standing standing;
  standing.scenario = c.scenario;
  GS_CHECK(check_standing(tx, standing, context.now, context.rulebook()));
  return events;
}

json::array columns_json(const engine::TableGrant& grant) {
  json::array out;
  for (const auto& column : grant.columns) {
    json::array uses;
    for (const auto use : column.uses) uses.push_back(json::string(name_of(use)));
    out.push_back(json::object{{"name", column.name}, {"type", name_of(column.type)}, {"uses", std::move(uses)}, {"identity", column.identity}});
  }
  return out;
}

Result<Reply> tables(Node& node, const Call& call) {
  GS_TRY(entered, enter_workspace(node, call, call.param("id"), true));
  const auto& snapshot = entered.policy.snapshot;
  json::array out;
  for (const auto& grant : snapshot.tables) {
    const auto& source = entered.policy.sources.at(grant.name);
    json::object table{{"name", grant.name},
                       {"resource", source.social ? source.social->id : source.resource},
                       {"supplied", source.batch.has_value()},
                       {"protected", !grant.entity.empty()},
                       {"columns", columns_json(grant)}};
    if (source.social) table["imported"] = true;
    out.push_back(std::move(table));
  }
  return Reply{200, json::object{{"workspace", call.param("id")}, {"epoch", snapshot.epoch}, {"k", snapshot.k}, {"tables", std::move(out)}}, {}, {}, {}};
}

Result<Reply> explain(Node& node, const Call& call) {
  GS_TRY(body, body_of<QueryText>(call));
  GS_TRY(entered, enter_workspace(node, call, call.param("id"), true));
  GS_TRY(query, compile_query(entered.policy, body.sql));
  GS_CHECK(check_query_standing(node, entered.policy, query));
  json::object out{{"controlled", query.approved.controlled()},
                   {"k", query.approved.k()},
                   {"epoch", query.plan.epoch},
                   {"columns", explain_columns(query, entered.policy)},
                   {"tables", write(query.plan.tables)},
                   {"plan", query.plan.text},
                   {"plan_hash", query.plan.hash}};
  if (query.approved.controlled() && !query.approved.k_rule().rule.empty()) {
    out["rule"] = query.approved.k_rule().rule;
    out["article"] = query.approved.k_rule().article;
  }
  return Reply{200, std::move(out), {}, {}, {}};
}

Result<Reply> query_development(Node& node, const Call& call) {
  GS_TRY(body, body_of<QueryText>(call));
  GS_TRY(entered, enter_workspace(node, call, call.param("id"), false));
  auto policy = std::move(entered.policy);
  policy.snapshot.statistical = false;
  GS_TRY(query, compile_query(policy, body.sql));
  GS_CHECK(check_query_standing(node, policy, query));
  GS_TRY(place, node.part<Jobs>().development_places().enter(call.actor.person));
  GS_TRY(dataset, node.part<DevelopmentData>().tables(node, call.actor, call.param("id"), policy, query));
  GS_TRY(answer, engine::Executor().run(query.approved, *dataset, kDevelopmentBounds));
  auto shown = engine::to_json(answer);
  return Reply{200, json::object{{"synthetic", node.part<DevelopmentData>().synthetic(call.param("id"), query.plan.tables)},
                                  {"columns", shown.at("columns")},
                                  {"rows", shown.at("rows")},
                                  {"notes", node.part<DevelopmentData>().notes(call.param("id"), query.plan.tables)}}, {}, {}, {}};
}

[[maybe_unused]] const bool kOperations[] = {
    create<WorkspaceSubject, OpenWorkspace>("openWorkspace", kWorkers, [](Tx& tx, const Call&, const OpenWorkspace& c) { return open_workspace(tx, c); }),
    get_record("getWorkspace", WorkspaceSubject::kKind),
    list_records("listWorkspaces", WorkspaceSubject::kKind),
    operation("getWorkspaceTables", Access::session, {}, tables),
    operation("explainQuery", Access::session, {}, explain),
    operation("queryDevelopment", Access::session, kWorkers, query_development),
};

}  // namespace

Result<Entered> enter_workspace(Node& node, const Call& call, const std::string& id, bool reviewers) {
  Entered out;
  const auto now = node.clock().now();
  domain::Context context(call.actor, now, node.rulebook().on(local_date(now)));
  GS_CHECK(node.query([&](Records& records) -> Status {
    const auto epoch = node.epoch();  // before the reads: what they see is at least as new
    GS_TRY(state, records.load<WorkspaceSubject>(id, "path.id"));
    GS_CHECK(may_enter(state, context, reviewers && is_overseer(call.actor)));
    GS_CHECK(may_work(state, context));
    GS_CHECK(check_developer(records, state, context));
    GS_TRY(scenario, records.load<ScenarioSubject>(state.scenario));
    GS_TRY(policy, scenario_policy(records, state.scenario, scenario, context.rulebook(), now, epoch, true));
    out = {std::move(state), std::move(policy)};
    return {};
  }));
  return out;
}

Status check_query_standing(Records& records, const std::string& scenario, const std::vector<std::string>& resources, Instant now, const rules::Rulebook& book) {
  Standing standing;
  standing.scenario = scenario;
  standing.resources = resources;
  return check_standing(records, standing, now, book);
}

Status check_query_standing(Node& node, const ScenarioPolicy& policy, const CompiledQuery& query) {
  const auto now = node.clock().now();
  return node.query([&](Records& records) {
    return check_query_standing(records, policy.scenario, query.resources, now, node.rulebook().on(local_date(now)));
  });
}

}  // namespace gongshu::app
