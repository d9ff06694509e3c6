#include "support.h"

namespace gongshu::domain::product {
namespace {

TEST(Candidate, IsDraftedByTheOperatorOfTheScenario) {
  auto context = as_operator();
  EXPECT_TRUE(draft(api_draft(), facts(), context));
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(draft(api_draft(), facts(), other), auth_forbidden, "");
  auto provider = as("per-x", "org-op", {"data_provider"});
  EXPECT_REFUSED(draft(api_draft(), facts(), provider), auth_forbidden, "");
}

TEST(Candidate, TellsWhetherItIsPersonal) {
  EXPECT_FALSE(drafted(api_draft()).personal);
  EXPECT_FALSE(drafted(package_draft()).personal);
  EXPECT_TRUE(drafted(verification_draft()).personal);
}

TEST(Candidate, MustHaveTheFormOfItsKind) {
  struct Case {
    const char* at;
    ErrorCode code;
    DraftProduct draft;
  };
  auto no_job = package_draft();
  no_job.definition.job.reset();
  auto with_job = api_draft();
  with_job.definition.job = "job-1";
  auto no_resource = api_draft();
  no_resource.definition.resource.reset();
  auto no_key = api_draft();
  no_key.definition.key_column.reset();
  auto no_columns = api_draft();
  no_columns.definition.columns.reset();
  auto twice = api_draft();
  twice.definition.columns = {"name", "name"};
  auto key_again = api_draft();
  key_again.definition.columns = {"code"};
  const Case cases[] = {{"/definition/job", ErrorCode::input_missing_field, no_job},
                        {"/definition/job", ErrorCode::input_unknown_field, with_job},
                        {"/definition/resource", ErrorCode::input_missing_field, no_resource},
                        {"/definition/key_column", ErrorCode::input_missing_field, no_key},
                        {"/definition/columns", ErrorCode::input_missing_field, no_columns},
                        {"/definition/columns/1", ErrorCode::state_already_exists, twice},
                        {"/definition/columns/0", ErrorCode::state_already_exists, key_again}};
  for (const auto& c : cases) {
    const auto status = check_form(c.draft);
    ASSERT_FALSE(status) << c.at;
    EXPECT_EQ(status.error().code, c.code);
    EXPECT_EQ(status.error().at, c.at);
  }
}

TEST(Candidate, OfSuppliedRowsIsRefusedAsRawData) {
  auto c = package_draft();
  c.definition = {{}, "cat-div", {}, {}};
  auto context = as_operator();
  EXPECT_RULE(draft(c, facts(), context), rule_refused, "/definition/resource", "HA-07");
  EXPECT_TRUE(context.applied().contains("HA-07"));
}

TEST(Candidate, ThatGivesOutRecordsOfPeopleIsRefused) {
  auto context = as_operator();
  auto by_identifier = verification_draft();
  by_identifier.kind = "api";
  EXPECT_RULE(draft(by_identifier, facts(), context), rule_refused, "/definition/key_column", "HA-07");
  auto personal_answer = api_draft();
  personal_answer.definition = {{}, "cat-people", {}, {}};
  personal_answer.definition.key_column = "name";
  personal_answer.definition.columns = {"county"};
  EXPECT_RULE(draft(personal_answer, facts(), context), rule_refused, "/definition/columns/0", "HA-07");
}

TEST(Candidate, ThatClaimsAnIdentifierIsRefused) {
  auto c = verification_draft();
  c.definition.columns = {"phone"};
  auto context = as_operator();
  EXPECT_RULE(draft(c, facts(), context), rule_refused, "/definition/columns/0", "HA-07");
}

TEST(Candidate, ThatGivesOutImportantDataRecordByRecordIsRefused) {
  auto c = api_draft();
  c.definition.columns = {"name", "secret"};
  auto context = as_operator();
  EXPECT_RULE(draft(c, facts(), context), rule_refused, "/definition/columns/1", "HA-07");
}

TEST(Candidate, UsesOnlyWhatTheScenarioDemandedForLookup) {
  auto context = as_operator();
  auto not_lookup = api_draft();
  not_lookup.definition.columns = {"level"};
  EXPECT_RULE(draft(not_lookup, facts(), context), rule_out_of_scope, "/definition/columns/0", "HA-07");
  auto unknown = api_draft();
  unknown.definition.columns = {"colour"};
  EXPECT_RULE(draft(unknown, facts(), context), rule_out_of_scope, "/definition/columns/0", "HA-07");
  auto other = api_draft();
  other.definition.resource = "cat-other";
  EXPECT_RULE(draft(other, facts(), context), rule_out_of_scope, "/definition/resource", "HA-07");
}

TEST(Candidate, ForVerificationIsAskedByAnIdentifier) {
  auto c = verification_draft();
  c.definition.key_column = "county";
  c.definition.columns = {"county"};
  auto context = as_operator();
  EXPECT_REFUSED(draft(c, facts(), context), state_already_exists, "/definition/columns/0");
  auto f = facts();
  f.demand["cat-people"]["area"] = {true, false, false, "general"};
  c.definition.columns = {"area"};
  EXPECT_REFUSED(draft(c, f, context), input_bad_format, "/definition/key_column");
}

TEST(Candidate, OfAJobNeedsAFinishedJobOfItsScenario) {
  auto context = as_operator();
  auto f = facts();
  f.job.reset();
  EXPECT_REFUSED(draft(package_draft(), f, context), state_not_found, "/definition/job");
  f.job = JobFact{"scn-2", true};
  EXPECT_RULE(draft(package_draft(), f, context), rule_out_of_scope, "/definition/job", "HA-07");
  f.job = JobFact{"scn-1", false};
  EXPECT_REFUSED(draft(package_draft(), f, context), state_not_allowed, "/definition/job");
}

TEST(Candidate, LosesReportAndReviewWhenRevised) {
  auto p = checked();
  auto context = as_operator("per-op2");
  apply(p, revise(p, api_draft(), facts(), context), context);
  EXPECT_EQ(p.status, ProductStatus::draft);
  EXPECT_EQ(p.author, "per-op2");
  EXPECT_FALSE(p.report);
  auto other = as("per-x", "org-x", {"operator"});
  EXPECT_REFUSED(revise(p, api_draft(), facts(), other), auth_forbidden, "");
  auto moved = facts();
  moved.operator_org = "org-x";
  EXPECT_REFUSED(revise(p, api_draft(), moved, context), auth_forbidden, "/scenario");
}

}  // namespace
}  // namespace gongshu::domain::product
