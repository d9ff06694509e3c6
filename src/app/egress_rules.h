// The disclosure rules in force, from the pack's enforcement points.
#pragma once
#include "base/json.h"
#include "disclosure/rules.h"
#include "rules/rulebook.h"

namespace gongshu::app {

/// egress.k, egress.dominance, egress.p_percent on the book's day: what the pack says, else the product's defaults. Error
/// pack.invalid for numbers that no rule can work with.
Result<disclosure::Rules> egress_rules(const rules::Rulebook& book);

/// The same for people: each value with the rules behind it, or product_default.
json::object egress_rules_json(const rules::Rulebook& book);

}  // namespace gongshu::app
