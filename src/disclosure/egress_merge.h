// From pieces of rows to the columns of the check. Internal to the folder.
#pragma once
#include "disclosure/egress_state.h"

namespace gongshu::disclosure {

/// Columns of the check: pieces that the chosen cells do not tell apart are one; pieces of known entities only, and those in no
/// cell, are left out.
struct Merged {
  Columns columns;
  EntityLists entities;
  std::vector<std::uint32_t> row;       ///< the row of each column with the least tag whose entity is not known
  std::vector<std::uint32_t> of_piece;  ///< kNone when left out
};

Merged merge(const Slots& slots, const Pieces& pieces, const Signatures& sets, std::size_t new_cells, std::uint32_t k,
             int threads);

/// The view's column of each basis column: rows of one recorded class are the same to the basis, so the largest piece stands for
/// it.
std::vector<std::uint32_t> basis_columns(const EgressLedger::State& state, const Merged& merged);

/// The rank of all recorded cells and `new_cells` more is at most this.
std::size_t rank_bound(const EgressLedger::State& state, std::size_t columns, std::size_t new_cells);

/// Adds cells (in the numbering of the view) to the basis.
void absorb(EgressLedger::State& state, const Merged& merged, std::uint32_t first, std::uint32_t last);

/// After load() and know() the basis is missing or behind: brings in all recorded cells, over the recorded classes alone, so that
/// it depends on nothing but what the ledger holds.
void complete_basis(EgressLedger::State& state, std::uint32_t k, int threads);

/// Before a release is recorded: its cells enter the basis at once, so that the basis follows from the recorded releases in their
/// order and not from when somebody asked.
void grow_basis(EgressLedger::State& state, const Pieces& pieces, const Signatures& sets, std::size_t new_cells, std::uint32_t k,
                int threads);

}  // namespace gongshu::disclosure
