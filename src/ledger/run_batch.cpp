#include "ledger/run_batch.h"

#include <algorithm>

namespace gongshu::ledger {
namespace {
constexpr std::size_t kPrefix = 2;                     ///< bytes that announce an envelope's length
constexpr std::size_t kEnvelopes = kRunEntries * 384;  ///< what the envelopes of a run usually take
constexpr std::size_t kKept = 4 * kEnvelopes;          ///< a run that took more gives its memory back
}  // namespace

RunBatch::Place RunBatch::open(std::uint64_t seq, std::size_t room, const std::function<void()>& moving) {
  room += kPrefix;
  if (used_ == 0 || runs_[used_ - 1].full()) {
    if (used_ == runs_.size()) runs_.emplace_back();
    auto& fresh = runs_[used_++];
    fresh.first = seq;
    fresh.count = 0;
    fresh.envelopes.reserve(std::max(kEnvelopes, room));
  }
  auto& run = runs_[used_ - 1];
  if (run.envelopes.capacity() - run.envelopes.size() < room) {
    moving();
    run.envelopes.reserve(2 * run.envelopes.capacity() + room);
  }
  const Place place{used_ - 1, run.count, run.envelopes.size(), 0, run.payloads.size()};
  run.envelopes.append(kPrefix, '\0');
  return place;
}

void RunBatch::close(Place& place, std::string_view salt, std::string_view data) {
  auto& run = runs_[place.run];
  place.envelope_end = run.envelopes.size();
  const auto length = place.envelope_end - place.envelope - kPrefix;
  run.envelopes[place.envelope] = static_cast<char>(length >> 8);
  run.envelopes[place.envelope + 1] = static_cast<char>(length & 0xFF);
  run.add_payload(salt, data);
  ++run.count;
}

void RunBatch::rewind(const Place& place) {
  for (auto i = place.run + 1; i < used_; ++i) runs_[i].clear();
  auto& run = runs_[place.run];
  run.envelopes.resize(place.envelope);
  run.payloads.resize(place.payload);
  run.count = place.index;
  used_ = place.index > 0 ? place.run + 1 : place.run;
}

void RunBatch::clear() {
  for (std::size_t i = 0; i < used_; ++i) {
    runs_[i].clear();
    if (runs_[i].envelopes.capacity() > kKept) runs_[i].envelopes = {};
    if (runs_[i].payloads.capacity() > kKept) runs_[i].payloads = {};
  }
  used_ = 0;
}

}  // namespace gongshu::ledger
