#include "demo/variables.h"

#include <chrono>
#include <regex>

#include "base/clock.h"

namespace gongshu::demo {
namespace {

/// A day moved by days, months or years; the 31st becomes the last day of a shorter month.
Result<std::string> shifted(const std::string& today, char sign, int amount, char unit) {
  GS_TRY(day, parse_date(today));
  const int by = sign == '-' ? -amount : amount;
  if (unit == 'd') return to_text(Date(std::chrono::sys_days(day) + std::chrono::days(by)));
  const Date moved = unit == 'm' ? day + std::chrono::months(by) : day + std::chrono::years(by);
  return to_text(moved.ok() ? moved : Date(moved.year() / moved.month() / std::chrono::last));
}

Result<json::value> lookup(const std::string& name, const json::object& variables) {
  static const std::regex dated(R"(today([+-])(\d{1,4})([dmy]))");
  std::smatch m;
  if (std::regex_match(name, m, dated)) {
    GS_TRY(day, shifted(std::string(variables.at("today").as_string()), *m[1].first, std::stoi(m[2]), *m[3].first));
    return json::value(day);
  }
  const json::value* at = variables.if_contains(name.substr(0, name.find('.')));
  for (auto dot = name.find('.'); at && dot != std::string::npos;) {
    const auto next = name.find('.', dot + 1);
    at = at->is_object() ? at->get_object().if_contains(name.substr(dot + 1, next == std::string::npos ? next : next - dot - 1)) : nullptr;
    dot = next;
  }
  if (!at) return fail(ErrorCode::internal, name, "the script has no variable of this name");
  return *at;
}

Result<json::value> filled(const std::string& text, const json::object& variables) {
  static const std::regex whole(R"(\$(?:\{([^}]+)\}|([A-Za-z_]\w*)))");
  static const std::regex inside(R"(\$\$|\$\{([^}]+)\})");
  std::smatch m;
  if (std::regex_match(text, m, whole)) return lookup(m[1].matched ? m[1].str() : m[2].str(), variables);
  std::string out;
  auto rest = text.cbegin();
  for (std::sregex_iterator it(text.begin(), text.end(), inside), end; it != end; ++it) {
    out.append(rest, (*it)[0].first);
    rest = (*it)[0].second;
    if ((*it)[0] == "$$") {
      out += '$';
      continue;
    }
    GS_TRY(value, lookup((*it)[1], variables));
    out += value.is_string() ? std::string(value.get_string()) : json::serialize(value);
  }
  return json::value(out.append(rest, text.cend()));
}

}  // namespace

Result<json::value> substitute(const json::value& value, const json::object& variables) {
  if (value.is_string()) return filled(std::string(value.get_string()), variables);
  if (value.is_array()) {
    json::array out;
    for (const auto& element : value.get_array()) {
      GS_TRY(one, substitute(element, variables));
      out.push_back(std::move(one));
    }
    return json::value(std::move(out));
  }
  if (!value.is_object()) return value;
  json::object out;
  for (const auto& [key, member] : value.get_object()) {
    GS_TRY(one, substitute(member, variables));
    out[key] = std::move(one);
  }
  return json::value(std::move(out));
}

Result<json::value> at_pointer(const json::value& document, const std::string& pointer) {
  boost::system::error_code ec;
  const auto* found = document.find_pointer(pointer == "/" ? "" : pointer, ec);
  if (!found) return fail(ErrorCode::internal, pointer, "the answer has nothing at this place");
  return *found;
}

}  // namespace gongshu::demo
