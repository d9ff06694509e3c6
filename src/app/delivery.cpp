// Operations on developers, application agreements and subscriptions.
#include "app/gateway_part.h"
#include "app/operation.h"
#include "app/reviews.h"
#include "app/shelves.h"
#include "app/standing.h"
#include "domain/delivery/decide.h"
#include "domain/delivery/points.h"
#include "domain/evidence/events.h"
#include "domain/parties/events.h"
#include "domain/product/events.h"
#include "domain/product/points.h"
#include "domain/scenario/events.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::delivery;
namespace role = identity::role;
using domain::parties::OrganisationSubject;
using domain::product::ProductSubject;

namespace {

/// The same organisation, or one that either declares as related.
Result<bool> are_related(Tx& tx, const std::string& a, const std::string& b) {
  if (a == b) return true;
  for (const auto& [one, other] : {std::pair{a, b}, {b, a}}) {
    GS_TRY(org, tx.find<OrganisationSubject>(one));
    if (org && org->related && std::find(org->related->begin(), org->related->end(), other) != org->related->end()) return true;
  }
  return false;
}

Result<bool> has_document(Tx& tx, const std::string& id) {
  GS_TRY(document, tx.find<domain::evidence::DocumentSubject>(id));
  return document.has_value();
}

Result<DeveloperEvents> select_developer(Tx& tx, const SelectDeveloper& c) {
  PartyFact party;
  GS_TRY(org, tx.find<OrganisationSubject>(c.org));
  if (org) party = {true, org->party_type, org->roles, false};
  GS_TRY(related, are_related(tx, tx.context().actor.org, c.org));
  party.related = related;
  bool already = false;
  GS_TRY(all, tx.all<DeveloperSubject>());
  for (const auto& d : all)
    already = already || (d.state.org == c.org && d.state.operator_org == tx.context().actor.org && d.state.status != DeveloperStatus::refused);
  return select(c, party, already, tx.context());
}

Result<AgreementFacts> agreement_facts(Tx& tx, const DraftApplicationAgreement& c) {
  AgreementFacts facts;
  GS_TRY(developer, tx.find<DeveloperSubject>(c.developer));
  facts.developer = std::move(developer);
  GS_TRY(document, has_document(tx, c.confidentiality.value_or("")));
  facts.confidentiality = document;
  const auto& scenarios = c.scenarios.value_or(std::vector<std::string>{});
  for (std::size_t i = 0; i < scenarios.size() && !facts.foreign_scenario; ++i) {
    GS_TRY(scenario, tx.find<domain::scenario::ScenarioSubject>(scenarios[i]));
    const bool own = scenario && scenario->status == domain::scenario::ScenarioStatus::approved && facts.developer &&
                     scenario->operator_org == facts.developer->operator_org;
    if (!own) facts.foreign_scenario = i;
  }
  return facts;
}

/// Kinds of agreement between the two that stand from the first day asked to the last.
Result<std::vector<std::string>> contracts_over(Tx& tx, const ApplicationAgreement& named, const Subscribe& c) {
  std::vector<std::string> out;
  GS_TRY(all, tx.all<ApplicationAgreementSubject>("in_force"));
  for (const auto& a : all)
    if (a.state.operator_org == named.operator_org && a.state.developer_org == named.developer_org && a.state.content.starts <= c.starts &&
        c.ends <= a.state.content.ends)
      out.push_back(kind_of(a.state.content));
  return out;
}

Status add_agreement(Tx& tx, const Subscribe& c, SubscriptionFacts& facts) {
  GS_TRY(agreement, tx.find<ApplicationAgreementSubject>(c.application_agreement));
  if (!agreement) return {};
  GS_TRY(developer, tx.find<DeveloperSubject>(agreement->content.developer));
  facts.developer = std::move(developer);
  GS_TRY(contracts, contracts_over(tx, *agreement, c));
  facts.contracts = std::move(contracts);
  facts.agreement = std::move(agreement);
  return {};
}

Result<SubscriptionFacts> subscription_facts(Tx& tx, const Subscribe& c) {
  SubscriptionFacts facts;
  GS_TRY(product, tx.find<ProductSubject>(c.product));
  if (!product) return facts;
  facts.product_exists = true;
  facts.listed = product->status == domain::product::ProductStatus::listed;
  facts.charged = product->price && product->price->charged;
  facts.product_operator = product->operator_org;
  facts.fen = domain::product::fen_of(*product);
  facts.columns = product->content.definition.columns.value_or(std::vector<std::string>{});
  GS_TRY(related, are_related(tx, product->operator_org, tx.context().actor.org));
  facts.related = related;
  facts.free_use = tx.context().ruling(domain::product::kFreeUse);
  if (c.free_use_document) {
    GS_TRY(document, has_document(tx, *c.free_use_document));
    facts.free_document = document;
  }
  GS_CHECK(add_agreement(tx, c, facts));
  return facts;
}

Result<SubscriptionEvents> open_subscription(Tx& tx, const Subscribe& c) {
  GS_TRY(facts, subscription_facts(tx, c));
  GS_TRY(events, subscribe(c, facts, tx.context()));
  GS_TRY(product, tx.load<ProductSubject>(c.product));
  auto standing = standing_of(c.product, product);
  standing.developer = tx.context().actor.org;
  GS_CHECK(check_standing(tx, standing, tx.context().now, tx.context().rulebook()));
  return events;
}

[[maybe_unused]] const bool kDevelopers[] = {
    create<DeveloperSubject, SelectDeveloper>("selectDeveloper", {role::kOperator},
                                              [](Tx& tx, const Call&, const SelectDeveloper& c) { return select_developer(tx, c); }),
    update<DeveloperSubject, AssessDeveloper>(
        "assessDeveloper", {role::kOperator},
        [](Tx& tx, const Call&, const Developer& s, const AssessDeveloper& c) { return assess(s, c, tx.context()); }),
    starts_review("assessDeveloper", DeveloperSubject::kKind, kDeveloperReview),
    update<DeveloperSubject, domain::GiveOpinion>(
        "reviewDeveloper", {}, [](Tx& tx, const Call&, const Developer& s, const domain::GiveOpinion& c) { return review(s, c, tx.context()); }),
    get_record("getDeveloper", DeveloperSubject::kKind),
    list_records("listDevelopers", DeveloperSubject::kKind),
};

[[maybe_unused]] const bool kAgreements[] = {
    create<ApplicationAgreementSubject, DraftApplicationAgreement>(
        "draftApplicationAgreement", {role::kOperator},
        [](Tx& tx, const Call&, const DraftApplicationAgreement& c) -> Result<AgreementEvents> {
          GS_TRY(facts, agreement_facts(tx, c));
          return draft(c, facts, tx.context());
        }),
    update<ApplicationAgreementSubject, DraftApplicationAgreement>(
        "reviseApplicationAgreement", {role::kOperator},
        [](Tx& tx, const Call&, const ApplicationAgreement& s, const DraftApplicationAgreement& c) -> Result<AgreementEvents> {
          GS_TRY(facts, agreement_facts(tx, c));
          return revise(s, c, facts, tx.context());
        }),
    update<ApplicationAgreementSubject, NoBody>(
        "signApplicationAgreement", {role::kOperator, role::kApplicationDeveloper, "intermediate_developer"},
        [](Tx& tx, const Call&, const ApplicationAgreement& s, const NoBody&) -> Result<AgreementEvents> {
          GS_TRY(facts, agreement_facts(tx, s.content));
          return sign(s, facts, tx.context());
        }),
    update<ApplicationAgreementSubject, EndWithReason>(
        "endApplicationAgreement", {},
        [](Tx& tx, const Call&, const ApplicationAgreement& s, const EndWithReason& c) { return end(s, c, tx.context()); }),
    get_record("getApplicationAgreement", ApplicationAgreementSubject::kKind),
    list_records("listApplicationAgreements", ApplicationAgreementSubject::kKind),
};

/// The gateway forgets what its guard held once the clearing is on record.
Result<SubscriptionEvents> clear(Tx& tx, const std::string& id, const Subscription& s, const EndWithReason& c) {
  GS_TRY(events, clear_guard(s, c, tx.context()));
  tx.after_commit([node = &tx.node(), id] { node->part<GatewayPart>().gateway().clear_guard(id); });
  return events;
}

[[maybe_unused]] const bool kSubscriptions[] = {
    create<SubscriptionSubject, Subscribe>("subscribe", {}, [](Tx& tx, const Call&, const Subscribe& c) { return open_subscription(tx, c); }),
    update<SubscriptionSubject, EndWithReason>(
        "endSubscription", {}, [](Tx& tx, const Call&, const Subscription& s, const EndWithReason& c) { return end(s, c, tx.context()); }),
    update<SubscriptionSubject, EndWithReason>(
        "clearGuard", {role::kOperator, role::kCompetentAuthority},
        [](Tx& tx, const Call& call, const Subscription& s, const EndWithReason& c) { return clear(tx, call.param("id"), s, c); }),
    get_record("getSubscription", SubscriptionSubject::kKind),
    list_records("listSubscriptions", SubscriptionSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
