// Enforcement points as data, for `gongshu rules points` and the reference page.
#pragma once
#include "rules/point.h"

namespace gongshu::rules {

/// {"points":[{"id","title","by_default","parameters":[{"name","kind","stricter","meaning","choices"?,"default"?}]}]}. `meaning`
/// says in both languages how two packs that speak to the parameter are reconciled.
json::value points_json(const Registry& registry);

}  // namespace gongshu::rules
