// The durable form of an egress ledger (docs/formats/egress.md). Internal to the folder.
#pragma once
#include <string>

#include "disclosure/egress_state.h"

namespace gongshu::disclosure {

std::string write_egress(const EgressLedger::State& state);
/// Fills an empty state. input.bad_format with the offset in `at`; nothing of a damaged ledger is used.
Status read_egress(std::string_view bytes, EgressLedger::State& state);

}  // namespace gongshu::disclosure
