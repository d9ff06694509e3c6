// The policy of a scenario as the engine takes it, built from the demand, the supply and the rules in force; and what a query is under it.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "app/records.h"
#include "app/social_data.h"
#include "domain/scenario/types.h"
#include "domain/supply/events.h"
#include "domain/workspace/events.h"
#include "engine/query.h"
#include "rules/rulebook.h"

namespace gongshu::app {

/// Where the rows of a table come from.
struct TableSource {
  std::string resource;
  std::optional<Found<domain::supply::Batch>> batch;  ///< in use; none as long as nothing was accepted
  std::optional<SocialRow> social{};                  ///< imported by the operator: neither resource nor batch then
};

struct ScenarioPolicy {
  std::string scenario;
  engine::PolicySnapshot snapshot;
  std::map<std::string, TableSource> sources;  ///< by table name
};

/// Columns that were suppressed or demanded for lookup only do not exist for a query. `statistical` false: synthetic rows.
/// `book` stands on the day of `now`. Errors: store.*, pack.invalid.
Result<ScenarioPolicy> scenario_policy(Records& records, const std::string& id, const domain::scenario::Scenario& scenario, const rules::Rulebook& book,
                                       Instant now, std::uint64_t epoch, bool statistical);

/// A query that the policy pass let through.
struct CompiledQuery {
  engine::Approved approved;
  domain::workspace::PlanFacts plan;
  std::vector<std::string> resources;  ///< behind its tables
};
/// Errors: those of engine::compile; where no rule of the pack stands behind the refusal, detail.product_default is set.
Result<CompiledQuery> compile_query(const ScenarioPolicy& policy, const std::string& sql);

/// A job's query: with parameters the plan covers their domains, and the hash with it; a job that has values runs with these in their place.
/// Errors: those of compile_query and of engine parameters.
Result<CompiledQuery> compile_job(const ScenarioPolicy& policy, const domain::workspace::Job& job);

/// For each column of the answer: name, type, how it is made, and the granted columns it is made from.
json::array explain_columns(const CompiledQuery& query, const ScenarioPolicy& policy);

/// The batches behind the query's tables. Error state.not_allowed naming the resource that has none.
Result<std::vector<std::string>> batches_of(const CompiledQuery& query, const ScenarioPolicy& policy);

}  // namespace gongshu::app
