#include "app/api.h"

namespace gongshu::app {
namespace {

Status check_roles(const Operation& op, const domain::Actor& actor) {
  if (op.roles.empty()) return {};
  std::string needed;
  for (const auto& role : op.roles) {
    if (actor.has_role(role)) return {};
    needed.append(needed.empty() ? "" : ", ").append(role);
  }
  return fail(ErrorCode::auth_forbidden, {}, "the organisation must hold one of: " + needed);
}

}  // namespace

Result<Reply> call_operation(Node& node, Call call) {
  const auto op = operations().find(call.operation);
  if (op == operations().end()) return fail(ErrorCode::http_not_found, {}, "no operation " + call.operation);
  if (op->second.access == Access::session) {
    GS_TRY(session, node.directory().session(call.token));
    if (session.must_change_password && call.operation != "changePassword" && call.operation != "signOut" && call.operation != "whoAmI")
      return fail(ErrorCode::auth_forbidden, {}, "change the one-time password first (changePassword)");
    GS_TRY(actor, node.actor(session.person));
    call.actor = std::move(actor);
    GS_CHECK(check_roles(op->second, call.actor));
  }
  return op->second.run(node, call);
}

}  // namespace gongshu::app
