// One message to or from a platform next door (docs/formats/exchange.md). The signature is SM2 with SM3 (GB/T 32918.2, id
// "1234567812345678") over the canonical JSON (RFC 8785) of the envelope. Pure; thread-safe.
#pragma once
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/record.h"
#include "crypto/sm2.h"

namespace gongshu::exchange {

inline constexpr std::int64_t kVersion = 1;
inline constexpr std::size_t kMaxEnvelope = 256 * 1024;  ///< bytes of one signed envelope
// Kinds outside the order, sequence 0:
inline constexpr std::string_view kAck = "ack";          ///< says how far the sender has got
inline constexpr std::string_view kChunkKind = "chunk";  ///< stands before the bytes of a chunk (exchange/chunk.h)

struct Envelope {
  std::int64_t v = kVersion;
  std::string id;             ///< chosen by the sender, never used twice; 1 to 64 of [A-Za-z0-9._-]
  std::string kind;           ///< [a-z][a-z0-9_.]*, at most 60
  std::int64_t sequence = 0;  ///< 1, 2, 3 … without a gap from this sender to this receiver; 0 for an ack and a chunk
  std::int64_t time = 0;      ///< milliseconds since 1970
  std::string from, to;       ///< fingerprints of the two keys: SM3 of the point, 64 lower-case hex digits
  json::object payload;
};
BOOST_DESCRIBE_STRUCT(Envelope, (), (v, id, kind, sequence, time, from, to, payload))

/// With the text that was signed: a message is resent and compared by it.
struct Signed {
  Envelope envelope;
  std::string text;       ///< canonical JSON of the envelope
  std::string signature;  ///< DER, in Base64
};

/// Lower-case hex SM3 of the canonical text: two messages of one id are the same when it is the same.
std::string digest_of(std::string_view text);

/// Canonical text. Errors: those of canonical().
Result<std::string> text_of(const Envelope& envelope);
/// Errors: crypto.failed, those of text_of.
Result<Signed> sign(Envelope envelope, const crypto::Sm2PrivateKey& key);
/// A stored text, signed again. Errors: input.* when the text is no envelope.
Result<Signed> sign_text(const std::string& text, const crypto::Sm2PrivateKey& key);

/// {"envelope": {…}, "signature": "…"} in one line, without the line's end. Errors: those of canonical().
Result<std::string> line_of(const Signed& message);

/// Reads one line or body; the signature is not checked yet. Errors: input.too_large (kMaxEnvelope), input.bad_json and the like,
/// input.* with a pointer into the message (unknown or missing member, version, id, kind, sequence, fingerprints).
Result<Signed> read_message(std::string_view line);
Result<Signed> read_message(const json::value& value);

/// Errors: auth.bad_signature.
Status verify(const Signed& message, const crypto::Sm2PublicKey& key);

}  // namespace gongshu::exchange
