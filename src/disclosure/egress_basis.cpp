#include "disclosure/egress_basis.h"

#include <flint/ulong_extras.h>

#include <algorithm>
#include <tuple>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {

/// A random vector that is orthogonal to all rows of a matrix in reduced row echelon form.
std::vector<std::uint64_t> random_null(const ModMatrix& echelon, const std::vector<std::size_t>& pivots, std::uint64_t seed) {
  const auto p = echelon.prime();
  ModMatrix free(echelon.columns(), 1, p);
  for (std::size_t i = 0; i < echelon.columns(); ++i) free.at(i, 0) = mix64(seed + i) % p;
  for (const auto pivot : pivots) free.at(pivot, 0) = 0;
  const ModMatrix bound = echelon * free;
  std::vector<std::uint64_t> out(echelon.columns());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = free.at(i, 0);
  for (std::size_t row = 0; row < pivots.size(); ++row) out[pivots[row]] = (p - bound.at(row, 0)) % p;
  return out;
}

/// At most `want` of the columns with a nonzero value, chosen at random by the seed; small classes only when no large one is
/// left.
std::vector<std::uint32_t> spread(const Columns& view, const std::vector<std::uint64_t>& values, std::size_t want,
                                  std::uint64_t seed) {
  std::vector<std::uint32_t> all, large;
  for (std::size_t j = 0; j < values.size(); ++j) {
    if (values[j] == 0) continue;
    all.push_back(static_cast<std::uint32_t>(j));
    if (!view.large.empty() && view.large[j]) large.push_back(static_cast<std::uint32_t>(j));
  }
  if (!large.empty()) all.swap(large);
  Pace pace;
  const auto order = [&](std::uint32_t j) {
    pace();
    return mix64(seed ^ (view.tag.empty() ? j : view.tag[j]));
  };
  // One of each of the candidate's codes before others: these differ most.
  std::vector<std::uint32_t> first(view.release.codes(), UINT32_MAX);
  for (const auto j : all)
    if (auto& at = first[view.code[j]]; at == UINT32_MAX || std::pair(order(j), j) < std::pair(order(at), at)) at = j;
  const auto key = [&](std::uint32_t j) { return std::tuple(first[view.code[j]] != j, order(j), j); };
  const auto before = [&](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); };
  if (all.size() > want) {
    std::nth_element(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(want), all.end(), before);
    all.resize(want);
  }
  std::sort(all.begin(), all.end(), before);
  return all;
}

std::vector<std::size_t> first_rows(std::size_t count) {
  std::vector<std::size_t> out(count);
  for (std::size_t i = 0; i < count; ++i) out[i] = i;
  return out;
}

}  // namespace

/// Columns that together span what all columns span beyond the old basis, and the wanted cells on them less what is explained.
struct Basis::Sampled {
  std::vector<std::uint32_t> columns;
  ModMatrix residual;               ///< wanted × columns
  std::vector<std::size_t> pivots;  ///< independent ones of the wanted cells
};

/// Takes columns outside the span so far until a random functional that vanishes on the span vanishes on all columns. Each turn
/// takes about twice as many as dimensions are missing, so that few turns are needed however many columns there are (Clarkson's
/// sampling).
void Basis::sample(const Columns& view, std::span<const std::uint32_t> wanted, const ModMatrix& combination, Sampled& out) const {
  const std::size_t m = wanted.size();
  ModMatrix echelon(0, m, p_);
  for (std::uint64_t turn = 1; out.pivots.size() < m; ++turn) {
    const auto functional = random_null(echelon, out.pivots, mix64(seed_ ^ turn) ^ (m << 32));
    ModMatrix row(1, m, p_);
    std::vector<std::uint64_t> y(view.cells(), 0);
    for (std::size_t i = 0; i < m; ++i) y[wanted[i]] = row.at(0, i) = functional[i];
    const ModMatrix explained = row * combination;
    for (std::size_t i = 0; i < cells_.size(); ++i) y[cells_[i]] = add_mod(y[cells_[i]], (p_ - explained.at(0, i)) % p_, p_);
    const auto picked = spread(view, view.evaluate(y, p_), (m - out.pivots.size()) * 17 / 16 + 32, seed_ + turn);
    if (picked.empty()) break;
    ModMatrix fresh = view.dense(wanted, picked, p_);
    if (rank() > 0) fresh -= combination * view.dense(cells_, picked, p_);
    out.columns.insert(out.columns.end(), picked.begin(), picked.end());
    out.residual = out.residual.beside(fresh);
    echelon = echelon.stacked(fresh.transposed());
    out.pivots = echelon.reduce();
    echelon = echelon.select_rows(first_rows(out.pivots.size()));
  }
}

