// The views against the ledger: rebuilding gives the stored rows, and a row changed behind the ledger's back is found and named.
#include "fixture.h"

namespace gongshu::app {
namespace {

using namespace test;

class ViewsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    auto node = open(data_);
    for (int i = 0; i < 20; ++i) put<Organisations>(*node, kAuthority, "org-" + std::to_string(i), {organisation("单位" + std::to_string(i))});
    put<Organisations>(*node, kAuthority, "org-3", {domain::parties::OrganisationRolesChanged{{"operator", "data_provider"}, "增加"}});
    (void)node->execute(kOperator, "test", [](Tx&) -> Status { return fail(Error{ErrorCode::rule_refused, {}, {}, "HA-20", "第二十条", {}}); });
  }
  void tamper(const std::string& sql) {
    auto db = *store::Database::open(data_ / "gongshu.db", store::Mode::read_write);
    ASSERT_TRUE(db.exec(sql)) << sql;
  }
  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
};

TEST_F(ViewsTest, RebuildingFromTheLedgerGivesTheStoredRows) {
  const auto report = verified(data_);
  EXPECT_TRUE(report.ok()) << json::serialize(report.to_json());
  EXPECT_GE(report.entries, 22u);
  EXPECT_GE(report.views, 21u);  // the organisations and the rule's count
}

TEST_F(ViewsTest, AChangedRowIsNamed) {
  tamper("UPDATE view_row SET body = replace(body, '单位7', '单位八') WHERE id = 'org-7'");
  const auto report = verified(data_);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.first_bad->what.find("org-7"), std::string::npos) << report.first_bad->what;
}

TEST_F(ViewsTest, AChangedVersionIsNamed) {
  tamper("UPDATE view_row SET version = 5 WHERE id = 'org-3'");
  const auto report = verified(data_);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.first_bad->what.find("org-3"), std::string::npos) << report.first_bad->what;
}

TEST_F(ViewsTest, AMissingRowIsNamed) {
  tamper("DELETE FROM view_row WHERE id = 'org-11'");
  const auto report = verified(data_);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.first_bad->what.find("org-11"), std::string::npos) << report.first_bad->what;
}

TEST_F(ViewsTest, AnAddedRowIsNamed) {
  tamper("INSERT INTO view_row SELECT kind, 'org-zz', version, created, status, is_public, parties, body FROM view_row WHERE id = 'org-1'");
  const auto report = verified(data_);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.first_bad->what.find("org-zz"), std::string::npos) << report.first_bad->what;
}

TEST_F(ViewsTest, AChangedCountOfRefusalsIsNamed) {
  tamper("UPDATE view_row SET body = replace(body, '\"refused\":1', '\"refused\":0') WHERE kind = 'rule_count'");
  const auto report = verified(data_);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.first_bad->what.find("HA-20"), std::string::npos) << report.first_bad->what;
}

TEST_F(ViewsTest, ARowThatIsNoJsonIsNamed) {
  tamper("UPDATE view_row SET body = '{' WHERE id = 'org-5'");
  const auto report = verified(data_);
  ASSERT_FALSE(report.ok());
  EXPECT_NE(report.first_bad->what.find("org-5"), std::string::npos) << report.first_bad->what;
}

TEST_F(ViewsTest, EveryStatusIsTheOneOfTheBody) {
  auto node = open(data_);
  ASSERT_TRUE(node->query([](Records& records) -> Status {
    GS_TRY(all, records.all<Organisations>("active"));
    EXPECT_EQ(all.size(), 20u);
    GS_TRY(none, records.all<Organisations>("retired"));
    EXPECT_TRUE(none.empty());
    return {};
  }));
}

TEST_F(ViewsTest, AReaderCannotWrite) {
  auto node = open(data_);
  const auto status = node->query([](Records& records) { return records.db().exec("DELETE FROM view_row"); });
  EXPECT_FALSE(status);
}

}  // namespace
}  // namespace gongshu::app
