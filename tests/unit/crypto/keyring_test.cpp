#include "crypto/keyring.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <thread>

#include "crypto/sm4.h"
#include "keyring_fixture.h"

namespace gongshu::crypto {
namespace {

TEST_F(KeyringTest, AReleasedKeyIsStableAcrossReopeningAndItsOwn) {
  std::string first, token;
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("workspace:wsp-1"));
    ASSERT_TRUE(ring.create("workspace:wsp-2"));
    first = *ring.release("workspace:wsp-1", allow);
    EXPECT_EQ(first.size(), kSm4KeyBytes);
    EXPECT_NE(first, *ring.release("workspace:wsp-2", allow));
    token = view(*ring.tokenize("workspace:wsp-1", "value", allow));
  }
  auto ring = open();
  EXPECT_EQ(*ring.release("workspace:wsp-1", allow), first);
  EXPECT_EQ(view(*ring.tokenize("workspace:wsp-1", "value", allow)), token);
  EXPECT_NE(view(hmac_sm3(first, "value")), token);  // who holds the data key cannot compute tokens
}

TEST_F(KeyringTest, TokensAreEqualUnderOneNameAndUnlinkableAcrossNames) {
  auto ring = open();
  ASSERT_TRUE(ring.create("scenario:a") && ring.create("scenario:b"));
  const auto a = *ring.tokenize("scenario:a", "41010119900101123X", allow);
  EXPECT_EQ(a, *ring.tokenize("scenario:a", "41010119900101123X", allow));
  EXPECT_NE(a, *ring.tokenize("scenario:b", "41010119900101123X", allow));
  const std::vector<std::string_view> values{"41010119900101123X", "other", ""};
  const auto many = ring.tokenize("scenario:a", values, allow);
  ASSERT_TRUE(many);
  ASSERT_EQ(many->size(), 3u);
  EXPECT_EQ((*many)[0], a);
  EXPECT_EQ((*many)[1], *ring.tokenize("scenario:a", "other", allow));
}

TEST_F(KeyringTest, TheGateIsAskedEveryTimeAndItsRefusalIsTheAnswer) {
  auto ring = open();
  ASSERT_TRUE(ring.create("k"));
  int asked = 0;
  bool in_force = true;
  const Gate gate = [&]() -> Status {
    ++asked;
    if (in_force) return {};
    Error error{ErrorCode::state_stopped, "/scenario", "resume it first", "HA-40", "第四十条", {}};
    return fail(error);
  };
  ASSERT_TRUE(ring.release("k", gate));
  ASSERT_TRUE(ring.tokenize("k", "v", gate));
  in_force = false;  // although the key is in memory by now
  const std::vector<std::string_view> values{"v"};
  for (const auto& error :
       {ring.release("k", gate).error(), ring.tokenize("k", "v", gate).error(), ring.tokenize("k", values, gate).error()}) {
    EXPECT_EQ(error.code, ErrorCode::state_stopped);
    EXPECT_EQ(error.rule, "HA-40");
    EXPECT_EQ(error.at, "/scenario");
  }
  EXPECT_EQ(asked, 5);
  EXPECT_EQ(ring.release("k", Gate{}).error().code, ErrorCode::crypto_key_withheld);
}

TEST_F(KeyringTest, ADestroyedKeyIsGoneForGood) {
  std::string print;
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("k") && ring.create("kept"));
    print = *ring.fingerprint("k");
    EXPECT_EQ(print.size(), 32u);
    ASSERT_TRUE(ring.release("k", allow));
    ASSERT_TRUE(ring.destroy("k", 1234));
    ASSERT_TRUE(ring.destroy("k", 5678));  // again: no error, first record kept
    expect_destroyed(ring, "k");
  }
  EXPECT_FALSE(std::filesystem::exists(keys() / "k.key"));
  auto ring = open();
  expect_destroyed(ring, "k");
  const std::vector<DestroyedKey> expected{{"k", 1234, print}};
  EXPECT_EQ(ring.destroyed_keys(), expected);
  EXPECT_TRUE(ring.exists("kept"));
}

