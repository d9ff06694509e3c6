// The runs of a batch under construction: envelopes and payloads are written straight into the bytes of their rows.
#pragma once
#include <deque>
#include <functional>

#include "crypto/hash.h"
#include "ledger/run.h"

namespace gongshu::ledger {

/// One thread writes. Views of envelopes that other threads read stay valid until `moving` is called (see open), clear() or a
/// rewind before the entry.
class RunBatch {
 public:
  /// Where an entry begins and ends in its run.
  struct Place {
    std::size_t run = 0;
    std::uint64_t index = 0;  ///< in the run
    std::size_t envelope = 0, envelope_end = 0, payload = 0;
  };

  /// The place of the next entry, number `seq`: in the last run, or in a new one where that is full. Up to `room` bytes can then
  /// be appended to envelopes(place); where that takes moving the bytes written so far, `moving` is called first.
  Place open(std::uint64_t seq, std::size_t room, const std::function<void()>& moving);
  std::string& envelopes(const Place& place) { return runs_[place.run].envelopes; }
  /// Ends the entry whose envelope was appended: at most 16 KiB; `salt` 32 bytes, `data` at most 1 MiB.
  void close(Place& place, std::string_view salt, std::string_view data);
  /// Takes away this entry and all after it, closed or not.
  void rewind(const Place& place);
  /// Forgets all entries; keeps memory of a common size for the next batch.
  void clear();

  std::string_view envelope(const Place& place) const {
    return std::string_view(runs_[place.run].envelopes).substr(place.envelope + 2, place.envelope_end - place.envelope - 2);
  }
  std::size_t size() const { return used_; }
  const Run& at(std::size_t i) const { return runs_[i]; }

 private:
  std::deque<Run> runs_;  ///< the first used_ hold the batch, the others their memory
  std::size_t used_ = 0;
};

}  // namespace gongshu::ledger
