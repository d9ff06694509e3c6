#include "app/egress_rules.h"

#include "domain/workspace/points.h"

namespace gongshu::app {

namespace workspace = domain::workspace;

Result<disclosure::Rules> egress_rules(const rules::Rulebook& book) {
  disclosure::Rules out;
  out.k = static_cast<int>(book.at(workspace::kK).integer("k").value_or(10));
  const auto dominance = book.at(workspace::kDominance);
  const auto n = dominance.integer("n"), share = dominance.integer("share_percent");
  if (n && share) out.dominance = disclosure::Dominance{static_cast<int>(*n), static_cast<double>(*share) / 100};
  if (const auto p = book.at(workspace::kPPercent).integer("p_percent")) out.p = static_cast<double>(*p) / 100;
  if (auto fits = disclosure::check(out); !fits) return fail(ErrorCode::pack_invalid, fits.error().at, fits.error().hint);
  return out;
}

json::object egress_rules_json(const rules::Rulebook& book) {
  json::object out;
  const auto add = [&](const rules::Point& point, const char* parameter, const char* name) {
    const auto ruling = book.at(point);
    const auto value = ruling.integer(parameter);
    if (!value) return;
    json::array behind;
    for (const auto& rule : ruling.origin(parameter))
      behind.push_back(json::object{{"rule", rule.id}, {"article", rule.article}});
    const bool by_default = behind.empty();
    out[name] = json::object{{"value", *value}, {"rules", std::move(behind)}, {"product_default", by_default}};
  };
  add(workspace::kK, "k", "k");
  add(workspace::kDominance, "n", "dominance_n");
  add(workspace::kDominance, "share_percent", "dominance_share_percent");
  add(workspace::kPPercent, "p_percent", "p_percent");
  return out;
}

}  // namespace gongshu::app
