// Approve once, run many: domains of parameters, values inside and outside of them, what the plan's hash covers.
#include "domain/workspace/parameters.h"

#include "../support/domain_context.h"
#include "domain/workspace/decide.h"
#include "domain/workspace/points.h"

namespace gongshu::domain::workspace {
namespace {

using namespace test;

using Values = std::vector<std::string>;
JobParameter listed(std::string type, Values values, std::string name = "p") {
  return {std::move(name), std::move(type), std::move(values), {}, {}};
}
JobParameter ranged(std::string type, std::string from, std::string to, std::string name = "p") {
  return {std::move(name), std::move(type), {}, std::move(from), std::move(to)};
}

TEST(ParameterDomains, AreListedOrARangeOfTheirType) {
  struct Case {
    JobParameter parameter;
    const char* expected;
    const char* at;
  };
  const std::vector<Case> cases{
      {listed("text", {"410105", "410106"}), "passed", ""},
      {listed("boolean", {"true"}), "passed", ""},
      {listed("boolean", {"yes"}), "input.bad_format", "/parameters/0/values/0"},
      {listed("integer", {"1", "two"}), "input.bad_format", "/parameters/0/values/1"},
      {listed("integer", {"9223372036854775808"}), "input.bad_format", "/parameters/0/values/0"},
      {listed("decimal", {"1.5", "-0.250000"}), "passed", ""},
      {listed("decimal", {"1."}), "input.bad_format", "/parameters/0/values/0"},
      {listed("date", {"2026-02-30"}), "input.bad_format", "/parameters/0/values/0"},
      {ranged("integer", "-5", "5"), "passed", ""},
      {ranged("integer", "5", "-5"), "input.out_of_range", "/parameters/0/to"},
      {ranged("decimal", "-2.5", "-10"), "input.out_of_range", "/parameters/0/to"},
      {ranged("decimal", "9.5", "10"), "passed", ""},
      {ranged("date", "2026-01-01", "2026-12-31"), "passed", ""},
      {ranged("date", "2026-01-01", "tomorrow"), "input.bad_format", "/parameters/0/to"},
      {ranged("text", "a", "b"), "input.bad_choice", "/parameters/0/from"},
      {{"p", "integer", {}, {}, {}}, "input.missing_field", "/parameters/0/from"},
      {{"p", "integer", {}, "1", {}}, "input.missing_field", "/parameters/0/to"},
      {{"p", "integer", Values{"1"}, "1", "2"}, "input.bad_choice", "/parameters/0/values"},
  };
  for (const auto& c : cases) {
    const auto status = check_parameters({c.parameter});
    const auto name = status ? std::string("passed") : std::string(info(status.error().code).name);
    EXPECT_EQ(name, c.expected) << domain_text({listed("text", {c.at})});
    EXPECT_EQ(status ? std::string() : status.error().at, c.at);
  }
  EXPECT_EQ(check_parameters({listed("text", {"a"}), listed("text", {"b"})}).error().code, ErrorCode::state_already_exists);
}

TEST(ParameterValues, AreInsideOutsideOrMalformed) {
  struct Case {
    JobParameter parameter;
    const char* value;
    Fit expected;
  };
  const std::vector<Case> cases{
      {listed("text", {"410105"}), "410105", Fit::inside},
      {listed("text", {"410105"}), "410105' OR '1'='1", Fit::outside},
      {listed("integer", {"7"}), "007", Fit::inside},
      {listed("integer", {"7"}), "8", Fit::outside},
      {listed("integer", {"7"}), "7 OR 1=1", Fit::malformed},
      {listed("decimal", {"1.5"}), "1.50", Fit::inside},
      {listed("decimal", {"0"}), "-0.0", Fit::inside},
      {listed("boolean", {"true"}), "false", Fit::outside},
      {ranged("integer", "60", "90"), "60", Fit::inside},
      {ranged("integer", "60", "90"), "90", Fit::inside},
      {ranged("integer", "60", "90"), "91", Fit::outside},
      {ranged("integer", "60", "90"), "", Fit::malformed},
      {ranged("decimal", "-10", "-2.5"), "-2.49", Fit::outside},
      {ranged("decimal", "-10", "-2.5"), "-9.999", Fit::inside},
      {ranged("date", "2026-01-01", "2026-06-30"), "2026-06-30", Fit::inside},
      {ranged("date", "2026-01-01", "2026-06-30"), "2026-07-01", Fit::outside},
      {ranged("date", "2026-01-01", "2026-06-30"), "2026-6-1", Fit::malformed},
  };
  for (const auto& c : cases) EXPECT_EQ(fit(c.parameter, c.value), c.expected) << c.parameter.type << " " << c.value;
}

TEST(TheDomainText, IsEqualForEqualDomainsAndNoOthers) {
  EXPECT_EQ(domain_text({listed("text", {"b", "a"})}), domain_text({listed("text", {"a", "b"})}));
  EXPECT_NE(domain_text({listed("text", {"a, b"})}), domain_text({listed("text", {"a", "b"})}));
  EXPECT_NE(domain_text({listed("text", {"a', 'b"})}), domain_text({listed("text", {"a", "b"})}));
  EXPECT_NE(domain_text({ranged("integer", "1", "2")}), domain_text({listed("integer", {"1", "2"})}));
  EXPECT_NE(domain_text({ranged("integer", "1", "2")}), domain_text({ranged("integer", "1", "3")}));
  EXPECT_EQ(domain_text({}), "");
}

Context operator_() { return test::as("per-op", "org-op", {"operator"}, rules::Rulebook()); }
PlanFacts plan(std::string hash = "aa") { return {"plan", std::move(hash), 7, {"residents"}}; }

Job approved_template() {
  Job j;
  const SubmitJob content{"wsp-1", "SELECT count(*) FROM residents WHERE county_code = $county", "plan",
                          std::vector{listed("text", {"410105"}, "county")}};
  JobSubject::evolve(j, JobSubmitted{content, "scn-1", "org-ag", plan()}, {1, kNow, "per-op", "org-op", "job-1"});
  JobSubject::evolve(j, JobApproved{"aa"}, {2, kNow, "per-ag", "org-ag", "job-1"});
  return j;
}

TEST(ARunOfAnApprovedJob, TakesAValueOfItsDomainAndTheSamePlan) {
  struct Case {
    const char* name;
    std::map<std::string, std::string> values;
    std::string hash;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"inside", {{"county", "410105"}}, "aa", "passed"},
      {"outside", {{"county", "410122"}}, "aa", "rule.out_of_scope"},
      {"none", {}, "aa", "input.missing_field"},
      {"one too many", {{"county", "410105"}, {"city", "4101"}}, "aa", "input.unknown_field"},
      {"another plan", {{"county", "410105"}}, "bb", "state.conflict"},
  };
  for (const auto& c : cases) {
    auto context = operator_();
    EXPECT_EQ(refused(bind_values("job-1", approved_template(), c.values, plan(c.hash), context)), c.expected) << c.name;
  }
  auto own = operator_(), rival = test::as("per-ri", "org-ri", {"operator"}, rules::Rulebook());
  EXPECT_EQ(refused(bind_values("job-1", approved_template(), {{"county", "410105"}}, plan(), rival)), "state.not_found");
  EXPECT_EQ(refused(start(approved_template(), plan(), {"bat-1"}, own)), "state.not_allowed") << "a template never runs itself";
}

TEST(ARunOfAnApprovedJob, IsAnApprovedJobOfItsOwn) {
  auto context = operator_();
  const auto events = bind_values("job-1", approved_template(), {{"county", "410105"}}, plan(), context);
  ASSERT_TRUE(events);
  Job run;
  for (const auto& e : *events) JobSubject::evolve(run, e, {3, kNow, "per-op", "org-op", "job-2"});
  EXPECT_EQ(run.status, JobStatus::approved);
  EXPECT_EQ(run.parent, "job-1");
  EXPECT_EQ(run.approved_by, "per-ag");
  EXPECT_EQ(run.plan_hash, "aa");
  EXPECT_FALSE(is_template(run));
  EXPECT_EQ(refused(start(run, plan(), {"bat-1"}, context)), "passed");
  EXPECT_EQ(refused(bind_values("job-2", run, {{"county", "410105"}}, plan(), context)), "state.not_allowed");
  const auto back = read<Job>(write(run));
  ASSERT_TRUE(back);
  EXPECT_EQ(write(*back), write(run));
}

}  // namespace
}  // namespace gongshu::domain::workspace
