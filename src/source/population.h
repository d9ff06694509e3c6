// One numbering of a protected population (design section 7): the same ordinal for the same identifier in every resource,
// scenario, run and source that holds the population's key. Nothing is counted and nothing is stored but the key: an ordinal is
// computed from the identifier, so that sources need not tell one another whom they know. Whoever lacks the key can tell nobody's
// ordinal; the platform never has it.
//
//   keys/population_<name>.key   32 bytes      numberings/<name>   fingerprint of that key; a lost or changed key is noticed by
//   it
#pragma once
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/hash.h"
#include "crypto/sm2.h"

namespace gongshu::source {

/// Safe in several threads at once.
class Population {
 public:
  /// Reads the key in the source directory `dir`, or makes one for a population that is new here.
  /// Errors: crypto.bad_key (damaged, or not the one of the numbering), crypto.key_missing (numbered before, but no key),
  /// store.failed.
  static Result<Population> open(const std::filesystem::path& dir, const std::string& name);

  /// 1 … 2^63 − 1: the first 63 bits of HMAC-SM3(key, identifier); 0 becomes 1. `identifier` is in normal form and not empty. Two
  /// of n entities share an ordinal with a chance of about n²/2^64 (one in a hundred thousand at 10⁷); then they count as one,
  /// which withholds more, not less.
  std::uint64_t ordinal(std::string_view identifier) const;
  /// Fingerprint of the key, 32 hexadecimal characters; it stands in the manifests of batches, and tells nothing of the key.
  const std::string& numbering() const { return numbering_; }

 private:
  explicit Population(std::string_view key);
  crypto::HmacSm3 hmac_;
  std::string numbering_;
};

/// The key sealed to another source, as JSON. Errors: those of Population::open.
Result<std::string> share_population(const std::filesystem::path& dir, const std::string& name,
                                     const crypto::Sm2PublicKey& recipient);
/// Takes a key that share_population sealed to this source; returns the population's name. The same key again is fine.
/// Errors: input.* (no such document), crypto.bad_key (sealed to another source, damaged), state.already_exists (numbered here
/// under another key).
Result<std::string> join_population(const std::filesystem::path& dir, std::string_view document,
                                    const crypto::Sm2PrivateKey& own);

}  // namespace gongshu::source
