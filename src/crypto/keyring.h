// The keyring: named keys that can be withheld and destroyed (design invariants 3 and 8).
//
// A directory of its own, which no backup takes, holds for each key a file <name>.key: the key wrapped with SM4-GCM under the
// key-encryption key, bound to its name. The key-encryption key lies in a 0600 file of its own, elsewhere.
// `destroyed` in the same directory lists, append-only, what was destroyed: it survives, and a restore applies it. A destroyed
// name never comes back.
//
// From a key's 32 secret bytes two independent keys are derived with HMAC-SM3: a data key (16 bytes, for SM4-GCM) that release()
// hands out, and a token key that never leaves the keyring. Whoever holds the data key cannot compute tokens.
//
// Kill-safe: after a crash at any point a key is whole or absent, and a name whose destruction was recorded is finished off at
// the next open. Thread-safe. One process at a time: open() takes a lock (store.locked).
//
// Names: 1–120 characters of [a-z0-9:._-], not beginning with a dot; otherwise input.bad_format.
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/hash.h"

namespace gongshu::crypto {

/// Asked before every use of a key: is an agreement in force, is nothing suspended, did the consent check pass? Its refusal is
/// the answer, unchanged. Called without any lock held; an empty gate refuses (crypto.key_withheld).
using Gate = std::function<Status()>;

struct DestroyedKey {
  std::string name;
  Instant when = 0;
  std::string fingerprint;  ///< 32 hex characters; empty when this keyring never held the key (learnt by apply())
  friend bool operator==(const DestroyedKey&, const DestroyedKey&) = default;
};

class Keyring {
 public:
  /// Opens or makes the directory and the key-encryption key. Errors: store.locked; crypto.bad_key (the key-encryption key is
  /// malformed or readable by others: mode must be 0600 or less); crypto.key_missing (keys are there, their key-encryption key is
  /// not); crypto.failed (the list of destroyed keys is damaged, named by line); store.failed.
  static Result<Keyring> open(const std::filesystem::path& directory, const std::filesystem::path& key_encryption_key);
  ~Keyring();
  Keyring(Keyring&&) noexcept;
  Keyring& operator=(Keyring&&) noexcept;

  /// Errors: state.already_exists, crypto.key_destroyed, store.failed.
  Status create(std::string_view name);

  /// The 16-byte data key. Errors: what the gate says; crypto.key_destroyed, crypto.key_missing, crypto.bad_ciphertext
  /// (the file was changed), store.failed.
  Result<std::string> release(std::string_view name, const Gate& gate) const;

  /// HMAC-SM3 of the value under the key's token key: equal under one name, unlinkable across names. Errors as release().
  Result<Digest> tokenize(std::string_view name, std::string_view value, const Gate& gate) const;
  /// Many values, one question to the gate: for a batch that one decision covers.
  Result<std::vector<Digest>> tokenize(std::string_view name, std::span<const std::string_view> values, const Gate& gate) const;

  /// Names the key without disclosing it: 32 hex characters, for certificates. Errors: crypto.key_destroyed, crypto.key_missing,
  /// ….
  Result<std::string> fingerprint(std::string_view name) const;

  /// Records, overwrites, unlinks, each made durable before the next. Destroying twice is no error and keeps the first record.
  /// Errors: crypto.key_missing (never held), store.failed.
  Status destroy(std::string_view name, Instant when);

  /// Takes over destructions recorded elsewhere (a restore): each named key is destroyed here, held or not.
  Status apply(std::span<const DestroyedKey> elsewhere);

  bool exists(std::string_view name) const;  ///< held and not destroyed
  bool destroyed(std::string_view name) const;
  std::vector<DestroyedKey> destroyed_keys() const;  ///< oldest first

 private:
  struct State;
  explicit Keyring(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::crypto
