// The node: what execute() guarantees, what it refuses to open.
#include "app/operation.h"
#include "fixture.h"

#include <thread>

namespace gongshu::app {
namespace {

using namespace test;

class NodeTest : public ::testing::Test {
 protected:
  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_ = open(data_);
  std::uint64_t size() { return node_->head().size; }
};

Error ruled() { return {ErrorCode::rule_refused, "/title", "another title", "HA-12", "第十二条", {}}; }

TEST_F(NodeTest, AnExecutedDecisionIsARowAndAnEntry) {
  put<Organisations>(*node_, kAuthority, "org-1", {organisation("甲单位")});
  EXPECT_NE(row_text(*node_, "organisation", "org-1").find("甲单位"), std::string::npos);
  EXPECT_EQ(size(), 1u);
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(NodeTest, ARefusalUnderARuleIsRecordedAndChangesNothingElse) {
  put<Organisations>(*node_, kAuthority, "org-1", {organisation("甲单位")});
  const auto before = row_text(*node_, "organisation", "org-1");
  const auto status = node_->execute(kOperator, "changeSomething", [](Tx& tx) -> Status {
    GS_CHECK(tx.emit<Organisations>("org-1", {organisation("改名")}));
    GS_CHECK(tx.emit<Organisations>("org-2", {organisation("乙单位")}));
    return fail(ruled());
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().rule, "HA-12");
  EXPECT_EQ(status.error().at, "/title");
  EXPECT_EQ(row_text(*node_, "organisation", "org-1"), before);
  EXPECT_EQ(row_text(*node_, "organisation", "org-2"), "");
  EXPECT_EQ(size(), 2u);  // the record and the refusal
  EXPECT_NE(row_text(*node_, kRuleCount, "HA-12").find("\"refused\":1"), std::string::npos);
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(NodeTest, ARefusalWithoutARuleLeavesNoTrace) {
  const auto status = node_->execute(kOperator, "changeSomething", [](Tx& tx) -> Status {
    GS_CHECK(tx.emit<Organisations>("org-1", {organisation("甲单位")}));
    return fail(ErrorCode::state_not_allowed);
  });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, ErrorCode::state_not_allowed);
  EXPECT_EQ(size(), 0u);
  EXPECT_EQ(row_text(*node_, "organisation", "org-1"), "");
}

TEST_F(NodeTest, RulesThatADecisionConsultedStandInItsEntryAndAreCounted) {
  ASSERT_TRUE(node_->execute(kAuthority, "test", [](Tx& tx) -> Status {
    const auto* point = rules::Registry::process().find("stop.scope");
    if (!point) return fail(ErrorCode::internal, "stop.scope");
    tx.context().ruling(*point);
    return tx.emit<Organisations>("org-1", {organisation("甲单位")});
  }));
  EXPECT_NE(row_text(*node_, kRuleCount, "HA-20").find("\"applied\":1"), std::string::npos);
}

TEST_F(NodeTest, LaterDecisionsSeeWhatEarlierOnesWrote) {
  std::vector<std::thread> threads;
  std::atomic<int> made{0}, refused{0};
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&] {
      const auto status = node_->execute(kAuthority, "test", [](Tx& tx) -> Status {
        GS_TRY(found, tx.find<Organisations>("org-1"));
        if (found) return fail(ErrorCode::state_already_exists);
        return tx.emit<Organisations>("org-1", {organisation("甲单位")});
      });
      ++(status ? made : refused);
    });
  for (auto& t : threads) t.join();
  EXPECT_EQ(made, 1);
  EXPECT_EQ(refused, 7);
  EXPECT_EQ(size(), 1u);
}

TEST_F(NodeTest, IfMatchMustNameThePresentVersion) {
  put<Organisations>(*node_, kAuthority, "org-1", {organisation("甲单位")});
  const auto match = [&](const std::string& version) {
    Call call;
    call.headers["if-match"] = version;
    return node_->execute(kAuthority, "test", [&](Tx& tx) { return check_seen(tx, call, "organisation", "org-1"); });
  };
  EXPECT_TRUE(match(""));
  EXPECT_TRUE(match("1"));
  for (const char* stale : {"0", "2", "x", "01"}) {
    const auto status = match(stale);
    ASSERT_FALSE(status) << stale;
    EXPECT_EQ(status.error().code, ErrorCode::state_conflict);
  }
}

TEST_F(NodeTest, TheStateSurvivesReopening) {
  put<Organisations>(*node_, kAuthority, "org-1", {organisation("甲单位")});
  const auto row = row_text(*node_, "organisation", "org-1");
  const auto root = node_->head().root;
  const auto key = node_->key().public_key().fingerprint();
  const auto origin = node_->origin();
  node_.reset();
  node_ = open(data_);
  EXPECT_EQ(row_text(*node_, "organisation", "org-1"), row);
  EXPECT_EQ(node_->head().root, root);
  EXPECT_EQ(node_->key().public_key().fingerprint(), key);
  EXPECT_EQ(node_->origin(), origin);
}

TEST_F(NodeTest, ADirectoryIsOpenedOnceAtATime) {
  const auto second = Node::open(options(data_));
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::store_locked);
  node_.reset();
  EXPECT_TRUE(Node::open(options(data_)));
}

TEST_F(NodeTest, ADirectoryKeepsItsPack) {
  node_.reset();
  const auto wrong = Node::open(options(data_, std::make_shared<ManualClock>(kNow), "shijiazhuang"));
  ASSERT_FALSE(wrong);
  EXPECT_EQ(wrong.error().code, ErrorCode::config_invalid);
  EXPECT_EQ(wrong.error().at, "--pack");
  auto unnamed = Node::open(options(data_, std::make_shared<ManualClock>(kNow), ""));
  ASSERT_TRUE(unnamed) << describe(unnamed.error());
  EXPECT_EQ((*unnamed)->options().pack, "henan");
}

TEST(NewNode, NeedsAPackThatExists) {
  TempDir dir;
  const auto none = Node::open(options(dir / "a", std::make_shared<ManualClock>(kNow), ""));
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, ErrorCode::config_invalid);
  EXPECT_FALSE(Node::open(options(dir / "b", std::make_shared<ManualClock>(kNow), "atlantis")));
}

TEST(NewNode, RefusesASchemaFromTheFuture) {
  TempDir dir;
  const auto data = dir / "node";
  open(data).reset();
  for (const auto& [file, component] : {std::pair{"gongshu.db", "views"}, {"gongshu.db", "ledger"}, {"identity.db", "identity"}}) {
    {
      auto db = *store::Database::open(data / file, store::Mode::read_write);
      ASSERT_TRUE(db.run("INSERT INTO schema_versions(component, version, applied_at) VALUES (?1, 99, 0)", component));
    }
    const auto node = Node::open(options(data));
    ASSERT_FALSE(node) << component;
    EXPECT_EQ(node.error().code, ErrorCode::store_newer_schema) << component;
    auto db = *store::Database::open(data / file, store::Mode::read_write);
    ASSERT_TRUE(db.run("DELETE FROM schema_versions WHERE version = 99"));
  }
  EXPECT_TRUE(Node::open(options(data)));
}

TEST(NewNode, KeepsItsSecretsToItself) {
  TempDir dir;
  const auto data = dir / "node";
  open(data).reset();
  using std::filesystem::perms;
  for (const char* file : {"secret/node.pem", "secret/kek", "gongshu.db", "identity.db"}) {
    const auto mode = std::filesystem::status(data / file).permissions();
    EXPECT_EQ(mode & (perms::group_all | perms::others_all), perms::none) << file;
  }
}

}  // namespace
}  // namespace gongshu::app
