#include "crypto/sm2_ops.h"

#include <botan/ber_dec.h>
#include <botan/der_enc.h>
#include <botan/pubkey.h>
#include <botan/system_rng.h>

namespace gongshu::crypto::sm2 {
namespace {

const std::uint8_t* bytes_of(std::string_view text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

template <class Bytes>
std::string text_of(const Bytes& bytes) {
  return {bytes.begin(), bytes.end()};
}

tl::unexpected<Error> bad_ciphertext(std::string hint) { return fail(ErrorCode::crypto_bad_ciphertext, {}, std::move(hint)); }

std::string params_of(const Scheme& scheme) { return std::string(scheme.id).append(",").append(scheme.hash); }

/// The library separates id and hash by a comma, and ZA holds the id's length in bits in two bytes.
bool usable(const Scheme& scheme) { return scheme.id.find(',') == std::string_view::npos && scheme.id.size() <= 8191; }

std::string encode(const Botan::BigInt& x, const Botan::BigInt& y, std::string_view c3, std::string_view c2) {
  return text_of(Botan::DER_Encoder()
                     .start_cons(Botan::SEQUENCE)
                     .encode(x)
                     .encode(y)
                     .encode(bytes_of(c3), c3.size(), Botan::OCTET_STRING)
                     .encode(bytes_of(c2), c2.size(), Botan::OCTET_STRING)
                     .end_cons()
                     .get_contents());
}

std::string coordinate(const Botan::BigInt& value, std::size_t bytes) {
  return text_of(Botan::BigInt::encode_1363(value, bytes));
}

/// Coordinates below the prime, and y² = x³ + ax + b (which also excludes (0,0) and infinity on these curves).
bool on_curve(const Botan::EC_Group& group, const Botan::BigInt& x, const Botan::BigInt& y) {
  if (x.is_negative() || y.is_negative() || x >= group.get_p() || y >= group.get_p()) return false;
  return group.verify_public_element(group.point(x, y));
}

Result<Parts> checked(const Botan::EC_Group& group, const Botan::BigInt& x, const Botan::BigInt& y, std::string c3,
                      std::string c2, std::size_t hash_bytes) {
  if (c3.size() != hash_bytes) return bad_ciphertext("C3 长度不符 / C3 has the wrong length");
  if (c2.empty()) return bad_ciphertext("C2 为空 / C2 is empty");
  if (!on_curve(group, x, y)) return bad_ciphertext("C1 不在曲线上 / C1 is not on the curve");
  const auto bytes = group.get_p_bytes();
  return Parts{"\x04" + coordinate(x, bytes) + coordinate(y, bytes), std::move(c3), std::move(c2)};
}

}  // namespace

Result<Parts> parse(std::string_view der, const Botan::EC_Group& group, std::size_t hash_bytes) try {
  Botan::BigInt x, y;
  std::vector<std::uint8_t> c3, c2;
  Botan::BER_Decoder(bytes_of(der), der.size())
      .start_cons(Botan::SEQUENCE)
      .decode(x)
      .decode(y)
      .decode(c3, Botan::OCTET_STRING)
      .decode(c2, Botan::OCTET_STRING)
      .end_cons()
      .verify_end();
  // The decoder reads BER; one ciphertext has one encoding.
  if (encode(x, y, text_of(c3), text_of(c2)) != der) return bad_ciphertext("不是 DER 编码 / not DER");
  return checked(group, x, y, text_of(c3), text_of(c2), hash_bytes);
} catch (const std::exception& error) {
  return bad_ciphertext(error.what());
}

Result<std::string> to_der(const Parts& parts, const Botan::EC_Group& group) try {
  const auto bytes = group.get_p_bytes();
  if (parts.c1.size() != 1 + 2 * bytes || parts.c1[0] != '\x04') return bad_ciphertext("C1 须为 04||x||y / C1 is 04 || x || y");
  const Botan::BigInt x(bytes_of(parts.c1) + 1, bytes), y(bytes_of(parts.c1) + 1 + bytes, bytes);
  GS_CHECK(checked(group, x, y, parts.c3, parts.c2, parts.c3.size()));
  return encode(x, y, parts.c3, parts.c2);
} catch (const std::exception& error) {
  return bad_ciphertext(error.what());
}

Result<std::string> sign(const Botan::SM2_PrivateKey& key, Botan::RandomNumberGenerator& rng, std::string_view message,
                         const Scheme& scheme) try {
  if (!usable(scheme)) return fail(ErrorCode::crypto_failed, {}, "签名者标识不可用 / the signer's id cannot be used");
  Botan::PK_Signer signer(key, rng, params_of(scheme), Botan::DER_SEQUENCE);
  return text_of(signer.sign_message(bytes_of(message), message.size(), rng));
} catch (const std::exception& error) {
  return fail(ErrorCode::crypto_failed, {}, error.what());
}

bool verify(const Botan::SM2_PublicKey& key, std::string_view message, std::string_view signature, const Scheme& scheme) try {
  if (!usable(scheme)) return false;
  Botan::PK_Verifier verifier(key, params_of(scheme), Botan::DER_SEQUENCE);
  return verifier.verify_message(bytes_of(message), message.size(), bytes_of(signature), signature.size());
} catch (const std::exception&) {
  return false;
}

Result<std::string> encrypt(const Botan::SM2_PublicKey& key, Botan::RandomNumberGenerator& rng, std::string_view plaintext,
                            std::string_view hash) try {
  Botan::PK_Encryptor_EME encryptor(key, Botan::system_rng(), std::string(hash));  // blinds its table; the nonce comes from `rng`
  for (;;) {
    const std::string der = text_of(encryptor.encrypt(bytes_of(plaintext), plaintext.size(), rng));
    const auto tail = std::string_view(der).substr(der.size() - plaintext.size());
    // GB/T 32918.4 step A5: when the key stream is all zero, C2 equals the plaintext: take another nonce.
    if (tail != plaintext) return der;
  }
} catch (const std::exception& error) {
  return fail(ErrorCode::crypto_failed, {}, error.what());
}

Result<std::string> decrypt(const Botan::SM2_PrivateKey& key, std::string_view der, std::string_view hash) try {
  const std::size_t hash_bytes = hash == "SM3" || hash == "SHA-256" ? 32 : 0;
  GS_TRY(parts, parse(der, key.domain(), hash_bytes));
  Botan::PK_Decryptor_EME decryptor(key, Botan::system_rng(), std::string(hash));
  const std::string plaintext = text_of(decryptor.decrypt(bytes_of(der), der.size()));
  if (plaintext == parts.c2) return bad_ciphertext("密钥流全为零 / the key stream is all zero");  // GB/T 32918.4 step B4
  return plaintext;
} catch (const std::exception&) {
  return fail(ErrorCode::crypto_bad_ciphertext);
}

}  // namespace gongshu::crypto::sm2
