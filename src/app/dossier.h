// The due-diligence dossier (尽职证明材料) of a decision: what whoever decided could see, the rules that applied, opinions, documents,
// clocks kept, what happened afterwards, and a ledger proof for each entry. Several texts shield officials who acted diligently, so the
// material is made by the node and not collected by whoever is asked about it.
#pragma once
#include "app/node.h"

namespace gongshu::app {

/// `seq` names the decision: an entry of the record's stream. Contents, see schema Dossier of the contract.
/// Errors: state.not_found (no such record, or the entry is not one of its own).
Result<json::object> make_dossier(Node& node, Records& records, const domain::Actor& reader, const std::string& kind, const std::string& id,
                                  std::uint64_t seq);

}  // namespace gongshu::app
