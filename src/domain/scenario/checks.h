// One function a refusal reason.
#pragma once
#include "domain/scenario/decide.h"

namespace gongshu::domain::scenario {

/// The agreement is in force and its term covers the scenario (rule.out_of_term, rule.out_of_scope).
Status check_agreement(const DraftScenario&, const ScenarioFacts&, Context&);
/// The last day is stated where the pack wants the plan inside the term (rule.item_missing), and one application asks for one demand
/// (rule.refused).
Status check_plan(const DraftScenario&, Context&);
/// Every resource is in the agreement, every column in its catalog entry, tables and columns named once.
Status check_demand(const DraftScenario&, const ScenarioFacts&, Context&);
/// Identifiers are asked for as keys only: join, lookup, or counting; never to see, group or filter by, and never unmasked
/// (rule.not_necessary).
Status check_minimum(const DraftScenario&, const ScenarioFacts&, Context&);

}  // namespace gongshu::domain::scenario
