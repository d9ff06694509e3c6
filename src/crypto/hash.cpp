#include "crypto/hash.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>

#include "crypto/gcrypt_ready.h"

namespace gongshu::crypto {
namespace {
constexpr int kSm3 = GCRY_MD_SM3;

/// SM3 is built into libgcrypt: what can fail here is memory, and then nothing sensible is left to do.
void must(gcry_error_t code) {
  if (code == 0) return;
  std::fprintf(stderr, "libgcrypt: %s\n", gcry_strerror(code));
  std::abort();
}

Digest read_digest(gcry_md_hd_t handle) {
  Digest digest;
  std::memcpy(digest.data(), gcry_md_read(handle, kSm3), digest.size());
  gcry_md_reset(handle);
  return digest;
}

gcry_md_hd_t keyed(std::string_view key) {
  gcrypt_ready();
  gcry_md_hd_t handle = nullptr;
  must(gcry_md_open(&handle, kSm3, GCRY_MD_FLAG_HMAC));
  must(gcry_md_setkey(handle, key.data(), key.size()));
  return handle;
}
}  // namespace

void gcrypt_ready() {
  static const bool ready = [] {
    if (!gcry_check_version(GCRYPT_VERSION)) {
      std::fprintf(stderr, "libgcrypt is older than %s\n", GCRYPT_VERSION);
      std::abort();
    }
    gcry_control(GCRYCTL_DISABLE_SECMEM, 0);
    gcry_control(GCRYCTL_INITIALIZATION_FINISHED, 0);
    return true;
  }();
  (void)ready;
}

Digest sm3(std::string_view data) {
  gcrypt_ready();
  Digest digest;
  gcry_md_hash_buffer(kSm3, digest.data(), data.data(), data.size());
  return digest;
}

struct Sm3::State {
  gcry_md_hd_t handle = nullptr;
  ~State() { gcry_md_close(handle); }
};

Sm3::Sm3() : state_(std::make_unique<State>()) {
  gcrypt_ready();
  must(gcry_md_open(&state_->handle, kSm3, 0));
}
Sm3::~Sm3() = default;
Sm3::Sm3(Sm3&&) noexcept = default;
Sm3& Sm3::operator=(Sm3&&) noexcept = default;

Sm3& Sm3::update(std::string_view data) {
  gcry_md_write(state_->handle, data.data(), data.size());
  return *this;
}

Digest Sm3::finish() { return read_digest(state_->handle); }

Digest hmac_sm3(std::string_view key, std::string_view data) {
  gcry_md_hd_t handle = keyed(key);
  gcry_md_write(handle, data.data(), data.size());
  const Digest digest = read_digest(handle);
  gcry_md_close(handle);
  return digest;
}

/// Keyed handles wait in a list: a call takes one (or copies the first) and gives it back, so that threads share only the
/// short moment of taking.
struct HmacSm3::State {
  gcry_md_hd_t first = nullptr;
  std::mutex mutex;
  std::vector<gcry_md_hd_t> idle;

  gcry_md_hd_t take() {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        gcry_md_hd_t handle = idle.back();
        idle.pop_back();
        return handle;
      }
    }
    gcry_md_hd_t handle = nullptr;
    must(gcry_md_copy(&handle, first));
    return handle;
  }
  void give_back(gcry_md_hd_t handle) {
    const std::lock_guard lock(mutex);
    idle.push_back(handle);
  }
  ~State() {
    for (gcry_md_hd_t handle : idle) gcry_md_close(handle);
    gcry_md_close(first);
  }
};

HmacSm3::HmacSm3(std::string_view key) : state_(std::make_unique<State>()) { state_->first = keyed(key); }
HmacSm3::~HmacSm3() = default;
HmacSm3::HmacSm3(HmacSm3&&) noexcept = default;
HmacSm3& HmacSm3::operator=(HmacSm3&&) noexcept = default;

Digest HmacSm3::operator()(std::string_view data) const {
  gcry_md_hd_t handle = state_->take();
  gcry_md_write(handle, data.data(), data.size());
  const Digest digest = read_digest(handle);
  state_->give_back(handle);
  return digest;
}

void wipe(std::string& secret) {
  explicit_bzero(secret.data(), secret.size());
  secret.clear();
}

}  // namespace gongshu::crypto
