#include "crypto/password.h"

#include <gtest/gtest.h>

namespace gongshu::crypto {
namespace {

TEST(Password, MatchesItselfOnly) {
  const auto hash = hash_password("正确的口令 correct horse");
  EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
  EXPECT_TRUE(verify_password("正确的口令 correct horse", hash));
  EXPECT_FALSE(verify_password("正确的口令 correct horsE", hash));
  EXPECT_FALSE(verify_password("", hash));
  EXPECT_FALSE(verify_password(std::string("正确的口令 correct horse\0", 31), hash));
}

TEST(Password, TheSamePasswordIsHashedDifferentlyEachTime) { EXPECT_NE(hash_password("password"), hash_password("password")); }

// From the test suite of the reference implementation (P-H-C/phc-winner-argon2, src/test.c).
TEST(Password, ReadsHashesOfOtherParametersAndAsksToRenewThem) {
  for (const auto* hash : {"$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc",
                           "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4"}) {
    EXPECT_TRUE(verify_password("password", hash)) << hash;
    EXPECT_FALSE(verify_password("Password", hash)) << hash;
    EXPECT_TRUE(needs_rehash(hash));
  }
  EXPECT_FALSE(needs_rehash(hash_password("x")));
  EXPECT_TRUE(needs_rehash(""));
}

TEST(Password, UnreadableOrExcessiveHashesNeverMatch) {
  const auto hash = hash_password("password");
  for (std::string bad :
       {std::string(), std::string("password"), hash.substr(0, hash.size() - 1), hash.substr(0, 40), "x" + hash,
        std::string("$argon2id$v=19$m=99999999,t=2,p=1$c29tZXNhbHQ$AAAA"),
        std::string("$argon2id$v=19$m=19456,t=0,p=1$c29tZXNhbHQ$AAAA"),
        std::string("$argon2id$v=19$m=19456,t=2,p=99$c29tZXNhbHQ$AAAA"),
        std::string("$argon2id$v=19$m=-1,t=2,p=1$c29tZXNhbHQ$AAAA"), std::string("$argon2id$v=19$m=19456,t=2,p=1$$")})
    EXPECT_FALSE(verify_password("password", bad)) << bad;
}

TEST(Password, AnUnknownAccountCostsAboutAsMuchTimeAsAWrongPassword) {
  const auto hash = hash_password("password");
  const auto time = [&](std::string_view stored) {
    const auto start = std::chrono::steady_clock::now();
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(verify_password("wrong", stored));
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  };
  const double known = time(hash), unknown = time("");
  EXPECT_GT(unknown, known / 4);
  EXPECT_LT(unknown, known * 4);
}

}  // namespace
}  // namespace gongshu::crypto
