// Shelves: sealed releases of a product, one immutable SQLite file each, named by the SM3 of its content. Bytes:
// docs/formats/shelf.md.
//
//   GS_TRY(builder, ShelfBuilder::create(directory, {.product = "prd-…", .version = 3, .columns = {"name", "level"}},
//   shelf_key)); GS_CHECK(builder.add("410105001001", R"({"level":"village","name":"…"})")); GS_TRY(file, builder.finish()); //
//   <directory>/<hex SM3>.shelf, durable GS_TRY(shelf, Shelf::open(file.path, file.hash, shelf_key)); GS_TRY(value,
//   shelf->lookup("410105001001"));              // optional plain bytes
//
// Values are sealed with SM4-GCM under the shelf's own key, bound to product, version and row key: a value moved to another row
// does not open. For personal and verification products the row key is a keyring token, so a stolen file cannot even be
// enumerated.
#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "crypto/hash.h"

namespace gongshu::gateway {

struct ShelfInfo {
  std::string product;
  std::int64_t version = 1;
  std::vector<std::string> columns;  ///< members of each value, sorted
  bool tokenised = false;            ///< row keys are keyring tokens
  std::int64_t rows = 0;             ///< set by finish()
};

struct ShelfFile {
  std::filesystem::path path;
  crypto::Digest hash{};
  std::int64_t rows = 0;
  std::uint64_t bytes = 0;
};

/// Builds one shelf; belongs to one thread. Dropped before finish() it leaves nothing behind (after a crash, at most a file named
/// ".building-*", which the next create() in that directory removes).
class ShelfBuilder {
 public:
  /// `directory` is made when missing. Errors: crypto.bad_key (not 16 bytes), store.failed.
  static Result<ShelfBuilder> create(const std::filesystem::path& directory, ShelfInfo info, std::string shelf_key);
  ~ShelfBuilder();
  ShelfBuilder(ShelfBuilder&&) noexcept;
  ShelfBuilder& operator=(ShelfBuilder&&) noexcept;

  /// `value`: canonical JSON object with the members of `columns`, or other bytes when columns is empty. Keys 1–256 bytes.
  /// Errors: state.already_exists (the key occurs twice; at = "row N"), input.out_of_range, store.failed.
  Status add(std::string_view key, std::string_view value);
  /// Compacts, hashes, fsyncs, renames. Same content already there: that file. Errors: store.failed.
  Result<ShelfFile> finish();

 private:
  struct State;
  explicit ShelfBuilder(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// A shelf open for lookups; immutable, thread-safe (one connection a thread at a time, from a pool).
class Shelf {
 public:
  /// Hashes the whole file once (about 180 MB/s): not for an I/O thread. Errors: ledger.corrupt (the content does not have this
  /// hash, or its meta table is not a shelf's; at = file), store.failed (missing), crypto.bad_key.
  static Result<std::shared_ptr<const Shelf>> open(const std::filesystem::path& path, const crypto::Digest& hash,
                                                   std::string shelf_key);
  ~Shelf();
  Shelf(const Shelf&) = delete;
  Shelf& operator=(const Shelf&) = delete;

  /// The plain value; empty when there is no such key. Errors: ledger.corrupt (the value does not open, or SQLite finds damage;
  /// at = file), store.failed.
  Result<std::optional<std::string>> lookup(std::string_view key) const;

  const ShelfInfo& info() const;
  const crypto::Digest& hash() const;
  const std::filesystem::path& path() const;

 private:
  struct State;
  explicit Shelf(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Hands out open shelves so that a new snapshot does not hash every file again; thread-safe. Holds no shelf open by itself: one
/// that no snapshot uses is closed and its key wiped.
class ShelfCache {
 public:
  /// Errors as Shelf::open.
  Result<std::shared_ptr<const Shelf>> get(const std::filesystem::path& path, const crypto::Digest& hash, std::string shelf_key);

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, std::weak_ptr<const Shelf>> open_;
};

}  // namespace gongshu::gateway
