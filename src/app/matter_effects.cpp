// What the node does when an act is taken: stops and lifts, other matters, marks. All of it in the transaction of the act.
#include <algorithm>

#include "app/matter.h"
#include "domain/authorization/events.h"
#include "domain/exit/events.h"
#include "domain/supervision/events.h"
#include "rules/procedure.h"

namespace gongshu::app {

using namespace domain::matter;
namespace authorization = domain::authorization;
namespace leaving = domain::exit;
namespace supervision = domain::supervision;

namespace {

constexpr int kMaxDepth = 3;  ///< matters that open one another

/// The node acts for the time of an effect: the ledger says who caused it by the act beside it.
class AsNode {
 public:
  explicit AsNode(Tx& tx) : tx_(tx), before_(std::exchange(tx.context().actor, Node::system_actor())) {}
  ~AsNode() { tx_.context().actor = std::move(before_); }
  AsNode(const AsNode&) = delete;
  AsNode& operator=(const AsNode&) = delete;

 private:
  Tx& tx_;
  domain::Actor before_;
};

/// The record an effect is about: the matter's, or the one an item names.
std::optional<About> object_of(const Matter& m, const rules::EffectDef& effect) {
  if (effect.of == "about") return m.about;
  const auto* value = item(m, effect.of);
  if (!value || !value->is_string()) return std::nullopt;
  for (const auto& act : m.definition.acts)
    for (const auto& one : act.items)
      if (one.name == effect.of) return About{one.type == rules::ItemType::organisation ? "organisation" : one.kind.value_or(""), std::string(value->get_string())};
  return std::nullopt;
}

struct Scope {
  std::string kind, id;
};

/// Kind of the rows that a stop of each scope names.
std::string rows_of(const std::string& scope) {
  if (scope == "operator" || scope == "developer") return "organisation";
  return scope == "resource" ? "catalog_entry" : scope;
}

/// The scope of a stop; nothing when the effect's object is not there.
Result<std::optional<Scope>> scope_of(Tx& tx, const Matter& m, const rules::EffectDef& effect) {
  if (effect.object == "node") return std::optional(Scope{"node", "node"});
  const auto object = object_of(m, effect);
  if (!object) return std::optional<Scope>();
  GS_TRY(row, tx.raw(object->kind, object->id));
  if (!row) return std::optional<Scope>();
  const auto rows = rows_of(effect.object);
  if (object->kind == rows) return std::optional(Scope{effect.object, object->id});
  if (rows == "organisation") {
    const auto owner = owner_of(object->kind, object->id, row->body);
    return owner.empty() ? std::optional<Scope>() : std::optional(Scope{effect.object, owner});
  }
  const auto* member = row->body.is_object() ? row->body.get_object().if_contains(effect.object == "resource" ? "entry" : effect.object) : nullptr;
  return member && member->is_string() ? std::optional(Scope{effect.object, std::string(member->get_string())}) : std::optional<Scope>();
}

std::string label(Tx& tx, const std::optional<std::string>& key, const std::string& otherwise) {
  if (!key) return otherwise;
  const auto words = tx.context().rulebook().label(*key);
  return words.zh + " / " + words.en;
}

Result<EffectDone> stop(Tx& tx, const std::string& id, const Matter& m, const rules::EffectDef& effect) {
  GS_TRY(scope, scope_of(tx, m, effect));
  if (!scope) return EffectDone{"stop " + effect.object + ": the object is not there", {}, {}};
  const auto stop_id = tx.new_id(supervision::StopSubject::kPrefix);
  const auto reason = label(tx, effect.reason, m.definition.zh + " / " + m.definition.en);
  GS_CHECK(tx.emit<supervision::StopSubject>(stop_id, {supervision::StopOrdered{scope->kind, scope->id, reason, "matter/" + id, false, {}, {}, {}, id}}));
  return EffectDone{"stop " + scope->kind + " " + scope->id, stop_id, {}};
}

/// Lifts what the matter stopped in this kind of scope.
Result<std::vector<EffectDone>> lift(Tx& tx, const std::string& id, const Matter& m, const rules::EffectDef& effect) {
  std::vector<EffectDone> out;
  for (const auto& stop_id : m.stops) {
    GS_TRY(found, tx.find<supervision::StopSubject>(stop_id));
    if (!found || found->scope_kind != effect.object) continue;
    if (found->status == supervision::StopStatus::active)
      GS_CHECK(tx.emit<supervision::StopSubject>(stop_id, {supervision::StopLifted{"matter/" + id}}));
    out.push_back({"lift " + found->scope_kind + " " + found->scope_id, {}, stop_id});
  }
  if (out.empty()) out.push_back({"lift " + effect.object + ": this matter stopped nothing", {}, {}});
  return out;
}

/// What the exit rests on: the newest document of the matter, or the matter itself.
std::string ground_of(const std::string& id, const Matter& m) {
  for (auto done = m.done.rbegin(); done != m.done.rend(); ++done)
    if (!done->evidence.empty()) return done->evidence.begin()->second;
  return "matter/" + id;
}

/// Both streams move together, as startExit does it. An agreement that is not in force has nothing left to exit.
Result<EffectDone> start_exit(Tx& tx, const std::string& id, const Matter& m, const rules::EffectDef& effect) {
  const auto object = object_of(m, effect);
  if (!object || object->kind != authorization::AgreementSubject::kKind) return EffectDone{"exit agreement: the object is not there", {}, {}};
  GS_TRY(agreement, tx.find<authorization::AgreementSubject>(object->id));
  using enum authorization::AgreementStatus;
  if (!agreement || (agreement->status != in_force && agreement->status != expired)) return EffectDone{"exit agreement " + object->id + ": not in force", {}, {}};
  const auto& concerned = m.about_org;
  if (!concerned.empty() && concerned != agreement->operator_org && concerned != agreement->agency)
    return fail(ErrorCode::state_conflict, effect.of == "about" ? "/about" : record_detail::child("/items", effect.of),
                "the agreement " + object->id + " is not one of the organisation that this matter is about");
  const bool over = authorization::term_over(*agreement, local_date(tx.context().now));
  const leaving::StartExit content{object->id, over ? "expired" : "terminated_early", ground_of(id, m), label(tx, effect.reason, m.definition.zh + " / " + m.definition.en), {}};
  const auto exit_id = tx.new_id(leaving::ExitSubject::kPrefix);
  GS_CHECK(tx.emit<leaving::ExitSubject>(exit_id, {leaving::Started{content, agreement->agency, agreement->operator_org}}));
  GS_CHECK(tx.emit<authorization::AgreementSubject>(object->id, {authorization::AgreementExiting{exit_id}}));
  return EffectDone{"exit agreement " + object->id + " " + exit_id, {}, {}};
}

json::object all_items(const Matter& m) {
  json::object out;
  for (const auto& done : m.done)
    for (const auto& [key, value] : done.items) out[key] = value;
  return out;
}

Result<EffectDone> open_other(Tx& tx, const Matter& m, const rules::EffectDef& effect, int depth) {
  const auto& pack = *tx.context().rulebook().pack();
  const auto* stated = rules::find_procedure(pack, effect.object);
  if (!stated || depth >= kMaxDepth) return EffectDone{"open " + effect.object + ": not opened", {}, {}};
  const auto definition = rules::resolved(pack, *stated);
  const auto object = definition.about == "none" ? std::nullopt : object_of(m, effect);
  std::string owner;
  if (object) {
    GS_TRY(row, tx.raw(object->kind, object->id));
    if (!row || object->kind != definition.about) return EffectDone{"open " + effect.object + ": the object is not there", {}, {}};
    owner = owner_of(object->kind, object->id, row->body);
  }
  GS_TRY(events, open_by_node(definition, object, owner, all_items(m), tx.context()));
  const auto other = tx.new_id(MatterSubject::kPrefix);
  GS_CHECK(record_matter(tx, other, events, depth + 1));
  return EffectDone{"open " + effect.object + " " + other, {}, {}};
}

Result<std::vector<EffectDone>> do_effect(Tx& tx, const std::string& id, const Matter& m, const rules::EffectDef& effect, int depth) {
  switch (effect.kind) {
    case rules::EffectKind::stop: {
      GS_TRY(done, stop(tx, id, m, effect));
      return std::vector{std::move(done)};
    }
    case rules::EffectKind::lift: return lift(tx, id, m, effect);
    case rules::EffectKind::open: {
      GS_TRY(done, open_other(tx, m, effect, depth));
      return std::vector{std::move(done)};
    }
    case rules::EffectKind::exit: {
      GS_TRY(done, start_exit(tx, id, m, effect));
      return std::vector{std::move(done)};
    }
    case rules::EffectKind::note: break;
  }
  return std::vector{EffectDone{std::string(name_of(effect.kind)) + " " + effect.object + " " + effect.key.value_or(""), {}, {}}};
}

/// An effect may hang on what the act chose.
bool applies(const Matter& m, const rules::EffectDef& effect) {
  if (!effect.when) return true;
  const auto* value = m.done.empty() ? nullptr : m.done.back().items.if_contains(*effect.when->item);
  const auto& of = *effect.when->of;
  return value && value->is_string() && std::find(of.begin(), of.end(), std::string_view(value->get_string())) != of.end();
}

Status do_effects(Tx& tx, const std::string& id, const std::string& act_name, int depth) {
  GS_TRY(matter, tx.load<MatterSubject>(id));
  const auto* act = matter.definition.act(act_name);
  if (!act || act->effects.empty()) return {};
  const AsNode node(tx);
  for (const auto effects = act->effects; const auto& effect : effects) {
    if (!applies(matter, effect)) continue;
    GS_TRY(done, do_effect(tx, id, matter, effect, depth));
    for (auto& one : done) GS_CHECK(tx.emit<MatterSubject>(id, {std::move(one)}));
    GS_TRY(now, tx.load<MatterSubject>(id));
    matter = std::move(now);
  }
  return {};
}

}  // namespace

Status record_matter(Tx& tx, const std::string& id, const Events& events, int depth) {
  GS_CHECK(tx.emit<MatterSubject>(id, events));
  for (const auto& event : events)
    if (const auto* acted = std::get_if<Acted>(&event)) GS_CHECK(do_effects(tx, id, acted->act, depth));
  return {};
}

}  // namespace gongshu::app
