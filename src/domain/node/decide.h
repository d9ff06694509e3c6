// Decisions about the node's rules: what is recorded when they change, how a clash is settled, how work goes on after a pack
// expired.
#pragma once
#include "domain/evidence/types.h"
#include "domain/kernel/context.h"
#include "domain/node/events.h"

namespace gongshu::domain::node {

/// The event, or none when the same rules are in force already.
Events load(const NodeRules&, const RulesInForce&);

/// A clash as the two packs state it now.
struct OpenClash {
  std::string topic, local, overlay;
};
/// Whose rule prevails (local | overlay), what holds in words, and the id of the decision behind it.
struct Ruled {
  std::string prevails, holds, decision;
};
/// `clash`: the one with that topic, or nothing when the packs do not clash there. `decision`: as recorded, confirmed or not.
/// Errors: auth.forbidden, state.not_found (/topic), state.already_exists (settled as the packs stand), rule.evidence_missing (no
/// confirmed, approving decision about node/rules).
Result<Events> settle(const NodeRules&, const std::optional<OpenClash>& clash, const Ruled& ruled,
                      const std::optional<evidence::OutsideDecision>& decision, Context&);

/// Errors: auth.forbidden, state.not_allowed (the pack has not expired), state.already_exists, rule.evidence_missing.
Result<Events> carry_on(const NodeRules&, const PackInForce& pack, const std::string& decision_id,
                        const std::optional<evidence::OutsideDecision>& decision, Context&);

/// Settled as both packs stand now?
bool is_settled(const NodeRules&, const OpenClash&);
/// The settlement that stands as both packs are now; null when there is none.
const Settlement* settlement(const NodeRules&, const OpenClash&);
/// Settled for the overlay, and the local pack still says something else.
bool waits_for_pack(const Settlement&);
/// The recorded authority to go on with this pack after this last day; null when there is none.
const Continuation* authority(const NodeRules&, const PackInForce&);

}  // namespace gongshu::domain::node
