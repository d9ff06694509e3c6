// Decisions on stops. The texts let whoever finds a risk stop at once; only the authority lets things go on.
#pragma once
#include "domain/kernel/context.h"
#include "domain/supervision/events.h"
#include "identity/roles.h"

namespace gongshu::domain::supervision {

/// What the node knows of the object in the scope.
struct ScopeFacts {
  bool exists = false;
  std::string operator_org;  ///< whose operation it belongs to; empty for the node and for shared resources
};

/// By an authority, an implementing agency, a security supervisor, or the operator for what is its own. Errors: state.not_found, auth.forbidden.
/// Who stops anything; an operator stops what is its own.
inline constexpr std::string_view kMayStop[] = {identity::role::kCompetentAuthority, identity::role::kImplementingAgency, "cyberspace", "public_security",
                                                "state_security", "secrecy", "cryptography"};

Result<Events> order(const StopScope&, const ScopeFacts&, Context&);
/// By the organisation that ordered the stop or runs what is stopped; the recipient must be one the pack names (input.bad_choice), once each
/// (state.already_exists).
Result<Events> report(const Stop&, const ReportStop&, Context&);
/// By an organisation of one of the assessing roles, once everyone was told (rule.order); a later finding of a role takes the place of the
/// earlier. Errors: auth.forbidden, input.bad_choice (a role that the pack does not name), rule.evidence_missing.
Result<Events> assess(const Stop&, const AssessStop&, bool document_exists, Context&);
/// By the authority, another person than ordered it (auth.same_person), after everyone was told (rule.order) and every body that the pack
/// names finds that it may go on (rule.review_pending).
Result<Events> lift(const Stop&, const LiftStop&, Context&);

}  // namespace gongshu::domain::supervision
