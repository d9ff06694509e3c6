// Operations on scenarios, and what stands behind an act.
#include "app/operation.h"
#include "app/reviews.h"
#include "app/standing.h"
#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/exit/points.h"
#include "domain/kernel/context.h"
#include "domain/scenario/decide.h"
#include "domain/scenario/points.h"
#include "domain/supervision/points.h"
#include "identity/roles.h"

namespace gongshu::app {

using namespace domain::scenario;
namespace authorization = domain::authorization;

namespace {

Status check_agreement(Records& records, const std::string& id, Instant now, const rules::Rulebook& book, Standing& out) {
  GS_TRY(agreement, records.load<authorization::AgreementSubject>(id, "/agreement"));
  out.operator_org = agreement.operator_org;
  if (agreement.status == authorization::AgreementStatus::ended || agreement.status == authorization::AgreementStatus::exiting)
    return fail(book.at(domain::exit::kRevoke).refusal(ErrorCode::state_exited, "/agreement", "the agreement has ended"));
  if (authorization::stands(agreement, local_date(now))) return {};
  return fail(book.at(kOneReview).refusal(ErrorCode::rule_out_of_term, "/agreement", "the agreement " + id + " is not in force today"));
}

Status check_scenario(Records& records, Instant now, const rules::Rulebook& book, Standing& s) {
  GS_TRY(scenario, records.load<ScenarioSubject>(s.scenario, "/scenario"));
  if (scenario.status == ScenarioStatus::ended) return fail(book.at(domain::exit::kRevoke).refusal(ErrorCode::state_exited, "/scenario", "the scenario has ended"));
  if (scenario.status != ScenarioStatus::approved)
    return fail(book.at(kReview).refusal(ErrorCode::rule_order, "/scenario", "the scenario must be approved first; its status is " + status_of(scenario)));
  if (scenario.content.ends && to_text(local_date(now)) > *scenario.content.ends)
    return fail(book.at(kReview).refusal(ErrorCode::rule_out_of_term, "/scenario", "the scenario ended on " + *scenario.content.ends));
  if (s.resources.empty())
    for (const auto& d : scenario.content.demand) s.resources.push_back(d.resource);
  if (s.agreement.empty()) s.agreement = scenario.content.agreement;
  return {};
}

}  // namespace

Status check_standing(Records& records, const Standing& asked, Instant now, const rules::Rulebook& book) {
  Standing s = asked;
  if (!s.scenario.empty()) GS_CHECK(check_scenario(records, now, book, s));
  if (!s.agreement.empty()) GS_CHECK(check_agreement(records, s.agreement, now, book, s));
  std::vector<std::pair<std::string, std::string>> scopes{{"scenario", s.scenario}, {"product", s.product}, {"developer", s.developer},
                                                          {"operator", s.operator_org}};
  for (const auto& r : s.resources) scopes.emplace_back("resource", r);
  std::erase_if(scopes, [](const auto& scope) { return scope.second.empty(); });
  GS_TRY(stop, stop_over(records, scopes, s.delivering));
  if (!stop) return {};
  auto error = book.at(domain::supervision::kStopScope).refusal(ErrorCode::state_stopped, {}, "stopped under " + *stop + "; the authority lifts it after assessment");
  error.detail["stop"] = *stop;
  return fail(std::move(error));
}

namespace {

Result<ScenarioFacts> facts_for(Tx& tx, const DraftScenario& c, const std::string& self) {
  ScenarioFacts facts;
  GS_TRY(agreement, tx.find<authorization::AgreementSubject>(c.agreement));
  facts.agreement_exists = agreement.has_value();
  if (!agreement) return facts;
  facts.agreement_stands = authorization::stands(*agreement, local_date(tx.context().now));
  facts.operator_org = agreement->operator_org;
  facts.agency = agreement->agency;
  facts.resources = agreement->content.resources;
  facts.agreement_ends = agreement->content.ends;
  for (const auto& resource : facts.resources) {
    GS_TRY(entry, tx.find<domain::catalog::CatalogSubject>(resource));
    auto& items = facts.catalog[resource];
    if (entry) facts.providers[resource] = entry->provider;
    if (entry && entry->approved_content)
      for (const auto& item : entry->approved_content->items)
        items[item.name] = {item.identity.value_or(false), item.personal.value_or(false), item.grade};
  }
  GS_TRY(others, tx.all<ScenarioSubject>());
  for (const auto& other : others)
    if (other.id != self && other.state.content.agreement == c.agreement && other.state.content.title == c.title &&
        (other.state.status == ScenarioStatus::submitted || other.state.status == ScenarioStatus::approved))
      facts.same_title = other.id;
  return facts;
}

[[maybe_unused]] const bool kOperations[] = {
    create<ScenarioSubject, DraftScenario>("draftScenario", {},
                                           [](Tx& tx, const Call&, const DraftScenario& c) -> Result<Events> {
                                             GS_TRY(facts, facts_for(tx, c, {}));
                                             return draft(c, facts, tx.context());
                                           }),
    update<ScenarioSubject, DraftScenario>("reviseScenario", {},
                                           [](Tx& tx, const Call& call, const Scenario& s, const DraftScenario& c) -> Result<Events> {
                                             GS_TRY(facts, facts_for(tx, c, call.param("id")));
                                             return revise(s, c, facts, tx.context());
                                           }),
    update<ScenarioSubject, NoBody>("submitScenario", {},
                                    [](Tx& tx, const Call& call, const Scenario& s, const NoBody&) -> Result<Events> {
                                      GS_TRY(facts, facts_for(tx, s.content, call.param("id")));
                                      return submit(s, facts, tx.context());
                                    }),
    starts_review("submitScenario", ScenarioSubject::kKind, kReview),
    update<ScenarioSubject, domain::GiveOpinion>(
        "reviewScenario", {},
        [](Tx& tx, const Call&, const Scenario& s, const domain::GiveOpinion& c) { return review(s, c, tx.context()); }),
    get_record("getScenario", ScenarioSubject::kKind),
    list_records("listScenarios", ScenarioSubject::kKind),
};

}  // namespace
}  // namespace gongshu::app
