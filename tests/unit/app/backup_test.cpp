// Backups of a running node: whole and verified, or not there; restored with the keys they open as the node they were.
#include "app/backup_copy.h"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <random>
#include <set>
#include <thread>

#include "app/backups.h"
#include "call.h"
#include "domain/node/backup.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

using namespace test;
namespace fs = std::filesystem;

json::object shown(Node& node, const std::string& id) { return must(node, kSystemAdmin, "getBackup", {.params = {{"id", id}}}); }

/// The record when it is running no more.
json::object ended(Node& node, const std::string& id) {
  for (int i = 0; i < 600; ++i) {
    auto body = shown(node, id);
    if (text_of(body, "status") != "running") return body;
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  throw std::runtime_error("the backup does not end");
}

json::object made(Node& node) { return ended(node, text_of(must(node, kSystemAdmin, "makeBackup"), "id")); }

std::vector<std::string> names_in_folder(const fs::path& folder) {
  std::vector<std::string> out;
  for (const auto& entry : fs::directory_iterator(folder)) out.push_back(entry.path().filename().string());
  std::sort(out.begin(), out.end());
  return out;
}

class BackupTest : public ::testing::Test {
 protected:
  void SetUp() override {
    node_ = open(data_);
    put<Organisations>(*node_, kAuthority, "org-1", {organisation("甲单位")});
    std::ofstream(data_ / "attachments" / "some") << "sealed";
    std::ofstream(data_ / "secret" / "extra") << "a key";
  }
  /// A backup that somebody else's thread would be making.
  std::string put_running() {
    put<domain::node::BackupSubject>(*node_, kSystemAdmin, "bak-running", {domain::node::BackupStarted{}});
    return "bak-running";
  }
  TempDir dir_;
  fs::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_;
};

TEST_F(BackupTest, HoldsEverythingButTheKeysAndVerifiesByItself) {
  const auto body = made(*node_);
  ASSERT_EQ(text_of(body, "status"), "done") << json::serialize(body);
  EXPECT_TRUE(body.at("verified").as_bool());
  EXPECT_TRUE(body.at("present").as_bool());
  EXPECT_EQ(text_of(body, "made_by"), kSystemAdmin.person);
  const auto folder = data_ / "backups" / text_of(body, "id");
  EXPECT_VERIFIED(folder);
  EXPECT_TRUE(fs::exists(folder / "attachments/some"));
  for (const char* name : {"secret", "keys", "lock", "backups"}) EXPECT_FALSE(fs::exists(folder / name)) << name;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file() && entry.path().extension() != ".db") {
      EXPECT_EQ(store::read_file(entry.path())->find("a key"), std::string::npos) << entry.path();
    }
  EXPECT_EQ(fs::status(folder).permissions() & fs::perms::others_all, fs::perms::none);
  EXPECT_VERIFIED(data_);
}

TEST_F(BackupTest, RestoredWithTheKeysItIsTheNodeAsItWas) {
  const auto body = made(*node_);
  put<Organisations>(*node_, kAuthority, "org-2", {organisation("后来的单位")});
  const auto before = row_text(*node_, "organisation", "org-1");
  node_.reset();
  const auto restored = dir_ / "restored";
  fs::copy(data_ / "backups" / text_of(body, "id"), restored, fs::copy_options::recursive);
  for (const char* folder : {"keys", "secret"}) fs::copy(data_ / folder, restored / folder, fs::copy_options::recursive);
  auto node = open(restored);
  EXPECT_EQ(row_text(*node, "organisation", "org-1"), before);
  EXPECT_EQ(row_text(*node, "organisation", "org-2"), "");
  EXPECT_EQ(text_of(shown(*node, text_of(body, "id")), "status"), "failed") << "the backup itself was under way when it was copied";
  put<Organisations>(*node, kAuthority, "org-3", {organisation("又一单位")});
  node.reset();
  EXPECT_VERIFIED(restored);
}

TEST_F(BackupTest, OnlyTheSystemAdministratorMakesOneAndOneAtATime) {
  for (const auto& actor : {kAuthority, kAgency, kOperator, kAuditAdmin}) EXPECT_EQ(code_of(call(*node_, actor, "makeBackup")), ErrorCode::auth_forbidden);
  for (const auto& actor : {kAuthority, kAuditAdmin}) EXPECT_TRUE(call(*node_, actor, "listBackups"));
  for (const auto& actor : {kAgency, kOperator, kDeveloper}) EXPECT_EQ(code_of(call(*node_, actor, "listBackups")), ErrorCode::auth_forbidden);
  EXPECT_EQ(code_of(call(*node_, kSystemAdmin, "makeBackup", {.body = json::object{{"name", "../../etc"}}})), ErrorCode::input_unknown_field);
  const auto running = put_running();
  EXPECT_EQ(code_of(call(*node_, kSystemAdmin, "makeBackup")), ErrorCode::state_not_allowed);
  put<domain::node::BackupSubject>(*node_, Node::system_actor(), running, {domain::node::BackupFailed{"store.failed"}});
  EXPECT_EQ(text_of(made(*node_), "status"), "done");
  EXPECT_EQ(must(*node_, kAuthority, "listBackups").at("rows").as_array().size(), 2u);
}

