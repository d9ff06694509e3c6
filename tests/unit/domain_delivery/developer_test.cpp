#include "support.h"

namespace gongshu::domain::delivery {
namespace {

TEST(Developer, IsSelectedByAnOperator) {
  auto context = as_operator();
  EXPECT_TRUE(select({"org-dv", "物流分拣"}, company(), false, context));
  auto developer = as_developer();
  EXPECT_REFUSED(select({"org-dv", "物流分拣"}, company(), false, developer), auth_forbidden, "");
  EXPECT_REFUSED(select({"org-dv", "物流分拣"}, {}, false, context), state_not_found, "/org");
  EXPECT_REFUSED(select({"org-dv", "物流分拣"}, company(), true, context), state_already_exists, "/org");
}

TEST(Developer, IsOfAPartyTypeOfThePack) {
  auto context = as_operator();
  for (const char* type : {"government_body", "natural_person", "public_institution"}) {
    auto party = company();
    party.party_type = type;
    EXPECT_RULE(select({"org-dv", "物流分拣"}, party, false, context), rule_not_qualified, "/org", "HA-18");
  }
  auto no_role = company();
  no_role.roles = {"data_provider"};
  EXPECT_REFUSED(select({"org-dv", "物流分拣"}, no_role, false, context), auth_forbidden, "/org");
}

TEST(Developer, IsNeverTheOperatorNorRelatedToIt) {
  auto context = as_operator();
  auto party = company();
  party.related = true;
  EXPECT_RULE(select({"org-op", "自用"}, party, false, context), rule_refused, "/org", "HA-07");
}

TEST(Developer, IsAssessedInEveryDimension) {
  for (const auto& [dimension, verdict] : assessment().dimensions) {
    auto c = assessment();
    c.dimensions.erase(dimension);
    auto context = as_operator();
    EXPECT_RULE(assess(selected(), c, context), rule_item_missing, "/dimensions/" + dimension, "HA-18");
  }
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(assess(selected(), assessment(), other), auth_forbidden, "");
}

TEST(Developer, ThatFailsADimensionIsRefused) {
  auto d = selected();
  auto context = as_operator();
  apply<DeveloperSubject>(d, assess(d, assessment("fail"), context), context);
  EXPECT_EQ(d.status, DeveloperStatus::refused);
  EXPECT_EQ(d.assessment.at("security_risk").verdict, "fail");
}

TEST(Developer, IsReviewedByTheAgency) {
  EXPECT_EQ(approved().status, DeveloperStatus::approved);
  auto authority = as_authority();
  EXPECT_FALSE(review(assessed(), pass("competent_authority"), authority));
  auto assessor = as("per-op", "org-ag", {"implementing_agency"});
  const auto own = review(assessed(), pass("implementing_agency"), assessor);
  ASSERT_FALSE(own);
  EXPECT_EQ(own.error().code, ErrorCode::auth_own_work);
  auto agency = as_agency();
  EXPECT_REFUSED(review(selected(), pass("implementing_agency"), agency), state_not_allowed, "/status");
}

TEST(Developer, GivesNobodyTwoSeatsOfItsReview) {
  auto d = assessed();
  d.review->steps.push_back({0, "competent_authority", false, {}, {}, {}, {}, rules::StepStatus::open, {}});
  const std::vector<std::string> roles{"competent_authority", "implementing_agency"};
  for (const bool turned : {false, true}) {
    const auto& first = roles[turned ? 1 : 0];
    const auto& second = roles[turned ? 0 : 1];
    auto reviewed = d;
    auto one = as("per-1", "org-ag", roles), colleague = as("per-2", "org-ag", roles);
    apply<DeveloperSubject>(reviewed, review(reviewed, pass(first), one), one);
    EXPECT_EQ(reviewed.status, DeveloperStatus::assessed);
    EXPECT_RULE(review(reviewed, pass(second), one), auth_same_person, "/person", d.review->rule);
    apply<DeveloperSubject>(reviewed, review(reviewed, pass(second), colleague), colleague);
    EXPECT_EQ(reviewed.status, DeveloperStatus::approved);
  }
}

TEST(Developer, CanBeReturnedAndAssessedAgain) {
  auto d = assessed();
  auto agency = as_agency();
  auto c = pass("implementing_agency");
  c.verdict = "send_back";
  c.reason = "补充材料";
  c.basis = "第十七条";
  apply<DeveloperSubject>(d, review(d, c, agency), agency);
  EXPECT_EQ(d.status, DeveloperStatus::returned);
  auto context = as_operator();
  apply<DeveloperSubject>(d, assess(d, assessment(), context), context);
  EXPECT_EQ(d.status, DeveloperStatus::assessed);
}

TEST(ApplicationAgreement, HoldsEveryItemOfThePack) {
  for (const auto& [item, text] : agreement_draft().items) {
    auto c = agreement_draft();
    c.items.erase(item);
    auto context = as_operator();
    EXPECT_RULE(draft(c, {approved(), true}, context), rule_item_missing, "/items/" + item, "HA-18");
    c.items[item] = " \n";
    EXPECT_RULE(draft(c, {approved(), true}, context), rule_item_missing, "/items/" + item, "HA-18");
  }
}

TEST(ApplicationAgreement, NeedsAConfidentialityDocumentADeveloperAndAPeriod) {
  auto context = as_operator();
  EXPECT_RULE(draft(agreement_draft(), {approved(), false}, context), rule_evidence_missing, "/confidentiality", "HA-18");
  EXPECT_REFUSED(draft(agreement_draft(), {{}, true}, context), state_not_found, "/developer");
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(draft(agreement_draft(), {approved(), true}, other), auth_forbidden, "/developer");
  auto c = agreement_draft();
  c.ends = "2026-02-01";
  EXPECT_REFUSED(draft(c, {approved(), true}, context), input_bad_date, "/ends");
  c.ends = "2026-02-31";
  EXPECT_REFUSED(draft(c, {approved(), true}, context), input_bad_date, "/ends");
}

TEST(ApplicationAgreement, IsNotSignedBeforeTheReview) {
  for (const auto& developer : {selected(), assessed()}) {
    auto context = as_operator();
    EXPECT_RULE(sign(drafted(), {developer, true}, context), rule_order, "/developer", "HA-18");
  }
}

TEST(ApplicationAgreement, IsSignedByBothPartiesThroughTwoPeople) {
  auto a = drafted();
  auto one = as_operator();
  apply<ApplicationAgreementSubject>(a, sign(a, {approved(), true}, one), one);
  EXPECT_EQ(a.status, ApplicationAgreementStatus::draft);
  EXPECT_REFUSED(sign(a, {approved(), true}, one), state_already_exists, "");
  auto same_person = as("per-op", "org-dv", {"application_developer"});
  EXPECT_REFUSED(sign(a, {approved(), true}, same_person), auth_same_person, "");
  auto stranger = as("per-x", "org-x", {"application_developer"});
  EXPECT_REFUSED(sign(a, {approved(), true}, stranger), auth_forbidden, "");
  auto other = as_developer();
  apply<ApplicationAgreementSubject>(a, sign(a, {approved(), true}, other), other);
  EXPECT_EQ(a.status, ApplicationAgreementStatus::in_force);
  EXPECT_REFUSED(sign(a, {approved(), true}, other), state_not_allowed, "/status");
}

TEST(ApplicationAgreement, LosesItsSignaturesWhenRevised) {
  auto a = drafted();
  auto one = as_operator();
  apply<ApplicationAgreementSubject>(a, sign(a, {approved(), true}, one), one);
  apply<ApplicationAgreementSubject>(a, revise(a, agreement_draft(), {approved(), true}, one), one);
  EXPECT_TRUE(a.signatures.empty());
  auto stranger = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(revise(a, agreement_draft(), {approved(), true}, stranger), auth_forbidden, "");
}

TEST(ApplicationAgreement, StandsWithinItsTerm) {
  const auto a = in_force();
  using namespace std::chrono;
  EXPECT_FALSE(stands(a, 2026y / 2 / 28));
  EXPECT_TRUE(stands(a, 2026y / 3 / 1));
  EXPECT_TRUE(stands(a, 2026y / 12 / 31));
  EXPECT_FALSE(stands(a, 2027y / 1 / 1));
  EXPECT_FALSE(stands(drafted(), 2026y / 3 / 1));
}

TEST(ApplicationAgreement, EndsByAPartyOrTheAuthority) {
  auto stranger = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(end(in_force(), {"违约"}, stranger), auth_forbidden, "");
  auto authority = as_authority();
  EXPECT_REFUSED(end(drafted(), {"违约"}, authority), state_not_allowed, "/status");
  auto a = in_force();
  apply<ApplicationAgreementSubject>(a, end(a, {"违约"}, authority), authority);
  EXPECT_EQ(a.status, ApplicationAgreementStatus::ended);
}

TEST(ApplicationKey, IsIssuedOnlyUnderAnAgreementInForce) {
  auto context = as_developer();
  EXPECT_RULE(issue_key({"分拣系统"}, false, context), rule_order, "", "HA-18");
  ApplicationKey key;
  apply<ApplicationKeySubject>(key, issue_key({"分拣系统"}, true, context), context);
  EXPECT_EQ(key.org, "org-dv");
  auto stranger = as("per-x", "org-x", {"application_developer"});
  EXPECT_REFUSED(revoke_key(key, {"泄露"}, stranger), auth_forbidden, "");
  apply<ApplicationKeySubject>(key, revoke_key(key, {"泄露"}, context), context);
  EXPECT_EQ(key.status, ApplicationKeyStatus::revoked);
  EXPECT_REFUSED(revoke_key(key, {"泄露"}, context), state_not_allowed, "/status");
}

}  // namespace
}  // namespace gongshu::domain::delivery
