// One function a refusal reason.
#pragma once
#include "domain/catalog/types.h"
#include "domain/kernel/context.h"

namespace gongshu::domain::catalog {

/// Every category of the pack's negative list must be judged, and none may apply (rule.item_missing, rule.prohibited_data).
Status check_negative_list(const DraftCatalogEntry&, Context&);

/// Data obtained by sharing names its sharer and the evidence of its consent (rule.evidence_missing).
/// `consent_confirmed`: that evidence exists and comes from the sharer.
Status check_shared_consent(const DraftCatalogEntry&, bool consent_confirmed, Context&);

/// `other_sources`: data element standard → entry of another provider that is its approved source (rule.single_source).
Status check_single_source(const DraftCatalogEntry&, const std::map<std::string, std::string>& other_sources, Context&);

/// Item names are unique (state.already_exists); a protected entity needs an identity item (rule.item_missing).
Status check_items(const DraftCatalogEntry&);

/// The highest grade of the items: core > important > general (GB/T 43697: take the highest that applies).
std::string highest_grade(const DraftCatalogEntry&);

}  // namespace gongshu::domain::catalog
