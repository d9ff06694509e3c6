// Entering a workspace: whose it is, that it is open, and the policy that holds in it now.
#pragma once
#include "app/operation.h"
#include "app/workspace_policy.h"
#include "domain/scenario/events.h"
#include "domain/workspace/decide.h"

namespace gongshu::app {

struct Entered {
  domain::workspace::Workspace state;
  ScenarioPolicy policy;  ///< statistical
};

/// People of the operator, and where `reviewers` those who oversee; to anyone else the workspace does not exist.
/// Errors: state.not_found, state.exited.
Result<Entered> enter_workspace(Node& node, const Call& call, const std::string& id, bool reviewers);

/// The agreement, the scenario and the resources behind a query's tables stand.
Status check_query_standing(Records& records, const std::string& scenario, const std::vector<std::string>& resources, Instant now,
                            const rules::Rulebook& book);
Status check_query_standing(Node& node, const ScenarioPolicy& policy, const CompiledQuery& query);

}  // namespace gongshu::app
