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
  std::optional<Registration> of = {};         ///< the registration that the application concerns
  bool follow_up_under_way = false;            ///< another application about that registration is open
};

/// By an implementing agency or the provider itself. Every kind but the initial names a registration of the same entry that stands, and leaves
/// it as it is until the end. Errors: state.not_found, state.already_exists, input.missing_field, input.bad_choice, rule.order (a renewal before
/// its window), rule.deadline_passed (after it), rule.evidence_missing.
Result<Events> apply(const ApplyRegistration&, const ApplicationFacts&, Context&);
/// Acceptance is refused by the machine while a precondition is open: the catalog entry is not approved (rule.not_catalogued), or the
/// state-asset duties are not evidenced (rule.evidence_missing). Not accepting needs a reason (rule.reason_missing).
Result<Events> accept(const Registration&, const DecideAcceptance&, const ApplicationFacts&, Context&);
Result<Events> review(const Registration&, const DecideFormalReview&, Context&);
/// Runs for the pack's working days.
Result<Events> publish(const Registration&, Context&);
Result<Events> object(const Registration&, const RaiseObjection&, bool evidence_exists, Context&);
Result<Events> resolve(const Registration&, const ResolveObjection&, Context&);
/// After the last day of the notice, with every objection dismissed (rule.order); kinds without a notice right after the review. `code` is
/// handed in and used by an initial registration; the others keep that of the registration they follow, a change and a correction its
/// validity too. A cancellation ends.
Result<Events> complete(const Registration&, const std::string& code, Context&, const std::optional<Registration>& of = {});
/// What happens to the registration that a completed application `id` of this kind concerns (state.not_allowed when it stands no more).
Result<Events> follow(const Registration& of, const std::string& kind, const std::string& id, Context&);
/// By the registration authority, another person than reviewed it. Errors: input.bad_choice (a ground that the pack does not know),
/// rule.evidence_missing.
Result<Events> revoke(const Registration&, const RevokeRegistration&, bool document_exists, Context&);
/// By the clock, once the renewal window is open (rule.order before).
Result<Events> open_renewal(const Registration&, Context&);
/// By the clock, after the validity (rule.order before). No event while a renewal that was applied for in time is under way: what the
/// registration allowed rests meanwhile (`stands`), and how the application ends decides.
Result<Events> lapse(const Registration&, Context&, bool renewal_under_way = false);

}  // namespace gongshu::domain::registration