TEST_F(BackupTest, AFailureIsRecordedAndLeavesNothing) {
  fs::remove_all(data_ / "backups");
  std::ofstream(data_ / "backups") << "in the way";
  const auto body = made(*node_);
  EXPECT_EQ(text_of(body, "status"), "failed");
  EXPECT_EQ(text_of(body, "fault"), "store.failed");
  EXPECT_FALSE(body.contains("present"));
  fs::remove(data_ / "backups");
  fs::create_directory(data_ / "backups");
  EXPECT_EQ(text_of(made(*node_), "status"), "done");
}

TEST_F(BackupTest, ADamagedLedgerMakesNoBackup) {
  {
    auto db = store::Database::open(data_ / "gongshu.db", store::Mode::read_write);
    ASSERT_TRUE(db);
    ASSERT_TRUE(db->exec("UPDATE view_row SET body = replace(body, '甲单位', '乙单位') WHERE id = 'org-1'"));
  }
  const auto body = made(*node_);
  EXPECT_EQ(text_of(body, "status"), "failed");
  EXPECT_EQ(text_of(body, "fault"), "ledger.corrupt");
  EXPECT_TRUE(names_in_folder(data_ / "backups").empty());
}

TEST_F(BackupTest, OneThatWasTakenAwayOrChangedIsNotPresent) {
  const auto id = text_of(made(*node_), "id");
  std::ofstream(data_ / "backups" / id / kBackupList, std::ios::app) << " ";
  EXPECT_FALSE(shown(*node_, id).at("present").as_bool());
  fs::remove_all(data_ / "backups" / id);
  EXPECT_FALSE(shown(*node_, id).at("present").as_bool());
}

/// Makes backups until killed.
[[noreturn]] void back_up_forever(const fs::path& data) {
  auto node = open(data, std::make_shared<SystemClock>());
  for (;;)
    if (text_of(made(*node), "status") != "done") ::_exit(4);
}

TEST_F(BackupTest, AKillInTheMiddleLeavesNoneThatClaimsToBeWhole) {
#if defined(__SANITIZE_THREAD__)
  GTEST_SKIP() << "ThreadSanitizer does not follow a fork that starts threads";
#endif
  const std::string sealed(8 << 20, 's');
  for (int i = 0; i < 4; ++i) std::ofstream(data_ / "attachments" / std::to_string(i)) << sealed;
  node_.reset();
  std::mt19937 random(20260302);
  std::size_t unfinished = 0;
  std::set<std::string> removed;
  for (int round = 0; round < 8; ++round) {
    const auto child = ::fork();
    ASSERT_GE(child, 0);
    if (child == 0) back_up_forever(data_);
    std::this_thread::sleep_for(std::chrono::microseconds(150'000 + random() % 400'000));
    ASSERT_EQ(::kill(child, SIGKILL), 0);
    int ended_as = 0;
    ASSERT_EQ(::waitpid(child, &ended_as, 0), child);
    ASSERT_TRUE(WIFSIGNALED(ended_as)) << ended_as;
    auto node = open(data_, std::make_shared<SystemClock>());
    const auto list = must(*node, kSystemAdmin, "listBackups");
    std::vector<std::string> whole;
    for (const auto& row : list.at("rows").as_array()) {
      const auto& backup = row.as_object();
      if (text_of(backup, "status") != "done") {
        EXPECT_EQ(text_of(backup, "status"), "failed");
        ++unfinished;
        continue;
      }
      if (removed.contains(text_of(backup, "id"))) continue;
      EXPECT_TRUE(backup.at("present").as_bool());
      whole.push_back(text_of(backup, "id"));
    }
    std::sort(whole.begin(), whole.end());
    EXPECT_EQ(names_in_folder(data_ / "backups"), whole) << "what is not whole was cleared away";
    for (const auto& id : whole) {
      EXPECT_VERIFIED(data_ / "backups" / id);
      fs::remove_all(data_ / "backups" / id);
      removed.insert(id);
    }
  }
  EXPECT_GT(unfinished, 0u) << "no kill came in the middle: the test shows nothing";
}

}  // namespace
}  // namespace gongshu::app
