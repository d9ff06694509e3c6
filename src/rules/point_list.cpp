#include "rules/point_list.h"

#include "base/record.h"

namespace gongshu::rules {
namespace {

json::object meaning(Stricter stricter) {
  switch (stricter) {
    case Stricter::smaller: return {{"zh", "取较小者"}, {"en", "the smaller binds"}};
    case Stricter::larger: return {{"zh", "取较大者"}, {"en", "the larger binds"}};
    case Stricter::union_of: return {{"zh", "取并集"}, {"en", "the union binds"}};
    case Stricter::common_to: return {{"zh", "取交集"}, {"en", "the intersection binds"}};
    case Stricter::local: return {{"zh", "以本地规则包为准"}, {"en", "the local pack's word stands"}};
  }
  return {};
}

json::object parameter_json(const Parameter& parameter) {
  json::object out{{"name", parameter.name},
                   {"kind", name_of(parameter.kind)},
                   {"stricter", name_of(parameter.stricter)},
                   {"meaning", meaning(parameter.stricter)}};
  if (!parameter.choices.empty()) {
    json::array choices;
    for (const auto& choice : parameter.choices) choices.push_back(json::string(choice));
    out["choices"] = std::move(choices);
  }
  if (parameter.fallback) out["default"] = *parameter.fallback;
  return out;
}

}  // namespace

json::value points_json(const Registry& registry) {
  json::array points;
  for (const auto* point : registry.all()) {
    json::array parameters;
    for (const auto& parameter : point->parameters()) parameters.push_back(parameter_json(parameter));
    points.push_back({{"id", point->id()},
                      {"title", {{"zh", point->zh()}, {"en", point->en()}}},
                      {"by_default", point->by_default()},
                      {"parameters", std::move(parameters)}});
  }
  return json::object{{"points", std::move(points)}};
}

}  // namespace gongshu::rules
