// Development rows: the schema and the margins of a masked batch without its rows (design section 7: dev holds synthetic rows).
//
// Each column is drawn on its own from values that at least k distinct entities hold; rarer values never appear. Numbers and
// dates with many values are drawn from bins on a round grid with at least k entities each. Pseudonyms are fresh random tokens.
// Fidelity limits: no dependence between columns survives, rare values and extremes are missing, numbers are uniform inside a
// bin, tokens match nothing: good for writing and testing a query, not for a finding.
#pragma once
#include <boost/unordered/unordered_flat_map.hpp>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "privacy/manifest.h"

namespace gongshu::privacy {

/// Draws rows of a table whose columns are `columns`. Observe all masked rows first, then generate.
/// Memory: at most 65,536 values a column and k ordinals a value. Not thread-safe.
class Synthesizer {
 public:
  /// `k` ≥ 2: distinct entities behind each value that may appear.
  Synthesizer(std::vector<MaskedColumn> columns, std::int64_t k);
  ~Synthesizer();
  Synthesizer(Synthesizer&&) noexcept;

  /// One masked row: visible cells in column order. `entity` is the hidden ordinal; without a population give the row number.
  void observe(Cells cells, std::uint64_t entity);

  /// `rows` rows, equal for equal observations and seed; each goes to `sink` (cells in column order, then an ordinal from 1 of no
  /// one). A column with no k-safe value is empty in every row.
  Status generate(std::int64_t rows, std::uint64_t seed, const RowSink& sink) const;

  /// What a developer is told: per column how it was drawn and the share of observed rows (ppm) whose value could appear.
  json::array notes() const;

 private:
  struct Margin;
  std::vector<MaskedColumn> columns_;
  std::int64_t k_;
  std::vector<std::unique_ptr<Margin>> margins_;
};

}  // namespace gongshu::privacy
