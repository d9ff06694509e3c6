// The node's own record: when rules count as loaded, who settles a clash on what evidence, who carries on after a pack's last
// day.
#include "../support/domain_context.h"
#include "domain/node/decide.h"

namespace gongshu::domain::node {
namespace {

using namespace test;
using evidence::DecisionStatus;
using evidence::OutsideDecision;

Context authority(Instant now = kNow) { return as({"per-au", "org-au", {"competent_authority"}, {}}, henan(), now); }

RulesInForce rules_of(std::string digest) {
  return {{{"henan", "trial", std::move(digest), {}, {}, "2026-03-01"}}, {}, "cc", {2026}};
}

OutsideDecision decision(std::string subject = kDecisionSubject) {
  OutsideDecision d;
  d.status = DecisionStatus::confirmed;
  d.decision_kind = "government_approval";
  d.subject = std::move(subject);
  d.outcome = "approved";
  d.number = "豫政〔2026〕1号";
  return d;
}

void take(NodeRules& state, const Result<Events>& events, const Context& context) {
  test::apply<NodeSubject>(state, events, context, kRecord);
}

const OpenClash kClash{"structure/operators", "open", "one"};
ErrorCode code(const Result<Events>& result) { return result ? ErrorCode::internal : result.error().code; }

TEST(LoadedRules, AreRecordedFirstAndWheneverTheyChange) {
  NodeRules state;
  ASSERT_EQ(load(state, rules_of("aa")).size(), 1u);
  take(state, load(state, rules_of("aa")), authority());
  EXPECT_EQ(state.loads, 1);
  EXPECT_TRUE(load(state, rules_of("aa")).empty());
  EXPECT_EQ(load(state, rules_of("bb")).size(), 1u);
  auto signed_now = rules_of("aa");
  signed_now.packs[0].signer = "province";
  EXPECT_EQ(load(state, signed_now).size(), 1u);
  auto further_year = rules_of("aa");
  further_year.calendar = "dd";
  EXPECT_EQ(load(state, further_year).size(), 1u);
  take(state, load(state, rules_of("bb")), authority());
  EXPECT_EQ(state.loads, 2);
  EXPECT_EQ(state.current.packs[0].digest, "bb");
  EXPECT_TRUE(RulesLoaded::kPolicy) << "decisions from here on stand under other rules";
}

TEST(AClash, IsSettledByTheAuthorityOnAConfirmedDecision) {
  NodeRules state;
  auto c = authority();
  auto nobody = as("per-op", "org-op", {"operator"});
  EXPECT_EQ(code(settle(state, kClash, {"local", "以本市规定为准", "dec-1"}, decision(), nobody)), ErrorCode::auth_forbidden);
  EXPECT_EQ(code(settle(state, std::nullopt, {"local", "以本市规定为准", "dec-1"}, decision(), c)), ErrorCode::state_not_found);
  take(state, settle(state, kClash, {"local", "以本市规定为准", "dec-1"}, decision(), c), c);
  EXPECT_TRUE(is_settled(state, kClash));
  EXPECT_EQ(state.settled.at(0).number, "豫政〔2026〕1号");
  EXPECT_EQ(code(settle(state, kClash, {"local", "以本市规定为准", "dec-1"}, decision(), c)), ErrorCode::state_already_exists);
  auto other = kClash;
  other.overlay = "several";
  EXPECT_FALSE(is_settled(state, other)) << "a pack that says something else clashes anew";
  take(state, settle(state, other, {"overlay", "以省规定为准", "dec-2"}, decision(), c), c);
  EXPECT_EQ(state.settled.size(), 1u);
}

TEST(AClash, SettledForTheOverlayWaitsForTheLocalPack) {
  NodeRules state;
  auto c = authority();
  EXPECT_EQ(settlement(state, kClash), nullptr);
  take(state, settle(state, kClash, {"overlay", "以省规定为准", "dec-1"}, decision(), c), c);
  ASSERT_NE(settlement(state, kClash), nullptr);
  EXPECT_TRUE(waits_for_pack(*settlement(state, kClash)));
  EXPECT_FALSE(waits_for_pack(Settlement{"t", "a", "b", "local", "", "", "", "", 0}));
  EXPECT_FALSE(waits_for_pack(Settlement{"t", "a", "b", std::nullopt, "", "", "", "", 0})) << "recorded before the choice";
}

TEST(AClash, IsNotSettledOnAnyOtherEvidence) {
  NodeRules state;
  auto c = authority();
  EXPECT_EQ(code(settle(state, kClash, {"local", "x", "dec-1"}, std::nullopt, c)), ErrorCode::rule_evidence_missing);
  EXPECT_EQ(code(settle(state, kClash, {"local", "x", "dec-1"}, decision("operation_plan/pla-1"), c)),
            ErrorCode::rule_evidence_missing);
  for (const auto status : {DecisionStatus::entered, DecisionStatus::rejected}) {
    auto d = decision();
    d.status = status;
    EXPECT_EQ(code(settle(state, kClash, {"local", "x", "dec-1"}, d, c)), ErrorCode::rule_evidence_missing);
  }
  auto refused = decision();
  refused.outcome = "refused";
  EXPECT_EQ(code(settle(state, kClash, {"local", "x", "dec-1"}, refused, c)), ErrorCode::rule_evidence_missing);
}

TEST(AnExpiredPack, GoesOnOnlyUnderARecordedAuthority) {
  const auto pack = rules_of("aa").packs[0];  // until 2026-03-01; kNow is the day after
  NodeRules state;
  auto c = authority();
  auto nobody = as("per-op", "org-op", {"operator"});
  EXPECT_EQ(code(carry_on(state, pack, "dec-1", decision(), nobody)), ErrorCode::auth_forbidden);
  EXPECT_EQ(code(carry_on(state, pack, "dec-1", std::nullopt, c)), ErrorCode::rule_evidence_missing);
  auto last_day = authority(kNow - 86'400'000);
  EXPECT_EQ(code(carry_on(state, pack, "dec-1", decision(), last_day)), ErrorCode::state_not_allowed);
  auto lasting = pack;
  lasting.expires.reset();
  EXPECT_EQ(code(carry_on(state, lasting, "dec-1", decision(), c)), ErrorCode::state_not_allowed);
  EXPECT_EQ(authority(state, pack), nullptr);
  take(state, carry_on(state, pack, "dec-1", decision(), c), c);
  ASSERT_NE(authority(state, pack), nullptr);
  EXPECT_EQ(authority(state, pack)->decision, "dec-1");
  EXPECT_EQ(code(carry_on(state, pack, "dec-1", decision(), c)), ErrorCode::state_already_exists);
  auto extended = pack;
  extended.expires = "2026-03-02";
  EXPECT_EQ(authority(state, extended), nullptr) << "another last day needs another authority";
}

TEST(TheNodesRecord, ReadsBackAsItWasWritten) {
  NodeRules state;
  auto c = authority();
  take(state, load(state, rules_of("aa")), c);
  take(state, settle(state, kClash, {"local", "以本市规定为准", "dec-1"}, decision(), c), c);
  take(state, carry_on(state, rules_of("aa").packs[0], "dec-1", decision(), c), c);
  const auto text = write(state);
  const auto again = read<NodeRules>(text);
  ASSERT_TRUE(again);
  EXPECT_EQ(write(*again), text);
  EXPECT_TRUE(is_public(state));
  EXPECT_EQ(status_of(state), "in_force");
}

}  // namespace
}  // namespace gongshu::domain::node
