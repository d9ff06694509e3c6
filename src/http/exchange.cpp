#include "http/exchange.h"

#include <algorithm>

#include "http/browser_session.h"
#include "http/parameters.h"
#include "http/problem.h"

namespace gongshu::http {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::string lower(std::string_view text) {
  std::string out(text);
  for (auto& c : out) c = lower(c);
  return out;
}

bool is_hex(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
}

/// The media type without parameters; a charset other than UTF-8 makes it unusable (empty).
std::string media_type(std::string_view content_type) {
  const auto semicolon = content_type.find(';');
  auto type = lower(content_type.substr(0, semicolon));
  while (!type.empty() && (type.back() == ' ' || type.back() == '\t')) type.pop_back();
  if (semicolon == std::string_view::npos) return type;
  auto rest = lower(content_type.substr(semicolon));
  std::erase_if(rest, [](char c) { return c == ' ' || c == '\t' || c == '"'; });
  const auto charset = rest.find(";charset=");
  if (charset == std::string::npos) return type;
  const auto value = rest.substr(charset + 9, rest.find(';', charset + 1) - charset - 9);
  return value == "utf-8" || value == "utf8" ? type : std::string();
}

bool is_json(std::string_view type) { return type == "application/json" || type.ends_with("+json"); }

std::string bearer_of(std::string_view authorization) {
  if (authorization.size() < 7 || lower(authorization.substr(0, 7)) != "bearer ") return {};
  const auto start = authorization.find_first_not_of(' ', 7);
  return start == std::string_view::npos ? std::string() : std::string(authorization.substr(start));
}

/// Origin form only is what handlers see; the absolute form of proxies loses scheme and authority.
std::string_view origin_form(std::string_view target) {
  const auto scheme = lower(target.substr(0, 8));
  if (!scheme.starts_with("http://") && scheme != "https://") return target;
  const auto slash = target.find('/', target.find("://") + 3);
  return slash == std::string_view::npos ? std::string_view("/") : target.substr(slash);
}

Status route(const Router& router, const Head& head, Exchange& out) {
  const auto target = origin_form(head.target);
  const auto question = target.find('?');
  out.call.target = target;
  out.call.path = target.substr(0, question);
  if (target == "*" && head.method == "OPTIONS") {
    out.early = Reply{204, {}, {}, {}, {{"Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"}}};
    return {};
  }
  if (target.find('#') != std::string_view::npos)
    return fail(ErrorCode::http_bad_request, "request line", "no fragment in the target");
  GS_TRY(found, router.match(head.method, out.call.path));
  if (!found.operation) {
    out.early = head.method == "OPTIONS"
                    ? Reply{204, {}, {}, {}, {}}
                    : problem({ErrorCode::http_method_not_allowed, "method", found.allow, {}, {}, {}}, out.call.trace_id);
    out.early->headers.add("Allow", std::move(found.allow));
    return {};
  }
  out.operation = found.operation;
  out.call.operation_id = found.operation->id;
  out.call.params = std::move(found.params);
  out.limit = found.operation->max_body;
  if (question == std::string_view::npos && found.operation->query.empty()) return {};
  GS_TRY(query,
         read_query(*found.operation, question == std::string_view::npos ? std::string_view() : target.substr(question + 1)));
  out.call.query = std::move(query);
  return {};
}

bool accepts(const Operation& operation, const std::string& type) {
  return std::ranges::any_of(operation.body_types, [&](const auto& allowed) { return allowed == type || allowed == "*/*"; });
}

tl::unexpected<Error> bad_type(const Operation& operation) {
  std::string allowed;
  for (const auto& type : operation.body_types) allowed.append(allowed.empty() ? "" : ", ").append(type);
  return fail(ErrorCode::input_bad_content_type, "header.content-type", "one of: " + allowed + " (UTF-8)");
}

/// What the head says about the body.
Status announce(const Head& head, Exchange& out) {
  const auto& operation = *out.operation;
  if (head.content_length.value_or(0) > out.limit)
    return fail(ErrorCode::input_too_large, "body", "at most " + std::to_string(out.limit) + " bytes");
  const bool comes = head.chunked || head.content_length.value_or(0) > 0;
  if (!comes) return {};
  out.call.content_type = media_type(head.content_type);
  if (!operation.body_types.empty() && !accepts(operation, out.call.content_type)) return bad_type(operation);
  return {};
}

void add_line(std::string& out, std::string_view name, std::string_view value) {
  out.append(name).append(": ").append(value).append("\r\n");
}

std::string_view reason(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 304: return "Not Modified";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 410: return "Gone";
    case 413: return "Content Too Large";
    case 415: return "Unsupported Media Type";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 503: return "Service Unavailable";
    default: return "Status";
  }
}

bool safe_header(std::string_view text) {
  return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

}  // namespace

