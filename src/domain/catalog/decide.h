// Decisions on catalog entries. Pure: everything asked is in the arguments.
#pragma once
#include "domain/catalog/checks.h"
#include "domain/catalog/events.h"

namespace gongshu::domain::catalog {

/// What the rest of the node knows about this entry.
struct EntryFacts {
  /// Data element standard → entry of another provider that is its source: approved, or under review already.
  std::map<std::string, std::string> other_sources;
  bool consent_confirmed = false;
};

/// Errors: auth.forbidden unless a role that compiles under the pack, state.not_found (`held_by` names no data provider: `holder_provides`);
/// rule.* of checks.h. An agency names the department whose data it is (input.missing_field).
Result<Events> draft(const DraftCatalogEntry&, Context&, bool holder_provides = true);
/// By the provider or the agency that compiled it, in draft, returned or approved (then the entry goes through review again; the approved content holds meanwhile).
Result<Events> revise(const CatalogEntry&, const DraftCatalogEntry&, Context&);
/// Judges the content under the pack and opens the review chain; a version after an approved one takes the chain for changes, if the pack
/// names one.
Result<Events> submit(const CatalogEntry&, const EntryFacts&, Context&);
/// An opinion of the chain; the last one decides.
Result<Events> review(const CatalogEntry&, const GiveOpinion&, Context&);

}  // namespace gongshu::domain::catalog
