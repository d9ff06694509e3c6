// Request signatures of applications: HMAC-SM3 over method, path, time, nonce and body; each signed request is processed at most
// once.
//
// String to sign (lines joined by \n, no trailing line break):
//   METHOD            upper case
//   TARGET            path and query exactly as sent
//   x-gongshu-timestamp   milliseconds since 1970, decimal
//   x-gongshu-nonce       16–64 characters of [A-Za-z0-9_-]
//   hex SM3 of the body   lower case
// x-gongshu-signature = base64 (RFC 4648 section 4) of HMAC-SM3(secret, string to sign).
#pragma once
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "gateway/id16.h"
#include "gateway/snapshot.h"

namespace gongshu::gateway {

inline constexpr std::string_view kKeyHeader = "x-gongshu-key";
inline constexpr std::string_view kTimestampHeader = "x-gongshu-timestamp";
inline constexpr std::string_view kNonceHeader = "x-gongshu-nonce";
inline constexpr std::string_view kSignatureHeader = "x-gongshu-signature";
/// A timestamp may differ from the gateway's clock by this much, either way.
inline constexpr Instant kSignatureWindow = 5 * 60 * 1000;

struct SignedHeaders {
  std::string key, timestamp, nonce, signature;
};

/// What the client does: fills all four headers.
SignedHeaders sign_request(std::string_view key_id, std::string_view secret, std::string_view method, std::string_view target,
                           std::string_view body, Instant timestamp, std::string_view nonce);

/// A caller who proved possession of the secret. Points into the Published it came from.
struct Authenticated {
  const Published::Caller* caller = nullptr;
  Instant signed_at = 0;
  Id16 nonce{};    ///< hash of key id and nonce
  Id16 request{};  ///< first half of the signature: names this very request in the usage record
};

/// Steps before the nonce is spent. Errors, in order: auth.missing (a header is absent; at = its name), auth.bad_signature
/// (malformed header), auth.stale_timestamp (outside `window` of `now`; hint tells the gateway's time), auth.bad_signature
/// (unknown or disabled key, or a wrong signature: the same answer in the same time).
Result<Authenticated> authenticate(const Published& published, const SignedHeaders& headers, std::string_view method,
                                   std::string_view target, std::string_view body, Instant now,
                                   Instant window = kSignatureWindow);

/// The nonces one application key has spent within the window; thread-safe, bounded.
///
/// Nonces are kept by the timestamp they were signed with, in two generations, each as long as the whole window (2 × `window`):
/// the timestamps acceptable at any moment lie in at most two of them, so a generation is dropped only when every timestamp in it
/// is stale. 64 bits of each nonce's hash are kept.
class NonceBook {
 public:
  /// At most `capacity` nonces a generation; 16 bytes of memory each at most.
  explicit NonceBook(std::size_t capacity = 4'000'000, Instant window = kSignatureWindow);
  /// Spends a nonce. Errors: auth.replayed; auth.stale_timestamp (its generation has been dropped: the clock ran backwards);
  /// gateway.rate (full: refusing is the safe side).
  Status spend(const Id16& nonce, Instant signed_at);

 private:
  static constexpr std::size_t kShards = 16;
  struct Generation {
    std::int64_t number = INT64_MIN;
    std::size_t count = 0;
    std::vector<std::uint64_t> slots;  ///< open addressing, 0 = free, at most half full
  };
  struct alignas(64) Shard {
    std::mutex mutex;
    Generation generations[2];
  };
  std::size_t shard_capacity_;
  Instant generation_length_;
  std::vector<Shard> shards_;
};

}  // namespace gongshu::gateway
