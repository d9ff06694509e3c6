#include "support.h"

namespace gongshu::domain::delivery {
namespace {

TEST(Subscription, OpensOnAListedProductUnderAnAgreement) {
  auto context = as_developer();
  Subscription s;
  apply<SubscriptionSubject>(s, subscribe(order(), sellable(context), context), context);
  EXPECT_EQ(s.org, "org-dv");
  EXPECT_EQ(s.operator_org, "org-op");
  EXPECT_EQ(s.price_fen, 5);
}

TEST(Subscription, IsNotForTheOperatorNorItsRelations) {
  auto context = as_operator();
  auto f = sellable(context);
  f.related = true;
  EXPECT_RULE(subscribe(order(), f, context), rule_refused, "/product", "HA-07");
}

TEST(Subscription, ToAPaidProductIsForDevelopersOnly) {
  auto context = as("per-x", "org-dv", {"data_provider"});
  auto f = sellable(context);
  EXPECT_RULE(subscribe(order(), f, context), rule_refused, "/product", "HA-07");
  f.charged = false;
  EXPECT_TRUE(subscribe(order(), f, context));
}

TEST(Subscription, NeedsAProductThatIsListed) {
  auto context = as_developer();
  auto f = sellable(context);
  f.listed = false;
  EXPECT_REFUSED(subscribe(order(), f, context), state_not_allowed, "/product");
  EXPECT_REFUSED(subscribe(order(), {}, context), state_not_found, "/product");
}

TEST(Subscription, NeedsAnAgreementOfTheBuyerWithTheOperatorInForce) {
  auto context = as_developer();
  auto f = sellable(context);
  f.agreement.reset();
  EXPECT_REFUSED(subscribe(order(), f, context), state_not_found, "/application_agreement");
  f = sellable(context);
  f.agreement->developer_org = "org-x";
  EXPECT_REFUSED(subscribe(order(), f, context), auth_forbidden, "/application_agreement");
  f = sellable(context);
  f.agreement->operator_org = "org-x";
  EXPECT_REFUSED(subscribe(order(), f, context), auth_forbidden, "/application_agreement");
  f = sellable(context);
  f.agreement = drafted();
  EXPECT_RULE(subscribe(order(), f, context), rule_order, "/application_agreement", "HA-18");
  f = sellable(context);
  f.developer = assessed();
  EXPECT_RULE(subscribe(order(), f, context), rule_order, "/application_agreement", "HA-18");
}

TEST(Subscription, KeepsToTheTermOfTheAgreementAndTheColumnsOfTheProduct) {
  auto context = as_developer();
  auto c = order();
  c.ends = "2027-01-01";
  EXPECT_RULE(subscribe(c, sellable(context), context), rule_out_of_term, "/ends", "HA-18");
  c = order();
  c.starts = "2026-02-01";
  EXPECT_RULE(subscribe(c, sellable(context), context), rule_out_of_term, "/ends", "HA-18");
  c = order();
  c.starts = "2026-13-01";
  EXPECT_REFUSED(subscribe(c, sellable(context), context), input_bad_date, "/starts");
  c = order();
  c.fields = {"name", "colour"};
  EXPECT_RULE(subscribe(c, sellable(context), context), rule_out_of_scope, "/fields/1", "HA-18");
}

TEST(Subscription, ForAPublicPurposeIsFreeOnEvidence) {
  auto context = as_developer();
  auto c = order();
  c.purpose = "public_welfare";
  auto f = sellable(context);
  EXPECT_REFUSED(subscribe(c, f, context), rule_evidence_missing, "/free_use_document");
  f.free_document = true;
  Subscription s;
  apply<SubscriptionSubject>(s, subscribe(c, f, context), context);
  EXPECT_EQ(s.price_fen, 0);
  EXPECT_TRUE(s.free_use);
}

TEST(Subscription, EndsByAPartyOrTheAuthority) {
  auto context = as_developer();
  Subscription s;
  apply<SubscriptionSubject>(s, subscribe(order(), sellable(context), context), context);
  auto stranger = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(end(s, {"不再使用"}, stranger), auth_forbidden, "");
  apply<SubscriptionSubject>(s, end(s, {"不再使用"}, context), context);
  EXPECT_EQ(s.status, SubscriptionStatus::ended);
  EXPECT_REFUSED(end(s, {"不再使用"}, context), state_not_allowed, "/status");
}

TEST(Guard, IsRecordedAndCleared) {
  auto context = as_developer();
  Subscription s;
  apply<SubscriptionSubject>(s, subscribe(order(), sellable(context), context), context);
  auto operator_side = as_operator();
  EXPECT_REFUSED(clear_guard(s, {"已核实"}, operator_side), state_not_allowed, "/guard");
  SubscriptionSubject::evolve(s, SubscriptionGuarded{"stopped", 300, 200, 0}, {});
  EXPECT_EQ(s.guard_misses, 200);
  EXPECT_REFUSED(clear_guard(s, {"已核实"}, context), auth_forbidden, "");
  apply<SubscriptionSubject>(s, clear_guard(s, {"已核实"}, operator_side), operator_side);
  EXPECT_FALSE(s.guard);
}

RecordConsent consent_of() {
  RecordConsent c;
  c.identifier = "11010519491231002X";
  c.product = "prd-1";
  c.purpose = "residence";
  c.until = "2026-03-31";
  c.basis = "本人在办理时勾选同意";
  return c;
}
ConsentFacts personal() { return {true, true, "org-op", true, false, std::string(64, 'b')}; }

TEST(Consent, NamesItsSubjectByATokenOnly) {
  auto context = as_developer();
  const auto events = record_consent(consent_of(), personal(), context);
  ASSERT_TRUE(events);
  const auto text = json::serialize(write(std::get<ConsentGiven>(events->front())));
  EXPECT_EQ(text.find(consent_of().identifier), std::string::npos);
  EXPECT_NE(text.find(std::string(64, 'b')), std::string::npos);
  EXPECT_TRUE(context.applied().contains("CN-20"));
}

TEST(Consent, LastsThroughItsLastDay) {
  auto context = as_developer();
  Consent c;
  apply<ConsentSubject>(c, record_consent(consent_of(), personal(), context), context);
  EXPECT_EQ(to_text(local_date(c.valid_until)), "2026-04-01");
  auto past = consent_of();
  past.until = "2026-03-01";
  EXPECT_REFUSED(record_consent(past, personal(), context), input_bad_date, "/until");
  past.until = "2026-02-31";
  EXPECT_REFUSED(record_consent(past, personal(), context), input_bad_date, "/until");
}

TEST(Consent, NeedsADocumentOrAStatedBasis) {
  auto context = as_developer();
  auto c = consent_of();
  c.basis.reset();
  EXPECT_RULE(record_consent(c, personal(), context), rule_evidence_missing, "/basis", "CN-20");
  c.document = "doc-1";
  EXPECT_REFUSED(record_consent(c, personal(), context), state_not_found, "/document");
  auto f = personal();
  f.document = true;
  EXPECT_TRUE(record_consent(c, f, context));
}

TEST(Consent, IsRecordedByTheOperatorOrASubscriber) {
  auto context = as_developer();
  auto f = personal();
  f.subscribed = false;
  EXPECT_REFUSED(record_consent(consent_of(), f, context), auth_forbidden, "/product");
  auto operator_side = as_operator();
  EXPECT_TRUE(record_consent(consent_of(), f, operator_side));
  f = personal();
  f.personal = false;
  EXPECT_REFUSED(record_consent(consent_of(), f, context), state_not_allowed, "/product");
  EXPECT_REFUSED(record_consent(consent_of(), {}, context), state_not_found, "/product");
}

TEST(Consent, IsWithdrawnOnce) {
  auto context = as_developer();
  Consent c;
  apply<ConsentSubject>(c, record_consent(consent_of(), personal(), context), context);
  auto stranger = as("per-x", "org-x", {"application_developer"});
  EXPECT_REFUSED(withdraw(c, {"本人要求"}, "org-op", stranger), auth_forbidden, "");
  auto operator_side = as_operator();
  apply<ConsentSubject>(c, withdraw(c, {"本人要求"}, "org-op", operator_side), operator_side);
  EXPECT_EQ(c.status, ConsentStatus::withdrawn);
  EXPECT_EQ(c.withdrawn_at, kNow);
  EXPECT_REFUSED(withdraw(c, {"本人要求"}, "org-op", operator_side), state_not_allowed, "/status");
}

TEST(UsageAnchor, KeepsTheLatestRootOfASegment) {
  UsageAnchor a;
  UsageAnchorSubject::evolve(a, UsageAnchored{0, 0, 5, std::string(64, 'a')}, {7, 0, {}, {}, "seg-0"});
  UsageAnchorSubject::evolve(a, UsageAnchored{0, 5, 9, std::string(64, 'b')}, {8, 0, {}, {}, "seg-0"});
  EXPECT_EQ(a.to, 9);
  EXPECT_EQ(a.ledger_seq, 8);
}

template <class Status, std::size_t N>
void expect_moves(const Transition<Status> (&table)[N], const std::map<Status, std::set<std::string>>& allowed) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<Status>>([&](auto d) {
    ASSERT_TRUE(allowed.contains(d.value)) << d.name;
    for (const auto& t : table) EXPECT_EQ(may_move(table, d.value, t.event).has_value(), allowed.at(d.value).contains(std::string(t.event))) << d.name << " " << t.event;
  });
}

TEST(States, AllowExactlyTheMovesOfTheTables) {
  using D = DeveloperStatus;
  expect_moves(kDeveloperTransitions, {{D::selected, {"developer.assessed", "developer.rejected"}},
                                       {D::returned, {"developer.assessed", "developer.rejected"}},
                                       {D::assessed, {"developer.reviewed", "developer.approved", "developer.returned", "developer.refused"}},
                                       {D::approved, {}},
                                       {D::refused, {}}});
  using A = ApplicationAgreementStatus;
  expect_moves(kApplicationAgreementTransitions,
               {{A::draft, {"application_agreement.revised", "application_agreement.signed", "application_agreement.in_force"}},
                {A::in_force, {"application_agreement.ended"}},
                {A::ended, {}}});
  expect_moves(kApplicationKeyTransitions, {{ApplicationKeyStatus::active, {"application_key.revoked"}}, {ApplicationKeyStatus::revoked, {}}});
  expect_moves(kSubscriptionTransitions,
               {{SubscriptionStatus::active, {"subscription.guarded", "subscription.guard_cleared", "subscription.ended"}}, {SubscriptionStatus::ended, {}}});
  expect_moves(kConsentTransitions, {{ConsentStatus::given, {"consent.withdrawn"}}, {ConsentStatus::withdrawn, {}}});
}

TEST(States, PolicyEventsAreThoseThatChangeWhatIsAllowed) {
  std::set<std::string> all;
  for (const char* kind : {"developer", "application_agreement", "application_key", "subscription", "consent", "usage_segment"})
    all.insert(subjects().at(kind).policy_types.begin(), subjects().at(kind).policy_types.end());
  EXPECT_EQ(all, (std::set<std::string>{"developer.approved", "application_agreement.in_force", "application_agreement.ended", "application_key.issued",
                                        "application_key.revoked", "subscription.opened", "subscription.ended", "consent.given", "consent.withdrawn"}));
}

}  // namespace
}  // namespace gongshu::domain::delivery
