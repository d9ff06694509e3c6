#include "support.h"

namespace gongshu::domain::product {
namespace {

const Release kRelease{"a.shelf", std::string(64, 'a'), {}, 3, 100, false};

TEST(MachineCheck, GivesEveryItemOfThePackAVerdict) {
  auto p = drafted();
  auto context = as_operator();
  auto seen = good_evidence();
  seen.pop_back();
  apply(p, check(p, seen, context), context);
  ASSERT_EQ(p.report->items.size(), 5u);
  EXPECT_EQ(p.report->items.back().item, "related_party_authorization");
  EXPECT_FALSE(p.report->items.back().passed);
  EXPECT_TRUE(context.applied().contains("HA-16"));
}

TEST(MachineCheck, ComesBeforeSubmission) {
  auto context = as_operator();
  EXPECT_RULE(submit(drafted(), context), rule_order, "/status", "HA-16");
}

TEST(MachineCheck, BlocksSubmissionForEachItemThatFails) {
  for (std::size_t i = 0; i < 5; ++i) {
    auto p = drafted();
    auto context = as_operator();
    auto seen = good_evidence();
    seen[i].passed = false;
    apply(p, check(p, seen, context), context);
    EXPECT_RULE(submit(p, context), rule_refused, "/report/items/" + std::to_string(i), "HA-16");
  }
}

TEST(MachineCheck, IsTheOperatorsOwn) {
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(check(drafted(), good_evidence(), other), auth_forbidden, "");
  auto context = as_operator();
  EXPECT_REFUSED(check(submitted(), good_evidence(), context), state_not_allowed, "/status");
}

TEST(Review, NeedsBothSides) {
  auto p = submitted();
  auto authority = as_authority();
  apply(p, review(p, pass("competent_authority"), authority), authority);
  EXPECT_EQ(p.status, ProductStatus::submitted);
  auto agency = as_agency();
  apply(p, review(p, pass("implementing_agency"), agency), agency);
  EXPECT_EQ(p.status, ProductStatus::approved);
}

TEST(Review, IsNotTheAuthors) {
  const auto p = submitted();
  auto author = as("per-op", "org-au", {"competent_authority", "operator"});
  const auto refused = review(p, pass("competent_authority"), author);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::auth_own_work);
}

TEST(Review, IsNotAnEarlierAuthorsEither) {
  auto p = drafted();
  auto second = as_operator("per-op2");
  apply(p, revise(p, api_draft(), facts(), second), second);
  apply(p, check(p, good_evidence(), second), second);
  apply(p, submit(p, second), second);
  auto first = as("per-op", "org-au", {"competent_authority"});
  const auto refused = review(p, pass("competent_authority"), first);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::auth_own_work);
}

TEST(Review, IsTheAgencysOfTheAgreement) {
  auto other = as("per-ag2", "org-ag2", {"implementing_agency"});
  EXPECT_REFUSED(review(submitted(), pass("implementing_agency"), other), auth_forbidden, "/role");
}

TEST(Review, NeedsTheRole) {
  const auto p = submitted();
  auto context = as_operator("per-op2");
  EXPECT_FALSE(review(p, pass("competent_authority"), context));
}

TEST(Review, RefusesOrReturns) {
  for (const auto& [verdict, status] : {std::pair{"refuse", ProductStatus::refused}, {"send_back", ProductStatus::returned}}) {
    auto p = submitted();
    auto authority = as_authority(), agency = as_agency();
    auto c = pass("competent_authority");
    c.verdict = verdict;
    c.reason = "来源不清";
    c.basis = "第十五条";
    apply(p, review(p, c, authority), authority);
    if (p.status == ProductStatus::submitted) apply(p, review(p, pass("implementing_agency"), agency), agency);
    EXPECT_EQ(p.status, status);
  }
}

TEST(Registration, FollowsApprovalAndHasADay) {
  auto context = as_operator();
  EXPECT_RULE(record_registration(submitted(), {"n-1", "2026-03-01", {}}, context), rule_order, "/status", "HA-03");
  EXPECT_REFUSED(record_registration(approved(), {"n-1", "2026-02-30", {}}, context), input_bad_date, "/registered_on");
  EXPECT_REFUSED(record_registration(approved(), {"n-1", "2026-03-03", {}}, context), input_out_of_range, "/registered_on");
  EXPECT_TRUE(record_registration(approved(), {"n-1", "2026-03-02", {}}, context));
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(record_registration(approved(), {"n-1", "2026-03-02", {}}, other), auth_forbidden, "");
}

TEST(Price, FollowsApproval) {
  auto context = as_operator();
  EXPECT_RULE(set_price(checked(), {true, 5, "依据", {}}, context), rule_order, "/status", "HA-03");
}

TEST(Price, OfAChargeHasAmountAndBasis) {
  auto context = as_operator();
  EXPECT_RULE(set_price(approved(), {true, {}, "依据", {}}, context), rule_price_missing, "/fen", "HA-16");
  EXPECT_RULE(set_price(approved(), {true, 0, "依据", {}}, context), rule_price_missing, "/fen", "HA-16");
  EXPECT_RULE(set_price(approved(), {true, 5, {}, {}}, context), rule_price_missing, "/basis", "HA-16");
  EXPECT_REFUSED(set_price(approved(), {false, 5, {}, {}}, context), input_out_of_range, "/fen");
  EXPECT_TRUE(set_price(approved(), {false, {}, {}, {}}, context));
}

