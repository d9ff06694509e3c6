// The definition of the egress check, word for word and slowly: classes from scratch, ranks over the rationals.
#pragma once
#include <map>
#include <numeric>
#include <set>
#include <vector>

#include "disclosure/egress.h"

namespace gongshu::disclosure::brute {

__extension__ using Wide = __int128;

/// Rank of an integer matrix by fraction-free elimination (Bareiss): exact while minors fit into 128 bits.
inline std::size_t rank(std::vector<std::vector<Wide>> m) {
  std::size_t rank = 0;
  Wide last = 1;
  const std::size_t columns = m.empty() ? 0 : m[0].size();
  for (std::size_t c = 0; c < columns && rank < m.size(); ++c) {
    std::size_t pivot = rank;
    while (pivot < m.size() && m[pivot][c] == 0) ++pivot;
    if (pivot == m.size()) continue;
    std::swap(m[rank], m[pivot]);
    for (std::size_t r = rank + 1; r < m.size(); ++r) {
      for (std::size_t j = c + 1; j < columns; ++j) m[r][j] = (m[r][j] * m[rank][c] - m[r][c] * m[rank][j]) / last;
      m[r][c] = 0;
    }
    last = m[rank][c];
    ++rank;
  }
  return rank;
}

using RowSet = std::set<std::uint64_t>;

class History {
 public:
  explicit History(std::uint32_t k) : k_(k) {}

  static std::vector<std::uint32_t> all(const Release& release) {
    std::vector<std::uint32_t> out(release.cells.size());
    std::iota(out.begin(), out.end(), 0U);
    return out;
  }

  void add(const Release& release, const std::vector<std::uint32_t>& kept) {
    std::vector<RowSet> sets;
    for (const auto c : kept) sets.push_back(rows_of(release, c));
    if (!sets.empty()) releases_.push_back(sets);
    // The ledger keeps releases of one atom together by eights.
    for (const auto& row : release.rows) entity_[row.key] = row.entity;
    if (sets.empty()) return;
    const bool single = signatures(release, kept) == 1;
    if (single && !groups_.empty() && open_ > 0 && open_ < 8) {
      groups_.back().insert(groups_.back().end(), sets.begin(), sets.end());
      ++open_;
    } else {
      groups_.push_back(sets);
      open_ = single ? 1 : 0;
    }
  }

  /// Whether any set of fewer than k entities has its rows singled out by some combination of all cells: what the ledger looks
  /// for beyond its guarantee.
  bool isolates_few(const Release& release, const std::vector<std::uint32_t>& chosen) {
    for (const auto& row : release.rows) entity_[row.key] = row.entity;
    std::vector<RowSet> everything;
    for (const auto& sets : releases_) everything.insert(everything.end(), sets.begin(), sets.end());
    for (const auto c : chosen) everything.push_back(rows_of(release, c));
    std::set<std::uint64_t> people;
    for (const auto& [row, entity] : entity_) people.insert(entity);
    return tries(everything, {people.begin(), people.end()}, {}, 0);
  }

  bool safe(const Release& release, const std::vector<std::uint32_t>& chosen) {
    for (const auto& row : release.rows) entity_[row.key] = row.entity;
    std::vector<RowSet> fresh, everything;
    for (const auto c : chosen) fresh.push_back(rows_of(release, c));
    for (const auto& set : fresh)
      if (!set.empty() && entities(set) < k_) return false;
    for (const auto& sets : releases_) everything.insert(everything.end(), sets.begin(), sets.end());
    everything.insert(everything.end(), fresh.begin(), fresh.end());
    if (large(everything)) return true;
    if (!holds(fresh)) return false;
    for (auto group : groups_) {
      group.insert(group.end(), fresh.begin(), fresh.end());
      if (!holds(group)) return false;
    }
    return holds(everything);
  }

