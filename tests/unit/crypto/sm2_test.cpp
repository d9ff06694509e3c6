#include "crypto/sm2.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "crypto/hash.h"
#include "crypto/random.h"

namespace gongshu::crypto {
namespace {

const Sm2PrivateKey& key() {
  static const auto made = Sm2PrivateKey::generate();
  return made;
}

TEST(Sm2, ASignatureHoldsForItsMessageKeyAndIdOnly) {
  const auto signature = *key().sign("message");
  const auto verifier = key().public_key();
  EXPECT_TRUE(verifier.verify("message", signature));
  EXPECT_TRUE(verifier.verify("message", signature, kSm2DefaultId));
  EXPECT_FALSE(verifier.verify("messagf", signature));
  EXPECT_FALSE(verifier.verify("", signature));
  EXPECT_FALSE(verifier.verify("message", signature, "another id"));
  EXPECT_FALSE(Sm2PrivateKey::generate().public_key().verify("message", signature));
  EXPECT_TRUE(verifier.verify("", *key().sign("")));
  EXPECT_TRUE(verifier.verify("m", *key().sign("m", "河南"), "河南"));
}

TEST(Sm2, EveryChangedBitOfASignatureIsFound) {
  const auto signature = *key().sign("message");
  const auto verifier = key().public_key();
  for (std::size_t i = 0; i < signature.size() * 8; ++i) {
    auto changed = signature;
    changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
    EXPECT_FALSE(verifier.verify("message", changed)) << "bit " << i;
  }
}

TEST(Sm2, SignaturesThatAreCutExtendedOrNotDerAreRefused) {
  const auto signature = *key().sign("message");
  const auto verifier = key().public_key();
  for (std::size_t size = 0; size < signature.size(); ++size) EXPECT_FALSE(verifier.verify("message", signature.substr(0, size)));
  EXPECT_FALSE(verifier.verify("message", signature + '\0'));
  EXPECT_FALSE(verifier.verify("message", std::string(64, '\0')));
  EXPECT_FALSE(verifier.verify("message", *from_hex("3006020100020100")));                    // r = s = 0
  EXPECT_FALSE(verifier.verify("message", *from_hex("3081" + to_hex(signature.substr(1)))));  // long form of the length
}

TEST(Sm2, IdsThatTheFormatCannotHoldAreRefused) {
  EXPECT_EQ(key().sign("message", "with, comma").error().code, ErrorCode::crypto_failed);
  EXPECT_EQ(key().sign("message", std::string(8192, 'i')).error().code, ErrorCode::crypto_failed);
  EXPECT_FALSE(key().public_key().verify("message", *key().sign("message"), "1234567812345678,SM3"));
}

TEST(Sm2, KeysGoThroughPemUnchanged) {
  const auto again = Sm2PrivateKey::from_pem(key().to_pem());
  ASSERT_TRUE(again) << describe(again.error());
  EXPECT_EQ(again->to_pem(), key().to_pem());
  const auto verifier = Sm2PublicKey::from_pem(key().public_key().to_pem());
  ASSERT_TRUE(verifier) << describe(verifier.error());
  EXPECT_EQ(verifier->point(), key().public_key().point());
  EXPECT_TRUE(verifier->verify("message", *again->sign("message")));
  EXPECT_EQ(Sm2PublicKey::from_point(verifier->point())->fingerprint(), verifier->fingerprint());
  EXPECT_EQ(verifier->fingerprint().size(), 64u);
  EXPECT_EQ(verifier->fingerprint(), to_hex(view(sm3(verifier->point()))));
}

TEST(Sm2, DamagedPemIsRefused) {
  const auto pem = key().to_pem(), public_pem = key().public_key().to_pem();
  for (std::size_t size = 0; size + 2 < pem.size(); size += 3) EXPECT_FALSE(Sm2PrivateKey::from_pem(pem.substr(0, size))) << size;
  EXPECT_EQ(Sm2PrivateKey::from_pem(public_pem).error().code, ErrorCode::crypto_bad_key);
  EXPECT_EQ(Sm2PublicKey::from_pem(pem).error().code, ErrorCode::crypto_bad_key);
  EXPECT_EQ(Sm2PublicKey::from_pem("").error().code, ErrorCode::crypto_bad_key);
  auto changed = public_pem;
  changed[changed.size() / 2] = changed[changed.size() / 2] == 'A' ? 'B' : 'A';
  EXPECT_FALSE(Sm2PublicKey::from_pem(changed));  // the point leaves the curve
}

TEST(Sm2, KeysOfOtherCurvesAndKindsAreRefused) {
  // A P-256 key and an Ed25519 key, made with OpenSSL for this test.
  const auto p256 = Sm2PublicKey::from_pem(
      "-----BEGIN PUBLIC KEY-----\n"
      "MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEt50i5eDJtyoqhfHzM5DNsl7QIzQw\n"
      "CHb+rLuA4ZRcqXlufGk2QYwey7U5ZHRwos2Apq31MriEbQKfRYHFD5kIrg==\n-----END PUBLIC KEY-----\n");
  ASSERT_FALSE(p256);
  EXPECT_EQ(p256.error().code, ErrorCode::crypto_bad_key);
  EXPECT_NE(p256.error().hint.find("sm2p256v1"), std::string::npos) << p256.error().hint;
  EXPECT_FALSE(
      Sm2PublicKey::from_pem("-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEAhBheltClDm4YFjSaujah8FufB/8qCInt9njvbTJkM2A=\n"
                             "-----END PUBLIC KEY-----\n"));
}

TEST(Sm2, PointsOffTheCurveAndScalarsOutOfRangeAreRefused) {
  auto point = key().public_key().point();
  EXPECT_TRUE(Sm2PublicKey::from_point(point));
  point.back() = static_cast<char>(point.back() ^ 1);
  EXPECT_EQ(Sm2PublicKey::from_point(point).error().code, ErrorCode::crypto_bad_key);
  EXPECT_FALSE(Sm2PublicKey::from_point(std::string(1, '\0')));  // infinity
  EXPECT_FALSE(Sm2PublicKey::from_point("\x04" + std::string(64, '\0')));
  EXPECT_FALSE(Sm2PublicKey::from_point(""));
  EXPECT_FALSE(Sm2PublicKey::from_point("\x04" + std::string(64, '\xff')));
  const std::string n_minus_1 = *from_hex("fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122");
  EXPECT_FALSE(Sm2PrivateKey::from_scalar(n_minus_1));
  EXPECT_FALSE(Sm2PrivateKey::from_scalar(std::string(32, '\0')));
  EXPECT_FALSE(Sm2PrivateKey::from_scalar(std::string(31, '\x01')));
  EXPECT_TRUE(Sm2PrivateKey::from_scalar(std::string(31, '\0') + '\x01'));
}

TEST(Sm2, EncryptsForItsKeyOnly) {
  const auto other = Sm2PrivateKey::generate();
  for (const std::size_t size : {1, 2, 16, 32, 33, 1000}) {
    const auto secret = random_bytes(size);
    const auto sealed = key().public_key().encrypt(secret);
    ASSERT_TRUE(sealed);
    EXPECT_EQ(*key().decrypt(*sealed), secret);
    EXPECT_EQ(*key().decrypt(*sm2_c1c3c2_from_der(*sealed)), secret);
    EXPECT_EQ(other.decrypt(*sealed).error().code, ErrorCode::crypto_bad_ciphertext);
  }
  EXPECT_EQ(key().public_key().encrypt("").error().code, ErrorCode::input_too_short);
  EXPECT_EQ(key().public_key().encrypt(std::string(65537, 'x')).error().code, ErrorCode::input_too_long);
}

TEST(Sm2, OneByteCanAlwaysBeOpenedAgain) {
  // A key stream of one byte is zero once in 256 times, which the standard tells both sides to refuse.
  for (int i = 0; i < 600; ++i) {
    const std::string secret(1, static_cast<char>(i));
    const auto opened = key().decrypt(*key().public_key().encrypt(secret));
    ASSERT_TRUE(opened) << i;
    ASSERT_EQ(*opened, secret);
  }
}

TEST(Sm2, EveryChangedBitOrCutOfACiphertextIsFoundInBothForms) {
  const auto der = *key().public_key().encrypt("a secret");
  for (const auto& sealed : {der, *sm2_c1c3c2_from_der(der)}) {
    for (std::size_t i = 0; i < sealed.size() * 8; ++i) {
      auto changed = sealed;
      changed[i / 8] = static_cast<char>(changed[i / 8] ^ (1 << (i % 8)));
      const auto opened = key().decrypt(changed);
      ASSERT_FALSE(opened) << "bit " << i;
      EXPECT_EQ(opened.error().code, ErrorCode::crypto_bad_ciphertext);
    }
    for (std::size_t size = 0; size < sealed.size(); ++size) EXPECT_FALSE(key().decrypt(sealed.substr(0, size))) << size;
    EXPECT_FALSE(key().decrypt(sealed + "x"));
  }
}

TEST(Sm2, OneKeySignsAndVerifiesInSeveralThreads) {
  const auto verifier = key().public_key();
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 50; ++i) {
        const auto message = std::to_string(t) + "/" + std::to_string(i);
        const auto signature = key().sign(message);
        if (!signature || !verifier.verify(message, *signature)) ++wrong;
        const auto opened = key().decrypt(*verifier.encrypt(message));
        if (!opened || *opened != message) ++wrong;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
}

/// OpenSSL reads our PEM and verifies our signature: a second implementation, where it is installed.
TEST(Sm2, OpensslReadsOurKeysAndSignatures) {
  if (std::system("openssl version >/dev/null 2>&1") != 0) GTEST_SKIP() << "the openssl command is not installed";
  std::string pattern = (std::filesystem::temp_directory_path() / "gongshu-sm2-XXXXXX").string();
  const std::filesystem::path directory = ::mkdtemp(pattern.data());
  const auto put = [&](const char* name, const std::string& content) {
    std::ofstream(directory / name, std::ios::binary) << content;
  };
  put("key.pem", key().to_pem());
  put("public.pem", key().public_key().to_pem());
  put("message", "message");
  put("signature", *key().sign("message"));
  const auto run = [&](const std::string& command) {
    return std::system(("cd " + directory.string() + " && " + command + " >log 2>&1").c_str());
  };
  EXPECT_EQ(run("openssl pkey -in key.pem -pubout -out derived.pem"), 0);
  EXPECT_EQ(run("openssl pkeyutl -verify -pubin -inkey public.pem -rawin -digest sm3 -in message -sigfile signature "
                "-pkeyopt distid:1234567812345678"),
            0);
  EXPECT_EQ(
      run("openssl pkeyutl -sign -inkey key.pem -rawin -digest sm3 -in message -out theirs -pkeyopt distid:1234567812345678"), 0);
  std::ifstream file(directory / "theirs", std::ios::binary);
  const std::string theirs((std::istreambuf_iterator<char>(file)), {});
  EXPECT_TRUE(key().public_key().verify("message", theirs));
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace gongshu::crypto
