// Inside the adapter and its known-answer tests only: the SM2 operations over the library's own types, with the curve, the hash
// and the source of randomness left open, so that the standards' examples (fixed nonces, other curves) run through the same code.
#pragma once
#include <botan/sm2.h>

#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::crypto::sm2 {

/// "SM3" and the like; "Raw" takes the digest e itself as the message (signatures only).
struct Scheme {
  std::string_view hash = "SM3";
  std::string_view id = "1234567812345678";
};

/// A ciphertext taken apart. c1 is 04 || x || y with coordinates of the field's length.
struct Parts {
  std::string c1, c3, c2;
};

/// Strict DER of GM/T 0009: minimal lengths and integers, nothing behind, coordinates below the field prime and a point on the
/// curve, C3 as long as the hash, C2 not empty. Errors: crypto.bad_ciphertext.
Result<Parts> parse(std::string_view der, const Botan::EC_Group& group, std::size_t hash_bytes = 32);
/// Errors: crypto.bad_ciphertext.
Result<std::string> to_der(const Parts& parts, const Botan::EC_Group& group);

Result<std::string> sign(const Botan::SM2_PrivateKey& key, Botan::RandomNumberGenerator& rng, std::string_view message,
                         const Scheme& scheme);
bool verify(const Botan::SM2_PublicKey& key, std::string_view message, std::string_view signature, const Scheme& scheme);
Result<std::string> encrypt(const Botan::SM2_PublicKey& key, Botan::RandomNumberGenerator& rng, std::string_view plaintext,
                            std::string_view hash = "SM3");
Result<std::string> decrypt(const Botan::SM2_PrivateKey& key, std::string_view der, std::string_view hash = "SM3");

}  // namespace gongshu::crypto::sm2
