// Operations of the catalog.
#include "app/operation.h"
#include "app/reviews.h"
#include "domain/catalog/decide.h"
#include "domain/catalog/points.h"
#include "domain/evidence/events.h"
#include "domain/parties/events.h"
#include "identity/roles.h"

namespace gongshu::app {
namespace {

using namespace domain::catalog;
namespace evidence = domain::evidence;
namespace role = identity::role;

void note_sources(EntryFacts& facts, const std::string& id, const DraftCatalogEntry& content) {
  for (const auto& item : content.items)
    if (item.standard) facts.other_sources.emplace(*item.standard, id);
}

/// What entries of other providers are the source of, those under review included: of two that claim the same item, the first to apply
/// goes on. And whether the sharer's consent about this entry is confirmed.
Result<EntryFacts> facts_for(Tx& tx, const std::string& id, const CatalogEntry& entry) {
  EntryFacts facts;
  GS_TRY(entries, tx.all<CatalogSubject>());
  for (const auto& other : entries) {
    if (other.id == id || other.state.provider == entry.provider) continue;
    if (other.state.approved_content) note_sources(facts, other.id, *other.state.approved_content);
    if (other.state.status == EntryStatus::submitted) note_sources(facts, other.id, other.state.content);
  }
  if (entry.content.shared_consent) {
    GS_TRY(consent, tx.find<evidence::OutsideDecisionSubject>(*entry.content.shared_consent));
    facts.consent_confirmed = consent && evidence::holds(*consent, "sharing_consent", "catalog_entry/" + id);
  }
  return facts;
}

[[maybe_unused]] const bool kDraft = create<CatalogSubject, DraftCatalogEntry>(
    "draftCatalogEntry", {role::kDataProvider, role::kImplementingAgency}, [](Tx& tx, const Call&, const DraftCatalogEntry& c) -> Result<Events> {
      std::optional<domain::parties::Organisation> holder;
      if (c.held_by) {
        GS_TRY(found, tx.find<domain::parties::OrganisationSubject>(*c.held_by));
        holder = std::move(found);
      }
      const bool provides = holder && std::find(holder->roles.begin(), holder->roles.end(), role::kDataProvider) != holder->roles.end();
      return draft(c, tx.context(), provides);
    });

[[maybe_unused]] const bool kRevise = update<CatalogSubject, DraftCatalogEntry>(
    "reviseCatalogEntry", {role::kDataProvider, role::kImplementingAgency},
    [](Tx& tx, const Call&, const CatalogEntry& state, const DraftCatalogEntry& c) { return revise(state, c, tx.context()); });

[[maybe_unused]] const bool kSubmit = update<CatalogSubject, NoBody>(
    "submitCatalogEntry", {role::kDataProvider, role::kImplementingAgency},
    [](Tx& tx, const Call& call, const CatalogEntry& state, const NoBody&) -> Result<Events> {
      GS_TRY(facts, facts_for(tx, call.param("id"), state));
      return submit(state, facts, tx.context());
    });

[[maybe_unused]] const bool kStarts[] = {starts_review("submitCatalogEntry", CatalogSubject::kKind, kEntryReview),
                                         starts_review("submitCatalogEntry", CatalogSubject::kKind, kChangeReview)};

[[maybe_unused]] const bool kReview = update<CatalogSubject, domain::GiveOpinion>(
    "reviewCatalogEntry", {},
    [](Tx& tx, const Call&, const CatalogEntry& state, const domain::GiveOpinion& c) { return review(state, c, tx.context()); });

[[maybe_unused]] const bool kGet = get_record("getCatalogEntry", CatalogSubject::kKind);
[[maybe_unused]] const bool kList = list_records("listCatalogEntries", CatalogSubject::kKind);

}  // namespace
}  // namespace gongshu::app
