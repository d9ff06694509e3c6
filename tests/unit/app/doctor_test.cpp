// Each fault that the doctor looks for is made, found under its name, and comes with a way to fix it.
#include "app/doctor.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include "fixture.h"
#include "store/files.h"

namespace gongshu::app {
namespace {

using namespace test;
namespace fs = std::filesystem;

class DoctorTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto node = open(data_);
    put<Organisations>(*node, kAuthority, "org-1", {organisation("甲单位")});
  }
  std::vector<Check> examined() { return examine({data_, packs_, "127.0.0.1", port_, &clock_}); }
  /// Findings under a name that are no "ok".
  std::vector<Check> faults(const std::string& name) {
    std::vector<Check> out;
    for (const auto& c : examined())
      if (c.name == name && c.finding != Finding::ok) out.push_back(c);
    return out;
  }
  void expect_problem(const std::string& name, const std::string& fix) {
    const auto found = faults(name);
    ASSERT_FALSE(found.empty()) << name;
    EXPECT_EQ(found.front().finding, Finding::problem) << found.front().en;
    EXPECT_NE(found.front().fix.find(fix), std::string::npos) << found.front().fix;
    EXPECT_FALSE(found.front().zh.empty());
    EXPECT_FALSE(healthy(examined()));
  }
  TempDir dir_;
  fs::path data_ = dir_ / "node", packs_ = fs::path(GONGSHU_SOURCE_DIR) / "rulepacks";
  ManualClock clock_{kNow};
  int port_ = 0;
};

TEST_F(DoctorTest, ASoundDirectoryHasNoProblem) {
  const auto checks = examined();
  for (const auto& c : checks) {
    EXPECT_NE(c.finding, Finding::problem) << c.name << ": " << c.en;
    EXPECT_EQ(c.fix.empty(), c.finding == Finding::ok) << c.name;
  }
  EXPECT_TRUE(healthy(checks));
  std::set<std::string> names;
  for (const auto& c : checks) names.insert(c.name);
  for (const char* name : {"directory", "permissions", "keys", "lock", "schema", "folders", "disk", "ledger", "usage", "clock", "pack", "calendar", "engine", "port"})
    EXPECT_TRUE(names.contains(name)) << name;
}

TEST_F(DoctorTest, FindsThatThereIsNoDataDirectory) {
  const auto checks = examine({dir_ / "none", packs_, "127.0.0.1", 0, &clock_});
  EXPECT_FALSE(healthy(checks));
  EXPECT_NE(checks.front().fix.find("gongshu init"), std::string::npos);
}

TEST_F(DoctorTest, FindsADamagedConfiguration) {
  ASSERT_TRUE(store::write_file_atomic(data_ / "node.json", "{"));
  expect_problem("directory", "restore");
}

TEST_F(DoctorTest, FindsSecretsOpenToOthers) {
  fs::permissions(data_ / "secret/kek", fs::perms::group_read, fs::perm_options::add);
  expect_problem("permissions", "chmod go-rwx");
  EXPECT_NE(faults("permissions").front().fix.find("secret/kek"), std::string::npos);
}

TEST_F(DoctorTest, FindsMissingAndForeignKeys) {
  ASSERT_TRUE(store::write_file_atomic(data_ / "node.pub.pem", crypto::Sm2PrivateKey::generate().public_key().to_pem()));
  EXPECT_EQ(faults("keys").front().finding, Finding::warning);
  fs::remove(data_ / "secret/node.pem");
  expect_problem("keys", "restore");
}

TEST_F(DoctorTest, SaysWhenAServerRuns) {
  const auto node = open(data_);
  bool said = false;
  for (const auto& c : examined())
    if (c.name == "lock") said = c.finding == Finding::ok && c.en.find("running") != std::string::npos;
  EXPECT_TRUE(said);
  EXPECT_TRUE(healthy(examined()));
}

TEST_F(DoctorTest, FindsASchemaFromTheFuture) {
  auto db = *store::Database::open(data_ / "identity.db", store::Mode::read_write);
  ASSERT_TRUE(db.exec("INSERT INTO schema_versions(component, version, applied_at) VALUES ('identity', 99, 0)"));
  expect_problem("schema", "upgrade");
}

TEST_F(DoctorTest, FindsAMissingFolder) {
  fs::remove_all(data_ / "batches");
  expect_problem("folders", "mkdir");
}

TEST_F(DoctorTest, FindsADamagedLedger) {
  auto db = *store::Database::open(data_ / "gongshu.db", store::Mode::read_write);
  ASSERT_TRUE(db.exec("UPDATE ledger_checkpoint_sm3 SET note = replace(note, 'a', 'b')"));
  expect_problem("ledger", "gongshu verify");
}

TEST_F(DoctorTest, FindsAClockThatCannotBeRight) {
  clock_.set(0);
  expect_problem("clock", "timedatectl");
  clock_.set(kNow - 3'600'000);  // the ledger's last entry lies in the future
  expect_problem("clock", "timedatectl");
}

TEST_F(DoctorTest, FindsABrokenPack) {
  const auto packs = dir_ / "packs";
  fs::copy(packs_, packs, fs::copy_options::recursive);
  packs_ = packs;
  ASSERT_TRUE(store::write_file_atomic(packs / "henan/pack.yaml", "id: henan\n"));
  expect_problem("pack", "gongshu rules lint");
}

TEST_F(DoctorTest, WarnsOfAMissingCalendar) {
  clock_.set(start_of(*parse_date("2090-05-01")));
  const auto found = faults("calendar");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].finding, Finding::warning);
  EXPECT_NE(found[0].fix.find("2090.yaml"), std::string::npos);
  EXPECT_NE(found[1].fix.find("2091.yaml"), std::string::npos);
}

TEST_F(DoctorTest, FindsAPortInUse) {
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  ASSERT_EQ(::bind(fd, reinterpret_cast<sockaddr*>(&address), sizeof address), 0);
  ASSERT_EQ(::listen(fd, 1), 0);
  socklen_t size = sizeof address;
  ASSERT_EQ(::getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size), 0);
  port_ = ntohs(address.sin_port);
  expect_problem("port", "ss -ltnp");
  ::close(fd);
}

}  // namespace
}  // namespace gongshu::app
