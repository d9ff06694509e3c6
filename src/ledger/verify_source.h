// Where verification reads from: a database or an export. Internal to verify.cpp and its two sources.
// An error of a source means that the bytes could not be read or are not in the form; verify reports it at the entry it had
// reached.
#pragma once
#include <filesystem>
#include <memory>
#include <optional>

#include "crypto/sm2.h"
#include "ledger/reader.h"

namespace gongshu::ledger {

/// One entry as stored; views are valid until the next call on the source.
struct StoredEntry {
  std::int64_t seq = 0;
  std::string_view envelope;
  std::string_view data, data_salt;  ///< empty when only hashes are asked for
  std::optional<std::string_view> personal;
  std::string_view personal_salt;
};

class VerifySource {
 public:
  virtual ~VerifySource() = default;
  /// The next entry in order; false at the end.
  virtual Result<bool> next(StoredEntry& out) = 0;
  /// The hashes of a tile, finished or at the edge; nothing when no such tile is stored.
  virtual Result<std::optional<std::string>> tile(unsigned level, std::uint64_t index) = 0;
  /// The next checkpoint in order of batches.
  virtual Result<std::optional<SealedCheckpoint>> next_checkpoint() = 0;
  virtual bool stores_personal() const = 0;
  /// Checks that remain when all entries and checkpoints were read, as stray tiles; `size` is the number of entries.
  virtual Status finish(std::uint64_t size) = 0;
};

Result<std::unique_ptr<VerifySource>> open_database_source(const std::filesystem::path& file, bool payloads);
Result<std::unique_ptr<VerifySource>> open_export_source(const std::filesystem::path& dir, const crypto::Sm2PublicKey& key,
                                                         bool payloads);

}  // namespace gongshu::ledger
