#include "disclosure/mod_matrix.h"

namespace gongshu::disclosure {

ModMatrix ModMatrix::operator*(const ModMatrix& right) const {
  ModMatrix out(rows(), right.columns(), prime());
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
  if (rows() > 0) nmod_mat_inv(out.m_, m_);
  return out;
}

bool ModMatrix::invert(ModMatrix& out) const { return rows() == 0 || nmod_mat_inv(out.m_, m_) != 0; }

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
  const auto rank = static_cast<std::size_t>(nmod_mat_rref(m_));
  std::size_t column = 0;
  for (std::size_t row = 0; row < rank; ++row) {
    while (at(row, column) == 0) ++column;
    pivots.push_back(column++);
  }
  return pivots;
}

}  // namespace gongshu::disclosure
