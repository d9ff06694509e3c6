// Who may enter a decision taken outside: the bodies concerned, and nobody else.
#include "exit_world.h"

namespace gongshu::app {
namespace {

using namespace test;

class OutsideDecisionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    make_world(data_);
    node_ = open(data_);
  }
  /// The document does not exist: whoever may enter a decision is told so, everyone else is refused before.
  bool may_enter(const domain::Actor& actor, const std::string& kind, const std::string& subject) {
    const auto reply = call(*node_, actor, "enterOutsideDecision", {},
                            json::object{{"decision_kind", kind},
                                         {"subject", subject},
                                         {"document", "doc-none"},
                                         {"number", "纪要1号"},
                                         {"decided_on", "2026-03-01"},
                                         {"outcome", "approved"}});
    EXPECT_FALSE(reply);
    if (reply) return true;
    EXPECT_TRUE(reply.error().code == ErrorCode::auth_forbidden || reply.error().code == ErrorCode::rule_evidence_missing)
        << describe(reply.error());
    return reply.error().code == ErrorCode::rule_evidence_missing;
  }
  static domain::Actor holder(const std::string& role) { return {"per-x", "org-x", {role}, {}}; }

  TempDir dir_;
  std::filesystem::path data_ = dir_ / "node";
  std::unique_ptr<Node> node_;
};

const std::vector<std::string> kKinds{"government_approval", "major_decision",  "operator_authorization", "finance_opinion",
                                      "state_asset_duty",    "sharing_consent", "price_decision",         "expert_review"};

TEST_F(OutsideDecisionTest, IsEnteredByWhoTakesThatKindOfDecision) {
  const std::map<std::string, std::set<std::string>> takes{{"government", {"government_approval", "operator_authorization"}},
                                                           {"finance", {"finance_opinion"}},
                                                           {"state_assets", {"state_asset_duty"}},
                                                           {"source_department", {"sharing_consent"}},
                                                           {"pricing_authority", {"price_decision"}},
                                                           {"development_reform", {"price_decision"}},
                                                           {"expert_panel", {"expert_review"}},
                                                           {"operator", {}},
                                                           {"application_developer", {}},
                                                           {"data_provider", {}},
                                                           {"audit", {}},
                                                           {"competent_authority", {kKinds.begin(), kKinds.end()}},
                                                           {"implementing_agency", {kKinds.begin(), kKinds.end()}}};
  for (const auto& [role, kinds] : takes)
    for (const auto& kind : kKinds)
      for (const char* subject : {"agreement/agr-1", "agreement/agr-none", "organisation/org-x", "nothing/of-the-kind"})
        EXPECT_EQ(may_enter(holder(role), kind, subject), kinds.contains(kind)) << role << " " << kind << " " << subject;
}

TEST_F(OutsideDecisionTest, IsEnteredByThePartiesOfTheRecordItIsAbout) {
  EXPECT_TRUE(may_enter(kOperator, "major_decision", "agreement/agr-1"));
  EXPECT_FALSE(may_enter(kOperator, "major_decision", "agreement/agr-1-b"));
  EXPECT_FALSE(may_enter(kOperator, "operator_authorization", "organisation/org-op")) << "nobody authorises himself";
  EXPECT_FALSE(may_enter(kDeveloper, "major_decision", "agreement/agr-1"));
  EXPECT_TRUE(may_enter(kDeveloper, "price_decision", "subscription/sub-1"));
}

TEST_F(OutsideDecisionTest, ARefusalLeavesNoRecord) {
  ASSERT_FALSE(may_enter(kDeveloper, "government_approval", "operation_plan/pla-1"));
  const auto rows = call(*node_, kAuthority, "listOutsideDecisions");
  ASSERT_TRUE(rows);
  EXPECT_TRUE(rows->body.as_object().at("rows").as_array().empty());
}

}  // namespace
}  // namespace gongshu::app
