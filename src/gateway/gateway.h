// The gateway: decides product calls, meters them, answers. The hot path.
//
//   GS_TRY(gateway, Gateway::open({.usage_directory = …, .consents = &consents, .tokenise = …}, holder, clock));
//   gateway->call({.method = "POST", .target = "/api/v1/products/prd-…/call", .product = "prd-…", .headers = …, .body = …},
//                 [](Result<Answer> answer) { … });
//
// Body of a call (unknown members are refused, so lists of keys and wildcards have no place to stand):
//   {"subscription": "sub-…", "purpose": "…", "key": "…"}                              api
//   {"subscription": "sub-…", "purpose": "…", "key": "…", "claims": {"county": "…"}}   verification
//   + "consent": "con-…"                                                              where the product is personal
// Answers: {"answer": {…}, "usage": {"segment": 0, "seq": 17}} or {"match": true, "usage": {…}}.
//
// Order of the checks (design section 8): signature, agreement in force, stopped, purpose, scope, term, consent, quota and rate;
// then the lookup; then the usage record is made durable; then the answer leaves. A refusal of an authenticated caller is a
// record too. A decision that a newer snapshot overtakes before its record is queued is taken again.
#pragma once
#include <array>
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "base/clock.h"
#include "base/result.h"
#include "gateway/consent.h"
#include "gateway/meter.h"
#include "gateway/signature.h"
#include "gateway/snapshot.h"
#include "gateway/usage.h"

namespace gongshu::gateway {

struct ProductCall {
  std::string method;   ///< as received
  std::string target;   ///< path and query exactly as received
  std::string product;  ///< id, from the path
  SignedHeaders headers;
  std::string body;
};

struct Answer {
  std::string body;  ///< JSON
  UsagePosition usage;
};

/// Turns an identifier into its token under a key of the keyring. Called on I/O threads, only after the consent check passed.
using Tokenise = std::function<Result<crypto::Digest>(std::string_view key_name, std::string_view value)>;

/// Reported when the enumeration guard acts; the receiver records a stop. Called on the deciding thread: must not block.
struct GuardEvent {
  std::string subscription, product, developer;
  GuardState state = GuardState::normal;  ///< slowed or stopped
  GuardCounts counts;
};

struct GatewayOptions {
  std::filesystem::path usage_directory;
  UsageOptions usage;
  const ConsentBook* consents = nullptr;  ///< null: personal products are refused; must outlive the gateway
  Tokenise tokenise;                      ///< empty: products with tokens are refused
  GuardLimits guard;
  std::function<void(const GuardEvent&)> on_event;
  Instant signature_window = kSignatureWindow;  ///< longer only in benchmarks
  std::size_t nonce_capacity = 4'000'000;       ///< a key and generation
  std::int64_t refusals_per_second = 200;       ///< a key; a caller beyond it is refused unprocessed (no record, nonce not spent)
};

/// Counters since start, for /metrics.
struct GatewayStats {
  std::array<std::uint64_t, kChecks> refused{};  ///< by Check
  std::uint64_t answered = 0, no_record = 0, matched = 0, not_matched = 0, unprocessed = 0, failed = 0;
};

class Gateway {
 public:
  using Done = std::function<void(Result<Answer>)>;

  /// Opens the usage log and restores quotas, consent uses and spent nonces from it. `holder` and `clock` must outlive the
  /// gateway.
  static Result<std::unique_ptr<Gateway>> open(GatewayOptions options, const SnapshotHolder& holder, const Clock& clock);
  /// Finishes the calls that wait for the disk.
  ~Gateway();
  Gateway(const Gateway&) = delete;
  Gateway& operator=(const Gateway&) = delete;

  /// Thread-safe; never blocks but for the shelf lookup (microseconds). `done` runs exactly once: at once on this thread when the
  /// caller is not authenticated, else on the usage writer's thread. Errors: auth.missing, auth.bad_signature,
  /// auth.stale_timestamp, auth.replayed, input.*, auth.forbidden (no such subscription of this developer), state.exited,
  /// rule.out_of_term, state.stopped, rule.out_of_scope, rule.consent_missing, gateway.quota, gateway.rate, gateway.no_answer, crypto.key_*,
  /// ledger.corrupt (shelf), store.failed (usage not durable); `detail.check` names the step.
  void call(ProductCall call, Done done);

  /// Lifts what the enumeration guard holds against a subscription.
  void clear_guard(std::string_view subscription);

  UsageLog& usage();
  GatewayStats stats() const;

 private:
  struct State;
  explicit Gateway(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::gateway
