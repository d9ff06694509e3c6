// Who may look at the state of the node itself: its three administrators and the competent authority.
#pragma once
#include "domain/kernel/context.h"
#include "identity/roles.h"

namespace gongshu::app {

inline Status check_may_inspect(const domain::Actor& actor) {
  for (const auto duty : {identity::duty::kSystemAdmin, identity::duty::kSecurityAdmin, identity::duty::kAuditAdmin})
    if (actor.has_duty(duty)) return {};
  if (actor.has_role(identity::role::kCompetentAuthority)) return {};
  return fail(ErrorCode::auth_forbidden, {}, "for the node's administrators and the competent authority");
}

}  // namespace gongshu::app
