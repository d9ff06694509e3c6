#include "ledger/reader.h"

#include <bit>
#include <cstring>

#include "ledger/schema.h"

namespace gongshu::ledger {
namespace {

// Redaction will replace the data of an entry inside its run and erasure will take rows of ledger_personal away; both leave the
// commitment. A second tree gets tables of its own (ledger_tile_sha256, ledger_checkpoint_sha256) and shares the entries. Leaf
// hashes stand in the tiles only: fewer bytes for each entry, and still the first bad one can be named.
constexpr store::Migration kSteps[] = {{1, "entries, SM3 tiles and checkpoints", R"sql(
CREATE TABLE ledger_run (
  first INTEGER PRIMARY KEY,
  count INTEGER NOT NULL,
  envelopes BLOB NOT NULL,
  payloads BLOB NOT NULL
) STRICT;
CREATE TABLE ledger_personal (
  seq INTEGER PRIMARY KEY,
  salt BLOB NOT NULL,
  personal BLOB NOT NULL
) STRICT;
CREATE TABLE ledger_tile_sm3 (
  level INTEGER NOT NULL,
  idx INTEGER NOT NULL,
  hashes BLOB NOT NULL,
  PRIMARY KEY (level, idx)
) STRICT;
CREATE TABLE ledger_checkpoint_sm3 (
  batch INTEGER PRIMARY KEY,
  size INTEGER NOT NULL,
  note TEXT NOT NULL
) STRICT;
)sql"}};

tl::unexpected<Error> corrupt(std::string at, std::string hint) {
  return fail(ErrorCode::ledger_corrupt, std::move(at), std::move(hint));
}

std::int64_t sql(std::uint64_t n) { return static_cast<std::int64_t>(n); }

Result<Entry> entry_of(const RunCursor::Item& item) {
  const auto at = "entry " + std::to_string(item.seq);
  auto envelope = parse_envelope(item.envelope);
  if (!envelope) return corrupt(at, envelope.error().hint);
  if (envelope->seq != item.seq) return corrupt(at, "the envelope carries number " + std::to_string(envelope->seq));
  auto data = Payload::parse(item.data);
  if (!data) return corrupt(at, describe(data.error()));
  return entry_from(std::move(*envelope), std::move(*data));
}

RunCursor cursor(const store::Statement& row) {
  return {static_cast<std::uint64_t>(row.column_int64(0)), static_cast<std::uint64_t>(row.column_int64(1)), row.column_blob(2),
          row.column_blob(3)};
}

/// Root of 2^n concatenated hashes.
Digest fold(std::string bytes) {
  Digest left, right;
  for (; bytes.size() > 32; bytes.resize(bytes.size() / 2)) {
    for (std::size_t i = 0; i < bytes.size(); i += 64) {
      std::memcpy(left.data(), bytes.data() + i, 32);
      std::memcpy(right.data(), bytes.data() + i + 32, 32);
      std::memcpy(bytes.data() + i / 2, node_hash(left, right).data(), 32);
    }
  }
  std::memcpy(left.data(), bytes.data(), 32);
  return left;
}

}  // namespace

Result<std::vector<store::MigrationStep>> pending_steps(store::Database& db) { return store::pending_migrations(db, "ledger", kSteps); }

Status migrate(store::Database& db, Instant now) {
  GS_TRY(applied, store::migrate(db, "ledger", kSteps, now));
  return {};
}

Result<std::optional<SealedCheckpoint>> Reader::latest_checkpoint() {
  GS_TRY(get, db_->prepare("SELECT batch, size, note FROM ledger_checkpoint_sm3 ORDER BY batch DESC LIMIT 1"));
  GS_TRY(found, get.step());
  if (!found) return std::optional<SealedCheckpoint>();
  return std::optional(SealedCheckpoint{static_cast<std::uint64_t>(get.column_int64(0)),
                                        static_cast<std::uint64_t>(get.column_int64(1)), std::string(get.column_text(2))});
}

Result<std::uint64_t> Reader::size() {
  GS_TRY(latest, latest_checkpoint());
  return latest ? latest->size : 0;
}

Status Reader::within(std::uint64_t wanted) {
  GS_TRY(sealed, size());
  if (wanted > sealed) return fail(ErrorCode::input_out_of_range, "size", "at most the sealed size " + std::to_string(sealed));
  return {};
}

Result<Digest> Reader::root(std::uint64_t size) {
  GS_CHECK(within(size));
  return root_of(size, [this](unsigned level, std::uint64_t index) { return node(level, index); });
}

/// Calls `use` with the stored entry.
template <class Use>
auto Reader::find(std::uint64_t seq, Use use) -> decltype(use(RunCursor::Item{})) {
  GS_TRY(get,
         db_->prepare("SELECT first, count, envelopes, payloads FROM ledger_run WHERE first <= ?1 ORDER BY first DESC LIMIT 1"));
  GS_TRY(found, get.bind(1, sql(seq)).step());
  if (!found || seq - static_cast<std::uint64_t>(get.column_int64(0)) >= static_cast<std::uint64_t>(get.column_int64(1)))
    return fail(ErrorCode::state_not_found, "entry " + std::to_string(seq));
  auto run = cursor(get);
  for (RunCursor::Item item;;) {
    GS_TRY(more, run.next(item));
    if (!more) return corrupt("entry " + std::to_string(seq), "the run ends early");
    if (item.seq == seq) return use(item);
  }
}

Result<Entry> Reader::entry(std::uint64_t seq) {
  GS_TRY(entry, find(seq, entry_of));
  GS_CHECK(add_personal(entry));
  return entry;
}

Result<std::string> Reader::envelope(std::uint64_t seq) {
  return find(seq, [](const RunCursor::Item& item) -> Result<std::string> { return std::string(item.envelope); });
}

Result<std::string> Reader::salt(std::uint64_t seq) {
  return find(seq, [](const RunCursor::Item& item) -> Result<std::string> { return std::string(item.salt); });
}

Status Reader::add_personal(Entry& entry) {
  GS_TRY(get, db_->prepare("SELECT personal FROM ledger_personal WHERE seq = ?1"));
  GS_TRY(found, get.bind(1, sql(entry.seq)).step());
  if (found) entry.personal = get.column_blob(0);
  return {};
}

Status Reader::each(std::uint64_t first, const std::function<Status(const Entry&)>& visit) {
  GS_TRY(rows, db_->prepare("SELECT first, count, envelopes, payloads FROM ledger_run WHERE first + count > ?1 ORDER BY first"));
  rows.bind(1, sql(first));
  for (;;) {
    GS_TRY(found, rows.step());
    if (!found) return {};
    auto run = cursor(rows);
    for (RunCursor::Item item;;) {
      GS_TRY(more, run.next(item));
      if (!more) break;
      if (item.seq < first) continue;
      GS_TRY(entry, entry_of(item));
      GS_CHECK(add_personal(entry));
      GS_CHECK(visit(entry));
    }
  }
}

Result<Proof> Reader::inclusion(std::uint64_t seq, std::uint64_t size) {
  GS_CHECK(within(size));
  return inclusion_proof(seq, size, [this](unsigned level, std::uint64_t index) { return node(level, index); });
}

Result<Proof> Reader::consistency(std::uint64_t from, std::uint64_t to) {
  GS_CHECK(within(to));
  return consistency_proof(from, to, [this](unsigned level, std::uint64_t index) { return node(level, index); });
}

Result<std::string> Reader::edge_tile(unsigned tile_level, std::uint64_t size) {
  const auto total = size >> (8 * tile_level);
  const auto count = total % kTileWidth;
  if (count == 0) return std::string();
  return hashes(tile_level, total - count, count);
}

Result<CompactRange> Reader::range(std::uint64_t size) {
  std::vector<Digest> peaks;
  for (int bit = std::bit_width(size) - 1; bit >= 0; --bit) {
    if (!(size >> bit & 1)) continue;
    GS_TRY(peak, node(static_cast<unsigned>(bit), (size >> bit) - 1));
    peaks.push_back(peak);
  }
  return CompactRange(size, std::move(peaks));
}

/// A subtree lies whole in one tile: 2^(level mod 8) of its hashes.
Result<Digest> Reader::node(unsigned level, std::uint64_t index) {
  const auto height = level % 8;
  GS_TRY(bytes, hashes(level / 8, index << height, std::uint64_t{1} << height));
  return fold(std::move(bytes));
}

/// `count` hashes of one tile, from number `first` of its level on.
Result<std::string> Reader::hashes(unsigned tile_level, std::uint64_t first, std::uint64_t count) {
  GS_TRY(get, db_->prepare("SELECT substr(hashes, ?3, ?4) FROM ledger_tile_sm3 WHERE level = ?1 AND idx = ?2"));
  get.bind_all(static_cast<std::int64_t>(tile_level), sql(first / kTileWidth), sql(first % kTileWidth * 32 + 1), sql(count * 32));
  GS_TRY(found, get.step());
  std::string bytes(found ? get.column_blob(0) : std::string_view());
  if (bytes.size() == count * 32) return bytes;
  return corrupt("tile " + std::to_string(tile_level) + "/" + std::to_string(first / kTileWidth), "hashes are missing");
}

}  // namespace gongshu::ledger
