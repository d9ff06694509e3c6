// The audit of one measure, shared by audit() and suppress(). Internal to the folder.
#pragma once
#include "disclosure/shift.h"

namespace gongshu::disclosure {

/// Examines the hidden groups of one measure whose `proof` (width proven so far, by node) is not enough, and raises it.
void examine(const System& system, ShiftSearch& search, std::size_t measure, const SuppressOptions& options,
             std::vector<double>& proof, Audit& out);

/// Totals that are shown while the hidden parts together have fewer than k entities.
void examine_parts(const Rules& rules, const Table& table, const System& system, std::size_t measure, Audit& out);

}  // namespace gongshu::disclosure
