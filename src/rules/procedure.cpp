#include "rules/procedure.h"

#include <algorithm>
#include <set>

#include "rules/pack.h"

namespace gongshu::rules {

const ActDef* Procedure::act(std::string_view name) const {
  const auto found = std::find_if(acts.begin(), acts.end(), [&](const ActDef& a) { return a.name == name; });
  return found == acts.end() ? nullptr : &*found;
}

bool Procedure::is_end(std::string_view state) const { return std::find(ends.begin(), ends.end(), state) != ends.end(); }

std::vector<std::string> Procedure::states() const {
  std::set<std::string> out(ends.begin(), ends.end());
  if (every) out.emplace(kExpected);
  for (const auto& a : acts) {
    out.insert(a.from.begin(), a.from.end());
    if (a.to) out.insert(*a.to);
    for (const auto& [value, state] : a.to_state) out.insert(state);
    if (a.chain) out.insert({a.chain->passed, a.chain->refused, a.chain->returned});
  }
  out.erase("");
  return {out.begin(), out.end()};
}

std::optional<std::string> named_by_item(std::string_view actor) {
  constexpr std::string_view kPrefix = "item:";
  if (!actor.starts_with(kPrefix)) return std::nullopt;
  return std::string(actor.substr(kPrefix.size()));
}

bool possible_in(const Procedure& procedure, const ActDef& act, std::string_view state) {
  if (act.from_any) return !procedure.is_end(state) && state != kExpected;
  if (act.from.empty()) return state == kExpected;
  return std::find(act.from.begin(), act.from.end(), state) != act.from.end();
}

const Procedure* find_procedure(const Pack& pack, std::string_view id) {
  for (const auto* p = &pack; p; p = p->base.get())
    if (p->procedures)
      if (const auto found = p->procedures->all.find(std::string(id)); found != p->procedures->all.end()) return &found->second;
  return nullptr;
}

std::vector<std::string> procedure_ids(const Pack& pack) {
  std::set<std::string> out;
  for (const auto* p = &pack; p; p = p->base.get())
    for (const auto& [id, words] : p->procedure_names) out.insert(id);
  return {out.begin(), out.end()};
}

namespace {

bool runs(const Rule& rule, std::string_view procedure) {
  for (const auto& binding : rule.bind) {
    const auto run = binding.point == kProcedure.id() ? binding.params.find("run") : binding.params.end();
    if (run == binding.params.end() || !run->second.is_array()) continue;
    for (const auto& one : run->second.get_array())
      if (one.is_string() && one.get_string() == procedure) return true;
  }
  return false;
}

}  // namespace

std::vector<std::string> rules_of(const Pack& pack, std::string_view procedure) {
  std::vector<std::string> out;
  for (const auto* p = &pack; p; p = p->base.get())
    for (const auto& rule : p->rules)
      if (runs(rule, procedure)) out.push_back(rule.id);
  return out;
}

Procedure resolved(const Pack& pack, const Procedure& procedure) {
  auto out = procedure;
  const auto all = rules_of(pack, procedure.id);
  for (auto& act : out.acts)
    if (act.rules.empty()) act.rules = all;
  return out;
}

std::vector<const GateDef*> gates_of(const Pack& pack) {
  std::vector<const GateDef*> out;
  for (const auto* p = &pack; p; p = p->base.get())
    if (p->procedures)
      for (const auto& gate : p->procedures->gates) out.push_back(&gate);
  return out;
}

}  // namespace gongshu::rules
