// The writing side of the ledger: appends entries inside the caller's transaction and seals a batch under a signed checkpoint.
//
// Life of a batch, run by the sequencer (sequencer.h):
//   begin transaction
//     append() …        writes the row, remembers the envelope; nothing of the tree changes
//     mark()/rewind()   drops the pending entries of a job whose savepoint was rolled back
//     seal()            extends the tree in a copy, writes the tiles that changed and the checkpoint
//   commit              → committed(): the copy becomes the state
//   rollback            → discard(): pending entries and the copy vanish
//
// Threads: size() and root() from anywhere; everything else from the one thread that owns the connection.
#pragma once
#include <memory>
#include <mutex>

#include "crypto/sm2.h"
#include "ledger/checkpoint.h"
#include "ledger/leaf_hasher.h"
#include "ledger/reader.h"

namespace gongshu::ledger {

struct Head {
  std::uint64_t size = 0;
  Digest root{};
};

class Log {
 public:
  /// Migrates the tables, restores the edge of the tree and checks it against the latest checkpoint. `origin` names the log in its
  /// checkpoints ("gongshu.example/node-1"); it must not change in the life of a log. `db` and `clock` must outlive the log.
  /// Errors: ledger.corrupt (rows and checkpoint disagree, another origin or key), store.*.
  static Result<std::unique_ptr<Log>> open(store::Database& db, crypto::Sm2PrivateKey key, std::string origin, const Clock& clock);

  /// Inside an open transaction. The entry's time is the clock's, raised to the time of the entry before if it ran back.
  /// Errors: input.bad_utf8, input.out_of_range, ledger.entry_too_large, store.failed. Nothing is pending after an error.
  Result<Entry> append(NewEntry entry);
  /// How many entries are pending; rewind(mark()) forgets those appended in between (their rows must be rolled back as well).
  std::size_t mark() const { return times_.size(); }
  void rewind(std::size_t mark);
  /// Number that the next entry gets.
  std::uint64_t next_seq() const { return edge_.range.size() + times_.size(); }

  /// Writes tiles and the signed checkpoint for everything pending; does nothing when nothing is.
  Status seal();
  void committed();
  void discard();
  /// Restores the state from the database, for when a commit failed in an unknown way.
  Status reload();

  /// The committed tree. Thread-safe.
  Head head() const;
  std::uint64_t size() const { return head().size; }
  Digest root() const { return head().root; }

  Reader reader() { return Reader(*db_); }
  const std::string& origin() const { return origin_; }
  const crypto::Sm2PrivateKey& key() const { return key_; }
  const Clock& clock() const { return *clock_; }

 private:
  struct Edge {
    CompactRange range;
    std::vector<std::string> tiles;  ///< the unfinished tile of each level, 32 bytes a hash
    Instant time = 0;
    std::uint64_t batches = 0;
  };
  Log(store::Database& db, crypto::Sm2PrivateKey key, std::string origin, const Clock& clock);
  Result<Edge> load();
  Status insert(const Entry& entry, std::string_view envelope, std::string_view salt, std::string_view personal_salt);
  Status extend(Edge& edge, const Digest& leaf);
  Status write_tile(unsigned level, std::uint64_t index, std::string_view hashes);
  Status write_edge(const Edge& edge);
  Status write_checkpoint(Edge& edge);
  std::string_view salt();
  void draw_salts();

  store::Database* db_;
  std::optional<store::Statement> insert_;  ///< kept over batches: the hot path looks nothing up
  crypto::Sm2PrivateKey key_;
  std::string origin_;
  const Clock* clock_;
  Edge edge_;
  std::optional<Edge> sealed_;
  LeafHasher leaves_;           ///< pending entries: their envelopes and leaf hashes
  std::vector<Instant> times_;  ///< pending entries: their times
  std::string salts_;  ///< random bytes drawn ahead, each used once
  std::size_t salts_used_ = 0;
  mutable std::mutex mutex_;
  Head head_;
};

}  // namespace gongshu::ledger
