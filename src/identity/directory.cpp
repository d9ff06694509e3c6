#include "identity/directory.h"

#include <array>

#include "crypto/hash.h"
#include "crypto/password.h"
#include "crypto/random.h"
#include "identity/schema.h"

namespace gongshu::identity {
namespace {

constexpr Instant kIdle = 30 * 60'000, kLifetime = 12 * 3'600'000, kLockTime = 15 * 60'000;
constexpr int kAttempts = 5;

constexpr std::array<store::Migration, 1> kMigrations = {{{1, "credentials, sessions, application keys", R"sql(
  CREATE TABLE credentials(person TEXT PRIMARY KEY, account TEXT NOT NULL UNIQUE, name TEXT NOT NULL, hash TEXT NOT NULL,
    must_change INTEGER NOT NULL, failures INTEGER NOT NULL DEFAULT 0, locked_until INTEGER NOT NULL DEFAULT 0,
    disabled INTEGER NOT NULL DEFAULT 0) STRICT;
  CREATE TABLE sessions(token BLOB PRIMARY KEY, person TEXT NOT NULL REFERENCES credentials(person), started INTEGER NOT NULL,
    seen INTEGER NOT NULL) STRICT;
  CREATE INDEX sessions_person ON sessions(person);
  CREATE TABLE application_keys(id TEXT PRIMARY KEY, org TEXT NOT NULL, sealed BLOB NOT NULL, revoked INTEGER NOT NULL) STRICT;
)sql"}}};

std::string url_safe(std::string text) {
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  while (!text.empty() && text.back() == '=') text.pop_back();
  return text;
}

std::string token_key(std::string_view token) { return std::string(crypto::view(crypto::sm3(token))); }

}  // namespace

Status check_password(const std::string& password, const std::string& account) {
  const bool varied = std::any_of(password.begin(), password.end(), [&](char c) { return c != password[0]; });
  if (code_points(password) >= 10 && password.size() <= 512 && varied && password != account) return {};
  return fail(ErrorCode::auth_weak_password, "/password", "at least 10 characters, varied, and not the account's name");
}

Result<std::vector<store::MigrationStep>> pending_steps(store::Database& db) { return store::pending_migrations(db, "identity", kMigrations); }

Result<std::unique_ptr<Directory>> Directory::open(const std::filesystem::path& file, const Clock& clock) {
  GS_TRY(db, store::Database::open(file, store::Mode::create));
  GS_CHECK(store::migrate(db, "identity", kMigrations, clock.now()));
  return std::unique_ptr<Directory>(new Directory(std::move(db), clock));
}

Status Directory::add_person(const std::string& person, const std::string& account, const std::string& name, const std::string& password,
                             bool must_change) {
  GS_CHECK(check_password(password, account));
  const auto hash = crypto::hash_password(password);
  std::lock_guard lock(mutex_);
  return db_.run("INSERT INTO credentials(person, account, name, hash, must_change) VALUES (?1, ?2, ?3, ?4, ?5)", person, account, name, hash,
                 must_change);
}

Result<SignedIn> Directory::sign_in(const std::string& account, const std::string& password) {
  std::string person, hash;
  bool must_change = false, usable = false;
  {
    std::lock_guard lock(mutex_);
    GS_TRY(row, db_.prepare("SELECT person, hash, must_change, locked_until, disabled FROM credentials WHERE account = ?1"));
    row.bind(1, account);
    GS_TRY(found, row.step());
    if (found) {
      if (const auto left = row.column_int64(3) - clock_.now(); left > 0)
        return fail(ErrorCode::auth_locked, {}, "try again in " + std::to_string(left / 60'000 + 1) + " minutes");
      person = row.column_text(0);
      hash = row.column_text(1);
      must_change = row.column_int64(2) != 0;
      usable = row.column_int64(4) == 0;
    }
  }
  // Slow on purpose, and outside the lock. An unknown account has no hash, and is refused at the cost of one.
  const bool right = crypto::verify_password(password, hash);
  std::lock_guard lock(mutex_);
  if (!right || !usable) {
    if (!person.empty()) GS_CHECK(count_failure(person));
    return fail(ErrorCode::auth_bad_credentials);
  }
  GS_CHECK(db_.run("UPDATE credentials SET failures = 0, locked_until = 0 WHERE person = ?1", person));
  return start_session(person, must_change);
}

/// A lock that has run out takes the failures that led to it along.
Status Directory::count_failure(const std::string& person) {
  const auto now = clock_.now();
  GS_CHECK(db_.run("UPDATE credentials SET failures = 0, locked_until = 0 WHERE person = ?1 AND locked_until > 0 AND locked_until <= ?2", person, now));
  return db_.run("UPDATE credentials SET failures = failures + 1, locked_until = CASE WHEN failures + 1 >= ?2 THEN ?3 ELSE 0 END WHERE person = ?1",
                 person, kAttempts, now + kLockTime);
}

Result<SignedIn> Directory::start_session(const std::string& person, bool must_change) {
  const auto token = url_safe(crypto::to_base64(crypto::random_bytes(32)));
  const auto now = clock_.now();
  GS_CHECK(db_.run("INSERT INTO sessions(token, person, started, seen) VALUES (?1, ?2, ?3, ?3)", store::Blob{token_key(token)}, person, now));
  return SignedIn{token, {person, must_change}, now + kLifetime};
}

Result<Session> Directory::session(std::string_view token) {
  if (token.empty()) return fail(ErrorCode::auth_missing, {}, "sign in, then send Authorization: Bearer TOKEN");
  const auto key = token_key(token);
  std::lock_guard lock(mutex_);
  GS_TRY(row, db_.prepare("SELECT s.person, s.started, s.seen, c.must_change, c.disabled FROM sessions s JOIN credentials c "
                          "ON c.person = s.person WHERE s.token = ?1"));
  row.bind(1, store::Blob{key});
  GS_TRY(found, row.step());
  if (!found) return fail(ErrorCode::auth_session_expired, {}, "sign in again");
  const Session session{std::string(row.column_text(0)), row.column_int64(3) != 0};
  const auto now = clock_.now(), started = row.column_int64(1), seen = row.column_int64(2);
  const bool ended = now - started > kLifetime || now - seen > kIdle || row.column_int64(4) != 0;
  row.reset();
  if (ended) {
    GS_CHECK(db_.run("DELETE FROM sessions WHERE token = ?1", store::Blob{key}));
    return fail(ErrorCode::auth_session_expired, {}, "sign in again");
  }
  if (now - seen > 60'000)  // idle time is kept to the minute, so that a busy session does not write on each call
    GS_CHECK(db_.run("UPDATE sessions SET seen = ?2 WHERE token = ?1", store::Blob{key}, now));
  return session;
}

Status Directory::sign_out(std::string_view token) {
  std::lock_guard lock(mutex_);
  return db_.run("DELETE FROM sessions WHERE token = ?1", store::Blob{token_key(token)});
}

Status Directory::change_password(const std::string& person, const std::string& old_password, const std::string& new_password) {
  std::string hash, account;
  {
    std::lock_guard lock(mutex_);
    GS_TRY(row, db_.prepare("SELECT hash, account FROM credentials WHERE person = ?1"));
    row.bind(1, person);
    GS_TRY(found, row.step());
    if (!found) return fail(ErrorCode::state_not_found);
    hash = row.column_text(0);
    account = row.column_text(1);
  }
  if (!crypto::verify_password(old_password, hash)) return fail(ErrorCode::auth_bad_credentials, "/old_password");
  GS_CHECK(check_password(new_password, account));
  if (new_password == old_password) return fail(ErrorCode::auth_weak_password, "/new_password", "choose another password than before");
  const auto fresh = crypto::hash_password(new_password);
  std::lock_guard lock(mutex_);
  GS_CHECK(db_.run("UPDATE credentials SET hash = ?2, must_change = 0 WHERE person = ?1", person, fresh));
  return end_sessions(person);
}

Result<std::string> Directory::account_of(const std::string& person) {
  std::lock_guard lock(mutex_);
  GS_TRY(row, db_.prepare("SELECT account FROM credentials WHERE person = ?1"));
  row.bind(1, person);
  GS_TRY(found, row.step());
  if (!found) return fail(ErrorCode::state_not_found);
  return std::string(row.column_text(0));
}

Status Directory::reset_password(const std::string& person, const std::string& one_time) {
  GS_TRY(account, account_of(person));
  GS_CHECK(check_password(one_time, account));
  const auto fresh = crypto::hash_password(one_time);
  std::lock_guard lock(mutex_);
  GS_CHECK(db_.run("UPDATE credentials SET hash = ?2, must_change = 1, failures = 0, locked_until = 0 WHERE person = ?1", person, fresh));
  return end_sessions(person);
}

Status Directory::end_sessions(const std::string& person) { return db_.run("DELETE FROM sessions WHERE person = ?1", person); }

Status Directory::disable(const std::string& person) {
  std::lock_guard lock(mutex_);
  GS_CHECK(db_.run("UPDATE credentials SET disabled = 1 WHERE person = ?1", person));
  return end_sessions(person);
}

Result<bool> Directory::has_credentials(const std::string& person) {
  std::lock_guard lock(mutex_);
  GS_TRY(row, db_.prepare("SELECT 1 FROM credentials WHERE person = ?1"));
  row.bind(1, person);
  return row.step();
}

std::string Directory::name_of_person(const std::string& person) {
  std::lock_guard lock(mutex_);
  auto row = db_.prepare("SELECT name FROM credentials WHERE person = ?1");
  if (!row) return {};
  row->bind(1, person);
  const auto found = row->step();
  return found && *found ? std::string(row->column_text(0)) : std::string();
}

Status Directory::add_key(const ApplicationKey& key) {
  std::lock_guard lock(mutex_);
  return db_.run("INSERT INTO application_keys(id, org, sealed, revoked) VALUES (?1, ?2, ?3, 0)", key.id, key.org, store::Blob{key.sealed_secret});
}

Status Directory::revoke_key(const std::string& id) {
  std::lock_guard lock(mutex_);
  return db_.run("UPDATE application_keys SET revoked = 1 WHERE id = ?1", id);
}

Result<std::vector<ApplicationKey>> Directory::keys() {
  std::lock_guard lock(mutex_);
  std::vector<ApplicationKey> out;
  GS_TRY(row, db_.prepare("SELECT id, org, sealed, revoked FROM application_keys"));
  for (;;) {
    GS_TRY(more, row.step());
    if (!more) return out;
    out.push_back({std::string(row.column_text(0)), std::string(row.column_text(1)), std::string(row.column_blob(2)), row.column_int64(3) != 0});
  }
}

}  // namespace gongshu::identity
