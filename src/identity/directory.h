// Credentials, names and sessions: operational state, outside the ledger (design invariant 1 lists it). Who exists and
// with which duties is in the ledger; how they prove it is here.
//
// Passwords: Argon2id. Session tokens: 32 random bytes, handed out once; only their SM3 is stored. A session ends after 30
// idle minutes, after 12 hours, at sign-out and when the account is disabled. Five wrong passwords lock an account for 15 minutes;
// then counting starts afresh.
//
// Thread-safe; one connection of its own to <data>/identity.db.
#pragma once
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "base/json.h"
#include "store/database.h"

namespace gongshu::identity {

struct Session {
  std::string person;
  bool must_change_password = false;
};

struct SignedIn {
  std::string token;  ///< base64url without padding; shown once
  Session session;
  Instant expires = 0;
};

/// An application's signing key; the secret is sealed by the caller's keyring before it comes here.
struct ApplicationKey {
  std::string id;
  std::string org;
  std::string sealed_secret;
  bool revoked = false;
};

class Directory {
 public:
  /// Errors: store.*.
  static Result<std::unique_ptr<Directory>> open(const std::filesystem::path& file, const Clock& clock);

  /// Errors: state.already_exists (account taken); auth.weak_password.
  Status add_person(const std::string& person, const std::string& account, const std::string& name, const std::string& password,
                    bool must_change);
  /// auth.bad_credentials for an unknown account and a wrong password alike, at the same cost; auth.locked with the minutes left.
  Result<SignedIn> sign_in(const std::string& account, const std::string& password);
  /// auth.missing, auth.session_expired.
  Result<Session> session(std::string_view token);
  Status sign_out(std::string_view token);
  /// Ends every other session of the person. Errors: auth.bad_credentials, auth.weak_password.
  Status change_password(const std::string& person, const std::string& old_password, const std::string& new_password);
  /// Another password, to be changed at the next sign-in; ends all sessions and any lock. Errors: state.not_found, auth.weak_password.
  Status reset_password(const std::string& person, const std::string& one_time);
  /// Ends all sessions and refuses new ones.
  Status disable(const std::string& person);
  std::string name_of_person(const std::string& person);
  /// Errors: store.*.
  Result<bool> has_credentials(const std::string& person);

  Status add_key(const ApplicationKey& key);
  Status revoke_key(const std::string& id);
  Result<std::vector<ApplicationKey>> keys();

 private:
  Directory(store::Database db, const Clock& clock) : db_(std::move(db)), clock_(clock) {}
  Result<std::string> account_of(const std::string& person);
  Status end_sessions(const std::string& person);
  Status count_failure(const std::string& person);
  Result<SignedIn> start_session(const std::string& person, bool must_change);

  std::mutex mutex_;
  store::Database db_;
  const Clock& clock_;
};

/// At least 10 characters, not the account, not one repeated character (auth.weak_password).
Status check_password(const std::string& password, const std::string& account);

}  // namespace gongshu::identity
