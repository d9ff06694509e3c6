// Usage: one fixed-width record for each authenticated call, durable before its answer leaves (design invariant 2).
// Bytes: docs/formats/usage.md.
//
// Records go to segment files in one directory; one writer thread writes what waits as one batch and fdatasyncs once. Each
// segment is a Merkle tree (ledger/merkle.h); whoever keeps the ledger anchors the roots there every second and once after
// opening:
//
//   GS_TRY(log, UsageLog::open(directory, {}));
//   if (last_anchor_in_ledger) log->anchored(*last_anchor_in_ledger);
//   for (const auto& anchor : log->pending_anchors()) { …append to the ledger, durably…; log->anchored(anchor); }
#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/money.h"
#include "base/result.h"
#include "gateway/id16.h"
#include "gateway/snapshot.h"

namespace gongshu::gateway {

/// How a call ended. The numbers stand in records: never reuse one.
enum class Verdict : std::uint8_t {
  answered = 1,     ///< api: the record was given
  no_record = 2,    ///< api: no such entity; free
  matched = 3,      ///< verification: {"match": true}
  not_matched = 4,  ///< verification: {"match": false}, whatever the reason
  refused = 5,      ///< `check` says at which step; free
};

inline constexpr std::size_t kUsageRecordBytes = 176;
inline constexpr std::size_t kUsageHeaderBytes = 64;

struct UsageRecord {
  std::uint64_t seq = 0;             ///< set by the log: 0, 1, 2, … across segments
  std::uint64_t durable_before = 0;  ///< set by the log: every record below this was durable when this one was written
  Instant time = 0;                  ///< of the decision
  Instant signed_at = 0;             ///< timestamp the caller signed
  std::uint64_t epoch = 0;           ///< policy epoch of the decision
  Money price;
  Verdict verdict = Verdict::refused;
  Check check = Check::none;     ///< the step that refused
  bool counted_consent = false;  ///< the consent allows a limited number of uses, and this was one
  Id16 subscription{}, product{}, application{}, developer{};
  Id16 consent{};  ///< zero: none
  Id16 nonce{};
  Id16 request{};  ///< first half of the request's signature: the caller can recognise its own call
  friend bool operator==(const UsageRecord&, const UsageRecord&) = default;
  bool counts() const { return verdict != Verdict::refused; }  ///< against quotas
};

std::array<char, kUsageRecordBytes> encode(const UsageRecord& record);
/// Errors: ledger.corrupt (wrong length, check sum, version or a value outside its range).
Result<UsageRecord> decode_usage(std::string_view bytes);

/// "The first `to - segment` records of the segment that begins at `segment` have this root; `from` is where the last anchor
/// ended." A JSON-friendly triple for the ledger.
struct Anchor {
  std::uint64_t segment = 0;       ///< seq of the segment's first record
  std::uint64_t from = 0, to = 0;  ///< seq range [from, to)
  crypto::Digest root{};
  friend bool operator==(const Anchor&, const Anchor&) = default;
};

/// Where a durable record lies.
struct UsagePosition {
  std::uint64_t segment = 0, seq = 0;
};

struct UsageOptions {
  std::uint64_t segment_records = 1 << 20;  ///< a new file after this many (184 MB)
  std::size_t max_waiting = 1 << 16;        ///< records that may wait for the writer; beyond: http.overloaded
};

/// What happened at open().
struct UsageRecovery {
  std::uint64_t records = 0;    ///< found whole
  std::uint64_t cut_bytes = 0;  ///< torn tail that was removed: never acknowledged
};

/// Selects records; empty members select all.
struct UsageFilter {
  std::optional<std::string> subscription, product, developer;  ///< ids as text
  Instant from = INT64_MIN, to = INT64_MAX;                     ///< time, [from, to)
};
/// Returns false to stop.
using UsageVisitor = std::function<bool(const UsageRecord&)>;

class UsageLog {
 public:
  /// Runs on the writer thread, in batches, after fdatasync; must be short. An error: the record is not durable, no answer may
  /// leave.
  using Completion = std::function<void(Result<UsagePosition>)>;

  /// Makes the directory when missing. Cuts a torn tail that was never acknowledged. Errors: ledger.corrupt (damage elsewhere; at
  /// = file and record), store.failed.
  static Result<std::unique_ptr<UsageLog>> open(const std::filesystem::path& directory, UsageOptions options = {});
  /// Writes what waits, runs the completions, joins the writer.
  ~UsageLog();
  UsageLog(const UsageLog&) = delete;
  UsageLog& operator=(const UsageLog&) = delete;

  /// Thread-safe, does not block on the disk. After a failed write or sync every later append fails with store.failed until the
  /// log is opened anew: the kernel may have dropped the pages.
  void append(UsageRecord record, Completion done);

  /// Roots to anchor now: the rest of each segment that ended, then the durable part of the present one. Empty: nothing new.
  std::vector<Anchor> pending_anchors() const;
  /// This anchor stands in the ledger. Also called once after open() with the last anchor the ledger knows. Errors:
  /// ledger.corrupt (the log holds fewer records, or another root, than the ledger has anchored).
  Status anchored(const Anchor& anchor);

  /// Durable records, oldest first, while the log goes on. Errors as verify_usage.
  Status scan(const UsageFilter& filter, const UsageVisitor& visit) const;

  std::uint64_t durable() const;  ///< number of durable records
  const UsageRecovery& recovery() const;
  const std::filesystem::path& directory() const;

 private:
  struct State;
  explicit UsageLog(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

/// Reads a directory that no process writes to. Errors: ledger.corrupt (at = "usage-….seg record N"), store.failed.
Status scan_usage(const std::filesystem::path& directory, const UsageFilter& filter, const UsageVisitor& visit);

struct UsageReport {
  std::uint64_t segments = 0, records = 0;
  std::uint64_t anchored = 0;  ///< records below this are covered by an anchor
};

/// Offline: recomputes check sums, sequence numbers, segment chaining and every anchored root (oldest anchor first). The first
/// fault is the error: ledger.corrupt, at = file and record (or file and anchor). A torn tail beyond the last anchor is not a
/// fault.
Result<UsageReport> verify_usage(const std::filesystem::path& directory, std::span<const Anchor> anchors);

}  // namespace gongshu::gateway
