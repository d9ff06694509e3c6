// Decisions on scenarios. What the agreement and the catalog say comes in the facts.
#pragma once
#include "domain/kernel/context.h"
#include "domain/scenario/events.h"

namespace gongshu::domain::scenario {

/// An item of a demanded resource as the approved catalog entry describes it.
struct ItemFact {
  bool identity = false, personal = false;
  std::string grade;
};

struct ScenarioFacts {
  bool agreement_exists = false, agreement_stands = false;
  std::string operator_org, agency;                                ///< of the agreement
  std::vector<std::string> resources;                              ///< of the agreement
  std::string agreement_ends;                                      ///< YYYY-MM-DD
  std::map<std::string, std::map<std::string, ItemFact>> catalog;  ///< resource → item → facts
  std::optional<std::string> same_title;                           ///< another live scenario of this title under the agreement
  std::map<std::string, std::string> providers = {};               ///< resource → organisation that holds it
};

/// By the role that applies under the pack's chain (the operator, or the application unit). Errors: auth.forbidden, state.not_found,
/// and everything submit judges but the required items.
Result<Events> draft(const DraftScenario&, const ScenarioFacts&, Context&);
Result<Events> revise(const Scenario&, const DraftScenario&, const ScenarioFacts&, Context&);
/// Errors: rule.out_of_scope (resource or term outside the agreement), rule.item_missing, rule.not_necessary (an identifier asked for in a
/// form that shows or groups by it, a column asked for twice), state.already_exists (one review for one scenario).
Result<Events> submit(const Scenario&, const ScenarioFacts&, Context&);
Result<Events> review(const Scenario&, const GiveOpinion&, Context&);

}  // namespace gongshu::domain::scenario
