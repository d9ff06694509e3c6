// Inside the adapter and its known-answer tests only: SM4-GCM with a nonce of the caller's. Using one nonce twice under one key
// breaks both secrecy and authenticity, so everything else goes through sm4_seal.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::crypto {

/// ciphertext || tag(16). Errors: crypto.bad_key, crypto.failed.
Result<std::string> sm4_gcm_encrypt(std::string_view key, std::string_view nonce, std::string_view plaintext,
                                    std::string_view aad);
/// Errors: crypto.bad_key, crypto.bad_ciphertext, crypto.failed.
Result<std::string> sm4_gcm_decrypt(std::string_view key, std::string_view nonce, std::string_view ciphertext_and_tag,
                                    std::string_view aad);

}  // namespace gongshu::crypto
