#include "disclosure/egress_known.h"

#include "disclosure/egress_state.h"

namespace gongshu::disclosure {

std::size_t known_entities(EgressLedger& ledger) { return ledger.state().known.size(); }

}  // namespace gongshu::disclosure
