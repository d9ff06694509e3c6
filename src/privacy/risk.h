// Re-identification risk by counting: the smallest equivalence class over the quasi-identifiers (k) and the share of rows that
// are alone in theirs (GB/T 37964, GB/T 42460).
#pragma once
#include <boost/describe.hpp>
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <vector>

#include "privacy/table.h"

namespace gongshu::privacy {

struct ClassCount {
  std::int64_t rows = 0;
  std::int64_t classes = 0;
  std::int64_t smallest = 0;    ///< k; 0 when there are no rows
  std::int64_t unique_ppm = 0;  ///< rows alone in their class, in parts per million of the rows
};
BOOST_DESCRIBE_STRUCT(ClassCount, (), (rows, classes, smallest, unique_ppm))

/// Counts classes over the cells at `quasi`; with none of them, all rows are one class. Memory: 24 bytes a class.
class RiskCounter {
 public:
  explicit RiskCounter(std::vector<std::size_t> quasi) : quasi_(std::move(quasi)) {}
  void row(Cells cells) { ++classes_[hash_cells(cells, quasi_)]; }
  ClassCount count() const;

 private:
  std::vector<std::size_t> quasi_;
  boost::unordered_flat_map<RowHash, std::uint32_t> classes_;
};

}  // namespace gongshu::privacy
