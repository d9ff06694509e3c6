#include "domain/catalog/decide.h"

#include "domain/catalog/points.h"
#include "identity/roles.h"

namespace gongshu::domain::catalog {

namespace {

Status require_compiler(const CatalogEntry& state, const Context& context) {
  if (state.compiler && context.actor.org == *state.compiler) return {};
  return require_org(context, state.provider);
}

/// A role that compiles under the pack; an agency that does names the department whose data it is.
Status check_compiler(const DraftCatalogEntry& c, bool holder_provides, Context& context) {
  const auto ruling = context.ruling(kCompiledBy);
  const auto& roles = ruling.list("roles");
  if (std::none_of(roles.begin(), roles.end(), [&](const auto& role) { return context.actor.has_role(role); }))
    return fail(ruling.refusal(ErrorCode::auth_forbidden, {}, "the organisation must hold a role that compiles the catalog here: " + roles.front()));
  if (c.held_by && *c.held_by != context.actor.org) {
    if (!context.actor.has_role(identity::role::kImplementingAgency) ||
        std::find(roles.begin(), roles.end(), identity::role::kImplementingAgency) == roles.end())
      return fail(ruling.refusal(ErrorCode::auth_forbidden, "/held_by", "a provider compiles the catalog of its own data"));
    if (!holder_provides) return fail(ErrorCode::state_not_found, "/held_by", "no organisation with the role data_provider has this id");
    return {};
  }
  if (!context.actor.has_role(identity::role::kDataProvider))
    return fail(ErrorCode::input_missing_field, "/held_by", "name the department whose data it is");
  return {};
}

/// The point whose chain reviews this version.
const rules::Point& review_point(const CatalogEntry& state, Context& context) {
  return state.revision > 0 && context.rulebook().at(kChangeReview).chain() ? kChangeReview : kEntryReview;
}

}  // namespace

Result<Events> draft(const DraftCatalogEntry& c, Context& context, bool holder_provides) {
  GS_CHECK(check_compiler(c, holder_provides, context));
  GS_CHECK(check_items(c));
  return {{EntryDrafted{c.held_by.value_or(context.actor.org), c}}};
}

Result<Events> revise(const CatalogEntry& state, const DraftCatalogEntry& c, Context& context) {
  GS_CHECK(require_compiler(state, context));
  GS_CHECK(may_move(kEntryTransitions, state.status, EntryRevised::kType));
  GS_CHECK(check_items(c));
  return {{EntryRevised{c}}};
}

Result<Events> submit(const CatalogEntry& state, const EntryFacts& facts, Context& context) {
  GS_CHECK(require_compiler(state, context));
  GS_CHECK(may_move(kEntryTransitions, state.status, EntrySubmitted::kType));
  GS_CHECK(check_negative_list(state.content, context));
  GS_CHECK(check_shared_consent(state.content, facts.consent_confirmed, context));
  GS_CHECK(check_single_source(state.content, facts.other_sources, context));
  context.ruling(kGrading);
  auto applicants = state.authors;
  applicants.push_back(context.actor.person);
  GS_TRY(run, open_review(context, review_point(state, context), std::move(applicants)));
  return {{EntrySubmitted{highest_grade(state.content), std::move(run)}}};
}

Result<Events> review(const CatalogEntry& state, const GiveOpinion& c, Context& context) {
  GS_CHECK(may_move(kEntryTransitions, state.status, EntryReviewed::kType));
  GS_CHECK(check_notes(c, state));
  GS_TRY(step, give_opinion(context, review_point(state, context), *state.review, c, seats_of(state)));
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
