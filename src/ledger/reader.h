// Reading a ledger from its database: entries, proofs, checkpoints. Belongs to one thread, with the connection it was given;
// several readers on their own connections work while the sequencer appends.
//
// Tables (docs/formats/ledger.md): ledger_run, ledger_personal, ledger_tile_sm3, ledger_checkpoint_sm3. A proof reads pieces of
// one or two tiles on each level of 256: O(log n) rows.
#pragma once
#include "ledger/envelope.h"
#include "ledger/merkle.h"
#include "ledger/run.h"
#include "store/database.h"

namespace gongshu::ledger {

/// Makes or updates the ledger's tables (component "ledger"). Errors: store.newer_schema, store.failed.
Status migrate(store::Database& db, Instant now);

inline constexpr std::uint64_t kTileWidth = 256;

/// A checkpoint row: `batch` counts sealed batches from 0.
struct SealedCheckpoint {
  std::uint64_t batch = 0;
  std::uint64_t size = 0;
  std::string note;
};

class Reader {
 public:
  /// `db` must outlive the reader and have the ledger's tables.
  explicit Reader(store::Database& db) : db_(&db) {}

  /// Entries that are sealed under a checkpoint, by the latest one; 0 for a new ledger. Rows of an open batch do not count.
  Result<std::uint64_t> size();
  /// Nothing when no batch was sealed yet.
  Result<std::optional<SealedCheckpoint>> latest_checkpoint();
  /// Root of the first `size` leaves. Error input.out_of_range beyond the sealed size.
  Result<Digest> root(std::uint64_t size);

  /// Errors: state.not_found; ledger.corrupt (envelope unreadable, row under another number).
  Result<Entry> entry(std::uint64_t seq);
  /// The bytes of the leaf as hashed; error state.not_found.
  Result<std::string> envelope(std::uint64_t seq);
  /// The salt of the commitment to its data: whoever has the data proves with it that this is what was recorded. Error state.not_found.
  Result<std::string> salt(std::uint64_t seq);
  /// Calls `visit` for each entry from `first` on, in order, until it fails or the end comes.
  Status each(std::uint64_t first, const std::function<Status(const Entry&)>& visit);

  /// Proofs against the tree of `size` leaves; size is at most the sealed size. Errors: input.out_of_range, ledger.corrupt.
  Result<Proof> inclusion(std::uint64_t seq, std::uint64_t size);
  Result<Proof> consistency(std::uint64_t from, std::uint64_t to);

  /// The unfinished tile at the edge of a sealed tree of `size` leaves on a level of tiles: up to 255 hashes, concatenated.
  Result<std::string> edge_tile(unsigned tile_level, std::uint64_t size);
  /// The roots of the complete subtrees of a tree of `size` leaves, largest first. Error ledger.corrupt (rows missing).
  Result<CompactRange> range(std::uint64_t size);

 private:
  template <class Use>
  auto find(std::uint64_t seq, Use use) -> decltype(use(RunCursor::Item{}));
  Status add_personal(Entry& entry);
  Result<Digest> node(unsigned level, std::uint64_t index);
  Result<std::string> hashes(unsigned tile_level, std::uint64_t first, std::uint64_t count);
  Status within(std::uint64_t size);
  store::Database* db_;
};

}  // namespace gongshu::ledger
