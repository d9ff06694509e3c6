// The published SM2 examples, with their fixed nonces and on their own curves, through the code that the adapter runs.
#include <botan/system_rng.h>
#include <gtest/gtest.h>

#include "crypto/sm2.h"
#include "crypto/sm2_ops.h"
#include "vectors.h"

namespace gongshu::crypto {
namespace {

using testing::bytes_of;
using testing::text_of;

const std::uint8_t* raw(const std::string& text) { return reinterpret_cast<const std::uint8_t*>(text.data()); }

/// Hands out the given bytes first (the example's k), then real randomness, which only blinds intermediate values.
class FixedNonce final : public Botan::RandomNumberGenerator {
 public:
  explicit FixedNonce(std::string nonce) : nonce_(std::move(nonce)) {}
  void randomize(std::uint8_t out[], std::size_t size) override {
    if (first_ && nonce_.size() == size)
      std::copy(nonce_.begin(), nonce_.end(), out);
    else
      Botan::system_rng().randomize(out, size);
    first_ = false;
  }
  bool accepts_input() const override { return false; }
  void add_entropy(const std::uint8_t*, std::size_t) override {}
  std::string name() const override { return "fixed nonce"; }
  void clear() override {}
  bool is_seeded() const override { return true; }

 private:
  std::string nonce_;
  bool first_ = true;
};

std::string der_signature(const std::string& r_and_s) {
  const auto half = r_and_s.size() / 2;
  std::string body;
  for (auto part : {r_and_s.substr(0, half), r_and_s.substr(half)}) {
    part.erase(0, std::min(part.find_first_not_of('\0'), part.size() - 1));
    if (static_cast<unsigned char>(part[0]) >= 0x80) part.insert(0, 1, '\0');
    body += std::string("\x02") + static_cast<char>(part.size()) + part;
  }
  return std::string("\x30") + static_cast<char>(body.size()) + body;
}

Botan::BigInt number(const json::value& value) {
  const auto bytes = bytes_of(value);
  return {raw(bytes), bytes.size()};
}

Botan::SM2_PrivateKey key_of(const json::value& v) {
  const Botan::EC_Group group(number(v.at("P")), number(v.at("A")), number(v.at("B")), number(v.at("xG")), number(v.at("yG")),
                              number(v.at("Order")), 1, Botan::OID(text_of(v.at("Oid"))));
  return {Botan::system_rng(), group, number(v.at("x"))};
}

// GB/T 32918.5-2017 Annex A: the key, signature and ciphertext on the recommended curve.
constexpr std::string_view kPrivate = "3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8";
constexpr std::string_view kPublic =
    "0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072d"
    "a9ad13";
constexpr std::string_view kNonce = "59276e27d506861a16680f3ad9c02dccef3cc1fa3cdbe4ce6d54b80deac1bc21";
constexpr std::string_view kSignature =
    "f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bb"
    "c1aa";
constexpr std::string_view kC1C3C2 =
    "0404ebfc718e8d1798620432268e77feb6415e2ede0e073c0f4f640ecd2e149a73e858f9d81e5430a57b36daab8f950a3c64e6ee6a63094d99283aff767e"
    "124df0"
    "59983c18f809e262923c53aec295d30383b54e39d609d160afcb1908d0bd8766"
    "21886ca989ca9c7d58087307ca93092d651efa";

Sm2PrivateKey standard_key() { return *Sm2PrivateKey::from_scalar(bytes_of(std::string(kPrivate))); }
Botan::SM2_PrivateKey standard_botan_key() {
  const auto d = bytes_of(std::string(kPrivate));
  return {Botan::system_rng(), Botan::EC_Group("sm2p256v1"), Botan::BigInt(raw(d), d.size())};
}

TEST(Sm2Standard, TheKeyPairBelongsTogether) { EXPECT_EQ(to_hex(standard_key().public_key().point()), kPublic); }

TEST(Sm2Standard, TheSignatureExampleIsMadeAndVerified) {
  const auto expected = der_signature(bytes_of(std::string(kSignature)));
  FixedNonce nonce(bytes_of(std::string(kNonce)));
  EXPECT_EQ(to_hex(*sm2::sign(standard_botan_key(), nonce, "message digest", {})), to_hex(expected));
  EXPECT_TRUE(standard_key().public_key().verify("message digest", expected));
  EXPECT_FALSE(standard_key().public_key().verify("message digesT", expected));
}

TEST(Sm2Standard, TheCiphertextExampleIsMadeAndOpenedInBothForms) {
  const auto plain = bytes_of(std::string(kC1C3C2));
  FixedNonce nonce(bytes_of(std::string(kNonce)));
  const auto der = sm2::encrypt(standard_botan_key(), nonce, "encryption standard");
  ASSERT_TRUE(der);
  EXPECT_EQ(*sm2_c1c3c2_from_der(*der), plain);
  const auto back = sm2_der_from_c1c3c2(plain);
  ASSERT_TRUE(back) << describe(back.error());
  EXPECT_EQ(*back, *der);
  EXPECT_EQ(*standard_key().decrypt(*der), "encryption standard");
  EXPECT_EQ(*standard_key().decrypt(plain), "encryption standard");
}

TEST(Sm2Vectors, TheFileOfTheStandardAgreesWithOurConstants) {
  GS_VECTORS(content, "sm2_gbt32918_5.json");
  const auto file = testing::vector_json(content);
  const auto& sign = file.at("sign").as_array().at(0);
  EXPECT_EQ(bytes_of(sign.at("r")) + bytes_of(sign.at("s")), bytes_of(std::string(kSignature)));
  EXPECT_EQ(bytes_of(sign.at("private")), bytes_of(std::string(kPrivate)));
  const auto& encrypt = file.at("encrypt").as_array().at(0);
  auto c1x = bytes_of(encrypt.at("c1x"));
  if (c1x.size() == 32) c1x.insert(0, 1, '\x04');
  const auto c1y = bytes_of(encrypt.at("c1y"));
  const auto key = *Sm2PrivateKey::from_scalar(bytes_of(encrypt.at("private")));
  const auto opened = key.decrypt(c1x + c1y + bytes_of(encrypt.at("c3")) + bytes_of(encrypt.at("c2")));
  ASSERT_TRUE(opened) << describe(opened.error());
  EXPECT_EQ(*opened, text_of(encrypt.at("message_ascii")));
}

TEST(Sm2Vectors, BotansSignaturesAreMadeAndVerified) {
  GS_VECTORS(content, "botan_sm2_sig.json");
  int count = 0;
  const auto file = testing::vector_json(content);
  for (const auto& v : file.as_array()) {
    const auto hash = text_of(v.at("Hash")), id = text_of(v.at("Ident"));
    const auto message = bytes_of(v.at("Msg"));
    const auto expected = der_signature(bytes_of(v.at("Signature")));
    const auto key = key_of(v);
    FixedNonce nonce(bytes_of(v.at("Nonce")));
    EXPECT_EQ(to_hex(*sm2::sign(key, nonce, message, {hash, id})), to_hex(expected)) << count;
    EXPECT_TRUE(sm2::verify(key, message, expected, {hash, id})) << count;
    EXPECT_FALSE(sm2::verify(key, message + "x", expected, {hash, id})) << count;
    if (text_of(v.at("Oid")) == "1.2.156.10197.1.301" && hash == "SM3") {
      const auto ours = Sm2PrivateKey::from_scalar(bytes_of(v.at("x")));
      EXPECT_TRUE(ours->public_key().verify(message, expected, id)) << count;
      EXPECT_FALSE(ours->public_key().verify(message, expected)) << "another id is another message";
    }
    ++count;
  }
  EXPECT_EQ(count, 7);
}

TEST(Sm2Vectors, BotansCiphertextsAreMadeAndOpened) {
  GS_VECTORS(content, "botan_sm2_enc.json");
  int count = 0;
  const auto file = testing::vector_json(content);
  for (const auto& v : file.as_array()) {
    const auto* named = v.as_object().if_contains("Hash");
    const auto hash = named ? text_of(*named) : std::string("SM3");
    const auto key = key_of(v);
    FixedNonce nonce(bytes_of(v.at("Nonce")));
    EXPECT_EQ(*sm2::encrypt(key, nonce, bytes_of(v.at("Msg")), hash), bytes_of(v.at("Ciphertext"))) << count;
    const auto opened = sm2::decrypt(key, bytes_of(v.at("Ciphertext")), hash);
    ASSERT_TRUE(opened) << count << describe(opened.error());
    EXPECT_EQ(*opened, bytes_of(v.at("Msg"))) << count;
    ++count;
  }
  EXPECT_EQ(count, 5);
}

TEST(Sm2Vectors, EveryInvalidCiphertextIsRefused) {
  GS_VECTORS(content, "botan_sm2_invalid.vec");
  std::string scalar, comment;
  int count = 0;
  std::istringstream lines(content);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("# ")) comment = line.substr(2);
    if (line.starts_with("Key = ")) scalar = bytes_of(line.substr(6));
    if (!line.starts_with("Ctext =")) continue;
    const auto key = Sm2PrivateKey::from_scalar(scalar);
    ASSERT_TRUE(key);
    const auto opened = key->decrypt(bytes_of(line.size() > 8 ? line.substr(8) : ""));
    ASSERT_FALSE(opened) << comment;
    EXPECT_EQ(opened.error().code, ErrorCode::crypto_bad_ciphertext) << comment;
    ++count;
  }
  EXPECT_EQ(count, 20);
}

