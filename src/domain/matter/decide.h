// Decisions on matters: may this act be taken, by this actor, now, with what was brought? Every refusal cites the rule that the act
// carries out.
#pragma once
#include "domain/kernel/context.h"
#include "domain/kernel/commands.gen.h"
#include "domain/matter/events.h"

namespace gongshu::domain::matter {

struct DocumentFact {
  std::string kind;
  std::optional<std::string> valid_until;
};
struct DecisionFact {
  bool confirmed = false;
  std::string kind, subject, outcome;
};
/// Another matter about the same record, or about the same organisation.
struct OtherMatter {
  std::string procedure, status;
  Instant since = 0;
};

/// What the node knows besides the matter itself.
struct Facts {
  std::string id;  ///< of the matter; empty when it is opened
  bool about_exists = true;
  std::string about_org;                          ///< of the record that a new matter is about
  std::map<std::string, DocumentFact> documents;  ///< by id: deposited, and open to the actor
  std::optional<DecisionFact> decision;
  std::set<std::string> records;  ///< "kind/id" of what the items name and is there
  std::vector<OtherMatter> others;
  std::vector<std::string> told;  ///< organisations with a role that the act tells
};

/// What an act brings, whichever command it came with.
struct Brought {
  json::object items;
  std::map<std::string, std::string> evidence;
  std::optional<std::string> decision, reason, basis, thread;
};

/// Opens a matter. `definition` as rules::resolved made it. Errors: input.* (act, about, items), state.not_found (about), and those of act().
Result<Events> open(const rules::Procedure& definition, const OpenMatter&, const Facts&, Context&);
/// Errors: input.bad_choice (no such act), state.not_allowed, auth.forbidden, auth.same_person, rule.review_pending, rule.order,
/// rule.deadline_passed, rule.limit_exceeded, state.already_exists, rule.item_missing, rule.evidence_missing, rule.reason_missing, input.* of items.
Result<Events> act(const Matter&, const ActOnMatter&, const Facts&, Context&);
/// The checks of act(), or of open() where the act opens the matter, over something brought before: for judging recorded acts again.
Status check_act(const Matter&, const rules::ActDef&, const Brought&, const Facts&, Context&);
/// An opinion in the review that an act started. Errors: state.not_allowed (no review is open), auth.*, those of rules::check_opinion.
Result<Events> review(const Matter&, const GiveOpinion&, Context&);
/// The last day of `act` is over: the mark, and what the clock does then. Nothing when no such clock is open.
Result<Events> overdue(const Matter&, const std::string& act, Context&);
/// The matter that the node opens for an organisation when a period is over.
Result<Events> expect(const rules::Procedure& definition, const std::string& org, const std::string& period, Date last_day, Context&);
/// A matter that another one opens: its opening act stands as done by the node, with the items of equal names.
Result<Events> open_by_node(const rules::Procedure& definition, const std::optional<About>& about, const std::string& about_org,
                            const json::object& items, Context&);

/// The act that opens a matter under this name, or the only one. Errors: input.missing_field, input.bad_choice at "/act".
Result<const rules::ActDef*> opening_act(const rules::Procedure&, const std::optional<std::string>& name);

}  // namespace gongshu::domain::matter
