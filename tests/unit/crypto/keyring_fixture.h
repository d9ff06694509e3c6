// A keyring in a directory of the test's own.
#pragma once
#include <gtest/gtest.h>
#include <stdlib.h>

#include <fstream>
#include <iterator>

#include "crypto/keyring.h"

namespace gongshu::crypto {

inline const Gate allow = []() -> Status { return {}; };

class KeyringTest : public ::testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (std::filesystem::temp_directory_path() / "gongshu-keys-XXXXXX").string();
    directory_ = ::mkdtemp(pattern.data());
  }
  void TearDown() override { std::filesystem::remove_all(directory_); }

  Keyring open() {
    auto ring = Keyring::open(keys(), kek());
    if (!ring) throw std::runtime_error(describe(ring.error()));
    return std::move(*ring);
  }
  Error refused() {
    auto ring = Keyring::open(keys(), kek());
    EXPECT_FALSE(ring);
    return ring ? Error{} : ring.error();
  }
  void expect_destroyed(Keyring& ring, const std::string& name) {
    EXPECT_TRUE(ring.destroyed(name));
    EXPECT_FALSE(ring.exists(name));
    EXPECT_EQ(ring.create(name).error().code, ErrorCode::crypto_key_destroyed);
    EXPECT_EQ(ring.release(name, allow).error().code, ErrorCode::crypto_key_destroyed);
    EXPECT_EQ(ring.tokenize(name, "v", allow).error().code, ErrorCode::crypto_key_destroyed);
    EXPECT_EQ(ring.fingerprint(name).error().code, ErrorCode::crypto_key_destroyed);
  }
  static std::string content(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  static void put(const std::filesystem::path& path, const std::string& text) {
    std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
  }

  const std::filesystem::path& directory() const { return directory_; }
  std::filesystem::path keys() const { return directory_ / "keys"; }
  std::filesystem::path kek() const { return directory_ / "secrets" / "kek"; }

 private:
  std::filesystem::path directory_;
};

}  // namespace gongshu::crypto
