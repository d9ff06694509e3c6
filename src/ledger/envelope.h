// The envelope of a ledger entry: the bytes that the trees hash, and the salted commitments to the payloads kept beside it.
// docs/formats/ledger.md gives the bytes.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "crypto/hash.h"

namespace gongshu::ledger {
using crypto::Digest;

inline constexpr std::size_t kMaxEnvelope = 16 * 1024;  ///< bytes
inline constexpr std::size_t kMaxPayload = 1 << 20;     ///< bytes of one payload
inline constexpr std::size_t kSaltBytes = 32;

/// A JSON object in canonical form (RFC 8785); only this type can become the data of an entry, so what is hashed is canonical.
class Payload {
 public:
  Payload() : text_("{}") {}
  /// Errors: input.float_not_allowed; ledger.entry_too_large.
  static Result<Payload> of(const json::object& object);
  /// Accepts only canonical text of an object; errors as parse_json, and ledger.corrupt when it is not canonical.
  static Result<Payload> parse(std::string_view canonical_text);
  const std::string& text() const { return text_; }
  json::object object() const;

 private:
  explicit Payload(std::string text) : text_(std::move(text)) {}
  std::string text_;
};

/// What a caller wants recorded.
struct NewEntry {
  std::string actor;               ///< id of the person or program that acted
  std::string org;                 ///< id of the organisation it acted for; may be empty
  std::string stream;              ///< the aggregate, as "agreement/agr-2f8k…"
  std::string type;                ///< event type, as "agreement.signed"
  std::int64_t v = 1;              ///< schema version of the payload, >= 1
  std::vector<std::string> rules;  ///< ids of the rules applied
  std::uint64_t epoch = 0;         ///< sequence number of the last policy event when it was decided; at most the entry's own
  Payload data{};
  /// Personal data as it is kept: the caller seals it under a key that exit destroys. Committed to as these bytes.
  std::optional<std::string> personal{};
};

/// A recorded entry: seq counts from 0 and is the leaf's index in the trees.
struct Entry : NewEntry {
  std::uint64_t seq = 0;
  Instant time = 0;  ///< never smaller than the time of the entry before
};

struct Envelope {
  std::uint64_t seq = 0;
  Instant time = 0;
  std::string actor, org, stream, type;
  std::int64_t v = 1;
  std::vector<std::string> rules;
  std::uint64_t epoch = 0;
  Digest data{};
  std::optional<Digest> personal;
};

/// SM3(0x02 || salt || payload): the salt keeps a payload of few possible values from being guessed.
Digest commitment(std::string_view salt, std::string_view payload);

/// Canonical text, written without building a document. Errors: input.bad_utf8, input.out_of_range (v, epoch),
/// ledger.entry_too_large.
Result<std::string> write_envelope(const Entry& entry, const Digest& data, const std::optional<Digest>& personal);
/// The same at the end of `out`, which takes no more than envelope_room() bytes more. On an error `out` has part of it.
Status append_envelope(std::string& out, const Entry& entry, const Digest& data, const std::optional<Digest>& personal);
/// Bytes that an envelope takes at most. Error: ledger.entry_too_large, when it takes more than it may however it is written.
Result<std::size_t> envelope_room(const NewEntry& entry);

/// Accepts exactly what write_envelope writes; error ledger.corrupt with the reason as hint.
Result<Envelope> parse_envelope(std::string_view text);

/// The entry without its personal payload.
Entry entry_from(Envelope envelope, Payload data);

}  // namespace gongshu::ledger
