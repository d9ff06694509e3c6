// The life of an agreement in force: when its renewal may be asked for, how it is amended, when it is over.
#include "support.h"

namespace gongshu::domain::authorization {
namespace {

Context on(const std::string& day, const rules::Rulebook& book, std::string person = "per-op") {
  return as(std::move(person), "org-op", {"operator"}, book, day);
}
rules::Rulebook renewal(const std::string& params) { return local("{point: agreement.renewal, params: {" + params + "}}"); }

/// What an operator hears who applies on that day for the renewal of an agreement that ends on the last day of 2028.
std::string apply_on(const std::string& day, const rules::Rulebook& book, AgreementStatus status = AgreementStatus::in_force) {
  auto c = on(day, book);
  return said(apply_renewal(agreement_in(status), {"经营目标已经达到"}, c));
}

TEST(Renewal, ByAgreementIsAskedForWhileTheTermRuns) {
  for (const auto& book : {renewal("kind: by_agreement"), local("{point: agreement.decision}")}) {
    const bool bound = book.at(kRenewal).bound();
    EXPECT_EQ(apply_on("2026-03-02", book), "passed");
    EXPECT_EQ(apply_on("2028-12-31", book), "passed");
    EXPECT_EQ(apply_on("2029-01-01", book), bound ? "rule.deadline_passed XX-01 /content/ends" : "rule.deadline_passed /content/ends");
  }
}

TEST(Renewal, WithALeadTimeIsNeverTooEarly) {
  const auto book = renewal("kind: lead, months: 6");
  EXPECT_EQ(apply_on("2026-03-02", book), "passed");
  EXPECT_EQ(apply_on("2028-06-30", book), "passed");
  EXPECT_EQ(apply_on("2028-12-31", book), "passed");
  EXPECT_EQ(apply_on("2029-01-01", book), "rule.deadline_passed XX-01 /content/ends");
}

TEST(Renewal, InAWindowIsRefusedBeforeAndAfterItToTheDay) {
  const auto book = renewal("kind: window, months: 3");
  EXPECT_EQ(apply_on("2028-09-29", book), "rule.order XX-01 /content/ends");
  EXPECT_EQ(apply_on("2028-09-30", book), "passed") << "three months before the 31st: September has thirty days";
  EXPECT_EQ(apply_on("2028-12-31", book), "passed");
  EXPECT_EQ(apply_on("2029-01-01", book), "rule.deadline_passed XX-01 /content/ends");
  EXPECT_EQ(apply_on("2029-01-01", book, AgreementStatus::expired), "rule.deadline_passed XX-01 /content/ends");
}

TEST(Renewal, AfterExpiryIsANewApplicationAndNothingEarlier) {
  const auto book = renewal("kind: after_expiry");
  EXPECT_EQ(apply_on("2028-12-31", book), "rule.order XX-01 /content/ends");
  EXPECT_EQ(apply_on("2029-01-01", book), "passed") << "the day decides, whether or not the clock has spoken";
  EXPECT_EQ(apply_on("2029-01-01", book, AgreementStatus::expired), "passed");
}

TEST(Renewal, IsTheOperatorsToAskForAndOnlyOnce) {
  auto a = agreement_in(AgreementStatus::in_force);
  auto ag = agency(), o = op(), other = as("per-x", "org-x", {"operator"});
  EXPECT_EQ(said(apply_renewal(a, {"续期"}, ag)), "auth.forbidden");
  EXPECT_EQ(said(apply_renewal(a, {"续期"}, other)), "auth.forbidden");
  take<AgreementSubject>(a, apply_renewal(a, {"续期"}, o), o);
  ASSERT_TRUE(a.renewal);
  EXPECT_EQ(a.renewal->person, "per-op");
  EXPECT_EQ(a.status, AgreementStatus::in_force) << "asking renews nothing";
  EXPECT_EQ(a.content.ends, "2028-12-31");
  EXPECT_EQ(said(apply_renewal(a, {"续期"}, o)), "state.already_exists /renewal");
  for (const auto status : {AgreementStatus::draft, AgreementStatus::decided, AgreementStatus::exiting, AgreementStatus::ended})
    EXPECT_EQ(said(apply_renewal(agreement_in(status), {"续期"}, o)), "state.not_allowed /status") << name_of(status);
}

TEST(ARenewedAgreement, FollowsOneWhoseRenewalWasAskedForAndBeginsAfterIt) {
  auto content = agreement_content();
  content.renews = "agr-0";
  content.starts = "2029-01-01";
  content.ends = "2030-12-31";
  auto facts = ground();
  auto ag = agency(), o = op();
  EXPECT_EQ(said(draft(content, facts, ag)), "state.not_found /renews");
  facts.renewed = agreement_in(AgreementStatus::in_force);
  EXPECT_EQ(said(draft(content, facts, ag)), "rule.order HA-14 /renews") << "nothing renews by itself";
  take<AgreementSubject>(*facts.renewed, apply_renewal(*facts.renewed, {"续期"}, o), o);
  EXPECT_EQ(said(draft(content, facts, ag)), "passed");
  auto overlapping = content;
  overlapping.starts = "2028-12-31";
  EXPECT_EQ(said(draft(overlapping, facts, ag)), "rule.order HA-14 /starts");
  facts.renewed->operator_org = "org-x";
  EXPECT_EQ(said(draft(content, facts, ag)), "input.bad_choice /renews");
}

TEST(AnEarlierGrant, NeverBlocksALaterOneAndTheRuleIsOnRecord) {
  auto facts = ground();
  facts.overlapping = {"agr-0"};
  const auto book = local("{point: agreement.non_exclusive}", "evidence");
  auto ag = as("per-ag", "org-ag", {"implementing_agency"}, book);
  EXPECT_EQ(said(draft(agreement_content(), facts, ag)), "passed");
  EXPECT_TRUE(ag.applied().contains("XX-01"));
  auto alone = as("per-ag", "org-ag", {"implementing_agency"}, book);
  EXPECT_EQ(said(draft(agreement_content(), ground(), alone)), "passed");
  EXPECT_FALSE(alone.applied().contains("XX-01"));
}

DraftAgreement amended_content() {
  auto c = agreement_content();
  c.resources = {"cat-1", "cat-2"};
  return c;
}
Agreement proposed() {
  auto a = agreement_in(AgreementStatus::in_force);
  auto ag = agency();
  take<AgreementSubject>(a, propose(a, {"增加一项资源", amended_content()}, ground(), ag), ag);
  return a;
}
Agreement decided_amendment() {
  auto a = proposed();
  auto ag = agency();
  take<AgreementSubject>(a, decide_amendment(a, "agr-1", {"dec-5"}, major(), ground(), ag), ag);
  return a;
}

TEST(AnAmendment, HoldsOnceDecidedAndSignedByBothAndNotBefore) {
  auto a = decided_amendment();
  auto ag = agency(), o = op();
  EXPECT_EQ(a.content.resources.size(), 1u);
  EXPECT_EQ(test::steps(todos_of(a)).back(), "sign_amendment||org-op|");
  take<AgreementSubject>(a, sign_amendment(a, ground(), o), o);
  EXPECT_EQ(a.content.resources.size(), 1u) << "one signature changes nothing";
  take<AgreementSubject>(a, sign_amendment(a, ground(), ag), ag);
  EXPECT_EQ(a.content.resources.size(), 2u);
  EXPECT_EQ(a.status, AgreementStatus::in_force);
  EXPECT_FALSE(a.amendment);
  EXPECT_EQ(a.decision, "dec-5");
  EXPECT_EQ(a.past_decisions, std::vector<std::string>{"dec-2"});
  EXPECT_EQ(a.filings.size(), 2u) << "what changed is filed again";
}

TEST(AnAmendment, IsJudgedAsTheFirstTextWas) {
  const auto a = agreement_in(AgreementStatus::in_force);
  auto ag = agency(), o = op();
  EXPECT_EQ(said(propose(a, {"变更", amended_content()}, ground(), o)), "auth.forbidden");
  auto beyond = amended_content();
  beyond.resources.push_back("cat-9");
  EXPECT_EQ(said(propose(a, {"变更", beyond}, ground(), ag)), "rule.out_of_scope HA-11 /content/resources/2");
  auto incomplete = amended_content();
  incomplete.items.erase("disclosure");
  EXPECT_EQ(said(propose(a, {"变更", incomplete}, ground(), ag)), "rule.item_missing HA-14 /content/items/disclosure");
  for (const auto status : {AgreementStatus::draft, AgreementStatus::decided, AgreementStatus::expired, AgreementStatus::exiting, AgreementStatus::ended})
    EXPECT_EQ(said(propose(agreement_in(status), {"变更", amended_content()}, ground(), ag)), "state.not_allowed /status") << name_of(status);
}

TEST(AnAmendment, NeverMovesTheTermNorTheOperator) {
  const auto a = agreement_in(AgreementStatus::in_force);
  auto ag = agency();
  auto longer = amended_content();
  longer.ends = "2029-02-28";
  EXPECT_EQ(said(propose(a, {"延长", longer}, ground(), ag)), "rule.order HA-14 /content/ends");
  auto facts = ground();
  facts.admitted->org = "org-x";
  EXPECT_EQ(said(propose(a, {"换人", amended_content()}, facts, ag)), "state.not_allowed /content/operator_id");
}

TEST(AnAmendment, NeedsADecisionOfItsOwnAndThenTwoPeople) {
  auto a = proposed();
  auto ag = agency(), o = op(), same = op("per-ag"), stranger = as("per-x", "org-x", {"operator"});
  EXPECT_EQ(said(sign_amendment(a, ground(), o)), "rule.order HA-13 /amendment/decision");
  EXPECT_EQ(said(decide_amendment(a, "agr-1", {"dec-2"}, major(), ground(), ag)), "rule.order HA-13 /decision") << "spent on the first text";
  for (const auto& none : no_decisions(major()))
    EXPECT_EQ(said(decide_amendment(a, "agr-1", {"dec-5"}, none, ground(), ag)), "rule.order HA-13 /decision");
  EXPECT_EQ(said(decide_amendment(a, "agr-1", {"dec-5"}, major(), ground(), o)), "auth.forbidden");
  a = decided_amendment();
  EXPECT_EQ(said(decide_amendment(a, "agr-1", {"dec-6"}, major(), ground(), ag)), "state.already_exists /amendment/decision");
  EXPECT_EQ(said(sign_amendment(a, ground(), stranger)), "auth.forbidden");
  take<AgreementSubject>(a, sign_amendment(a, ground(), ag), ag);
  EXPECT_EQ(said(sign_amendment(a, ground(), ag)), "state.already_exists");
  EXPECT_EQ(said(sign_amendment(a, ground(), same)), "auth.same_person");
  const auto none = agreement_in(AgreementStatus::in_force);
  EXPECT_EQ(said(sign_amendment(none, ground(), o)), "state.not_allowed /amendment");
  EXPECT_EQ(said(decide_amendment(none, "agr-1", {"dec-5"}, major(), ground(), ag)), "state.not_allowed /amendment");
}

TEST(AnAmendment, ProposedAfreshLosesItsDecisionAndSignatures) {
  auto a = decided_amendment();
  auto ag = agency(), o = op();
  take<AgreementSubject>(a, sign_amendment(a, ground(), o), o);
  take<AgreementSubject>(a, propose(a, {"再改", amended_content()}, ground(), ag), ag);
  EXPECT_FALSE(a.amendment->decision);
  EXPECT_TRUE(a.amendment->signatures.empty());
  EXPECT_EQ(said(decide_amendment(a, "agr-1", {"dec-5"}, major(), ground(), ag)), "rule.order HA-13 /decision");
}

/// The agreement in force under that pack.
Agreement running(const rules::Rulebook& book) {
  auto a = agreement_in(AgreementStatus::decided);
  for (const auto& [person, org, role] : {std::tuple{"per-ag", "org-ag", "implementing_agency"}, {"per-op", "org-op", "operator"}}) {
    auto c = as(person, org, {role}, book);
    take<AgreementSubject>(a, sign(a, ground(), c), c);
  }
  return a;
}

TEST(TheEndOfATerm, IsNearFromTheDayThatThePackSays) {
  EXPECT_EQ(running(renewal("kind: window, months: 3")).ending_from, "2028-09-30");
  EXPECT_EQ(running(renewal("kind: lead, months: 6")).ending_from, "2028-06-30");
  EXPECT_EQ(running(renewal("kind: by_agreement, remind: 10 days")).ending_from, "2028-12-21");
  EXPECT_EQ(running(renewal("kind: by_agreement, remind: 10 working_days")).ending_from, "2028-12-17") << "no calendar of 2028";
  EXPECT_EQ(running(local("{point: agreement.decision}")).ending_from, "2028-12-01") << "the product's default";
}

TEST(TheEndOfATerm, RemindsBothPartiesOnceAndPressesInItsLastThird) {
  const auto book = renewal("kind: window, months: 3");
  auto early = on("2028-09-29", book, "node"), due = on("2028-09-30", book, "node"), late = on("2029-01-05", book, "node");
  auto a = running(book);
  ASSERT_EQ(clocks_of(a).size(), 2u);
  EXPECT_EQ(clocks_of(a)[0].step + " " + clocks_of(a)[0].day, "ending 2028-09-29");
  EXPECT_EQ(clocks_of(a)[1].step + " " + clocks_of(a)[1].day, "term 2028-12-31");
  EXPECT_EQ(said(remind(a, early)), "rule.order XX-01 /ending_from");
  auto missed = a;
  take<AgreementSubject>(missed, remind(missed, late), late);
  EXPECT_EQ(missed.ending->near, "2028-12-30") << "after the end: the clock of the term speaks next";
  take<AgreementSubject>(a, remind(a, due), due);
  EXPECT_EQ(a.ending->near, "2028-12-01");
  EXPECT_EQ(test::steps(todos_of(a)), (std::vector<std::string>{"renew||org-op|2028-12-31", "end_of_term||org-ag|2028-12-31"}));
  EXPECT_EQ(todos_of(a)[0].escalate, std::vector<std::string>{"competent_authority"});
  ASSERT_EQ(clocks_of(a).size(), 1u);
  EXPECT_EQ(clocks_of(a)[0].step, kTermClock);
  auto o = on("2028-10-08", book);
  take<AgreementSubject>(a, apply_renewal(a, {"续期"}, o), o);
  EXPECT_EQ(test::steps(todos_of(a)), (std::vector<std::string>{"end_of_term||org-ag|2028-12-31"})) << "asked for";
}

TEST(TheEndOfATerm, AsksNobodyToRenewWhereThatIsPossibleOnlyAfterwards) {
  const auto book = renewal("kind: after_expiry");
  auto due = on("2028-12-05", book, "node"), over = on("2029-01-01", book, "node");
  auto a = running(book);
  take<AgreementSubject>(a, remind(a, due), due);
  EXPECT_EQ(test::steps(todos_of(a)), (std::vector<std::string>{"end_of_term||org-ag|2028-12-31"}));
  take<AgreementSubject>(a, expire(a, over), over);
  EXPECT_EQ(test::steps(todos_of(a)), (std::vector<std::string>{"exit||org-ag|"}));
  EXPECT_TRUE(clocks_of(a).empty());
  for (const auto status : {AgreementStatus::decided, AgreementStatus::expired, AgreementStatus::exiting, AgreementStatus::ended})
    EXPECT_EQ(said(remind(agreement_in(status), due)), "state.not_allowed /status") << name_of(status);
}

TEST(AnAgreement, IsOverOnTheDayAfterItsLast) {
  const auto book = henan();
  auto early = on("2028-12-31", book, "node"), due = on("2029-01-01", book, "node");
  auto a = agreement_in(AgreementStatus::in_force);
  EXPECT_EQ(said(expire(a, early)), "rule.order HA-14 /content/ends");
  EXPECT_FALSE(term_over(a, *parse_date("2028-12-31")));
  EXPECT_TRUE(term_over(a, *parse_date("2029-01-01")));
  take<AgreementSubject>(a, expire(a, due), due);
  EXPECT_EQ(a.status, AgreementStatus::expired);
  EXPECT_TRUE(term_over(a, *parse_date("2026-03-02")));
  EXPECT_EQ(said(expire(a, due)), "state.not_allowed /status");
}

TEST(TheMode, IsTheOneThePackPrefersUnlessAnExceptionStands) {
  const auto book = local("{point: plan.mode, params: {prefer: whole}}", "principle");
  OperationPlan p = plan_in(PlanStatus::draft);
  const auto submitted = [&](const PlanFacts& facts) {
    auto ag = as("per-ag", "org-ag", {"implementing_agency"}, book);
    return said(submit(p, facts, ag));
  };
  EXPECT_EQ(submitted({}), "passed");
  p.content.mode = "by_sector";
  EXPECT_EQ(submitted({}), "rule.refused XX-01 /content/mode");
  EXPECT_EQ(submitted({{}, {{"XX-01", "医保数据先行", "per-au"}}}), "passed");
  EXPECT_EQ(submitted({{}, {{"XX-02", "医保数据先行", "per-au"}}}), "rule.refused XX-01 /content/mode");
  EXPECT_EQ(submitted({{}, {{"XX-01", "", "per-au"}}}), "rule.refused XX-01 /content/mode");
  const auto hard = local("{point: plan.mode, params: {modes: [whole, by_scenario]}}");
  auto ag = as("per-ag", "org-ag", {"implementing_agency"}, hard);
  EXPECT_EQ(said(submit(p, {{}, {{"XX-01", "医保数据先行", "per-au"}}}, ag)), "rule.refused XX-01 /content/mode");
}

TEST(AnApprovedPlan, IsChangedWhereThePackSaysSoAndElsewhereByException) {
  const auto book = local("{point: plan.change, level: principle, params: {kinds: [mode, resource_scope, revenue_sharing]}}");
  const auto p = plan_in(PlanStatus::approved);
  const auto revised = [&](auto change, const PlanFacts& facts = {}) {
    auto c = p.content;
    change(c);
    auto ag = as("per-ag", "org-ag", {"implementing_agency"}, book);
    return said(revise(p, c, ag, facts));
  };
  EXPECT_EQ(revised([](auto& c) { c.mode = "by_sector"; }), "passed");
  EXPECT_EQ(revised([](auto& c) { c.resources.push_back("cat-3"); }), "passed");
  EXPECT_EQ(revised([](auto& c) { c.items["accounting_and_sharing"] = "另行约定"; }), "passed");
  const auto wording = [](auto& c) { c.items["product_list"] = "改写"; };
  EXPECT_EQ(revised(wording), "rule.refused XX-01 /items");
  EXPECT_EQ(revised([](auto& c) { c.ends = "2027-12-31"; }), "rule.refused XX-01 /items");
  EXPECT_EQ(revised(wording, {{}, {{"XX-01", "产品名称变更", "per-au"}}}), "passed");
  auto ag = agency();
  auto c = p.content;
  wording(c);
  EXPECT_EQ(said(revise(p, c, ag)), "passed") << "elsewhere every change may go the whole way again";
  auto draft_change = as("per-ag", "org-ag", {"implementing_agency"}, book);
  EXPECT_EQ(said(revise(plan_in(PlanStatus::draft), c, draft_change)), "passed");
}

}  // namespace
}  // namespace gongshu::domain::authorization
