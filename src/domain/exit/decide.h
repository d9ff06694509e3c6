// Decisions on exits. Each step function is asked right before the step's event is recorded, so that a resumed exit cannot record a
// step twice and nobody completes what they started.
#pragma once
#include "domain/exit/events.h"
#include "domain/kernel/context.h"

namespace gongshu::domain::exit {

/// What the node knows of the agreement and of the document.
struct StartFacts {
  bool agreement_exists = false, in_force = false, term_over = false, document_exists = false;
  std::string agency, operator_org, ends;
};

/// By the authority or the agreement's agency. Errors: state.not_found (agreement), auth.forbidden, state.not_allowed (not in force),
/// input.bad_choice ("expired" before its last day is over), rule.evidence_missing (no such document).
Result<Events> start(const StartExit&, const StartFacts&, Context&);

/// May this person take the next step? Errors: auth.forbidden, auth.same_person (the one who started it).
Status may_complete(const Exit&, const Context&);

/// Categories whose files must go: what the pack names and what the agreement adds, sorted, each once.
std::vector<std::string> categories_to_delete(const StartExit&, Context&);
/// Last day of the period in which logs must be kept, counted from `ctx.now`. Errors: calendar.*.
Result<std::string> log_hold_until(Context&);

/// Steps; errors of may_complete, and state.not_allowed out of order.
Result<Events> revoke(const Exit&, RevokedRights, std::vector<NoticeRef>, Context&);
Result<Events> list_files(const Exit&, const std::vector<FoundFile>&, Context&);
/// Files that appeared after the list was closed (a job that was under way): recorded before they are deleted, too.
Result<Events> add_files(const Exit&, const std::vector<FoundFile>&, Context&);
Result<Events> destroy_keys(const Exit&, std::vector<ShreddedKey>, Context&);
Result<Events> delete_files(const Exit&, Context&);
Result<Events> end(const Exit&, bool operator_exited, Context&);
Result<Events> certify(const Exit&, Certified, Context&);

}  // namespace gongshu::domain::exit
