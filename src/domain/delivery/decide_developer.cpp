#include "domain/delivery/checks.h"
#include "domain/delivery/points.h"
#include "identity/roles.h"

namespace gongshu::domain::delivery {

namespace role = identity::role;

Result<DeveloperEvents> select(const SelectDeveloper& c, const PartyFact& party, bool already, Context& context) {
  GS_CHECK(require_role(context, role::kOperator));
  if (!party.exists) return fail(ErrorCode::state_not_found, "/org", "no such organisation");
  GS_CHECK(check_redevelopment(party.related, "/org", context));
  GS_CHECK(check_party(party, context));
  if (already) return fail(ErrorCode::state_already_exists, "/org", "this organisation is selected already");
  return {{DeveloperSelected{c.org, c.scenario}}};
}

Result<DeveloperEvents> assess(const Developer& state, const AssessDeveloper& c, Context& context) {
  GS_CHECK(require_org(context, state.operator_org));
  GS_CHECK(may_move(kDeveloperTransitions, state.status, DeveloperAssessed::kType));
  GS_CHECK(check_dimensions(c, context));
  for (const auto& [dimension, verdict] : c.dimensions)
    if (verdict.verdict != "pass") return {{DeveloperRejected{c.dimensions}}};
  if (const auto review = context.ruling(kDeveloperReview); !review.chain()) {
    if (std::find(state.authors.begin(), state.authors.end(), context.actor.person) != state.authors.end())
      return fail(review.refusal(ErrorCode::auth_own_work, {}, "another person of the operator than selected the developer assesses it"));
    return {{DeveloperAssessed{c.dimensions, {}}, DeveloperApproved{}}};
  }
  auto applicants = state.authors;
  applicants.push_back(context.actor.person);
  GS_TRY(run, open_review(context, kDeveloperReview, std::move(applicants)));
  return {{DeveloperAssessed{c.dimensions, std::move(run)}}};
}

Result<DeveloperEvents> review(const Developer& state, const GiveOpinion& c, Context& context) {
  GS_CHECK(may_move(kDeveloperTransitions, state.status, DeveloperReviewed::kType));
  GS_CHECK(check_notes(c, state));
  GS_TRY(step, give_opinion(context, kDeveloperReview, *state.review, c, seats_of(state)));
  DeveloperEvents events{DeveloperReviewed{step.opinion}};
  switch (step.outcome) {
    case rules::Outcome::pending: break;
    case rules::Outcome::passed: events.push_back(DeveloperApproved{}); break;
    case rules::Outcome::returned: events.push_back(DeveloperReturned{}); break;
    case rules::Outcome::refused: events.push_back(DeveloperRefused{}); break;
  }
  return events;
}

}  // namespace gongshu::domain::delivery