// W3C Trace Context: version "-" 32 hex digits "-" 16 hex digits "-" flags; an all-zero id does not count.
std::string trace_id_of(std::string_view traceparent, std::uint64_t high, std::uint64_t low) {
  if (traceparent.size() >= 55 && traceparent[2] == '-' && traceparent[35] == '-' && is_hex(traceparent.substr(3, 32)) &&
      traceparent.substr(3, 32).find_first_not_of('0') != std::string_view::npos)
    return std::string(traceparent.substr(3, 32));
  std::string out(32, '0');
  for (int i = 0; i < 16; ++i) out[i] = "0123456789abcdef"[(high >> (60 - 4 * i)) & 15];
  for (int i = 0; i < 16; ++i) out[16 + i] = "0123456789abcdef"[(low >> (60 - 4 * i)) & 15];
  return out;
}

Exchange prepare(const Router& router, const Head& head, const std::string& remote, std::string trace_id) {
  Exchange out;
  out.head_only = head.method == "HEAD";
  auto& call = out.call;
  call.method = out.head_only ? std::string_view("GET") : head.method;
  call.trace_id = std::move(trace_id);
  call.remote = remote;
  auto status = route(router, head, out);
  if (status && !out.early) status = announce(head, out);
  if (!status) out.early = problem(status.error(), call.trace_id);
  if (out.early) return out;
  call.headers.reserve(head.forwarded.size());
  for (const auto& [name, value] : head.forwarded) call.headers.add(lower(name), std::string(value));
  if (!head.authorization.empty()) call.bearer = bearer_of(head.authorization);
  else if (auto cookie = session_of_cookie(head.cookie, call); cookie) call.bearer = std::move(*cookie);
  else out.early = problem(cookie.error(), call.trace_id);
  return out;
}

Status read_body(Exchange& exchange) {
  auto& call = exchange.call;
  const auto& operation = *exchange.operation;
  if (operation.body_types.empty()) {
    // an empty object is what many clients send when they have nothing to say
    if (!call.raw_body.empty() && call.raw_body != "{}")
      return fail(ErrorCode::input_unknown_field, "body", "this operation takes no body");
    return {};
  }
  if (call.raw_body.empty()) {
    if (operation.body_required)
      return fail(ErrorCode::input_missing_field, "body", "send a body of type " + operation.body_types[0]);
    return {};
  }
  if (!is_json(call.content_type)) return {};
  GS_TRY(value, parse_json(call.raw_body, {.bytes = exchange.limit}));
  if (value.is_null()) return fail(ErrorCode::input_wrong_type, "body", "an object, not null");
  call.body = std::move(value);
  return {};
}

Reply finish(Result<Reply> result, std::string_view trace_id, const std::function<void(const std::string&)>& log) {
  if (!result) {
    const auto& error = result.error();
    auto reply = problem(error, trace_id);
    if (reply.status >= 500 && reply.status != 503) log(describe(error) + " trace " + std::string(trace_id));
    return reply;
  }
  auto& reply = *result;
  if (reply.status < 200 || reply.status > 599) {
    log("a handler answered with status " + std::to_string(reply.status) + " trace " + std::string(trace_id));
    return problem(Error{ErrorCode::internal, {}, {}, {}, {}, {}}, trace_id);
  }
  if (reply.status == 204 || reply.status == 304)
    reply.raw.clear();
  else if (reply.content_type.empty()) {
    reply.raw = json::serialize(reply.body);
    reply.content_type = "application/json";
  }
  return std::move(reply);
}

void render_head(std::string& out, const Reply& reply, std::string_view trace_id, std::string_view date, int version,
                 bool keep_alive) {
  static constexpr std::string_view kCommon =
      "X-Content-Type-Options: nosniff\r\nReferrer-Policy: no-referrer\r\n"
      "Content-Security-Policy: default-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; "
      "base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"
      "Cross-Origin-Opener-Policy: same-origin\r\nCross-Origin-Resource-Policy: same-origin\r\n";
  out.append("HTTP/1.1 ").append(std::to_string(reply.status)).append(" ").append(reason(reply.status)).append("\r\n");
  add_line(out, "Date", date);
  if (!reply.content_type.empty())
    add_line(out, "Content-Type", safe_header(reply.content_type) ? reply.content_type : "application/octet-stream");
  if (reply.status != 204 && reply.status != 304) add_line(out, "Content-Length", std::to_string(reply.raw.size()));
  add_line(out, "X-Trace-Id", trace_id);
  out.append(kCommon);
  const bool cached = std::ranges::any_of(reply.headers, [](const auto& field) { return lower(field.first) == "cache-control"; });
  if (!cached) out.append("Cache-Control: no-store\r\n");
  for (const auto& [name, value] : reply.headers)
    if (safe_header(name) && safe_header(value)) add_line(out, name, value);
  if (!keep_alive)
    out.append("Connection: close\r\n");
  else if (version == 10)
    out.append("Connection: keep-alive\r\n");
  out.append("\r\n");
}

}  // namespace gongshu::http
