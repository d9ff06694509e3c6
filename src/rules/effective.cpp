#include "rules/effective.h"

#include "rules/effect.h"
#include "rules/procedure.h"

namespace gongshu::rules {
namespace {

const char* enforced(const Ruling& ruling) {
  if (!ruling.active()) return "none";
  if (ruling.by_default()) return "default";
  bool principle = false, evidence = false;
  for (const auto& rule : ruling.rules()) {
    if (rule.level == Level::must) return "refused";
    principle = principle || rule.level == Level::principle;
    evidence = evidence || rule.level == Level::evidence;
  }
  if (ruling.refuses() && !principle) return "refused";  // the product enforces beyond what the rules ask
  return principle ? "excepted" : evidence ? "evidence" : "hint";
}

json::object param_json(const std::string& name, const EffectValue& value, const Ruling::Effect& effect) {
  json::array origin;
  for (const auto index : value.origin) origin.push_back(json::string(effect.rules[index].id));
  json::object out{{"name", name}, {"value", value.raw}, {"origin", std::move(origin)}};
  if (value.kind == ParameterKind::list && !value.item_origin.empty()) {
    json::object items;
    for (const auto& item : value.list) {
      json::array ids;
      if (const auto found = value.item_origin.find(item); found != value.item_origin.end())
        for (const auto index : found->second) ids.push_back(json::string(effect.rules[index].id));
      items[item] = std::move(ids);
    }
    out["items"] = std::move(items);
  }
  if (value.chain) out["chain"] = chain_text(*value.chain);
  return out;
}

std::string step_text(const StepDef& step) {
  std::string out = step.role;
  if (step.people.value_or(1) > 1)
    out += " ×" + std::to_string(*step.people) + (step.quorum ? " (" + std::to_string(*step.quorum) + " pass)" : std::string());
  if (step.due) out += " (" + *step.due + ")";
  if (step.declares_conflict.value_or(false)) out += " (declares)";
  return step.optional ? "[" + out + "]" : out;
}

}  // namespace

std::string chain_text(const ChainDef& chain) {
  std::string out;
  if (!chain.applicant.empty()) out = chain.applicant + " ⇒ ";
  for (std::size_t i = 0; i < chain.steps.size(); ++i) {
    if (i > 0) out += " → ";
    const auto& stage = chain.steps[i];
    for (std::size_t j = 0; j < stage.parallel.size(); ++j) out += (j > 0 ? " + " : "") + step_text(stage.parallel[j]);
    if (stage.blind) out += " (blind)";
  }
  return out;
}

json::object effective_json(const Point& point, std::shared_ptr<const Pack> pack, std::optional<Date> day) {
  const auto effect = std::make_shared<const Ruling::Effect>(effect_at(point, std::move(pack), day));
  const Ruling ruling(effect, effect.get());
  json::array rules, params;
  for (const auto& rule : effect->rules)
    rules.push_back({{"id", rule.id}, {"article", rule.article}, {"level", name_of(rule.level)}, {"pack", rule.pack}});
  for (const auto& [name, value] : effect->values) params.push_back(param_json(name, value, *effect));
  return {{"point", point.id()},
          {"title", {{"zh", point.zh()}, {"en", point.en()}}},
          {"enforced", enforced(ruling)},
          {"rules", std::move(rules)},
          {"params", std::move(params)}};
}

json::value procedure_json(const Pack& pack, const std::string& id) {
  const auto* procedure = find_procedure(pack, id);
  if (!procedure) return nullptr;
  json::array acts;
  for (const auto& act : procedure->acts) {
    std::vector<std::string> items;
    for (const auto& item : act.items) items.push_back(item.name);
    json::object row{{"name", act.name}, {"by", write(act.by)}, {"items", write(items)}, {"evidence", write(act.evidence)}};
    if (act.due && act.due->within) row["due"] = *act.due->within;
    if (act.due && act.due->origin == Origin::product_default) row["due_origin"] = "product_default";
    acts.push_back(std::move(row));
  }
  return json::object{
      {"title", {{"zh", procedure->zh}, {"en", procedure->en}}}, {"rules", write(rules_of(pack, id))}, {"acts", std::move(acts)}};
}

std::string procedure_text(const json::value& procedure) {
  const auto joined = [](const json::value& list) {
    std::string out;
    for (const auto& one : list.as_array()) out += (out.empty() ? "" : ", ") + std::string(one.as_string());
    return out;
  };
  std::string out;
  for (const auto& act : procedure.at("acts").as_array()) {
    out += (out.empty() ? "" : " → ") + std::string(act.at("name").as_string()) + ": " + joined(act.at("by"));
    for (const char* member : {"items", "evidence"})
      if (const auto text = joined(act.at(member)); !text.empty()) out += "; " + text;
    if (const auto* due = act.get_object().if_contains("due"))
      out += "; " + std::string(due->as_string()) + (act.get_object().contains("due_origin") ? "（产品默认）" : "");
  }
  return out;
}

std::string param_text(const json::value& param) {
  const auto& value = param.at("value");
  std::string out(param.at("name").as_string());
  out += " = ";
  if (const auto* chain = param.get_object().if_contains("chain"))
    out += chain->as_string();
  else
    out += value.is_string() ? std::string(value.get_string()) : json::serialize(value);
  std::string origin;
  for (const auto& id : param.at("origin").as_array()) origin += (origin.empty() ? "" : ", ") + std::string(id.as_string());
  return out + " (" + (origin.empty() ? "产品默认 product default" : origin) + ")";
}

}  // namespace gongshu::rules
