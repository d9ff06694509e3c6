// What stands: asked before every release of a key, supply, query, job, listing and call (design invariants 3 and 7).
#pragma once
#include <string>
#include <vector>

#include "app/records.h"
#include "rules/rulebook.h"

namespace gongshu::app {

/// What an act leans on; empty members are not asked about.
struct Standing {
  std::string agreement;     ///< must be in force and in its term
  std::string scenario;      ///< must be approved; its agreement is asked about as well
  std::string product;
  std::string developer;     ///< organisation
  std::string operator_org;
  std::vector<std::string> resources;  ///< catalog entries
  bool delivering = false;             ///< of what is made already: a stop of processing alone does not reach it
};

/// Errors: rule.out_of_term (agreement), rule.order (scenario not approved), state.exited, state.stopped (detail.stop names the stop order), each citing
/// the rule of the pack. `book` stands on the day of `now`.
Status check_standing(Records& records, const Standing& standing, Instant now, const rules::Rulebook& book);

/// The active stop that covers one of these, if any: pairs of scope kind and id. The node's own stop covers everything. `delivering`: stops of
/// processing alone are passed over.
Result<std::optional<std::string>> stop_over(Records& records, const std::vector<std::pair<std::string, std::string>>& scopes, bool delivering = false);

}  // namespace gongshu::app
