// What the operations on matters, their clocks and their effects share.
#pragma once
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "app/operation.h"
#include "domain/matter/decide.h"

namespace gongshu::app {

/// Organisation that a record belongs to, or is; empty when nobody's.
std::string owner_of(std::string_view kind, const std::string& id, const json::value& body);
/// Kinds of record a matter can be about and an item can name.
std::vector<std::string> record_kinds();
/// Organisations that hold one of the roles.
Result<std::vector<std::string>> holders(Records& records, const std::vector<std::string>& roles);

/// Records the events and does what the acts among them say the node does (rules::EffectDef). `depth`: how many matters opened one another.
Status record_matter(Tx& tx, const std::string& id, const domain::matter::Events& events, int depth = 0);

}  // namespace gongshu::app
