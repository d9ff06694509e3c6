// Decisions on registrations, in the order of the national measures: apply, accept, review, notice, code.
#pragma once
#include "domain/kernel/context.h"
#include "domain/registration/events.h"

namespace gongshu::domain::registration {

struct ApplicationFacts {
  bool entry_exists = false, entry_approved = false;
  std::string provider;             ///< of the entry
  std::string agency;               ///< unused unless the pack lets the agency apply
  bool registered_already = false;  ///< another registration of the entry stands or is under way
  bool state_asset_evidenced = false;
  std::vector<std::string> missing_documents;  ///< JSON Pointers
};

/// By an implementing agency or the provider itself. Errors: state.not_found, state.already_exists, rule.evidence_missing.
Result<Events> apply(const ApplyRegistration&, const ApplicationFacts&, Context&);
/// Acceptance is refused by the machine while a precondition is open: the catalog entry is not approved (rule.not_catalogued), or the
/// state-asset duties are not evidenced (rule.evidence_missing). Not accepting needs a reason (rule.reason_missing).
Result<Events> accept(const Registration&, const DecideAcceptance&, const ApplicationFacts&, Context&);
Result<Events> review(const Registration&, const DecideFormalReview&, Context&);
/// Runs for the pack's working days.
Result<Events> publish(const Registration&, Context&);
Result<Events> object(const Registration&, const RaiseObjection&, bool evidence_exists, Context&);
Result<Events> resolve(const Registration&, const ResolveObjection&, Context&);
/// After the last day of the notice, with every objection dismissed (rule.order). `code` is handed in.
Result<Events> complete(const Registration&, const std::string& code, Context&);

}  // namespace gongshu::domain::registration
