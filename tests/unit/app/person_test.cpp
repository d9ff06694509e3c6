// Registering a person writes twice, in the ledger and among the credentials; a process may die between the two.
#include <atomic>
#include <thread>

#include "exit_world.h"

namespace gongshu::app {
namespace {

using namespace test;
using domain::parties::PersonRegistered;
using domain::parties::PersonStatus;
using domain::parties::PersonSubject;

const domain::Actor kAdmin{"per-admin", "org-ag", {}, {"system_admin"}};

class PersonTest : public ::testing::Test {
 protected:
  void SetUp() override {
    node_ = open(data_);
    put<Organisations>(*node_, kAdmin, "org-ag", {organisation("省大数据中心", {"implementing_agency"})});
    put<Organisations>(*node_, kAdmin, "org-op", {organisation("省数据运营有限公司")});
  }
  /// What is left of a registration that died before the credentials.
  void die_registering(const std::string& id, const std::string& account) {
    put<PersonSubject>(*node_, kAdmin, id, {PersonRegistered{{PersonStatus::active, "org-ag", account, {"staff"}}}});
    node_.reset();
    node_ = open(data_);
  }
  Result<Reply> register_person(const std::string& account, const std::string& org = "org-ag", json::array duties = {"staff"},
                                const domain::Actor& actor = kAdmin) {
    return call(*node_, actor, "registerPerson", {},
                json::object{{"org", org}, {"account", account}, {"name", "赵某"}, {"duties", std::move(duties)}});
  }
  static std::string text(const Result<Reply>& reply, const char* member) {
    return std::string(reply->body.as_object().at(member).as_string());
  }
  ErrorCode code(const Result<Reply>& reply) { return reply ? ErrorCode::internal : reply.error().code; }

  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_;
};

TEST_F(PersonTest, TheSameRegistrationGoesOnWhereItDied) {
  die_registering("per-9", "zhao");
  EXPECT_FALSE(node_->directory().sign_in("zhao", "any password at all"));
  const auto reply = register_person("zhao");
  ASSERT_TRUE(reply) << describe(reply.error());
  EXPECT_EQ(text(reply, "id"), "per-9") << "the person of the first attempt";
  const auto in = node_->directory().sign_in("zhao", text(reply, "one_time_password"));
  ASSERT_TRUE(in) << describe(in.error());
  EXPECT_EQ(in->session.person, "per-9");
  EXPECT_TRUE(in->session.must_change_password);
  EXPECT_EQ(node_->directory().name_of_person("per-9"), "赵某");
  EXPECT_EQ(code(register_person("zhao")), ErrorCode::state_already_exists) << "now it is finished";
  EXPECT_VERIFIED(data_);
}

TEST_F(PersonTest, AnotherRegistrationDoesNotTakeOverTheAccount) {
  die_registering("per-9", "zhao");
  EXPECT_EQ(code(register_person("zhao", "org-op")), ErrorCode::state_already_exists);
  EXPECT_EQ(code(register_person("zhao", "org-ag", {"audit_admin"})), ErrorCode::state_already_exists);
  EXPECT_EQ(code(register_person("zhao", "org-ag", {"staff"}, kAgency)), ErrorCode::auth_forbidden);
  put<PersonSubject>(*node_, kAdmin, "per-9", {domain::parties::PersonDisabled{"离职"}});
  EXPECT_EQ(code(register_person("zhao")), ErrorCode::state_already_exists) << "a disabled person does not come back";
  EXPECT_EQ(node_->directory().has_credentials("per-9"), false);
}

TEST_F(PersonTest, AResetIsRecordedWithoutThePassword) {
  const auto made = register_person("zhao");
  ASSERT_TRUE(made);
  const auto id = text(made, "id");
  const auto session = node_->directory().sign_in("zhao", text(made, "one_time_password"));
  ASSERT_TRUE(session);
  const auto reset = [&](const domain::Actor& actor, const std::string& who) {
    return call(*node_, actor, "resetPersonPassword", {{"id", who}}, json::object{{"reason", "忘记口令"}});
  };
  const domain::Actor elsewhere{"per-admin-b", "org-op", {}, {"system_admin"}}, self{id, "org-ag", {}, {"system_admin"}};
  EXPECT_EQ(code(reset(elsewhere, id)), ErrorCode::auth_forbidden) << "another organisation's administrator";
  EXPECT_EQ(code(reset(kAgency, id)), ErrorCode::auth_forbidden) << "no administrator";
  EXPECT_EQ(code(reset(self, id)), ErrorCode::auth_own_work);
  EXPECT_EQ(code(reset(kAdmin, "per-none")), ErrorCode::state_not_found);
  EXPECT_TRUE(node_->directory().session(session->token)) << "refusals end no session";
  const auto reply = reset(kAdmin, id);
  ASSERT_TRUE(reply) << describe(reply.error());
  const auto password = text(reply, "one_time_password");
  EXPECT_NE(password, text(made, "one_time_password"));
  EXPECT_EQ(node_->directory().session(session->token).error().code, ErrorCode::auth_session_expired);
  const auto in = node_->directory().sign_in("zhao", password);
  ASSERT_TRUE(in) << describe(in.error());
  EXPECT_TRUE(in->session.must_change_password);
  for (const auto& entry : std::filesystem::recursive_directory_iterator(data_))
    if (entry.is_regular_file()) {
      EXPECT_EQ(store::read_file(entry.path())->find(password), std::string::npos) << entry.path();
    }
  EXPECT_VERIFIED(data_);
}

TEST_F(PersonTest, ADisabledPersonGetsNoPassword) {
  const auto id = text(register_person("zhao"), "id");
  ASSERT_TRUE(call(*node_, kAdmin, "disablePerson", {{"id", id}}, json::object{{"reason", "离职"}}));
  EXPECT_EQ(code(call(*node_, kAdmin, "resetPersonPassword", {{"id", id}}, json::object{{"reason", "忘记口令"}})),
            ErrorCode::state_not_allowed);
}

TEST(Overseer, IsAnyOrganisationThatDecidesOrSupervises) {
  const auto oversees = [](std::vector<std::string> roles) { return is_overseer({"per-1", "org-1", std::move(roles), {}}); };
  for (const char* role : {"operator", "application_developer", "data_provider", "expert_panel", "source_department", "intermediate_developer"})
    EXPECT_FALSE(oversees({role})) << role;
  EXPECT_FALSE(oversees({}));
  EXPECT_FALSE(oversees({"application_developer", "data_provider"}));
  EXPECT_TRUE(oversees({"operator", "cyberspace"}));
  EXPECT_TRUE(oversees({"government"}));
}

TEST_F(PersonTest, AnAccountNameIsGivenOnce) {
  ASSERT_TRUE(register_person("qian"));
  EXPECT_EQ(code(register_person("qian")), ErrorCode::state_already_exists);
  EXPECT_EQ(code(register_person("qian", "org-op")), ErrorCode::state_already_exists);
}

TEST_F(PersonTest, OfManyAtOnceOneGetsTheAccount) {
  std::atomic<int> done = 0, taken = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      const auto reply = register_person("sun");
      if (reply)
        ++done;
      else if (reply.error().code == ErrorCode::state_already_exists)
        ++taken;
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(done, 1);
  EXPECT_EQ(taken, 3);
}

}  // namespace
}  // namespace gongshu::app
