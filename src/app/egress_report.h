// The egress report of a product candidate: what its reviewers decide on. Everything in it is for them alone.
#pragma once
#include <functional>

#include "app/node.h"
#include "base/json.h"
#include "domain/product/events.h"

namespace gongshu::app {

/// Who would give an opinion may read it, while and after they do: the roles of the product's chain, seats respected. Errors:
/// state.not_found where the product is not shown to the actor at all; auth.forbidden for the operator and for any other role;
/// auth.own_work for whoever wrote a version.
Status may_read_egress_report(Records& records, const domain::Actor& actor, const std::string& id,
                              const domain::product::Product& product, const rules::Rulebook& book);

/// {product, title, kind, status, scenario, generated, check, rules, columns, statistics, attacks, suppressed, suppressed_total, table}; schema
/// EgressReport of the contract. Shares are in parts per million. Reads the sealed result and up to kSampleRows rows of each
/// table behind it. Errors: those of standing and of the sealed files.
Result<json::object> egress_report(Node& node, const std::string& id, const domain::product::Product& product);

/// Rows of a table that the attack simulation looks at.
inline constexpr std::size_t kSampleRows = 200'000;

/// The same as a page of its own: no script, no link to anything outside, every text escaped.
/// `label` gives the pack's name of an item.
using LabelOf = std::function<rules::Words(const std::string& key)>;
std::string egress_page(const json::object& report, const LabelOf& label);

}  // namespace gongshu::app
