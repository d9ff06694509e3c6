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

/// Parts of a review that only these organisations may take: role → organisations (the operator and the agency of the agreement at hand, the
/// providers of the data). A role without organisations is open to all who hold it.
using Seats = std::map<std::string, std::vector<std::string>>;

struct ReviewStep {
  rules::Opinion opinion;  ///< record it in an event and hand it to rules::apply_opinion in evolve
  rules::Outcome outcome;  ///< of the run after this opinion
};

/// The actor's opinion. Errors: auth.forbidden unless the actor's organisation holds the role and, where the role has a seat, is the
/// one seated; those of rules::check_opinion.
Result<ReviewStep> give_opinion(Context&, const rules::Point& point, const rules::ChainRun&, const GiveOpinion&, const Seats& seats = {});

/// Notes stand at places that the record has, outside its review: what others said in it may not be known yet. Nobody who stands aside
/// makes any. Errors: input.bad_choice, input.bad_format at "/notes/N/at".
Status check_notes(const GiveOpinion&, const json::value& record);
template <class State>
Status check_notes(const GiveOpinion& c, const State& state) {
  return c.notes ? check_notes(c, write(state)) : Status();
}

/// What the actor hands in, for subjects that hold their run themselves.
rules::OpinionDraft draft_of(const GiveOpinion&, const Context&);

/// For evolve: total, an opinion on a step that the run does not have changes nothing.
void apply_review(std::optional<rules::ChainRun>&, const rules::Opinion&);

/// Open steps of a run, for to-do lists; step keys "review.<role>", once for a panel of several people.
std::vector<Todo> review_todos(const std::optional<rules::ChainRun>&, const Seats& seats = {});

/// Adds whoever wrote a version to those who may not review it.
void note_author(std::vector<std::string>& authors, const std::string& person);

}  // namespace gongshu::domain
