// What the gateway decides by: plain data that the application layer fills and publishes as a whole.
//
//   auto next = std::make_shared<Snapshot>();
//   next->epoch = 812; next->applications["key-…"] = {…}; next->subscriptions["sub-…"] = {…}; next->products["prd-…"] = {…};
//   holder.publish(next);              // every decision that begins after this returns uses it
//
// The gateway knows no agreement, scenario or stop order: whoever fills the snapshot folds them into these flags. A stop of a
// resource, scenario or operator sets `stopped` on the products or subscriptions it reaches; a stop of a developer sets it on its
// applications; a stop of the node sets Snapshot::stopped.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/clock.h"
#include "base/money.h"
#include "base/result.h"
#include "gateway/id16.h"

namespace gongshu::gateway {

class Shelf;

/// The steps of a decision, in the order they are taken. The numbers stand in usage records (docs/formats/usage.md): never reuse
/// one.
enum class Check : std::uint8_t {
  none = 0,
  signature = 1,  ///< who calls, and that nobody repeats it
  body = 2,       ///< the call's own form
  agreement = 3,  ///< an application agreement in force, held by the caller
  stopped = 4,    ///< nothing in scope is stopped
  purpose = 5,    ///< the purpose stated is the purpose agreed
  scope = 6,      ///< product, key range and fields agreed
  term = 7,       ///< within the term
  consent = 8,    ///< personal data: a valid consent for this subject and use
  limits = 9,     ///< quota, rate, enumeration guard
  lookup = 10,    ///< the shelf, tokens and keys
};
inline constexpr std::size_t kChecks = 11;
std::string_view name_of(Check check);

/// Cited in refusals; both empty where no rule is behind a check.
struct RuleRef {
  std::string rule;     ///< "HA-35"
  std::string article;  ///< as the pack cites it
};

/// An application key of an application developer (an organisation, or a person where the pack allows).
struct Application {
  std::string id;         ///< key id, as sent in x-gongshu-key
  std::string secret;     ///< HMAC-SM3 secret, at least 16 bytes
  std::string developer;  ///< id of the organisation or person that holds the key
  bool enabled = true;    ///< false: revoked; its signatures are not accepted
  bool stopped = false;   ///< a stop names the developer or this key
};

/// A developer's right to call one product for one purpose.
struct Subscription {
  std::string id;
  std::string product;
  std::string developer;
  std::string purpose;
  std::vector<std::string> key_prefixes;  ///< keys it may ask for; empty: every key
  std::vector<std::string> fields;        ///< answer fields it may see or verify; empty: all of the product's
  Instant valid_from = 0;                 ///< inclusive
  Instant valid_until = 0;                ///< exclusive
  std::shared_ptr<const Error> gate;      ///< the refusal of a gate that bars its calls as matters stand; null: none does
  std::int64_t quota_per_day = 0;         ///< answered calls in a day of China Standard Time; 0: no limit
  std::int64_t quota_total = 0;           ///< over the whole term; 0: no limit
  std::int64_t rate_per_second = 0;       ///< with a burst of one second; 0: no limit
  std::optional<Money> price;             ///< per call; empty: the product's
  bool agreement_in_force = false;        ///< application and confidentiality agreement both
  bool exited = false;                    ///< an exit has begun over what it rests on; refused for good
  bool stopped = false;
};

enum class ProductKind { api, verification, package };

struct Product {
  std::string id;
  ProductKind kind = ProductKind::api;
  std::shared_ptr<const Shelf> shelf;      ///< opened by the publisher (gateway/shelf.h); null refuses
  std::string key_field;                   ///< name of the entity key, as "division_code"; for messages
  std::vector<std::string> answer_fields;  ///< fields that may be answered (api) or claimed (verification)
  bool personal = false;                   ///< each call needs a consent
  std::string tokenise_key;                ///< keyring name; not empty: shelf keys are tokens under it
  Money price;                             ///< per answered call
  bool stopped = false;
};

template <class T>
using ById = std::unordered_map<std::string, T, TextHash, std::equal_to<>>;

struct Snapshot {
  std::uint64_t epoch = 0;  ///< sequence number of the last policy event it reflects; stands in every usage record
  bool stopped = false;     ///< the whole node
  ById<Application> applications;
  ById<Subscription> subscriptions;
  ById<Product> products;
  std::array<RuleRef, kChecks> rules;  ///< indexed by Check
  Error exited{ErrorCode::state_exited, {}, {}, {}, {}, {}};  ///< the refusal of exited subscriptions, with the rule of the exit

  const RuleRef& rule(Check check) const { return rules[static_cast<std::size_t>(check)]; }
  RuleRef& rule(Check check) { return rules[static_cast<std::size_t>(check)]; }
};

/// A published snapshot with what is derived from it once: request-signature keys and record ids.
class Published {
 public:
  struct Caller {
    const Application* application;
    crypto::HmacSm3 mac;
    Id16 id, developer;
  };
  struct Right {
    const Subscription* subscription;
    Id16 id, product;
  };
  Published(std::shared_ptr<const Snapshot> snapshot, std::uint64_t version);
  const Snapshot& snapshot() const { return *snapshot_; }
  std::uint64_t version() const { return version_; }
  const Caller* caller(std::string_view key_id) const;
  const Right* right(std::string_view subscription) const;
  const Product* product(std::string_view id) const;

 private:
  std::shared_ptr<const Snapshot> snapshot_;
  std::uint64_t version_;
  std::unordered_map<std::string_view, Caller> callers_;
  std::unordered_map<std::string_view, Right> rights_;
};

/// The present snapshot; thread-safe. Readers pay one short lock for a pointer copy, so that no thread keeps an old snapshot (and
/// the keys in it) alive longer than its call. Nothing published: an empty snapshot, which refuses every call.
class SnapshotHolder {
 public:
  SnapshotHolder();
  /// Null is ignored. The snapshot must not change afterwards.
  void publish(std::shared_ptr<const Snapshot> snapshot);
  std::shared_ptr<const Published> current() const;
  /// Counts publications: lets a decision notice that it has been overtaken.
  std::uint64_t version() const { return version_.load(std::memory_order_acquire); }

 private:
  std::mutex publishing_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Published> current_;
  std::atomic<std::uint64_t> version_{0};
};

}  // namespace gongshu::gateway
