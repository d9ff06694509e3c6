#include "ledger/log.h"

#include "crypto/random.h"

namespace gongshu::ledger {
namespace {
constexpr std::size_t kSaltsDrawn = 256;  ///< salts fetched from the system at once

std::int64_t sql(std::uint64_t n) { return static_cast<std::int64_t>(n); }

tl::unexpected<Error> corrupt(std::string at, std::string hint) {
  return fail(ErrorCode::ledger_corrupt, std::move(at), std::move(hint));
}
}  // namespace

Log::Log(store::Database& db, crypto::Sm2PrivateKey key, std::string origin, const Clock& clock)
    : db_(&db), key_(std::move(key)), origin_(std::move(origin)), clock_(&clock) {}

Result<std::unique_ptr<Log>> Log::open(store::Database& db, crypto::Sm2PrivateKey key, std::string origin, const Clock& clock) {
  GS_CHECK(migrate(db, clock.now()));
  std::unique_ptr<Log> log(new Log(db, std::move(key), std::move(origin), clock));
  GS_CHECK(log->reload());
  return log;
}

Status Log::reload() {
  discard();
  GS_TRY(edge, load());
  edge_ = std::move(edge);
  std::lock_guard lock(mutex_);
  head_ = {edge_.range.size(), edge_.range.root()};
  return {};
}

Result<Log::Edge> Log::load() {
  Edge edge;
  Reader reader(*db_);
  GS_TRY(latest, reader.latest_checkpoint());
  GS_TRY(last, db_->prepare("SELECT max(seq) FROM ledger_entry"));
  GS_TRY(found, last.step());
  const auto entries = found && !last.column_null(0) ? static_cast<std::uint64_t>(last.column_int64(0)) + 1 : 0;
  last.reset();
  const auto size = latest ? latest->size : 0;
  if (size != entries) return corrupt("checkpoint", "covers " + std::to_string(size) + " of " + std::to_string(entries) + " entries");
  if (!latest) return edge;
  GS_TRY(range, reader.range(size));
  edge.range = std::move(range);
  for (unsigned level = 0; size >> (8 * level); ++level) {
    GS_TRY(tile, reader.edge_tile(level, size));
    edge.tiles.push_back(std::move(tile));
  }
  GS_TRY(entry, reader.entry(size - 1));
  edge.time = entry.time;
  edge.batches = latest->batch + 1;
  const auto checkpoint = open_checkpoint(latest->note, key_.public_key());
  if (!checkpoint) return corrupt("checkpoint " + std::to_string(latest->batch), describe(checkpoint.error()));
  if (checkpoint->origin != origin_) return corrupt("checkpoint", "the log's origin is " + checkpoint->origin);
  if (checkpoint->size != size || checkpoint->root != edge.range.root())
    return corrupt("checkpoint " + std::to_string(latest->batch), "the rows give another root; run verify");
  return edge;
}

/// Drawn before the entry, so that its two views stay valid.
void Log::draw_salts() {
  if (salts_.size() - salts_used_ >= 2 * kSaltBytes) return;
  salts_ = crypto::random_bytes(kSaltsDrawn * kSaltBytes);
  salts_used_ = 0;
}

std::string_view Log::salt() {
  return std::string_view(salts_).substr(std::exchange(salts_used_, salts_used_ + kSaltBytes), kSaltBytes);
}

Result<Entry> Log::append(NewEntry fields) {
  if (fields.personal && fields.personal->size() > kMaxPayload)
    return fail(ErrorCode::ledger_entry_too_large, "/personal", "a payload has at most 1 MiB");
  draw_salts();
  Entry entry;
  static_cast<NewEntry&>(entry) = std::move(fields);
  entry.seq = next_seq();
  entry.time = std::max(clock_->now(), times_.empty() ? edge_.time : times_.back());
  const auto data_salt = salt();
  const auto personal_salt = entry.personal ? salt() : std::string_view();
  const auto data = commitment(data_salt, entry.data.text());
  const auto personal = entry.personal ? std::optional(commitment(personal_salt, *entry.personal)) : std::nullopt;
  GS_TRY(envelope, write_envelope(entry, data, personal));
  GS_CHECK(insert(entry, envelope, data_salt, personal_salt));
  leaves_.add(std::move(envelope));
  times_.push_back(entry.time);
  return entry;
}

Status Log::insert(const Entry& entry, std::string_view envelope, std::string_view data_salt, std::string_view personal_salt) {
  if (!db_->in_transaction()) return fail(ErrorCode::internal, "ledger", "append needs an open transaction");
  if (!insert_) {
    GS_TRY(statement, db_->prepare("INSERT INTO ledger_entry(seq, envelope, salt, data) VALUES (?1, ?2, ?3, ?4)"));
    insert_ = std::move(statement);
  }
  insert_->bind(1, sql(entry.seq)).bind(2, envelope).bind(3, store::Blob{data_salt}).bind(4, entry.data.text());
  GS_CHECK(insert_->run());
  if (!entry.personal) return {};
  return db_->run("INSERT INTO ledger_personal(seq, salt, personal) VALUES (?1, ?2, ?3)", sql(entry.seq), store::Blob{personal_salt},
                  store::Blob{*entry.personal});
}

void Log::rewind(std::size_t mark) {
  leaves_.shrink(mark);
  times_.resize(std::min(mark, times_.size()));
}

Status Log::seal() {
  if (times_.empty()) return {};
  Edge edge = edge_;
  GS_CHECK(leaves_.each([&](const Digest& leaf) { return extend(edge, leaf); }));
  edge.time = times_.back();
  GS_CHECK(write_edge(edge));
  GS_CHECK(write_checkpoint(edge));
  sealed_ = std::move(edge);
  return {};
}

Status Log::extend(Edge& edge, const Digest& leaf) {
  Status status;
  if (edge.tiles.empty()) edge.tiles.emplace_back();
  edge.tiles[0] += crypto::view(leaf);
  edge.range.append(leaf, [&](unsigned level, std::uint64_t index, const Digest& root) {
    if (level % 8 != 0 || !status) return;
    const auto done = level / 8 - 1;
    status = write_tile(done, index, edge.tiles[done]);
    edge.tiles[done].clear();
    if (edge.tiles.size() == done + 1) edge.tiles.emplace_back();
    edge.tiles[done + 1] += crypto::view(root);
  });
  return status;
}

Status Log::write_tile(unsigned level, std::uint64_t index, std::string_view hashes) {
  return db_->run("INSERT INTO ledger_tile_sm3(level, idx, hashes) VALUES (?1, ?2, ?3) ON CONFLICT DO UPDATE SET hashes = excluded.hashes",
                  static_cast<std::int64_t>(level), sql(index), store::Blob{hashes});
}

/// The unfinished tiles that this batch changed: all below the first that it did not reach.
Status Log::write_edge(const Edge& edge) {
  const auto size = edge.range.size();
  for (unsigned level = 0; level < edge.tiles.size() && size >> (8 * level) != edge_.range.size() >> (8 * level); ++level)
    if (!edge.tiles[level].empty()) GS_CHECK(write_tile(level, size >> (8 * level) >> 8, edge.tiles[level]));
  return {};
}

Status Log::write_checkpoint(Edge& edge) {
  const auto size = edge.range.size();
  GS_TRY(note, sign_checkpoint({origin_, size, edge.range.root()}, key_));
  return db_->run("INSERT INTO ledger_checkpoint_sm3(batch, size, note) VALUES (?1, ?2, ?3)", sql(edge.batches++), sql(size), note);
}

void Log::committed() {
  if (sealed_) edge_ = std::move(*sealed_);
  discard();
  std::lock_guard lock(mutex_);
  head_ = {edge_.range.size(), edge_.range.root()};
}

void Log::discard() {
  sealed_.reset();
  leaves_.clear();
  times_.clear();
}

Head Log::head() const {
  std::lock_guard lock(mutex_);
  return head_;
}

}  // namespace gongshu::ledger
