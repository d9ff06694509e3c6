// The rules of the node as a page: every rule with its counts, the packs with their signatures and last days, clashes and how
// they were settled; and the two human acts about them.
#include "app/node_commands.gen.h"
#include "app/operation.h"
#include "app/pack_life.h"
#include "domain/evidence/events.h"
#include "domain/node/decide.h"
#include "domain/node/points.h"
#include "identity/roles.h"
#include "rules/origin.h"
#include "rules/report.h"

namespace gongshu::app {
namespace {

namespace role = identity::role;
using domain::evidence::OutsideDecisionSubject;
using domain::node::NodeRules;
using domain::node::NodeSubject;
using domain::node::OpenClash;

Status add_counts(Records& records, json::array& rows) {
  for (auto& row : rows) {
    auto& rule = row.as_object();
    GS_TRY(count, records.raw(kRuleCount, std::string(rule.at("id").as_string())));
    rule["applied"] = count ? count->body.at("applied") : json::value(0);
    rule["refused"] = count ? count->body.at("refused") : json::value(0);
  }
  return {};
}

json::array clash_rows(const PackLife& life, const NodeRules& recorded) {
  auto out = rules::clashes_json(life.clashes()).as_array();
  for (std::size_t i = 0; i < out.size(); ++i) {
    const auto& clash = life.clashes()[i];
    const auto* settled = domain::node::settlement(recorded, {clash.topic, clash.local, clash.overlay});
    auto& row = out[i].as_object();
    row["settled"] = settled != nullptr;
    if (!settled) continue;
    row["prevails"] = settled->prevails.value_or("local");
    row["waits_for_pack"] = domain::node::waits_for_pack(*settled);
  }
  return out;
}

json::array words_rows(const std::vector<rules::Words>& words) {
  json::array out;
  for (const auto& w : words) out.push_back({{"zh", w.zh}, {"en", w.en}});
  return out;
}

/// Names of item keys, the base's first so that the pack's own wording wins.
json::object labels_json(const rules::Pack& pack) {
  json::object out = pack.base ? labels_json(*pack.base) : json::object();
  for (const auto& [key, label] : pack.labels) out[key] = json::object{{"zh", label.zh}, {"en", label.en}};
  return out;
}

/// The rules of the pack in force, then those of the packs beneath it, each with its counts and defaults.
json::array rules_of(const rules::Pack& pack) {
  auto rows = rules::list_json(pack).at("rules").as_array();
  for (auto& row : rows)
    if (auto defaults = rules::defaults_json(pack, std::string(row.at("id").as_string())); !defaults.empty())
      row.as_object()["product_defaults"] = std::move(defaults);
  if (pack.base)
    for (auto& row : rules_of(*pack.base)) rows.push_back(std::move(row));
  return rows;
}

Result<Reply> rules_list(Node& node, const Call&) {
  const auto& life = node.part<PackLife>();
  const auto now = node.clock().now();
  const auto* pack = node.rulebook().pack();
  auto rows = rules_of(*pack);
  NodeRules recorded;
  GS_CHECK(node.query([&](Records& records) -> Status {
    GS_CHECK(add_counts(records, rows));
    GS_TRY(found, records.find<NodeSubject>(domain::node::kRecord));
    if (found) recorded = std::move(*found);
    return {};
  }));
  json::object body{{"pack", pack->id}, {"status", name_of(pack->status)}, {"rows", std::move(rows)}};
  body["packs"] = life.packs_json(now);
  body["labels"] = labels_json(*pack);
  body["calendar"] = json::object{{"digest", life.in_force().calendar}, {"years", write(life.in_force().years)}};
  body["warnings"] = words_rows(life.warnings(now));
  body["clashes"] = clash_rows(life, recorded);
  body["settled"] = write(recorded.settled);
  body["continued"] = write(recorded.continued);
  body["loads"] = recorded.loads;
  if (life.in_force().overlay) body["overlay"] = *life.in_force().overlay;
  if (recorded.loads > 0) body["loaded"] = to_text(recorded.loaded);
  return Reply{200, std::move(body), {}, {}, {}};
}

/// Runs one decision about the node's record and answers with it.
template <class Decide>
Result<Reply> decided(Node& node, const Call& call, const std::string& decision_id, Decide decide) {
  GS_CHECK(node.execute(call.actor, call.operation, [&](Tx& tx) -> Status {
    GS_TRY(found, tx.find<NodeSubject>(domain::node::kRecord));
    const auto state = found.value_or(NodeRules{});
    GS_TRY(decision, tx.find<OutsideDecisionSubject>(decision_id));
    GS_TRY(events, decide(state, decision, tx.context()));
    GS_CHECK(tx.emit<NodeSubject>(domain::node::kRecord, events));
    GS_TRY(after, tx.load<NodeSubject>(domain::node::kRecord));
    tx.after_commit([&node, after] { node.part<PackLife>().learn(after); });
    return {};
  }));
  return record_reply(node, call, NodeSubject::kKind, domain::node::kRecord);
}

Result<Reply> settle_clash(Node& node, const Call& call) {
  GS_TRY(c, body_of<SettleClash>(call));
  std::optional<OpenClash> open;
  if (const auto clash = node.part<PackLife>().clash(c.topic)) open = OpenClash{clash->topic, clash->local, clash->overlay};
  return decided(node, call, c.decision, [&](const NodeRules& state, const auto& decision, domain::Context& context) {
    return domain::node::settle(state, open, {c.prevails, c.holds, c.decision}, decision, context);
  });
}

Result<Reply> continue_after_expiry(Node& node, const Call& call) {
  GS_TRY(c, body_of<ContinueAfterExpiry>(call));
  const auto* pack = node.part<PackLife>().find(c.pack);
  if (!pack) return fail(ErrorCode::state_not_found, "/pack", "the node does not run a pack of this id");
  return decided(node, call, c.decision, [&](const NodeRules& state, const auto& decision, domain::Context& context) {
    context.ruling(domain::node::kPackExpiry);
    return domain::node::carry_on(state, *pack, c.decision, decision, context);
  });
}

[[maybe_unused]] const bool kRules = operation("listRules", Access::open, {}, rules_list);
[[maybe_unused]] const bool kSettle = operation("settleClash", Access::session, {role::kCompetentAuthority}, settle_clash);
[[maybe_unused]] const bool kContinue =
    operation("continueAfterExpiry", Access::session, {role::kCompetentAuthority}, continue_after_expiry);

}  // namespace
}  // namespace gongshu::app
