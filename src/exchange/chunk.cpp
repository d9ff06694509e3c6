#include "exchange/chunk.h"

namespace gongshu::exchange {

Result<Chunk> read_chunk(std::string_view text) {
  if (text.size() > kMaxChunk)
    return fail(ErrorCode::input_too_large, {}, "a chunk and its message have at most " + std::to_string(kMaxChunk) + " bytes");
  const auto end = text.substr(0, kMaxEnvelope + 1).find('\n');
  if (end == std::string_view::npos)
    return fail(ErrorCode::input_bad_json, {}, "a line with the signed message first, then the bytes of the chunk");
  GS_TRY(message, read_message(text.substr(0, end)));
  if (message.envelope.kind != kChunkKind)
    return fail(ErrorCode::input_bad_choice, "/envelope/kind", "bytes follow a message of kind " + std::string(kChunkKind) + " only");
  return Chunk{std::move(message), text.substr(end + 1)};
}

Status check_bytes(const Chunk& chunk) {
  const auto* said = chunk.message.envelope.payload.if_contains("sm3");
  if (said && said->is_string() && std::string_view(said->get_string()) == digest_of(chunk.bytes)) return {};
  return fail(ErrorCode::batch_bad_chunk, "/envelope/payload/sm3", "SM3 of the bytes that follow, 64 lower-case hex digits");
}

}  // namespace gongshu::exchange
