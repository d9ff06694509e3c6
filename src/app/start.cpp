// The start page's data, the rules in force with their counts, and the movable clock.
#include "app/clocks.h"
#include "app/node_commands.gen.h"
#include "app/operation.h"
#include "identity/roles.h"
#include "rules/report.h"

namespace gongshu::app {
namespace {

json::object words(const rules::Words& w) { return {{"zh", w.zh}, {"en", w.en}}; }

/// What each role can do: read off the registered operations, so that it cannot drift.
json::array roles_guide(const Node& node) {
  json::array out;
  for (const auto role : identity::role::kAll) {
    json::array can;
    for (const auto& [id, op] : operations())
      if (std::find(op.roles.begin(), op.roles.end(), role) != op.roles.end()) can.emplace_back(id);
    if (!can.empty()) out.push_back(json::object{{"role", role}, {"name", words(node.rulebook().role(role))}, {"can_do", std::move(can)}});
  }
  return out;
}

Result<Reply> start(Node& node, const Call&) {
  json::object body{{"product", "公数 Gongshu"}, {"demo", node.options().movable_clock}, {"now", to_text(node.clock().now())}};
  const auto* pack = node.rulebook().pack();
  body["pack"] = json::object{{"id", pack->id}, {"title", words(pack->title)}, {"status", name_of(pack->status)}};
  if (!node.options().demo_accounts.empty()) body["accounts"] = node.options().demo_accounts;
  body["roles"] = roles_guide(node);
  return Reply{200, std::move(body), {}, {}, {}};
}

Result<Reply> rules_list(Node& node, const Call&) {
  const auto* pack = node.rulebook().pack();
  auto rows = rules::list_json(*pack);
  json::array out = rows.is_array() ? rows.get_array() : rows.as_object().at("rules").as_array();
  GS_CHECK(node.query([&](Records& records) -> Status {
    for (auto& row : out) {
      auto& rule = row.as_object();
      GS_TRY(count, records.raw(kRuleCount, std::string(rule.contains("id") ? rule.at("id").as_string() : rule.at("rule").as_string())));
      rule["applied"] = count ? count->body.at("applied") : json::value(0);
      rule["refused"] = count ? count->body.at("refused") : json::value(0);
    }
    return {};
  }));
  return Reply{200, json::object{{"pack", pack->id}, {"rows", std::move(out)}}, {}, {}, {}};
}

Result<Reply> move_clock(Node& node, const Call& call) {
  GS_TRY(body, body_of<MoveClock>(call));
  const auto now = node.clock().now();
  Instant target = now;
  if (body.by_ms) target = now + *body.by_ms;
  if (body.to) {
    GS_TRY(date, parse_date(*body.to));
    target = start_of(date) + 60'000;
  }
  if (body.by) {
    GS_TRY(duration, rules::parse_duration(*body.by));
    GS_TRY(date, node.rulebook().calendar().deadline(now, duration));
    target = now + (start_of(date) - start_of(local_date(now)));
  }
  GS_CHECK(node.move_clock(std::chrono::milliseconds(target - now)));
  node.part<Clocks>().tick();
  return Reply{200, json::object{{"now", to_text(node.clock().now())}}, {}, {}, {}};
}

[[maybe_unused]] const bool kStart = operation("getStart", Access::open, {}, start);
[[maybe_unused]] const bool kRules = operation("listRules", Access::open, {}, rules_list);
[[maybe_unused]] const bool kMoveClock = operation("moveClock", Access::open, {}, move_clock);

}  // namespace
}  // namespace gongshu::app
