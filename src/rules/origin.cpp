#include "rules/origin.h"

#include <algorithm>
#include <array>

#include "rules/calendar.h"

namespace gongshu::rules {
namespace {

using Phrases = std::vector<std::string>;

constexpr std::array<std::string_view, 10> kDigits{"零", "一", "二", "三", "四", "五", "六", "七", "八", "九"};

/// 1 to 99 as people write it: 七, 十, 十五, 三十, 六十五.
std::string in_chinese(std::int64_t n) {
  if (n < 1 || n > 99) return {};
  std::string out;
  if (n >= 20) out += kDigits[static_cast<std::size_t>(n / 10)];
  if (n >= 10) out += "十";
  if (n % 10) out += kDigits[static_cast<std::size_t>(n % 10)];
  return out;
}

Phrases units_of(Unit unit) {
  switch (unit) {
    case Unit::working_days: return {"个工作日", "工作日"};
    case Unit::days: return {"日", "天", "个自然日"};
    case Unit::months: return {"个月", "月"};
    case Unit::quarters: return {"个季度", "季度"};
    case Unit::years: return {"年", "个年度"};
  }
  return {};
}

/// The text holds the word, and not as the tail of a longer number (十七 is not 七).
bool holds_number(std::string_view text, const std::string& word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const auto before = text.substr(0, at);
    const bool longer = (!before.empty() && before.back() >= '0' && before.back() <= '9') ||
                        before.ends_with("十") || std::any_of(kDigits.begin(), kDigits.end(), [&](auto d) { return before.ends_with(d); });
    if (!longer) return true;
  }
  return false;
}

bool holds_any(std::string_view text, const Phrases& words) {
  return std::any_of(words.begin(), words.end(), [&](const auto& w) { return holds_number(text, w); });
}

void add(std::vector<StatedTime>& out, const Pack& pack, const Procedure& p, const ActDef* act, std::string what, const std::optional<std::string>& value,
         const std::optional<Origin>& origin) {
  if (!value) return;
  const bool own = act && !act->rules.empty();
  out.push_back({p.id, act ? act->name : std::string(), std::move(what), *value, origin.value_or(Origin::text), own ? act->rules : rules_of(pack, p.id),
                 act ? act->file : p.file, act ? act->line : p.line});
}

void add_procedure(std::vector<StatedTime>& out, const Pack& pack, const Procedure& p) {
  if (p.every) {
    add(out, pack, p, nullptr, "period", std::string(name_of(p.every->period)), p.every->period_origin);
    add(out, pack, p, nullptr, "report", p.every->due ? p.every->due : p.every->by, p.every->origin);
  }
  for (const auto& act : p.acts) {
    if (act.due) add(out, pack, p, &act, "due", act.due->within, act.due->origin);
    if (act.after) add(out, pack, p, &act, "wait", act.after->wait, act.after->origin);
    for (const auto& need : act.needs) add(out, pack, p, &act, "needs", need.within, need.origin);
  }
}

std::optional<Period> period_named(const std::string& name) {
  auto value = read<Period>(json::value(json::string(name)));
  return value ? std::optional<Period>(*value) : std::nullopt;
}

}  // namespace

std::vector<StatedTime> stated_times(const Pack& pack) {
  std::vector<StatedTime> out;
  if (!pack.procedures) return out;
  for (const auto& [id, procedure] : pack.procedures->all) add_procedure(out, pack, procedure);
  for (const auto& gate : pack.procedures->gates)
    if (gate.within) out.push_back({gate.procedure, {}, "gate", *gate.within, gate.origin.value_or(Origin::text), {gate.rule}, gate.file, gate.line});
  return out;
}

std::vector<StatedTime> product_defaults(const Pack& pack, std::string_view rule) {
  std::vector<StatedTime> out;
  for (const auto* p = &pack; p; p = p->base.get())
    for (auto& time : stated_times(*p))
      if (time.origin == Origin::product_default && std::find(time.rules.begin(), time.rules.end(), rule) != time.rules.end()) out.push_back(std::move(time));
  return out;
}

std::string default_text(const StatedTime& t) {
  return t.procedure + (t.act.empty() ? std::string() : " · " + t.act) + " " + t.what + ": " + t.value + "（产品默认 product default）";
}

json::array defaults_json(const Pack& pack, std::string_view rule) {
  json::array out;
  for (const auto& t : product_defaults(pack, rule))
    out.push_back(json::object{{"procedure", t.procedure}, {"act", t.act}, {"what", t.what}, {"value", t.value}, {"text", default_text(t)}});
  return out;
}

bool says_duration(std::string_view zh, std::string_view duration) {
  const auto parsed = parse_duration(duration);
  if (!parsed) return false;
  if (*parsed == Duration{6, Unit::months} && zh.find("半年") != std::string_view::npos) return true;
  for (const auto& number : {std::to_string(parsed->count), in_chinese(parsed->count)})
    for (const auto& unit : units_of(parsed->unit))
      if (!number.empty() && holds_number(zh, number + unit)) return true;
  return false;
}

bool says_period(std::string_view zh, Period period) {
  switch (period) {
    case Period::month: return holds_any(zh, {"每月", "按月", "月度"});
    case Period::quarter: return holds_any(zh, {"季度", "每季", "按季"});
    case Period::half_year: return holds_any(zh, {"半年"});
    case Period::year: return holds_any(zh, {"每年", "年度", "按年", "全年", "逐年"});
  }
  return false;
}

bool says_day(std::string_view zh, std::string_view month_day) {
  const auto day = parse_date("2024-" + std::string(month_day));
  if (!day) return false;
  const auto month = static_cast<unsigned>(day->month()), date = static_cast<unsigned>(day->day());
  const auto m = in_chinese(month), d = in_chinese(date);
  Phrases words{std::to_string(month) + "月" + std::to_string(date) + "日", m + "月" + d + "日"};
  if (*day == Date(day->year() / day->month() / std::chrono::last)) {
    words.insert(words.end(), {m + "月底", std::to_string(month) + "月底"});
    if (month % 3 == 0) words.insert(words.end(), {in_chinese(month / 3) + "季度", std::to_string(month / 3) + "季度"});
    if (month == 6) words.push_back("上半年");
  }
  return holds_any(zh, words);
}

bool is_given(const Pack& pack, const StatedTime& time) {
  return std::any_of(time.rules.begin(), time.rules.end(), [&](const auto& id) {
    const auto* rule = pack.find(id);
    if (!rule) return false;
    if (time.what == "period") {
      const auto period = period_named(time.value);
      return period && says_period(rule->zh, *period);
    }
    return parse_duration(time.value) ? says_duration(rule->zh, time.value) : says_day(rule->zh, time.value);
  });
}

}  // namespace gongshu::rules
