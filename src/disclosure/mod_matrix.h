// Matrices over the integers modulo a prime (FLINT), owned. Internal to the folder.
#pragma once
#include <flint/nmod_mat.h>

#include <cstdint>
#include <optional>
#include <vector>

#include "disclosure/sparse_echelon.h"

namespace gongshu::disclosure {

/// Deterministic stream of 64-bit numbers (SplitMix64, Steele, Lea and Flood 2014): weights and samples, nothing secret by
/// itself.
inline std::uint64_t mix64(std::uint64_t x) {
  x += 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return x ^ (x >> 31);
}

class ModMatrix {
 public:
  ModMatrix(std::size_t rows, std::size_t columns, std::uint64_t prime) {
    nmod_mat_init(m_, static_cast<slong>(rows), static_cast<slong>(columns), prime);
  }
  ~ModMatrix() { nmod_mat_clear(m_); }
  ModMatrix(const ModMatrix& other) { nmod_mat_init_set(m_, other.m_); }
  ModMatrix(ModMatrix&& other) noexcept {
    nmod_mat_init(m_, 0, 0, other.prime());
    nmod_mat_swap(m_, other.m_);
  }
  ModMatrix& operator=(ModMatrix other) noexcept {
    nmod_mat_swap(m_, other.m_);
    return *this;
  }

  std::uint64_t prime() const { return m_->mod.n; }
  std::size_t rows() const { return static_cast<std::size_t>(m_->r); }
  std::size_t columns() const { return static_cast<std::size_t>(m_->c); }
  std::uint64_t& at(std::size_t row, std::size_t column) { return m_->rows[row][column]; }
  std::uint64_t at(std::size_t row, std::size_t column) const { return m_->rows[row][column]; }
  const nmod_mat_struct* raw() const { return m_; }

  ModMatrix operator*(const ModMatrix& right) const;
  ModMatrix& operator+=(const ModMatrix& right);
  ModMatrix& operator-=(const ModMatrix& right);
  ModMatrix negated() const;
  ModMatrix inverse() const;          ///< of an invertible matrix
  bool invert(ModMatrix& out) const;  ///< false, and `out` unspecified, when the matrix is singular
  ModMatrix select_rows(const std::vector<std::size_t>& which) const;
  ModMatrix select_columns(const std::vector<std::size_t>& which) const;
  ModMatrix transposed() const;
  /// Rows of `below` appended.
  ModMatrix stacked(const ModMatrix& below) const;
  /// Columns of `right` appended.
  ModMatrix beside(const ModMatrix& right) const;
  /// Copies `block` to (row, column).
  void put(std::size_t row, std::size_t column, const ModMatrix& block);

  /// Reduced row echelon form in place; returns the pivot column of each nonzero row (they come first).
  std::vector<std::size_t> reduce();

 private:
  /// The entries by row; nothing when there are more than `most`.
  std::optional<std::vector<SparseRow>> sparse(std::size_t most) const;
  bool invert_sparse(ModMatrix& out, bool& singular) const;
  bool invert_by_panels(ModMatrix& out) const;
  nmod_mat_t m_;
};

}  // namespace gongshu::disclosure
