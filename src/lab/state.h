// The state directory of the lab: what was released before, kept between runs.
//
//   lock                one process at a time
//   state.json          {"format": "gongshu-lab-state", "version": 1, "ledgers": ["<id>", …]}
//   secret              32 random bytes in hex, 0600: row keys, entity numbers and noise are keyed with it
//   ledgers/<id>        one egress ledger for each (session, protected population): a line of JSON, then the ledger's bytes
//
// A ledger is durable before the answer that it records is shown. The secret and the ledgers belong together: whoever loses one
// begins anew with an empty directory and has no protection against differences with what was released before.
#pragma once
#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/hash.h"
#include "store/lock.h"

namespace gongshu::lab {

class State {
 public:
  /// Opens the directory or makes it. Errors: store.locked, store.newer_schema (written by a newer version), store.failed (`at`
  /// names the file: damaged, missing although listed, not readable, or a directory that holds something else).
  static Result<State> open(const std::filesystem::path& directory);

  /// The bytes saved last, nothing when there were none. Errors: store.newer_schema, store.failed (damaged, of another session,
  /// missing).
  Result<std::optional<std::string>> ledger(std::string_view session, std::string_view population) const;
  /// Durable when it returns. Error: store.failed; the old bytes are then still there.
  Status save_ledger(std::string_view session, std::string_view population, std::string_view bytes);

  /// 32 bytes.
  const std::string& secret() const { return secret_; }

 private:
  State(std::filesystem::path directory, store::DataLock lock) : directory_(std::move(directory)), lock_(std::move(lock)) {}
  Status load();
  Status create();
  Status write_index(const std::set<std::string>& ledgers) const;
  std::filesystem::path file(const char* name) const { return directory_ / name; }

  std::filesystem::path directory_;
  store::DataLock lock_;
  std::string secret_;
  std::set<std::string> ledgers_;
};

}  // namespace gongshu::lab
