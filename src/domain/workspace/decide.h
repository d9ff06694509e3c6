// Decisions on workspaces and jobs. Whether the agreement and the scenario stand and what the policy pass says comes from the
// caller.
#pragma once
#include "domain/kernel/context.h"
#include "domain/workspace/events.h"

namespace gongshu::domain::workspace {

struct OpenFacts {
  std::string operator_org;  ///< of the scenario
  std::string agreement, agency;
  std::optional<std::string> present;  ///< an open workspace of the scenario that is the actor's
  bool contracted = false;             ///< the application agreement named is the actor's with this operator, names the scenario, and stands today
};

/// By the operator of the scenario; by an organisation of a role in `openers` as its own, under its application agreement. Errors:
/// auth.forbidden, rule.order (no agreement that stands), state.already_exists.
Result<WorkspaceEvents> open(const OpenWorkspace&, const OpenFacts&, Context&);
/// Only people of its owner (the operator, or the developer whose own it is) enter (state.not_found for others: a workspace is not even named to them); reviewers may look.
Status may_enter(const Workspace&, const Context&, bool reviewer);
/// Errors: state.exited.
Status may_work(const Workspace&, Context&);

/// Jobs on the batches are the operator's: a developer's own workspace has development rows only (rule.refused). Errors: those of may_enter
/// and may_work.
Result<JobEvents> submit(const SubmitJob&, const Workspace&, const PlanFacts&, Context&);
/// By another person of the agency of the agreement or of the authority. Errors: auth.forbidden, auth.own_work,
/// state.not_allowed, state.conflict (another plan than the one submitted, or the policy gives another plan by now).
Result<JobEvents> approve(const Job&, const ApproveJob&, const PlanFacts& now, Context&);
/// The job that is one run of an approved one with parameters: every parameter has a value of its type inside its domain. By the
/// operator. Errors: those of start; input.missing_field, input.unknown_field, input.bad_format at "/values/NAME";
/// rule.out_of_scope for a value outside the domain that was approved (it needs a job and a review of its own); state.not_allowed
/// where the job has no parameters.
Result<JobEvents> bind_values(const std::string& id, const Job&, const std::map<std::string, std::string>& values, const PlanFacts& now,
                       Context&);
Result<JobEvents> refuse(const Job&, const RefuseJob&, Context&);
/// By the operator. Errors: auth.forbidden, state.not_allowed (not approved), state.conflict (as above).
Result<JobEvents> start(const Job&, const PlanFacts& now, const std::vector<std::string>& batches, Context&);
/// By the operator, the agency or the authority.
Result<JobEvents> cancel(const Job&, Context&);

/// What asking for a sample of masked rows needs besides the command.
struct SampleFacts {
  std::optional<std::string> resource;  ///< behind the table; none when the scenario has no such table
  std::optional<std::string> batch;     ///< in use; none as long as nothing was accepted
  std::string population;
  std::int64_t seed = 0, k = 0;
};

/// By the operator, where the pack provides for sampled rows. Errors: those of may_enter and may_work; rule.refused (the pack has synthetic rows
/// only), rule.out_of_scope (a larger share than the pack's), state.not_found (table), state.not_allowed (no batch yet).
Result<SampleEvents> request_sample(const RequestDevelopmentSample&, const Workspace&, const SampleFacts&, Context&);
/// By another person of the agency or the authority. `in_use`: the batch now. Errors: auth.forbidden, auth.own_work, state.not_allowed,
/// state.conflict (another batch came in), those of the pack as above.
Status may_release_sample(const Sample&, const std::optional<std::string>& in_use, Context&);
Result<SampleEvents> refuse_sample(const Sample&, const RefuseDevelopmentSample&, Context&);

}  // namespace gongshu::domain::workspace
