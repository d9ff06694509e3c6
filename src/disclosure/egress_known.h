// How many entities of a population are known outside (EgressLedger::know).
#pragma once
#include <cstddef>

#include "disclosure/egress.h"

namespace gongshu::disclosure {

/// Each entity once, however often it was made known. Changes nothing.
std::size_t known_entities(EgressLedger& ledger);

}  // namespace gongshu::disclosure
