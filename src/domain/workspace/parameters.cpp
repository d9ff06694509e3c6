#include "domain/workspace/parameters.h"

#include <algorithm>
#include <charconv>
#include <compare>
#include <set>

#include "base/clock.h"

namespace gongshu::domain::workspace {
namespace {

/// A number as sign, digits before the point without leading zeros, digits after it without trailing ones.
struct Decimal {
  bool negative = false;
  std::string whole, part;
};

std::optional<Decimal> decimal_of(std::string_view text) {
  Decimal out;
  out.negative = text.starts_with('-');
  if (out.negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point), part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  const auto digits = [](std::string_view s) {
    return std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
  };
  if (whole.empty() || whole.size() > 18 || part.size() > 6 || !digits(whole) || !digits(part) ||
      (point != std::string_view::npos && part.empty()))
    return std::nullopt;
  out.whole = whole.substr(std::min(whole.find_first_not_of('0'), whole.size()));
  out.part = part.substr(0, part.find_last_not_of('0') + 1);
  if (out.whole.empty() && out.part.empty()) out.negative = false;
  return out;
}

std::strong_ordering magnitude(const Decimal& a, const Decimal& b) {
  if (const auto length = a.whole.size() <=> b.whole.size(); length != 0) return length;
  if (const auto whole = a.whole.compare(b.whole) <=> 0; whole != 0) return whole;
  return a.part.compare(b.part) <=> 0;
}

std::strong_ordering order(const Decimal& a, const Decimal& b) {
  if (a.negative != b.negative) return a.negative ? std::strong_ordering::less : std::strong_ordering::greater;
  return a.negative ? magnitude(b, a) : magnitude(a, b);
}

bool is_integer(std::string_view text) {
  std::int64_t n = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), n);
  return parsed.ec == std::errc() && parsed.ptr == text.data() + text.size();
}

bool of_type(const std::string& type, const std::string& value) {
  if (type == "boolean") return value == "true" || value == "false";
  if (type == "integer") return is_integer(value);
  if (type == "decimal") return decimal_of(value).has_value();
  if (type == "date") return parse_date(value).has_value();
  return value.find('\0') == std::string::npos;
}

/// Both of the type. Dates of the form YYYY-MM-DD compare as text.
std::strong_ordering compare(const std::string& type, const std::string& a, const std::string& b) {
  if (type == "integer") {
    std::int64_t x = 0, y = 0;
    std::from_chars(a.data(), a.data() + a.size(), x);
    std::from_chars(b.data(), b.data() + b.size(), y);
    return x <=> y;
  }
  if (type == "decimal") return order(*decimal_of(a), *decimal_of(b));
  return a.compare(b) <=> 0;
}

Status check_listed(const JobParameter& p, const std::string& at) {
  for (std::size_t i = 0; i < p.values->size(); ++i)
    if (!of_type(p.type, (*p.values)[i]))
      return fail(ErrorCode::input_bad_format, at + "/values/" + std::to_string(i), "a value of type " + p.type);
  return {};
}

Status check_range(const JobParameter& p, const std::string& at) {
  if (!p.from || !p.to)
    return fail(ErrorCode::input_missing_field, at + (p.from ? "/to" : "/from"), "give the values, or both ends of a range");
  if (p.type == "boolean" || p.type == "text")
    return fail(ErrorCode::input_bad_choice, at + "/from", "a " + p.type + " parameter lists its values");
  for (const auto& [end, name] : {std::pair{*p.from, "/from"}, {*p.to, "/to"}})
    if (!of_type(p.type, end)) return fail(ErrorCode::input_bad_format, at + name, "a value of type " + p.type);
  if (compare(p.type, *p.from, *p.to) > 0) return fail(ErrorCode::input_out_of_range, at + "/to", "not before the other end");
  return {};
}

std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

}  // namespace

Status check_parameters(const std::vector<JobParameter>& parameters) {
  std::set<std::string> names;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    const auto& p = parameters[i];
    const auto at = "/parameters/" + std::to_string(i);
    if (!names.insert(p.name).second)
      return fail(ErrorCode::state_already_exists, at + "/name", "the parameter " + p.name + " occurs twice");
    if (p.values && (p.from || p.to)) return fail(ErrorCode::input_bad_choice, at + "/values", "values or a range, not both");
    GS_CHECK(p.values ? check_listed(p, at) : check_range(p, at));
  }
  return {};
}

Fit fit(const JobParameter& p, const std::string& value) {
  if (!of_type(p.type, value)) return Fit::malformed;
  const auto same = [&](const std::string& listed) { return compare(p.type, listed, value) == 0; };
  const bool in = p.values ? std::any_of(p.values->begin(), p.values->end(), same)
                           : compare(p.type, *p.from, value) <= 0 && compare(p.type, value, *p.to) <= 0;
  return in ? Fit::inside : Fit::outside;
}

std::string domain_text(const std::vector<JobParameter>& parameters) {
  std::string out;
  for (const auto& p : parameters) {
    out += "parameter " + p.name + " " + p.type + " in ";
    if (p.values) {
      const std::set<std::string> sorted(p.values->begin(), p.values->end());
      std::string list;
      for (const auto& value : sorted) list += (list.empty() ? "(" : ", ") + quoted(value);
      out += list + ")";
    } else {
      out += "[" + quoted(*p.from) + ", " + quoted(*p.to) + "]";
    }
    out += "\n";
  }
  return out;
}

}  // namespace gongshu::domain::workspace
