#include "ledger/log.h"

#include <algorithm>

#include "crypto/random.h"

namespace gongshu::ledger {
namespace {
constexpr std::size_t kSaltsDrawn = 256;  ///< salts fetched from the system at once
constexpr std::size_t kBehind = 4;        ///< chunks the helper may have before it before this thread lends a hand
constexpr std::size_t kChunk = 64;        ///< leaves given to the helper at once; smaller batches do without it

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
  GS_TRY(last, db_->prepare("SELECT first + count FROM ledger_run ORDER BY first DESC LIMIT 1"));
  GS_TRY(found, last.step());
  const auto entries = found ? static_cast<std::uint64_t>(last.column_int64(0)) : 0;
  last.reset();
  const auto size = latest ? latest->size : 0;
  if (size != entries)
    return corrupt("checkpoint", "covers " + std::to_string(size) + " of " + std::to_string(entries) + " entries");
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

std::array<char, 2 * kSaltBytes> Log::salts(std::size_t count) {
  const auto bytes = count * kSaltBytes;
  if (salts_.size() - salts_used_ < bytes) {
    salts_ = crypto::random_bytes(kSaltsDrawn * kSaltBytes);
    salts_used_ = 0;
  }
  std::array<char, 2 * kSaltBytes> out{};
  salts_.copy(out.data(), bytes, std::exchange(salts_used_, salts_used_ + bytes));
  return out;
}

Result<Entry> Log::append(NewEntry&& fields) {
  if (fields.personal && fields.personal->size() > kMaxPayload)
    return fail(ErrorCode::ledger_entry_too_large, "/personal", "a payload has at most 1 MiB");
  GS_TRY(room, envelope_room(fields));
  Entry entry;
  static_cast<NewEntry&>(entry) = std::move(fields);
  entry.seq = next_seq();
  entry.time = std::max(clock_->now(), pending_.empty() ? edge_.time : pending_.back().time);
  const auto salt = salts(entry.personal ? 2 : 1);
  const std::string_view own(salt.data(), kSaltBytes), personal(salt.data() + kSaltBytes, kSaltBytes);
  auto place = runs_.open(entry.seq, room, [this] { helper_.wait(); });
  auto written = append_envelope(runs_.envelopes(place), entry, commitment(own, entry.data.text()),
                                 entry.personal ? std::optional(commitment(personal, *entry.personal)) : std::nullopt);
  if (!written) return runs_.rewind(place), fail(std::move(written).error());
  runs_.close(place, own, entry.data.text());
  pending_.push_back({place, entry.time});
  if (entry.personal) personal_.push_back({entry.seq, std::string(personal), *entry.personal});
  if (pending_.size() - handed_ >= 2 * kChunk) hand_over();  // the newest stay back: a job that fails takes its own away again
  return entry;
}

/// The helper hashes leaves and grows the tree while this thread writes envelopes, and signs in the end. When it falls behind
/// this thread hashes a chunk itself.
void Log::hand_over() {
  std::array<std::string_view, kChunk> envelopes;
  for (auto& envelope : envelopes) envelope = runs_.envelope(pending_[handed_++].place);
  if (!sealed_) sealed_ = Sealed{edge_, {}, {}};
  if (helper_.open() < kBehind) {
    helper_.post([this, envelopes] {
      for (const auto envelope : envelopes) extend(*sealed_, leaf_hash(envelope));
    });
    return;
  }
  std::array<Digest, kChunk> leaves;
  std::transform(envelopes.begin(), envelopes.end(), leaves.begin(), leaf_hash);
  helper_.post([this, leaves] {
    for (const auto& leaf : leaves) extend(*sealed_, leaf);
  });
}

void Log::rewind(std::size_t mark) {
  if (mark >= pending_.size()) return;
  if (mark < handed_) {  // the tree has grown past the mark: it is grown again from the start
    helper_.wait();
    sealed_.reset();
    handed_ = 0;
  }
  runs_.rewind(pending_[mark].place);
  pending_.resize(mark);
  while (!personal_.empty() && personal_.back().seq >= next_seq()) personal_.pop_back();
}

Status Log::seal() {
  if (pending_.empty()) return {};
  if (!db_->in_transaction()) return fail(ErrorCode::internal, "ledger", "seal needs an open transaction");
  if (handed_ == 0) {
    sealed_ = build();
    GS_CHECK(insert_entries());
  } else {
    helper_.post([this] { sealed_ = build(); });  // after the chunks: tasks run in order
    const auto inserted = insert_entries();
    helper_.wait();
    GS_CHECK(inserted);
  }
  return write(*sealed_);
}

/// The rest of the tree and its signature; touches no row.
Log::Sealed Log::build() {
  auto sealed = sealed_ ? std::move(*sealed_) : Sealed{edge_, {}, {}};
  for (std::size_t i = handed_; i < pending_.size(); ++i) extend(sealed, leaf_hash(runs_.envelope(pending_[i].place)));
  auto& edge = sealed.edge;
  const auto size = edge.range.size();
  for (unsigned level = 0; level < edge.tiles.size() && size >> (8 * level) != edge_.range.size() >> (8 * level); ++level)
    if (!edge.tiles[level].empty()) sealed.tiles.push_back({level, size >> (8 * level) >> 8, edge.tiles[level]});
  edge.time = pending_.back().time;
  ++edge.batches;
  sealed.note = sign_checkpoint({origin_, size, edge.range.root()}, key_);
  return sealed;
}

void Log::extend(Sealed& sealed, const Digest& leaf) {
  auto& tiles = sealed.edge.tiles;
  if (tiles.empty()) tiles.emplace_back();
  tiles[0] += crypto::view(leaf);
  sealed.edge.range.append(leaf, [&](unsigned level, std::uint64_t index, const Digest& root) {
    if (level % 8 != 0) return;
    const auto done = level / 8 - 1;
    sealed.tiles.push_back({done, index, std::exchange(tiles[done], {})});
    if (tiles.size() == done + 1) tiles.emplace_back();
    tiles[done + 1] += crypto::view(root);
  });
}

Status Log::insert_entries() {
  for (std::size_t i = 0; i < runs_.size(); ++i) {
    const auto& run = runs_.at(i);
    GS_CHECK(db_->run("INSERT INTO ledger_run(first, count, envelopes, payloads) VALUES (?1, ?2, ?3, ?4)", sql(run.first),
                      sql(run.count), store::Blob{run.envelopes}, store::Blob{run.payloads}));
  }
  for (const auto& personal : personal_)
    GS_CHECK(db_->run("INSERT INTO ledger_personal(seq, salt, personal) VALUES (?1, ?2, ?3)", sql(personal.seq),
                      store::Blob{personal.salt}, store::Blob{personal.payload}));
  return {};
}

/// A tile at the edge is written again as it grows.
Status Log::write(const Sealed& sealed) {
  for (const auto& tile : sealed.tiles)
    GS_CHECK(
        db_->run("INSERT INTO ledger_tile_sm3(level, idx, hashes) VALUES (?1, ?2, ?3) "
                 "ON CONFLICT DO UPDATE SET hashes = excluded.hashes",
                 static_cast<std::int64_t>(tile.level), sql(tile.index), store::Blob{tile.hashes}));
  GS_CHECK(sealed.note);
  return db_->run("INSERT INTO ledger_checkpoint_sm3(batch, size, note) VALUES (?1, ?2, ?3)", sql(sealed.edge.batches - 1),
                  sql(sealed.edge.range.size()), *sealed.note);
}

void Log::committed() {
  if (sealed_) edge_ = std::move(sealed_->edge);
  discard();
  std::lock_guard lock(mutex_);
  head_ = {edge_.range.size(), edge_.range.root()};
}

void Log::discard() {
  if (handed_ > 0) helper_.wait();
  sealed_.reset();
  pending_.clear();
  personal_.clear();
  runs_.clear();
  handed_ = 0;
}

Head Log::head() const {
  std::lock_guard lock(mutex_);
  return head_;
}

}  // namespace gongshu::ledger
