// One function a refusal reason.
#pragma once
#include "domain/authorization/decide.h"

namespace gongshu::domain::authorization {

/// Every item the point asks for is there with text that says something (rule.item_missing, naming the item).
Status check_items(const rules::Ruling&, const std::map<std::string, std::string>& items, const std::string& at);
/// The mode the pack prefers, or one for which an exception stands (rule.refused).
Status check_mode(const DraftPlan&, const PlanFacts&, Context&);
/// A change of an approved plan is one the pack allows (rule.refused).
Status check_change(const OperationPlan&, const DraftPlan&, const PlanFacts&, Context&);
/// Plan, operator, resources and period: what the agreement stands on.
Status check_ground(const DraftAgreement&, const std::string& agency, const AgreementFacts&, Context&);
/// check_ground, the required items, the term cap, and what a renewal leans on.
Status check_content(const DraftAgreement&, const std::string& agency, const AgreementFacts&, Context&);
/// Is the next signature this actor's? (auth.forbidden, state.already_exists, auth.same_person)
Status check_signature(const Agreement&, const std::vector<Signature>&, const Context&);
/// May the operator ask for renewal today? (rule.order, rule.deadline_passed)
Status check_renewal_day(const Agreement&, Context&);
/// Both days are real and the first is not after the last (input.bad_date, input.out_of_range).
Status check_period(const std::string& starts, const std::string& ends);
/// The decision is confirmed, of this kind and about this record (rule.order).
Status check_decision(const rules::Ruling&, const DecisionFact&, std::string_view kind, const std::string& subject);
/// The decision was not made on an earlier version: a changed text goes the whole way again (rule.order).
Status check_not_spent(const rules::Ruling&, const std::vector<std::string>& past, const std::string& decision);
/// Filings the point asks for, with their due day where the pack gives one. Errors: calendar.missing_year.
Result<std::vector<Filing>> open_filings(const rules::Ruling&, Context&);
/// The filing was opened and is not recorded yet (input.bad_choice, state.already_exists); the day is real and not in the future.
Status check_filing(const std::vector<Filing>&, const RecordFiling&, Context&);

}  // namespace gongshu::domain::authorization
