#include "ledger/verify_source.h"

namespace gongshu::ledger {
namespace {

constexpr auto kHashes = "SELECT seq, envelope FROM ledger_entry ORDER BY seq";
constexpr auto kAll =
    "SELECT seq, envelope, data, e.salt, personal, p.salt FROM ledger_entry e LEFT JOIN ledger_personal p USING (seq) ORDER BY seq";
constexpr auto kStray = "SELECT min(seq) FROM ledger_personal WHERE seq NOT IN (SELECT seq FROM ledger_entry)";

class DatabaseSource final : public VerifySource {
 public:
  DatabaseSource(store::Database db, bool payloads) : db_(std::move(db)), payloads_(payloads) {}

  /// One read transaction over all statements: a node that goes on appending is verified as of now.
  Status prepare() {
    GS_CHECK(db_.exec("BEGIN"));
    GS_TRY(entries, db_.prepare(payloads_ ? kAll : kHashes));
    GS_TRY(checkpoints, db_.prepare("SELECT batch, size, note FROM ledger_checkpoint_sm3 ORDER BY batch"));
    GS_TRY(tiles, db_.prepare("SELECT hashes FROM ledger_tile_sm3 WHERE level = ?1 AND idx = ?2"));
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
    if (payloads_) {
      out.data = entries_->column_null(2) ? std::nullopt : std::optional(entries_->column_text(2));
      out.data_salt = entries_->column_blob(3);
      out.personal = entries_->column_null(4) ? std::nullopt : std::optional(entries_->column_blob(4));
      out.personal_salt = entries_->column_blob(5);
    }
    return true;
  }

  Result<std::optional<std::string>> tile(unsigned level, std::uint64_t index) override {
    tiles_->bind(1, static_cast<std::int64_t>(level)).bind(2, static_cast<std::int64_t>(index));
    GS_TRY(found, tiles_->step());
    const auto out = found ? std::optional(std::string(tiles_->column_blob(0))) : std::nullopt;
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

  bool stores_personal() const override { return true; }

  Status finish(std::uint64_t size) override {
    std::uint64_t expected = 0;
    for (auto hashes = size; hashes > 0; hashes /= kTileWidth) expected += (hashes + kTileWidth - 1) / kTileWidth;
    GS_TRY(count, number("SELECT count(*) FROM ledger_tile_sm3"));
    if (count != static_cast<std::int64_t>(expected))
      return fail(ErrorCode::ledger_corrupt, "tiles", std::to_string(expected) + " belong here, " + std::to_string(count.value_or(0)) + " are stored");
    if (!payloads_) return {};
    GS_TRY(stray, number(kStray));
    if (stray) return fail(ErrorCode::ledger_corrupt, "personal payload", "belongs to no entry: " + std::to_string(*stray));
    return {};
  }

 private:
  Result<std::optional<std::int64_t>> number(std::string_view query) {
    GS_TRY(get, db_.prepare(query));
    GS_TRY(found, get.step());
    return found && !get.column_null(0) ? std::optional(get.column_int64(0)) : std::nullopt;
  }

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
