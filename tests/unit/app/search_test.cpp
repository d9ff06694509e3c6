// The search finds what the caller may see by what it is called, and nothing else, whatever is typed.
#include "app/names.h"
#include "app/views.h"
#include "call.h"
#include "domain/authorization/events.h"
#include "domain/catalog/events.h"
#include "domain/workspace/events.h"

namespace gongshu::app {
namespace {

using namespace test;
namespace auth = domain::authorization;

class SearchTest : public ::testing::Test {
 protected:
  void plan(const std::string& id, const std::string& title, const domain::Actor& agency = kAgency) {
    put<auth::PlanSubject>(*node_, agency, id, {auth::PlanDrafted{titled(title)}});
  }
  static auth::DraftPlan titled(const std::string& title) {
    auth::DraftPlan content;
    content.title = title;
    content.mode = "whole";
    content.resources = {"cat-1"};
    content.starts = "2026-01-01";
    content.ends = "2028-12-31";
    return content;
  }
  json::object search(const domain::Actor& actor, const std::string& q, std::map<std::string, std::string> more = {}) {
    more["q"] = q;
    return must(*node_, actor, "searchRecords", {.query = std::move(more)});
  }
  /// "kind id title" of all hits.
  std::set<std::string> found(const domain::Actor& actor, const std::string& q) {
    std::set<std::string> out;
    const auto body = search(actor, q);
    for (const auto& group : body.at("groups").as_array())
      for (const auto& row : group.at("rows").as_array()) {
        const auto& hit = row.as_object();
        out.insert(text_of(hit, "kind") + " " + text_of(hit, "id") + " " + text_of(hit, "title"));
      }
    return out;
  }
  using Hits = std::set<std::string>;
  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_ = open(data_);
};

TEST_F(SearchTest, FindsChineseAndLatinSubstringsAndIdsFromTheirBeginning) {
  plan("pla-abc123", "养老数据授权运营方案 Elderly");
  put<Organisations>(*node_, kAuthority, "org-9", {organisation("省养老服务公司")});
  EXPECT_EQ(found(kAuthority, "养老"), (Hits{"operation_plan pla-abc123 养老数据授权运营方案 Elderly", "organisation org-9 省养老服务公司"}));
  EXPECT_EQ(found(kAuthority, "  eLDER "), (Hits{"operation_plan pla-abc123 养老数据授权运营方案 Elderly"}));
  EXPECT_EQ(found(kAuthority, "pla-abc"), (Hits{"operation_plan pla-abc123 养老数据授权运营方案 Elderly"}));
  EXPECT_EQ(found(kAuthority, "PLA-ABC123"), (Hits{"operation_plan pla-abc123 养老数据授权运营方案 Elderly"}));
  EXPECT_EQ(found(kAuthority, "不存在"), Hits{});
  EXPECT_TRUE(search(kAuthority, "养老").at("complete").as_bool());
}

TEST_F(SearchTest, NeverFindsWhatOneMayNotRead) {
  plan("pla-secret", "机密养老方案");
  EXPECT_EQ(found(kAgency, "机密"), (Hits{"operation_plan pla-secret 机密养老方案"}));
  for (const auto& actor : {kOperator, kDeveloper})
    for (const char* q : {"机密", "pla-secret", "pla-s", "案"}) {
      EXPECT_EQ(found(actor, q), Hits{}) << q;
      EXPECT_EQ(code_of(call(*node_, actor, "getPlan", {.params = {{"id", "pla-secret"}}})), ErrorCode::state_not_found);
    }
}

TEST_F(SearchTest, GoesByTheRuleOfTheListWhereAKindHasItsOwn) {
  domain::workspace::SubmitJob content;
  content.workspace = "wsp-1";
  content.sql = "SELECT 1";
  content.purpose = "按县测算床位";
  domain::workspace::JobSubmitted submitted;
  submitted.agency = kAgency.org;
  submitted.content = content;
  put<domain::workspace::JobSubject>(*node_, kOperator, "job-1", {submitted});
  EXPECT_EQ(found(kOperator, "测算"), (Hits{"job job-1 按县测算床位"}));
  EXPECT_EQ(found(kAuthority, "job-1"), (Hits{"job job-1 按县测算床位"}));
  const domain::Actor other{"per-x", "org-x", {"operator"}, {}};
  EXPECT_EQ(found(other, "测算"), Hits{});
  EXPECT_EQ(found(kDeveloper, "job-1"), Hits{});
}

TEST_F(SearchTest, HostileTextIsOnlyText) {
  plan("pla-1", "100%_'; DROP TABLE view_row; --");
  plan("pla-2", "普通方案");
  for (const char* q : {"%", "_", "'", "';", "drop table", "--"})
    EXPECT_EQ(found(kAuthority, q), (Hits{"operation_plan pla-1 100%_'; DROP TABLE view_row; --"})) << q;
  for (const char* q : {"%%", "*", "\\", "\"", "?1", "' OR 1=1 --", "<script>", "\xF0\x9F\x98\x80", "{}", "pla-%"}) EXPECT_EQ(found(kAuthority, q), Hits{}) << q;
  EXPECT_EQ(code_of(call(*node_, kAuthority, "searchRecords", {.query = {{"q", "   "}}})), ErrorCode::input_bad_parameter);
  EXPECT_EQ(code_of(call(*node_, kAuthority, "searchRecords", {.query = {{"q", "a"}, {"kind", "rule_count"}}})), ErrorCode::input_bad_parameter);
  EXPECT_EQ(code_of(call(*node_, kAuthority, "searchRecords", {.query = {{"q", "a"}, {"kind", "x' OR 1=1"}}})), ErrorCode::input_bad_parameter);
  for (const char* after : {"x", "-1", "1 OR 1", "99999999999999999999"})
    EXPECT_EQ(code_of(call(*node_, kAuthority, "searchRecords", {.query = {{"q", "a"}, {"kind", "job"}, {"after", after}}})), ErrorCode::input_bad_parameter) << after;
}

TEST_F(SearchTest, AFewOfEachKindAndPagesOfOne) {
  for (int i = 0; i < 12; ++i) plan("pla-" + std::to_string(i), "方案" + std::to_string(i));
  put<Organisations>(*node_, kAuthority, "org-1", {organisation("方案公司")});
  const auto body = search(kAuthority, "方案");
  std::map<std::string, std::size_t> sizes;
  for (const auto& group : body.at("groups").as_array()) {
    sizes[std::string(group.at("kind").as_string())] = group.at("rows").as_array().size();
    EXPECT_EQ(group.as_object().contains("next"), group.at("kind").as_string() == "operation_plan");
  }
  EXPECT_EQ(sizes, (std::map<std::string, std::size_t>{{"operation_plan", 5}, {"organisation", 1}}));
  std::vector<std::string> all;
  std::map<std::string, std::string> more{{"kind", "operation_plan"}, {"limit", "5"}};
  for (int pages = 0; pages < 5; ++pages) {
    const auto page = search(kAuthority, "方案", more);
    if (page.at("groups").as_array().empty()) break;
    const auto& group = page.at("groups").as_array().front().as_object();
    for (const auto& row : group.at("rows").as_array()) all.push_back(text_of(row.as_object(), "id"));
    if (!group.contains("next")) break;
    more["after"] = text_of(group, "next");
  }
  EXPECT_EQ(all.size(), 12u);
  EXPECT_EQ(std::set<std::string>(all.begin(), all.end()).size(), 12u);
}

TEST_F(SearchTest, FollowsAChangedTitleAndVerifies) {
  plan("pla-1", "旧名方案");
  put<auth::PlanSubject>(*node_, kAgency, "pla-1", {auth::PlanRevised{titled("新名方案")}});
  EXPECT_EQ(found(kAuthority, "旧名"), Hits{});
  EXPECT_EQ(found(kAuthority, "新名"), (Hits{"operation_plan pla-1 新名方案"}));
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST_F(SearchTest, RecordsOlderThanTheNamesAreFoundAfterTheMigration) {
  plan("pla-1", "早先的方案");
  put<Organisations>(*node_, kAuthority, "org-1", {organisation("早先的公司")});
  node_.reset();
  {
    auto db = store::Database::open(data_ / "gongshu.db", store::Mode::read_write);
    ASSERT_TRUE(db);
    ASSERT_TRUE(db->exec("DROP TABLE row_name; DELETE FROM schema_versions WHERE component = 'views' AND version = 5;"));
  }
  node_ = open(data_);
  EXPECT_EQ(found(kAuthority, "早先"), (Hits{"operation_plan pla-1 早先的方案", "organisation org-1 早先的公司"}));
  node_.reset();
  EXPECT_VERIFIED(data_);
}

TEST(Names, AreCutAtCodePointsAndEachTextOnce) {
  std::string title;
  for (int i = 0; i < 400; ++i) title += "字";
  const auto names = names_in(json::object{{"title", title}, {"name", "甲"}, {"number", "甲"}, {"code", ""}, {"account", 5}});
  ASSERT_EQ(names.size(), 2u);
  EXPECT_EQ(names[0].text.size(), 3 * kNameLength);
  EXPECT_EQ(names[1].text, "甲");
  EXPECT_EQ(names[1].rank, 1);
  EXPECT_TRUE(names_in(json::array{}).empty());
}

}  // namespace
}  // namespace gongshu::app
