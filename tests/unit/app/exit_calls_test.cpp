// Product calls from the day before an exit to the day after: who is told that it has ended, and by which rule.
#include <future>

#include "app/gateway_part.h"
#include "exit_world.h"
#include "gateway/signature.h"

namespace gongshu::app {
namespace {

using namespace test;

const std::string kSecret = "an application secret of 32 byte";

class ExitCallsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    node_ = open(data_);
    evidence::Document document;
    document.kind = "termination";
    document.org = "org-ag";
    put<evidence::DocumentSubject>(*node_, kAgency, "doc-1", {evidence::DocumentDeposited{document}});
    put<Organisations>(*node_, kAuthority, "org-ag", {organisation("省大数据中心", {"implementing_agency"})});
    put<Organisations>(*node_, kAuthority, "org-op", {organisation("省数据运营有限公司")});
    for (const auto& side : {kLeaving, kStaying}) {
      add_agreement(*node_, side);
      add_scenario(*node_, side);
      add_product(*node_, side);
      add_subscriptions(*node_, side);
    }
    for (const auto& [id, org] : {std::pair{"key-1", "org-dev"}, {"key-2", "org-dev2"}}) {
      const auto sealed = crypto::sm4_seal(*node_->node_key("node:application_keys"), kSecret, id);
      ASSERT_TRUE(node_->directory().add_key({id, org, *sealed, false}));
      put<delivery::ApplicationKeySubject>(*node_, {"per-x", org, {"application_developer"}, {}}, id,
                                           {delivery::KeyIssued{"调用密钥"}});
    }
    start();
  }
  void TearDown() override { part_.reset(); }
  /// Also after a restart: everything is read from the data directory again.
  void start() {
    part_.reset();
    node_.reset();
    node_ = open(data_);
    auto part = GatewayPart::open(*node_);
    ASSERT_TRUE(part) << describe(part.error());
    part_ = std::move(*part);
  }
  Error refusal(const std::string& subscription, const std::string& key = "key-1") {
    const std::string target = "/api/v1/products/prd-1/call";
    const auto body = R"({"subscription":")" + subscription + R"(","purpose":"养老规划","key":"1"})";
    const auto nonce = "nonce-0123456789-" + std::to_string(++nonces_);
    std::promise<Result<gateway::Answer>> promise;
    auto future = promise.get_future();
    part_->call({"POST", target, "prd-1", gateway::sign_request(key, kSecret, "POST", target, body, kNow, nonce), body},
                [&](Result<gateway::Answer> answer) { promise.set_value(std::move(answer)); });
    const auto answer = future.get();
    EXPECT_FALSE(answer);
    return answer ? Error{} : answer.error();
  }
  /// Both subscribers are told; the other operator's subscribers notice nothing (a package is not called: that is the usual
  /// refusal).
  void expect_exited(const char* when) {
    for (const auto& [subscription, key] : {std::pair{"sub-1", "key-1"}, {"sub-2", "key-2"}}) {
      const auto error = refusal(subscription, key);
      EXPECT_EQ(error.code, ErrorCode::state_exited) << when << ": " << describe(error);
      EXPECT_EQ(error.at, "/subscription");
      EXPECT_TRUE(error.rule.empty()) << "the pack sets it as a default, not as law";
      EXPECT_TRUE(error.detail.contains("product_default"));
    }
    EXPECT_EQ(refusal("sub-2", "key-1").code, ErrorCode::auth_forbidden) << when << ": nobody learns of others";
    EXPECT_EQ(refusal("sub-1-b").code, ErrorCode::rule_out_of_scope) << when;
  }

  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_;
  std::unique_ptr<GatewayPart> part_;
  int nonces_ = 0;
};

TEST_F(ExitCallsTest, AnswerThatTheAgreementHasEndedFromTheStartOfTheExitOn) {
  EXPECT_EQ(refusal("sub-1").code, ErrorCode::state_not_allowed) << "a package is delivered whole";
  const auto id = start_exit(*node_);
  expect_exited("started");
  start();
  expect_exited("started, then restarted");
  ASSERT_TRUE(call(*node_, kAuthority, "completeExit", {{"id", id}}));
  expect_exited("completed");
  start();
  expect_exited("completed, then restarted");
}

TEST_F(ExitCallsTest, DoNotTellAnExitFromASubscriptionThatEndedOtherwise) {
  put<delivery::SubscriptionSubject>(*node_, kDeveloper, "sub-1", {delivery::SubscriptionEnded{"不再使用"}});
  EXPECT_EQ(refusal("sub-1").code, ErrorCode::auth_forbidden);
  start_exit(*node_);
  EXPECT_EQ(refusal("sub-1").code, ErrorCode::auth_forbidden);
  EXPECT_EQ(refusal("sub-2", "key-2").code, ErrorCode::state_exited);
}

}  // namespace
}  // namespace gongshu::app
