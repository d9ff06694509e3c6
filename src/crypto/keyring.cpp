#include "crypto/keyring.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <mutex>
#include <shared_mutex>

#include "crypto/destroyed_list.h"
#include "crypto/random.h"
#include "crypto/secret_file.h"
#include "crypto/sm4.h"

namespace gongshu::crypto {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kHeader = "gongshu-key-1\n";
constexpr std::string_view kSuffix = ".key";
constexpr std::size_t kSecretBytes = 32;

Status check_name(std::string_view name) {
  const bool allowed = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == ':' || c == '.' || c == '_' || c == '-';
  });
  if (name.empty() || name.size() > 120 || !allowed || name.front() == '.')
    return fail(ErrorCode::input_bad_format, "name",
                "密钥名为 1–120 个 [a-z0-9:._-]，不以点开头 / 1–120 of [a-z0-9:._-], no leading dot");
  return {};
}

std::string file_name(std::string_view name) { return std::string(name).append(kSuffix); }
std::string binding(std::string_view name) { return std::string(kHeader).append(name); }

/// What is derived from a key's secret bytes; wiped when the last user lets go.
struct Secret {
  explicit Secret(std::string_view bytes)
      : data_key(derived(bytes, "gongshu/data-key").substr(0, kSm4KeyBytes)),
        tokens(derived(bytes, "gongshu/token-key")),
        fingerprint(to_hex(derived(bytes, "gongshu/fingerprint").substr(0, 16))) {}
  ~Secret() { wipe(data_key); }
  Secret(const Secret&) = delete;
  Secret& operator=(const Secret&) = delete;

  static std::string derived(std::string_view bytes, std::string_view label) { return std::string(view(hmac_sm3(bytes, label))); }

  std::string data_key;
  HmacSm3 tokens;
  std::string fingerprint;
};

Status ask(const Gate& gate) {
  if (!gate) return fail(ErrorCode::crypto_key_withheld, {}, "未给出放行条件 / no gate was given");
  return gate();
}

Result<int> lock_directory(const fs::path& directory) {
  const int fd = ::open((directory / "lock").c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail(file_error(directory / "lock"));
  if (::flock(fd, LOCK_EX | LOCK_NB) == 0) return fd;
  const auto error =
      errno == EWOULDBLOCK ? Error{ErrorCode::store_locked, directory.string(), {}, {}, {}, {}} : file_error(directory);
  ::close(fd);
  return fail(error);
}

Result<bool> holds_keys(const fs::path& directory) {
  std::error_code code;
  for (fs::directory_iterator it(directory, code), end; !code && it != end; it.increment(code))
    if (it->path().extension() == kSuffix) return true;
  if (code) return fail(ErrorCode::store_failed, directory.string(), code.message());
  return false;
}

/// Reads the key-encryption key (32 hex characters and a newline), or makes one for a keyring without keys.
Result<std::string> key_encryption_key(const fs::path& path, const fs::path& directory) {
  std::error_code code;
  if (!fs::exists(fs::symlink_status(path, code))) {
    GS_TRY(keys, holds_keys(directory));
    if (keys)
      return fail(ErrorCode::crypto_key_missing, path.string(),
                  "密钥加密密钥文件不见了 / the file of the key-encryption key is missing");
    const auto parent = path.parent_path().empty() ? fs::path(".") : path.parent_path();
    GS_CHECK(make_secret_directory(parent));
    GS_CHECK(write_secret(parent, path.filename().string(), to_hex(random_bytes(kSm4KeyBytes)) + "\n"));
  }
  GS_TRY(text, read_secret(path, 64, true));
  auto key = text.size() == 2 * kSm4KeyBytes + 1 && text.back() == '\n'
                 ? from_hex(std::string_view(text).substr(0, text.size() - 1))
                 : Result<std::string>(fail(ErrorCode::crypto_bad_key));
  wipe(text);
  if (!key) return fail(ErrorCode::crypto_bad_key, path.string(), "须为 32 位十六进制 / 32 hexadecimal characters and a newline");
  return key;
}

}  // namespace

