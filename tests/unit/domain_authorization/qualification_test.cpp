// What a pack may ask of an operator beyond documents: years without incident, a level, whose qualification counts.
#include "support.h"

namespace gongshu::domain::authorization {
namespace {

/// What the authority hears that admits under these parameters on 2 March 2026.
std::string admitted(const std::string& params, const AdmitOperator& c, OperatorFacts facts = {"legal_person", true, false, {}, {}}) {
  auto au = as("per-au", "org-au", {"competent_authority"}, local("{point: operator.qualification, params: {" + params + "}}"));
  return said(admit(c, facts, au));
}

AdmitOperator bare() { return {"org-op", {}, {}, {}, {}, {}, {}}; }
AdmitOperator declaring(std::vector<PastIncident> incidents) {
  auto c = bare();
  c.incidents = IncidentDeclaration{"doc-1", "doc-2", std::move(incidents)};
  return c;
}

TEST(Qualification, WithoutAnAuthorizationIsEnoughWhereNoRuleAsksForOne) { EXPECT_EQ(admitted("met_by: own", bare()), "passed"); }

TEST(YearsWithoutIncident, AreDeclaredWithTheResultOfAQuery) {
  const std::string three = "incident_free: 3 years";
  EXPECT_EQ(admitted(three, bare()), "rule.evidence_missing XX-01 /incidents");
  EXPECT_EQ(admitted(three, declaring({})), "passed");
  OperatorFacts facts{"legal_person", true, false, {}, {"/incidents/query_result"}};
  EXPECT_EQ(admitted(three, declaring({}), facts), "rule.evidence_missing XX-01 /incidents/query_result");
  facts = {"legal_person", true, false, {}, {}, {{"/incidents/commitment", {"commitment", false}}}};
  EXPECT_EQ(admitted(three, declaring({}), facts), "rule.evidence_missing XX-01 /incidents/commitment") << "out of date";
}

TEST(YearsWithoutIncident, AreCountedToTheDay) {
  const std::string three = "incident_free: 3 years", at = "/incidents/incidents/0/occurred_on";
  EXPECT_EQ(admitted(three, declaring({{"2023-03-01", "短时中断"}})), "passed");
  EXPECT_EQ(admitted(three, declaring({{"2023-03-02", "短时中断"}})), "rule.not_qualified XX-01 " + at);
  EXPECT_EQ(admitted(three, declaring({{"2026-03-02", "短时中断"}})), "rule.not_qualified XX-01 " + at);
  EXPECT_EQ(admitted(three, declaring({{"2026-03-03", "短时中断"}})), "input.out_of_range " + at);
  EXPECT_EQ(admitted(three, declaring({{"2020-01-01", "旧事"}, {"2025-01-01", "新事"}})), "rule.not_qualified XX-01 /incidents/incidents/1/occurred_on");
}

TEST(Maturity, IsALevelAndBetterOnesServeToo) {
  const auto with = [](const std::string& level) {
    auto c = bare();
    c.maturity = MaturityCertificate{level, "doc-3"};
    return admitted("maturity: robust", c);
  };
  EXPECT_EQ(admitted("maturity: robust", bare()), "rule.evidence_missing XX-01 /maturity");
  EXPECT_EQ(with("initial"), "rule.not_qualified XX-01 /maturity/level");
  EXPECT_EQ(with("managed"), "rule.not_qualified XX-01 /maturity/level");
  EXPECT_EQ(with("robust"), "passed");
  EXPECT_EQ(with("quantitatively_managed"), "passed");
  EXPECT_EQ(with("optimizing"), "passed");
}

TEST(AControllingCompany, StandsInOnlyWhereThePackSaysSo) {
  auto c = bare();
  c.qualification["team"] = "doc-4";
  c.met_by_parent = MetByParent{"org-pa", "doc-5", {"team"}};
  OperatorFacts facts{"legal_person", true, false, {}, {}};
  EXPECT_EQ(admitted("items: [team]", c, facts), "rule.not_qualified XX-01 /met_by_parent");
  EXPECT_EQ(admitted("items: [team], met_by: own", c, facts), "rule.not_qualified XX-01 /met_by_parent");
  const std::string allowed = "items: [team], met_by: controlling_company";
  EXPECT_EQ(admitted(allowed, c, facts), "rule.not_qualified XX-01 /met_by_parent/org") << "no such relation on record";
  facts.controlled_by = {"org-pa"};
  EXPECT_EQ(admitted(allowed, c, facts), "passed");
  c.met_by_parent->items = {"something_else"};
  EXPECT_EQ(admitted(allowed, c, facts), "input.bad_choice /met_by_parent/items/0");
}

TEST(ADocument, IsOfTheKindThatProvesTheItemAndHoldsToday) {
  auto c = bare();
  c.qualification["credit"] = "doc-6";
  const std::string params = "items: [credit], kinds: [credit=credit_query]";
  OperatorFacts facts{"legal_person", true, false, {}, {}, {{"/qualification/credit", {"credit_query", true}}}};
  EXPECT_EQ(admitted(params, c, facts), "passed");
  facts.documents["/qualification/credit"] = {"minutes", true};
  EXPECT_EQ(admitted(params, c, facts), "rule.evidence_missing XX-01 /qualification/credit");
  facts.documents["/qualification/credit"] = {"credit_query", false};
  EXPECT_EQ(admitted(params, c, facts), "rule.evidence_missing XX-01 /qualification/credit");
}

}  // namespace
}  // namespace gongshu::domain::authorization
