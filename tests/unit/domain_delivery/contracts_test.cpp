// What must stand between operator and developer before anything is provided, and what the developer may do with it.
#include "../support/local_pack.h"
#include "support.h"

namespace gongshu::domain::delivery {
namespace {

rules::Rulebook local(const std::string& bind) { return domain::test::local_rulebook({bind}); }

Context developer(const rules::Rulebook& book) { return as("per-dv", "org-dv", {"application_developer"}, book); }
Context operator_side(const rules::Rulebook& book, std::string person = "per-op") {
  return as(std::move(person), "org-op", {"operator"}, book);
}

const std::string kTwo =
    "{point: developer.contracts, params: {kinds: [application_agreement, confidentiality_agreement], confidentiality_items: "
    "[secrecy_duty]}}";

TEST(Contracts, OfThePackStandBeforeAnythingIsProvided) {
  const auto book = local(kTwo);
  auto context = developer(book);
  auto facts = sellable(context);
  EXPECT_RULE(subscribe(order(), facts, context), rule_order, "/application_agreement", "XX-01");
  facts.contracts = {"application_agreement"};
  EXPECT_RULE(subscribe(order(), facts, context), rule_order, "/application_agreement", "XX-01");
  facts.contracts = {"application_agreement", "confidentiality_agreement"};
  EXPECT_TRUE(subscribe(order(), facts, context));
  auto plain = as_developer();
  EXPECT_TRUE(subscribe(order(), sellable(plain), plain)) << "elsewhere the application agreement is enough";
}

TEST(Contracts, WhereConfidentialityIsASecondAgreementItHasItsOwnItemsAndNoDocument) {
  const auto book = local(kTwo);
  auto context = operator_side(book);
  auto service = agreement_draft();
  service.confidentiality.reset();
  EXPECT_TRUE(draft(service, {approved(), false}, context));
  auto second = service;
  second.kind = "confidentiality_agreement";
  second.items = {};
  EXPECT_RULE(draft(second, {approved(), false}, context), rule_item_missing, "/items/secrecy_duty", "XX-01");
  second.items["secrecy_duty"] = "对数据和结果保密";
  EXPECT_TRUE(draft(second, {approved(), false}, context));
  auto plain = as_operator();
  EXPECT_RULE(draft(service, {approved(), false}, plain), rule_evidence_missing, "/confidentiality", "HA-18");
}

TEST(Contracts, AConfidentialityAgreementOpensNoSubscriptionByItself) {
  auto context = as_developer();
  auto facts = sellable(context);
  facts.agreement->content.kind = "confidentiality_agreement";
  EXPECT_REFUSED(subscribe(order(), facts, context), input_bad_choice, "/application_agreement");
}

TEST(TransferBan, KeepsAnswersWithTheDeveloper) {
  const auto book = local("{point: delivery.transfer_ban, params: {undertaking: true}}");
  auto context = developer(book);
  auto c = order();
  EXPECT_RULE(subscribe(c, sellable(context), context), rule_item_missing, "/no_transfer", "XX-01");
  c.no_transfer = false;
  EXPECT_RULE(subscribe(c, sellable(context), context), rule_item_missing, "/no_transfer", "XX-01");
  c.no_transfer = true;
  EXPECT_TRUE(subscribe(c, sellable(context), context));
  c.recipients = {"某营销公司"};
  EXPECT_RULE(subscribe(c, sellable(context), context), rule_refused, "/recipients/0", "XX-01");
  auto plain = as_developer();
  EXPECT_TRUE(subscribe(c, sellable(plain), plain)) << "no ban, no refusal";
}

TEST(PurposeLimit, HoldsWhatTheAgreementLists) {
  auto context = as_developer();
  auto facts = sellable(context);
  facts.agreement->content.purposes = {"logistics", "planning"};
  EXPECT_TRUE(subscribe(order(), facts, context));
  auto other = order();
  other.purpose = "marketing";
  EXPECT_REFUSED(subscribe(other, facts, context), rule_out_of_scope, "/purpose");
  const auto book = local("{point: delivery.purpose_limit}");
  auto by_operator = operator_side(book);
  EXPECT_RULE(draft(agreement_draft(), {approved(), true}, by_operator), rule_item_missing, "/purposes", "XX-01");
  auto listed = agreement_draft();
  listed.purposes = {"logistics"};
  EXPECT_TRUE(draft(listed, {approved(), true}, by_operator));
}

TEST(Assessing, AdmitsByItselfWhereNoChainIsNamedButByAnotherPerson) {
  const auto book = local("{point: developer.assessment, params: {dimensions: [security_risk]}}");
  auto selector = operator_side(book), other = operator_side(book, "per-op2");
  EXPECT_REFUSED(assess(selected(), assessment(), selector), auth_own_work, "");
  auto d = selected();
  apply<DeveloperSubject>(d, assess(d, assessment(), other), other);
  EXPECT_EQ(d.status, DeveloperStatus::approved);
  EXPECT_FALSE(d.review);
  auto failed = selected();
  apply<DeveloperSubject>(failed, assess(failed, assessment("fail"), other), other);
  EXPECT_EQ(failed.status, DeveloperStatus::refused);
}

TEST(DeveloperRoles, AreThePacks) {
  auto intermediate = company();
  intermediate.roles = {"intermediate_developer"};
  auto plain = as_operator();
  EXPECT_REFUSED(select({"org-dv", "数据元件"}, intermediate, false, plain), auth_forbidden, "/org");
  const auto book = local("{point: developer.party_types, params: {roles: [application_developer, intermediate_developer]}}");
  auto context = operator_side(book);
  EXPECT_TRUE(select({"org-dv", "数据元件"}, intermediate, false, context));
}

RecordConsent consent() { return {"110101199003070011", "prd-1", "loan", {}, "2026-04-01", {}, {}, "柜面签署", {}}; }
ConsentFacts personal() {
  ConsentFacts f;
  f.product_exists = f.personal = f.subscribed = true;
  f.product_operator = "org-op";
  f.subject = std::string(64, 'b');
  f.product_scenario = "scn-1";
  return f;
}

TEST(Consent, ServesOneUseWhereEachUseNeedsOne) {
  const auto book = local("{point: consent.personal, params: {trigger: per_use}}");
  auto context = developer(book);
  const auto events = record_consent(consent(), personal(), context);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<ConsentGiven>(events->front()).max_uses, 1);
  auto many = consent();
  many.max_uses = 2;
  EXPECT_RULE(record_consent(many, personal(), context), rule_limit_exceeded, "/max_uses", "XX-01");
  many.max_uses = 1;
  EXPECT_TRUE(record_consent(many, personal(), context));
}

TEST(Consent, NamesTheScenarioWhereItIsGivenForOne) {
  const auto book = local("{point: consent.personal, params: {trigger: per_scenario}}");
  auto context = developer(book);
  EXPECT_RULE(record_consent(consent(), personal(), context), rule_consent_missing, "/scenario", "XX-01");
  auto c = consent();
  c.scenario = "scn-2";
  EXPECT_RULE(record_consent(c, personal(), context), rule_consent_missing, "/scenario", "XX-01");
  c.scenario = "scn-1";
  const auto events = record_consent(c, personal(), context);
  ASSERT_TRUE(events);
  EXPECT_EQ(std::get<ConsentGiven>(events->front()).scenario, "scn-1");
  EXPECT_EQ(std::get<ConsentGiven>(events->front()).max_uses, 0) << "as often as the scenario needs";
}

}  // namespace
}  // namespace gongshu::domain::delivery
