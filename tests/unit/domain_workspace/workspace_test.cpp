// Truth tables of who may open, enter, submit, approve, run and cancel; what the operator is shown.
#include "../support/domain_context.h"
#include "domain/workspace/decide.h"
#include "domain/workspace/points.h"

namespace gongshu::domain::workspace {
namespace {

using namespace test;

/// Under no pack: every point stands at its product default.
Context as(std::string person, std::string org, std::vector<std::string> roles) {
  return test::as(std::move(person), std::move(org), std::move(roles), rules::Rulebook());
}
Context operator_(std::string person = "per-op") { return as(std::move(person), "org-op", {"operator"}); }
Context agency(std::string person = "per-ag") { return as(std::move(person), "org-ag", {"implementing_agency"}); }
Context authority() { return as("per-au", "org-au", {"competent_authority"}); }
Context rival() { return as("per-ri", "org-ri", {"operator"}); }

Workspace workspace() { return {WorkspaceStatus::open, "scn-1", "agr-1", "org-op", "org-ag", "per-op", {}}; }
PlanFacts plan(std::string hash = "aa") { return {"plan", std::move(hash), 7, {"residents"}}; }

Job job(JobStatus status = JobStatus::submitted) {
  Job j;
  JobSubject::evolve(j, JobSubmitted{{"wsp-1", "SELECT 1", "plan"}, "scn-1", "org-ag", plan()},
                     {1, kNow, "per-op", "org-op", "job-1"});
  j.status = status;
  return j;
}

TEST(OpeningAWorkspace, IsForTheOperatorOfTheScenarioOnce) {
  const OpenFacts facts{"org-op", "agr-1", "org-ag", {}};
  auto own = operator_(), other = rival();
  EXPECT_EQ(refused(open({"scn-1"}, facts, own)), "passed");
  EXPECT_EQ(refused(open({"scn-1"}, facts, other)), "auth.forbidden");
  EXPECT_EQ(refused(open({"scn-1"}, {"org-op", "agr-1", "org-ag", "wsp-1"}, own)), "state.already_exists");
}

TEST(ADevelopersOwnWorkspace, IsOpenedByARoleThatThePackNamesUnderAnAgreement) {
  auto developer = test::as("per-de", "org-de", {"application_developer"}), provider = test::as("per-pr", "org-pr", {"data_provider"});
  OpenFacts facts{"org-op", "agr-1", "org-ag", {}, true};
  const auto opened = open({"scn-1", "apa-1"}, facts, developer);
  ASSERT_TRUE(opened);
  EXPECT_EQ(std::get<Opened>(opened->front()).operator_org, "org-op");
  EXPECT_EQ(open({"scn-1", "apa-1"}, facts, provider).error().code, ErrorCode::auth_forbidden);
  facts.contracted = false;
  const auto early = open({"scn-1", "apa-1"}, facts, developer);
  EXPECT_EQ(early.error().code, ErrorCode::rule_order);
  EXPECT_EQ(early.error().rule, "HA-18");
}

TEST(ADevelopersOwnWorkspace, IsEnteredByItsPeopleOnlyAndHasNoJobs) {
  Workspace w;
  Opened opened{"scn-1", "agr-1", "org-ag"};
  opened.operator_org = "org-op";
  opened.application_agreement = "apa-1";
  WorkspaceSubject::evolve(w, opened, {1, kNow, "per-de", "org-de", "wsp-2"});
  auto developer = test::as("per-de", "org-de", {"application_developer"});
  EXPECT_EQ(w.operator_org, "org-op");
  EXPECT_TRUE(may_enter(w, developer, false));
  EXPECT_EQ(may_enter(w, operator_(), false).error().code, ErrorCode::state_not_found);
  const auto job_ = submit({"wsp-2", "SELECT 1", "plan"}, w, plan(), developer);
  ASSERT_FALSE(job_);
  EXPECT_EQ(job_.error().code, ErrorCode::rule_refused);
  EXPECT_EQ(job_.error().rule, "HA-18");
}

TEST(EnteringAWorkspace, IsNotEvenPossibleToAskForOthers) {
  EXPECT_TRUE(may_enter(workspace(), operator_(), false));
  EXPECT_TRUE(may_enter(workspace(), agency(), true));
  EXPECT_EQ(may_enter(workspace(), agency(), false).error().code, ErrorCode::state_not_found);
  EXPECT_EQ(may_enter(workspace(), rival(), false).error().code, ErrorCode::state_not_found);
  auto context = operator_(), other = rival();
  auto exited = workspace();
  exited.status = WorkspaceStatus::exited;
  EXPECT_EQ(refused(submit({"wsp-1", "SELECT 1", "plan"}, exited, plan(), context)), "state.exited");
  EXPECT_EQ(refused(submit({"wsp-1", "SELECT 1", "plan"}, workspace(), plan(), other)), "state.not_found");
  EXPECT_EQ(refused(submit({"wsp-1", "SELECT 1", "plan"}, workspace(), plan(), context)), "passed");
}

TEST(ApprovingAJob, TakesAnotherPersonOfTheAgencyAndTheVeryPlan) {
  struct Case {
    const char* name;
    Context context;
    std::string hash, now;
    JobStatus status;
    const char* expected;
  };
  const std::vector<Case> cases{
      {"agency", agency(), "aa", "aa", JobStatus::submitted, "passed"},
      {"authority", authority(), "aa", "aa", JobStatus::submitted, "passed"},
      {"another agency", as("per-x", "org-x", {"implementing_agency"}), "aa", "aa", JobStatus::submitted, "auth.forbidden"},
      {"the operator", operator_("per-op2"), "aa", "aa", JobStatus::submitted, "auth.forbidden"},
      {"the author, whose organisation decides as well", as("per-op", "org-ag", {"implementing_agency", "operator"}), "aa", "aa",
       JobStatus::submitted, "auth.own_work"},
      {"another plan", agency(), "bb", "aa", JobStatus::submitted, "state.conflict"},
      {"the policy changed", agency(), "aa", "cc", JobStatus::submitted, "state.conflict"},
      {"twice", agency(), "aa", "aa", JobStatus::approved, "state.not_allowed"},
  };
  for (const auto& c : cases) {
    auto context = c.context;
    EXPECT_EQ(refused(approve(job(c.status), {c.hash}, plan(c.now), context)), c.expected) << c.name;
  }
  auto author = as("per-op", "org-ag", {"implementing_agency"}), reviewer = agency();
  EXPECT_EQ(refused(refuse(job(), {"too fine"}, author)), "auth.own_work");
  EXPECT_EQ(refused(refuse(job(), {"too fine"}, reviewer)), "passed");
}

TEST(RunningAJob, TakesAnApprovalOfTheSamePlan) {
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<JobStatus>>([&](auto d) {
    auto context = operator_();
    EXPECT_EQ(refused(start(job(d.value), plan(), {"bat-1"}, context)),
              d.value == JobStatus::approved ? "passed" : "state.not_allowed")
        << d.name;
  });
  auto own = operator_(), other = rival(), reviewer = agency();
  EXPECT_EQ(refused(start(job(JobStatus::approved), plan("cc"), {"bat-1"}, own)), "state.conflict");
  EXPECT_EQ(refused(start(job(JobStatus::approved), plan(), {"bat-1"}, other)), "state.not_found");
  EXPECT_EQ(refused(start(job(JobStatus::approved), plan(), {"bat-1"}, reviewer)), "state.not_found");
}

TEST(CancellingAJob, IsForTheOperatorAndThoseWhoDecide) {
  auto own = operator_(), other = rival(), reviewer = agency(), above = authority();
  for (auto* context : {&own, &reviewer, &above}) EXPECT_EQ(refused(cancel(job(JobStatus::running), *context)), "passed");
  EXPECT_EQ(refused(cancel(job(), other)), "state.not_found");
  for (const auto over : {JobStatus::done, JobStatus::withheld, JobStatus::failed, JobStatus::cancelled, JobStatus::refused})
    EXPECT_EQ(refused(cancel(job(over), own)), "state.not_allowed") << name_of(over);
}

TEST(TheOperator, IsShownNoTraceOfTheResult) {
  auto state = job(JobStatus::running);
  JobSubject::evolve(state, JobDone{"digest", 12, 3}, {9, kNow, "node", "", "job-1"});
  ASSERT_EQ(state.status, JobStatus::done);
  EXPECT_EQ(state.rows, 12);
  const auto shown = write(operator_view(state)).as_object();
  for (const char* member : {"result_digest", "rows", "withheld_cells", "fault", "started", "finished"})
    EXPECT_FALSE(shown.contains(member)) << member;
  EXPECT_FALSE(parties_of(state).contains("org-op"));  // generic record views would show the state itself
}

TEST(Jobs, MoveAsTheirTableSays) {
  const std::vector<JobSubject::Event> events{JobApproved{},  JobRefused{},   JobStarted{},    JobDone{},
                                              JobWithheld{}, JobFailed{}, JobCancelled{}, JobInterrupted{}};
  for (const auto& event : events)
    boost::mp11::mp_for_each<boost::describe::describe_enumerators<JobStatus>>([&](auto d) {
      auto state = job(d.value);
      JobSubject::evolve(state, event, {});
      const auto type = std::visit([](const auto& e) { return std::remove_cvref_t<decltype(e)>::kType; }, event);
      EXPECT_EQ(state.status, moved(kJobTransitions, d.value, type)) << d.name << " " << type;
      EXPECT_EQ(status_of(state), name_of(state.status));
    });
}

TEST(Workspaces, KeepOneSampleOfEachResource) {
  auto state = workspace();
  WorkspaceSubject::evolve(state, Sampled{{"cat-1", "residents", "bat-1", 5, 2000, 10}}, {});
  WorkspaceSubject::evolve(state, Sampled{{"cat-1", "residents", "bat-2", 6, 2000, 10}}, {});
  ASSERT_EQ(state.samples.size(), 1u);
  EXPECT_EQ(state.samples[0].batch, "bat-2");
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<WorkspaceStatus>>([&](auto d) {
    auto w = workspace();
    w.status = d.value;
    WorkspaceSubject::evolve(w, Exited{"ext-1"}, {});
    EXPECT_EQ(w.status, WorkspaceStatus::exited) << d.name;
  });
}

}  // namespace
}  // namespace gongshu::domain::workspace
