// Combinations of released cells that say something of few entities only, beyond single classes and pairs. Internal to the
// folder.
#pragma once
#include "disclosure/egress_isolate.h"

namespace gongshu::disclosure {

/// What a search may look through. All spans must outlive it.
struct FewInput {
  const Basis& extended;  ///< with the candidate's block added
  std::size_t old_rank;   ///< basis cells of earlier releases; later ones are the candidate's
  const Columns& view;
  const EntityLists& entities;
  std::span<const std::uint32_t> columns;   ///< the view's column of each basis column
  std::span<const std::uint64_t> on_large;  ///< a random combination of the large classes in coordinates of the basis
  std::uint32_t k;
  std::uint64_t seed;
};

/// Looks through the combinations that vanish on every class of k entities or more: their space is found exactly, then brought
/// into echelon form in several orders of the classes, and every row of each form is a candidate. To find the sparsest vector of
/// a space is NP-hard, so a combination of many small classes may be missed; one of a few is found with near certainty
/// (information sets, after Prange 1962). Returns the entities of a combination of fewer than k that needs the candidate, 0 when
/// none was found. `work`: about how many multiplications it may take; nothing is looked at when even one order would take more.
std::size_t few_entities(const FewInput& in, double work);

}  // namespace gongshu::disclosure
