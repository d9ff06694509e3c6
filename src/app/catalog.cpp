// Operations of the catalog.
#include "app/operation.h"
#include "domain/catalog/decide.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::catalog;
namespace role = identity::role;

/// Data element standards that approved entries of other providers are the source of.
Result<EntryFacts> facts_for(Tx& tx, const std::string& id, const CatalogEntry& entry) {
  EntryFacts facts;
  GS_TRY(entries, tx.all<CatalogSubject>());
  for (const auto& other : entries) {
    if (other.id == id || other.state.provider == entry.provider || !other.state.approved_content) continue;
    for (const auto& item : other.state.approved_content->items)
      if (item.standard) facts.other_sources.emplace(*item.standard, other.id);
  }
  return facts;
}

[[maybe_unused]] const bool kDraft = create<CatalogSubject, DraftCatalogEntry>(
    "draftCatalogEntry", {role::kDataProvider},
    [](Tx& tx, const Call&, const DraftCatalogEntry& c) { return draft(c, tx.context()); });

[[maybe_unused]] const bool kRevise = update<CatalogSubject, DraftCatalogEntry>(
    "reviseCatalogEntry", {role::kDataProvider},
    [](Tx& tx, const Call&, const CatalogEntry& state, const DraftCatalogEntry& c) { return revise(state, c, tx.context()); });

[[maybe_unused]] const bool kSubmit = update<CatalogSubject, NoBody>(
    "submitCatalogEntry", {role::kDataProvider},
    [](Tx& tx, const Call& call, const CatalogEntry& state, const NoBody&) -> Result<Events> {
      GS_TRY(facts, facts_for(tx, call.param("id"), state));
      return submit(state, facts, tx.context());
    });

[[maybe_unused]] const bool kReview = update<CatalogSubject, domain::GiveOpinion>(
    "reviewCatalogEntry", {},
    [](Tx& tx, const Call&, const CatalogEntry& state, const domain::GiveOpinion& c) { return review(state, c, tx.context()); });

[[maybe_unused]] const bool kGet = get_record("getCatalogEntry", CatalogSubject::kKind);
[[maybe_unused]] const bool kList = list_records("listCatalogEntries", CatalogSubject::kKind);

}  // namespace
}  // namespace gongshu::app
