// Sealed data: SM4-GCM (GB/T 32907-2016 in the mode of GB/T 36624 / RFC 8998), through libgcrypt.
// Thread-safe. A sealed value is nonce(12) || ciphertext || tag(16); the nonce is random, so one key may seal at most
// 2^32 values (the collision bound of NIST SP 800-38D section 8.3): give each workspace, shelf and batch its own key.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::crypto {

inline constexpr std::size_t kSm4KeyBytes = 16;
inline constexpr std::size_t kSm4NonceBytes = 12;
inline constexpr std::size_t kSm4TagBytes = 16;
/// What sealing adds to the length of the plaintext.
inline constexpr std::size_t kSealOverhead = kSm4NonceBytes + kSm4TagBytes;

/// Encrypts and authenticates `plaintext` together with `aad` (which is not part of the output: it names the place the
/// value belongs to, so that a sealed value cannot be moved). Errors: crypto.bad_key (not 16 bytes).
Result<std::string> sm4_seal(std::string_view key, std::string_view plaintext, std::string_view aad);

/// The plaintext, or crypto.bad_ciphertext when anything (key, nonce, ciphertext, tag, aad, length) does not fit; nothing
/// of an unverified plaintext is returned. Errors: also crypto.bad_key (not 16 bytes).
Result<std::string> sm4_open(std::string_view key, std::string_view sealed, std::string_view aad);

}  // namespace gongshu::crypto
