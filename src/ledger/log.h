// The writing side of the ledger: appends entries inside the caller's transaction and seals a batch under a signed checkpoint.
//
// Life of a batch, run by the sequencer (sequencer.h):
//   begin transaction
//     append() …        gives the entry its number and commitments; rows and tree are not touched yet
//     mark()/rewind()   drops the pending entries of a job that failed
//     seal()            writes the rows, extends the tree in a copy, writes the tiles that changed and the checkpoint
//   commit              → committed(): the copy becomes the state
//   rollback            → discard(): pending entries and the copy vanish
// So the rows of a batch can be read from seal() on, not by the jobs of the same batch. A large batch is hashed and signed on a
// helper thread meanwhile.
//
// Threads: size() and root() from anywhere; everything else from the one thread that owns the connection.
#pragma once
#include <array>
#include <memory>
#include <mutex>

#include "crypto/sm2.h"
#include "ledger/checkpoint.h"
#include "ledger/helper.h"
#include "ledger/reader.h"
#include "ledger/run_batch.h"

namespace gongshu::ledger {

struct Head {
  std::uint64_t size = 0;
  Digest root{};
};

class Log {
 public:
  /// Migrates the tables, restores the edge of the tree and checks it against the latest checkpoint. `origin` names the log in
  /// its checkpoints ("gongshu.example/node-1"); it must not change in the life of a log. `db` and `clock` must outlive the log.
  /// Errors: ledger.corrupt (rows and checkpoint disagree, another origin or key), store.*.
  static Result<std::unique_ptr<Log>> open(store::Database& db, crypto::Sm2PrivateKey key, std::string origin,
                                           const Clock& clock);

  /// The entry's time is the clock's, raised to the time of the entry before if it ran back.
  /// Errors: input.bad_utf8, input.out_of_range, ledger.entry_too_large; then nothing was added.
  Result<Entry> append(NewEntry&& entry);
  /// How many entries are pending; rewind(mark()) forgets those appended in between.
  std::size_t mark() const { return pending_.size(); }
  void rewind(std::size_t mark);
  /// Number that the next entry gets.
  std::uint64_t next_seq() const { return edge_.range.size() + pending_.size(); }

  /// Inside an open transaction: writes rows, tiles and the signed checkpoint for everything pending; nothing when nothing is.
  /// Errors: internal (no transaction), store.failed, crypto.failed; then roll back and discard().
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
  struct Pending {
    RunBatch::Place place;
    Instant time = 0;
  };
  struct Personal {
    std::uint64_t seq = 0;
    std::string salt, payload;
  };
  struct Tile {
    unsigned level;
    std::uint64_t index;
    std::string hashes;
  };
  /// What a batch makes of the edge.
  struct Sealed {
    Edge edge;
    std::vector<Tile> tiles;
    Result<std::string> note;
  };
  Log(store::Database& db, crypto::Sm2PrivateKey key, std::string origin, const Clock& clock);
  Result<Edge> load();
  void hand_over();
  Sealed build();
  static void extend(Sealed& sealed, const Digest& leaf);
  Status insert_entries();
  Status write(const Sealed& sealed);
  std::array<char, 2 * kSaltBytes> salts(std::size_t count);

  store::Database* db_;
  crypto::Sm2PrivateKey key_;
  std::string origin_;
  const Clock* clock_;
  Edge edge_;
  std::optional<Sealed> sealed_;  ///< grows by the chunks that were handed over; the helper's until it is waited for
  std::vector<Pending> pending_;
  std::vector<Personal> personal_;  ///< of pending entries, in their order
  RunBatch runs_;                   ///< bytes of pending entries; the helper reads the envelopes handed over
  std::size_t handed_ = 0;          ///< so many of them are in the tree of sealed_, or given to the helper to be
  std::string salts_;               ///< random bytes drawn ahead, each used once
  std::size_t salts_used_ = 0;
  mutable std::mutex mutex_;
  Head head_;
  Helper helper_;  ///< last: it ends before what its tasks use
};

}  // namespace gongshu::ledger
