// The process dies at every step of create and destroy; the next open finds each key whole or absent, and a recorded
// destruction carried through.
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include "crypto/secret_file.h"
#include "keyring_fixture.h"

namespace gongshu::crypto {
namespace {

int countdown = 0;
void die_at_zero(const char*) {
  if (countdown-- == 0) ::_exit(42);
}

class KeyringKill : public KeyringTest {
 protected:
  /// Runs `work` in a child that dies at step `step`; false when the work ended before.
  bool killed(int step, const std::function<void(Keyring&)>& work) {
    const pid_t child = ::fork();
    if (child == 0) {
      auto ring = open();
      countdown = step;
      secret_file_step = die_at_zero;
      work(ring);
      ::_exit(0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    EXPECT_TRUE(WIFEXITED(status));
    EXPECT_TRUE(WEXITSTATUS(status) == 42 || WEXITSTATUS(status) == 0);
    return WEXITSTATUS(status) == 42;
  }
  int temporary_files() {
    int count = 0;
    for (const auto& entry : std::filesystem::directory_iterator(keys()))
      count += entry.path().filename().string().starts_with(".tmp-");
    return count;
  }
};

TEST_F(KeyringKill, AtEveryStepOfCreateTheKeyIsWholeOrAbsent) {
  open();
  int step = 0, whole = 0, absent = 0;
  for (; killed(step, [&](Keyring& ring) { (void)ring.create("k" + std::to_string(step)); }); ++step) {
    auto ring = open();
    const auto name = "k" + std::to_string(step);
    if (ring.exists(name)) {
      EXPECT_TRUE(ring.release(name, allow)) << "step " << step;
      ++whole;
    } else {
      EXPECT_EQ(ring.release(name, allow).error().code, ErrorCode::crypto_key_missing) << "step " << step;
      EXPECT_TRUE(ring.create(name)) << "step " << step;
      ++absent;
    }
    EXPECT_EQ(temporary_files(), 0) << "step " << step;
  }
  EXPECT_EQ(absent, 3);  // before the rename
  EXPECT_EQ(whole, 2);   // after it
}

TEST_F(KeyringKill, AtEveryStepOfDestroyTheKeyIsUntouchedOrGoneForGood) {
  int step = 0, untouched = 0, gone = 0;
  for (;; ++step) {
    const auto name = "k" + std::to_string(step);
    std::string before;
    {
      auto ring = open();
      ASSERT_TRUE(ring.create(name));
      before = *ring.release(name, allow);
    }
    if (!killed(step, [&](Keyring& ring) { (void)ring.destroy(name, 1000 + step); })) break;
    auto ring = open();
    if (ring.destroyed(name)) {
      expect_destroyed(ring, name);
      EXPECT_FALSE(std::filesystem::exists(keys() / (name + ".key"))) << "step " << step;
      EXPECT_EQ(ring.destroyed_keys().back().when, 1000 + step);
      ++gone;
    } else {
      EXPECT_EQ(*ring.release(name, allow), before) << "step " << step;
      ASSERT_TRUE(ring.destroy(name, 1000 + step));
      ++untouched;
    }
    EXPECT_EQ(static_cast<int>(ring.destroyed_keys().size()), step + 1);
  }
  EXPECT_EQ(untouched, 2);  // before the record, and with half of it
  EXPECT_EQ(gone, 6);
}

TEST_F(KeyringKill, TheRepairItselfMayBeKilledToo) {
  {
    auto ring = open();
    ASSERT_TRUE(ring.create("k"));
  }
  ASSERT_TRUE(killed(3, [](Keyring& ring) { (void)ring.destroy("k", 5); }));  // recorded, not yet erased
  for (int step = 0; step < 4; ++step) {
    const pid_t child = ::fork();
    if (child == 0) {
      countdown = step;
      secret_file_step = die_at_zero;
      open();
      ::_exit(0);
    }
    ::waitpid(child, nullptr, 0);
  }
  auto ring = open();
  expect_destroyed(ring, "k");
  EXPECT_FALSE(std::filesystem::exists(keys() / "k.key"));
}

}  // namespace
}  // namespace gongshu::crypto
