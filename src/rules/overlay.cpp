#include "rules/overlay.h"

#include <algorithm>
#include <set>

#include "rules/effect.h"
#include "rules/effective.h"
#include "rules/procedure.h"

namespace gongshu::rules {
namespace {

std::string id_of(const std::shared_ptr<const Pack>& pack) { return pack ? pack->id : "none"; }

/// What `pack` itself says at the point, its bases left out.
Ruling::Effect own_effect(const Point& point, const Pack& pack) {
  auto alone = std::make_shared<Pack>(pack);
  if (pack.base) {  // labels and chains of the base are still looked up by name; its rules are not asked
    auto base = std::make_shared<Pack>(*pack.base);
    base->rules.clear();
    base->defaults.clear();
    base->base = nullptr;
    alone->base = std::move(base);
  }
  alone->defaults.clear();
  return effect_at(point, alone, std::nullopt);
}

std::string value_text(const EffectValue& value) {
  if (value.chain) return chain_text(*value.chain);
  return value.raw.is_string() ? std::string(value.raw.get_string()) : json::serialize(value.raw);
}

bool disjoint(const EffectValue& a, const EffectValue& b) {
  return std::none_of(a.list.begin(), a.list.end(),
                      [&](const auto& item) { return std::find(b.list.begin(), b.list.end(), item) != b.list.end(); });
}

/// Only what neither the stricter nor the union can settle.
bool irreconcilable(const Parameter& parameter, const EffectValue& a, const EffectValue& b) {
  if (parameter.stricter == Stricter::common_to) return disjoint(a, b);
  return parameter.stricter == Stricter::local && value_text(a) != value_text(b);
}

void add_rules(const Ruling::Effect& effect, const EffectValue& value, std::vector<std::string>& out) {
  for (const auto index : value.origin) out.push_back(effect.rules[index].id);
}

void compare_point(const Point& point, const Pack& local, const Pack& overlay, std::vector<Clash>& out) {
  const auto ours = own_effect(point, local), theirs = own_effect(point, overlay);
  for (const auto& parameter : point.parameters()) {
    const auto a = ours.values.find(parameter.name), b = theirs.values.find(parameter.name);
    if (a == ours.values.end() || b == theirs.values.end()) continue;
    if (a->second.origin.empty() || b->second.origin.empty() || !irreconcilable(parameter, a->second, b->second)) continue;
    Clash clash{point.id() + "/" + parameter.name, {point.zh(), point.en()}, value_text(a->second), value_text(b->second), {}};
    add_rules(ours, a->second, clash.rules);
    add_rules(theirs, b->second, clash.rules);
    out.push_back(std::move(clash));
  }
}

Words named(const Pack& pack, const std::string& key) {
  const auto* words = pack.label(key);
  return words ? *words : Words{key, key};
}

/// Of the procedures only those that an upward binding runs; gates hold operations up and stay at home.
void keep_procedures(Pack& pack, const std::set<std::string>& running) {
  if (!pack.procedures) return;
  auto kept = std::make_shared<Procedures>();
  for (const auto& [id, procedure] : pack.procedures->all)
    if (running.contains(id)) kept->all.emplace(id, procedure);
  std::erase_if(pack.procedure_names, [&](const auto& name) { return !running.contains(name.first); });
  pack.procedures = std::move(kept);
}

/// Leaves of the pack only what its upward bindings need: a city does not speak with its province's words where it or the base
/// has its own.
void keep_duties(Pack& pack, const Notes& notes) {
  std::set<std::string> named, running;
  for (auto& rule : pack.rules) {
    std::erase_if(rule.bind, [&](const Binding& bind) { return !notes.upward.contains({rule.id, bind.point}); });
    for (const auto& bind : rule.bind)
      for (const auto& [name, value] : bind.params)
        if (value.is_string())
          named.emplace(value.get_string());
        else if (bind.point == kProcedure.id() && value.is_array())
          for (const auto& id : value.get_array())
            if (id.is_string()) running.emplace(id.get_string());
  }
  std::erase_if(pack.rules, [](const Rule& rule) { return rule.bind.empty(); });
  keep_procedures(pack, running);
  if (running.empty()) std::erase_if(pack.chains, [&](const auto& chain) { return !named.contains(chain.first); });
  std::erase_if(pack.labels, [&](const auto& label) { return pack.base && pack.base->label(label.first); });
  pack.roles.clear();
  pack.defaults.clear();
}

}  // namespace

Result<std::shared_ptr<const Pack>> with_overlay(std::shared_ptr<const Pack> local, const std::shared_ptr<const Pack>& overlay,
                                                 const Notes& overlay_notes) {
  if (overlay->id == local->id)
    return fail(ErrorCode::pack_invalid, "--overlay", "the overlay is the node's own pack; name the pack of the level above");
  if (id_of(local->base) != id_of(overlay->base))
    return fail(ErrorCode::pack_invalid, "--overlay",
                local->id + " builds on " + id_of(local->base) + " and " + overlay->id + " on " + id_of(overlay->base) +
                    "; both must build on the same base");
  auto duties = std::make_shared<Pack>(*overlay);
  keep_duties(*duties, overlay_notes);
  if (duties->rules.empty())
    return fail(ErrorCode::pack_invalid, "--overlay",
                overlay->id + " marks no duty as 'upward: true', so there is nothing to carry");
  for (const auto& rule : duties->rules)
    if (local->find(rule.id))
      return fail(ErrorCode::pack_invalid, overlay->file,
                  "the rule " + rule.id + " is in both packs; rule ids are unique in a stack");
  auto out = std::make_shared<Pack>(*local);
  out->base = std::move(duties);
  return std::shared_ptr<const Pack>(std::move(out));
}

std::vector<Clash> clashes(const Side& local_side, const Side& overlay_side, const Registry& registry) {
  const auto &local = local_side.pack, &overlay = overlay_side.pack;
  std::vector<Clash> out;
  for (const auto* point : registry.all()) compare_point(*point, *local, *overlay, out);
  for (const auto& [key, value] : local_side.notes.structure) {
    const auto other = overlay_side.notes.structure.find(key);
    if (other == overlay_side.notes.structure.end() || other->second == value) continue;
    out.push_back({"structure/" + key,
                   named(*local, key),
                   named(*local, value).zh + " / " + named(*local, value).en,
                   named(*overlay, other->second).zh + " / " + named(*overlay, other->second).en,
                   {}});
  }
  std::sort(out.begin(), out.end(), [](const Clash& a, const Clash& b) { return a.topic < b.topic; });
  return out;
}

json::value clashes_json(const std::vector<Clash>& found) {
  json::array out;
  for (const auto& clash : found) {
    json::array rules;
    for (const auto& id : clash.rules) rules.push_back(json::string(id));
    out.push_back({{"topic", clash.topic},
                   {"title", {{"zh", clash.title.zh}, {"en", clash.title.en}}},
                   {"local", clash.local},
                   {"overlay", clash.overlay},
                   {"rules", std::move(rules)}});
  }
  return out;
}

Table clashes_table(const std::vector<Clash>& found) {
  Table out{{"主题 topic", "名称", "本级 local", "上级 overlay", "规则 rules"}, {}};
  for (const auto& clash : found) {
    std::string rules;
    for (const auto& id : clash.rules) rules += (rules.empty() ? "" : " ") + id;
    out.rows.push_back({clash.topic, clash.title.zh, clash.local, clash.overlay, rules});
  }
  return out;
}

}  // namespace gongshu::rules
