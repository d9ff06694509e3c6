// What ends with an agreement: every right under it, found in the views and ended on its own stream.
#include "app/exit_steps.h"
#include "domain/authorization/events.h"
#include "domain/delivery/events.h"
#include "domain/product/events.h"
#include "domain/scenario/events.h"
#include "domain/social_data/events.h"
#include "domain/workspace/events.h"

namespace gongshu::app {
namespace {

namespace authorization = domain::authorization;
namespace delivery = domain::delivery;
namespace product = domain::product;
namespace scenario = domain::scenario;
namespace workspace = domain::workspace;
using domain::exit::Exit;
using Ids = std::vector<std::string>;

bool has(const Ids& ids, const std::string& id) { return std::find(ids.begin(), ids.end(), id) != ids.end(); }

Status end_scenarios(Tx& tx, const std::string& id, const Exit& exit, Ids& all, Ids& ended) {
  GS_TRY(found, tx.all<scenario::ScenarioSubject>());
  for (const auto& s : found) {
    if (s.state.content.agreement != exit.content.agreement) continue;
    all.push_back(s.id);
    if (!domain::may_move(scenario::kScenarioTransitions, s.state.status, scenario::Ended::kType)) continue;
    GS_CHECK(tx.emit<scenario::ScenarioSubject>(s.id, {scenario::Ended{id}}));
    ended.push_back(s.id);
  }
  return {};
}

Status close_workspaces(Tx& tx, const std::string& id, const Exit& exit, const Ids& scenarios, domain::exit::RevokedRights& out) {
  GS_TRY(spaces, tx.all<workspace::WorkspaceSubject>("open"));
  for (const auto& w : spaces) {
    if (w.state.agreement != exit.content.agreement) continue;
    GS_CHECK(tx.emit<workspace::WorkspaceSubject>(w.id, {workspace::Exited{id}}));
    out.workspaces.push_back(w.id);
  }
  GS_TRY(imported, tx.all<domain::social_data::SocialDataSubject>("held"));
  for (const auto& s : imported)
    if (has(scenarios, s.state.scenario)) GS_CHECK(tx.emit<domain::social_data::SocialDataSubject>(s.id, {domain::social_data::Exited{id}}));
  GS_TRY(jobs, tx.all<workspace::JobSubject>());
  for (const auto& j : jobs) {
    if (!has(scenarios, j.state.scenario) || !domain::may_move(workspace::kJobTransitions, j.state.status, workspace::JobCancelled::kType)) continue;
    GS_CHECK(tx.emit<workspace::JobSubject>(j.id, {workspace::JobCancelled{exit_reason(id)}}));
    out.jobs.push_back(j.id);
  }
  return {};
}

/// Titles of all products of the scenarios by id; those on the market are recalled, those on the way to it end.
Result<std::map<std::string, std::string>> end_products(Tx& tx, const std::string& id, const Ids& scenarios, Ids& ended) {
  std::map<std::string, std::string> titles;
  GS_TRY(products, tx.all<product::ProductSubject>());
  for (const auto& p : products) {
    if (!has(scenarios, p.state.content.scenario)) continue;
    titles[p.id] = p.state.content.title;
    if (domain::may_move(product::kProductTransitions, p.state.status, product::Recalled::kType))
      GS_CHECK(tx.emit<product::ProductSubject>(p.id, {product::Recalled{exit_reason(id)}}));
    else if (domain::may_move(product::kProductTransitions, p.state.status, product::Ended::kType))
      GS_CHECK(tx.emit<product::ProductSubject>(p.id, {product::Ended{id}}));
    else continue;
    ended.push_back(p.id);
  }
  return titles;
}

Status notify(Tx& tx, const std::string& id, const Exit& exit, const Found<delivery::Subscription>& sub, const std::string& title, Revocation& out) {
  const bool paying = !sub.state.free_use && sub.state.price_fen > 0;
  const auto notice = tx.new_id(domain::exit::ExitNoticeSubject::kPrefix);
  GS_CHECK(tx.emit<domain::exit::ExitNoticeSubject>(
      notice, {domain::exit::NoticeGiven{id, sub.state.org, sub.state.operator_org, sub.id, sub.state.content.product, title, paying, exit.content.reason}}));
  out.notices.push_back({notice, sub.state.org, sub.id, sub.state.content.product, paying});
  return {};
}

/// Any agreement of the operator that has not ended, besides this one.
Result<bool> has_other_agreement(Tx& tx, const Exit& exit) {
  using enum authorization::AgreementStatus;
  GS_TRY(all, tx.all<authorization::AgreementSubject>());
  return std::any_of(all.begin(), all.end(), [&](const auto& a) {
    return a.id != exit.content.agreement && a.state.operator_org == exit.operator_org &&
           (a.state.status == decided || a.state.status == in_force || a.state.status == expired || a.state.status == exiting);
  });
}

/// An application agreement depends on this one alone when it served products under it and no active subscription of another, or
/// when the operator has nothing left to offer.
Status end_application_agreements(Tx& tx, const std::string& id, const Exit& exit, const std::map<std::string, std::string>& products, Ids& ended) {
  GS_TRY(other, has_other_agreement(tx, exit));
  GS_TRY(subscriptions, tx.all<delivery::SubscriptionSubject>());
  GS_TRY(agreements, tx.all<delivery::ApplicationAgreementSubject>("in_force"));
  for (const auto& a : agreements) {
    if (a.state.operator_org != exit.operator_org) continue;
    bool within = !other, outside = false;
    for (const auto& s : subscriptions) {
      if (s.state.content.application_agreement != a.id) continue;
      const bool here = products.contains(s.state.content.product);
      within = within || here;
      outside = outside || (!here && s.state.status == delivery::SubscriptionStatus::active);
    }
    if (!within || outside) continue;
    GS_CHECK(tx.emit<delivery::ApplicationAgreementSubject>(a.id, {delivery::AgreementEnded{exit_reason(id)}}));
    ended.push_back(a.id);
  }
  return {};
}

}  // namespace

std::string exit_reason(std::string_view exit) { return "exit " + std::string(exit); }

bool ended_by_exit(const std::optional<std::string>& reason) {
  return reason && reason->starts_with(exit_reason(domain::exit::ExitSubject::kPrefix) + "-");
}

Result<std::vector<std::string>> scenarios_of(Records& records, const std::string& agreement) {
  std::vector<std::string> out;
  GS_TRY(all, records.all<scenario::ScenarioSubject>());
  for (const auto& s : all)
    if (s.state.content.agreement == agreement) out.push_back(s.id);
  return out;
}

Result<Revocation> revoke_rights(Tx& tx, const std::string& id, const Exit& exit) {
  Revocation out;
  Ids scenarios;
  GS_CHECK(end_scenarios(tx, id, exit, scenarios, out.rights.scenarios));
  GS_CHECK(close_workspaces(tx, id, exit, scenarios, out.rights));
  GS_TRY(products, end_products(tx, id, scenarios, out.rights.products));
  GS_TRY(subscriptions, tx.all<delivery::SubscriptionSubject>("active"));
  for (const auto& s : subscriptions) {
    const auto found = products.find(s.state.content.product);
    if (found == products.end()) continue;
    GS_CHECK(tx.emit<delivery::SubscriptionSubject>(s.id, {delivery::SubscriptionEnded{exit_reason(id)}}));
    out.rights.subscriptions.push_back(s.id);
    GS_CHECK(notify(tx, id, exit, s, found->second, out));
  }
  GS_CHECK(end_application_agreements(tx, id, exit, products, out.rights.application_agreements));
  return out;
}

Result<bool> end_agreement(Tx& tx, const std::string& id, const Exit& exit) {
  GS_CHECK(tx.emit<authorization::AgreementSubject>(exit.content.agreement, {authorization::AgreementEnded{id}}));
  GS_TRY(other, has_other_agreement(tx, exit));
  if (other) return false;
  bool exited = false;
  GS_TRY(operators, tx.all<authorization::OperatorSubject>("admitted"));
  for (const auto& o : operators) {
    if (o.state.org != exit.operator_org) continue;
    GS_CHECK(tx.emit<authorization::OperatorSubject>(o.id, {authorization::OperatorExited{id}}));
    exited = true;
  }
  return exited;
}

}  // namespace gongshu::app
