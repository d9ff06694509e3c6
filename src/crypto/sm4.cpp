#include "crypto/sm4.h"

#include "crypto/gcrypt_ready.h"
#include "crypto/hash.h"
#include "crypto/random.h"
#include "crypto/sm4_gcm.h"

namespace gongshu::crypto {
namespace {

class Cipher {
 public:
  ~Cipher() { gcry_cipher_close(handle_); }
  Cipher() = default;
  Cipher(const Cipher&) = delete;
  Cipher& operator=(const Cipher&) = delete;

  Status start(std::string_view key, std::string_view nonce, std::string_view aad) {
    gcrypt_ready();
    if (key.size() != kSm4KeyBytes) return fail(ErrorCode::crypto_bad_key, {}, "SM4 密钥须为 16 字节 / an SM4 key has 16 bytes");
    GS_CHECK(check(gcry_cipher_open(&handle_, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_GCM, 0)));
    GS_CHECK(check(gcry_cipher_setkey(handle_, key.data(), key.size())));
    GS_CHECK(check(gcry_cipher_setiv(handle_, nonce.data(), nonce.size())));
    return check(gcry_cipher_authenticate(handle_, aad.data(), aad.size()));
  }
  gcry_cipher_hd_t get() const { return handle_; }

  static Status check(gcry_error_t code) {
    if (code == 0) return {};
    return fail(ErrorCode::crypto_failed, {}, gcry_strerror(code));
  }

 private:
  gcry_cipher_hd_t handle_ = nullptr;
};

}  // namespace

Result<std::string> sm4_gcm_encrypt(std::string_view key, std::string_view nonce, std::string_view plaintext,
                                    std::string_view aad) {
  Cipher cipher;
  GS_CHECK(cipher.start(key, nonce, aad));
  std::string out(plaintext.size() + kSm4TagBytes, '\0');
  // One call per message: GCM mode of libgcrypt takes lengths that are multiples of the block only before the last one.
  GS_CHECK(Cipher::check(gcry_cipher_encrypt(cipher.get(), out.data(), plaintext.size(), plaintext.data(), plaintext.size())));
  GS_CHECK(Cipher::check(gcry_cipher_gettag(cipher.get(), out.data() + plaintext.size(), kSm4TagBytes)));
  return out;
}

Result<std::string> sm4_gcm_decrypt(std::string_view key, std::string_view nonce, std::string_view input, std::string_view aad) {
  if (input.size() < kSm4TagBytes) return fail(ErrorCode::crypto_bad_ciphertext, {}, "密文过短 / the ciphertext is too short");
  Cipher cipher;
  GS_CHECK(cipher.start(key, nonce, aad));
  const auto body = input.substr(0, input.size() - kSm4TagBytes);
  const auto tag = input.substr(body.size());
  std::string out(body.size(), '\0');
  GS_CHECK(Cipher::check(gcry_cipher_decrypt(cipher.get(), out.data(), out.size(), body.data(), body.size())));
  if (gcry_cipher_checktag(cipher.get(), tag.data(), tag.size()) != 0) {
    wipe(out);
    return fail(ErrorCode::crypto_bad_ciphertext);
  }
  return out;
}

Result<std::string> sm4_seal(std::string_view key, std::string_view plaintext, std::string_view aad) {
  std::string sealed = random_bytes(kSm4NonceBytes);
  GS_TRY(body, sm4_gcm_encrypt(key, sealed, plaintext, aad));
  return sealed += body;
}

Result<std::string> sm4_open(std::string_view key, std::string_view sealed, std::string_view aad) {
  if (sealed.size() < kSealOverhead) return fail(ErrorCode::crypto_bad_ciphertext, {}, "密文过短 / the ciphertext is too short");
  return sm4_gcm_decrypt(key, sealed.substr(0, kSm4NonceBytes), sealed.substr(kSm4NonceBytes), aad);
}

}  // namespace gongshu::crypto
