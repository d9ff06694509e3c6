#include "demo/people.h"

namespace gongshu::demo {
namespace {

tl::unexpected<Error> story_fault(const std::string& what, const http::Response& response) {
  return fail(ErrorCode::internal, what, "HTTP " + std::to_string(response.status) + " " + response.body.substr(0, 600));
}

}  // namespace

Result<json::object> object_of(const http::Response& response, const std::string& path) {
  if (response.body.empty()) return json::object();
  GS_TRY(value, parse_json(response.body, {.bytes = 64 << 20, .depth = 64}));
  if (!value.is_object()) return story_fault(path, response);
  return value.get_object();
}

std::string text_of(const json::object& object, const char* member) {
  const auto* value = object.if_contains(member);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

Status People::enter(const std::string& account, const std::string& one_time_password) {
  GS_TRY(first, client_.post_json(base_ + "/api/v1/sessions", json::object{{"account", account}, {"password", one_time_password}}));
  if (first.status != 201) return story_fault("sign in " + account, first);
  GS_TRY(session, object_of(first, "sessions"));
  const json::object change{{"old_password", one_time_password}, {"new_password", kDemoPassword}};
  GS_TRY(changed, client_.request("PUT", base_ + "/api/v1/sessions/current/password",
                                  {{"authorization", "Bearer " + text_of(session, "token")}, {"content-type", "application/json"}},
                                  json::serialize(change)));
  if (changed.status != 204) return story_fault("change password " + account, changed);
  return {};
}

Result<std::string> People::token(const std::string& account) {
  if (const auto found = tokens_.find(account); found != tokens_.end()) return found->second;
  GS_TRY(reply, client_.post_json(base_ + "/api/v1/sessions", json::object{{"account", account}, {"password", kDemoPassword}}));
  if (reply.status != 201) return story_fault("sign in " + account, reply);
  GS_TRY(session, object_of(reply, "sessions"));
  return tokens_[account] = text_of(session, "token");
}

Result<http::Response> People::send(const std::string& account, const std::string& method, const std::string& path, const json::value& body) {
  http::Fields headers;
  if (!body.is_null()) headers.add("content-type", "application/json");
  return raw(account, method, path, std::move(headers), body.is_null() ? std::string() : json::serialize(body));
}

Result<http::Response> People::raw(const std::string& account, const std::string& method, const std::string& path, http::Fields headers,
                                   std::string body) {
  if (account.empty()) return client_.request(method, base_ + path, headers, std::move(body));
  GS_TRY(bearer, token(account));
  auto with_session = headers;
  with_session.add("authorization", "Bearer " + bearer);
  GS_TRY(reply, client_.request(method, base_ + path, with_session, body));
  if (reply.status != 401) return reply;
  tokens_.erase(account);  // the story's clock has passed the session's end: sign in again, once
  GS_TRY(again, token(account));
  headers.add("authorization", "Bearer " + again);
  return client_.request(method, base_ + path, headers, std::move(body));
}

Result<json::object> People::call(const std::string& account, const std::string& method, const std::string& path, const json::value& body) {
  GS_TRY(reply, send(account, method, path, body));
  if (reply.status >= 300) return story_fault(account + " " + method + " " + path, reply);
  return object_of(reply, path);
}

Status People::refused(const std::string& account, const std::string& method, const std::string& path, const json::value& body, int status,
                       const std::string& code, const std::string& what, const std::string& rule) {
  GS_TRY(reply, send(account, method, path, body));
  GS_TRY(problem, object_of(reply, path));
  if (reply.status != status || text_of(problem, "code") != code || (!rule.empty() && text_of(problem, "rule") != rule))
    return story_fault(what + ": expected a refusal " + code + (rule.empty() ? "" : " under " + rule), reply);
  narrator_.refusal(what, problem);
  return {};
}

}  // namespace gongshu::demo
