// A chunk: the message in front covers the bytes behind it.
#include <gtest/gtest.h>

#include "exchange/bundle.h"
#include "exchange/chunk.h"

namespace gongshu::exchange {
namespace {

const auto kKey = crypto::Sm2PrivateKey::generate();
const std::string kBytes = "county,beds\n410102,120\n";

std::string sent(std::string_view bytes, std::string kind = std::string(kChunkKind), std::int64_t sequence = 0) {
  const auto message = sign({kVersion, "c-1", std::move(kind), sequence, 1'772'000'000'000, kKey.public_key().fingerprint(),
                             std::string(64, 'a'), {{"person", "per-1"}, {"ref", "p-1"}, {"index", 0}, {"sm3", digest_of(bytes)}}},
                            kKey);
  return *line_of(*message) + "\n" + std::string(bytes);
}

ErrorCode code(const Result<Chunk>& read) { return read ? ErrorCode::internal : read.error().code; }

TEST(AChunk, IsReadWithItsBytesAsTheyAre) {
  for (const auto& bytes : {kBytes, std::string(), std::string("\n\n"), std::string("\0\xff\r\n", 4)}) {
    const auto text = sent(bytes);
    const auto chunk = read_chunk(text);
    ASSERT_TRUE(chunk) << describe(chunk.error());
    EXPECT_EQ(chunk->bytes, bytes);
    EXPECT_TRUE(check_bytes(*chunk));
    EXPECT_TRUE(verify(chunk->message, kKey.public_key()));
  }
}

TEST(AChunk, WithOtherBytesThanItsMessageNamesIsRefused) {
  const auto text = sent(kBytes);
  for (const auto& other : {text + "x", text.substr(0, text.size() - 1)}) {
    const auto chunk = read_chunk(other);
    ASSERT_TRUE(chunk);
    const auto checked = check_bytes(*chunk);
    ASSERT_FALSE(checked);
    EXPECT_EQ(checked.error().code, ErrorCode::batch_bad_chunk);
  }
}

TEST(AChunk, StandsBehindAMessageOfItsKindAlone) {
  EXPECT_EQ(code(read_chunk(sent(kBytes, "status", 1))), ErrorCode::input_bad_choice);
  EXPECT_EQ(code(read_chunk(kBytes)), ErrorCode::input_bad_json);
  EXPECT_EQ(code(read_chunk("")), ErrorCode::input_bad_json);
  EXPECT_EQ(code(read_chunk(std::string(kMaxEnvelope + 10, ' ') + sent(kBytes))), ErrorCode::input_bad_json);
  EXPECT_EQ(code(read_chunk(sent(std::string(kMaxChunk, 'x')))), ErrorCode::input_too_large);
  const auto numbered = read_message(std::string_view(sent(kBytes, std::string(kChunkKind), 3)).substr(0, sent(kBytes, std::string(kChunkKind), 3).find('\n')));
  ASSERT_FALSE(numbered);
  EXPECT_EQ(numbered.error().at, "/envelope/sequence");
}

TEST(ABundle, CarriesDocumentsBehindItsMessages) {
  const auto lines = to_lines({}, {{"{\"order_id\":\"甲\"}", "MEUC"}});
  ASSERT_TRUE(lines);
  EXPECT_EQ(*lines, "{\"document\":\"{\\\"order_id\\\":\\\"甲\\\"}\",\"signature\":\"MEUC\"}\n");
}

}  // namespace
}  // namespace gongshu::exchange
