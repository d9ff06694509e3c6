#include "ledger/run.h"

namespace gongshu::ledger {
namespace {
constexpr std::size_t kSalt = 32;

void put(std::string& out, std::size_t value, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) out += static_cast<char>(value >> shift & 0xFF);
}

std::size_t get(std::string_view in) {
  std::size_t value = 0;
  for (const unsigned char c : in) value = value << 8 | c;
  return value;
}

/// Cuts `size` bytes off the front; nothing when there are fewer.
std::optional<std::string_view> take(std::string_view& in, std::size_t size) {
  if (in.size() < size) return {};
  const auto out = in.substr(0, size);
  in.remove_prefix(size);
  return out;
}

/// Cuts off a length of `bytes` bytes and what it announces.
std::optional<std::string_view> take_prefixed(std::string_view& in, std::size_t bytes) {
  const auto length = take(in, bytes);
  return length ? take(in, get(*length)) : std::nullopt;
}

tl::unexpected<Error> corrupt(const char* hint) { return fail(ErrorCode::ledger_corrupt, "run", hint); }

}  // namespace

void Run::add_payload(std::string_view salt, std::string_view data) {
  payloads += salt;
  put(payloads, data.size(), 4);
  payloads += data;
}

void Run::clear() {
  count = 0;
  envelopes.clear();
  payloads.clear();
}

Result<bool> RunCursor::next(Item& item) {
  if (seq_ == end_) {
    if (!envelopes_.empty() || (payloads_ && !payloads_->empty())) return corrupt("bytes follow the last entry of a run");
    return false;
  }
  const auto envelope = take_prefixed(envelopes_, 2);
  if (!envelope) return corrupt("the envelopes of a run end early");
  item.seq = seq_++;
  item.envelope = *envelope;
  if (!payloads_) return true;
  const auto salt = take(*payloads_, kSalt);
  const auto data = salt ? take_prefixed(*payloads_, 4) : std::nullopt;
  if (!data) return corrupt("the payloads of a run end early");
  item.salt = *salt;
  item.data = *data;
  return true;
}

}  // namespace gongshu::ledger