Block Basis::examine(const Columns& view, std::span<const std::uint32_t> at, std::span<const std::uint32_t> wanted,
                     std::span<const std::vector<std::uint64_t>> weights) const {
  const ModMatrix combination = times_inverse(view.dense(wanted, at, p_));
  Sampled sampled{{}, ModMatrix(wanted.size(), 0, p_), {}};
  sample(view, wanted, combination, sampled);
  Block block{{}, {}, combination.select_rows(sampled.pivots), ModMatrix(0, 0, p_), {}};
  const std::size_t rank_added = sampled.pivots.size(), width = sampled.columns.size();
  for (const auto i : sampled.pivots) block.cells.push_back(wanted[i]);
  const ModMatrix residual = sampled.residual.select_rows(sampled.pivots);
  ModMatrix extended(rank_added, weights.size(), p_);
  for (std::size_t t = 0; t < weights.size(); ++t) {
    ModMatrix old(cells_.size(), 1, p_);
    for (std::size_t i = 0; i < cells_.size(); ++i) old.at(i, 0) = weights[t][cells_[i]];
    const ModMatrix explained = block.combination * old;
    for (std::size_t i = 0; i < rank_added; ++i)
      extended.at(i, t) = add_mod(weights[t][block.cells[i]], (p_ - explained.at(i, 0)) % p_, p_);
  }
  ModMatrix reduced = residual.beside(extended);
  const auto pivots = reduced.reduce();
  for (const auto j : pivots) block.columns.push_back(sampled.columns[j]);
  block.residual = residual.select_columns(pivots);
  block.coordinates.assign(weights.size(), std::vector<std::uint64_t>(rank_added));
  for (std::size_t t = 0; t < weights.size(); ++t)
    for (std::size_t i = 0; i < rank_added; ++i) block.coordinates[t][i] = reduced.at(i, width + t);
  return block;
}

/// The inverse of a bordered matrix by its Schur complement, which is the residual.
void Basis::extend(const Columns& view, const Block& block) {
  const std::size_t r = rank(), added = block.cells.size();
  const ModMatrix corner = block.residual.inverse();
  const ModMatrix left = inverse_ * view.dense(cells_, block.columns, p_) * corner;
  ModMatrix out(r + added, r + added, p_);
  ModMatrix top = inverse_;
  if (r > 0 && added > 0) top += left * block.combination;
  out.put(0, 0, top);
  out.put(0, r, left.negated());
  if (r > 0 && added > 0) out.put(r, 0, (corner * block.combination).negated());
  out.put(r, r, corner);
  inverse_ = std::move(out);
  cells_.insert(cells_.end(), block.cells.begin(), block.cells.end());
  find_entries();
}

/// Where the basis cells are groups that do not overlap the inverse is next to a unit matrix; then products go entry by entry.
void Basis::find_entries() {
  entries_.clear();
  sparse_ = true;
  for (std::uint32_t i = 0; i < rank() && sparse_; ++i)
    for (std::uint32_t j = 0; j < rank(); ++j) {
      if (inverse_.at(i, j) == 0) continue;
      entries_.push_back({i, j, inverse_.at(i, j)});
      sparse_ = entries_.size() <= 4 * rank();
      if (!sparse_) break;
    }
}

ModMatrix Basis::times_inverse(const ModMatrix& left) const {
  if (!sparse_) return left * inverse_;
  ModMatrix out(left.rows(), rank(), p_);
  const auto helper = n_preinvert_limb(p_);
  for (std::size_t row = 0; row < left.rows(); ++row) {
    checkpoint();
    for (const auto& [i, j, value] : entries_)
      if (const auto x = left.at(row, i); x != 0)
        out.at(row, j) = add_mod(out.at(row, j), n_mulmod2_preinv(x, value, p_, helper), p_);
  }
  return out;
}

ModMatrix Basis::inverse_times(const ModMatrix& column) const {
  if (!sparse_) return inverse_ * column;
  ModMatrix out(rank(), 1, p_);
  const auto helper = n_preinvert_limb(p_);
  for (const auto& [i, j, value] : entries_)
    out.at(i, 0) = add_mod(out.at(i, 0), n_mulmod2_preinv(column.at(j, 0), value, p_, helper), p_);
  return out;
}

bool Basis::restore(std::vector<std::uint32_t> independent, const ModMatrix& matrix) {
  ModMatrix inverse(matrix.rows(), matrix.rows(), p_);
  if (matrix.columns() != matrix.rows() || !matrix.invert(inverse)) return false;
  inverse_ = std::move(inverse);
  cells_ = std::move(independent);
  find_entries();
  return true;
}

std::vector<std::uint64_t> Basis::solve(const Columns& view, std::span<const std::uint64_t> vector, const Block* block,
                                        std::span<const std::uint64_t> on_new) const {
  ModMatrix target(cells_.size(), 1, p_);
  for (std::size_t i = 0; i < cells_.size(); ++i) target.at(i, 0) = vector[cells_[i]];
  if (block && !block->columns.empty() && rank() > 0) {
    ModMatrix known(block->columns.size(), 1, p_);
    for (std::size_t i = 0; i < on_new.size(); ++i) known.at(i, 0) = on_new[i];
    target -= view.dense(cells_, block->columns, p_) * known;
  }
  const ModMatrix solved = inverse_times(target);
  std::vector<std::uint64_t> out(cells_.size());
  for (std::size_t i = 0; i < out.size(); ++i) out[i] = solved.at(i, 0);
  return out;
}

}  // namespace gongshu::disclosure
