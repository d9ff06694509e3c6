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
  std::optional<privacy::ConsentFilter> consent;
  std::optional<Error> bad_consent;  ///< the entry has no such item, or it is neither boolean nor a day
};

/// Masks as asked, leaving out rows without consent (by `column`, and by `scenarios` where given; suppressed unless demanded), and measuring
/// `sensitive` columns.
void filter_by_consent(MaskingPlan& plan, const domain::catalog::DraftCatalogEntry& entry, const std::string& column,
                       const std::optional<std::string>& scenarios);
/// Columns of the plan whose diversity is measured; their masking stays as their grade and identity asked. Errors: rule.out_of_scope.
Status mark_sensitive(MaskingPlan& plan, const std::vector<std::string>& columns);
/// What the manifest measured, in the words of the records.
std::optional<domain::supply::RiskFigures> risk_figures(const privacy::BatchManifest& manifest);

/// `reference_date` (YYYY-MM-DD) is the day age bands count to where the demand names none.
MaskingPlan plan_masking(const domain::catalog::DraftCatalogEntry& entry, const domain::scenario::ResourceDemand& demand, std::string_view reference_date);

/// Visible columns after masking, in the words of the records.
std::vector<domain::supply::SuppliedColumn> supplied_columns(const std::vector<privacy::ColumnRule>& rules);
std::vector<domain::supply::SuppliedColumn> supplied_columns(const std::vector<privacy::MaskedColumn>& columns);

}  // namespace gongshu::app
