// Decisions on evidence. Design invariant 9: what was decided outside is entered by one person and confirmed by another.
#pragma once
#include "domain/evidence/events.h"
#include "domain/kernel/context.h"

namespace gongshu::domain::evidence {

/// `document_exists`: the document named is deposited and visible to the actor. Errors: rule.evidence_missing, input.bad_date,
/// input.out_of_range for a day in the future.
Result<std::vector<OutsideDecisionSubject::Event>> enter(const EnterOutsideDecision&, bool document_exists, Context&);
/// Another person of the same organisation, or of an authority (auth.same_person, auth.forbidden).
Result<std::vector<OutsideDecisionSubject::Event>> confirm(const OutsideDecision&, Context&);
Result<std::vector<OutsideDecisionSubject::Event>> reject(const OutsideDecision&, const RejectOutsideDecision&, Context&);

/// `rule_is_principle`: the pack has the rule, and its level allows exceptions (input.bad_choice otherwise).
Result<std::vector<RuleExceptionSubject::Event>> request(const RequestException&, bool rule_is_principle, Context&);
/// By the competent authority, another person than asked.
Result<std::vector<RuleExceptionSubject::Event>> decide(const RuleException&, const DecideException&, Context&);

}  // namespace gongshu::domain::evidence
