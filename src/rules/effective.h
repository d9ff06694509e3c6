// What holds at a point, as JSON and as text: parameter by parameter, with who set it. Shown by show, explain, diff and the
// console.
#pragma once
#include <memory>
#include <optional>
#include <string>

#include "rules/pack.h"

namespace gongshu::rules {

/// {"point","title","enforced","rules":[{"id","article","level","pack"}],"params":[{"name","value","origin":[rule
/// ids],"chain"?}]}. `enforced`: refused · excepted · evidence · hint · default · none. A value without origin is the product's
/// default, never law. `chain` is the chain's expansion (chain_text) for a parameter that names one. Without a day every rule
/// counts.
json::object effective_json(const Point& point, std::shared_ptr<const Pack> pack, std::optional<Date> day = {});

/// "operator (10 working_days) → competent_authority + [expert_panel]": stages in order, parallel steps joined, optional ones
/// bracketed.
std::string chain_text(const ChainDef& chain);

/// A procedure as people compare it: {"title","rules","acts":[{"name","by","items","evidence","due"?}]}; null when the pack has
/// none of the id.
json::value procedure_json(const Pack& pack, const std::string& id);
/// "raise: operator; problem, found_on → answer: about; result; 7 working_days".
std::string procedure_text(const json::value& procedure);

/// One parameter of effective_json in a line: "cap = 3 years (HA-14)".
std::string param_text(const json::value& param);

}  // namespace gongshu::rules
