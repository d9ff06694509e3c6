#include "http/parameters.h"

#include <algorithm>
#include <charconv>

#include "base/json.h"

namespace gongshu::http {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

Status check_length(const Parameter& p, const std::string& value, const std::string& at) {
  const auto length = static_cast<std::int64_t>(code_points(value));
  if (length > p.max_length)
    return fail(ErrorCode::input_bad_parameter, at, "at most " + std::to_string(p.max_length) + " characters");
  if (length < p.min_length)
    return fail(ErrorCode::input_bad_parameter, at, "at least " + std::to_string(p.min_length) + " characters");
  return {};
}

Status check_integer(const Parameter& p, const std::string& value, const std::string& at) {
  std::int64_t number = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), number);
  if (error != std::errc{} || end != value.data() + value.size())
    return fail(ErrorCode::input_bad_parameter, at, "a whole number");
  if (number < p.minimum) return fail(ErrorCode::input_bad_parameter, at, "at least " + std::to_string(p.minimum));
  if (number > p.maximum) return fail(ErrorCode::input_bad_parameter, at, "at most " + std::to_string(p.maximum));
  return {};
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

/// The name in an error message: what the caller sent, if it can be shown.
std::string shown(std::string_view name) {
  std::string out(name.substr(0, 64));
  for (auto& c : out)
    if (static_cast<unsigned char>(c) < 0x21 || static_cast<unsigned char>(c) > 0x7e) c = '?';
  return out;
}

Status add_pair(const Operation& operation, std::string_view pair, Fields& out) {
  const auto equals = pair.find('=');
  GS_TRY(name, percent_decode(pair.substr(0, equals), true, "query." + shown(pair.substr(0, equals))));
  const auto at = "query." + shown(name);
  const auto known = std::ranges::find(operation.query, name, &Parameter::name);
  if (known == operation.query.end()) {
    std::vector<std::string> names;
    for (const auto& p : operation.query) names.push_back(p.name);
    return fail(ErrorCode::input_bad_parameter, at, names.empty() ? "no query parameters here" : "one of: " + joined(names));
  }
  if (out.contains(name)) return fail(ErrorCode::input_bad_parameter, at, "give it once");
  GS_TRY(value, percent_decode(equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true, at));
  GS_CHECK(check_parameter(*known, value, at));
  out.add(std::move(name), std::move(value));
  return {};
}

}  // namespace

Result<std::string> percent_decode(std::string_view text, bool plus_is_space, const std::string& at) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      const int high = text.size() - i > 2 ? hex_digit(text[i + 1]) : -1;
      const int low = text.size() - i > 2 ? hex_digit(text[i + 2]) : -1;
      if (high < 0 || low < 0) return fail(ErrorCode::input_bad_parameter, at, "% is followed by two hex digits");
      out += static_cast<char>(high * 16 + low);
      i += 2;
    } else {
      out += plus_is_space && text[i] == '+' ? ' ' : text[i];
    }
  }
  if (!valid_utf8(out) || out.find('\0') != std::string::npos)
    return fail(ErrorCode::input_bad_utf8, at, "UTF-8 without U+0000, percent-encoded");
  return out;
}

Status check_parameter(const Parameter& parameter, const std::string& value, const std::string& at) {
  if (!parameter.choices.empty() && std::ranges::find(parameter.choices, value) == parameter.choices.end())
    return fail(ErrorCode::input_bad_parameter, at, "one of: " + joined(parameter.choices));
  if (parameter.type == Parameter::Type::integer) return check_integer(parameter, value, at);
  if (parameter.type == Parameter::Type::boolean && value != "true" && value != "false")
    return fail(ErrorCode::input_bad_parameter, at, "true or false");
  GS_CHECK(check_length(parameter, value, at));
  if (parameter.matches && !parameter.matches(value))
    return fail(ErrorCode::input_bad_parameter, at, "must match " + parameter.pattern);
  return {};
}

Result<Fields> read_query(const Operation& operation, std::string_view query) {
  Fields out;
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    if (end > 0) GS_CHECK(add_pair(operation, query.substr(0, end), out));
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  for (const auto& p : operation.query)
    if (p.required && !out.contains(p.name)) return fail(ErrorCode::input_bad_parameter, "query." + p.name, "it is required");
  return out;
}

}  // namespace gongshu::http
