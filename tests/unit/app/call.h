// Calls of operations as they come from the server, without one: roles are checked, the actor is given.
#pragma once
#include "app/api.h"
#include "app/operation.h"
#include "fixture.h"

namespace gongshu::app::test {

struct Asked {
  json::value body{};
  std::map<std::string, std::string> params{}, query{};
};

inline Result<Reply> call(Node& node, const domain::Actor& actor, const std::string& operation, Asked asked = {}) {
  Call c;
  c.operation = operation;
  c.params = std::move(asked.params);
  c.query = std::move(asked.query);
  c.body = std::move(asked.body);
  c.actor = actor;
  return call_as_actor(node, c);
}

/// A call that must work; its body.
inline json::object must(Node& node, const domain::Actor& actor, const std::string& operation, Asked asked = {}) {
  auto reply = call(node, actor, operation, std::move(asked));
  if (!reply) throw std::runtime_error(operation + ": " + describe(reply.error()));
  return reply->body.as_object();
}

inline std::string text_of(const json::object& body, std::string_view member) { return std::string(body.at(member).as_string()); }
inline ErrorCode code_of(const Result<Reply>& reply) { return reply ? ErrorCode::internal : reply.error().code; }

inline const domain::Actor kSystemAdmin{"per-sys", "org-au", {"competent_authority"}, {"system_admin"}};
inline const domain::Actor kAuditAdmin{"per-audit", "org-op", {"operator"}, {"audit_admin"}};

}  // namespace gongshu::app::test
