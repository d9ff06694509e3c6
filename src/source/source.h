// The source side: the provider's own domain (数源侧). It holds raw data, its own SM2 key and its own population numbering; only
// masked, signed batches leave it. Nothing here talks to a network: a PushSink carries the batch (the platform side gives one
// over HTTP, tests in memory).
//
// Directory:
//   source.json                     name, creation time, format version
//   keys/source.pem                 SM2 private key (mode 0600)      keys/source.pub.pem
//   keys/population_<name>.key      32 random bytes that number a population (mode 0600)
//   trust/platform.pem              the platform node's pinned public key
//   orders/<order_id>.json          signed orders as received
//   numberings/<population>         fingerprint of the key that numbers it (population.h)
//   batches/<batch_id>/             manifest.json manifest.sig chunk-00000.csv …
//   batches/.part-<batch_id>/       chunks of an unfinished run      batches/.run-<batch_id>/   what it has done (journal.h)
#pragma once
#include <filesystem>
#include <functional>
#include <istream>
#include <memory>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/result.h"
#include "privacy/manifest.h"

namespace gongshu::source {

/// Carries a batch to the platform. Calls come in this order: begin, chunk for each missing index, finish; any may be retried.
class PushSink {
 public:
  virtual ~PushSink() = default;
  /// Hands over the signed manifest; answers the indexes of the chunks the platform does not have yet.
  virtual Result<std::vector<std::int64_t>> begin(const privacy::SignedDocument& manifest) = 0;
  virtual Status chunk(std::int64_t index, std::string_view bytes) = 0;
  virtual Status finish() = 0;
};

struct MaskProgress {
  std::int64_t rows = 0;   ///< in the batch so far
  std::int64_t bytes = 0;  ///< of the input, read so far
};
using ProgressFn = std::function<void(const MaskProgress&)>;

struct MaskOptions {
  std::string label;      ///< "synthetic" for rows about nobody; goes into the manifest
  ProgressFn progress{};  ///< called about every 65,536 rows and at the end
  unsigned threads = 0;   ///< that mask; 0 = one for each core
};

/// What mask() made.
struct MaskedBatch {
  privacy::BatchManifest manifest;
  std::filesystem::path directory;
  std::int64_t resumed = 0;  ///< chunks that an interrupted run of the same order had finished
};

struct PushResult {
  std::int64_t sent = 0;     ///< chunks sent now
  std::int64_t present = 0;  ///< chunks the platform had already
};

/// An open source directory; one process at a time (a lock file is held). Not thread-safe.
class Source {
 public:
  /// Makes the directory, key pair and database. Errors: state.already_exists when there is one.
  static Result<Source> init(const std::filesystem::path& dir, std::string name, const Clock& clock);
  /// Errors: state.not_found, store.locked, crypto.bad_key. Sweeps unfinished batches that cannot be resumed. `clock` must
  /// outlive the source.
  static Result<Source> open(const std::filesystem::path& dir, const Clock& clock);
  ~Source();
  Source(Source&&) noexcept;
  Source& operator=(Source&&) noexcept;

  const std::string& name() const;
  const crypto::Sm2PublicKey& public_key() const;

  /// Pins the platform node's public key (PEM). The same key again is fine; another one is refused (state.already_exists) until
  /// the pinned file is removed by hand.
  Status trust(std::string_view platform_public_pem);

  /// Verifies and stores an order. Errors: crypto.key_missing (nothing pinned), crypto.bad_signature, input.*, rule.not_masked,
  /// crypto.bad_key (meant for another source, or its key does not open), state.already_exists (same id, other content).
  Result<privacy::MaskingOrder> accept(const privacy::SignedDocument& order);
  Result<privacy::MaskingOrder> order(const std::string& order_id) const;  ///< verified again on every read
  std::vector<std::string> order_ids() const;

  /// Masks a CSV under an accepted order into a signed batch directory. All or nothing: on an error, or when the process is
  /// killed, no batch appears. After a kill (or store.failed) the same call on the same file goes on behind the last finished
  /// chunk and ends with the same bytes; another file, or a stream that is not at the same rows, starts anew. Columns outside the
  /// order are dropped and listed in manifest.dropped; rows without the consent that the order asks for are left out and counted.
  /// Errors: state.not_found (order), input.bad_csv (row and column named), batch.looks_raw, store.failed, state.conflict (an
  /// interrupted run was given up for another file and the stream cannot be rewound: call again).
  Result<MaskedBatch> mask(const std::string& order_id, std::istream& csv, const MaskOptions& options = {});

  /// Fingerprint of the population's numbering, which is made when there is none. Errors: those of Population::open.
  Result<std::string> numbering(const std::string& population) const;
  /// Sources that know the same people number them alike once one of them has given its key to the others: the key sealed to the
  /// other source's public key, as a document that may travel openly; and taking such a document. Errors: population.h.
  Result<std::string> share_population(const std::string& population, std::string_view recipient_pem) const;
  Result<std::string> join_population(std::string_view document);

  std::vector<std::string> batch_ids() const;
  /// Manifest as signed. Errors: state.not_found, crypto.bad_signature, batch.bad_manifest.
  Result<privacy::SignedDocument> manifest(const std::string& batch_id) const;
  /// Sends a batch; chunks are checked against the manifest before they leave. Errors: batch.bad_chunk, those of the sink.
  Result<PushResult> push(const std::string& batch_id, PushSink& sink, const ProgressFn& progress = {}) const;

  struct State;  ///< inside src/source only

 private:
  explicit Source(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::source
