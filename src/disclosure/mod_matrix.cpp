#include "disclosure/mod_matrix.h"

#include <flint/nmod_vec.h>

#include <algorithm>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kFew = 4;    ///< so many entries a row and column count as few
constexpr std::size_t kRoom = 16;  ///< so many may come up on the way

// Where somebody may stop the work, large matrices are worked on in pieces of some 20 ms.
constexpr std::size_t kPiece = 256;  ///< rows and columns multiplied at a time
constexpr std::size_t kPanel = 64;   ///< rows eliminated at a time
constexpr double kOneGo = 5e7;       ///< multiplications that need no pieces

bool in_pieces(std::size_t a, std::size_t b, std::size_t c) {
  return stoppable() && static_cast<double>(a) * static_cast<double>(b) * static_cast<double>(c) > kOneGo;
}

/// Part of a matrix, without copying it.
class Window {
 public:
  Window(const nmod_mat_struct* of, std::size_t row, std::size_t column, std::size_t row_end, std::size_t column_end) {
    nmod_mat_window_init(m_, of, static_cast<slong>(row), static_cast<slong>(column), static_cast<slong>(row_end),
                         static_cast<slong>(column_end));
  }
  ~Window() { nmod_mat_window_clear(m_); }
  Window(const Window&) = delete;
  Window& operator=(const Window&) = delete;
  nmod_mat_struct* raw() { return m_; }

 private:
  nmod_mat_t m_;
};

/// into += left · right, or −=, piece by piece. `into` overlaps neither of them.
void add_product(const nmod_mat_struct* into, const nmod_mat_struct* left, const nmod_mat_struct* right, bool subtract) {
  const auto rows = static_cast<std::size_t>(left->r), inner = static_cast<std::size_t>(left->c),
             columns = static_cast<std::size_t>(right->c);
  for (std::size_t i = 0; i < rows; i += kPiece)
    for (std::size_t j = 0; j < columns; j += kPiece)
      for (std::size_t k = 0; k < inner; k += kPiece) {
        checkpoint();
        const auto i_end = std::min(rows, i + kPiece), j_end = std::min(columns, j + kPiece), k_end = std::min(inner, k + kPiece);
        Window target(into, i, j, i_end, j_end), a(left, i, k, i_end, k_end), b(right, k, j, k_end, j_end);
        if (subtract)
          nmod_mat_submul(target.raw(), target.raw(), a.raw(), b.raw());
        else
          nmod_mat_addmul(target.raw(), target.raw(), a.raw(), b.raw());
      }
}

std::vector<std::size_t> range(std::size_t first, std::size_t last) {
  std::vector<std::size_t> out;
  for (auto i = first; i < last; ++i) out.push_back(i);
  return out;
}

/// Reduced row echelon form, a few rows at a time: what was found before is taken out of them, then they are taken out of it. The
/// form grows in the matrix's own first rows.
std::vector<std::size_t> reduce_by_panels(ModMatrix& m) {
  std::vector<std::size_t> pivots;
  for (std::size_t from = 0; from < m.rows(); from += kPanel) {
    checkpoint();
    ModMatrix panel = m.select_rows(range(from, std::min(m.rows(), from + kPanel)));
    const auto found = pivots.size();
    {
      Window form(m.raw(), 0, 0, found, m.columns());
      add_product(panel.raw(), panel.select_columns(pivots).raw(), form.raw(), true);
    }
    const auto fresh = panel.reduce();
    panel = panel.select_rows(range(0, fresh.size()));
    {
      Window form(m.raw(), 0, 0, found, m.columns());
      ModMatrix factors(found, fresh.size(), m.prime());
      for (std::size_t i = 0; i < found; ++i)
        for (std::size_t j = 0; j < fresh.size(); ++j) factors.at(i, j) = m.at(i, fresh[j]);
      add_product(form.raw(), factors.raw(), panel.raw(), true);
    }
    m.put(found, 0, panel);
    pivots.insert(pivots.end(), fresh.begin(), fresh.end());
  }
  // In the order of the pivots, zero rows last.
  auto order = range(0, pivots.size());
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return pivots[a] < pivots[b]; });
  m = m.select_rows(order).stacked(ModMatrix(m.rows() - order.size(), m.columns(), m.prime()));
  std::sort(pivots.begin(), pivots.end());
  return pivots;
}
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
  if (in_pieces(rows(), columns(), right.columns()))
    add_product(out.m_, m_, right.m_, false);
  else if (rows() > 0 && columns() > 0 && right.columns() > 0)
    nmod_mat_mul(out.m_, m_, right.m_);
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
  if (in_pieces(rows(), rows(), rows())) return invert_by_panels(out);
  return nmod_mat_inv(out.m_, m_) != 0;
}

/// By the echelon form of the matrix with a unit matrix beside it.
bool ModMatrix::invert_by_panels(ModMatrix& out) const {
  const auto n = rows();
  ModMatrix unit(n, n, prime());
  for (std::size_t i = 0; i < n; ++i) unit.at(i, i) = 1;
  ModMatrix both = beside(unit);
  const auto pivots = reduce_by_panels(both);
  if (pivots.size() < n || pivots.back() != n - 1) return false;
  out = both.select_columns(range(n, 2 * n));
  return true;
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
  if (rows() > kPanel && in_pieces(rows(), std::min(rows(), columns()), columns())) return reduce_by_panels(*this);
  const auto rank = static_cast<std::size_t>(nmod_mat_rref(m_));
  std::size_t column = 0;
  for (std::size_t row = 0; row < rank; ++row) {
    while (at(row, column) == 0) ++column;
    pivots.push_back(column++);
  }
  return pivots;
}

}  // namespace gongshu::disclosure
