#include <fcntl.h>
#include <unistd.h>

#include <cstdio>

#include "crypto/random.h"
#include "crypto/sm4.h"
#include "gateway/shelf_format.h"
#include "store/database.h"
#include "store/files.h"

namespace gongshu::gateway {
namespace {

namespace fs = std::filesystem;
constexpr std::string_view kBuilding = ".building-";

constexpr std::string_view kSchema = R"(
CREATE TABLE entries (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE meta (json TEXT NOT NULL);
)";

void remove_quietly(const fs::path& path) {
  std::error_code ignored;
  for (const auto* suffix : {"", "-wal", "-shm", "-journal"}) fs::remove(path.string() + suffix, ignored);
}

/// A builder that crashed leaves temporary files; their name carries the process id, so that a running one keeps its own.
void remove_leftovers(const fs::path& directory) {
  std::error_code ignored;
  std::vector<fs::path> left;
  for (const auto& entry : fs::directory_iterator(directory, ignored)) {
    const auto name = entry.path().filename().string();
    if (!name.starts_with(kBuilding)) continue;
    const auto pid = name.substr(kBuilding.size(), name.find('-', kBuilding.size()) - kBuilding.size());
    if (!fs::exists("/proc/" + pid)) left.push_back(entry.path());
  }
  for (const auto& path : left) fs::remove(path, ignored);
}

Status sync_file(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = fd >= 0 && ::fsync(fd) == 0;
  if (fd >= 0) ::close(fd);
  if (!synced) return fail(ErrorCode::store_failed, path.string(), "fsync failed");
  return {};
}

Status move_into_place(const fs::path& from, const fs::path& to) {
  GS_CHECK(sync_file(from));
  if (std::rename(from.c_str(), to.c_str()) != 0) return fail(ErrorCode::store_failed, to.string(), "rename failed");
  return store::sync_directory(to.parent_path());
}

}  // namespace

struct ShelfBuilder::State {
  fs::path directory, work, packed;
  ShelfInfo info;
  std::string key;
  std::optional<store::Database> db;
  std::optional<store::Transaction> transaction;
  std::optional<store::Statement> insert;

  void close() {
    insert.reset();
    transaction.reset();
    db.reset();
  }
  ~State() {
    close();
    remove_quietly(work);
    remove_quietly(packed);
    crypto::wipe(key);
  }
};

ShelfBuilder::ShelfBuilder(std::unique_ptr<State> state) : state_(std::move(state)) {}
ShelfBuilder::~ShelfBuilder() = default;
ShelfBuilder::ShelfBuilder(ShelfBuilder&&) noexcept = default;
ShelfBuilder& ShelfBuilder::operator=(ShelfBuilder&&) noexcept = default;

Result<ShelfBuilder> ShelfBuilder::create(const fs::path& directory, ShelfInfo info, std::string shelf_key) {
  if (shelf_key.size() != crypto::kSm4KeyBytes) return fail(ErrorCode::crypto_bad_key, {}, "a shelf key has 16 bytes");
  GS_CHECK(store::make_directory(directory));
  remove_leftovers(directory);
  auto state = std::make_unique<State>();
  const auto stem = std::string(kBuilding) + std::to_string(::getpid()) + "-" + crypto::to_hex(crypto::random_bytes(8));
  state->directory = directory;
  state->work = directory / stem;
  state->packed = directory / (stem + "-packed");
  state->info = std::move(info);
  std::sort(state->info.columns.begin(), state->info.columns.end());
  state->info.rows = 0;
  state->key = std::move(shelf_key);
  GS_TRY(db, store::Database::open(state->work, store::Mode::create));
  state->db.emplace(std::move(db));
  GS_CHECK(state->db->exec(kSchema));
  GS_TRY(transaction, store::Transaction::begin(*state->db));
  state->transaction.emplace(std::move(transaction));
  GS_TRY(insert, state->db->prepare("INSERT INTO entries(key, value) VALUES (?1, ?2)"));
  state->insert.emplace(std::move(insert));
  return ShelfBuilder(std::move(state));
}

Status ShelfBuilder::add(std::string_view key, std::string_view value) {
  auto& s = *state_;
  const auto row = "row " + std::to_string(s.info.rows + 1);
  if (key.empty() || key.size() > 256) return fail(ErrorCode::input_out_of_range, row, "a key has 1 to 256 bytes");
  GS_TRY(sealed, crypto::sm4_seal(s.key, value, shelf_aad(s.info.product, s.info.version, key)));
  auto added = s.insert->bind(1, store::Blob{key}).bind(2, store::Blob{sealed}).run();
  if (!added && added.error().code == ErrorCode::state_already_exists)
    return fail(ErrorCode::state_already_exists, row, "a shelf holds one row an entity");
  GS_CHECK(added);
  ++s.info.rows;
  return {};
}

Result<ShelfFile> ShelfBuilder::finish() {
  auto& s = *state_;
  const ShelfMeta meta{kShelfFormat, s.info.product, s.info.version, s.info.columns, s.info.tokenised, s.info.rows};
  GS_TRY(text, canonical(write(meta)));
  GS_CHECK(s.db->run("INSERT INTO meta(json) VALUES (?1)", text));
  s.insert.reset();
  GS_CHECK(s.transaction->commit());
  s.transaction.reset();
  GS_CHECK(s.db->run("VACUUM INTO ?1", s.packed.string()));
  s.close();
  GS_TRY(hash, hash_file(s.packed));
  const auto path = s.directory / (crypto::to_hex(crypto::view(hash)) + std::string(kShelfSuffix));
  GS_CHECK(move_into_place(s.packed, path));
  std::error_code ignored;
  fs::permissions(path, fs::perms::owner_read, ignored);
  return ShelfFile{path, hash, s.info.rows, static_cast<std::uint64_t>(fs::file_size(path, ignored))};
}

}  // namespace gongshu::gateway
