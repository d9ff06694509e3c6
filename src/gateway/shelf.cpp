#include "gateway/shelf.h"

#include <fcntl.h>
#include <unistd.h>

#include "crypto/sm4.h"
#include "gateway/shelf_format.h"
#include "store/database.h"

namespace gongshu::gateway {
namespace {

namespace fs = std::filesystem;

Error damaged(const fs::path& path, std::string hint) {
  return Error{ErrorCode::ledger_corrupt, path.filename().string(), std::move(hint), {}, {}, {}};
}

/// A connection with its lookup ready; used by one thread at a time.
struct Reader {
  store::Database db;
  store::Statement find;
};

Result<std::unique_ptr<Reader>> make_reader(const fs::path& path) {
  GS_TRY(db, store::Database::open(path, store::Mode::immutable));
  GS_CHECK(db.exec("PRAGMA mmap_size=1073741824"));
  GS_TRY(find, db.prepare("SELECT value FROM entries WHERE key = ?1"));
  return std::make_unique<Reader>(Reader{std::move(db), std::move(find)});
}

Result<ShelfMeta> read_meta(store::Database& db) {
  GS_TRY(select, db.prepare("SELECT json FROM meta"));
  GS_TRY(found, select.step());
  if (!found) return fail(ErrorCode::ledger_corrupt);
  GS_TRY(value, parse_json(select.column_text(0)));
  return read<ShelfMeta>(value);
}

}  // namespace

Result<crypto::Digest> hash_file(const fs::path& path) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return fail(ErrorCode::store_failed, path.string(), "the file cannot be opened");
  crypto::Sm3 hash;
  std::vector<char> buffer(1 << 18);
  ssize_t got;
  while ((got = ::read(fd, buffer.data(), buffer.size())) > 0) hash.update({buffer.data(), static_cast<std::size_t>(got)});
  ::close(fd);
  if (got < 0) return fail(ErrorCode::store_failed, path.string(), "the file cannot be read");
  return hash.finish();
}

struct Shelf::State {
  fs::path path;
  crypto::Digest hash{};
  std::string key;
  ShelfInfo info;
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<Reader>> idle;

  Result<std::unique_ptr<Reader>> borrow() const {
    {
      std::lock_guard lock(mutex);
      if (!idle.empty()) {
        auto reader = std::move(idle.back());
        idle.pop_back();
        return reader;
      }
    }
    return make_reader(path);
  }
  void give_back(std::unique_ptr<Reader> reader) const {
    std::lock_guard lock(mutex);
    idle.push_back(std::move(reader));
  }
  /// The sealed value, or nothing.
  Result<std::optional<std::string>> sealed(Reader& reader, std::string_view row) const {
    reader.find.bind(1, store::Blob{row});
    auto found = reader.find.step();
    if (!found) return fail(damaged(path, found.error().hint));
    std::optional<std::string> out;
    if (*found) out.emplace(reader.find.column_blob(0));
    reader.find.reset();
    return out;
  }
  ~State() { crypto::wipe(key); }
};

Shelf::Shelf(std::unique_ptr<State> state) : state_(std::move(state)) {}
Shelf::~Shelf() = default;
const ShelfInfo& Shelf::info() const { return state_->info; }
const crypto::Digest& Shelf::hash() const { return state_->hash; }
const fs::path& Shelf::path() const { return state_->path; }

Result<std::shared_ptr<const Shelf>> Shelf::open(const fs::path& path, const crypto::Digest& hash, std::string shelf_key) {
  if (shelf_key.size() != crypto::kSm4KeyBytes) return fail(ErrorCode::crypto_bad_key, {}, "a shelf key has 16 bytes");
  auto state = std::make_unique<State>();
  state->path = path;
  state->hash = hash;
  state->key = std::move(shelf_key);
  GS_TRY(found, hash_file(path));
  if (found != hash) return fail(damaged(path, "the content does not have the hash it was released with"));
  GS_TRY(reader, make_reader(path));
  auto meta = read_meta(reader->db);
  if (!meta || meta->format != kShelfFormat) return fail(damaged(path, "not a shelf of a known format"));
  state->info = {meta->product, meta->version, meta->columns, meta->tokenised, meta->rows};
  state->give_back(std::move(reader));
  return std::shared_ptr<const Shelf>(new Shelf(std::move(state)));
}

Result<std::optional<std::string>> Shelf::lookup(std::string_view key) const {
  GS_TRY(reader, state_->borrow());
  auto sealed = state_->sealed(*reader, key);
  if (!sealed) return fail(std::move(sealed).error());  // the reader is dropped: its pages may be damaged
  state_->give_back(std::move(reader));
  if (!*sealed) return std::optional<std::string>();
  auto plain = crypto::sm4_open(state_->key, **sealed, shelf_aad(state_->info.product, state_->info.version, key));
  if (!plain) return fail(damaged(state_->path, "a value does not open under the shelf's key"));
  return std::optional<std::string>(std::move(*plain));
}

Result<std::shared_ptr<const Shelf>> ShelfCache::get(const fs::path& path, const crypto::Digest& hash, std::string shelf_key) {
  const auto name = crypto::to_hex(crypto::view(hash));
  {
    std::lock_guard lock(mutex_);
    if (auto open = open_[name].lock()) return open;
  }
  GS_TRY(shelf, Shelf::open(path, hash, std::move(shelf_key)));
  std::lock_guard lock(mutex_);
  open_[name] = shelf;
  std::erase_if(open_, [](const auto& entry) { return entry.second.expired(); });
  return shelf;
}

}  // namespace gongshu::gateway
