#pragma once
#include "rules/point.h"

namespace gongshu::domain::supply {

inline const rules::Point kMaskingSite{
    "supply.masking_site", "脱敏地点", "Where raw data is masked", {rules::choice("site", {"source", "platform"})}};
inline const rules::Point kScope{"supply.scope", "供给不超出授权范围", "Supply inside the grant", {}};
inline const rules::Point kManifest{
    "supply.manifest", "批次清单核验", "Check of the signed manifest", {}, rules::Enforced::by_default};

/// Bound, an order over personal items filters rows by consent; unbound, an order may. `scope: scenario` asks for a consent to this very
/// scenario that has not run out: a day, and the scenarios it is for.
inline const rules::Point kConsent{"supply.consent", "逐行同意", "Consent row by row", {rules::choice("scope", {"any", "scenario"})}};

}  // namespace gongshu::domain::supply
