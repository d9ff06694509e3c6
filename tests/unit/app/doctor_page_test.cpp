// The doctor over the API: the same findings, for those who look after the node, without the paths of the machine.
#include "app/doctor_page.h"

#include <sys/stat.h>

#include "call.h"

namespace gongshu::app {
namespace {

using namespace test;

class DoctorPage : public ::testing::Test {
 protected:
  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_ = open(data_);
};

TEST_F(DoctorPage, ShowsTheFindingsOfTheRunningNode) {
  const auto body = must(*node_, kAuthority, "getDoctor");
  EXPECT_TRUE(body.at("ok").as_bool()) << json::serialize(body);
  EXPECT_EQ(body.at("checked").as_int64(), kNow);
  std::set<std::string> names;
  for (const auto& check : body.at("checks").as_array()) names.insert(text_of(check.as_object(), "name"));
  for (const char* name : {"directory", "permissions", "keys", "schema", "folders", "disk", "ledger", "usage", "clock", "pack", "calendar", "engine"})
    EXPECT_TRUE(names.contains(name)) << name;
  for (const char* name : {"lock", "port"}) EXPECT_FALSE(names.contains(name)) << name;
}

TEST_F(DoctorPage, NamesAProblemAndItsRemedyButNoPathOfTheMachine) {
  std::filesystem::remove_all(data_ / "batches");
  ASSERT_EQ(::chmod((data_ / "secret").c_str(), 0755), 0);
  const auto body = must(*node_, kSystemAdmin, "getDoctor");
  EXPECT_FALSE(body.at("ok").as_bool());
  EXPECT_GE(body.at("problems").as_int64(), 2);
  const auto text = json::serialize(body);
  EXPECT_EQ(text.find(dir_ / "node"), std::string::npos) << text;
  EXPECT_EQ(text.find(GONGSHU_SOURCE_DIR), std::string::npos) << text;
  EXPECT_NE(text.find("chmod go-rwx '$DATA/secret'"), std::string::npos) << text;
}

TEST_F(DoctorPage, IsForAdministratorsAndTheCompetentAuthority) {
  for (const auto& actor : {kAgency, kOperator, kDeveloper}) EXPECT_EQ(code_of(call(*node_, actor, "getDoctor")), ErrorCode::auth_forbidden);
  for (const auto& actor : {kAuthority, kSystemAdmin, kAuditAdmin}) EXPECT_TRUE(call(*node_, actor, "getDoctor"));
}

TEST_F(DoctorPage, OneExaminationServesWhoeverAsksSoonAfter) {
  const auto first = node_->part<Examinations>().latest();
  std::filesystem::remove_all(data_ / "batches");
  const auto second = node_->part<Examinations>().latest();
  ASSERT_TRUE(first && second);
  EXPECT_TRUE(healthy(second->checks)) << "examined again at once";
}

}  // namespace
}  // namespace gongshu::app
