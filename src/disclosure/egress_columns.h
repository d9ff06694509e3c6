// The columns of the egress check: which released cells each class of rows is in, packed. Internal to the folder.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/mod_matrix.h"

namespace gongshu::disclosure {

/// For each code, the cells that a row with this code is in: code → cells[start[code] … start[code + 1]).
struct CodeCells {
  std::vector<std::uint32_t> start{0, 0};  ///< one code, 0, in no cell
  std::vector<std::uint32_t> cells;
  std::size_t codes() const { return start.size() - 1; }
  std::span<const std::uint32_t> of(std::size_t code) const {
    return {cells.data() + start[code], cells.data() + start[code + 1]};
  }
  void add(std::span<const std::uint32_t> list) {
    cells.insert(cells.end(), list.begin(), list.end());
    start.push_back(static_cast<std::uint32_t>(cells.size()));
  }
};

/// One release, or up to eight releases of one atom each, as a code for every class. Code 0: in none of their cells.
struct Slot {
  std::uint8_t width = 1;   ///< bytes a class: 1, 2 or 4
  std::uint8_t packed = 0;  ///< releases packed as bits; 0 = the slot is one release of several atoms
  CodeCells codes;
  std::vector<std::uint8_t> data;  ///< width × classes
  std::uint32_t code(std::size_t at) const;
  void set(std::size_t at, std::uint32_t code);
};

/// The recorded releases over classes. Class 0 is special: rows that are in no released cell.
class Slots {
 public:
  std::size_t classes() const { return classes_; }
  std::size_t cells() const { return cells_; }
  const std::vector<Slot>& list() const { return slots_; }

  /// Splits: class j of the new numbering was class parent[j] (parent[0] = 0) and has `codes[j]` in the release added;
  /// `release` maps codes to cells numbered from 0 in the release.
  void refine(std::span<const std::uint32_t> parent, std::span<const std::uint32_t> codes, const CodeCells& release,
              std::size_t new_cells);

  /// For every class the sum of y over its cells, mod p. y has cells() entries or more.
  std::vector<std::uint64_t> evaluate(std::span<const std::uint64_t> y, std::uint64_t p, int threads) const;
  /// For every cell the sum of `weights` over its classes, mod p: the transpose of evaluate().
  std::vector<std::uint64_t> collect(std::span<const std::uint64_t> weights, std::uint64_t p, int threads) const;

  /// For load(): replaces everything; the caller has checked the shapes.
  void restore(std::vector<Slot> slots, std::size_t classes, std::size_t cells);

 private:
  void pack(Slot fresh);
  std::vector<Slot> slots_;
  std::size_t classes_ = 1, cells_ = 0;
};

/// The candidate release on top of the recorded ones: column j is (old class, code in the candidate).
struct Columns {
  const Slots* slots = nullptr;
  CodeCells release;  ///< codes of the candidate to its cells, numbered from 0
  std::size_t new_cells = 0;
  std::vector<std::uint32_t> old, code;
  std::vector<bool> large;         ///< classes of k entities or more, preferred in a basis; empty = no preference
  std::vector<std::uint64_t> tag;  ///< orders columns whatever the order of rows; empty = by number
  int threads = 1;

  std::size_t size() const { return old.size(); }
  std::size_t cells() const { return slots->cells() + new_cells; }
  /// As Slots, with the candidate's cells numbered after the recorded ones.
  std::vector<std::uint64_t> evaluate(std::span<const std::uint64_t> y, std::uint64_t p) const;
  std::vector<std::uint64_t> collect(std::span<const std::uint64_t> weights, std::uint64_t p) const;
  /// The 0/1 matrix of the given cells (rows) and columns.
  ModMatrix dense(std::span<const std::uint32_t> cells, std::span<const std::uint32_t> columns, std::uint64_t p) const;
};

inline std::uint64_t add_mod(std::uint64_t a, std::uint64_t b, std::uint64_t p) {
  const std::uint64_t sum = a + b;
  return sum >= p ? sum - p : sum;
}

}  // namespace gongshu::disclosure
