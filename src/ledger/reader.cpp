#include "ledger/reader.h"

#include <bit>
#include <cstring>

#include "store/migrate.h"

namespace gongshu::ledger {
namespace {

// data may become NULL and rows of ledger_personal may go: redaction and erasure empty them and leave the commitment. A second tree
// gets tables of its own (ledger_tile_sha256, ledger_checkpoint_sha256) and shares the entries. Leaf hashes stand in the tiles only:
// fewer bytes for each entry, and still the first bad one can be named.
constexpr store::Migration kSteps[] = {{1, "entries, SM3 tiles and checkpoints", R"sql(
CREATE TABLE ledger_entry (
  seq INTEGER PRIMARY KEY,
  envelope TEXT NOT NULL,
  salt BLOB,
  data TEXT
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

Result<Entry> entry_of(const store::Statement& row) {
  const auto seq = static_cast<std::uint64_t>(row.column_int64(0));
  const auto at = "entry " + std::to_string(seq);
  auto envelope = parse_envelope(row.column_text(1));
  if (!envelope) return corrupt(at, envelope.error().hint);
  if (envelope->seq != seq) return corrupt(at, "the envelope carries number " + std::to_string(envelope->seq));
  auto data = Payload::parse(row.column_text(2));
  if (!data) return corrupt(at, describe(data.error()));
  Entry entry;
  entry.actor = std::move(envelope->actor), entry.org = std::move(envelope->org);
  entry.stream = std::move(envelope->stream), entry.type = std::move(envelope->type);
  entry.v = envelope->v, entry.rules = std::move(envelope->rules), entry.epoch = envelope->epoch;
  entry.data = std::move(*data);
  if (!row.column_null(3)) entry.personal = row.column_blob(3);
  entry.seq = seq, entry.time = envelope->time;
  return entry;
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

Status migrate(store::Database& db, Instant now) {
  GS_TRY(applied, store::migrate(db, "ledger", kSteps, now));
  return {};
}

Result<std::optional<SealedCheckpoint>> Reader::latest_checkpoint() {
  GS_TRY(get, db_->prepare("SELECT batch, size, note FROM ledger_checkpoint_sm3 ORDER BY batch DESC LIMIT 1"));
  GS_TRY(found, get.step());
  if (!found) return std::optional<SealedCheckpoint>();
  return std::optional(SealedCheckpoint{static_cast<std::uint64_t>(get.column_int64(0)), static_cast<std::uint64_t>(get.column_int64(1)),
                                        std::string(get.column_text(2))});
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

Result<Entry> Reader::entry(std::uint64_t seq) {
  GS_TRY(get, db_->prepare("SELECT seq, envelope, data, personal FROM ledger_entry LEFT JOIN ledger_personal USING (seq) WHERE seq = ?1"));
  GS_TRY(found, get.bind(1, sql(seq)).step());
  if (!found) return fail(ErrorCode::state_not_found, "entry " + std::to_string(seq));
  return entry_of(get);
}

Result<std::string> Reader::envelope(std::uint64_t seq) {
  GS_TRY(get, db_->prepare("SELECT envelope FROM ledger_entry WHERE seq = ?1"));
  GS_TRY(found, get.bind(1, sql(seq)).step());
  if (!found) return fail(ErrorCode::state_not_found, "entry " + std::to_string(seq));
  return std::string(get.column_text(0));
}

Status Reader::each(std::uint64_t first, const std::function<Status(const Entry&)>& visit) {
  GS_TRY(rows, db_->prepare("SELECT seq, envelope, data, personal FROM ledger_entry LEFT JOIN ledger_personal USING (seq) WHERE seq >= ?1 ORDER BY seq"));
  rows.bind(1, sql(first));
  for (;;) {
    GS_TRY(found, rows.step());
    if (!found) return {};
    GS_TRY(entry, entry_of(rows));
    GS_CHECK(visit(entry));
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
