#include "domain/scenario/decide.h"

#include "base/text.h"
#include "domain/scenario/checks.h"
#include "domain/scenario/points.h"

namespace gongshu::domain::scenario {
namespace {

Status check_content(const DraftScenario& c, const ScenarioFacts& facts, Context& context) {
  GS_CHECK(check_agreement(c, facts, context));
  GS_CHECK(check_demand(c, facts, context));
  return check_minimum(c, facts, context);
}

/// Who applies is the chain's business: no role is named here.
Status check_applicant(Context& context, const ScenarioFacts& facts) {
  const auto ruling = context.ruling(kReview);
  const auto* chain = ruling.chain();
  if (!chain) return fail(ErrorCode::pack_invalid, kReview.id(), "no rule and no default of the pack names a review chain for this point");
  GS_CHECK(rules::check_applicant(*chain, context.actor.roles));
  if (chain->applicant == "operator" && context.actor.org != facts.operator_org)
    return fail(ErrorCode::auth_forbidden, "/agreement", "the operator of the agreement applies");
  return {};
}

/// Who holds the demanded resources, each once.
std::optional<std::vector<std::string>> providers_of(const DraftScenario& c, const ScenarioFacts& facts) {
  std::set<std::string> out;
  for (const auto& d : c.demand)
    if (const auto found = facts.providers.find(d.resource); found != facts.providers.end()) out.insert(found->second);
  if (out.empty()) return std::nullopt;
  return std::vector<std::string>(out.begin(), out.end());
}

Status check_items(const DraftScenario& c, Context& context) {
  const auto ruling = context.ruling(kRequiredItems);
  for (const auto& item : ruling.list("items")) {
    const auto found = c.items.find(item);
    if (found == c.items.end() || blank(found->second))
      return fail(ruling.refuse_item(ErrorCode::rule_item_missing, "items", item, "/content/items/" + item));
  }
  return {};
}

}  // namespace

Result<Events> draft(const DraftScenario& c, const ScenarioFacts& facts, Context& context) {
  GS_CHECK(check_applicant(context, facts));
  GS_CHECK(check_content(c, facts, context));
  return {{Drafted{facts.operator_org, facts.agency, c, providers_of(c, facts)}}};
}

Result<Events> revise(const Scenario& state, const DraftScenario& c, const ScenarioFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.applicant));
  GS_CHECK(may_move(kScenarioTransitions, state.status, Revised::kType));
  GS_CHECK(check_content(c, facts, context));
  return {{Revised{facts.operator_org, facts.agency, c, providers_of(c, facts)}}};
}

Result<Events> submit(const Scenario& state, const ScenarioFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.applicant));
  GS_CHECK(may_move(kScenarioTransitions, state.status, Submitted::kType));
  GS_CHECK(check_items(state.content, context));
  GS_CHECK(check_plan(state.content, context));
  GS_CHECK(check_content(state.content, facts, context));
  if (facts.same_title)
    return fail(context.ruling(kOneReview).refusal(ErrorCode::state_already_exists, "/content/title",
                                                   "scenario " + *facts.same_title + " of this title is under way; one scenario, one review"));
  auto applicants = state.authors;
  applicants.push_back(context.actor.person);
  GS_TRY(run, open_review(context, kReview, std::move(applicants)));
  return {{Submitted{std::move(run)}}};
}

Result<Events> review(const Scenario& state, const GiveOpinion& c, Context& context) {
  GS_CHECK(may_move(kScenarioTransitions, state.status, Reviewed::kType));
  GS_CHECK(check_notes(c, state));
  GS_TRY(step, give_opinion(context, kReview, *state.review, c, seats_of(state)));
  Events events{Reviewed{step.opinion}};
  switch (step.outcome) {
    case rules::Outcome::pending: break;
    case rules::Outcome::passed: events.push_back(Approved{}); break;
    case rules::Outcome::returned: events.push_back(Returned{}); break;
    case rules::Outcome::refused: events.push_back(Refused{}); break;
  }
  return events;
}

}  // namespace gongshu::domain::scenario
