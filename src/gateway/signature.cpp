#include "gateway/signature.h"

#include <charconv>

namespace gongshu::gateway {
namespace {

std::string string_to_sign(std::string_view method, std::string_view target, std::string_view timestamp, std::string_view nonce,
                           std::string_view body) {
  const auto digest = crypto::sm3(body);
  std::string out;
  out.reserve(method.size() + target.size() + timestamp.size() + nonce.size() + 68);
  out.append(method).append(1, '\n').append(target).append(1, '\n').append(timestamp).append(1, '\n');
  out.append(nonce).append(1, '\n').append(crypto::to_hex(crypto::view(digest)));
  return out;
}

bool nonce_form(std::string_view nonce) {
  if (nonce.size() < 16 || nonce.size() > 64) return false;
  return std::all_of(nonce.begin(), nonce.end(), [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' || c == '_';
  });
}

std::optional<Instant> parse_timestamp(std::string_view text) {
  if (text.empty() || text.size() > 15 || text[0] == '-') return std::nullopt;
  Instant value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Status headers_present(const SignedHeaders& headers) {
  for (const auto& [name, value] : {std::pair{kKeyHeader, &headers.key}, std::pair{kTimestampHeader, &headers.timestamp},
                                    std::pair{kNonceHeader, &headers.nonce}, std::pair{kSignatureHeader, &headers.signature}})
    if (value->empty()) return fail(ErrorCode::auth_missing, std::string(name), "sign the request with an application key");
  return {};
}

Id16 nonce_id(std::string_view key, std::string_view nonce) {
  std::string text;
  text.reserve(key.size() + nonce.size() + 1);
  text.append(key).append(1, '\n').append(nonce);
  return id16(text);
}

/// Stands in for an unknown key, so that it costs as long as a known one.
const crypto::HmacSm3& nobody() {
  static const crypto::HmacSm3 mac("an application key that nobody holds");
  return mac;
}

}  // namespace

SignedHeaders sign_request(std::string_view key_id, std::string_view secret, std::string_view method, std::string_view target,
                           std::string_view body, Instant timestamp, std::string_view nonce) {
  SignedHeaders out{std::string(key_id), std::to_string(timestamp), std::string(nonce), {}};
  const auto mac = crypto::hmac_sm3(secret, string_to_sign(method, target, out.timestamp, nonce, body));
  out.signature = crypto::to_base64(crypto::view(mac));
  return out;
}

Result<Authenticated> authenticate(const Published& published, const SignedHeaders& headers, std::string_view method,
                                   std::string_view target, std::string_view body, Instant now, Instant window) {
  GS_CHECK(headers_present(headers));
  if (!nonce_form(headers.nonce))
    return fail(ErrorCode::auth_bad_signature, std::string(kNonceHeader), "16 to 64 letters, digits, - or _");
  const auto timestamp = parse_timestamp(headers.timestamp);
  if (!timestamp) return fail(ErrorCode::auth_bad_signature, std::string(kTimestampHeader), "milliseconds since 1970, in digits");
  if (*timestamp < now - window || *timestamp > now + window)
    return fail(ErrorCode::auth_stale_timestamp, std::string(kTimestampHeader),
                "the gateway's clock says " + std::to_string(now));
  const auto* caller = published.caller(headers.key);
  const bool known = caller && caller->application->enabled;
  const auto expected = (known ? caller->mac : nobody())(string_to_sign(method, target, headers.timestamp, headers.nonce, body));
  const auto given = crypto::from_base64(headers.signature);
  const bool equal = given && crypto::equal_ct(*given, crypto::view(expected));
  if (!known || !equal) return fail(ErrorCode::auth_bad_signature, std::string(kSignatureHeader));
  return Authenticated{caller, *timestamp, nonce_id(headers.key, headers.nonce), first16(expected)};
}

}  // namespace gongshu::gateway