struct Keyring::State {
  State(fs::path where, int lock, std::string kek, DestroyedList list)
      : directory(std::move(where)), lock_fd(lock), key_encryption_key(std::move(kek)), destroyed(std::move(list)) {}
  ~State() {
    wipe(key_encryption_key);
    ::close(lock_fd);
  }

  fs::path path_of(std::string_view name) const { return directory / file_name(name); }
  bool held(std::string_view name) const {
    std::error_code code;
    return fs::exists(path_of(name), code);
  }
  Result<std::shared_ptr<const Secret>> find(std::string_view name);
  Result<std::shared_ptr<const Secret>> unwrap(std::string_view name) const;
  Status finish_interrupted();
  Status remove(std::string_view name, Instant when, std::string fingerprint);

  const fs::path directory;
  const int lock_fd;
  std::string key_encryption_key;
  std::shared_mutex mutex;  ///< guards what follows and the files
  DestroyedList destroyed;
  std::map<std::string, std::shared_ptr<const Secret>, std::less<>> unwrapped;
};

Result<std::shared_ptr<const Secret>> Keyring::State::unwrap(std::string_view name) const {
  if (!held(name)) return fail(ErrorCode::crypto_key_missing, std::string(name));
  GS_TRY(content, read_secret(path_of(name), 4096));
  if (!content.starts_with(kHeader)) return fail(ErrorCode::crypto_bad_ciphertext, path_of(name).string());
  auto bytes = sm4_open(key_encryption_key, std::string_view(content).substr(kHeader.size()), binding(name));
  if (!bytes || bytes->size() != kSecretBytes) return fail(ErrorCode::crypto_bad_ciphertext, path_of(name).string());
  auto secret = std::make_shared<const Secret>(*bytes);
  wipe(*bytes);
  return secret;
}

Result<std::shared_ptr<const Secret>> Keyring::State::find(std::string_view name) {
  {
    const std::shared_lock lock(mutex);
    if (destroyed.contains(name)) return fail(ErrorCode::crypto_key_destroyed, std::string(name));
    if (const auto it = unwrapped.find(name); it != unwrapped.end()) return it->second;
  }
  const std::unique_lock lock(mutex);
  if (destroyed.contains(name)) return fail(ErrorCode::crypto_key_destroyed, std::string(name));
  GS_TRY(secret, unwrap(name));
  unwrapped.insert_or_assign(std::string(name), secret);
  return secret;
}

/// After a crash: half-made keys go, recorded destructions are carried through.
Status Keyring::State::finish_interrupted() {
  std::vector<fs::path> leftovers;
  std::error_code code;
  for (fs::directory_iterator it(directory, code), end; !code && it != end; it.increment(code))
    if (it->path().filename().string().starts_with(".tmp-")) leftovers.push_back(it->path());
  if (code) return fail(ErrorCode::store_failed, directory.string(), code.message());
  for (const auto& key : destroyed.keys()) leftovers.push_back(path_of(key.name));
  for (const auto& path : leftovers) GS_CHECK(erase_secret(path));
  return {};
}

/// The record comes first: from then on the name is dead, whatever happens to the file.
Status Keyring::State::remove(std::string_view name, Instant when, std::string fingerprint) {
  GS_CHECK(destroyed.append({std::string(name), when, std::move(fingerprint)}));
  if (const auto it = unwrapped.find(name); it != unwrapped.end()) unwrapped.erase(it);
  return erase_secret(path_of(name));
}

Keyring::Keyring(std::unique_ptr<State> state) : state_(std::move(state)) {}
Keyring::~Keyring() = default;
Keyring::Keyring(Keyring&&) noexcept = default;
Keyring& Keyring::operator=(Keyring&&) noexcept = default;

