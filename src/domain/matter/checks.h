// One function a reason to refuse. Each reads the matter before the act.
#pragma once
#include "domain/matter/decide.h"

namespace gongshu::domain::matter {

/// What all checks look at.
struct Try {
  const Matter& matter;
  const rules::ActDef& act;
  const Brought& brought;
  const Facts& facts;
  Context& context;
  Date today() const { return local_date(context.now); }
};

/// A refusal that cites the act's rule in force: the first that is must or principle, else the first.
Error refusal(const Context&, const rules::ActDef&, ErrorCode, std::string at = {}, std::string hint = {});
/// "“名称”（name）" for messages.
std::string named(const Context&, const std::string& key);

/// Kind of the record that an item names (organisation, person, or the record's own); empty when it names none.
std::string record_kind(const rules::ItemDef&);

/// The acts that can be taken now, and by whom; the opinion that is waited for while a review is under way. For hints.
std::string next_steps(const Matter&);

Status check_state(const Try&);
Status check_actor(const Try&);
Status check_person(const Try&);       ///< distinct, same
Status check_review(const Try&);       ///< no review is under way
Status check_before_after(const Try&); ///< done, after, before, clear
Status check_count(const Try&);        ///< times, once_each
Status check_needs(const Try&);
Status check_thread(const Try&);
Status check_items(const Try&);     ///< every missing one is named
Status check_evidence(const Try&);  ///< documents and the outside decision
Status check_reason(const Try&);

/// First day after the wait that `after` states; error rule.order when the act it counts from was not taken, calendar.missing_year.
Result<Date> wait_ends(const Try&);

}  // namespace gongshu::domain::matter
