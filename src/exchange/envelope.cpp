#include "exchange/envelope.h"

#include <algorithm>

#include "crypto/hash.h"

namespace gongshu::exchange {
namespace {

constexpr JsonLimits kLimits{.bytes = kMaxEnvelope, .depth = 24};

struct Wire {
  json::object envelope;
  std::string signature;
};
BOOST_DESCRIBE_STRUCT(Wire, (), (envelope, signature))

bool all_of(std::string_view text, std::string_view allowed) { return text.find_first_not_of(allowed) == std::string_view::npos; }

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";
constexpr std::string_view kIdLetters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
constexpr std::string_view kKindLetters = "abcdefghijklmnopqrstuvwxyz0123456789_.";

bool is_fingerprint(std::string_view text) { return text.size() == 64 && all_of(text, "0123456789abcdef"); }

Status check(const Envelope& e) {
  if (e.v != kVersion)
    return fail(ErrorCode::input_out_of_range, "/envelope/v", "this node reads version " + std::to_string(kVersion));
  if (e.id.empty() || e.id.size() > 64 || !all_of(e.id, kIdLetters))
    return fail(ErrorCode::input_bad_format, "/envelope/id", "1 to 64 of letters, digits, '.', '_' and '-'");
  if (e.kind.empty() || e.kind.size() > 60 || !all_of(e.kind, kKindLetters) ||
      kLower.find(e.kind.front()) == std::string_view::npos)
    return fail(ErrorCode::input_bad_format, "/envelope/kind",
                "lower-case letters, digits, '_' and '.', at most 60, a letter first");
  const bool outside = e.kind == kAck || e.kind == kChunkKind;
  if (e.sequence < 0 || (e.sequence == 0) != outside)
    return fail(ErrorCode::input_out_of_range, "/envelope/sequence", "1, 2, 3 and so on; 0 for an ack or a chunk, and only there");
  if (e.time < 0) return fail(ErrorCode::input_out_of_range, "/envelope/time", "milliseconds since 1970");
  if (!is_fingerprint(e.from))
    return fail(ErrorCode::input_bad_format, "/envelope/from", "fingerprint of the sender's key: 64 lower-case hex digits");
  if (!is_fingerprint(e.to))
    return fail(ErrorCode::input_bad_format, "/envelope/to", "fingerprint of the receiver's key: 64 lower-case hex digits");
  return {};
}

/// Pointers of a fault inside the envelope begin with it.
template <class T>
Result<T> inside(Result<T> result) {
  if (!result) result.error().at = "/envelope" + result.error().at;
  return result;
}

}  // namespace

std::string digest_of(std::string_view text) { return crypto::to_hex(crypto::view(crypto::sm3(text))); }

Result<std::string> text_of(const Envelope& envelope) { return canonical(write(envelope)); }

Result<Signed> sign(Envelope envelope, const crypto::Sm2PrivateKey& key) {
  GS_TRY(text, text_of(envelope));
  GS_TRY(der, key.sign(text));
  return Signed{std::move(envelope), std::move(text), crypto::to_base64(der)};
}

Result<Signed> sign_text(const std::string& text, const crypto::Sm2PrivateKey& key) {
  GS_TRY(value, parse_json(text, kLimits));
  GS_TRY(envelope, read<Envelope>(value));
  return sign(std::move(envelope), key);
}

Result<std::string> line_of(const Signed& message) {
  GS_TRY(signature, canonical(json::value(message.signature)));
  return "{\"envelope\":" + message.text + ",\"signature\":" + signature + "}";
}

Result<Signed> read_message(std::string_view line) {
  if (line.size() > kMaxEnvelope)
    return fail(ErrorCode::input_too_large, {}, "one message holds at most " + std::to_string(kMaxEnvelope) + " bytes");
  GS_TRY(value, parse_json(line, kLimits));
  return read_message(value);
}

Result<Signed> read_message(const json::value& value) {
  GS_TRY(wire, read<Wire>(value));
  GS_TRY(envelope, inside(read<Envelope>(json::value(wire.envelope))));
  GS_CHECK(check(envelope));
  GS_TRY(text, inside(text_of(envelope)));
  if (text.size() > kMaxEnvelope)
    return fail(ErrorCode::input_too_large, "/envelope", "one message holds at most " + std::to_string(kMaxEnvelope) + " bytes");
  return Signed{std::move(envelope), std::move(text), std::move(wire.signature)};
}

Status verify(const Signed& message, const crypto::Sm2PublicKey& key) {
  const auto der = crypto::from_base64(message.signature);
  if (der && key.verify(message.text, *der)) return {};
  return fail(ErrorCode::auth_bad_signature, "/signature",
              "SM2 with SM3 over the canonical JSON of the envelope, DER in Base64, by the key named in from");
}

}  // namespace gongshu::exchange
