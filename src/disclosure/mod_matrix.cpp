#include "disclosure/mod_matrix.h"

#include <flint/nmod_vec.h>

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kFew = 4;    ///< so many entries a row and column count as few
constexpr std::size_t kRoom = 16;  ///< so many may come up on the way
}  // namespace

std::optional<std::vector<SparseRow>> ModMatrix::sparse(std::size_t most) const {
  std::vector<SparseRow> out(rows());
  std::size_t entries = 0;
  for (std::size_t i = 0; i < rows(); ++i)
    for (std::size_t j = 0; j < columns(); ++j) {
      if (at(i, j) == 0) continue;
      if (++entries > most) return std::nullopt;
      out[i].push_back({static_cast<std::uint32_t>(j), at(i, j)});
    }
  return out;
}

ModMatrix ModMatrix::operator*(const ModMatrix& right) const {
  ModMatrix out(rows(), right.columns(), prime());
  if (const auto few = sparse(kFew * (rows() + columns()))) {
    for (std::size_t i = 0; i < rows() && right.columns() > 0; ++i)
      for (const auto& entry : (*few)[i])
        _nmod_vec_scalar_addmul_nmod(out.m_->rows[i], right.m_->rows[entry.column], static_cast<slong>(right.columns()),
                                     entry.value, m_->mod);
    return out;
  }
  if (rows() > 0 && columns() > 0 && right.columns() > 0) nmod_mat_mul(out.m_, m_, right.m_);
  return out;
}

ModMatrix& ModMatrix::operator+=(const ModMatrix& right) {
  nmod_mat_add(m_, m_, right.m_);
  return *this;
}

ModMatrix& ModMatrix::operator-=(const ModMatrix& right) {
  nmod_mat_sub(m_, m_, right.m_);
  return *this;
}

ModMatrix ModMatrix::negated() const {
  ModMatrix out(rows(), columns(), prime());
  nmod_mat_neg(out.m_, m_);
  return out;
}

ModMatrix ModMatrix::inverse() const {
  ModMatrix out(rows(), columns(), prime());
  if (rows() > 0) invert(out);
  return out;
}

bool ModMatrix::invert(ModMatrix& out) const {
  if (rows() == 0) return true;
  bool singular = false;
  if (invert_sparse(out, singular)) return !singular;
  return nmod_mat_inv(out.m_, m_) != 0;
}

/// By the echelon form of the matrix with a unit matrix beside it. False when there are too many entries for that.
bool ModMatrix::invert_sparse(ModMatrix& out, bool& singular) const {
  const std::size_t n = rows();
  auto few = sparse(kFew * 2 * n);
  if (!few) return false;
  for (std::size_t i = 0; i < n; ++i) (*few)[i].push_back({static_cast<std::uint32_t>(n + i), 1});
  const auto form = sparse_echelon(*few, 2 * n, prime(), kRoom * 3 * n);
  if (!form) return false;
  for (std::size_t i = 0; i < n; ++i) {
    singular = (*form)[i].front().column != i;
    if (singular) return true;
    std::fill_n(out.m_->rows[i], n, 0);
    for (const auto& entry : (*form)[i])
      if (entry.column >= n) out.at(i, entry.column - n) = entry.value;
  }
  return true;
}

ModMatrix ModMatrix::select_rows(const std::vector<std::size_t>& which) const {
  ModMatrix out(which.size(), columns(), prime());
  for (std::size_t i = 0; i < which.size(); ++i) std::copy_n(m_->rows[which[i]], columns(), out.m_->rows[i]);
  return out;
}

ModMatrix ModMatrix::select_columns(const std::vector<std::size_t>& which) const {
  ModMatrix out(rows(), which.size(), prime());
  for (std::size_t i = 0; i < rows(); ++i)
    for (std::size_t j = 0; j < which.size(); ++j) out.at(i, j) = at(i, which[j]);
  return out;
}

ModMatrix ModMatrix::transposed() const {
  ModMatrix out(columns(), rows(), prime());
  nmod_mat_transpose(out.m_, m_);
  return out;
}

ModMatrix ModMatrix::stacked(const ModMatrix& below) const {
  ModMatrix out(rows() + below.rows(), columns(), prime());
  out.put(0, 0, *this);
  out.put(rows(), 0, below);
  return out;
}

ModMatrix ModMatrix::beside(const ModMatrix& right) const {
  ModMatrix out(rows(), columns() + right.columns(), prime());
  out.put(0, 0, *this);
  out.put(0, columns(), right);
  return out;
}

void ModMatrix::put(std::size_t row, std::size_t column, const ModMatrix& block) {
  for (std::size_t i = 0; i < block.rows(); ++i) std::copy_n(block.m_->rows[i], block.columns(), m_->rows[row + i] + column);
}

std::vector<std::size_t> ModMatrix::reduce() {
  std::vector<std::size_t> pivots;
  if (rows() == 0 || columns() == 0) return pivots;
  if (const auto few = sparse(kFew * (rows() + columns()))) {
    if (const auto form = sparse_echelon(*few, columns(), prime(), kRoom * (rows() + columns()))) {
      nmod_mat_zero(m_);
      for (std::size_t row = 0; row < form->size(); ++row) {
        pivots.push_back((*form)[row].front().column);
        for (const auto& entry : (*form)[row]) at(row, entry.column) = entry.value;
      }
      return pivots;
    }
  }
  const auto rank = static_cast<std::size_t>(nmod_mat_rref(m_));
  std::size_t column = 0;
  for (std::size_t row = 0; row < rank; ++row) {
    while (at(row, column) == 0) ++column;
    pivots.push_back(column++);
  }
  return pivots;
}

}  // namespace gongshu::disclosure
