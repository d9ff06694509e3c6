#include "lab/state.h"

#include <gmock/gmock.h>

#include "support.h"

namespace gongshu::lab::test {
namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

fs::path only_ledger(const Directory& dir) {
  for (const auto& entry : fs::directory_iterator(dir.path("ledgers"))) return entry.path();
  return {};
}

TEST(LabState, LedgersAndSecretOutliveTheProcess) {
  const Directory dir;
  std::string secret;
  {
    auto state = State::open(dir.path());
    ASSERT_TRUE(state) << describe(state.error());
    secret = state->secret();
    EXPECT_EQ(secret.size(), 32U);
    EXPECT_FALSE(*state->ledger("s", "pid"));
    ASSERT_TRUE(state->save_ledger("s", "pid", std::string("a\n\0b", 4)));
    ASSERT_TRUE(state->save_ledger("", "pid", "shared"));
  }
  auto state = State::open(dir.path());
  ASSERT_TRUE(state) << describe(state.error());
  EXPECT_EQ(state->secret(), secret);
  EXPECT_EQ(**state->ledger("s", "pid"), std::string("a\n\0b", 4));
  EXPECT_EQ(**state->ledger("", "pid"), "shared");
  EXPECT_FALSE(*state->ledger("s", "other"));
}

TEST(LabState, SessionsAndPopulationsDoNotRunIntoEachOther) {
  const Directory dir;
  auto state = *State::open(dir.path());
  ASSERT_TRUE(state.save_ledger("ab", "c", "1"));
  EXPECT_FALSE(*state.ledger("a", "bc"));
  ASSERT_TRUE(state.save_ledger("a", "bc", "2"));
  EXPECT_EQ(**state.ledger("ab", "c"), "1");
}

TEST(LabState, OneProcessAtATime) {
  const Directory dir;
  const auto first = State::open(dir.path());
  ASSERT_TRUE(first);
  const auto second = State::open(dir.path());
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::store_locked);
}

TEST(LabState, SecretAndLedgersAreForTheirOwnerOnly) {
  const Directory dir;
  auto state = *State::open(dir.path("new/state"));
  ASSERT_TRUE(state.save_ledger("", "pid", "x"));
  const auto others = fs::perms::group_all | fs::perms::others_all;
  for (const auto& entry : fs::recursive_directory_iterator(dir.path("new")))
    EXPECT_EQ(fs::status(entry).permissions() & others, fs::perms::none) << entry.path();
}

class LabStateFaults : public testing::Test {
 protected:
  void SetUp() override {
    auto state = State::open(dir_.path());
    ASSERT_TRUE(state && state->save_ledger("s", "pid", "bytes of a ledger"));
  }
  Error opening() {
    auto state = State::open(dir_.path());
    return state ? Error{} : state.error();
  }
  Error reading() {
    auto state = State::open(dir_.path());
    EXPECT_TRUE(state);
    auto ledger = state->ledger("s", "pid");
    return ledger ? Error{} : ledger.error();
  }
  void replace(const std::string& name, const std::string& what, const std::string& by) {
    auto text = dir_.read(name);
    const auto found = text.find(what);
    ASSERT_NE(found, std::string::npos);
    dir_.write(name, text.replace(found, what.size(), by));
  }
  std::string ledger_name() { return "ledgers/" + only_ledger(dir_).filename().string(); }

  Directory dir_;
};

TEST_F(LabStateFaults, ADamagedIndexIsRefused) {
  dir_.write("state.json", "{");
  EXPECT_EQ(opening().code, ErrorCode::store_failed);
  EXPECT_THAT(opening().at, HasSubstr("state.json"));
}

TEST_F(LabStateFaults, AMissingIndexBesideLedgersIsRefused) {
  fs::remove(dir_.path("state.json"));
  EXPECT_THAT(opening().at, HasSubstr("state.json"));
}

TEST_F(LabStateFaults, AnIndexOfANewerVersionIsCalledNewer) {
  replace("state.json", "\"version\":1", "\"version\":2,\"more\":true");
  EXPECT_EQ(opening().code, ErrorCode::store_newer_schema);
}

TEST_F(LabStateFaults, AnIndexOfAnotherFormatIsRefused) {
  replace("state.json", "gongshu-lab-state", "gongshu-other");
  EXPECT_EQ(opening().code, ErrorCode::store_failed);
}

TEST_F(LabStateFaults, ADamagedSecretIsRefused) {
  for (const auto* bad : {"", "abc", "zz"}) {
    dir_.write("secret", bad);
    EXPECT_EQ(opening().code, ErrorCode::store_failed);
    EXPECT_THAT(opening().at, HasSubstr("secret"));
  }
  fs::remove(dir_.path("secret"));
  EXPECT_EQ(opening().code, ErrorCode::store_failed);
}

TEST_F(LabStateFaults, AListedLedgerThatIsGoneIsRefused) {
  fs::remove(only_ledger(dir_));
  EXPECT_EQ(opening().code, ErrorCode::store_failed);
  EXPECT_THAT(opening().at, HasSubstr("ledgers"));
}

TEST_F(LabStateFaults, AChangedLedgerIsRefused) {
  replace(ledger_name(), "bytes of", "bytes if");
  EXPECT_EQ(reading().code, ErrorCode::store_failed);
  EXPECT_THAT(reading().hint, HasSubstr("checksum"));
}

TEST_F(LabStateFaults, ACutLedgerIsRefused) {
  fs::resize_file(only_ledger(dir_), 20);
  EXPECT_EQ(reading().code, ErrorCode::store_failed);
}

TEST_F(LabStateFaults, ALedgerOfANewerVersionIsCalledNewer) {
  replace(ledger_name(), "\"version\":1", "\"version\":9");
  EXPECT_EQ(reading().code, ErrorCode::store_newer_schema);
}

TEST_F(LabStateFaults, ALedgerOfAnotherSessionIsRefused) {
  replace(ledger_name(), "\"session\":\"s\"", "\"session\":\"t\"");
  EXPECT_THAT(reading().hint, HasSubstr("another session"));
}

TEST_F(LabStateFaults, AFailedSaveKeepsTheOldBytes) {
  auto state = *State::open(dir_.path());
  fs::remove_all(dir_.path("ledgers"));
  EXPECT_FALSE(state.save_ledger("s", "pid", "new"));
}

}  // namespace
}  // namespace gongshu::lab::test
