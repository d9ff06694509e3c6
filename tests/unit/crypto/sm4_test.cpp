#include "crypto/sm4.h"

#include <gtest/gtest.h>

#include "crypto/gcrypt_ready.h"
#include "crypto/random.h"
#include "crypto/sm4_gcm.h"
#include "vectors.h"

namespace gongshu::crypto {
namespace {

using testing::bytes_of;

/// The block cipher in the plain modes, straight from the library the adapter uses: the product offers only GCM.
std::string plain_mode(int mode, const std::string& key, const std::string& iv, const std::string& in, bool encrypt) {
  gcrypt_ready();
  gcry_cipher_hd_t handle = nullptr;
  EXPECT_EQ(gcry_cipher_open(&handle, GCRY_CIPHER_SM4, mode, 0), 0u);
  EXPECT_EQ(gcry_cipher_setkey(handle, key.data(), key.size()), 0u);
  if (mode == GCRY_CIPHER_MODE_CTR)
    gcry_cipher_setctr(handle, iv.data(), iv.size());
  else if (mode != GCRY_CIPHER_MODE_ECB)
    gcry_cipher_setiv(handle, iv.data(), iv.size());
  std::string out(in.size(), '\0');
  if (encrypt)
    EXPECT_EQ(gcry_cipher_encrypt(handle, out.data(), out.size(), in.data(), in.size()), 0u);
  else
    EXPECT_EQ(gcry_cipher_decrypt(handle, out.data(), out.size(), in.data(), in.size()), 0u);
  gcry_cipher_close(handle);
  return out;
}

// GB/T 32907-2016, Annex A: one block, and the same block encrypted a million times (here 1 and 1,000,000).
const std::string kBlock = bytes_of("0123456789abcdeffedcba9876543210");

TEST(Sm4, GivesTheExamplesOfTheStandard) {
  EXPECT_EQ(to_hex(plain_mode(GCRY_CIPHER_MODE_ECB, kBlock, "", kBlock, true)), "681edf34d206965e86b3e94f536e4246");
  gcry_cipher_hd_t handle = nullptr;
  ASSERT_EQ(gcry_cipher_open(&handle, GCRY_CIPHER_SM4, GCRY_CIPHER_MODE_ECB, 0), 0u);
  ASSERT_EQ(gcry_cipher_setkey(handle, kBlock.data(), kBlock.size()), 0u);
  std::string block = kBlock;
  for (int i = 0; i < 1'000'000; ++i) gcry_cipher_encrypt(handle, block.data(), block.size(), nullptr, 0);
  gcry_cipher_close(handle);
  EXPECT_EQ(to_hex(block), "595298c7c6fd271f0402f804c33d3f66");
}

TEST(Sm4, AgreesWithBotansVectors) {
  GS_VECTORS(content, "botan_sm4.json");
  int count = 0;
  const auto file = testing::vector_json(content);
  for (const auto& v : file.as_array()) {
    const auto key = bytes_of(v.at("Key")), in = bytes_of(v.at("In")), out = bytes_of(v.at("Out"));
    EXPECT_EQ(plain_mode(GCRY_CIPHER_MODE_ECB, key, "", in, true), out);
    EXPECT_EQ(plain_mode(GCRY_CIPHER_MODE_ECB, key, "", out, false), in);
    ++count;
  }
  EXPECT_EQ(count, 22);
}

// CCM and XTS of the same file are modes that nothing here uses.
TEST(Sm4, AgreesWithTongsuosVectors) {
  GS_VECTORS(content, "tongsuo_evpciph_sm4.txt");
  const std::map<std::string, int> modes{{"SM4-ECB", GCRY_CIPHER_MODE_ECB},
                                         {"SM4-CBC", GCRY_CIPHER_MODE_CBC},
                                         {"SM4-OFB", GCRY_CIPHER_MODE_OFB},
                                         {"SM4-CFB", GCRY_CIPHER_MODE_CFB},
                                         {"SM4-CTR", GCRY_CIPHER_MODE_CTR}};
  int plain = 0, gcm = 0;
  for (auto& v : testing::stanzas(content)) {
    const auto key = bytes_of(v["Key"]), iv = bytes_of(v["IV"]), in = bytes_of(v["Plaintext"]), out = bytes_of(v["Ciphertext"]);
    if (const auto mode = modes.find(v["Cipher"]); mode != modes.end()) {
      EXPECT_EQ(to_hex(plain_mode(mode->second, key, iv, in, true)), to_hex(out)) << v["Cipher"];
      EXPECT_EQ(plain_mode(mode->second, key, iv, out, false), in) << v["Cipher"];
      ++plain;
    } else if (v["Cipher"] == "SM4-GCM") {
      EXPECT_EQ(*sm4_gcm_encrypt(key, iv, in, bytes_of(v["AAD"])), out + bytes_of(v["Tag"]));
      EXPECT_EQ(*sm4_gcm_decrypt(key, iv, out + bytes_of(v["Tag"]), bytes_of(v["AAD"])), in);
      ++gcm;
    }
  }
  EXPECT_EQ(plain, 7);
  EXPECT_EQ(gcm, 1);
}

// RFC 8998, appendix A.1.
struct Rfc8998 {
  std::string key = bytes_of("0123456789abcdeffedcba9876543210");
  std::string nonce = bytes_of("00001234567800000000abcd");
  std::string aad = bytes_of("feedfacedeadbeeffeedfacedeadbeefabaddad2");
  std::string plaintext = bytes_of(
      "aaaaaaaaaaaaaaaabbbbbbbbbbbbbbbbccccccccccccccccddddddddddddddddeeeeeeeeeeeeeeeeffffffffffffffffeeeeeeeeeeeeeeeeaaaaaaaaaa"
      "aaaaaa");
  std::string sealed = bytes_of(
      "17f399f08c67d5ee19d0dc9969c4bb7d5fd46fd3756489069157b282bb200735d82710ca5c22f0ccfa7cbf93d496ac15a56834cbcf98c397b4024a2691"
      "233b8d"
      "83de3541e4c2b58177e065a9bf7b62ec");
};

TEST(Sm4Gcm, GivesTheExampleOfRfc8998) {
  const Rfc8998 v;
  EXPECT_EQ(*sm4_gcm_encrypt(v.key, v.nonce, v.plaintext, v.aad), v.sealed);
  EXPECT_EQ(*sm4_open(v.key, v.nonce + v.sealed, v.aad), v.plaintext);
}

TEST(Sealed, OpensToWhatWasSealed) {
  const auto key = random_bytes(16);
  for (const std::size_t size : {0, 1, 15, 16, 17, 1000, 100'000}) {
    const auto plaintext = random_bytes(size);
    const auto sealed = sm4_seal(key, plaintext, "place");
    ASSERT_TRUE(sealed);
    EXPECT_EQ(sealed->size(), size + kSealOverhead);
    EXPECT_EQ(*sm4_open(key, *sealed, "place"), plaintext);
  }
}

TEST(Sealed, TheSameValueIsNeverSealedTheSameWayTwice) {
  const auto key = random_bytes(16);
  EXPECT_NE(*sm4_seal(key, "value", ""), *sm4_seal(key, "value", ""));
}

TEST(Sealed, EveryChangedBitIsFound) {
  const auto key = random_bytes(16);
  const auto sealed = *sm4_seal(key, "twenty bytes of text", "place");
  for (std::size_t i = 0; i < sealed.size() * 8; ++i) {
    auto changed = sealed;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
    const auto opened = sm4_open(key, changed, "place");
    ASSERT_FALSE(opened) << "bit " << i;
    EXPECT_EQ(opened.error().code, ErrorCode::crypto_bad_ciphertext);
  }
}

TEST(Sealed, EveryTruncationAndExtensionIsFound) {
  const auto key = random_bytes(16);
  const auto sealed = *sm4_seal(key, "twenty bytes of text", "");
  for (std::size_t size = 0; size < sealed.size(); ++size)
    EXPECT_EQ(sm4_open(key, std::string_view(sealed).substr(0, size), "").error().code, ErrorCode::crypto_bad_ciphertext) << size;
  EXPECT_FALSE(sm4_open(key, sealed + '\0', ""));
  EXPECT_FALSE(sm4_open(key, sealed.substr(1), ""));
}

TEST(Sealed, AnotherKeyOrPlaceDoesNotOpenIt) {
  const auto key = random_bytes(16);
  const auto sealed = *sm4_seal(key, "value", "shelf/1");
  EXPECT_EQ(sm4_open(random_bytes(16), sealed, "shelf/1").error().code, ErrorCode::crypto_bad_ciphertext);
  EXPECT_EQ(sm4_open(key, sealed, "shelf/2").error().code, ErrorCode::crypto_bad_ciphertext);
  EXPECT_EQ(sm4_open(key, sealed, "").error().code, ErrorCode::crypto_bad_ciphertext);
}

TEST(Sealed, KeysOfAnotherLengthAreRefused) {
  for (const std::size_t size : {0, 15, 17, 32}) {
    EXPECT_EQ(sm4_seal(random_bytes(size), "value", "").error().code, ErrorCode::crypto_bad_key);
    EXPECT_EQ(sm4_open(random_bytes(size), std::string(40, 'x'), "").error().code, ErrorCode::crypto_bad_key);
  }
}

}  // namespace
}  // namespace gongshu::crypto