TEST_F(KeyringTest, AnOldCopyOfAKeyFileDoesNotBringItBack) {
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("k"));
    std::filesystem::copy_file(keys() / "k.key", directory() / "backup");
    ASSERT_TRUE(ring.destroy("k", 1));
  }
  std::filesystem::copy_file(directory() / "backup", keys() / "k.key");
  auto ring = open();
  expect_destroyed(ring, "k");
  EXPECT_FALSE(std::filesystem::exists(keys() / "k.key"));
}

TEST_F(KeyringTest, ARestoreAppliesTheListOfDestroyedKeys) {
  auto ring = open();
  ASSERT_TRUE(ring.create("held"));
  const std::vector<DestroyedKey> list{{"held", 10, std::string(32, 'a')}, {"never-here", 20, ""}};
  ASSERT_TRUE(ring.apply(list));
  ASSERT_TRUE(ring.apply(list));
  expect_destroyed(ring, "held");
  expect_destroyed(ring, "never-here");
  EXPECT_EQ(ring.destroyed_keys(), list);
  EXPECT_FALSE(ring.apply(std::vector<DestroyedKey>{{"no/such name", 1, ""}}));
  EXPECT_FALSE(ring.apply(std::vector<DestroyedKey>{{"x", 1, "not hex\nor a line"}}));
}

TEST_F(KeyringTest, NamesAreRestricted) {
  auto ring = open();
  const std::string long_name(121, 'a');
  for (const std::string_view name : {"", ".", "..", ".hidden", "a/b", "A", "a b", "名", "a\n", long_name.c_str()}) {
    EXPECT_EQ(ring.create(name).error().code, ErrorCode::input_bad_format) << name;
    EXPECT_EQ(ring.release(name, allow).error().code, ErrorCode::input_bad_format) << name;
    EXPECT_EQ(ring.destroy(name, 1).error().code, ErrorCode::input_bad_format) << name;
    EXPECT_FALSE(ring.exists(name));
  }
  EXPECT_TRUE(ring.create("scenario:scn-2f8k.x_y"));
  EXPECT_TRUE(ring.create(std::string(120, 'a')));
}

TEST_F(KeyringTest, MissingAndExistingKeysAreToldApart) {
  auto ring = open();
  EXPECT_EQ(ring.release("k", allow).error().code, ErrorCode::crypto_key_missing);
  EXPECT_EQ(ring.destroy("k", 1).error().code, ErrorCode::crypto_key_missing);
  ASSERT_TRUE(ring.create("k"));
  EXPECT_EQ(ring.create("k").error().code, ErrorCode::state_already_exists);
}

TEST_F(KeyringTest, EveryChangedBitOfAKeyFileIsFound) {
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("k"));
  }
  const auto good = content(keys() / "k.key");
  for (std::size_t i = 0; i < good.size(); ++i) {
    auto changed = good;
    changed[i] = static_cast<char>(changed[i] ^ (1 << (i % 8)));
    put(keys() / "k.key", changed);
    auto ring = open();
    EXPECT_EQ(ring.release("k", allow).error().code, ErrorCode::crypto_bad_ciphertext) << i;
  }
  put(keys() / "k.key", good.substr(0, 20));
  EXPECT_EQ(open().release("k", allow).error().code, ErrorCode::crypto_bad_ciphertext);
  ASSERT_TRUE(open().destroy("k", 1));  // damage does not stand in the way of destruction
}

TEST_F(KeyringTest, AKeyFileCannotStandInForAnother) {
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("a") && ring.create("b"));
  }
  put(keys() / "b.key", content(keys() / "a.key"));
  EXPECT_EQ(open().release("b", allow).error().code, ErrorCode::crypto_bad_ciphertext);
}

