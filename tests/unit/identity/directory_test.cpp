// Credentials and sessions: lock-out, expiry, disabling, weak passwords, what a change of password ends.
#include "identity/directory.h"

#include <gtest/gtest.h>
#include <stdlib.h>


namespace gongshu::identity {
namespace {

constexpr Instant kMinute = 60'000;
const std::string kPassword = "correct horse battery";

class DirectoryTest : public ::testing::Test {
 protected:
  DirectoryTest() {
    std::string pattern = (std::filesystem::temp_directory_path() / "gongshu-identity-XXXXXX").string();
    folder_ = ::mkdtemp(pattern.data());
    reopen();
    EXPECT_TRUE(directory_->add_person("per-1", "li", "李某", kPassword, false));
  }
  ~DirectoryTest() override {
    directory_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  void reopen() {
    directory_.reset();
    auto opened = Directory::open(folder_ / "identity.db", clock_);
    ASSERT_TRUE(opened) << describe(opened.error());
    directory_ = std::move(*opened);
  }
  void pass(Instant by) { clock_.set(clock_.now() + by); }
  ErrorCode sign_in_error(const std::string& account, const std::string& password) {
    const auto result = directory_->sign_in(account, password);
    return result ? ErrorCode::internal : result.error().code;
  }
  ErrorCode session_error(const std::string& token) {
    const auto result = directory_->session(token);
    return result ? ErrorCode::internal : result.error().code;
  }

  ManualClock clock_{1'772'440'000'000};
  std::filesystem::path folder_;
  std::unique_ptr<Directory> directory_;
};

TEST_F(DirectoryTest, ARightPasswordStartsASession) {
  const auto in = directory_->sign_in("li", kPassword);
  ASSERT_TRUE(in) << describe(in.error());
  EXPECT_EQ(in->session.person, "per-1");
  EXPECT_GE(in->token.size(), 42u);
  const auto session = directory_->session(in->token);
  ASSERT_TRUE(session);
  EXPECT_EQ(session->person, "per-1");
  EXPECT_EQ(directory_->name_of_person("per-1"), "李某");
  EXPECT_NE(directory_->sign_in("li", kPassword)->token, in->token);
}

TEST_F(DirectoryTest, AResetEndsSessionsAndLocksAndMustBeChanged) {
  const auto before = directory_->sign_in("li", kPassword);
  ASSERT_TRUE(before);
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials);
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_locked);
  ASSERT_TRUE(directory_->reset_password("per-1", "another one-time"));
  EXPECT_EQ(session_error(before->token), ErrorCode::auth_session_expired);
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_bad_credentials);
  const auto after = directory_->sign_in("li", "another one-time");
  ASSERT_TRUE(after) << describe(after.error());
  EXPECT_TRUE(after->session.must_change_password);
  EXPECT_EQ(directory_->reset_password("per-9", "another one-time").error().code, ErrorCode::state_not_found);
  EXPECT_EQ(directory_->reset_password("per-1", "short").error().code, ErrorCode::auth_weak_password);
}

TEST_F(DirectoryTest, AResetDoesNotBringADisabledAccountBack) {
  ASSERT_TRUE(directory_->disable("per-1"));
  ASSERT_TRUE(directory_->reset_password("per-1", "another one-time"));
  EXPECT_EQ(sign_in_error("li", "another one-time"), ErrorCode::auth_bad_credentials);
}

TEST_F(DirectoryTest, UnknownAccountAndWrongPasswordAnswerAlike) {
  const auto unknown = directory_->sign_in("nobody", kPassword), wrong = directory_->sign_in("li", "wrong password");
  ASSERT_FALSE(unknown);
  ASSERT_FALSE(wrong);
  EXPECT_EQ(unknown.error().code, ErrorCode::auth_bad_credentials);
  EXPECT_EQ(describe(unknown.error()), describe(wrong.error()));
}

TEST_F(DirectoryTest, FiveWrongPasswordsLockTheAccountForFifteenMinutes) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials) << i;
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_locked);
  pass(14 * kMinute);
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_locked);
  reopen();  // the lock is stored
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_locked);
  pass(2 * kMinute);
  EXPECT_TRUE(directory_->sign_in("li", kPassword));
}

TEST_F(DirectoryTest, ALockThatHasRunOutTakesItsFailuresAlong) {
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials);
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_locked);
  pass(15 * kMinute);
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials) << i;
  EXPECT_TRUE(directory_->sign_in("li", kPassword)) << "four wrong passwords do not lock";
  for (int i = 0; i < 5; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials) << i;
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_locked) << "five do, again and again";
}

TEST_F(DirectoryTest, AnUnknownAccountCostsTheWorkOfAKnownOne) {
  const auto fastest = [&](const char* account) {  // other processes make a run slower, never faster
    auto best = std::chrono::steady_clock::duration::max();
    for (int i = 0; i < 3; ++i) {
      const auto begin = std::chrono::steady_clock::now();
      EXPECT_EQ(sign_in_error(account, "wrong password"), ErrorCode::auth_bad_credentials);
      best = std::min(best, std::chrono::steady_clock::now() - begin);
    }
    return best;
  };
  const auto known = fastest("li"), unknown = fastest("nobody");
  EXPECT_GT(unknown, known / 3) << "without the work it would be a hundredth";
}

TEST_F(DirectoryTest, KnowsWhoHasCredentials) {
  EXPECT_EQ(directory_->has_credentials("per-1"), true);
  EXPECT_EQ(directory_->has_credentials("per-2"), false);
}

TEST_F(DirectoryTest, ASuccessForgetsTheFailuresBefore) {
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials);
  EXPECT_TRUE(directory_->sign_in("li", kPassword));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(sign_in_error("li", "wrong password"), ErrorCode::auth_bad_credentials);
  EXPECT_TRUE(directory_->sign_in("li", kPassword));
}

