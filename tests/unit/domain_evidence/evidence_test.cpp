// Documents, decisions taken outside and exceptions: entered by one person, confirmed or decided by another.
#include "../support/truth_table.h"

#include "domain/evidence/decide.h"
#include "domain/evidence/points.h"

namespace gongshu::domain::evidence {
namespace {

using namespace test;

Context enterer() { return as("per-1", "org-1", {"implementing_agency"}); }
Context colleague() { return as("per-2", "org-1", {"implementing_agency"}); }
Context stranger() { return as("per-3", "org-3", {"implementing_agency", "government"}); }
Context authority(std::string person = "per-au") { return as(std::move(person), "org-au", {"competent_authority"}); }

EnterOutsideDecision entry(std::string decided_on = "2026-03-01") {
  return {"government_approval", "plan/pla-1", "doc-1", "豫政文〔2026〕1号", std::move(decided_on), "approved"};
}
OutsideDecision entered() {
  OutsideDecision d;
  auto context = enterer();
  apply<OutsideDecisionSubject>(d, enter(entry(), true, context), context);
  return d;
}
OutsideDecision confirmed(const EnterOutsideDecision& c = entry()) {
  OutsideDecision d;
  auto one = enterer(), other = colleague();
  apply<OutsideDecisionSubject>(d, enter(c, true, one), one);
  apply<OutsideDecisionSubject>(d, confirm(d, other), other);
  return d;
}
RequestException wish() { return {"HA-12", "agreement/agr-1", "项目周期长于三年，需要延长", {}}; }
RuleException requested(const RequestException& c = wish()) {
  RuleException e;
  auto context = enterer();
  apply<RuleExceptionSubject>(e, request(c, true, context), context);
  return e;
}

TEST(OutsideDecision, IsEnteredWithItsDocumentAndDay) {
  const auto d = entered();
  EXPECT_EQ(d.status, DecisionStatus::entered);
  EXPECT_EQ(d.entered_by, "per-1");
  EXPECT_EQ(d.org, "org-1");
  EXPECT_EQ(d.number, entry().number);
  EXPECT_EQ(d.subject, "plan/pla-1");
  EXPECT_FALSE(d.confirmed_by || d.reject_reason);
  auto context = enterer();
  const auto missing = enter(entry(), false, context);
  EXPECT_RULE(missing, rule_evidence_missing, "/document", "");
  EXPECT_TRUE(missing.error().detail.at("product_default").as_bool()) << "the product asks for the document, no article does";
  EXPECT_REFUSED(enter(entry("2026-02-30"), true, context), input_bad_date, "/decided_on");
  EXPECT_REFUSED(enter(entry("2026-03-03"), true, context), input_out_of_range, "/decided_on");
  EXPECT_TRUE(enter(entry("2026-03-02"), true, context));
}

TEST(OutsideDecision, IsConfirmedOrRejectedByASecondPersonOfTheOrganisationOrTheAuthority) {
  struct Case {
    const char* name;
    Context context;
    const char* expected;
  };
  for (auto& c : std::vector<Case>{{"a colleague", colleague(), "passed"},
                                   {"the authority", authority(), "passed"},
                                   {"who entered it", enterer(), "auth.same_person"},
                                   {"who entered it, now of the authority", authority("per-1"), "auth.same_person"},
                                   {"another organisation", stranger(), "auth.forbidden"}}) {
    EXPECT_EQ(refused(confirm(entered(), c.context)), c.expected) << c.name;
    EXPECT_EQ(refused(reject(entered(), {"文号不符"}, c.context)), c.expected) << c.name;
  }
}

TEST(OutsideDecision, RecordsWhoConfirmedAndWhyItWasRejected) {
  const auto yes = confirmed();
  EXPECT_EQ(yes.status, DecisionStatus::confirmed);
  EXPECT_EQ(yes.confirmed_by, "per-2");
  EXPECT_FALSE(yes.reject_reason);
  auto no = entered();
  auto context = colleague();
  apply<OutsideDecisionSubject>(no, reject(no, {"文号不符"}, context), context);
  EXPECT_EQ(no.status, DecisionStatus::rejected);
  EXPECT_EQ(no.confirmed_by, "per-2");
  EXPECT_EQ(no.reject_reason, "文号不符");
  for (const auto& d : {yes, no}) {
    EXPECT_REFUSED(confirm(d, context), state_not_allowed, "/status");
    EXPECT_REFUSED(reject(d, {"文号不符"}, context), state_not_allowed, "/status");
  }
}

TEST(OutsideDecision, HoldsOnlyConfirmedOfItsKindAboutItsSubjectAndApproving) {
  EXPECT_TRUE(holds(confirmed(), "government_approval", "plan/pla-1"));
  EXPECT_FALSE(holds(confirmed(), "major_decision", "plan/pla-1"));
  EXPECT_FALSE(holds(confirmed(), "government_approval", "plan/pla-2"));
  auto against = entry();
  against.outcome = "refused";
  EXPECT_FALSE(holds(confirmed(against), "government_approval", "plan/pla-1"));
  for (const auto& status : names<DecisionStatus>()) {
    auto d = confirmed();
    d.status = value_of<DecisionStatus>(status);
    EXPECT_EQ(holds(d, "government_approval", "plan/pla-1"), status == "confirmed") << status;
  }
}

TEST(Exception, IsOnlyOfARuleOfPrinciple) {
  auto context = enterer();
  EXPECT_REFUSED(request(wish(), false, context), input_bad_choice, "/rule");
  auto c = wish();
  EXPECT_FALSE(requested(c).document);
  c.document = "doc-1";
  const auto e = requested(c);
  EXPECT_EQ(e.status, ExceptionStatus::requested);
  EXPECT_EQ(e.document, "doc-1");
  EXPECT_EQ(e.rule, "HA-12");
  EXPECT_EQ(e.requested_by, "per-1");
  EXPECT_EQ(e.org, "org-1");
}

TEST(Exception, IsDecidedByTheAuthorityAndNeverByWhoAsked) {
  struct Case {
    const char* name;
    Context context;
    const char* expected;
  };
  for (auto& c : std::vector<Case>{{"the authority", authority(), "passed"},
                                   {"a colleague", colleague(), "auth.forbidden"},
                                   {"the government", stranger(), "auth.forbidden"},
                                   {"who asked, now of the authority", authority("per-1"), "auth.own_work"}})
    for (const bool approve : {true, false})
      EXPECT_EQ(refused(decide(requested(), {approve, "理由"}, c.context)), c.expected) << c.name;
}

TEST(Exception, KeepsItsDecision) {
  for (const bool approve : {true, false}) {
    auto e = requested();
    auto context = authority();
    apply<RuleExceptionSubject>(e, decide(e, {approve, "理由"}, context), context);
    EXPECT_EQ(e.status, approve ? ExceptionStatus::approved : ExceptionStatus::refused);
    EXPECT_EQ(e.decided_by, "per-au");
    EXPECT_EQ(e.decision_reason, "理由");
    auto second = authority("per-au2");
    for (const bool again : {true, false}) EXPECT_REFUSED(decide(e, {again, "理由"}, second), state_not_allowed, "/status");
  }
}

TEST(Document, BelongsToWhoDepositedIt) {
  Document sent = filled<Document>(Fill::full);
  sent.org = "org-x";
  sent.deposited_by = "per-x";
  Document d;
  DocumentSubject::evolve(d, DocumentDeposited{sent}, {1, kNow, "per-1", "org-1", "doc-1"});
  EXPECT_EQ(d.org, "org-1");
  EXPECT_EQ(d.deposited_by, "per-1");
  EXPECT_EQ(d.digest, sent.digest);
}

TEST(States, AreThese) {
  EXPECT_EQ(names<DocumentStatus>(), std::vector<std::string>{"deposited"});
  EXPECT_EQ(names<DecisionStatus>(), (std::vector<std::string>{"entered", "confirmed", "rejected"}));
  EXPECT_EQ(names<ExceptionStatus>(), (std::vector<std::string>{"requested", "approved", "refused"}));
}

TEST(States, MoveAsTheirTablesSayOrAreRefused) {
  expect_moves<OutsideDecisionSubject>(
      kDecisionTransitions,
      {{"evidence.decision_confirmed", {{"entered", "confirmed"}}}, {"evidence.decision_rejected", {{"entered", "rejected"}}}},
      {{"evidence.decision_entered", "entered"}});
  expect_moves<RuleExceptionSubject>(
      kExceptionTransitions,
      {{"evidence.exception_approved", {{"requested", "approved"}}}, {"evidence.exception_refused", {{"requested", "refused"}}}},
      {{"evidence.exception_requested", "requested"}});
}

TEST(States, SurviveWritingAndReading) {
  expect_round_trips<DocumentSubject>();
  expect_round_trips<OutsideDecisionSubject>();
  expect_round_trips<RuleExceptionSubject>();
}

TEST(States, ReplayToTheSame) {
  const EventMeta meta{1, kNow, "per-1", "org-1", "dec-1"};
  EXPECT_EQ(expect_replays<OutsideDecisionSubject>({DecisionEntered{entry()}, DecisionRejected{"文号不符"}}, meta).reject_reason,
            "文号不符");
  EXPECT_EQ(expect_replays<OutsideDecisionSubject>({DecisionEntered{entry()}, DecisionConfirmed{}}, meta).confirmed_by, "per-1");
  EXPECT_EQ(expect_replays<RuleExceptionSubject>({ExceptionRequested{wish()}, ExceptionApproved{"理由"}}, meta).decision_reason,
            "理由");
  EXPECT_EQ(expect_replays<DocumentSubject>({DocumentDeposited{filled<Document>(Fill::bare)}}, meta).org, "org-1");
}

TEST(Rows, ShowADocumentToItsDepositorAndItsIssuer) {
  auto d = filled<Document>(Fill::bare);
  d.org = "org-1";
  EXPECT_EQ(row_facts(d).parties, std::set<std::string>{"org-1"});
  d.issuer_org = "org-2";
  EXPECT_EQ(row_facts(d).parties, (std::set<std::string>{"org-1", "org-2"}));
  EXPECT_EQ(row_facts(d).status, "deposited");
  EXPECT_FALSE(row_facts(d).is_public);
}

TEST(Rows, AskForTheSecondPersonWhileTheRecordWaits) {
  for (const auto& status : names<DecisionStatus>()) {
    auto d = entered();
    d.status = value_of<DecisionStatus>(status);
    const auto facts = row_facts(d);
    EXPECT_EQ(facts.status, status);
    EXPECT_EQ(facts.parties, std::set<std::string>{"org-1"});
    EXPECT_FALSE(facts.is_public);
    ASSERT_EQ(facts.todos.size(), status == "entered" ? 1u : 0u) << status;
    if (facts.todos.empty()) continue;
    EXPECT_EQ(write(facts.todos[0]), json::value({{"step", "confirm"}, {"role", ""}, {"org", "org-1"}, {"due", ""}, {"near", ""}, {"escalate", json::array{}}}));
  }
  for (const auto& status : names<ExceptionStatus>()) {
    auto e = requested();
    e.status = value_of<ExceptionStatus>(status);
    const auto facts = row_facts(e);
    EXPECT_EQ(facts.status, status);
    EXPECT_EQ(facts.parties, std::set<std::string>{"org-1"});
    EXPECT_FALSE(facts.is_public);
    ASSERT_EQ(facts.todos.size(), status == "requested" ? 1u : 0u) << status;
    if (facts.todos.empty()) continue;
    EXPECT_EQ(write(facts.todos[0]),
              json::value({{"step", "decide"}, {"role", "competent_authority"}, {"org", ""}, {"due", ""}, {"near", ""}, {"escalate", json::array{}}}));
  }
}

TEST(Subjects, AreRegisteredWithTheirEvents) {
  EXPECT_EQ(subjects().at("document").event_types, std::set<std::string>{"evidence.document_deposited"});
  EXPECT_EQ(subjects().at("outside_decision").event_types,
            (std::set<std::string>{"evidence.decision_entered", "evidence.decision_confirmed", "evidence.decision_rejected"}));
  EXPECT_EQ(subjects().at("rule_exception").event_types,
            (std::set<std::string>{"evidence.exception_requested", "evidence.exception_approved", "evidence.exception_refused"}));
  EXPECT_EQ(transition_tables().at("outside_decision").size(), 2u);
  EXPECT_EQ(transition_tables().at("rule_exception").size(), 2u);
}

}  // namespace
}  // namespace gongshu::domain::evidence
