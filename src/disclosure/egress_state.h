// What an egress ledger holds. Internal to the folder.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>

#include "disclosure/egress.h"
#include "disclosure/egress_isolate.h"

namespace gongshu::disclosure {

/// Row key → position. Small keys are looked up directly, others by hash.
class RowIndex {
 public:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::uint32_t find(std::uint64_t key) const;
  /// `key` is not there yet; positions are given in ascending order.
  void insert(std::uint64_t key, std::uint32_t position);

 private:
  std::vector<std::uint32_t> direct_;
  boost::unordered_flat_map<std::uint64_t, std::uint32_t> hashed_;
};

/// One recorded release, for reviewers and for save().
struct RecordedRelease {
  std::string label;
  std::vector<std::string> measures;  ///< one a recorded cell
};

/// Rows by (class so far, atom of the release at hand); only rows that are in some released cell or in the release.
struct Pieces {
  static constexpr std::uint32_t kNone = UINT32_MAX;
  std::vector<std::uint32_t> old, atom;  ///< atom 0: not in the release; atoms count from 1 here
  std::vector<std::uint32_t> row;        ///< the row with the least tag whose entity is not known; kNone when all are known
  std::vector<std::uint64_t> tag;        ///< of that row: a hash of its key
  std::vector<std::uint32_t> of_row;     ///< position → piece, kNone for rows outside
  EntityLists entities;
};

/// Which atoms are told apart by some of the release's cells.
struct Signatures {
  CodeCells cells;                  ///< code → cells, numbered in the order of `chosen`
  std::vector<std::uint32_t> code;  ///< by atom + 1; [0] = 0
  bool injective = false;           ///< every atom has a code of its own, and none has 0
};
Signatures signatures(const Release& release, std::span<const std::uint32_t> chosen);

struct EgressLedger::State {
  std::string population;
  std::uint64_t seed = 0;
  std::vector<std::uint64_t> keys, entities;  ///< by position
  std::vector<std::uint32_t> classes;         ///< by position; 0 = in no released cell
  RowIndex index;
  boost::unordered_flat_set<std::uint64_t> known;
  Slots slots;
  std::vector<RecordedRelease> releases;
  std::optional<Basis> basis;             ///< of the first `absorbed` cells
  std::vector<std::uint32_t> basis_rows;  ///< position of a row of each basis column
  std::size_t absorbed = 0;
  std::uint64_t version = 0;  ///< of everything that decisions depend on
  std::shared_ptr<const char> identity = std::make_shared<const char>('\0');  ///< compared by address

  /// Positions of the release's rows, marked with atom + 1. Rows not seen before are taken in, as class 0.
  Result<std::vector<std::uint32_t>> mark(const Release& release);
  Pieces pieces(const std::vector<std::uint32_t>& marks, std::uint32_t k) const;
  void forget_basis();
};

/// What check() worked out and record() of the same ledger can use.
struct Prepared {
  std::shared_ptr<const char> of;  ///< identity of the ledger
  std::uint64_t version = 0;
  std::size_t rows = 0;
  Pieces pieces;
};

/// Canonical checks of a release's shape; see EgressLedger::check.
Status check_shape(const Release& release);

}  // namespace gongshu::disclosure
