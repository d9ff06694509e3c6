// Consents: the gateway asks for one by id at each use of personal data and checks it itself.
#pragma once
#include <cstdint>
#include <optional>
#include <shared_mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "gateway/snapshot.h"

namespace gongshu::gateway {

/// What a person (or enterprise) agreed to. Holds no identifier: the subject is named by its token under the product's key.
struct Consent {
  std::string subject;  ///< hex token of the subject's identifier under Product::tokenise_key (64 characters)
  std::string product;
  std::string purpose;
  std::string developer;      ///< who may use it; empty: any developer subscribed for the purpose
  Instant valid_until = 0;    ///< exclusive
  std::int64_t max_uses = 0;  ///< answered calls it covers; 0: no limit within its term
  bool withdrawn = false;
};

/// Where consents are found. Called on I/O threads: must not block, thread-safe; a withdrawal must show at once.
class ConsentBook {
 public:
  virtual ~ConsentBook() = default;
  virtual std::optional<Consent> find(std::string_view id) const = 0;
};

/// In memory; put() and withdraw() take effect for the next decision.
class ConsentTable final : public ConsentBook {
 public:
  void put(std::string id, Consent consent);
  /// False when there is no such consent.
  bool withdraw(std::string_view id);
  std::optional<Consent> find(std::string_view id) const override;
  std::size_t size() const;

 private:
  mutable std::shared_mutex mutex_;
  ById<Consent> consents_;
};

/// The checks that need no subject. All failures are rule.consent_missing at "/consent"; the hint says what would pass.
Status check_consent(const std::optional<Consent>& consent, std::string_view product, std::string_view purpose,
                     std::string_view developer, Instant now);
/// The subject presented is the one who agreed.
Status check_consent_subject(const Consent& consent, const crypto::Digest& token);

}  // namespace gongshu::gateway
