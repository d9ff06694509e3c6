// Any bytes are refused or give messages that are written and read again the same, as lines and as a list; and are refused as a
// chunk, or give the bytes that its message names.
#include <cstdlib>
#include <string>
#include <string_view>

#include "exchange/bundle.h"
#include "exchange/chunk.h"

namespace {

void require(bool holds) {
  if (!holds) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  using namespace gongshu::exchange;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  static const auto key = gongshu::crypto::Sm2PrivateKey::generate().public_key();
  if (const auto chunk = read_chunk(text)) {
    if (check_bytes(*chunk)) require(chunk->message.envelope.payload.at("sm3").as_string() == digest_of(chunk->bytes));
    require(!verify(chunk->message, key));
  }
  const auto bundle = read_lines(text);
  if (!bundle) return 0;
  require(bundle->messages.size() <= kMaxMessages);
  for (const auto& message : bundle->messages) require(!verify(message, key));
  const auto lines = to_lines(bundle->messages);
  require(lines.has_value());
  const auto again = read_lines(*lines);
  require(again && !again->fault && again->messages.size() == bundle->messages.size());
  for (std::size_t i = 0; i < bundle->messages.size(); ++i) require(again->messages[i].text == bundle->messages[i].text);
  const auto list = to_list(bundle->messages);
  require(list.has_value());
  const auto listed = read_list(*list);
  require(listed && listed->messages.size() == bundle->messages.size());
  return 0;
}
