#include "ledger/verify_source.h"

namespace gongshu::ledger {
namespace {

constexpr auto kHashes = "SELECT first, count, envelopes FROM ledger_run ORDER BY first";
constexpr auto kAll = "SELECT first, count, envelopes, payloads FROM ledger_run ORDER BY first";
constexpr auto kPersonal = "SELECT seq, salt, personal FROM ledger_personal ORDER BY seq";

class DatabaseSource final : public VerifySource {
 public:
  DatabaseSource(store::Database db, bool payloads) : db_(std::move(db)), payloads_(payloads) {}

  /// One read transaction over all statements: a node that goes on appending is verified as of now.
  Status prepare() {
    GS_CHECK(db_.exec("BEGIN"));
    GS_TRY(entries, db_.prepare(payloads_ ? kAll : kHashes));
    GS_TRY(checkpoints, db_.prepare("SELECT batch, size, note FROM ledger_checkpoint_sm3 ORDER BY batch"));
    GS_TRY(personal, db_.prepare(kPersonal));
    GS_TRY(tiles, db_.prepare("SELECT hashes FROM ledger_tile_sm3 WHERE level = ?1 AND idx = ?2"));
    runs_ = std::move(entries);
    personal_ = std::move(personal);
    checkpoints_ = std::move(checkpoints);
    tiles_ = std::move(tiles);
    return payloads_ ? next_personal() : Status();
  }

  Result<bool> next(StoredEntry& out) override {
    RunCursor::Item item;
    for (;;) {
      GS_TRY(more, run_.next(item));
      if (more) break;
      GS_TRY(found, runs_->step());
      if (!found) return false;
      GS_CHECK(begin_run());
    }
    out = {static_cast<std::int64_t>(item.seq), item.envelope, item.data, item.salt, {}, {}};
    if (!personal_row_ || personal_->column_int64(0) != out.seq) return true;
    personal_copy_ = personal_->column_blob(2);
    personal_salt_ = personal_->column_blob(1);
    out.personal = personal_copy_;
    out.personal_salt = personal_salt_;
    GS_CHECK(next_personal());
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
      out =
          SealedCheckpoint{static_cast<std::uint64_t>(checkpoints_->column_int64(0)),
                           static_cast<std::uint64_t>(checkpoints_->column_int64(1)), std::string(checkpoints_->column_text(2))};
    return out;
  }

  bool stores_personal() const override { return true; }

  Status finish(std::uint64_t size) override {
    std::uint64_t expected = 0;
    for (auto hashes = size; hashes > 0; hashes /= kTileWidth) expected += (hashes + kTileWidth - 1) / kTileWidth;
    GS_TRY(count, number("SELECT count(*) FROM ledger_tile_sm3"));
    if (count != static_cast<std::int64_t>(expected))
      return fail(ErrorCode::ledger_corrupt, "tiles",
                  std::to_string(expected) + " belong here, " + std::to_string(count.value_or(0)) + " are stored");
    if (!personal_row_) return {};
    return fail(ErrorCode::ledger_corrupt, "personal payload",
                "belongs to no entry: " + std::to_string(personal_->column_int64(0)));
  }

 private:
  Result<std::optional<std::int64_t>> number(std::string_view query) {
    GS_TRY(get, db_.prepare(query));
    GS_TRY(found, get.step());
    return found && !get.column_null(0) ? std::optional(get.column_int64(0)) : std::nullopt;
  }

  Status begin_run() {
    const auto first = runs_->column_int64(0), count = runs_->column_int64(1);
    if (first < 0 || count < 1 || count > static_cast<std::int64_t>(kRunEntries))
      return fail(ErrorCode::ledger_corrupt, "run",
                  "has the number " + std::to_string(first) + " and " + std::to_string(count) + " entries");
    run_ = {static_cast<std::uint64_t>(first), static_cast<std::uint64_t>(count), runs_->column_blob(2),
            payloads_ ? std::optional(runs_->column_blob(3)) : std::nullopt};
    return {};
  }

  /// The statement stands on the first row not yet given out.
  Status next_personal() {
    GS_TRY(found, personal_->step());
    personal_row_ = found;
    return {};
  }

  store::Database db_;
  bool payloads_;
  bool personal_row_ = false;
  std::optional<store::Statement> runs_, personal_, checkpoints_, tiles_;
  RunCursor run_;
  std::string personal_copy_, personal_salt_;
};

}  // namespace

Result<std::unique_ptr<VerifySource>> open_database_source(const std::filesystem::path& file, bool payloads) {
  GS_TRY(db, store::Database::open(file, store::Mode::read_only));
  auto source = std::make_unique<DatabaseSource>(std::move(db), payloads);
  GS_CHECK(source->prepare());
  return std::unique_ptr<VerifySource>(std::move(source));
}

}  // namespace gongshu::ledger