Result<Keyring> Keyring::open(const fs::path& directory, const fs::path& kek_file) {
  GS_CHECK(make_secret_directory(directory));
  GS_TRY(fd, lock_directory(directory));
  auto list = DestroyedList::open(directory / "destroyed");
  auto key = list ? key_encryption_key(kek_file, directory) : Result<std::string>(fail(list.error()));
  if (!key) {
    ::close(fd);
    return fail(key.error());
  }
  Keyring ring(std::make_unique<State>(directory, fd, std::move(*key), std::move(*list)));
  GS_CHECK(ring.state_->finish_interrupted());
  return ring;
}

Status Keyring::create(std::string_view name) {
  GS_CHECK(check_name(name));
  const std::unique_lock lock(state_->mutex);
  if (state_->destroyed.contains(name)) return fail(ErrorCode::crypto_key_destroyed, std::string(name));
  if (state_->held(name)) return fail(ErrorCode::state_already_exists, std::string(name));
  auto bytes = random_bytes(kSecretBytes);
  auto sealed = sm4_seal(state_->key_encryption_key, bytes, binding(name));
  wipe(bytes);
  if (!sealed) return fail(sealed.error());
  return write_secret(state_->directory, file_name(name), std::string(kHeader) + *sealed);
}

Result<std::string> Keyring::release(std::string_view name, const Gate& gate) const {
  GS_CHECK(check_name(name));
  GS_CHECK(ask(gate));
  GS_TRY(secret, state_->find(name));
  return secret->data_key;
}

Result<Digest> Keyring::tokenize(std::string_view name, std::string_view value, const Gate& gate) const {
  GS_CHECK(check_name(name));
  GS_CHECK(ask(gate));
  GS_TRY(secret, state_->find(name));
  return secret->tokens(value);
}

Result<std::vector<Digest>> Keyring::tokenize(std::string_view name, std::span<const std::string_view> values,
                                              const Gate& gate) const {
  GS_CHECK(check_name(name));
  GS_CHECK(ask(gate));
  GS_TRY(secret, state_->find(name));
  std::vector<Digest> tokens;
  tokens.reserve(values.size());
  for (const auto value : values) tokens.push_back(secret->tokens(value));
  return tokens;
}

Result<std::string> Keyring::fingerprint(std::string_view name) const {
  GS_CHECK(check_name(name));
  GS_TRY(secret, state_->find(name));
  return secret->fingerprint;
}

Status Keyring::destroy(std::string_view name, Instant when) {
  GS_CHECK(check_name(name));
  const std::unique_lock lock(state_->mutex);
  if (state_->destroyed.contains(name)) return erase_secret(state_->path_of(name));
  if (!state_->held(name)) return fail(ErrorCode::crypto_key_missing, std::string(name));
  const auto secret = state_->unwrap(name);  // a damaged key can be destroyed too; then it has no fingerprint to record
  return state_->remove(name, when, secret ? (*secret)->fingerprint : std::string());
}

Status Keyring::apply(std::span<const DestroyedKey> elsewhere) {
  const std::unique_lock lock(state_->mutex);
  for (const auto& key : elsewhere) {
    GS_CHECK(check_name(key.name));
    if (state_->destroyed.contains(key.name)) continue;
    if (!key.fingerprint.empty()) {
      const auto bytes = from_hex(key.fingerprint);
      if (!bytes || bytes->size() != 16)
        return fail(ErrorCode::input_bad_format, key.name, "指纹须为 32 位十六进制 / 32 hex characters");
    }
    GS_CHECK(state_->remove(key.name, key.when, key.fingerprint));
  }
  return {};
}

bool Keyring::exists(std::string_view name) const {
  const std::shared_lock lock(state_->mutex);
  return check_name(name).has_value() && !state_->destroyed.contains(name) && state_->held(name);
}

bool Keyring::destroyed(std::string_view name) const {
  const std::shared_lock lock(state_->mutex);
  return state_->destroyed.contains(name);
}

std::vector<DestroyedKey> Keyring::destroyed_keys() const {
  const std::shared_lock lock(state_->mutex);
  return state_->destroyed.keys();
}

}  // namespace gongshu::crypto
