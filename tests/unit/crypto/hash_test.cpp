#include "crypto/hash.h"

#include <gtest/gtest.h>

#include <thread>

#include "crypto/random.h"
#include "vectors.h"

namespace gongshu::crypto {
namespace {

using testing::bytes_of;
using testing::evp_value;

std::string hex(const Digest& digest) { return to_hex(view(digest)); }

// GB/T 32905-2016, Annex A, examples 1 and 2.
constexpr std::string_view kAbc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
constexpr std::string_view kAbcd16 = "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732";

std::string abcd16() {
  std::string text;
  for (int i = 0; i < 16; ++i) text += "abcd";
  return text;
}

TEST(Sm3, GivesTheExamplesOfTheStandard) {
  EXPECT_EQ(hex(sm3("abc")), kAbc);
  EXPECT_EQ(hex(sm3(abcd16())), kAbcd16);
}

TEST(Sm3, HashesTheEmptyText) {
  EXPECT_EQ(hex(sm3("")), "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
  EXPECT_EQ(Sm3().finish(), sm3({}));
}

TEST(Sm3, PiecesGiveTheSameDigestAsTheWholeWhereverTheyAreCut) {
  const auto text = random_bytes(200);
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const auto whole = std::string_view(text);
    EXPECT_EQ(Sm3().update(whole.substr(0, cut)).update(whole.substr(cut)).finish(), sm3(text)) << cut;
  }
}

TEST(Sm3, StartsAnewAfterFinish) {
  Sm3 hash;
  hash.update("something else").finish();
  EXPECT_EQ(hex(hash.update("abc").finish()), kAbc);
  Sm3 moved = std::move(hash);
  EXPECT_EQ(hex(moved.update("abc").finish()), kAbc);
}

TEST(Sm3, AgreesWithBotansVectors) {
  GS_VECTORS(content, "botan_sm3.json");
  int count = 0;
  const auto file = testing::vector_json(content);
  for (const auto& v : file.as_array()) {
    EXPECT_EQ(view(sm3(bytes_of(v.at("In")))), bytes_of(v.at("Out"))) << "vector " << count;
    ++count;
  }
  EXPECT_EQ(count, 139);
}

TEST(Sm3, AgreesWithTongsuosVectors) {
  GS_VECTORS(content, "tongsuo_evpmd_sm3.txt");
  int count = 0;
  for (auto& stanza : testing::stanzas(content)) {
    if (stanza["Digest"] != "SM3") continue;  // the file ends with other digests
    EXPECT_EQ(view(sm3(evp_value(stanza["Input"]))), bytes_of(stanza["Output"]));
    ++count;
  }
  EXPECT_GE(count, 5);
}

struct HmacExample {
  std::string key, data;
  std::string_view tag;
};

// GM/T 0042-2015 Annex D.3, and the inputs of RFC 4231 cases 1 and 2 with SM3.
std::vector<HmacExample> hmac_examples() {
  const std::string letters = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
  return {{bytes_of("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f20"), letters + letters,
           "ca05e144ed05d1857840d1f318a4a8669e559fc8391f414485bfdf7bb408963a"},
          {bytes_of("0102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f202122232425"), std::string(50, '\xcd'),
           "220bf579ded555393f0159f66c99877822a3ecf610d1552154b41d44b94db3ae"},
          {std::string(32, '\x0b'), "Hi There", "c0ba18c68b90c88bc07de794bfc7d2c8d19ec31ed8773bc2b390c9604e0be11e"},
          {"Jefe", "what do ya want for nothing?", "2e87f1d16862e6d964b50a5200bf2b10b764faa9680a296a2405f24bec39f882"}};
}

TEST(HmacSm3, GivesThePublishedExamples) {
  for (const auto& [key, data, tag] : hmac_examples()) {
    EXPECT_EQ(hex(hmac_sm3(key, data)), tag);
    const HmacSm3 keyed(key);
    EXPECT_EQ(hex(keyed(data)), tag);
    EXPECT_EQ(hex(keyed(data)), tag) << "the second use must not depend on the first";
  }
}

TEST(HmacSm3, AgreesWithTongsuosVectors) {
  GS_VECTORS(content, "tongsuo_evpmac_sm3.txt");
  int count = 0;
  for (auto& stanza : testing::stanzas(content)) {
    if (!stanza.contains("MAC")) continue;
    EXPECT_EQ(view(hmac_sm3(evp_value(stanza["Key"]), evp_value(stanza["Input"]))), bytes_of(stanza["Output"]));
    ++count;
  }
  EXPECT_EQ(count, 4);
}

TEST(HmacSm3, TakesKeysOfAnyLength) {
  for (const std::size_t size : {0, 1, 63, 64, 65, 200}) {
    const auto key = random_bytes(size);
    EXPECT_EQ(HmacSm3(key)("data"), hmac_sm3(key, "data")) << size;
  }
  // RFC 2104: a key longer than a block stands for its hash.
  const auto key = random_bytes(100);
  EXPECT_EQ(hmac_sm3(key, "data"), hmac_sm3(view(sm3(key)), "data"));
}

TEST(HmacSm3, OneObjectServesSeveralThreads) {
  const std::string key = "a key for all threads";
  const HmacSm3 keyed(key);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 2000; ++i) {
        const auto value = std::to_string(t) + ":" + std::to_string(i % 50);
        if (keyed(value) != hmac_sm3(key, value)) ++wrong;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

TEST(Bytes, HexGoesBothWaysAndRefusesTheRest) {
  EXPECT_EQ(to_hex(std::string("\0\x7f\xff", 3)), "007fff");
  EXPECT_EQ(*from_hex("007FfF"), std::string("\0\x7f\xff", 3));
  EXPECT_EQ(*from_hex(""), "");
  for (const auto* text : {"0", "0g", "0x00", "00 11", " 00", "00\n", "０0"}) {
    const auto result = from_hex(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::input_bad_format);
  }
}

TEST(Bytes, Base64GoesBothWaysAndRefusesTheRest) {
  for (std::size_t size = 0; size < 40; ++size) {
    const auto bytes = random_bytes(size);
    EXPECT_EQ(*from_base64(to_base64(bytes)), bytes);
  }
  EXPECT_EQ(to_base64("foobar!"), "Zm9vYmFyIQ==");
  for (const auto* text : {"Zg", "Zg=", "Zh==", "Zg==\n", " Zg==", "Z g==", "Zg===", "Zm-_", "=", "====", "Zg==Zg=="}) {
    const auto result = from_base64(text);
    ASSERT_FALSE(result) << text;
    EXPECT_EQ(result.error().code, ErrorCode::input_bad_format);
  }
}

TEST(Bytes, ConstantTimeComparisonComparesEveryByte) {
  const auto bytes = random_bytes(40);
  EXPECT_TRUE(equal_ct(bytes, std::string(bytes)));
  EXPECT_TRUE(equal_ct("", ""));
  for (std::size_t i = 0; i < bytes.size(); ++i)
    for (int bit = 0; bit < 8; ++bit) {
      auto other = bytes;
      other[i] = static_cast<char>(other[i] ^ (1 << bit));
      EXPECT_FALSE(equal_ct(bytes, other));
    }
  EXPECT_FALSE(equal_ct(bytes, bytes.substr(1)));
}

TEST(Bytes, WipedSecretsAreGone) {
  std::string secret = "a secret longer than the small-string buffer";
  const char* place = secret.data();
  wipe(secret);
  EXPECT_TRUE(secret.empty());
  EXPECT_EQ(place, secret.data());
  EXPECT_EQ(std::string(place, 1), std::string(1, '\0'));
}

TEST(Random, BytesAndIdsDoNotRepeat) {
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) seen.insert(random_bytes(16));
  EXPECT_EQ(seen.size(), 1000u);
  EXPECT_EQ(random_bytes(0), "");
  const auto id = new_id("agr");
  EXPECT_TRUE(id.starts_with("agr-"));
  EXPECT_NE(id, new_id("agr"));
}

}  // namespace
}  // namespace gongshu::crypto
