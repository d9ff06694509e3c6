// The refusing functions of a product call, one a step, in the order of design section 8. Internal to this folder.
#pragma once
#include <map>
#include <optional>
#include <span>
#include <string>

#include "base/record.h"
#include "gateway/gateway.h"

namespace gongshu::gateway {

/// Body of a product call.
struct CallBody {
  std::string subscription, purpose, key;
  std::optional<std::string> consent;
  std::optional<std::map<std::string, std::string>> claims;  ///< verification: field → value the caller asserts
  static constexpr std::array<Limits, 5> kLimits = {{{.member = "subscription", .min_length = 1, .max_length = 64},
                                                     {.member = "purpose", .min_length = 1, .max_length = 200},
                                                     {.member = "key", .min_length = 1, .max_length = 128},
                                                     {.member = "consent", .min_length = 1, .max_length = 64},
                                                     {.member = "claims", .max_length = 400, .min_items = 1, .max_items = 16}}};
};
BOOST_DESCRIBE_STRUCT(CallBody, (), (subscription, purpose, key, consent, claims))

/// Errors: input.* with a JSON Pointer; one entity a call, no wildcards.
Result<CallBody> parse_call(std::string_view body);

/// What the steps look at, and what they find.
struct CallContext {
  const Published& published;
  const Authenticated& caller;
  const CallBody& body;
  std::string_view product_id;
  const ConsentBook* consents;
  const Tokenise& tokenise;
  Instant now;

  const Published::Right* right = nullptr;  ///< set by check_agreement
  const Product* product = nullptr;         ///< set by check_stopped; null until scope
  std::optional<Consent> consent;           ///< set by check_consent_given
  std::optional<crypto::Digest> token;      ///< of the key; set by check_consent_given or row_key
  const Subscription& subscription() const { return *right->subscription; }
};

Status check_agreement(CallContext& c);      ///< auth.forbidden, state.exited, rule.out_of_term (no agreement in force)
Status check_stopped(CallContext& c);        ///< state.stopped; the refusal of a gate
Status check_purpose(CallContext& c);        ///< rule.out_of_scope at /purpose
Status check_scope(CallContext& c);          ///< rule.out_of_scope, state.not_allowed, input.missing_field, input.unknown_field
Status check_term(CallContext& c);           ///< rule.out_of_term
Status check_consent_given(CallContext& c);  ///< rule.consent_missing, crypto.key_*

struct Step {
  Check check;
  Status (*run)(CallContext&);
};
/// The steps between body and limits, in order.
std::span<const Step> decision_steps();

/// The shelf's row key for the entity asked: the key itself, or its token.
Result<std::string> row_key(CallContext& c);

/// What a lookup comes to.
struct Finding {
  Verdict verdict;
  std::string json;  ///< members of the answer object, without braces
};
/// Errors: ledger.corrupt (the value is not what the shelf says it is).
Result<Finding> evaluate(const CallContext& c, const std::optional<std::string>& value);

}  // namespace gongshu::gateway
