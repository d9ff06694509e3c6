#include "cli/source_push.h"

#include "base/record.h"

namespace gongshu::cli {
namespace {

constexpr JsonLimits kAnswer{64 << 20, 32};

std::string text_of(const json::object& object, std::string_view member) {
  const auto* value = object.if_contains(member);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

ErrorCode code_named(std::string_view name) {
  for (int i = 0; i < kErrorCodes; ++i)
    if (info(static_cast<ErrorCode>(i)).name == name) return static_cast<ErrorCode>(i);
  return ErrorCode::internal;
}

/// The platform's problem document as an error of ours (RFC 9457).
Error error_of(const http::Response& response) {
  const auto value = parse_json(response.body, kAnswer);
  const auto* problem = value ? value->if_object() : nullptr;
  if (!problem) return {ErrorCode::http_bad_request, {}, "the platform answered with status " + std::to_string(response.status), {}, {}, {}};
  return {code_named(text_of(*problem, "code")), text_of(*problem, "at"),      text_of(*problem, "hint"),
          text_of(*problem, "rule"),             text_of(*problem, "article"), {}};
}

}  // namespace

Result<Platform> Platform::sign_in(const PlatformAccess& access) {
  auto url = access.url;
  while (url.ends_with('/')) url.pop_back();
  Platform platform(url);
  GS_TRY(session, platform.post("/api/v1/sessions", json::object{{"account", access.account}, {"password", access.password}}));
  const auto* object = session.if_object();
  platform.token_ = object ? text_of(*object, "token") : std::string();
  if (platform.token_.empty()) return fail(ErrorCode::http_bad_request, access.url, "this is no Gongshu node");
  return platform;
}

Result<json::value> Platform::call(std::string_view method, const std::string& path, const char* type, std::string body) {
  http::Fields headers;
  if (!token_.empty()) headers.add("Authorization", "Bearer " + token_);
  if (type) headers.add("Content-Type", type);
  GS_TRY(response, client_.request(method, url_ + path, headers, std::move(body)));
  if (response.status >= 400) return fail(error_of(response));
  if (response.body.empty()) return json::value(nullptr);
  return parse_json(response.body, kAnswer);
}

Result<json::value> Platform::get(const std::string& path) { return call("GET", path, nullptr, {}); }

Result<json::value> Platform::post(const std::string& path, const json::value& body) {
  if (body.is_null()) return call("POST", path, nullptr, {});
  return call("POST", path, "application/json", json::serialize(body));
}

Status Platform::put(const std::string& path, std::string bytes) {
  GS_TRY(answer, call("PUT", path, "text/csv", std::move(bytes)));
  return {};
}

Result<privacy::SignedDocument> Platform::order(const std::string& id) {
  GS_TRY(answer, get("/api/v1/masking-orders/" + id));
  const auto* object = answer.if_object();
  privacy::SignedDocument out{object ? text_of(*object, "document") : "", object ? text_of(*object, "signature") : ""};
  if (out.document.empty()) return fail(ErrorCode::state_not_found, id, "the platform no longer keeps the document of this order");
  return out;
}

Result<std::vector<std::int64_t>> HttpPushSink::begin(const privacy::SignedDocument& manifest) {
  GS_TRY(answer, platform_.post("/api/v1/batches", write(manifest)));
  const auto* object = answer.if_object();
  batch_ = object ? text_of(*object, "id") : std::string();
  if (batch_.empty()) return fail(ErrorCode::http_bad_request, {}, "the platform's answer names no batch");
  accepted_ = text_of(*object, "status") == "accepted";
  const auto* missing = object->if_contains("missing");
  if (!missing) return std::vector<std::int64_t>();
  return read<std::vector<std::int64_t>>(*missing);
}

Status HttpPushSink::chunk(std::int64_t index, std::string_view bytes) {
  return platform_.put("/api/v1/batches/" + batch_ + "/chunks/" + std::to_string(index), std::string(bytes));
}

Status HttpPushSink::finish() {
  if (accepted_) return {};
  GS_TRY(answer, platform_.post("/api/v1/batches/" + batch_ + "/finish", nullptr));
  return {};
}

}  // namespace gongshu::cli
