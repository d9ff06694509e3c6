// Operations on products: the candidate, the machine's check, the release.
#include "app/gateway_part.h"
#include "app/operation.h"
#include "app/product_check.h"
#include "app/product_egress.h"
#include "app/reviews.h"
#include "app/shelves.h"
#include "domain/catalog/events.h"
#include "domain/delivery/points.h"
#include "domain/product/decide.h"
#include "domain/product/points.h"
#include "domain/scenario/events.h"
#include "domain/workspace/events.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::product;
namespace role = identity::role;

namespace {

Result<std::map<std::string, std::map<std::string, ColumnFact>>> demand_facts(Tx& tx, const domain::scenario::Scenario& scenario) {
  std::map<std::string, std::map<std::string, ColumnFact>> out;
  for (const auto& d : scenario.content.demand) {
    GS_TRY(entry, tx.find<domain::catalog::CatalogSubject>(d.resource));
    std::map<std::string, ColumnFact> items;
    if (entry && entry->approved_content)
      for (const auto& item : entry->approved_content->items)
        items[item.name] = {false, item.identity.value_or(false), item.personal.value_or(false) || item.confidential.value_or(false), item.grade};
    for (const auto& column : d.columns) {
      auto fact = items[column.name];
      fact.lookup = std::find(column.uses.begin(), column.uses.end(), "lookup") != column.uses.end();
      out[d.resource][column.name] = fact;
    }
  }
  return out;
}

/// The scenario must stand before anything is made under it.
Result<ProductFacts> facts_for(Tx& tx, const DraftProduct& c) {
  auto& context = tx.context();
  GS_TRY(scenario, tx.load<domain::scenario::ScenarioSubject>(c.scenario, "/scenario"));
  Standing standing;
  standing.scenario = c.scenario;
  GS_CHECK(check_standing(tx, standing, context.now, context.rulebook()));
  ProductFacts facts{scenario.operator_org, scenario.agency, scenario.content.purpose, {}, {}};
  GS_TRY(demand, demand_facts(tx, scenario));
  facts.demand = std::move(demand);
  if (!c.definition.job) return facts;
  GS_TRY(job, tx.find<domain::workspace::JobSubject>(*c.definition.job));
  if (job) facts.job = JobFact{job->scenario, job->status == domain::workspace::JobStatus::done};
  return facts;
}

Result<Product> load_product(Node& node, const std::string& id) {
  Product out;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.load<ProductSubject>(id, "path.id"));
    out = std::move(found);
    return {};
  }));
  return out;
}

/// Looks first, decides then; a candidate that was revised meanwhile is looked at again by the next call.
Result<Reply> check_product(Node& node, const Call& call) {
  const auto& id = call.param("id");
  GS_TRY(before, load_product(node, id));
  if (before.operator_org != call.actor.org) return fail(ErrorCode::auth_forbidden, {}, "only the organisation that owns the record may do this");
  GS_TRY(seen, look_at_product(node, id, before));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(state, tx.load<ProductSubject>(id, "path.id"));
    GS_CHECK(check_seen(tx, call, ProductSubject::kKind, id));
    if (write(state.content) != write(before.content)) return fail(ErrorCode::state_conflict, "path.id", "the candidate changed during the check; check it again");
    GS_CHECK(check_standing(tx, standing_of(id, state), tx.context().now, tx.context().rulebook()));
    GS_TRY(events, check(state, seen, tx.context()));
    return tx.emit<ProductSubject>(id, events);
  }));
  return record_reply(node, call, ProductSubject::kKind, id);
}

/// Whoever wrote the job reviews no package made of its result.
Result<Product> with_author_of_job(Tx& tx, Product product) {
  if (!product.content.definition.job) return product;
  GS_TRY(job, tx.find<domain::workspace::JobSubject>(*product.content.definition.job));
  if (job) domain::note_author(product.authors, job->author);
  return product;
}

/// Asked twice: before the release is built, which takes a while, and when it is recorded.
Status ask_listing(Tx& tx, const Call& call, const std::string& id) {
  GS_TRY(state, tx.load<ProductSubject>(id, "path.id"));
  GS_CHECK(check_seen(tx, call, ProductSubject::kKind, id));
  GS_CHECK(may_list(state, tx.context()));
  return check_standing(tx, standing_of(id, state), tx.context().now, tx.context().rulebook());
}

Result<Reply> list_product(Node& node, const Call& call) {
  const auto& id = call.param("id");
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) { return ask_listing(tx, call, id); }));
  GS_TRY(product, load_product(node, id));
  GS_TRY(release, build_release(node, id, product));
  auto& gateway = node.part<GatewayPart>();
  if (product.content.kind != "package") GS_CHECK(gateway.open_ahead(id, product, release));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_CHECK(ask_listing(tx, call, id));
    tx.context().ruling(domain::delivery::kDisclosure);  // from here on the product list shows it to everybody
    GS_TRY(state, tx.load<ProductSubject>(id, "path.id"));
    GS_TRY(events, put_on_sale(state, release, tx.context()));
    return tx.emit<ProductSubject>(id, events);
  }));
  return record_reply(node, call, ProductSubject::kKind, id);
}

[[maybe_unused]] const bool kOperations[] = {
    create<ProductSubject, DraftProduct>("draftProduct", {role::kOperator},
                                         [](Tx& tx, const Call&, const DraftProduct& c) -> Result<Events> {
                                           GS_TRY(facts, facts_for(tx, c));
                                           return draft(c, facts, tx.context());
                                         }),
    update<ProductSubject, DraftProduct>("reviseProduct", {role::kOperator},
                                         [](Tx& tx, const Call&, const Product& s, const DraftProduct& c) -> Result<Events> {
                                           GS_TRY(facts, facts_for(tx, c));
                                           return revise(s, c, facts, tx.context());
                                         }),
    operation("checkProduct", Access::session, {role::kOperator}, check_product),
    update<ProductSubject, NoBody>("submitProduct", {role::kOperator},
                                   [](Tx& tx, const Call& call, const Product& s, const NoBody&) -> Result<Events> {
                                     GS_CHECK(check_standing(tx, standing_of(call.param("id"), s), tx.context().now, tx.context().rulebook()));
                                     GS_TRY(with_job, with_author_of_job(tx, s));
                                     return submit(with_job, tx.context());
                                   }),
    starts_review("submitProduct", ProductSubject::kKind, kReview),
    operation("reviewProduct", Access::session, {}, review_product),
    update<ProductSubject, RegisterProduct>(
        "registerProduct", {role::kOperator},
        [](Tx& tx, const Call&, const Product& s, const RegisterProduct& c) { return record_registration(s, c, tx.context()); }),
    update<ProductSubject, FileProduct>("recordProductFiling", {},
                                        [](Tx& tx, const Call&, const Product& s, const FileProduct& c) { return file(s, c, tx.context()); }),
    update<ProductSubject, PriceProduct>("priceProduct", {role::kOperator},
                                         [](Tx& tx, const Call&, const Product& s, const PriceProduct& c) { return set_price(s, c, tx.context()); }),
    operation("listProduct", Access::session, {role::kOperator}, list_product),
    update<ProductSubject, RecallProduct>("recallProduct", {role::kOperator, role::kCompetentAuthority},
                                          [](Tx& tx, const Call&, const Product& s, const RecallProduct& c) { return recall(s, c, tx.context()); }),
    get_record("getProduct", ProductSubject::kKind),
    list_records("listProducts", ProductSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
