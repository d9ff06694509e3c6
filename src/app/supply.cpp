// Operations on source keys and masking orders.
#include "app/datasets.h"
#include "app/operation.h"
#include "app/supply_files.h"
#include "app/supply_orders.h"
#include "crypto/random.h"
#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/scenario/events.h"
#include "domain/supply/decide.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::supply;
namespace role = identity::role;

KeyFacts key_facts(const RegisterSourceKey& c, const std::vector<Found<SourceKey>>& known) {
  KeyFacts facts;
  const auto key = crypto::Sm2PublicKey::from_pem(c.public_key_pem);
  if (!key) return facts;
  facts.fingerprint = key->fingerprint();
  for (const auto& other : known)
    if (other.state.fingerprint == *facts.fingerprint && other.state.status == KeyStatus::active) facts.registered_as = other.id;
  return facts;
}

/// What an order needs besides the command.
struct Prepared {
  OrderFacts facts;
  MaskingPlan plan;
  std::string source_key;
};

Status find_key(Records& records, const IssueMaskingOrder& c, Prepared& out) {
  GS_TRY(keys, records.all<SourceKeySubject>());
  for (auto& key : keys) {
    const bool named = c.source_key && key.id == *c.source_key;
    const bool usual = !c.source_key && key.state.org == out.facts.provider && key.state.status == KeyStatus::active;
    if (!named && !usual) continue;
    out.source_key = key.id;
    out.facts.key = std::move(key.state);
  }
  return {};
}

Result<Prepared> prepare(Records& records, const IssueMaskingOrder& c, Instant now) {
  Prepared out;
  GS_TRY(scenario, records.load<domain::scenario::ScenarioSubject>(c.scenario, "/scenario"));
  GS_TRY(agreement, records.load<domain::authorization::AgreementSubject>(scenario.content.agreement));
  GS_TRY(entry, records.load<domain::catalog::CatalogSubject>(c.resource, "/resource"));
  out.facts.agency = agreement.agency;
  out.facts.provider = entry.provider;
  GS_CHECK(find_key(records, c, out));
  const auto& demands = scenario.content.demand;
  const auto demand = std::find_if(demands.begin(), demands.end(), [&](const auto& d) { return d.resource == c.resource; });
  out.facts.demanded = demand != demands.end();
  if (!out.facts.demanded || !entry.approved_content) return out;
  out.plan = plan_masking(*entry.approved_content, *demand, c.reference_date.value_or(to_text(local_date(now))));
  if (c.consent_column) filter_by_consent(out.plan, *entry.approved_content, *c.consent_column, c.consent_scenarios);
  out.facts.personal = out.plan.personal;
  out.facts.bad_consent = out.plan.bad_consent;
  if (out.plan.consent)
    for (const auto& rule : out.plan.columns)
      if (rule.name == out.plan.consent->column) out.facts.consent_expires = rule.type == privacy::ColumnType::date;
  out.facts.population = out.plan.population;
  out.facts.bad_columns = out.plan.bad_columns;
  if (out.facts.bad_columns) out.facts.bad_columns->at = "/scenario/demand/" + std::to_string(demand - demands.begin()) + out.facts.bad_columns->at;
  if (c.sensitive)
    if (auto marked = mark_sensitive(out.plan, *c.sensitive); !marked && !out.facts.bad_columns) out.facts.bad_columns = marked.error();
  return out;
}

/// May the order be given now? Who asks, what stands, what was demanded.
Result<Prepared> judge(Tx& tx, const IssueMaskingOrder& c) {
  auto& context = tx.context();
  GS_CHECK(domain::require_role(context, role::kImplementingAgency));
  GS_TRY(prepared, prepare(tx, c, context.now));
  GS_CHECK(check_supply(tx, c.scenario, c.resource, context.now, context.rulebook()));
  GS_CHECK(may_issue(c, prepared.facts, context));
  return prepared;
}

/// The order with the scenario key sealed to the source, signed by the node.
Result<privacy::SignedDocument> sign_order(Node& node, const IssueMaskingOrder& c, const Prepared& p, const std::string& id) {
  GS_TRY(key, scenario_key(node, c.scenario, c.resource, true));
  GS_TRY(source, crypto::Sm2PublicKey::from_pem(p.facts.key->public_key_pem));
  auto sealed = source.encrypt(key);
  crypto::wipe(key);
  if (!sealed) return fail(std::move(sealed).error());
  const privacy::MaskingOrder order{id, c.scenario, c.resource, p.plan.columns, crypto::to_base64(*sealed), p.plan.population, p.plan.entity_key,
                                    p.plan.row_key, std::string(privacy::kRuleVersion), p.facts.key->fingerprint, node.clock().now(), p.plan.consent};
  return privacy::sign(order, node.key());
}

