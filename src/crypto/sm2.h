// SM2 signatures and public-key encryption (GB/T 32918.2/.4-2016) on the recommended curve sm2p256v1 (GB/T 32918.5) with SM3.
//
// Signatures: DER SEQUENCE { r INTEGER, s INTEGER } (GM/T 0009), over ZA || message with the signer's id, by default
//   "1234567812345678" (GM/T 0009 section 10).
// Ciphertexts: encrypt() emits the DER form of GM/T 0009, SEQUENCE { x, y INTEGER, C3, C2 OCTET STRING }; decrypt() also reads
// the
//   plain form C1 || C3 || C2 with C1 = 04 || x || y. The two cannot be confused: one starts with 30, the other with 04.
// PEM: PKCS#8 and SubjectPublicKeyInfo with id-ecPublicKey and the curve's OID, which OpenSSL and Tongsuo read; the older
//   algorithm OID 1.2.156.10197.1.301.1/.3 (Botan) is read as well. Other curves are refused.
//
// Keys are immutable and cheap to copy (shared); all members are const and safe to call from several threads at once.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::crypto {

inline constexpr std::string_view kSm2DefaultId = "1234567812345678";

class Sm2PublicKey {
 public:
  /// "-----BEGIN PUBLIC KEY-----"; errors: crypto.bad_key (not PEM, another algorithm or curve, point not on the curve).
  static Result<Sm2PublicKey> from_pem(std::string_view pem);
  /// 65 bytes 04 || x || y; errors: crypto.bad_key.
  static Result<Sm2PublicKey> from_point(std::string_view point);

  std::string to_pem() const;
  std::string point() const;  ///< 65 bytes 04 || x || y
  /// Lower-case hex of SM3(point): 64 characters.
  std::string fingerprint() const;

  /// False for any signature that is not valid DER, not canonical, or not of this key, message and id.
  /// `id` holds no comma (a limit of the library) and at most 8191 bytes; other ids never verify.
  bool verify(std::string_view message, std::string_view signature, std::string_view id = kSm2DefaultId) const;
  /// The same for e = SM3(ZA || message) computed elsewhere (32 bytes), as hardware modules hand it over.
  bool verify_digest(std::string_view e, std::string_view signature) const;

  /// DER ciphertext; for short secrets (keys), 1 byte to 64 KiB. Errors: input.too_long, input.too_short, crypto.failed.
  Result<std::string> encrypt(std::string_view plaintext) const;

  struct Impl;
  explicit Sm2PublicKey(std::shared_ptr<const Impl> impl);  ///< inside the adapter only

 private:
  std::shared_ptr<const Impl> impl_;
};

class Sm2PrivateKey {
 public:
  static Sm2PrivateKey generate();
  /// "-----BEGIN PRIVATE KEY-----", unencrypted PKCS#8; errors: crypto.bad_key.
  static Result<Sm2PrivateKey> from_pem(std::string_view pem);
  /// 32 bytes big-endian, 1 … n-2; errors: crypto.bad_key.
  static Result<Sm2PrivateKey> from_scalar(std::string_view scalar);

  std::string to_pem() const;  ///< a secret: write it to a 0600 file and wipe() it
  Sm2PublicKey public_key() const;

  /// DER signature. Errors: crypto.failed (the library refuses; `id` with a comma).
  Result<std::string> sign(std::string_view message, std::string_view id = kSm2DefaultId) const;
  /// Errors: crypto.bad_ciphertext for anything that is not a whole, untouched ciphertext for this key.
  Result<std::string> decrypt(std::string_view ciphertext) const;

  struct Impl;
  explicit Sm2PrivateKey(std::shared_ptr<const Impl> impl);  ///< inside the adapter only

 private:
  std::shared_ptr<const Impl> impl_;
};

/// Between the two forms of a ciphertext; errors: crypto.bad_ciphertext.
Result<std::string> sm2_c1c3c2_from_der(std::string_view der);
Result<std::string> sm2_der_from_c1c3c2(std::string_view c1c3c2);

}  // namespace gongshu::crypto
