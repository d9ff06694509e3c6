// Development rows: the schema, the margins and the pairwise dependence of a masked batch without its rows (design section 7: dev
// holds synthetic rows).
//
// Values: each column shows only values that at least k distinct entities hold; rarer ones never appear. Numbers and dates with
// many values are drawn from bins on a round grid with at least k entities each. Pseudonyms are fresh random tokens. Dependence:
// a tree over the columns (Chow and Liu 1968) from counts of pairs that at least k entities share; a column is drawn given the
// one before it in the tree. Nothing else enters: the model is a function of k-safe counts.
// Limits: dependence among three or more columns beyond the tree is lost, rare values, rare pairs and extremes are missing,
// numbers are uniform inside a bin, tokens match nothing, every row is an entity of its own. Fidelity is measured and told: see
// notes().
#pragma once
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "privacy/manifest.h"

namespace gongshu::privacy {

inline constexpr std::string_view kSynthesisMethod = "chow-liu/1";

/// Draws rows of a table whose columns are `columns`. Observe all masked rows, then generate.
/// Memory: at most 65,536 values a column and k ordinals a value, and a sample of 131,072 rows. Not thread-safe.
class Synthesizer {
 public:
  /// `k` ≥ 2: distinct entities behind each value and each pair that may appear.
  Synthesizer(std::vector<MaskedColumn> columns, std::int64_t k);
  ~Synthesizer();
  Synthesizer(Synthesizer&&) noexcept;

  /// One masked row: visible cells in column order. `entity` is the hidden ordinal; without a population give the row number.
  void observe(Cells cells, std::uint64_t entity);

  /// `rows` rows, equal for equal observations and seed; each goes to `sink` (cells in column order, then an ordinal from 1 of no
  /// one). A column with no k-safe value is empty in every row.
  Status generate(std::int64_t rows, std::uint64_t seed, const RowSink& sink) const;

  /// What a developer is told: {method, k, columns: [{column, drawn_from, coverage_ppm, given?}], fidelity}. `given` names the
  /// column a column is drawn after. fidelity, in whole percent, compares 20,000 drawn rows with the sample: margin_distance_mean
  /// and _worst (total variation), dependence_error_mean and _worst (difference of Cramér's V over pairs of columns), and
  /// dependence_error_independent (the mean error that columns drawn apart would have).
  json::object notes() const;

 private:
  struct Model;
  const Model& model() const;
  std::vector<MaskedColumn> columns_;
  std::int64_t k_;
  std::unique_ptr<Model> model_;
};

}  // namespace gongshu::privacy
