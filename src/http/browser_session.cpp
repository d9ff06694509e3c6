#include "http/browser_session.h"

namespace gongshu::http {
namespace {

constexpr std::string_view kPageHeader = "x-gongshu-client";

bool over_tls(const Call& call) { return call.headers.get("x-forwarded-proto") == "https"; }

std::string_view cookie_name(const Call& call) { return over_tls(call) ? "__Host-gongshu_session" : "gongshu_session"; }

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
  while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
  return text;
}

/// The value of one cookie of a Cookie header (RFC 6265, 4.2.1).
std::string_view cookie_value(std::string_view cookies, std::string_view name) {
  while (!cookies.empty()) {
    const auto end = cookies.find(';');
    const auto pair = trimmed(cookies.substr(0, end));
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && pair.substr(0, equals) == name) return pair.substr(equals + 1);
    if (end == std::string_view::npos) break;
    cookies.remove_prefix(end + 1);
  }
  return {};
}

std::string set_cookie(const Call& call, std::string_view token) {
  std::string out(cookie_name(call));
  out.append("=").append(token).append("; Path=/; HttpOnly; SameSite=Strict");
  if (over_tls(call)) out += "; Secure";
  if (token.empty()) out += "; Max-Age=0";
  return out;
}

}  // namespace

Result<std::string> session_of_cookie(std::string_view cookies, const Call& call) {
  const auto token = cookie_value(cookies, cookie_name(call));
  if (token.empty()) return std::string();
  if (call.method != "GET" && !call.headers.contains(kPageHeader))
    return fail(ErrorCode::auth_forbidden, "header.X-Gongshu-Client", "send X-Gongshu-Client, or a bearer token instead of the cookie");
  return std::string(token);
}

void keep_session_in_cookie(const Call& call, Reply& reply) {
  if (!call.headers.contains(kPageHeader)) return;
  if (call.operation_id == "signOut") return reply.headers.add("Set-Cookie", set_cookie(call, {}));
  if (call.operation_id != "signIn" || !reply.body.is_object()) return;
  auto& body = reply.body.as_object();
  const auto* token = body.if_contains("token");
  if (!token || !token->is_string()) return;
  reply.headers.add("Set-Cookie", set_cookie(call, std::string_view(token->as_string())));
  body.erase("token");
}

}  // namespace gongshu::http
