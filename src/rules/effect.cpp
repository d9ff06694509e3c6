#include "rules/effect.h"

#include <climits>
#include <set>

namespace gongshu::rules {
namespace {

using std::chrono::sys_days;

/// One pack's say on one parameter.
struct Said {
  std::size_t rule;   ///< index into Effect::rules
  int depth;          ///< 0: the local pack, 1: its base, …
  bool stands_alone;  ///< looser_because: what the bases say is left aside
  json::value raw;
};

sys_days day_of(const std::string& text) { return sys_days(*parse_date(text)); }

bool in_force(const Rule& rule, std::optional<Date> day) {
  if (!day) return true;
  const sys_days d(*day);
  return (!rule.from || day_of(*rule.from) <= d) && (!rule.until || d <= day_of(*rule.until));
}

std::int64_t magnitude(const json::value& raw) {
  if (raw.is_bool()) return raw.get_bool() ? 1 : 0;
  if (raw.is_int64()) return raw.get_int64();
  return approximate_length(*parse_duration(raw.get_string()));
}

/// Is `a` stricter than `b`, for kinds that have a size?
bool stricter(const Parameter& parameter, const json::value& a, const json::value& b) {
  if (parameter.stricter == Stricter::smaller) return magnitude(a) < magnitude(b);
  if (parameter.stricter == Stricter::larger) return magnitude(a) > magnitude(b);
  return false;
}

void fold_list(EffectValue& value, const Parameter& parameter, const std::vector<Said>& said) {
  const bool intersect = parameter.stricter == Stricter::common_to;
  for (const auto& one : said)
    for (const auto& item : one.raw.get_array()) {
      const std::string key(item.get_string());
      auto& origin = value.item_origin[key];
      if (origin.empty()) value.list.push_back(key);
      origin.push_back(one.rule);
    }
  if (intersect) std::erase_if(value.list, [&](const std::string& key) { return value.item_origin[key].size() < said.size(); });
  for (const auto& one : said) value.origin.push_back(one.rule);
  json::array raw;
  for (const auto& key : value.list) raw.push_back(json::string(key));
  value.raw = std::move(raw);
}

void fold_sized(EffectValue& value, const Parameter& parameter, const std::vector<Said>& said) {
  value.raw = said.front().raw;
  for (const auto& one : said)
    if (stricter(parameter, one.raw, value.raw)) value.raw = one.raw;
  const bool sized = parameter.stricter == Stricter::smaller || parameter.stricter == Stricter::larger;
  for (const auto& one : said)
    if (sized ? magnitude(one.raw) == magnitude(value.raw) : one.raw == value.raw) value.origin.push_back(one.rule);
}

/// Fills the typed members from `raw`.
void finish(EffectValue& value, const Pack* pack) {
  if (value.kind == ParameterKind::list && value.list.empty() && value.raw.is_array())
    for (const auto& item : value.raw.get_array()) value.list.emplace_back(item.get_string());
  if (value.kind == ParameterKind::text || value.kind == ParameterKind::choice || value.kind == ParameterKind::chain)
    value.text = std::string(value.raw.get_string());
  if (value.kind == ParameterKind::chain) value.chain = pack ? pack->chain(value.text) : nullptr;
}

EffectValue reconcile(const Parameter& parameter, std::vector<Said> said) {
  int last = INT_MAX;  // the deepest pack whose word still counts
  for (const auto& one : said)
    if (one.stands_alone) last = std::min(last, one.depth);
  std::erase_if(said, [&](const Said& one) { return one.depth > last; });
  EffectValue value{parameter.kind, nullptr, {}, {}, nullptr, {}, {}, {}};
  for (const auto& one : said) value.claims.push_back({one.rule, one.raw});
  if (parameter.kind == ParameterKind::list)
    fold_list(value, parameter, said);
  else
    fold_sized(value, parameter, said);
  return value;
}

const json::value* default_of(const Parameter& parameter, const std::string& point, const Pack* pack) {
  for (; pack; pack = pack->base.get())
    for (const auto& entry : pack->defaults)
      if (entry.point == point)
        if (const auto found = entry.params.find(parameter.name); found != entry.params.end()) return &found->second;
  return parameter.fallback ? &*parameter.fallback : nullptr;
}

bool listed_default(const std::string& point, const Pack* pack) {
  for (; pack; pack = pack->base.get())
    for (const auto& entry : pack->defaults)
      if (entry.point == point) return true;
  return false;
}

using SaidByParameter = std::map<std::string, std::vector<Said>>;

void collect(Ruling::Effect& effect, SaidByParameter& said, const Pack& pack, int depth, std::optional<Date> day) {
  for (const auto& rule : pack.rules) {
    if (!in_force(rule, day)) continue;
    for (const auto& bind : rule.bind) {
      if (bind.point != effect.point->id()) continue;
      const auto index = effect.rules.size();
      effect.rules.push_back({rule.id, rule.article, bind.level.value_or(rule.level), pack.id, {rule.zh, rule.en}});
      for (const auto& [name, raw] : bind.params) said[name].push_back({index, depth, bind.looser_because.has_value(), raw});
    }
  }
}

}  // namespace

Ruling::Effect effect_at(const Point& point, std::shared_ptr<const Pack> pack, std::optional<Date> day) {
  Ruling::Effect effect{&point, pack, {}, listed_default(point.id(), pack.get()), {}};
  SaidByParameter said;
  int depth = 0;
  for (const auto* p = pack.get(); p; p = p->base.get()) collect(effect, said, *p, depth++, day);
  for (const auto& parameter : point.parameters()) {
    EffectValue value{parameter.kind, nullptr, {}, {}, nullptr, {}, {}, {}};
    if (const auto found = said.find(parameter.name); found != said.end())
      value = reconcile(parameter, std::move(found->second));
    else if (const auto* fallback = default_of(parameter, point.id(), pack.get()))
      value.raw = *fallback;
    else
      continue;
    finish(value, pack.get());
    effect.values.emplace(parameter.name, std::move(value));
  }
  return effect;
}

bool looser(const Parameter& parameter, const json::value& local, const EffectValue& base) {
  if (base.origin.empty()) return false;  // a default is no law
  if (parameter.stricter != Stricter::common_to) return stricter(parameter, base.raw, local);
  return std::any_of(local.get_array().begin(), local.get_array().end(), [&](const json::value& item) {
    return std::find(base.list.begin(), base.list.end(), std::string_view(item.get_string())) == base.list.end();
  });
}

std::vector<sys_days> changes(const Pack* pack) {
  std::set<sys_days> out;
  for (; pack; pack = pack->base.get())
    for (const auto& rule : pack->rules) {
      if (rule.from) out.insert(day_of(*rule.from));
      if (rule.until) out.insert(day_of(*rule.until) + std::chrono::days(1));
    }
  return {out.begin(), out.end()};
}

}  // namespace gongshu::rules
