#include "domain/workspace/decide.h"

#include "domain/workspace/parameters.h"
#include "domain/workspace/points.h"
#include "identity/roles.h"

namespace gongshu::domain::workspace {
namespace {

namespace role = identity::role;

/// Of a job or a sample.
template <class State>
Status check_reviewer(const State& state, const Context& context) {
  if (context.actor.org == state.agency || context.actor.has_role(role::kCompetentAuthority)) return {};
  return fail(ErrorCode::auth_forbidden, {}, "the implementing agency of the agreement or the authority decides on it");
}

/// Invariant 9: the author does not decide, even where one organisation holds both roles.
template <class State>
Status check_not_author(const State& state, const Context& context) {
  if (context.actor.person == state.author) return fail(ErrorCode::auth_own_work, {}, "another person decides on it");
  return {};
}

Status check_plan(const Job& state, const PlanFacts& now, Context& context) {
  if (now.hash == state.plan_hash) return {};
  return fail(context.ruling(kAccess).refusal(ErrorCode::state_conflict, "/plan_hash",
                                              "under the policy in force the query has another plan; submit it again"));
}

Status check_runner(const Job& state, const PlanFacts& now, Context& context) {
  if (context.actor.org != state.operator_org) return fail(ErrorCode::state_not_found, "path.id", "no such job");
  GS_CHECK(may_move(kJobTransitions, state.status, JobStarted::kType));
  GS_CHECK(check_plan(state, now, context));
  context.ruling(kAccess);
  return {};
}

/// What lies outside the domain was never approved.
Status check_values(const std::vector<JobParameter>& parameters, const std::map<std::string, std::string>& values,
                    Context& context) {
  for (const auto& p : parameters) {
    const auto at = "/values/" + p.name;
    const auto value = values.find(p.name);
    if (value == values.end()) return fail(ErrorCode::input_missing_field, at, "give a value of type " + p.type);
    switch (fit(p, value->second)) {
      case Fit::inside: continue;
      case Fit::malformed: return fail(ErrorCode::input_bad_format, at, "a value of type " + p.type);
      case Fit::outside:
        return fail(
            context.ruling(kAccess).refusal(ErrorCode::rule_out_of_scope, at,
                                            "outside the domain that was approved; submit a job with a wider domain for review"));
    }
  }
  for (const auto& [name, value] : values)
    if (std::none_of(parameters.begin(), parameters.end(), [&](const auto& p) { return p.name == name; }))
      return fail(ErrorCode::input_unknown_field, "/values/" + name, "the job has no such parameter");
  return {};
}

/// Who opens a workspace of its own: a role that the pack names, under an agreement with the operator.
Status check_opener(const OpenFacts& facts, Context& context) {
  const auto ruling = context.ruling(kOwn);
  const auto openers = ruling.list("openers");
  if (std::none_of(openers.begin(), openers.end(), [&](const auto& role) { return context.actor.has_role(role); }))
    return fail(ruling.refusal(ErrorCode::auth_forbidden, "/scenario",
                               "the operator of the scenario opens its workspace; others have none of their own here"));
  if (facts.contracted) return {};
  return fail(ruling.refusal(ErrorCode::rule_order, "/application_agreement",
                             "first an application agreement in force between your organisation and the operator, which names the scenario (scenarios)"));
}

/// What touches the batches stays with the operator; developers work on development rows.
Status check_operators_own(const Workspace& state, Context& context) {
  if (!state.developer_org) return {};
  return fail(context.ruling(kOwn).refusal(ErrorCode::rule_refused, "/workspace",
                                              "应用主体的环境只有开发数据，正式作业由运营主体提交 / a developer's own workspace has development rows only; the "
                                              "operator submits jobs"));
}

/// Synthetic rows need nobody's leave; masked ones leave only where the pack provides for it, and no more of them than it says.
Status check_sampling(std::int64_t share_percent, const rules::Ruling& ruling) {
  if (ruling.text("mode") != "sampled")
    return fail(ruling.refusal(ErrorCode::rule_refused, {}, "本规则包的开发数据为合成数据 / development rows are synthetic under this pack"));
  const auto most = ruling.integer("share_percent").value_or(0);
  if (share_percent <= most) return {};
  return fail(ruling.refusal(ErrorCode::rule_out_of_scope, "/share_percent",
                             "抽样比例上限 / at most " + std::to_string(most) + " percent of the entities"));
}

}  // namespace

Result<WorkspaceEvents> open(const OpenWorkspace& c, const OpenFacts& facts, Context& context) {
  const bool own = context.actor.org != facts.operator_org;
  if (own) GS_CHECK(check_opener(facts, context));
  if (facts.present) return fail(ErrorCode::state_already_exists, "/scenario", "the workspace " + *facts.present + " is open");
  context.ruling(kAccess);
  Opened opened{c.scenario, facts.agreement, facts.agency};
  if (own) {
    opened.operator_org = facts.operator_org;
    opened.application_agreement = c.application_agreement;
  }
  return {{std::move(opened)}};
}

Status may_enter(const Workspace& state, const Context& context, bool reviewer) {
  if (context.actor.org == state.owner() || reviewer) return {};
  return fail(ErrorCode::state_not_found, "path.id", "no such workspace");
}

Status may_work(const Workspace& state, Context& context) {
  if (state.status == WorkspaceStatus::open) return {};
  return fail(context.ruling(kAccess).refusal(ErrorCode::state_exited, {}, "the workspace is closed"));
}

Result<JobEvents> submit(const SubmitJob& c, const Workspace& workspace, const PlanFacts& plan, Context& context) {
  GS_CHECK(may_enter(workspace, context, false));
  GS_CHECK(may_work(workspace, context));
  GS_CHECK(check_operators_own(workspace, context));
  if (c.parameters) GS_CHECK(check_parameters(*c.parameters));
  for (const auto* point : {&kAccess, &kK, &kDominance, &kPPercent, &kIdentityColumns}) context.ruling(*point);
  return {{JobSubmitted{c, workspace.scenario, workspace.agency, plan}}};
}

Result<JobEvents> approve(const Job& state, const ApproveJob& c, const PlanFacts& now, Context& context) {
  GS_CHECK(check_reviewer(state, context));
  GS_CHECK(may_move(kJobTransitions, state.status, JobApproved::kType));
  GS_CHECK(check_not_author(state, context));
  if (c.plan_hash != state.plan_hash)
    return fail(ErrorCode::state_conflict, "/plan_hash",
                "the job's plan is " + state.plan_hash + "; read it and approve that one");
  GS_CHECK(check_plan(state, now, context));
  context.ruling(kAccess);
  return {{JobApproved{c.plan_hash}}};
}

Result<JobEvents> refuse(const Job& state, const RefuseJob& c, Context& context) {
  GS_CHECK(check_reviewer(state, context));
  GS_CHECK(may_move(kJobTransitions, state.status, JobRefused::kType));
  GS_CHECK(check_not_author(state, context));
  return {{JobRefused{c.reason}}};
}

Result<JobEvents> bind_values(const std::string& id, const Job& state, const std::map<std::string, std::string>& values,
                       const PlanFacts& now, Context& context) {
  GS_CHECK(check_runner(state, now, context));
  if (!is_template(state)) return fail(ErrorCode::state_not_allowed, "/values", "the job has no parameters; run it as it is");
  GS_CHECK(check_values(*state.parameters, values, context));
  SubmitJob content{state.workspace, state.sql, state.purpose, state.parameters};
  return {{JobBound{id, values, std::move(content), state.scenario, state.agency, state.approved_by.value_or(""), now}}};
}

Result<JobEvents> start(const Job& state, const PlanFacts& now, const std::vector<std::string>& batches, Context& context) {
  GS_CHECK(check_runner(state, now, context));
  if (is_template(state)) return fail(ErrorCode::state_not_allowed, "/values", "a job with parameters runs with values");
  return {{JobStarted{now.epoch, batches}}};
}

Result<SampleEvents> request_sample(const RequestDevelopmentSample& c, const Workspace& workspace, const SampleFacts& facts, Context& context) {
  GS_CHECK(may_enter(workspace, context, false));
  GS_CHECK(may_work(workspace, context));
  GS_CHECK(check_operators_own(workspace, context));
  const auto ruling = context.ruling(kDevelopmentRows);
  GS_CHECK(check_sampling(c.share_percent, ruling));
  if (!facts.resource) return fail(ErrorCode::state_not_found, "/table", "the scenario has no such table");
  if (!facts.batch) return fail(ErrorCode::state_not_allowed, "/table", "no batch has been accepted yet");
  const auto most = ruling.integer("entities").value_or(0);
  return {{SampleRequested{c, workspace.scenario, workspace.agency,
                           {*facts.resource, c.table, *facts.batch, facts.population, facts.seed, c.share_percent, most, facts.k}}}};
}

Status may_release_sample(const Sample& state, const std::optional<std::string>& in_use, Context& context) {
  GS_CHECK(check_reviewer(state, context));
  GS_CHECK(may_move(kSampleTransitions, state.status, SampleReleased::kType));
  GS_CHECK(check_not_author(state, context));
  GS_CHECK(check_sampling(state.parameters.share_percent, context.ruling(kDevelopmentRows)));
  if (in_use == state.parameters.batch) return {};
  return fail(ErrorCode::state_conflict, {}, "批次已更换，请重新申请 / another batch took its place; the sample is asked for again");
}

Result<SampleEvents> refuse_sample(const Sample& state, const RefuseDevelopmentSample& c, Context& context) {
  GS_CHECK(check_reviewer(state, context));
  GS_CHECK(may_move(kSampleTransitions, state.status, SampleRefused::kType));
  GS_CHECK(check_not_author(state, context));
  return {{SampleRefused{c.reason}}};
}

Result<JobEvents> cancel(const Job& state, Context& context) {
  if (context.actor.org != state.operator_org) {
    if (!check_reviewer(state, context)) return fail(ErrorCode::state_not_found, "path.id", "no such job");
  }
  GS_CHECK(may_move(kJobTransitions, state.status, JobCancelled::kType));
  return {{JobCancelled{"cancelled by a person"}}};
}

}  // namespace gongshu::domain::workspace