Order record_of(const IssueMaskingOrder& c, const Prepared& p, const privacy::SignedDocument& document) {
  Order order;
  order.scenario = c.scenario;
  order.resource = c.resource;
  order.agency = p.facts.agency;
  order.provider = p.facts.provider;
  order.source_key = p.source_key;
  order.fingerprint = p.facts.key->fingerprint;
  order.population = p.plan.population;
  order.columns = supplied_columns(p.plan.columns);
  order.digest = digest_hex(document.document);
  order.rule_version = privacy::kRuleVersion;
  if (p.plan.consent) {
    order.consent_column = p.plan.consent->column;
    order.consent_scenarios = p.plan.consent->scenarios;
  }
  return order;
}

/// The record with the signed document, which the agency or the provider carries to the source.
Result<Reply> order_reply(Node& node, const Call& call, const std::string& id, int status) {
  GS_TRY(reply, record_reply(node, call, OrderSubject::kKind, id, status));
  auto& body = reply.body.as_object();
  GS_TRY(document, load_document(order_file(node, id), std::string(body.at("digest").as_string())));
  body["document"] = document.document;
  body["signature"] = document.signature;
  body["node_public_key"] = node.key().public_key().to_pem();
  return reply;
}

Result<Reply> issue_order(Node& node, const Call& call) {
  GS_TRY(c, body_of<IssueMaskingOrder>(call));
  if (c.reference_date)
    if (auto day = parse_date(*c.reference_date); !day) return fail(ErrorCode::input_bad_date, "/reference_date", day.error().hint);
  Prepared prepared;
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(judged, judge(tx, c));
    prepared = std::move(judged);
    return {};
  }));
  const auto id = crypto::new_id(OrderSubject::kPrefix);
  GS_TRY(document, sign_order(node, c, prepared, id));
  GS_CHECK(store_document(order_file(node, id), document));
  const auto order = record_of(c, prepared, document);
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(again, judge(tx, c));
    if (again.source_key != prepared.source_key || write(supplied_columns(again.plan.columns)) != write(order.columns))
      return fail(ErrorCode::state_conflict, {}, "the demand or the key changed meanwhile; ask again");
    GS_TRY(events, issue(c, again.facts, order, tx.context()));
    return tx.emit<OrderSubject>(id, events);
  }));
  return order_reply(node, call, id, 201);
}

Result<Reply> get_order(Node& node, const Call& call) {
  const auto& id = call.param("id");
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(order, records.load<OrderSubject>(id, "path.id"));
    if (is_overseer(call.actor) || parties_of(order).contains(call.actor.org)) return {};
    return fail(ErrorCode::state_not_found, "path.id", "no masking_order has the id " + id);
  }));
  if (!std::filesystem::exists(order_file(node, id))) return record_reply(node, call, OrderSubject::kKind, id);  // deleted by an exit
  return order_reply(node, call, id, 200);
}

[[maybe_unused]] const bool kOperations[] = {
    create<SourceKeySubject, RegisterSourceKey>("registerSourceKey", {role::kDataProvider, role::kImplementingAgency},
                                                [](Tx& tx, const Call&, const RegisterSourceKey& c) -> Result<KeyEvents> {
                                                  GS_TRY(known, tx.all<SourceKeySubject>());
                                                  return register_key(c, key_facts(c, known), tx.context());
                                                }),
    update<SourceKeySubject, RevokeSourceKey>(
        "revokeSourceKey", {}, [](Tx& tx, const Call&, const SourceKey& s, const RevokeSourceKey& c) { return revoke_key(s, c, tx.context()); }),
    get_record("getSourceKey", SourceKeySubject::kKind),
    list_records("listSourceKeys", SourceKeySubject::kKind),
    operation("issueMaskingOrder", Access::session, {role::kImplementingAgency}, issue_order),
    update<OrderSubject, WithdrawMaskingOrder>(
        "withdrawMaskingOrder", {role::kImplementingAgency},
        [](Tx& tx, const Call&, const Order& s, const WithdrawMaskingOrder& c) { return withdraw(s, c, tx.context()); }),
    operation("getMaskingOrder", Access::session, {}, get_order),
    list_records("listMaskingOrders", OrderSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
