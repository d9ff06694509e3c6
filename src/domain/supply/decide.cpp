#include "domain/supply/decide.h"

#include "domain/supply/points.h"
#include "identity/roles.h"

namespace gongshu::domain::supply {
namespace {

namespace role = identity::role;

/// Keeps code, place and hint of a technical fault and adds the rule behind the check.
Error cite(const rules::Ruling& ruling, const Error& fault) {
  auto error = ruling.refusal(fault.code, fault.at, fault.hint);
  for (const auto& [key, value] : fault.detail) error.detail[key] = value;
  return error;
}

Status check_key(const IssueMaskingOrder& c, const OrderFacts& facts, Context& context) {
  if (!facts.key && c.source_key) return fail(ErrorCode::state_not_found, "/source_key", "no such source key");
  if (!facts.key)
    return fail(ErrorCode::state_not_found, "/source_key", "the provider registers the public key of its source first (registerSourceKey)");
  if (facts.key->status != KeyStatus::active) return fail(ErrorCode::state_not_allowed, "/source_key", "this key is revoked");
  const auto site = context.ruling(kMaskingSite);
  if (facts.key->org == facts.provider) return {};
  if (site.text("site") == "source")
    return fail(site.refusal(ErrorCode::rule_refused, "/source_key", "data is masked at its source: name a key of the provider"));
  if (facts.key->org == facts.agency) return {};
  return fail(ErrorCode::auth_forbidden, "/source_key", "the key belongs to the provider, or to the agency where the pack lets the platform mask");
}

/// One numbering a population: under two, one person would count as two, and two releases would not be seen to be about the same people.
Status check_numbering(const Batch& batch, const std::optional<std::string>& in_use, const rules::Ruling& manifest) {
  if (!in_use || batch.numbering == in_use) return {};
  return fail(manifest.refusal(ErrorCode::batch_bad_manifest, "/document/numbering",
                               "数源之间须共用受保护主体的编号 / another source numbers " + batch.population +
                                   " already; take over its key (gongshu source share-population, join-population)"));
}

}  // namespace

Result<KeyEvents> register_key(const RegisterSourceKey& c, const KeyFacts& facts, Context& context) {
  if (!context.actor.has_role(role::kDataProvider) && !context.actor.has_role(role::kImplementingAgency))
    return fail(ErrorCode::auth_forbidden, {}, "a data provider registers the key of its own source");
  if (!facts.fingerprint) return fail(ErrorCode::crypto_bad_key, "/public_key_pem", "an SM2 public key in PEM (gongshu source key)");
  if (facts.registered_as)
    return fail(ErrorCode::state_already_exists, "/public_key_pem", "this key is registered as " + *facts.registered_as);
  return {{KeyRegistered{c.name, c.public_key_pem, *facts.fingerprint}}};
}

Result<KeyEvents> revoke_key(const SourceKey& state, const RevokeSourceKey& c, Context& context) {
  if (!context.actor.has_role(role::kCompetentAuthority)) GS_CHECK(require_org(context, state.org));
  GS_CHECK(may_move(kKeyTransitions, state.status, KeyRevoked::kType));
  return {{KeyRevoked{c.reason}}};
}

Status may_issue(const IssueMaskingOrder& c, const OrderFacts& facts, Context& context) {
  GS_CHECK(require_role(context, role::kImplementingAgency));
  if (context.actor.org != facts.agency) return fail(ErrorCode::auth_forbidden, {}, "the agency of the agreement orders the supply");
  if (!facts.demanded)
    return fail(context.ruling(kScope).refusal(ErrorCode::rule_out_of_scope, "/resource", "the scenario does not ask for this resource"));
  GS_CHECK(check_key(c, facts, context));
  const auto manifest = context.ruling(kManifest);
  if (facts.personal && facts.population.empty())
    return fail(manifest.refusal(ErrorCode::rule_not_masked, "/resource",
                                 "the entry holds personal items but names no protected entity; revise the entry first"));
  if (facts.bad_columns) return fail(cite(manifest, *facts.bad_columns));
  const auto consent = context.ruling(kConsent);
  if (consent.refuses() && facts.personal && !c.consent_column)
    return fail(consent.refusal(ErrorCode::rule_refused, "/consent_column", "personal items are supplied by consent: name the item that records it"));
  if (facts.bad_consent) return fail(cite(consent, *facts.bad_consent));
  if (consent.refuses() && facts.personal && consent.text("scope") == "scenario") {
    if (!c.consent_scenarios)
      return fail(consent.refusal(ErrorCode::rule_refused, "/consent_scenarios",
                                  "同意须针对本场景 / consent is given by scenario: name the item that says which scenarios it is for"));
    if (!facts.consent_expires)
      return fail(consent.refusal(ErrorCode::rule_refused, "/consent_column",
                                  "同意须在有效期内 / consent runs out: name the item with its last day"));
  }
  if (c.consent_scenarios && !c.consent_column)
    return fail(ErrorCode::input_missing_field, "/consent_column", "the scenarios consented to say nothing without the consent itself");
  return {};
}

Result<OrderEvents> issue(const IssueMaskingOrder& c, const OrderFacts& facts, const Order& order, Context& context) {
  GS_CHECK(may_issue(c, facts, context));
  return {{OrderIssued{order}}};
}

Result<OrderEvents> withdraw(const Order& state, const WithdrawMaskingOrder& c, Context& context) {
  GS_CHECK(require_org(context, state.agency));
  GS_CHECK(may_move(kOrderTransitions, state.status, OrderWithdrawn::kType));
  return {{OrderWithdrawn{c.reason}}};
}

Result<BatchEvents> announce(const Batch& batch, const AnnounceFacts& facts, Context& context) {
  if (!facts.order) return fail(ErrorCode::state_not_found, "/document/order_id", "no masking order has this id");
  if (context.actor.org != facts.order->provider && context.actor.org != facts.order->agency)
    return fail(ErrorCode::auth_forbidden, {}, "the provider the order went to sends the batch");
  const auto manifest = context.ruling(kManifest);
  if (facts.order->status != OrderStatus::issued)
    return fail(manifest.refusal(ErrorCode::state_not_allowed, "/document/order_id", "the order is withdrawn; mask again under a new one"));
  if (!facts.key_active)
    return fail(manifest.refusal(ErrorCode::state_not_allowed, "/document/source_key_fingerprint", "the source's key is revoked"));
  if (facts.fault) return fail(cite(manifest, *facts.fault));
  const auto scope = context.ruling(kScope);
  for (std::size_t i = 0; i < batch.columns.size(); ++i)
    if (!facts.demanded.contains(batch.columns[i].name))
      return fail(scope.refusal(ErrorCode::rule_out_of_scope, "/document/columns/" + std::to_string(i),
                                "nobody demanded the column " + batch.columns[i].name + "; mask under the order as it stands"));
  if (facts.mismatch) return fail(cite(manifest, *facts.mismatch));
  GS_CHECK(check_numbering(batch, facts.numbering, manifest));
  return {{BatchAnnounced{batch}}};
}

Status may_push(const Batch& state, Context& context) {
  if (context.actor.org != state.provider && context.actor.org != state.agency)
    return fail(ErrorCode::auth_forbidden, {}, "the provider sends the batch");
  return may_move(kBatchTransitions, state.status, BatchAccepted::kType);
}

Error refusal_of(const Error& fault, Context& context) {
  const auto site = context.ruling(kMaskingSite);
  if (fault.code == ErrorCode::batch_looks_raw && site.active()) return cite(site, fault);
  return cite(context.ruling(kManifest), fault);
}

Result<BatchEvents> finish(const Batch& state, const FinishFacts& facts, Context& context) {
  GS_CHECK(may_push(state, context));
  const auto manifest = context.ruling(kManifest);
  if (!facts.missing.empty())
    return fail(manifest.refusal(ErrorCode::batch_bad_chunk, "chunk " + std::to_string(facts.missing.front()),
                                 std::to_string(facts.missing.size()) + " chunks are missing; send them first"));
  GS_CHECK(check_numbering(state, facts.numbering, manifest));  // another source's first batch may have come in between
  if (!facts.fault) return {{BatchAccepted{}}};
  refusal_of(*facts.fault, context);  // the event names the rules behind it
  return {{BatchRefused{std::string(info(facts.fault->code).name), facts.findings}}};
}

}  // namespace gongshu::domain::supply
