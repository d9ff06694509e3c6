// Re-identification risk by counting, before and after masking: the smallest equivalence class over the quasi-identifiers
// (k-anonymity, Samarati and Sweeney 1998), the share of rows that are alone in theirs, distinct l-diversity (Machanavajjhala et
// al. 2007) and t-closeness with equal distances (Li et al. 2007) of the sensitive columns. Terms: GB/T 37964, GB/T 42460.
#pragma once
#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <boost/unordered/unordered_flat_set.hpp>
#include <cstdint>
#include <optional>
#include <vector>

#include "privacy/table.h"

namespace gongshu::privacy {

/// Version of the way of measuring; manifests carry it.
inline constexpr std::string_view kRiskMethod = "risk/1";
/// From this class size on the estimate calls the risk acceptable: at most one in twenty to pick the right entity. The product's
/// own threshold; the standard leaves it to the assessor.
inline constexpr std::int64_t kAcceptableClass = 20;

struct ClassCount {
  std::int64_t rows = 0;
  std::int64_t classes = 0;
  std::int64_t smallest = 0;              ///< k in entities (in rows without entities); 0 when there are no rows
  std::int64_t unique_ppm = 0;            ///< rows whose class holds one entity, in parts per million of the rows
  std::optional<std::int64_t> diversity;  ///< l: fewest distinct values of a sensitive column in a class; absent without one
  std::optional<std::int64_t>
      closeness_ppm;  ///< t: largest total variation distance of a class from the whole, of any sensitive column
};
BOOST_DESCRIBE_STRUCT(ClassCount, (), (rows, classes, smallest, unique_ppm, diversity, closeness_ppm))

/// Hashes of one row, so that another thread can make them: see RiskCounter::hash.
struct RiskHashes {
  RowHash of_class{};
  std::vector<RowHash> sensitive;
};

/// Counts classes over the cells at `quasi`; with none of them, all rows are one class. Memory: 32 bytes a class, 9 to 18 bytes
/// an entity and class where rows have entities, 40 bytes a class and sensitive value up to 2^20 of them; past that l and t are
/// absent (l is then known only when k is 1). Not thread-safe but for hash().
class RiskCounter {
 public:
  explicit RiskCounter(std::vector<std::size_t> quasi, std::vector<std::size_t> sensitive = {})
      : quasi_(std::move(quasi)), sensitive_(std::move(sensitive)) {}
  void hash(Cells cells, RiskHashes& out) const;
  /// `entity`: whose row it is; 0 counts every row as an entity of its own.
  void add(const RiskHashes& hashes, std::uint64_t entity = 0);
  void row(Cells cells, std::uint64_t entity = 0) {
    hash(cells, scratch_);
    add(scratch_, entity);
  }
  ClassCount count() const;

 private:
  struct Class {
    std::uint32_t rows = 0, entities = 0;
  };
  struct Pair {
    std::uint32_t of_class = 0, column = 0, value = 0, rows = 0;
  };
  void add_sensitive(std::uint32_t of_class, const RiskHashes& hashes);
  void closeness(ClassCount& out) const;

  std::vector<std::size_t> quasi_, sensitive_;
  boost::unordered_flat_map<RowHash, std::uint32_t> index_;
  std::vector<Class> classes_;
  boost::unordered_flat_set<std::uint64_t> seen_;  ///< (class, entity), mixed to 64 bits
  boost::unordered_flat_map<RowHash, std::uint32_t> pair_index_;
  std::vector<Pair> pairs_;
  boost::unordered_flat_map<RowHash, std::uint32_t> value_index_;  ///< (column, value) → number
  std::vector<std::uint32_t> value_rows_;
  bool measured_ = true;  ///< pairs did not run over
  RiskHashes scratch_;
};

/// Our own estimate of the grade of GB/T 42460-2023, 1 to 4, never an assessment: 1 when a direct identifier stays readable; 2
/// when direct identifiers are gone but a class of the quasi-identifiers is smaller than kAcceptableClass; 3 when none is. Rows
/// never reach 4 (aggregates).
std::int64_t estimate_grade(bool direct_kept, std::int64_t smallest_class);

}  // namespace gongshu::privacy