// Their "Verify" takes the digest e itself; their SHA-512 and SHAKE cases ask for digests that are not SM2's, and must fail.
TEST(Sm2Vectors, TongsuosCasesHoldValidAndInvalid) {
  GS_VECTORS(content, "tongsuo_evppkey_sm2.txt");
  std::optional<Sm2PrivateKey> key;
  int verified = 0, opened = 0, refused = 0;
  for (auto& v : testing::stanzas(content)) {
    if (v.contains("PEM")) {
      auto read = Sm2PrivateKey::from_pem(v["PEM"]);
      ASSERT_TRUE(read) << describe(read.error());
      key = *read;
    } else if (v.contains("Verify")) {
      const bool good = key->public_key().verify_digest(bytes_of(v["Input"]), bytes_of(v["Output"]));
      EXPECT_EQ(good, !v.contains("Result")) << v["Input"];
      ++(good ? verified : refused);
    } else if (v.contains("Decrypt") && !v.contains("Result")) {
      const auto text = key->decrypt(bytes_of(v["Input"]));
      ASSERT_TRUE(text) << describe(text.error());
      EXPECT_EQ(*text, testing::evp_value(v["Output"]));
      ++opened;
    }
  }
  EXPECT_EQ(verified, 2);
  EXPECT_EQ(refused, 1);
  EXPECT_EQ(opened, 4);
}

}  // namespace
}  // namespace gongshu::crypto
