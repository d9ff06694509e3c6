// A chunk of a batch on its way from the platform next door (docs/formats/exchange.md): one line with a signed message of kind
// "chunk", then the bytes as they are. The message names the SM3 of the bytes, so that its signature covers them.
#pragma once
#include <string>
#include <string_view>

#include "exchange/envelope.h"

namespace gongshu::exchange {

inline constexpr std::size_t kMaxChunk = 8 * 1024 * 1024;  ///< bytes, with the message in front

struct Chunk {
  Signed message;
  std::string_view bytes;  ///< into the text that was read
};

/// Neither the signature nor the bytes are looked at yet. Errors: input.too_large; input.bad_json (no line's end, or no message);
/// input.* with a pointer into the message; input.bad_choice at /envelope/kind.
Result<Chunk> read_chunk(std::string_view text);

/// Are these the bytes that the message names? Worth asking once the message is believed. Errors: batch.bad_chunk at
/// /envelope/payload/sm3.
Status check_bytes(const Chunk& chunk);

}  // namespace gongshu::exchange
