// The chains before anybody submits are those that a submission runs.
#include "app/reviews.h"

#include "call.h"

namespace gongshu::app {
namespace {

using namespace test;

class ReviewsPage : public ::testing::Test {
 protected:
  static json::object chain(const json::object& body, const std::string& point) {
    for (const auto& row : body.at("rows").as_array())
      if (row.as_object().contains("point") && row.at("point").as_string() == point) return row.as_object();
    throw std::runtime_error("no chain at " + point);
  }
  TempDir dir_;
  std::unique_ptr<Node> node_ = open(dir_ / "node");
};

TEST_F(ReviewsPage, StatesStagesRolesAndTheRuleBehind) {
  const auto body = must(*node_, kOperator, "listReviewChains");
  EXPECT_EQ(text_of(body, "pack"), "henan");
  const auto row = chain(body, "scenario.review");
  EXPECT_EQ(text_of(row, "operation"), "submitScenario");
  EXPECT_EQ(text_of(row, "kind"), "scenario");
  EXPECT_FALSE(row.at("by_default").as_bool());
  EXPECT_FALSE(row.at("rules").as_array().empty());
  const auto& stages = row.at("chain").at("stages").as_array();
  ASSERT_EQ(stages.size(), 1u);
  const auto& steps = stages[0].at("steps").as_array();
  ASSERT_EQ(steps.size(), 2u);
  EXPECT_EQ(steps[0].at("role").as_string(), "competent_authority");
  EXPECT_EQ(steps[1].at("role").as_string(), "implementing_agency");
  EXPECT_EQ(steps[0].at("people").as_int64(), 1);
  for (const auto& key : steps[0].at("covers").as_array())
    EXPECT_TRUE(body.at("labels").as_object().contains(key.as_string())) << key.as_string();
}

TEST_F(ReviewsPage, EveryPointWithAChainSaysWhichOperationStartsIt) {
  std::set<std::string> started;
  for (const auto& start : review_starts()) {
    EXPECT_TRUE(operations().contains(start.operation)) << start.operation;
    started.insert(start.point->id());
  }
  for (const auto* point : rules::Registry::process().all())
    for (const auto& parameter : point->parameters())
      EXPECT_TRUE(parameter.kind != rules::ParameterKind::chain || started.contains(point->id())) << point->id();
}

TEST_F(ReviewsPage, EveryPackHasItsChainsShown) {
  for (const char* pack : {"weifang", "zhengzhou", "shijiazhuang", "nanyang"}) {
    auto node = Node::open(options(dir_ / pack, std::make_shared<ManualClock>(kNow), pack));
    ASSERT_TRUE(node) << describe(node.error());
    const auto body = must(**node, kOperator, "listReviewChains");
    EXPECT_GE(body.at("rows").as_array().size(), 3u) << pack;
    for (const auto& row : body.at("rows").as_array())
      for (const auto& stage : row.at("chain").at("stages").as_array())
        for (const auto& step : stage.at("steps").as_array())
          EXPECT_TRUE(!step.as_object().contains("within") || step.at("within").is_object()) << pack;
  }
}

}  // namespace
}  // namespace gongshu::app
