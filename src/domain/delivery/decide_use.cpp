#include "domain/delivery/checks.h"
#include "domain/delivery/points.h"
#include "identity/roles.h"

namespace gongshu::domain::delivery {

namespace role = identity::role;

namespace {

/// A purpose of the pack's list is free of charge, on evidence.
Result<bool> is_free(const Subscribe& c, const SubscriptionFacts& facts, Context&) {
  if (!facts.free_use) return false;
  const auto& purposes = facts.free_use->list("purposes");
  if (std::find(purposes.begin(), purposes.end(), c.purpose) == purposes.end()) return false;
  if (!facts.free_document)
    return fail(facts.free_use->refusal(ErrorCode::rule_evidence_missing, "/free_use_document", "name the document that shows the public purpose"));
  return true;
}

Status check_fields(const Subscribe& c, const SubscriptionFacts& facts, Context& context) {
  if (!c.fields) return {};
  for (std::size_t i = 0; i < c.fields->size(); ++i)
    if (std::find(facts.columns.begin(), facts.columns.end(), (*c.fields)[i]) == facts.columns.end())
      return fail(context.ruling(kAgreementItems)
                      .refusal(ErrorCode::rule_out_of_scope, "/fields/" + std::to_string(i), "the product has no column " + (*c.fields)[i]));
  return {};
}

bool is_authority(const Context& context) { return context.actor.has_role(role::kCompetentAuthority); }

}  // namespace

Result<SubscriptionEvents> subscribe(const Subscribe& c, const SubscriptionFacts& facts, Context& context) {
  if (!facts.product_exists) return fail(ErrorCode::state_not_found, "/product", "no such product");
  GS_CHECK(check_redevelopment(facts.related, "/product", context));
  GS_CHECK(check_buyer(facts, context));
  if (!facts.listed) return fail(ErrorCode::state_not_allowed, "/product", "the product is not listed");
  GS_CHECK(check_ground(c, facts, context));
  GS_CHECK(check_transfer(c, context));
  GS_CHECK(check_fields(c, facts, context));
  GS_TRY(free, is_free(c, facts, context));
  return {{Subscribed{facts.product_operator, c, free ? 0 : facts.fen, free}}};
}

Result<SubscriptionEvents> end(const Subscription& state, const EndWithReason& c, Context& context) {
  if (context.actor.org != state.org && context.actor.org != state.operator_org && !is_authority(context))
    return fail(ErrorCode::auth_forbidden, {}, "a party or the competent authority ends a subscription");
  GS_CHECK(may_move(kSubscriptionTransitions, state.status, SubscriptionEnded::kType));
  return {{SubscriptionEnded{c.reason}}};
}

Result<SubscriptionEvents> clear_guard(const Subscription& state, const EndWithReason& c, Context& context) {
  if (context.actor.org != state.operator_org && !is_authority(context))
    return fail(ErrorCode::auth_forbidden, {}, "the operator or the competent authority clears the guard");
  GS_CHECK(may_move(kSubscriptionTransitions, state.status, GuardCleared::kType));
  if (!state.guard) return fail(ErrorCode::state_not_allowed, "/guard", "the guard holds nothing against this subscription");
  return {{GuardCleared{c.reason}}};
}

Result<ConsentEvents> record_consent(const RecordConsent& c, const ConsentFacts& facts, Context& context) {
  const auto ruling = context.ruling(kConsent);
  if (!facts.product_exists) return fail(ErrorCode::state_not_found, "/product", "no such product");
  if (context.actor.org != facts.product_operator && !facts.subscribed)
    return fail(ErrorCode::auth_forbidden, "/product", "the operator of the product or a subscriber records consents");
  if (!facts.personal) return fail(ErrorCode::state_not_allowed, "/product", "this product needs no consent");
  if (c.document && !facts.document) return fail(ErrorCode::state_not_found, "/document", "no such document");
  if (!c.document && !c.basis)
    return fail(ruling.refusal(ErrorCode::rule_evidence_missing, "/basis", "name the document of the consent, or say how it was obtained"));
  GS_CHECK(check_trigger(c, facts, context));
  const std::int64_t uses = ruling.text("trigger") == "per_use" ? 1 : c.max_uses.value_or(0);
  const auto last = parse_date(c.until);
  if (!last) return fail(ErrorCode::input_bad_date, "/until", last.error().hint);
  const Instant until = start_of(*last) + Instant{86'400'000};
  if (until <= context.now) return fail(ErrorCode::input_bad_date, "/until", "a day from today on");
  return {{ConsentGiven{facts.subject, c.product, c.purpose, c.developer, until, uses, c.document, c.basis, c.scenario}}};
}

Result<ConsentEvents> withdraw(const Consent& state, const EndWithReason& c, const std::string& product_operator, Context& context) {
  context.ruling(kConsent);
  if (context.actor.org != state.org && context.actor.org != product_operator && !is_authority(context))
    return fail(ErrorCode::auth_forbidden, {}, "whoever recorded the consent, the operator or the competent authority records its withdrawal");
  GS_CHECK(may_move(kConsentTransitions, state.status, ConsentWithdrawn::kType));
  return {{ConsentWithdrawn{c.reason}}};
}

}  // namespace gongshu::domain::delivery
