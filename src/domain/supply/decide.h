// Decisions on supply. Signatures, masking rules and digests are checked by the caller; what it found comes in the facts.
#pragma once
#include "domain/kernel/context.h"
#include "domain/supply/events.h"

namespace gongshu::domain::supply {

struct KeyFacts {
  std::optional<std::string> fingerprint;     ///< empty when the text is no SM2 public key
  std::optional<std::string> registered_as;   ///< an active key with this fingerprint
};

/// By a data provider, or by an implementing agency that masks on the platform. Errors: auth.forbidden, crypto.bad_key, state.already_exists.
Result<KeyEvents> register_key(const RegisterSourceKey&, const KeyFacts&, Context&);
Result<KeyEvents> revoke_key(const SourceKey&, const RevokeSourceKey&, Context&);

struct OrderFacts {
  std::string agency;    ///< of the agreement behind the scenario
  std::string provider;  ///< of the catalog entry
  bool demanded = false;             ///< the scenario asks for the resource
  std::optional<SourceKey> key;      ///< the key that was named, or the provider's newest active one
  bool personal = false;             ///< the entry holds personal items
  std::string population;            ///< empty when the entry names no protected entity
  std::optional<Error> bad_columns;  ///< the demand cannot be masked as asked
  std::optional<Error> bad_consent{};  ///< the consent column cannot serve
  bool consent_expires = false;        ///< it is a day
};

/// By the agency of the agreement. Errors: auth.forbidden, rule.out_of_scope (resource not demanded), rule.refused (the pack has data masked
/// at its source and the key is not the provider's; it asks for consent row by row and the order names no column for it), state.not_found and state.not_allowed (key), rule.not_masked.
Status may_issue(const IssueMaskingOrder&, const OrderFacts&, Context&);
/// `order` is the order as signed; asks may_issue again.
Result<OrderEvents> issue(const IssueMaskingOrder&, const OrderFacts&, const Order& order, Context&);
Result<OrderEvents> withdraw(const Order&, const WithdrawMaskingOrder&, Context&);

struct AnnounceFacts {
  std::optional<Order> order;
  bool key_active = false;
  std::optional<Error> fault;        ///< signature, form or consistency of the manifest
  std::set<std::string> demanded;    ///< columns of the scenario's demand
  std::optional<Error> mismatch;     ///< the manifest does not answer the order
  std::optional<std::string> numbering{};  ///< of the population, in batches accepted before
};

/// By the provider the order went to. Errors: auth.forbidden, state.not_found (order), state.not_allowed (order withdrawn, key revoked),
/// crypto.bad_signature, batch.bad_manifest (also where another numbering of the population is in use), rule.out_of_scope (a column nobody demanded).
Result<BatchEvents> announce(const Batch& batch, const AnnounceFacts&, Context&);

/// Chunks come in while the batch is announced. Errors: auth.forbidden, state.not_allowed.
Status may_push(const Batch&, Context&);

struct FinishFacts {
  std::vector<std::int64_t> missing;  ///< chunks that did not come
  std::optional<Error> fault;         ///< of the content: batch.bad_chunk, batch.bad_manifest, batch.looks_raw
  std::vector<RawColumn> findings;
  std::optional<std::string> numbering{};  ///< of the population, in batches accepted before
};

/// Accepts or refuses the whole batch; a refusal of the content is an event (Refused), what the caller answers is refusal_of().
/// Errors: auth.forbidden, state.not_allowed, batch.bad_chunk (missing chunks).
Result<BatchEvents> finish(const Batch&, const FinishFacts&, Context&);
/// The fault as the provider is told, citing the rule behind it.
Error refusal_of(const Error& fault, Context&);

}  // namespace gongshu::domain::supply