TEST(Price, IsNotForPublicInterest) {
  auto p = approved();
  p.purpose = "public_interest";
  auto context = as_operator();
  EXPECT_RULE(set_price(p, {true, 5, "依据", {}}, context), rule_refused, "/charged", "HA-23");
  EXPECT_TRUE(set_price(p, {false, {}, {}, {}}, context));
}

TEST(Listing, WaitsForApprovalRegistrationAndPrice) {
  auto context = as_operator();
  for (const auto& early : {drafted(), checked(), submitted()}) EXPECT_RULE(put_on_sale(early, kRelease, context), rule_order, "/status", "HA-03");
  auto p = approved();
  EXPECT_RULE(put_on_sale(p, kRelease, context), rule_not_registered, "/registration", "HA-16");
  apply(p, record_registration(p, {"n-1", "2026-03-01", {}}, context), context);
  EXPECT_RULE(put_on_sale(p, kRelease, context), rule_price_missing, "/price", "HA-16");
  apply(p, set_price(p, {false, {}, {}, {}}, context), context);
  apply(p, put_on_sale(p, kRelease, context), context);
  EXPECT_EQ(p.status, ProductStatus::listed);
  EXPECT_TRUE(is_public(p));
  EXPECT_EQ(p.release->digest, kRelease.digest);
}

TEST(Listing, OfAPublicInterestProductNeedsNoPrice) {
  auto p = approved();
  p.purpose = "public_interest";
  auto context = as_operator();
  apply(p, record_registration(p, {"n-1", "2026-03-01", {}}, context), context);
  EXPECT_TRUE(put_on_sale(p, kRelease, context));
  EXPECT_EQ(fen_of(p), 0);
}

TEST(Listing, IsTheOperatorsAndHappensOnce) {
  auto p = ready_to_list();
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(put_on_sale(p, kRelease, other), auth_forbidden, "");
  auto context = as_operator();
  apply(p, put_on_sale(p, kRelease, context), context);
  EXPECT_REFUSED(put_on_sale(p, kRelease, context), state_not_allowed, "/status");
}

TEST(Recall, IsTheOperatorsOrTheAuthoritys) {
  auto p = ready_to_list();
  auto context = as_operator();
  EXPECT_REFUSED(recall(p, {"质量问题"}, context), state_not_allowed, "/status");
  apply(p, put_on_sale(p, kRelease, context), context);
  auto agency = as_agency();
  EXPECT_REFUSED(recall(p, {"质量问题"}, agency), auth_forbidden, "");
  auto authority = as_authority();
  apply(p, recall(p, {"质量问题"}, authority), authority);
  EXPECT_EQ(p.status, ProductStatus::recalled);
  EXPECT_FALSE(is_public(p));
  EXPECT_REFUSED(put_on_sale(p, kRelease, context), state_not_allowed, "/status");
}

/// Which events may happen in which state, as a table over the whole enum.
TEST(States, AllowExactlyTheMovesOfTheTable) {
  const std::map<ProductStatus, std::set<std::string>> allowed{
      {ProductStatus::draft, {"product.revised", "product.checked", "product.ended"}},
      {ProductStatus::checked, {"product.revised", "product.checked", "product.submitted", "product.ended"}},
      {ProductStatus::submitted, {"product.reviewed", "product.approved", "product.returned", "product.refused", "product.ended"}},
      {ProductStatus::approved, {"product.registered", "product.priced", "product.listed", "product.filed", "product.ended"}},
      {ProductStatus::returned, {"product.revised", "product.ended"}},
      {ProductStatus::refused, {}},
      {ProductStatus::listed, {"product.registered", "product.priced", "product.filed", "product.recalled"}},
      {ProductStatus::recalled, {"product.filed"}},
      {ProductStatus::ended, {}}};
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<ProductStatus>>([&](auto d) {
    ASSERT_TRUE(allowed.contains(d.value)) << d.name;
    for (const auto& t : kProductTransitions)
      EXPECT_EQ(may_move(kProductTransitions, d.value, t.event).has_value(), allowed.at(d.value).contains(std::string(t.event))) << d.name << " " << t.event;
  });
}

TEST(States, AnEndedProductIsNeitherPricedNorListedAndAsksForNothing) {
  auto p = submitted();
  ProductSubject::evolve(p, Ended{"ext-1"}, {});
  EXPECT_EQ(status_of(p), "ended");
  EXPECT_TRUE(todos_of(p).empty());
  EXPECT_FALSE(is_public(p));
  auto context = as_operator();
  EXPECT_REFUSED(set_price(p, {true, 5, "成本核算报告", {}}, context), state_exited, "/status");
  EXPECT_REFUSED(submit(p, context), state_not_allowed, "/status");
}

TEST(States, ListAndRecallStartAPolicyEpoch) {
  const auto& subject = subjects().at("product");
  EXPECT_EQ(subject.policy_types, (std::set<std::string>{"product.listed", "product.recalled"}));
}

TEST(States, TodosNameTheOpenSteps) {
  EXPECT_EQ(todos_of(submitted()).size(), 2u);
  EXPECT_TRUE(todos_of(approved()).empty());
  EXPECT_TRUE(parties_of(approved()).contains("org-op"));
}

}  // namespace
}  // namespace gongshu::domain::product
