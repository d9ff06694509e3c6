#include "domain/catalog/decide.h"

#include "domain/catalog/points.h"
#include "identity/roles.h"

namespace gongshu::domain::catalog {

Result<Events> draft(const DraftCatalogEntry& c, Context& context) {
  GS_CHECK(require_role(context, identity::role::kDataProvider));
  GS_CHECK(check_items(c));
  return {{EntryDrafted{context.actor.org, c}}};
}

Result<Events> revise(const CatalogEntry& state, const DraftCatalogEntry& c, Context& context) {
  GS_CHECK(require_org(context, state.provider));
  GS_CHECK(may_move(kEntryTransitions, state.status, EntryRevised::kType));
  GS_CHECK(check_items(c));
  return {{EntryRevised{c}}};
}

Result<Events> submit(const CatalogEntry& state, const EntryFacts& facts, Context& context) {
  GS_CHECK(require_org(context, state.provider));
  GS_CHECK(may_move(kEntryTransitions, state.status, EntrySubmitted::kType));
  GS_CHECK(check_negative_list(state.content, context));
  GS_CHECK(check_shared_consent(state.content, facts.consent_confirmed, context));
  GS_CHECK(check_single_source(state.content, facts.other_sources, context));
  context.ruling(kGrading);
  auto applicants = state.authors;
  applicants.push_back(context.actor.person);
  GS_TRY(run, open_review(context, kEntryReview, std::move(applicants)));
  return {{EntrySubmitted{highest_grade(state.content), std::move(run)}}};
}

Result<Events> review(const CatalogEntry& state, const GiveOpinion& c, Context& context) {
  GS_CHECK(may_move(kEntryTransitions, state.status, EntryReviewed::kType));
  GS_TRY(step, give_opinion(context, kEntryReview, *state.review, c));
  Events events{EntryReviewed{step.opinion}};
  switch (step.outcome) {
    case rules::Outcome::pending: break;
    case rules::Outcome::passed: events.push_back(EntryApproved{}); break;
    case rules::Outcome::returned: events.push_back(EntryReturned{}); break;
    case rules::Outcome::refused: events.push_back(EntryRefused{}); break;
  }
  return events;
}

}  // namespace gongshu::domain::catalog
