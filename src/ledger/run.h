// A run: up to 256 consecutive entries of one batch in one row of ledger_run. Entries by the row would cost twice as much to
// write and to verify as the hashing does.
//
//   envelopes   for each entry: length (2 bytes, big-endian) || envelope           the form of a tlog-tiles entry bundle
//   payloads    for each entry: salt (32 bytes) || length (4 bytes, big-endian) || data
//
// A run does not cross a multiple of 256. A new run is begun past 64 KiB of payloads, so that reading one entry stays cheap.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::ledger {

inline constexpr std::uint64_t kRunEntries = 256;
inline constexpr std::size_t kRunPayload = 64 * 1024;

struct Run {
  std::uint64_t first = 0, count = 0;
  std::string envelopes, payloads;

  /// `salt` has 32 bytes, `data` at most 1 MiB.
  void add_payload(std::string_view salt, std::string_view data);
  /// Without entries; keeps its memory.
  void clear();
  bool full() const { return (first + count) % kRunEntries == 0 || payloads.size() >= kRunPayload; }
};

/// Walks a stored run. Views point into the columns given.
class RunCursor {
 public:
  struct Item {
    std::uint64_t seq = 0;
    std::string_view envelope, salt, data;
  };
  /// Without payloads only the envelopes are walked.
  RunCursor(std::uint64_t first, std::uint64_t count, std::string_view envelopes, std::optional<std::string_view> payloads)
      : seq_(first), end_(first + count), envelopes_(envelopes), payloads_(payloads) {}
  RunCursor() : RunCursor(0, 0, {}, {}) {}
  /// False at the end. Error ledger.corrupt: a column ends early, or has bytes left at the end.
  Result<bool> next(Item& item);

 private:
  std::uint64_t seq_, end_;
  std::string_view envelopes_;
  std::optional<std::string_view> payloads_;
};

}  // namespace gongshu::ledger
