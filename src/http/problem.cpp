#include "http/problem.h"

#include "base/hint.h"

namespace gongshu::http {
namespace {

bool tells_inside(int status) { return status >= 500 && status != 503; }

void add(json::object& out, std::string_view name, const std::string& value) {
  if (!value.empty()) out.emplace(name, json::string(value));
}

/// JSON is UTF-8: text that came from a damaged source must not make the answer itself malformed.
void repair(json::value& value) {
  if (auto* object = value.if_object()) {
    for (auto& member : *object) repair(member.value());
  } else if (auto* array = value.if_array()) {
    for (auto& element : *array) repair(element);
  } else if (auto* text = value.if_string(); text && !valid_utf8(*text)) {
    for (auto& c : *text)
      if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  }
}

}  // namespace

Reply problem(const Error& error, std::string_view trace_id) {
  const auto& about = info(error.code);
  const bool hidden = tells_inside(about.status);
  Error shown{error.code, {}, {}, {}, {}, {}};
  if (!hidden) shown = error;
  json::object out;
  out.emplace("type", "/docs#/errors/" + std::string(about.name));
  out.emplace("title", json::string(about.zh));
  out.emplace("title_en", json::string(about.en));
  out.emplace("status", about.status);
  out.emplace("code", json::string(about.name));
  out.emplace("detail", describe(shown));
  add(out, "rule", shown.rule);
  add(out, "article", shown.article);
  add(out, "at", shown.at);
  add(out, "hint", shown.hint);
  add(out, "hint_zh", chinese(shown.hint).value_or(std::string()));
  out.emplace("trace_id", json::string(trace_id));
  for (const auto& [name, value] : shown.detail) out.emplace(name, value);  // own members win
  json::value document = std::move(out);
  repair(document);
  Reply reply{about.status, {}, json::serialize(document), std::string(kProblemType), {}};
  if (about.status == 503) reply.headers.add("Retry-After", "1");
  if (about.status == 401) reply.headers.add("WWW-Authenticate", "Bearer");
  return reply;
}

}  // namespace gongshu::http
