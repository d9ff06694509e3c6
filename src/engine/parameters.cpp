// Parameters of a query: `$name` and `:name` stand for typed constants that the caller brings. They never become text of the query:
// a name is numbered where the scanner found it as a sign and a word of its own (not in strings, comments or quoted names), the
// binder puts the constant into the plan. The canonical text of the plan holds the name, so that all values give one plan.
#include <pg_query.h>

#include <algorithm>
#include <charconv>

#include "base/clock.h"
#include "base/json.h"
#include "base/record.h"
#include "engine/parameters.h"
#include "engine/pg_tree.h"
#include "engine/unsupported.h"

namespace gongshu::engine {
namespace {

struct Sign {
  int start = 0, end = 0;
  int token = 0;
};

/// Tokens without comments; nothing for text that does not scan (parse() says why).
std::vector<Sign> signs_of(const std::string& sql) {
  std::vector<Sign> out;
  auto scanned = pg_query_scan(sql.c_str());
  if (!scanned.error)
    if (auto* result = pg_query__scan_result__unpack(nullptr, scanned.pbuf.len, reinterpret_cast<const uint8_t*>(scanned.pbuf.data))) {
      for (std::size_t i = 0; i < result->n_tokens; ++i)
        out.push_back({result->tokens[i]->start, result->tokens[i]->end, static_cast<int>(result->tokens[i]->token)});
      pg_query__scan_result__free_unpacked(result, nullptr);
    }
  pg_query_free_scan_result(scanned);
  return out;
}

bool is_word(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  });
}

Error bad_value(const Argument& a) {
  return {ErrorCode::input_bad_format, "/values/" + a.name, "a value of type " + std::string(name_of(a.type)), {}, {}, {}};
}

bool plain_decimal(std::string_view digits) {
  if (digits.starts_with('-')) digits.remove_prefix(1);
  const auto point = digits.find('.');
  const auto whole = digits.substr(0, point), part = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  const auto all_digits = [](std::string_view s) { return s.find_first_not_of("0123456789") == std::string_view::npos; };
  return !whole.empty() && whole.size() <= 18 && part.size() <= 6 && all_digits(whole) && all_digits(part);
}

}  // namespace

Result<std::string> number_arguments(const SourceText& text, std::span<const Argument> arguments) {
  auto out = text.sql;
  const auto signs = signs_of(text.sql);
  for (std::size_t i = 0; i < signs.size(); ++i) {
    const auto& sign = signs[i];
    if (sign.token == PG_QUERY__TOKEN__PARAM) return unsupported(text, sign.start, "a parameter by number", "write $name");
    if (sign.token != '$' && sign.token != ':') continue;
    if (i + 1 == signs.size() || signs[i + 1].start != sign.end) continue;
    const auto& word = signs[i + 1];
    const auto name = std::string_view(text.sql).substr(static_cast<std::size_t>(word.start), static_cast<std::size_t>(word.end - word.start));
    if (!is_word(name)) continue;
    const auto known = std::find_if(arguments.begin(), arguments.end(), [&](const auto& a) { return a.name == name; });
    if (known == arguments.end())
      return fail(ErrorCode::query_unknown_column, text.at(sign.start), "there is no parameter \"" + std::string(name) + "\"");
    auto numbered = "$" + std::to_string(known - arguments.begin() + 1);
    numbered.resize(static_cast<std::size_t>(word.end - sign.start), ' ');  // positions stay: at most nine, so that a number is never longer
    out.replace(static_cast<std::size_t>(sign.start), numbered.size(), numbered);
  }
  return out;
}

Status check_arguments(std::span<const Argument> arguments) {
  if (arguments.size() > kMaxArguments) return fail(ErrorCode::query_too_complex, "/parameters", "at most 9 parameters");
  for (const auto& a : arguments) {
    if (!is_word(a.name)) return fail(ErrorCode::input_bad_format, "/parameters/" + a.name, "a name of letters, digits and _");
    if (!argument_value(a)) return fail(bad_value(a));
  }
  return {};
}

std::optional<Constant> argument_value(const Argument& a) {
  switch (a.type) {
    case ColumnType::boolean:
      if (a.value != "true" && a.value != "false") return std::nullopt;
      return Constant(a.value == "true");
    case ColumnType::integer: {
      std::int64_t n = 0;
      const auto parsed = std::from_chars(a.value.data(), a.value.data() + a.value.size(), n);
      if (parsed.ec != std::errc() || parsed.ptr != a.value.data() + a.value.size()) return std::nullopt;
      return Constant(n);
    }
    case ColumnType::decimal: return plain_decimal(a.value) ? std::optional<Constant>(a.value) : std::nullopt;
    case ColumnType::date: return parse_date(a.value) ? std::optional<Constant>(a.value) : std::nullopt;
    case ColumnType::text:
      return valid_utf8(a.value) && a.value.find('\0') == std::string::npos ? std::optional<Constant>(a.value) : std::nullopt;
    case ColumnType::real: break;
  }
  return std::nullopt;
}

}  // namespace gongshu::engine
