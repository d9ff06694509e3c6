#include "source/population.h"

#include "crypto/random.h"
#include "store/files.h"
#include "store/migrate.h"

namespace gongshu::source {
namespace {

constexpr std::size_t kIdBytes = 16, kKeyBytes = 32;
constexpr std::size_t kBlockIds = 4096;  ///< ids a stored block: a million entities are 245 rows

// A block holds the ids of consecutive ordinals from `first` on.
constexpr store::Migration kMigrations[] = {{1, "numbering of protected populations",
                                             "CREATE TABLE block(population TEXT NOT NULL, first INTEGER NOT NULL, ids BLOB NOT "
                                             "NULL, UNIQUE(population, first)) STRICT;"}};

Result<std::string> population_key(const std::filesystem::path& file, bool must_exist) {
  if (!std::filesystem::exists(file)) {
    if (must_exist)
      return fail(ErrorCode::crypto_key_missing, file.string(),
                  "restore the key file: without it a population cannot be numbered on");
    GS_CHECK(store::write_file_atomic(file, crypto::random_bytes(kKeyBytes), 0600));
  }
  return store::read_file(file, 1024);
}

}  // namespace

Status prepare_population_store(store::Database& db, Instant now) {
  GS_CHECK(store::migrate(db, "population", kMigrations, now));
  return {};
}

Result<Population> Population::open(store::Database& db, const std::filesystem::path& keys, std::string name) {
  GS_TRY(known, db.prepare("SELECT 1 FROM block WHERE population = ?1 LIMIT 1"));
  known.bind(1, name);
  GS_TRY(numbered, known.step());
  known.reset();
  const auto file = keys / ("population_" + name + ".key");
  GS_TRY(key, population_key(file, numbered));
  if (key.size() != kKeyBytes) return fail(ErrorCode::crypto_bad_key, file.string(), "a population key has 32 bytes");
  Population population(db, std::move(name), key);
  crypto::wipe(key);
  GS_CHECK(population.load());
  return population;
}

Status Population::load() {
  GS_TRY(blocks, db_->prepare("SELECT first, ids FROM block WHERE population = ?1 ORDER BY first"));
  blocks.bind(1, name_);
  for (;;) {
    GS_TRY(some, blocks.step());
    if (!some) break;
    const auto first = static_cast<std::uint64_t>(blocks.column_int64(0));
    const auto ids = blocks.column_blob(1);
    if (first != saved_ + 1 || ids.empty() || ids.size() % kIdBytes != 0)
      return fail(ErrorCode::store_failed, "population " + name_,
                  "the numbering has a gap; restore population.db from its backup");
    for (std::size_t i = 0; i < ids.size(); i += kIdBytes) {
      Id id;
      std::memcpy(id.bytes.data(), ids.data() + i, kIdBytes);
      if (!ordinals_.emplace(id, ++saved_).second)
        return fail(ErrorCode::store_failed, "population " + name_,
                    "an entity has two ordinals; restore population.db from its backup");
    }
  }
  return {};
}

Population::Id Population::identify(std::string_view identifier) const {
  const auto digest = hmac_(identifier);
  Id id;
  std::memcpy(id.bytes.data(), digest.data(), kIdBytes);
  return id;
}

std::uint64_t Population::ordinal(const Id& id) {
  const auto [found, fresh] = ordinals_.emplace(id, ordinals_.size() + 1);
  if (fresh) fresh_.append(reinterpret_cast<const char*>(id.bytes.data()), kIdBytes);
  return found->second;
}

Status Population::save() {
  if (fresh_.empty()) return {};
  GS_TRY(transaction, store::Transaction::begin(*db_));
  GS_TRY(put, db_->prepare("INSERT INTO block(population, first, ids) VALUES (?1, ?2, ?3)"));
  auto next = saved_ + 1;
  for (std::size_t i = 0; i < fresh_.size(); i += kBlockIds * kIdBytes) {
    const auto ids = std::string_view(fresh_).substr(i, kBlockIds * kIdBytes);
    GS_CHECK(put.bind(1, name_).bind(2, static_cast<std::int64_t>(next)).bind(3, store::Blob{ids}).run());
    next += ids.size() / kIdBytes;
  }
  GS_CHECK(transaction.commit());
  saved_ = next - 1;
  fresh_.clear();
  return {};
}

}  // namespace gongshu::source
