// Soft limits: a rule of level principle gives way to a reasoned, approved exception; a rule of level must never does.
#include "rules/effect.h"

namespace gongshu::rules {
namespace {

bool excepted(const RuleRef& rule, std::span<const ApprovedException> exceptions) {
  return rule.level == Level::principle && std::any_of(exceptions.begin(), exceptions.end(), [&](const ApprovedException& e) {
           return e.rule == rule.id && !e.reason.empty() && !e.approved_by.empty();
         });
}

Error over(const Ruling& ruling, std::string_view parameter, const RuleRef& rule, Duration cap, std::string at, const std::string& allowed) {
  std::string hint = "最长" + to_zh(cap) + " / at most " + to_text(cap) + allowed;
  if (rule.level == Level::principle)
    hint += "; 超过须有批准的例外 / beyond it, an approved exception to " + rule.id + " with its reason is needed";
  // The value that was too much is not recorded with the refusal: the parameter says that the point alone does not decide.
  return {ErrorCode::rule_limit_exceeded, std::move(at), std::move(hint), rule.id, rule.article, {{"point", ruling.point().id()}, {"parameter", parameter}}};
}

/// `exceeds` tells whether the value goes beyond one cap, and adds what the cap means for it.
template <class Exceeds>
Status check(const Ruling& ruling, std::string_view parameter, std::span<const ApprovedException> exceptions,
             const std::string& at, Exceeds exceeds) {
  const auto found = ruling.effect().values.find(parameter);
  if (found == ruling.effect().values.end()) return {};
  if (found->second.claims.empty()) {
    const auto cap = *parse_duration(found->second.raw.get_string());
    if (const auto allowed = exceeds(cap))
      return fail(
          ruling.refusal(ErrorCode::rule_limit_exceeded, at, "最长" + to_zh(cap) + " / at most " + to_text(cap) + *allowed));
    return {};
  }
  for (const auto& claim : found->second.claims) {
    const auto& rule = ruling.rules()[claim.rule];
    if (rule.level != Level::must && rule.level != Level::principle) continue;
    const auto cap = *parse_duration(claim.raw.get_string());
    if (const auto allowed = exceeds(cap); allowed && !excepted(rule, exceptions)) return fail(over(ruling, parameter, rule, cap, at, *allowed));
  }
  return {};
}

std::vector<ApprovedException> as_list(const std::optional<ApprovedException>& exception) {
  if (exception) return {*exception};
  return {};
}

/// Lengths of one kind compare exactly: quarters and years are months.
std::pair<bool, std::int64_t> normal(Duration d) {
  switch (d.unit) {
    case Unit::months: return {true, d.count};
    case Unit::quarters: return {true, 3 * d.count};
    case Unit::years: return {true, 12 * d.count};
    default: return {false, approximate_length(d)};
  }
}

bool longer(Duration a, Duration b) {
  const auto [months_a, count_a] = normal(a);
  const auto [months_b, count_b] = normal(b);
  return months_a == months_b ? count_a > count_b : approximate_length(a) > approximate_length(b);
}

}  // namespace

Status check_cap(const Ruling& ruling, std::string_view parameter, Duration value, std::span<const ApprovedException> exceptions,
                 std::string at) {
  return check(ruling, parameter, exceptions, at, [&](Duration cap) -> std::optional<std::string> {
    if (!longer(value, cap)) return std::nullopt;
    return "";
  });
}

Status check_term(const Ruling& ruling, std::string_view parameter, Date from, Date to,
                  std::span<const ApprovedException> exceptions, std::string at) {
  return check(ruling, parameter, exceptions, at, [&](Duration cap) -> std::optional<std::string> {
    // Caps in working days do not occur for terms; were one written, it would be counted in days.
    const auto last = Calendar().deadline(from, cap.unit == Unit::working_days ? Duration{cap.count, Unit::days} : cap);
    if (std::chrono::sys_days(to) <= std::chrono::sys_days(*last)) return std::nullopt;
    return ", until " + to_text(*last);
  });
}

Status check_cap(const Ruling& ruling, std::string_view parameter, Duration value,
                 const std::optional<ApprovedException>& exception, std::string at) {
  return check_cap(ruling, parameter, value, std::span<const ApprovedException>(as_list(exception)), std::move(at));
}

Status check_term(const Ruling& ruling, std::string_view parameter, Date from, Date to,
                  const std::optional<ApprovedException>& exception, std::string at) {
  return check_term(ruling, parameter, from, to, std::span<const ApprovedException>(as_list(exception)), std::move(at));
}

}  // namespace gongshu::rules
