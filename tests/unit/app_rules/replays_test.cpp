// A pack handed in as text: judged in the background, refused with every fault and its line, and kept nowhere.
#include "app/replays.h"

#include <gmock/gmock.h>

#include <thread>

#include "../app/call.h"
#include "domain/authorization/events.h"
#include "world.h"

namespace gongshu::app {
namespace {

using namespace test;
using ::testing::HasSubstr;
namespace auth = domain::authorization;

class Replaying : public ::testing::Test {
 protected:
  void SetUp() override {
    auto node = packs_.open();
    ASSERT_TRUE(node) << describe(node.error());
    node_ = std::move(*node);
    for (const auto& entry : fs::directory_iterator(packs_.folder() / "henan/pack.d")) files_["pack.d/" + entry.path().filename().string()] = packs_.text("henan/pack.d/" + entry.path().filename().string());
    files_["pack.yaml"] = packs_.text("henan/pack.yaml");
    put<Organisations>(*node_, kAuthority, "org-op", {organisation("运营公司")});
  }
  void add_plan() {
    auth::DraftPlan content;
    content.title = "养老数据授权运营方案";
    content.mode = "by_sector";
    content.resources = {"cat-1"};
    content.starts = "2026-01-01";
    content.ends = "2028-12-31";
    for (const auto& item : node_->rulebook().at(*rules::Registry::process().find("plan.required_items")).list("items")) content.items[item] = "已写明";
    put<auth::PlanSubject>(*node_, kAgency, "pla-1", {auth::PlanDrafted{content}, auth::PlanSubmitted{}});
  }
  void replace(const std::string& file, const std::string& from, const std::string& to) {
    auto& text = files_.at(file);
    const auto at = text.find(from);
    ASSERT_NE(at, std::string::npos) << from;
    text.replace(at, from.size(), to);
  }
  Result<Reply> post(const domain::Actor& actor = kAuthority) {
    json::object files;
    for (const auto& [name, text] : files_) files[name] = text;
    return call(*node_, actor, "replayRules", {.body = json::object{{"files", std::move(files)}}});
  }
  json::object ended(const std::string& id) {
    for (int i = 0; i < 600; ++i) {
      auto body = must(*node_, kAuthority, "getReplay", {.params = {{"id", id}}});
      if (text_of(body, "status") != "running") return body;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    throw std::runtime_error("the replay does not end");
  }
  json::object judged() {
    auto reply = post();
    if (!reply) throw std::runtime_error(describe(reply.error()));
    return ended(text_of(reply->body.as_object(), "id"));
  }
  bool nothing_left() {
    return std::none_of(fs::directory_iterator(packs_.data()), {}, [](const auto& e) { return e.path().filename().string().starts_with(".posted-"); });
  }
  Packs packs_;
  std::unique_ptr<Node> node_;
  std::map<std::string, std::string> files_;
};

TEST_F(Replaying, UnderTheSamePackNothingFlips) {
  add_plan();
  const auto size = node_->head().size;
  const auto body = judged();
  ASSERT_EQ(text_of(body, "status"), "done") << json::serialize(body);
  const auto& report = body.at("report").as_object();
  EXPECT_EQ(report.at("flipped").to_number<int>(), 0);
  EXPECT_GE(report.at("judged").to_number<int>(), 1);
  EXPECT_EQ(body.at("entries_read").to_number<std::uint64_t>(), size);
  EXPECT_TRUE(body.at("problems").as_array().empty()) << json::serialize(body.at("problems"));
  EXPECT_EQ(node_->head().size, size) << "nothing is recorded";
  EXPECT_TRUE(nothing_left());
}

TEST_F(Replaying, ListsWhatWouldFlipByRule) {
  add_plan();
  const auto items = files_.at("pack.yaml").find("plan.required_items");
  ASSERT_NE(items, std::string::npos);
  const auto open = files_.at("pack.yaml").find('[', items);
  files_.at("pack.yaml").insert(open + 1, "a_new_item, ");
  replace("pack.yaml", "labels:\n", "labels:\n  a_new_item: {zh: 新事项, en: a new item}\n");
  const auto body = judged();
  ASSERT_EQ(text_of(body, "status"), "done") << json::serialize(body);
  const auto& report = body.at("report").as_object();
  EXPECT_EQ(report.at("flipped").to_number<int>(), 1) << json::serialize(report);
  const auto& flip = report.at("flips").as_array().front().as_object();
  EXPECT_EQ(text_of(flip, "now"), "refused");
  EXPECT_EQ(text_of(flip, "stream"), "operation_plan/pla-1");
  const auto& rule = report.at("by_rule").as_array().front().as_object();
  EXPECT_EQ(text_of(rule, "rule"), text_of(flip, "rule"));
  EXPECT_EQ(rule.at("refused").to_number<int>(), 1);
  EXPECT_EQ(rule.at("let_through").to_number<int>(), 0);
}

TEST_F(Replaying, FaultsComeWithFileLineAndRemedy) {
  replace("pack.yaml", "scenario.review}}", "scenario.reviews}}");
  const auto reply = post();
  ASSERT_FALSE(reply);
  const auto& error = reply.error();
  EXPECT_EQ(error.code, ErrorCode::input_bad_format);
  EXPECT_THAT(error.at, HasSubstr(".yaml line "));
  EXPECT_THAT(error.at, ::testing::Not(HasSubstr("henan/")));
  EXPECT_FALSE(error.hint.empty());
  const auto& problems = error.detail.at("problems").as_array();
  ASSERT_FALSE(problems.empty());
  for (const auto& problem : problems) EXPECT_FALSE(problem.at("hint").as_string().empty());
  EXPECT_EQ(json::serialize(error.detail).find(packs_.data().string()), std::string::npos);
  EXPECT_TRUE(nothing_left());
}

TEST_F(Replaying, HostileFilesAreRefused) {
  for (const char* name : {"../x.yaml", "pack.d/../../x.yaml", "pack.d/a/b.yaml", "/etc/passwd", "pack.d/.yaml", "schema.json", "pack.d/X.yaml"}) {
    files_[name] = "a: 1";
    const auto reply = post();
    ASSERT_FALSE(reply) << name;
    EXPECT_EQ(reply.error().code, ErrorCode::input_bad_format) << name;
    files_.erase(name);
  }
  for (const char* text : {"id: ../../etc", "id: [", "a: &x [1]\nb: *x", "", "id: henan\nbase: ../../secret", "id: national\nbase: national"}) {
    files_["pack.yaml"] = text;
    const auto reply = post();
    ASSERT_FALSE(reply) << text;
    EXPECT_EQ(reply.error().code, ErrorCode::input_bad_format) << text;
  }
  files_.erase("pack.yaml");
  EXPECT_EQ(code_of(post()), ErrorCode::input_missing_field);
  EXPECT_TRUE(nothing_left());
}

TEST_F(Replaying, IsForTheCompetentAuthorityAndItsOwn) {
  for (const auto& actor : {kAgency, kOperator, kDeveloper}) EXPECT_EQ(code_of(post(actor)), ErrorCode::auth_forbidden);
  const auto id = text_of(judged(), "id");
  const domain::Actor other{"per-x", "org-x", {"competent_authority"}, {}};
  EXPECT_EQ(code_of(call(*node_, other, "getReplay", {.params = {{"id", id}}})), ErrorCode::state_not_found);
  EXPECT_EQ(code_of(call(*node_, kAuthority, "getReplay", {.params = {{"id", "replay-none"}}})), ErrorCode::state_not_found);
}

TEST_F(Replaying, KeepsTheLatestAndGoesOnWithOthersAfterward) {
  std::vector<std::string> ids;
  for (int i = 0; i < 10; ++i) ids.push_back(text_of(judged(), "id"));
  EXPECT_EQ(code_of(call(*node_, kAuthority, "getReplay", {.params = {{"id", ids.front()}}})), ErrorCode::state_not_found);
  EXPECT_TRUE(call(*node_, kAuthority, "getReplay", {.params = {{"id", ids.back()}}}));
}

TEST_F(Replaying, OneAtATimeAndItEndsWithTheNode) {
  for (int i = 0; i < 200; ++i) put<Organisations>(*node_, kAuthority, "org-" + std::to_string(i), {organisation("单位")});
  auto& replays = node_->part<Replays>();
  const auto pack = read_posted_pack(packs_.folder(), replays.scratch(), files_);
  ASSERT_TRUE(pack) << describe(pack.error());
  ASSERT_TRUE(replays.begin(kAuthority, *pack));
  const auto second = replays.begin(kAuthority, *pack);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::state_not_allowed);
  const auto before = std::chrono::steady_clock::now();
  node_.reset();
  EXPECT_LT(std::chrono::steady_clock::now() - before, std::chrono::seconds(10));
}

}  // namespace
}  // namespace gongshu::app
