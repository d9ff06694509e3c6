#include "app/api.h"

#include "app/gates.h"

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

/// Asks the gates first, so that a call which only reads or uploads waits for them as well; Node::execute asks them again in the decision.
Result<Reply> run_gated(Node& node, const Operation& op, const Call& call, const std::vector<const rules::GateDef*>& gates) {
  GateScope scope(gates, call);
  GS_CHECK(node.execute(call.actor, call.operation, [](Tx&) { return Status(); }));
  GS_TRY(reply, op.run(node, call));
  std::string hints;
  for (const auto& rule : scope.hints()) hints.append(hints.empty() ? "" : ", ").append(rule);
  if (!hints.empty()) reply.headers["x-gongshu-hints"] = hints;
  return reply;
}

}  // namespace

Result<Reply> call_as_actor(Node& node, const Call& call) {
  const auto op = operations().find(call.operation);
  if (op == operations().end() || op->second.access != Access::session) return fail(ErrorCode::http_not_found, {}, "no operation " + call.operation);
  GS_CHECK(check_roles(op->second, call.actor));
  const auto* gates = node.part<Gates>().before(call.operation);
  if (!gates) return op->second.run(node, call);
  GateScope scope(*gates, call);
  return op->second.run(node, call);
}

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
  // Gates before product calls are in the gateway's snapshot already.
  const auto* gates = op->second.access == Access::session ? node.part<Gates>().before(call.operation) : nullptr;
  return gates ? run_gated(node, op->second, call, *gates) : op->second.run(node, call);
}

}  // namespace gongshu::app
