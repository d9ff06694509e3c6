#include "base/record.h"

#include <mutex>
#include <regex>

namespace gongshu::record_detail {
namespace {

/// std::regex recurses with every character; no text that has a pattern is longer than this.
constexpr std::size_t kLongestMatch = 512;

/// Compiled once a pattern; patterns are string literals of the contract, so the cache stays small.
bool matches(const std::string& value, std::string_view pattern) {
  if (value.size() > kLongestMatch) return false;
  static std::mutex mutex;
  static std::map<std::string_view, std::regex> compiled;
  std::lock_guard lock(mutex);
  auto found = compiled.find(pattern);
  if (found == compiled.end()) found = compiled.emplace(pattern, std::regex(pattern.data(), pattern.size())).first;
  return std::regex_match(value, found->second);
}

bool contains_choice(std::string_view choices, std::string_view value) {
  while (!choices.empty()) {
    const auto bar = choices.find('|');
    if (choices.substr(0, bar) == value) return true;
    if (bar == std::string_view::npos) return false;
    choices.remove_prefix(bar + 1);
  }
  return false;
}

}  // namespace

Status check_string(const std::string& value, const Limits* limits, const std::string& path) {
  if (!valid_utf8(value)) return fail(ErrorCode::input_bad_utf8, path, "write the text as well-formed UTF-8");
  if (value.find('\0') != std::string::npos) return fail(ErrorCode::input_bad_format, path, "text must not contain U+0000");
  if (!limits) return {};
  const auto length = static_cast<std::int64_t>(code_points(value));
  if (limits->max_length >= 0 && length > limits->max_length)
    return fail(ErrorCode::input_too_long, path, "at most " + std::to_string(limits->max_length) + " characters");
  if (length < limits->min_length)
    return fail(ErrorCode::input_too_short, path, "at least " + std::to_string(limits->min_length) + " characters");
  if (!limits->one_of.empty() && !contains_choice(limits->one_of, value)) return fail(bad_choice(path, std::string(limits->one_of)));
  if (!limits->pattern.empty() && !matches(value, limits->pattern))
    return fail(ErrorCode::input_bad_format, path, "must match " + std::string(limits->pattern));
  return {};
}

Status check_integer(std::int64_t value, const Limits* limits, const std::string& path) {
  if (!limits) return {};
  if (value < limits->minimum) return fail(ErrorCode::input_out_of_range, path, "at least " + std::to_string(limits->minimum));
  if (value > limits->maximum) return fail(ErrorCode::input_out_of_range, path, "at most " + std::to_string(limits->maximum));
  return {};
}

Status check_count(std::size_t count, const Limits* limits, const std::string& path) {
  if (!limits) return {};
  if (limits->max_items >= 0 && static_cast<std::int64_t>(count) > limits->max_items)
    return fail(ErrorCode::input_too_long, path, "at most " + std::to_string(limits->max_items) + " elements");
  if (static_cast<std::int64_t>(count) < limits->min_items)
    return fail(ErrorCode::input_too_short, path, "at least " + std::to_string(limits->min_items) + " elements");
  return {};
}

Status check_key(std::string_view key, const std::string& path) {
  static constexpr Limits kKey{.member = {}, .max_length = 200};
  return check_string(std::string(key), &kKey, path);
}

Error wrong_type(const std::string& path, std::string_view expected) {
  return {ErrorCode::input_wrong_type, path, "expected " + std::string(expected), {}, {}, {}};
}

Error missing(const std::string& path) { return {ErrorCode::input_missing_field, path, "this field is required", {}, {}, {}}; }

Error unknown_field(const std::string& path, const std::string& allowed) {
  return {ErrorCode::input_unknown_field, path, "known fields: " + allowed, {}, {}, {}};
}

Error bad_choice(const std::string& path, const std::string& allowed) {
  return {ErrorCode::input_bad_choice, path, "one of: " + allowed, {}, {}, {}};
}

std::string child(const std::string& path, std::string_view key) {
  std::string out = path + "/";
  for (const char c : key) {
    if (c == '~') out += "~0";
    else if (c == '/') out += "~1";
    else out += c;
  }
  return out;
}

}  // namespace gongshu::record_detail