TEST_F(KeyringTest, TheKeyEncryptionKeyIsGuarded) {
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("k"));
  }
  struct stat info {};
  ASSERT_EQ(::stat(kek().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  ASSERT_EQ(::chmod(kek().c_str(), 0640), 0);
  EXPECT_EQ(refused().code, ErrorCode::crypto_bad_key);
  ASSERT_EQ(::chmod(kek().c_str(), 0600), 0);
  const auto good = content(kek());
  for (const auto& bad : {std::string(), good.substr(1), good + "x", "g" + good.substr(1)}) {
    put(kek(), bad);
    EXPECT_EQ(refused().code, ErrorCode::crypto_bad_key) << bad;
  }
  put(kek(), std::string(32, '0') + "\n");  // well-formed, but another key
  EXPECT_EQ(open().release("k", allow).error().code, ErrorCode::crypto_bad_ciphertext);
  std::filesystem::remove(kek());
  EXPECT_EQ(refused().code, ErrorCode::crypto_key_missing);  // never replaced silently
  EXPECT_FALSE(std::filesystem::exists(kek()));
}

TEST_F(KeyringTest, FilesBelongToTheirOwnerAlone) {
  auto ring = open();
  ASSERT_TRUE(ring.create("k") && ring.create("d") && ring.destroy("d", 1));
  for (const auto& entry : std::filesystem::directory_iterator(keys())) {
    struct stat info {};
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777, 0600u) << entry.path();
  }
  struct stat info {};
  ASSERT_EQ(::stat(keys().c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0700u);
}

TEST_F(KeyringTest, MissingDirectoriesAreMadeAndOrdinaryFilesRefused) {
  EXPECT_TRUE(Keyring::open(directory() / "deep/down/keys/", directory() / "deep/kek"));
  put(directory() / "file", "");
  EXPECT_EQ(Keyring::open(directory() / "file", kek()).error().code, ErrorCode::store_failed);
  EXPECT_EQ(Keyring::open(directory() / "file/keys", kek()).error().code, ErrorCode::store_failed);
}

TEST_F(KeyringTest, ASecondProcessOrObjectIsRefused) {
  auto ring = open();
  EXPECT_EQ(refused().code, ErrorCode::store_locked);
}

TEST_F(KeyringTest, AChangedListOfDestroyedKeysIsNamedByLine) {
  {
    auto ring = open();
    for (const auto* name : {"a", "b", "c"}) ASSERT_TRUE(ring.create(name) && ring.destroy(name, 7));
  }
  const auto list = keys() / "destroyed";
  const auto good = content(list);
  auto changed = good;
  changed[good.find(" b ") + 1] = 'x';
  put(list, changed);
  EXPECT_EQ(refused().code, ErrorCode::crypto_failed);
  EXPECT_EQ(refused().at, list.string() + " line 2");
  put(list, good.substr(good.find('\n') + 1));  // a line taken out
  EXPECT_EQ(refused().at, list.string() + " line 1");
  put(list, good + "garbage\n");
  EXPECT_EQ(refused().at, list.string() + " line 4");
  put(list, good + "1 - half a li");  // the trace of a crash is cut off
  EXPECT_EQ(open().destroyed_keys().size(), 3u);
  EXPECT_EQ(content(list), good);
}

TEST_F(KeyringTest, SeveralThreadsCreateUseAndDestroy) {
  auto ring = open();
  ASSERT_TRUE(ring.create("shared"));
  const auto expected = *ring.tokenize("shared", "v", allow);
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 20; ++i) {
        const auto name = "t" + std::to_string(t) + "." + std::to_string(i);
        if (!ring.create(name) || !ring.release(name, allow) || !ring.destroy(name, i)) ++wrong;
        if (ring.release(name, allow)) ++wrong;
        const auto token = ring.tokenize("shared", "v", allow);
        if (!token || *token != expected) ++wrong;
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(wrong, 0);
  EXPECT_EQ(ring.destroyed_keys().size(), 80u);
}

}  // namespace
}  // namespace gongshu::crypto