TEST_F(DirectoryTest, AnIdleSessionEndsAfterThirtyMinutes) {
  const auto token = directory_->sign_in("li", kPassword)->token;
  for (int i = 0; i < 4; ++i) {
    pass(29 * kMinute);
    EXPECT_TRUE(directory_->session(token)) << i;
  }
  pass(31 * kMinute);
  EXPECT_EQ(session_error(token), ErrorCode::auth_session_expired);
  EXPECT_EQ(session_error(token), ErrorCode::auth_session_expired);
}

TEST_F(DirectoryTest, ABusySessionEndsAfterTwelveHours) {
  const auto in = directory_->sign_in("li", kPassword);
  EXPECT_EQ(in->expires, clock_.now() + 12 * 60 * kMinute);
  for (int i = 0; i < 48; ++i) {
    pass(15 * kMinute);
    EXPECT_TRUE(directory_->session(in->token)) << i;
  }
  pass(1);
  EXPECT_EQ(session_error(in->token), ErrorCode::auth_session_expired);
}

TEST_F(DirectoryTest, SigningOutEndsThisSessionOnly) {
  const auto one = directory_->sign_in("li", kPassword)->token, two = directory_->sign_in("li", kPassword)->token;
  EXPECT_TRUE(directory_->sign_out(one));
  EXPECT_EQ(session_error(one), ErrorCode::auth_session_expired);
  EXPECT_TRUE(directory_->session(two));
}

TEST_F(DirectoryTest, MadeUpTokensAreRefused) {
  EXPECT_EQ(session_error(""), ErrorCode::auth_missing);
  for (const auto& token : {std::string("x"), std::string(43, 'A'), std::string(10'000, 'A'), std::string("\0'; --", 6)})
    EXPECT_EQ(session_error(token), ErrorCode::auth_session_expired);
}

TEST_F(DirectoryTest, ADisabledAccountLosesItsSessionsAndGetsNoNewOne) {
  const auto token = directory_->sign_in("li", kPassword)->token;
  ASSERT_TRUE(directory_->disable("per-1"));
  EXPECT_EQ(session_error(token), ErrorCode::auth_session_expired);
  EXPECT_EQ(sign_in_error("li", kPassword), ErrorCode::auth_bad_credentials);
}

TEST_F(DirectoryTest, WeakPasswordsAreRefused) {
  struct Case {
    const char* password;
    bool good;
  };
  for (const auto& c : {Case{"", false}, Case{"short", false}, Case{"123456789", false}, Case{"aaaaaaaaaaaa", false}, Case{"wang-account", false},
                        Case{"long enough 1", true}, Case{"一二三四五六七八九十", true}})
    EXPECT_EQ(bool(check_password(c.password, "wang-account")), c.good) << c.password;
  const auto refused = directory_->add_person("per-2", "wang", "王某", "123", false);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::auth_weak_password);
}

TEST_F(DirectoryTest, AnAccountIsGivenOnce) {
  const auto again = directory_->add_person("per-2", "li", "另一人", kPassword, false);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, ErrorCode::state_already_exists);
}

TEST_F(DirectoryTest, AChangedPasswordEndsTheSessionsAndTheDutyToChange) {
  ASSERT_TRUE(directory_->add_person("per-2", "wang", "王某", "one-time word", true));
  const auto in = directory_->sign_in("wang", "one-time word");
  ASSERT_TRUE(in);
  EXPECT_TRUE(in->session.must_change_password);
  EXPECT_EQ(directory_->change_password("per-2", "wrong", "a new password").error().code, ErrorCode::auth_bad_credentials);
  EXPECT_EQ(directory_->change_password("per-2", "one-time word", "short").error().code, ErrorCode::auth_weak_password);
  EXPECT_EQ(directory_->change_password("per-2", "one-time word", "one-time word").error().code, ErrorCode::auth_weak_password);
  EXPECT_TRUE(directory_->session(in->token));
  ASSERT_TRUE(directory_->change_password("per-2", "one-time word", "a new password"));
  EXPECT_EQ(session_error(in->token), ErrorCode::auth_session_expired);
  EXPECT_EQ(sign_in_error("wang", "one-time word"), ErrorCode::auth_bad_credentials);
  const auto again = directory_->sign_in("wang", "a new password");
  ASSERT_TRUE(again);
  EXPECT_FALSE(again->session.must_change_password);
}

TEST_F(DirectoryTest, NoFileHoldsATokenOrAPassword) {
  const auto token = directory_->sign_in("li", kPassword)->token;
  directory_.reset();
  for (const auto& entry : std::filesystem::directory_iterator(folder_)) {
    std::string bytes;
    if (FILE* f = std::fopen(entry.path().c_str(), "rb")) {
      char block[4096];
      for (std::size_t n; (n = std::fread(block, 1, sizeof block, f)) > 0;) bytes.append(block, n);
      std::fclose(f);
    }
    EXPECT_EQ(bytes.find(token), std::string::npos) << entry.path();
    EXPECT_EQ(bytes.find(kPassword), std::string::npos) << entry.path();
  }
}

TEST_F(DirectoryTest, ApplicationKeysAreKeptSealedAndRevoked) {
  ASSERT_TRUE(directory_->add_key({"key-1", "org-1", std::string("\0sealed", 7), false}));
  ASSERT_TRUE(directory_->revoke_key("key-1"));
  const auto keys = directory_->keys();
  ASSERT_TRUE(keys);
  ASSERT_EQ(keys->size(), 1u);
  EXPECT_EQ(keys->front().sealed_secret, std::string("\0sealed", 7));
  EXPECT_TRUE(keys->front().revoked);
}

}  // namespace
}  // namespace gongshu::identity
