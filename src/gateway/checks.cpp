#include "gateway/checks.h"

#include "gateway/shelf.h"

namespace gongshu::gateway {
namespace {

bool contains(const std::vector<std::string>& list, std::string_view item) {
  return std::find(list.begin(), list.end(), item) != list.end();
}

tl::unexpected<Error> stopped(std::string_view scope) {
  Error error{ErrorCode::state_stopped, std::string(scope), "calls go on once the stop is lifted", {}, {}, {}};
  error.detail["scope"] = scope;
  return fail(std::move(error));
}

auto out_of_scope(std::string at, std::string hint) { return fail(ErrorCode::rule_out_of_scope, std::move(at), std::move(hint)); }

Status check_key_range(const CallContext& c) {
  const auto& prefixes = c.subscription().key_prefixes;
  const bool inside = prefixes.empty() || std::any_of(prefixes.begin(), prefixes.end(),
                                                      [&](const std::string& prefix) { return c.body.key.starts_with(prefix); });
  if (!inside) return out_of_scope("/key", "this subscription covers other keys");
  return {};
}

Status check_claims(const CallContext& c) {
  const bool verification = c.product->kind == ProductKind::verification;
  if (!verification && c.body.claims)
    return fail(ErrorCode::input_unknown_field, "/claims", "only verification products take claims");
  if (verification && !c.body.claims) return fail(ErrorCode::input_missing_field, "/claims", "state what is to be verified");
  if (!verification) return {};
  const auto& fields = c.subscription().fields;
  for (const auto& [field, value] : *c.body.claims)
    if (!contains(c.product->answer_fields, field) || (!fields.empty() && !contains(fields, field)))
      return out_of_scope("/claims/" + field, "this subscription verifies other fields");
  return {};
}

Status tokenise(CallContext& c) {
  if (c.token) return {};
  if (c.product->tokenise_key.empty() || !c.tokenise)
    return fail(ErrorCode::crypto_key_missing, c.product->id, "the product has no token key");
  GS_TRY(token, c.tokenise(c.product->tokenise_key, c.body.key));
  c.token = token;
  return {};
}

/// Sealed values are strings, integers and booleans; claims are text.
bool equals(const json::value& sealed, std::string_view claim) {
  if (sealed.is_string()) return crypto::equal_ct(sealed.get_string(), claim);
  return !sealed.is_null() && json::serialize(sealed) == claim;
}

Result<json::object> as_object(const CallContext& c, std::string_view value) {
  auto parsed = parse_json(value);
  if (!parsed || !parsed->is_object())
    return fail(ErrorCode::ledger_corrupt, c.product->shelf->path().filename().string(), "a value is not a JSON object");
  return std::move(parsed->get_object());
}

/// One answer for an unknown entity and for claims that do not hold: who is on the shelf is itself personal.
Result<Finding> verify(const CallContext& c, const std::optional<std::string>& value) {
  GS_TRY(object, as_object(c, value.value_or("{}")));
  bool match = true;
  for (const auto& [field, claim] : *c.body.claims) {
    const auto* sealed = object.if_contains(field);
    match = (sealed && equals(*sealed, claim)) && match;
  }
  return Finding{match ? Verdict::matched : Verdict::not_matched, match ? "\"match\":true" : "\"match\":false"};
}

bool may_see(const CallContext& c, std::string_view field) {
  const auto& fields = c.subscription().fields;
  return contains(c.product->answer_fields, field) && (fields.empty() || contains(fields, field));
}

Result<Finding> give_record(const CallContext& c, const std::optional<std::string>& value) {
  if (!value) return Finding{Verdict::no_record, {}};
  const auto& columns = c.product->shelf->info().columns;
  const bool whole = std::all_of(columns.begin(), columns.end(), [&](const std::string& column) { return may_see(c, column); });
  if (whole && !columns.empty()) return Finding{Verdict::answered, "\"answer\":" + *value};
  GS_TRY(object, as_object(c, *value));
  json::object out;
  for (auto& [field, content] : object)
    if (may_see(c, field)) out.emplace(field, std::move(content));
  return Finding{Verdict::answered, "\"answer\":" + json::serialize(out)};
}

}  // namespace

Result<CallBody> parse_call(std::string_view body) {
  GS_TRY(value, parse_json(body, {.bytes = 16 * 1024, .depth = 4}));
  GS_TRY(call, read<CallBody>(value));
  if (call.key.find_first_of("*%?") != std::string::npos)
    return fail(ErrorCode::input_bad_format, "/key", "ask for exactly one entity; wildcards are not accepted");
  return call;
}

Status check_agreement(CallContext& c) {
  c.right = c.published.right(c.body.subscription);
  if (!c.right || c.subscription().developer != c.caller.caller->application->developer)
    return fail(ErrorCode::auth_forbidden, "/subscription", "name a subscription of this developer");
  if (c.subscription().exited) return fail(c.published.snapshot().exited);
  if (!c.subscription().agreement_in_force)
    return fail(ErrorCode::rule_out_of_term, "/subscription", "the application agreement must be in force");
  return {};
}

Status check_stopped(CallContext& c) {
  c.product = c.published.product(c.product_id);
  if (c.published.snapshot().stopped) return stopped("node");
  if (c.caller.caller->application->stopped) return stopped("developer");
  if (c.product && c.product->stopped) return stopped("product");
  if (c.subscription().stopped) return stopped("subscription");
  if (c.subscription().gate) return fail(*c.subscription().gate);
  return {};
}

Status check_purpose(CallContext& c) {
  if (c.body.purpose != c.subscription().purpose)
    return out_of_scope("/purpose", "the purpose agreed is: " + c.subscription().purpose);
  return {};
}

Status check_scope(CallContext& c) {
  if (!c.product || c.subscription().product != c.product->id)
    return out_of_scope("/subscription", "this subscription is for another product");
  if (c.product->kind == ProductKind::package)
    return fail(ErrorCode::state_not_allowed, "/subscription", "a data package is delivered whole, not by call");
  GS_CHECK(check_key_range(c));
  return check_claims(c);
}

Status check_term(CallContext& c) {
  const auto& s = c.subscription();
  if (c.now >= s.valid_from && c.now < s.valid_until) return {};
  return fail(ErrorCode::rule_out_of_term, "/subscription",
              "valid from " + to_text(s.valid_from) + " until " + to_text(s.valid_until));
}

Status check_consent_given(CallContext& c) {
  if (!c.product->personal) return {};
  if (!c.body.consent || !c.consents)
    return fail(ErrorCode::rule_consent_missing, "/consent", "personal data: name the person's consent for this use");
  c.consent = c.consents->find(*c.body.consent);
  // First everything that needs no identifier: only then may the keyring turn it into a token.
  GS_CHECK(check_consent(c.consent, c.product->id, c.body.purpose, c.subscription().developer, c.now));
  GS_CHECK(tokenise(c));
  return check_consent_subject(*c.consent, *c.token);
}

std::span<const Step> decision_steps() {
  static constexpr std::array<Step, 6> kSteps = {{{Check::agreement, check_agreement},
                                                  {Check::stopped, check_stopped},
                                                  {Check::purpose, check_purpose},
                                                  {Check::scope, check_scope},
                                                  {Check::term, check_term},
                                                  {Check::consent, check_consent_given}}};
  return kSteps;
}

Result<std::string> row_key(CallContext& c) {
  if (c.product->tokenise_key.empty()) return c.body.key;
  GS_CHECK(tokenise(c));
  return std::string(crypto::view(*c.token));
}

Result<Finding> evaluate(const CallContext& c, const std::optional<std::string>& value) {
  return c.product->kind == ProductKind::verification ? verify(c, value) : give_record(c, value);
}

}  // namespace gongshu::gateway
