// Asking for a sample of masked rows, judging it, letting it go.
#include "app/datasets.h"
#include "app/egress.h"
#include "app/operation.h"
#include "app/workspace_access.h"
#include "app/workspace_sample.h"
#include "crypto/random.h"
#include "domain/workspace/points.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::workspace;
namespace role = identity::role;

bool may_see(const domain::Actor& actor, const Sample& sample) {
  return parties_of(sample).contains(actor.org) || is_overseer(actor);
}

Result<Sample> load(Node& node, const Call& call) {
  Sample out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<SampleSubject>(call.param("id"), "path.id"));
    if (!may_see(call.actor, found))
      return fail(ErrorCode::state_not_found, "path.id", "no development_sample has the id " + call.param("id"));
    out = std::move(found);
    return {};
  }));
  return out;
}

Result<SampleFacts> facts_for(Tx& tx, const Workspace& workspace, const std::string& table) {
  SampleFacts facts;
  GS_TRY(scenario, tx.load<domain::scenario::ScenarioSubject>(workspace.scenario));
  for (const auto& demand : scenario.content.demand)
    if (demand.table == table) facts.resource = demand.resource;
  if (!facts.resource) return facts;
  GS_TRY(batch, batch_in_use(tx, workspace.scenario, *facts.resource));
  if (batch) {
    facts.batch = batch->id;
    facts.population = batch->state.population;
  }
  facts.k = tx.context().rulebook().at(kK).integer("k").value_or(10);
  return facts;
}

Result<Reply> request(Node& node, const Call& call) {
  GS_TRY(c, body_of<RequestDevelopmentSample>(call));
  std::int64_t seed = 0;
  for (const unsigned char byte : crypto::random_bytes(6)) seed = seed * 256 + byte;  // 48 bits: exact in every JSON reader
  std::string id;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(workspace, tx.load<WorkspaceSubject>(c.workspace, "/workspace"));
    GS_TRY(facts, facts_for(tx, workspace, c.table));
    facts.seed = seed;
    GS_TRY(events, request_sample(c, workspace, facts, tx.context()));
    GS_CHECK(check_supply(tx, workspace.scenario, *facts.resource, tx.context().now, tx.context().rulebook()));
    id = tx.new_id(SampleSubject::kPrefix);
    return tx.emit<SampleSubject>(id, events);
  }));
  return record_reply(node, call, SampleSubject::kKind, id, 201);
}

/// What it would hold, for whoever decides, as long as nothing is decided.
Result<Reply> get(Node& node, const Call& call) {
  GS_TRY(sample, load(node, call));
  GS_TRY(reply, record_reply(node, call, SampleSubject::kKind, call.param("id")));
  if (sample.status != SampleStatus::requested || call.actor.org == sample.operator_org) return reply;
  const auto drawn = draw_sample(node, sample.scenario, sample.parameters);
  if (drawn)
    reply.body.as_object()["figures"] = json::object{{"rows", drawn->rows.size()},
                                                     {"entities", drawn->drawn},
                                                     {"batch_entities", drawn->batch_entities},
                                                     {"eligible_entities", drawn->eligible_entities}};
  return reply;
}

/// The checks of the decision alone; `in_use` is loaded in the same transaction.
Status may_release(Tx& tx, const Call& call) {
  const auto& id = call.param("id");
  GS_TRY(state, tx.load<SampleSubject>(id, "path.id"));
  GS_CHECK(check_seen(tx, call, SampleSubject::kKind, id));
  GS_TRY(batch, batch_in_use(tx, state.scenario, state.parameters.resource));
  GS_CHECK(may_release_sample(state, batch ? std::optional(batch->id) : std::nullopt, tx.context()));
  return check_supply(tx, state.scenario, state.parameters.resource, tx.context().now, tx.context().rulebook());
}

Status conclude(Node& node, const Call& call, const DrawnSample& drawn, const std::string& population, const EgressKnown* known) {
  const auto& id = call.param("id");
  return node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_CHECK(may_release(tx, call));
    if (known) GS_CHECK(tx.emit<EgressSubject>(population, {*known}));
    return tx.emit<SampleSubject>(id, {SampleReleased{static_cast<std::int64_t>(drawn.rows.size()), drawn.drawn}});
  });
}

/// First the ledger, then the event that lets the rows go: who is in a sample is known from before anybody sees it.
Result<Reply> release(Node& node, const Call& call) {
  GS_TRY(sample, load(node, call));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) { return may_release(tx, call); }));
  GS_TRY(drawn, draw_sample(node, sample.scenario, sample.parameters));
  const auto& population = sample.parameters.population;
  if (population.empty()) {
    GS_CHECK(conclude(node, call, drawn, population, nullptr));
  } else {
    GS_CHECK(node.part<EgressPart>().know(population, drawn.entities, [&](EgressKnown known) {
      known.sample = call.param("id");
      return conclude(node, call, drawn, population, &known);
    }));
  }
  return record_reply(node, call, SampleSubject::kKind, call.param("id"));
}

Result<Reply> refuse(Node& node, const Call& call) {
  GS_TRY(c, body_of<RefuseDevelopmentSample>(call));
  GS_TRY(sample, load(node, call));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<SampleSubject>(call.param("id"), "path.id"));
    GS_CHECK(check_seen(tx, call, SampleSubject::kKind, call.param("id")));
    GS_TRY(events, refuse_sample(state, c, tx.context()));
    return tx.emit<SampleSubject>(call.param("id"), events);
  }));
  return record_reply(node, call, SampleSubject::kKind, call.param("id"));
}

[[maybe_unused]] const bool kOperations[] = {
    operation("requestDevelopmentSample", Access::session, {role::kOperator}, request),
    operation("getDevelopmentSample", Access::session, {}, get),
    list_records("listDevelopmentSamples", SampleSubject::kKind),
    operation("releaseDevelopmentSample", Access::session, {role::kImplementingAgency, role::kCompetentAuthority}, release),
    operation("refuseDevelopmentSample", Access::session, {role::kImplementingAgency, role::kCompetentAuthority}, refuse),
};

}  // namespace
}  // namespace gongshu::app
