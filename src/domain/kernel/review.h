// How every subject uses the review chains of rules/: open one at a point, give an opinion, read the outcome.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "domain/kernel/commands.gen.h"
#include "domain/kernel/context.h"
#include "domain/kernel/subject.h"
#include "rules/chain.h"

namespace gongshu::domain {

/// Starts the chain that the pack binds to `point` (parameter "chain"). `applicants` are the people who wrote what is reviewed: none of
/// them may review it. Errors: pack.invalid when neither rule nor default names a chain; calendar.missing_year.
Result<rules::ChainRun> open_review(Context&, const rules::Point& point, std::vector<std::string> applicants);

struct ReviewStep {
  rules::Opinion opinion;  ///< record it in an event and hand it to rules::apply_opinion in evolve
  rules::Outcome outcome;  ///< of the run after this opinion
};

/// The actor's opinion. Errors: auth.forbidden unless the actor's organisation holds the role; those of rules::check_opinion.
Result<ReviewStep> give_opinion(Context&, const rules::Point& point, const rules::ChainRun&, const GiveOpinion&);

/// Open steps of a run, for to-do lists; step keys "review.<role>".
std::vector<Todo> review_todos(const std::optional<rules::ChainRun>&);

}  // namespace gongshu::domain
