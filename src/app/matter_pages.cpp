// What people read about procedures before they start one.
#include "app/matter.h"
#include "rules/procedure.h"

namespace gongshu::app {
namespace {

json::object words(const rules::Words& w) { return {{"zh", w.zh}, {"en", w.en}}; }

/// Names of everything the procedure mentions, as far as the packs name it.
json::object labels(const rules::Rulebook& book, const rules::Procedure& p) {
  json::object out;
  const auto add = [&](const std::string& key) {
    const auto* found = book.pack()->label(rules::named_by_item(key).value_or(key));
    if (found) out[key] = words(*found);
  };
  for (const auto& state : p.states()) add(state);
  for (const auto& act : p.acts) {
    for (const auto& who : act.by) add(who);
    for (const auto& kind : act.evidence) add(kind);
    for (const auto& thread : {act.opens, act.closes})
      if (thread) add(*thread);
    for (const auto& item : act.items) {
      add(item.name);
      for (const auto& value : item.of.value_or(std::vector<std::string>{})) add(value);
    }
  }
  return out;
}

json::array rules_behind(const rules::Pack& pack, const rules::Procedure& p) {
  std::set<std::string> ids;
  for (const auto& act : p.acts) ids.insert(act.rules.begin(), act.rules.end());
  json::array out;
  for (const auto& id : ids)
    if (const auto* rule = pack.find(id))
      out.push_back({{"id", rule->id}, {"article", rule->article}, {"level", name_of(rule->level)}, {"zh", rule->zh}, {"en", rule->en}});
  return out;
}

Result<Reply> list_procedures(Node& node, const Call&) {
  const auto* pack = node.rulebook().pack();
  json::array rows;
  for (const auto& id : rules::procedure_ids(*pack)) {
    const auto p = rules::resolved(*pack, *rules::find_procedure(*pack, id));
    rows.push_back({{"id", id},
                    {"title", words({p.zh, p.en})},
                    {"about", p.every ? "organisation" : p.about},
                    {"definition", write(p)},
                    {"labels", labels(node.rulebook(), p)},
                    {"rules", rules_behind(*pack, p)}});
  }
  return Reply{200, json::object{{"pack", pack->id}, {"rows", std::move(rows)}}, {}, {}, {}};
}

[[maybe_unused]] const bool kList = operation("listProcedures", Access::session, {}, list_procedures);

}  // namespace
}  // namespace gongshu::app
