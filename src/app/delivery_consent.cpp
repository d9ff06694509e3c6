// Operations on consents. The identifier in the request becomes a token under the product's key and is forgotten.
#include "app/gateway_part.h"
#include "app/operation.h"
#include "app/shelves.h"
#include "domain/delivery/decide.h"
#include "domain/evidence/events.h"
#include "domain/product/events.h"

namespace gongshu::app {

using namespace domain::delivery;
using domain::product::Product;
using domain::product::ProductSubject;

namespace {

Result<ConsentFacts> facts_for(Tx& tx, const RecordConsent& c, const std::string& subject) {
  ConsentFacts facts;
  GS_TRY(product, tx.find<ProductSubject>(c.product));
  if (!product) return facts;
  facts.product_exists = true;
  facts.personal = product->personal;
  facts.product_operator = product->operator_org;
  facts.product_scenario = product->content.scenario;
  facts.subject = subject;
  GS_TRY(active, tx.all<SubscriptionSubject>("active"));
  for (const auto& s : active) facts.subscribed = facts.subscribed || (s.state.org == tx.context().actor.org && s.state.content.product == c.product);
  if (c.document) {
    GS_TRY(document, tx.find<domain::evidence::DocumentSubject>(*c.document));
    facts.document = document.has_value();
  }
  return facts;
}

/// Outside the sequencer: reading keys takes a while. Empty where there is nothing to tokenise for; the decision says why.
Result<std::string> subject_token(Node& node, const RecordConsent& c) {
  std::optional<Product> product;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_TRY(found, records.find<ProductSubject>(c.product));
    product = std::move(found);
    return {};
  }));
  if (!product || !product->personal) return std::string();
  GS_TRY(tokens, product_tokens(node, c.product, *product));
  return crypto::to_hex(crypto::view(tokens->of_identifier(c.identifier)));
}

Result<Reply> record(Node& node, const Call& call) {
  GS_TRY(c, body_of<RecordConsent>(call));
  std::string id;
  // Who may ask is decided first, so that nobody else learns whether a key can be had.
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(facts, facts_for(tx, c, {}));
    GS_TRY(events, record_consent(c, facts, tx.context()));
    return {};
  }));
  GS_TRY(subject, subject_token(node, c));
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(facts, facts_for(tx, c, subject));
    GS_TRY(events, record_consent(c, facts, tx.context()));
    id = tx.new_id(ConsentSubject::kPrefix);
    GS_CHECK(tx.emit<ConsentSubject>(id, events));
    GS_TRY(state, tx.load<ConsentSubject>(id));
    tx.after_commit([part = &node.part<GatewayPart>(), id, state] { put_consent(part->consents(), id, state); });
    return {};
  }));
  return record_reply(node, call, ConsentSubject::kKind, id, 201);
}

Result<ConsentEvents> take_back(Tx& tx, const std::string& id, const Consent& s, const EndWithReason& c) {
  GS_TRY(product, tx.load<ProductSubject>(s.product));
  GS_TRY(events, withdraw(s, c, product.operator_org, tx.context()));
  tx.after_commit([node = &tx.node(), id] { node->part<GatewayPart>().consents().withdraw(id); });
  return events;
}

[[maybe_unused]] const bool kOperations[] = {
    operation("recordConsent", Access::session, {}, record),
    update<ConsentSubject, EndWithReason>(
        "withdrawConsent", {}, [](Tx& tx, const Call& call, const Consent& s, const EndWithReason& c) { return take_back(tx, call.param("id"), s, c); }),
    get_record("getConsent", ConsentSubject::kKind),
    list_records("listConsents", ConsentSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
