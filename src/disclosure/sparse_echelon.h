// Elimination over matrices with few entries, modulo a prime. Internal to the folder. A table of groups that do not overlap gives
// a matrix with about one entry a row: dense elimination takes minutes over some thousand groups, this takes milliseconds.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

namespace gongshu::disclosure {

struct SparseEntry {
  std::uint32_t column = 0;
  std::uint64_t value = 0;  ///< 1 … prime - 1
};
using SparseRow = std::vector<SparseEntry>;  ///< by ascending column

/// The nonzero rows of the reduced row echelon form, by ascending pivot (their first column). Nothing when more than `limit`
/// entries would be needed on the way: the caller takes a dense method then, which gives the same form, because the form is
/// unique.
std::optional<std::vector<SparseRow>> sparse_echelon(const std::vector<SparseRow>& rows, std::size_t columns, std::uint64_t prime,
                                                     std::size_t limit);

}  // namespace gongshu::disclosure
