#include "ledger/verify_source.h"

namespace gongshu::ledger {
namespace {

constexpr auto kHashes = "SELECT seq, envelope, leaf FROM ledger_entry ORDER BY seq";
constexpr auto kAll =
    "SELECT seq, envelope, leaf, data, data_salt, personal, personal_salt FROM ledger_entry ORDER BY seq";

class DatabaseSource final : public VerifySource {
 public:
  DatabaseSource(store::Database db, bool payloads) : db_(std::move(db)), payloads_(payloads) {}

  /// One read transaction over all statements: a node that goes on appending is verified as of now.
  Status prepare() {
    GS_CHECK(db_.exec("BEGIN"));
    GS_TRY(entries, db_.prepare(payloads_ ? kAll : kHashes));
    GS_TRY(checkpoints, db_.prepare("SELECT batch, size, note FROM ledger_checkpoint_sm3 ORDER BY batch"));
    GS_TRY(tiles, db_.prepare("SELECT hashes, root FROM ledger_tile_sm3 WHERE level = ?1 AND idx = ?2"));
    entries_ = std::move(entries);
    checkpoints_ = std::move(checkpoints);
    tiles_ = std::move(tiles);
    return {};
  }

  Result<bool> next(StoredEntry& out) override {
    GS_TRY(found, entries_->step());
    if (!found) return false;
    out.seq = entries_->column_int64(0);
    out.envelope = entries_->column_text(1);
    out.leaf = entries_->column_blob(2);
    if (payloads_) {
      out.data = entries_->column_null(3) ? std::nullopt : std::optional(entries_->column_text(3));
      out.data_salt = entries_->column_blob(4);
      out.personal = entries_->column_null(5) ? std::nullopt : std::optional(entries_->column_blob(5));
      out.personal_salt = entries_->column_blob(6);
    }
    return true;
  }

  Result<std::optional<StoredTile>> tile(unsigned level, std::uint64_t index) override {
    tiles_->bind(1, static_cast<std::int64_t>(level)).bind(2, static_cast<std::int64_t>(index));
    GS_TRY(found, tiles_->step());
    std::optional<StoredTile> out;
    if (found) out = StoredTile{std::string(tiles_->column_blob(0)), std::string(tiles_->column_blob(1))};
    tiles_->reset();
    return out;
  }

  Result<std::optional<SealedCheckpoint>> next_checkpoint() override {
    GS_TRY(found, checkpoints_->step());
    std::optional<SealedCheckpoint> out;
    if (found)
      out = SealedCheckpoint{static_cast<std::uint64_t>(checkpoints_->column_int64(0)),
                             static_cast<std::uint64_t>(checkpoints_->column_int64(1)), std::string(checkpoints_->column_text(2))};
    return out;
  }

  bool stores_edge() const override { return false; }
  bool stores_personal() const override { return true; }

  Status finish(std::uint64_t size) override {
    GS_TRY(count, db_.prepare("SELECT count(*) FROM ledger_tile_sm3"));
    GS_TRY(found, count.step());
    std::uint64_t expected = 0;
    for (auto tiles = size / kTileWidth; tiles > 0; tiles /= kTileWidth) expected += tiles;
    const auto stored = found ? static_cast<std::uint64_t>(count.column_int64(0)) : 0;
    if (stored == expected) return {};
    return fail(ErrorCode::ledger_corrupt, "tiles", std::to_string(expected) + " tiles belong here, " + std::to_string(stored) + " are stored");
  }

 private:
  store::Database db_;
  bool payloads_;
  std::optional<store::Statement> entries_, checkpoints_, tiles_;
};

}  // namespace

Result<std::unique_ptr<VerifySource>> open_database_source(const std::filesystem::path& file, bool payloads) {
  GS_TRY(db, store::Database::open(file, store::Mode::read_only));
  auto source = std::make_unique<DatabaseSource>(std::move(db), payloads);
  GS_CHECK(source->prepare());
  return std::unique_ptr<VerifySource>(std::move(source));
}

}  // namespace gongshu::ledger
