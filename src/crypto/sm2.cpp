#include "crypto/sm2.h"

#include <botan/ber_dec.h>
#include <botan/der_enc.h>
#include <botan/pem.h>
#include <botan/system_rng.h>

#include "crypto/hash.h"
#include "crypto/sm2_ops.h"

namespace gongshu::crypto {

struct Sm2PublicKey::Impl {
  Botan::SM2_PublicKey key;
};
struct Sm2PrivateKey::Impl {
  Botan::SM2_PrivateKey key;
};

namespace {

const Botan::EC_Group& curve() {
  static const Botan::EC_Group group("sm2p256v1");
  return group;
}
const Botan::OID& ec_public_key_oid() {
  static const Botan::OID oid("1.2.840.10045.2.1");
  return oid;
}
const Botan::OID& curve_oid() {
  static const Botan::OID oid("1.2.156.10197.1.301");
  return oid;
}

Botan::AlgorithmIdentifier algorithm() { return {ec_public_key_oid(), curve().DER_encode(Botan::EC_DOMPAR_ENC_OID)}; }

tl::unexpected<Error> bad_key(std::string hint) { return fail(ErrorCode::crypto_bad_key, {}, std::move(hint)); }

/// Only the named curve: explicit parameters could smuggle in another generator.
Status check_algorithm(const Botan::AlgorithmIdentifier& id) {
  const auto oid = id.get_oid().to_string();
  if (oid != ec_public_key_oid().to_string() && oid != "1.2.156.10197.1.301.1" && oid != "1.2.156.10197.1.301.3")
    return bad_key("不是椭圆曲线密钥 / not an elliptic-curve key");
  Botan::OID named;
  Botan::BER_Decoder(id.get_parameters()).decode(named).verify_end();
  if (named != curve_oid()) return bad_key("曲线须为 sm2p256v1 / the curve must be sm2p256v1");
  return {};
}

Result<Sm2PublicKey> public_from(const std::uint8_t* point, std::size_t size) {
  if (size != 65 || point[0] != 4) return bad_key("公钥点须为 04||x||y / the point must be 04 || x || y");
  const auto q = curve().OS2ECP(point, size);
  if (!curve().verify_public_element(q)) return bad_key("点不在曲线上 / the point is not on the curve");
  return Sm2PublicKey(std::make_shared<const Sm2PublicKey::Impl>(Sm2PublicKey::Impl{Botan::SM2_PublicKey(curve(), q)}));
}

Result<Sm2PrivateKey> private_from(const Botan::BigInt& d) {
  if (d < 1 || d > curve().get_order() - 2) return bad_key("私钥须在 1 至 n-2 之间 / the private key lies between 1 and n-2");
  return Sm2PrivateKey(
      std::make_shared<const Sm2PrivateKey::Impl>(Sm2PrivateKey::Impl{Botan::SM2_PrivateKey(Botan::system_rng(), curve(), d)}));
}

/// ECPrivateKey of RFC 5915; the public key in it, when present, must be the private key's own.
Result<Sm2PrivateKey> from_ec_private_key(const std::vector<std::uint8_t>& der) {
  Botan::secure_vector<std::uint8_t> scalar;
  std::size_t version = 0;
  std::vector<std::uint8_t> point;
  Botan::OID named;
  auto decoder = Botan::BER_Decoder(der);
  auto sequence = decoder.start_cons(Botan::SEQUENCE);
  sequence.decode(version).decode(scalar, Botan::OCTET_STRING);
  sequence.decode_optional(named, Botan::ASN1_Tag(0), Botan::PRIVATE);
  sequence.decode_optional_string(point, Botan::BIT_STRING, 1, Botan::PRIVATE);
  sequence.end_cons();
  if (version != 1) return bad_key("ECPrivateKey 版本须为 1 / ECPrivateKey version must be 1");
  if (!named.empty() && named != curve_oid()) return bad_key("曲线须为 sm2p256v1 / the curve must be sm2p256v1");
  GS_TRY(key, private_from(Botan::BigInt(scalar.data(), scalar.size())));
  if (!point.empty() && std::string(point.begin(), point.end()) != key.public_key().point())
    return bad_key("公钥与私钥不成对 / the public key does not belong to the private key");
  return key;
}

}  // namespace

Sm2PublicKey::Sm2PublicKey(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Result<Sm2PublicKey> Sm2PublicKey::from_point(std::string_view point) try {
  return public_from(reinterpret_cast<const std::uint8_t*>(point.data()), point.size());
} catch (const std::exception& error) {
  return bad_key(error.what());
}

Result<Sm2PublicKey> Sm2PublicKey::from_pem(std::string_view pem) try {
  const auto der = Botan::PEM_Code::decode_check_label(std::string(pem), "PUBLIC KEY");
  Botan::AlgorithmIdentifier id;
  std::vector<std::uint8_t> point;
  Botan::BER_Decoder(der).start_cons(Botan::SEQUENCE).decode(id).decode(point, Botan::BIT_STRING).end_cons().verify_end();
  GS_CHECK(check_algorithm(id));
  return public_from(point.data(), point.size());
} catch (const std::exception& error) {
  return bad_key(error.what());
}

std::string Sm2PublicKey::to_pem() const {
  const auto q = point();
  std::vector<std::uint8_t> der;
  Botan::DER_Encoder(der)
      .start_cons(Botan::SEQUENCE)
      .encode(algorithm())
      .encode(reinterpret_cast<const std::uint8_t*>(q.data()), q.size(), Botan::BIT_STRING)
      .end_cons();
  return Botan::PEM_Code::encode(der, "PUBLIC KEY");
}

std::string Sm2PublicKey::point() const {
  const auto bytes = impl_->key.public_point().encode(Botan::PointGFp::UNCOMPRESSED);
  return {bytes.begin(), bytes.end()};
}

std::string Sm2PublicKey::fingerprint() const { return to_hex(view(sm3(point()))); }

bool Sm2PublicKey::verify(std::string_view message, std::string_view signature, std::string_view id) const {
  return sm2::verify(impl_->key, message, signature, {"SM3", id});
}

bool Sm2PublicKey::verify_digest(std::string_view e, std::string_view signature) const {
  return e.size() == 32 && sm2::verify(impl_->key, e, signature, {"Raw", kSm2DefaultId});
}

Result<std::string> Sm2PublicKey::encrypt(std::string_view plaintext) const {
  if (plaintext.empty()) return fail(ErrorCode::input_too_short, {}, "明文不能为空 / the plaintext is empty");
  if (plaintext.size() > 65536) return fail(ErrorCode::input_too_long, {}, "明文至多 64 KiB / at most 64 KiB of plaintext");
  return sm2::encrypt(impl_->key, Botan::system_rng(), plaintext);
}

Sm2PrivateKey::Sm2PrivateKey(std::shared_ptr<const Impl> impl) : impl_(std::move(impl)) {}

Sm2PrivateKey Sm2PrivateKey::generate() {
  return Sm2PrivateKey(std::make_shared<const Impl>(Impl{Botan::SM2_PrivateKey(Botan::system_rng(), curve())}));
}

Result<Sm2PrivateKey> Sm2PrivateKey::from_scalar(std::string_view scalar) try {
  if (scalar.size() != 32) return bad_key("私钥须为 32 字节 / a private key has 32 bytes");
  return private_from(Botan::BigInt(reinterpret_cast<const std::uint8_t*>(scalar.data()), scalar.size()));
} catch (const std::exception& error) {
  return bad_key(error.what());
}

Result<Sm2PrivateKey> Sm2PrivateKey::from_pem(std::string_view pem) try {
  const auto der = Botan::PEM_Code::decode_check_label(std::string(pem), "PRIVATE KEY");
  Botan::AlgorithmIdentifier id;
  std::size_t version = 0;
  std::vector<std::uint8_t> key;
  Botan::BER_Decoder(der)
      .start_cons(Botan::SEQUENCE)
      .decode(version)
      .decode(id)
      .decode(key, Botan::OCTET_STRING)
      .discard_remaining();
  if (version > 1) return bad_key("PKCS#8 版本不受支持 / unsupported PKCS#8 version");
  GS_CHECK(check_algorithm(id));
  return from_ec_private_key(key);
} catch (const std::exception& error) {
  return bad_key(error.what());
}

std::string Sm2PrivateKey::to_pem() const {
  const auto q = public_key().point();
  const auto d = Botan::BigInt::encode_1363(impl_->key.private_value(), 32);
  const auto inner = Botan::DER_Encoder()
                         .start_cons(Botan::SEQUENCE)
                         .encode(std::size_t{1})
                         .encode(d.data(), d.size(), Botan::OCTET_STRING)
                         .start_explicit(1)
                         .encode(reinterpret_cast<const std::uint8_t*>(q.data()), q.size(), Botan::BIT_STRING)
                         .end_explicit()
                         .end_cons()
                         .get_contents();
  const auto outer = Botan::DER_Encoder()
                         .start_cons(Botan::SEQUENCE)
                         .encode(std::size_t{0})
                         .encode(algorithm())
                         .encode(inner.data(), inner.size(), Botan::OCTET_STRING)
                         .end_cons()
                         .get_contents();
  return Botan::PEM_Code::encode(outer, "PRIVATE KEY");
}

Sm2PublicKey Sm2PrivateKey::public_key() const {
  return Sm2PublicKey(
      std::make_shared<const Sm2PublicKey::Impl>(Sm2PublicKey::Impl{Botan::SM2_PublicKey(curve(), impl_->key.public_point())}));
}

Result<std::string> Sm2PrivateKey::sign(std::string_view message, std::string_view id) const {
  return sm2::sign(impl_->key, Botan::system_rng(), message, {"SM3", id});
}

Result<std::string> Sm2PrivateKey::decrypt(std::string_view ciphertext) const {
  if (!ciphertext.starts_with('\x04')) return sm2::decrypt(impl_->key, ciphertext);
  GS_TRY(der, sm2_der_from_c1c3c2(ciphertext));
  return sm2::decrypt(impl_->key, der);
}

Result<std::string> sm2_c1c3c2_from_der(std::string_view der) {
  GS_TRY(parts, sm2::parse(der, curve()));
  return parts.c1 + parts.c3 + parts.c2;
}

Result<std::string> sm2_der_from_c1c3c2(std::string_view text) {
  if (text.size() <= 65 + 32) return fail(ErrorCode::crypto_bad_ciphertext, {}, "密文过短 / the ciphertext is too short");
  return sm2::to_der({std::string(text.substr(0, 65)), std::string(text.substr(65, 32)), std::string(text.substr(97))}, curve());
}

}  // namespace gongshu::crypto
