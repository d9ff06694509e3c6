#include "rules/diff.h"

#include <set>

#include "rules/effective.h"
#include "rules/procedure.h"

namespace gongshu::rules {
namespace {

/// What counts when two sides are compared: enforcement and parameters; not the numbers of the rules.
json::value essence(const json::value& side) {
  if (side.is_null()) return nullptr;
  json::object params;
  for (const auto& param : side.at("params").as_array()) {
    const auto* chain = param.get_object().if_contains("chain");
    params[param.at("name").as_string()] = chain ? *chain : param.at("value");
  }
  return json::object{{"enforced", side.at("enforced")}, {"params", std::move(params)}};
}

json::value side_at(const Point& point, const std::shared_ptr<const Pack>& pack) {
  auto effective = effective_json(point, pack);
  if (effective.at("enforced") == "none") return nullptr;
  return effective;
}

json::object topic(const char* kind, const std::string& id, json::value title, json::value a, json::value b, bool differs) {
  return {{"kind", kind},       {"id", id},          {"title", std::move(title)},
          {"differs", differs}, {"a", std::move(a)}, {"b", std::move(b)}};
}

json::value label_json(const Pack& pack, const std::string& key) {
  const auto* words = pack.label(key);
  return json::object{{"zh", words ? words->zh : key}, {"en", words ? words->en : key}};
}

void add_structure(const Pack& a, const Notes& notes_a, const Pack& b, const Notes& notes_b, json::array& out) {
  const auto &of_a = notes_a.structure, &of_b = notes_b.structure;
  std::set<std::string> keys;
  for (const auto* side : {&of_a, &of_b})
    for (const auto& [key, value] : *side) keys.insert(key);
  const auto value = [](const Pack& pack, const std::map<std::string, std::string>& side, const std::string& key) -> json::value {
    const auto found = side.find(key);
    if (found == side.end()) return nullptr;
    return json::object{{"value", found->second}, {"title", label_json(pack, found->second)}};
  };
  for (const auto& key : keys) {
    auto left = value(a, of_a, key), right = value(b, of_b, key);
    const bool differs = left != right;
    out.push_back(topic("structure", key, label_json(a, key), std::move(left), std::move(right), differs));
  }
}

/// Procedures as a whole: who acts, what each act asks for, by when. That other rules order them is no difference.
void add_procedures(const Pack& a, const Pack& b, json::array& out) {
  std::set<std::string> ids;
  for (const auto* pack : {&a, &b})
    for (auto& id : procedure_ids(*pack)) ids.insert(std::move(id));
  for (const auto& id : ids) {
    auto left = procedure_json(a, id), right = procedure_json(b, id);
    const auto acts = [](const json::value& side) { return side.is_null() ? json::value() : side.at("acts"); };
    const bool differs = acts(left) != acts(right);
    auto title = left.is_null() ? right.at("title") : left.at("title");
    out.push_back(topic("procedure", id, std::move(title), std::move(left), std::move(right), differs));
  }
}

std::string side_text(const json::value& topic, const char* side) {
  const auto& value = topic.at(side);
  if (value.is_null()) return "—";
  if (topic.at("kind") == "structure") return std::string(value.at("title").at("zh").as_string());
  if (topic.at("kind") == "procedure") return procedure_text(value);
  std::string out(value.at("enforced").as_string());
  for (const auto& rule : value.at("rules").as_array()) out += " " + std::string(rule.at("id").as_string());
  for (const auto& param : value.at("params").as_array()) out += "; " + param_text(param);
  return out;
}

}  // namespace

json::value diff_json(std::shared_ptr<const Pack> a, const Notes& notes_a, std::shared_ptr<const Pack> b, const Notes& notes_b,
                      const Registry& registry) {
  json::array topics;
  add_structure(*a, notes_a, *b, notes_b, topics);
  for (const auto* point : registry.all()) {
    auto left = side_at(*point, a), right = side_at(*point, b);
    if (left.is_null() && right.is_null()) continue;
    const bool differs = essence(left) != essence(right);
    topics.push_back(topic("point", point->id(), json::object{{"zh", point->zh()}, {"en", point->en()}}, std::move(left),
                           std::move(right), differs));
  }
  add_procedures(*a, *b, topics);
  return json::object{{"a", a->id}, {"b", b->id}, {"topics", std::move(topics)}};
}

Table diff_table(const json::value& diff, bool all) {
  const std::string a(diff.at("a").as_string()), b(diff.at("b").as_string());
  Table out{{"主题 topic", "名称", a, b}, {}};
  for (const auto& topic : diff.at("topics").as_array())
    if (all || topic.at("differs").as_bool())
      out.rows.push_back({std::string(topic.at("id").as_string()), std::string(topic.at("title").at("zh").as_string()),
                          side_text(topic, "a"), side_text(topic, "b")});
  return out;
}

}  // namespace gongshu::rules
