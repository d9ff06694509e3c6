// The decision on an import of social data. That a review is finished is asked by the gate that the pack puts before the operation; here, that the
// call names one of those reviews, its own, and uses it once.
#pragma once
#include "domain/kernel/context.h"
#include "domain/social_data/events.h"

namespace gongshu::domain::social_data {

struct ImportFacts {
  std::string workspace, scenario, operator_org, agency;  ///< of the workspace
  std::string rule, article;                              ///< of the gate before imports; empty where the pack puts none there
  std::optional<Review> review;                           ///< the one named, if a gate counts it for this workspace
  std::optional<std::string> used_by;                     ///< import that this review has served already
  std::vector<std::string> tables;                        ///< names that the workspace has
  std::int64_t rows = 0, bytes = 0;
  std::string digest;
};

/// By the operator of the workspace. Errors: auth.forbidden; rule.refused (the pack has no review of imports: a product default); rule.order (the
/// review is another one, not finished, or used), citing the gate's rule; state.already_exists (the table's name); input.bad_choice (a
/// column twice); rule.item_missing (no rows).
Result<Events> bring_in(const ImportSocialData&, const ImportFacts&, Context&);

}  // namespace gongshu::domain::social_data
