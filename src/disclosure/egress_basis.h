// Exact linear algebra of the egress check, modulo a secret prime. Internal to the folder.
//
// Let M be the 0/1 matrix of released cells (rows) and classes (columns). A class c can be computed from the released sums iff
// e_c lies in the row space of M, that is iff column c is in no linear dependence among the columns: it is in every basis of
// columns, and no other column needs it. A pair {c, d} can be computed with some nonzero coefficients iff every dependence that
// uses one uses the other. So it is enough to know a basis B of columns and which of its members the other columns need. With [I
// | Z] the matrix in coordinates of B: c is computable iff its row of Z is zero, {c, d} iff the rows are proportional (both in B)
// or the row of c is zero but for d. Z is never formed: two random combinations of its columns, Z·r and Z·(r·s), tell zero rows,
// proportional rows (equal quotients) and rows with one entry (the quotient is s_d) apart, wrong only with a probability of about
// (classes × cells) / 2^60, and then on the safe side (something is taken for computable).
//
// The prime: elimination mod p differs from elimination over the rationals only where p divides a minor that decides. A rank that
// comes out too small among the other columns makes a class look computable (safe). A computable class is missed only if p
// divides the least multiple m for which m·e_c is an integer combination of cells; m has fewer than cells × log2(cells) bits and
// so at most a few hundred prime factors of 60 bits among more than 2^53: below 10^-12, as long as the prime is not known to the
// analyst.
#pragma once
#include "disclosure/egress_columns.h"

namespace gongshu::disclosure {

/// A block of further cells against the basis so far.
struct Block {
  std::vector<std::uint32_t> cells;    ///< those that add to the rank, in the numbering of Columns
  std::vector<std::uint32_t> columns;  ///< as many columns that complete the basis
  ModMatrix combination;               ///< new cells = combination · old basis cells, on the old basis columns
  ModMatrix residual;                  ///< new cells on new columns, less what the old basis explains; invertible
  std::vector<std::vector<std::uint64_t>> coordinates;  ///< of each weight vector, on the new columns
};

class Basis {
 public:
  Basis(std::uint64_t prime, std::uint64_t seed) : p_(prime), seed_(seed), inverse_(0, 0, prime) {}

  /// A basis found before: `independent` cells whose matrix on the basis columns is `matrix`. False when that is not invertible.
  bool restore(std::vector<std::uint32_t> independent, const ModMatrix& matrix);

  std::uint64_t prime() const { return p_; }
  std::size_t rank() const { return cells_.size(); }
  const std::vector<std::uint32_t>& cells() const { return cells_; }
  /// Row b: the combination of cells() that is 1 on basis column b and 0 on the others.
  const ModMatrix& inverse() const { return inverse_; }

  /// `at`: the view's column of each basis column. `weights`: sums over all columns by cell (Columns::collect).
  Block examine(const Columns& view, std::span<const std::uint32_t> at, std::span<const std::uint32_t> wanted,
                std::span<const std::vector<std::uint64_t>> weights) const;
  /// Makes the block part of the basis; its columns follow the old ones.
  void extend(const Columns& view, const Block& block);
  /// Coordinates on the old basis columns of a column vector given by its entries for every cell, once `block` (with coordinates
  /// `on_new` of the vector) is added; nullptr: of the old basis alone.
  std::vector<std::uint64_t> solve(const Columns& view, std::span<const std::uint64_t> vector, const Block* block,
                                   std::span<const std::uint64_t> on_new) const;

 private:
  struct Sampled;
  void sample(const Columns& view, std::span<const std::uint32_t> wanted, const ModMatrix& combination, Sampled& out) const;
  std::uint64_t p_, seed_;
  std::vector<std::uint32_t> cells_;  ///< independent cells, as many as basis columns
  struct Entry {
    std::uint32_t row, column;
    std::uint64_t value;
  };
  void find_entries();
  ModMatrix times_inverse(const ModMatrix& left) const;
  ModMatrix inverse_times(const ModMatrix& column) const;
  bool sparse_ = true;
  std::vector<Entry> entries_;  ///< of the inverse, while there are few

  ModMatrix inverse_;  ///< of (cells_ × basis columns)
};

}  // namespace gongshu::disclosure