 private:
  static RowSet rows_of(const Release& release, std::uint32_t cell) {
    const auto& atoms = release.cells[cell].atoms;
    RowSet out;
    for (const auto& row : release.rows)
      if (std::find(atoms.begin(), atoms.end(), row.atom) != atoms.end()) out.insert(row.key);
    return out;
  }
  std::size_t entities(const RowSet& rows) const {
    std::set<std::uint64_t> out;
    for (const auto row : rows) out.insert(entity_.at(row));
    return out.size();
  }
  static std::map<std::vector<bool>, RowSet> classes(const std::vector<RowSet>& sets) {
    RowSet rows;
    for (const auto& set : sets) rows.insert(set.begin(), set.end());
    std::map<std::vector<bool>, RowSet> out;
    for (const auto row : rows) {
      std::vector<bool> in;
      for (const auto& set : sets) in.push_back(set.contains(row));
      out[in].insert(row);
    }
    return out;
  }
  /// How many kinds of atoms the cells tell apart, atoms without rows included.
  static std::size_t signatures(const Release& release, const std::vector<std::uint32_t>& kept) {
    std::set<std::vector<bool>> out;
    for (std::uint32_t atom = 0; atom < release.atoms; ++atom) {
      std::vector<bool> in;
      for (const auto c : kept) in.push_back(std::count(release.cells[c].atoms.begin(), release.cells[c].atoms.end(), atom) > 0);
      if (std::count(in.begin(), in.end(), true) > 0) out.insert(in);
    }
    return out.size();
  }
  bool large(const std::vector<RowSet>& sets) const {
    for (const auto& [in, rows] : classes(sets))
      if (entities(rows) < k_) return false;
    return true;
  }
  bool tries(const std::vector<RowSet>& sets, const std::vector<std::uint64_t>& people, std::set<std::uint64_t> few,
             std::size_t from) const {
    if (!few.empty() && singled_out(sets, few)) return true;
    if (few.size() + 1 == k_) return false;
    for (auto i = from; i < people.size(); ++i) {
      auto more = few;
      more.insert(people[i]);
      if (tries(sets, people, more, i + 1)) return true;
    }
    return false;
  }
  /// Leaving out the classes of these entities alone lowers the rank.
  bool singled_out(const std::vector<RowSet>& sets, const std::set<std::uint64_t>& few) const {
    std::vector<std::vector<Wide>> whole(sets.size()), part(sets.size());
    for (const auto& [in, members] : classes(sets)) {
      const bool left_out = std::all_of(members.begin(), members.end(), [&](auto row) { return few.contains(entity_.at(row)); });
      for (std::size_t i = 0; i < sets.size(); ++i) {
        whole[i].push_back(in[i]);
        if (!left_out) part[i].push_back(in[i]);
      }
    }
    return rank(part) < rank(whole);
  }
  /// No class and no pair of classes of fewer than k entities in the row space: leaving those columns out must not lower the
  /// rank.
  bool holds(const std::vector<RowSet>& sets) const {
    std::vector<std::vector<bool>> columns;
    std::vector<RowSet> rows;
    for (const auto& [in, members] : classes(sets)) columns.push_back(in), rows.push_back(members);
    const auto without = [&](std::size_t a, std::size_t b) {
      std::vector<std::vector<Wide>> m(sets.size());
      for (std::size_t j = 0; j < columns.size(); ++j)
        for (std::size_t i = 0; i < sets.size() && j != a && j != b; ++i) m[i].push_back(columns[j][i]);
      return rank(m);
    };
    const auto none = columns.size(), whole = without(none, none);
    for (std::size_t a = 0; a < columns.size(); ++a) {
      if (entities(rows[a]) < k_ && without(a, none) < whole) return false;
      for (std::size_t b = a + 1; b < columns.size(); ++b) {
        auto both = rows[a];
        both.insert(rows[b].begin(), rows[b].end());
        if (entities(both) < k_ && without(a, b) < whole) return false;
      }
    }
    return true;
  }

  std::uint32_t k_;
  std::map<std::uint64_t, std::uint64_t> entity_;
  std::vector<std::vector<RowSet>> releases_, groups_;
  int open_ = 0;
};

}  // namespace gongshu::disclosure::brute
