#include "disclosure/egress_few.h"

#include <algorithm>
#include <numeric>
#include <tuple>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {
constexpr std::size_t kOrders = 64;  ///< echelon forms looked at

class Few {
 public:
  Few(const FewInput& in, double work) : in_(in), work_(work), p_(in.extended.prime()) {
    const auto& view = in.view;
    pass_ = static_cast<double>(view.slots->classes()) * static_cast<double>(view.slots->list().size() + 1) +
            static_cast<double>(view.size());
    for (std::uint32_t j = 0; j < view.size(); ++j)
      if (in.entities.count[j] < in.k) small_.push_back(j);
  }

  std::size_t run() {
    std::vector<std::size_t> free, bound;  // small basis columns that no large class needs, and others
    for (std::size_t b = 0; b < in_.columns.size(); ++b)
      if (in_.entities.count[in_.columns[b]] < in_.k) (in_.on_large[b] == 0 ? free : bound).push_back(b);
    if (!spend(static_cast<double>(bound.size() + kSpare) * (pass_ + rank() * rank()) + cube(bound.size()))) return 0;
    ModMatrix combinations = vanishing(bound);
    combinations = units(free).stacked(combinations);
    if (combinations.rows() == 0) return 0;
    const double size = static_cast<double>(combinations.rows());
    if (!spend(size * (pass_ + rank() * rank()))) return 0;
    const ModMatrix values = on_small(combinations);
    const double order = size * size * static_cast<double>(values.columns());
    for (std::size_t turn = 0; turn < kOrders && spend(order); ++turn)
      if (const auto found = look(values, turn)) return found;
    return 0;
  }

 private:
  static constexpr std::size_t kSpare = 8;  ///< more random weights than unknowns, so that chance hides no large class
  double rank() const { return static_cast<double>(in_.columns.size()); }
  static double cube(std::size_t n) { return 2.0 * static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(n); }
  bool spend(double steps) { return (work_ -= steps) >= 0; }

  /// Rows of coordinates on the basis that pick one basis column each.
  ModMatrix units(const std::vector<std::size_t>& which) const {
    ModMatrix out(which.size(), in_.columns.size(), p_);
    for (std::size_t i = 0; i < which.size(); ++i) out.at(i, which[i]) = 1;
    return out;
  }

  /// Combinations of the rows `bound` that are zero on all large classes: those orthogonal to random sums of the large columns.
  ModMatrix vanishing(const std::vector<std::size_t>& bound) const {
    const std::size_t n = bound.size(), draws = n + kSpare;
    if (n == 0) return ModMatrix(0, in_.columns.size(), p_);
    ModMatrix sums(n, draws, p_);
    for (std::size_t t = 0; t < draws; ++t) {
      checkpoint();
      std::vector<std::uint64_t> weights(in_.view.size(), 0);
      for (std::size_t j = 0; j < weights.size(); ++j)
        if (in_.entities.count[j] >= in_.k) weights[j] = mix64(in_.seed ^ mix64(draws * j + t + 1)) % p_;
      const auto solved = in_.extended.solve(in_.view, in_.view.collect(weights, p_), nullptr, {});
      for (std::size_t i = 0; i < n; ++i) sums.at(i, t) = solved[bound[i]];
    }
    return left_null(sums) * units(bound);
  }

  /// All combinations of rows that are zero, as the rows of a matrix.
  ModMatrix left_null(const ModMatrix& of) const {
    ModMatrix unit(of.rows(), of.rows(), p_);
    for (std::size_t i = 0; i < of.rows(); ++i) unit.at(i, i) = 1;
    ModMatrix both = of.beside(unit);
    const auto pivots = both.reduce();
    std::vector<std::size_t> null_rows, right(of.rows());
    for (std::size_t i = 0; i < pivots.size(); ++i)
      if (pivots[i] >= of.columns()) null_rows.push_back(i);
    std::iota(right.begin(), right.end(), of.columns());
    return both.select_rows(null_rows).select_columns(right);
  }

  /// The combinations as vectors over the small classes; one more column is nonzero when the candidate's cells take part.
  ModMatrix on_small(const ModMatrix& combinations) const {
    const ModMatrix cells = combinations * in_.extended.inverse();
    ModMatrix out(combinations.rows(), small_.size() + 1, p_);
    std::vector<std::uint64_t> y(in_.view.cells(), 0);
    for (std::size_t row = 0; row < out.rows(); ++row) {
      checkpoint();
      for (std::size_t i = 0; i < cells.columns(); ++i) y[in_.extended.cells()[i]] = cells.at(row, i);
      const auto values = in_.view.evaluate(y, p_);
      for (std::size_t s = 0; s < small_.size(); ++s) out.at(row, s) = values[small_[s]];
      out.at(row, small_.size()) = fresh(cells, row);
    }
    return out;
  }

  std::uint64_t fresh(const ModMatrix& cells, std::size_t row) const {
    ModMatrix part(1, cells.columns() - in_.old_rank, p_), weights(cells.columns() - in_.old_rank, 1, p_);
    for (std::size_t i = in_.old_rank; i < cells.columns(); ++i) {
      part.at(0, i - in_.old_rank) = cells.at(row, i);
      weights.at(i - in_.old_rank, 0) = mix64(in_.seed + i) % p_;
    }
    return (part * weights).at(0, 0);
  }

  /// The rows of one echelon form.
  std::size_t look(const ModMatrix& values, std::size_t turn) const {
    checkpoint();
    std::vector<std::size_t> order(small_.size());
    std::iota(order.begin(), order.end(), 0);
    const auto key = [&](std::size_t s) {
      const auto j = small_[s];
      return std::tuple(mix64(in_.seed ^ mix64(turn + 1) ^ (in_.view.tag.empty() ? j : in_.view.tag[j])), j);
    };
    std::sort(order.begin(), order.end(), [&](auto a, auto b) { return key(a) < key(b); });
    order.push_back(small_.size());
    ModMatrix echelon = values.select_columns(order);
    const auto pivots = echelon.reduce();
    for (std::size_t row = 0; row < pivots.size(); ++row)
      if (echelon.at(row, small_.size()) != 0)
        if (const auto size = entities_of(echelon, row, order); size > 0 && size < in_.k) return size;
    return 0;
  }

  /// Entities of the classes that a row speaks of, counted up to k.
  std::size_t entities_of(const ModMatrix& echelon, std::size_t row, const std::vector<std::size_t>& order) const {
    std::vector<std::uint64_t> seen;
    for (std::size_t s = 0; s < small_.size(); ++s) {
      if (echelon.at(row, s) == 0) continue;
      for (const auto entity : in_.entities.of(small_[order[s]])) {
        if (std::find(seen.begin(), seen.end(), entity) == seen.end()) seen.push_back(entity);
        if (seen.size() >= in_.k) return seen.size();
      }
    }
    return seen.size();
  }

  const FewInput& in_;
  double work_;
  std::uint64_t p_;
  double pass_;
  std::vector<std::uint32_t> small_;  ///< columns of fewer than k entities
};

}  // namespace

std::size_t few_entities(const FewInput& in, double work) { return Few(in, work).run(); }

}  // namespace gongshu::disclosure
