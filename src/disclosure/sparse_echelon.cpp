#include "disclosure/sparse_echelon.h"

#include <flint/ulong_extras.h>

#include <algorithm>

#include "disclosure/stop.h"

namespace gongshu::disclosure {
namespace {

class Elimination {
 public:
  Elimination(std::size_t columns, std::uint64_t prime, std::size_t limit)
      : p_(prime), inverse_(n_preinvert_limb(prime)), limit_(limit), pivot_of_(columns, kNone), touching_(columns) {}

  /// False past the limit.
  bool insert(const SparseRow& given) {
    auto row = given;
    for (const auto& entry : given)
      if (const auto pivot = pivot_of_[entry.column]; pivot != kNone) row = less(row, entry.value, rows_[pivot]);
    if (row.empty()) return true;
    const auto scale = n_invmod(row.front().value, p_);
    for (auto& entry : row) entry.value = times(entry.value, scale);
    clear_above(row);
    const auto number = static_cast<std::uint32_t>(rows_.size());
    pivot_of_[row.front().column] = number;
    for (const auto& entry : row) touching_[entry.column].push_back(number);
    entries_ += row.size();
    rows_.push_back(std::move(row));
    return entries_ <= limit_;
  }

  std::vector<SparseRow> finish() {
    std::sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) { return a.front().column < b.front().column; });
    return std::move(rows_);
  }

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;

  /// Takes the new pivot's column out of the rows found before, whose own pivots stay first in them.
  void clear_above(const SparseRow& row) {
    const auto column = row.front().column;
    for (const auto number : std::exchange(touching_[column], {})) {
      pace_();
      auto& above = rows_[number];
      const auto at = std::lower_bound(above.begin(), above.end(), column, [](const auto& e, auto c) { return e.column < c; });
      if (at == above.end() || at->column != column) continue;
      auto next = less(above, at->value, row);
      for (const auto& entry : row)
        if (entry.column != column) touching_[entry.column].push_back(number);
      entries_ += row.size();  // what is counted is work as well as memory
      above = std::move(next);
    }
  }

  /// left - factor · right
  SparseRow less(const SparseRow& left, std::uint64_t factor, const SparseRow& right) const {
    SparseRow out;
    out.reserve(left.size() + right.size());
    auto a = left.begin();
    auto b = right.begin();
    while (a != left.end() || b != right.end()) {
      if (b == right.end() || (a != left.end() && a->column < b->column)) {
        out.push_back(*a++);
        continue;
      }
      auto value = p_ - times(factor, b->value);
      const auto column = b->column;
      if (a != left.end() && a->column == column) value = (value + (a++)->value) % p_;
      ++b;
      if (value % p_ != 0) out.push_back({column, value % p_});
    }
    return out;
  }

  std::uint64_t times(std::uint64_t a, std::uint64_t b) const { return n_mulmod2_preinv(a, b, p_, inverse_); }

  std::uint64_t p_, inverse_;
  Pace pace_;
  std::size_t limit_, entries_ = 0;
  std::vector<SparseRow> rows_;
  std::vector<std::uint32_t> pivot_of_;               ///< row whose pivot the column is
  std::vector<std::vector<std::uint32_t>> touching_;  ///< rows that may have an entry in the column
};

}  // namespace

std::optional<std::vector<SparseRow>> sparse_echelon(const std::vector<SparseRow>& rows, std::size_t columns, std::uint64_t prime,
                                                     std::size_t limit) {
  Elimination elimination(columns, prime, limit);
  Pace pace;
  for (const auto& row : rows)
    if (pace(); !elimination.insert(row)) return std::nullopt;
  return elimination.finish();
}

}  // namespace gongshu::disclosure
