// From a scenario's demand and a catalog entry to the masking order: which technique each column gets, who is protected, what is sealed.
#pragma once
#include <string>
#include <vector>

#include "domain/catalog/types.h"
#include "domain/scenario/types.h"
#include "domain/supply/types.h"
#include "privacy/manifest.h"

namespace gongshu::app {

/// How the raw columns of one resource are masked. Columns that nobody demanded but that number entities or rows are suppressed.
struct MaskingPlan {
  std::vector<privacy::ColumnRule> columns;
  std::string population, entity_key;
  std::vector<std::string> row_key;
  bool personal = false;             ///< the entry holds personal items
  std::optional<Error> bad_columns;  ///< first column that cannot be masked as demanded; `at` is a JSON Pointer into the demand
};

/// `reference_date` (YYYY-MM-DD) is the day age bands count to where the demand names none.
MaskingPlan plan_masking(const domain::catalog::DraftCatalogEntry& entry, const domain::scenario::ResourceDemand& demand, std::string_view reference_date);

/// Visible columns after masking, in the words of the records.
std::vector<domain::supply::SuppliedColumn> supplied_columns(const std::vector<privacy::ColumnRule>& rules);
std::vector<domain::supply::SuppliedColumn> supplied_columns(const std::vector<privacy::MaskedColumn>& columns);

}  // namespace gongshu::app
