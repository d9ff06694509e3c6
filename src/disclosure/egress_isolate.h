// Does a set of cells isolate a class, or a pair of classes, of fewer than k entities? Internal to the folder.
#pragma once
#include "disclosure/egress.h"
#include "disclosure/egress_basis.h"

namespace gongshu::disclosure {

/// The distinct entities of each class, at most k of them: shorter lists are complete, the others not to be read.
struct EntityLists {
  std::vector<std::uint64_t> start;  ///< into pool
  std::vector<std::uint32_t> count;
  std::vector<std::uint64_t> pool;
  std::span<const std::uint64_t> of(std::size_t i) const { return {pool.data() + start[i], count[i]}; }
};

struct Finding {
  EgressRefusal kind = EgressRefusal::none;
  std::size_t smallest = 0;  ///< entities of the smallest class or pair found
};

/// `at`: the view's column of each basis column; `wanted`: the candidate's cells. What the recorded cells alone isolate already
/// does not count again: refusing everything from then on would protect nobody.
/// Beyond single classes and pairs, the row of each small basis column is looked at (its support is a minimal combination) as
/// long as that takes no more than about `kRowWork` steps, then what further echelon forms show (egress_few.h) in a tenth of
/// that: best effort, no guarantee.
inline constexpr double kRowWork = 2e9;
Finding isolate(const Basis& basis, const Columns& view, std::span<const std::uint32_t> at, std::span<const std::uint32_t> wanted,
                const EntityLists& entities, std::uint32_t k, std::uint64_t seed, double row_work = kRowWork);

}  // namespace gongshu::disclosure
