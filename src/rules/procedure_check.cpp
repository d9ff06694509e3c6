// What a procedure can get wrong although it reads well: each fault with its line and what would pass.
#include "rules/procedure_places.h"

namespace gongshu::rules {
namespace {

constexpr std::string_view kActors[] = {"about", "opener", "anyone", "clock"};
constexpr std::string_view kStopScopes[] = {"operator", "developer", "scenario", "product", "resource", "node"};

class ProcedureChecker : private Places {
 public:
  ProcedureChecker(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults, const Procedure& procedure)
      : Places(pack, document, options, faults), p_(procedure), at_(record_detail::child("/procedures", procedure.id)) {
    for (const auto& a : p_.acts) acts_.push_back(a.name);
  }

  void run() {
    if (p_.acts.empty()) return fault(at_ + "/acts", "a procedure has at least one act");
    if (p_.about != "none") check_known(at_ + "/about", &KnownNames::kinds, "kind of record", p_.about);
    for (const auto& [section, figure] : p_.drafts) check_known(at_ + "/drafts", &KnownNames::figures, "figure", figure);
    if (p_.every) check_every(at_ + "/every");
    for (const auto& state : p_.open_to_all) check_state(at_ + "/public", state);
    check_confidential(at_ + "/confidential");
    const bool own = p_.origin == Origin::product_default;
    if (own && (!rules_of(pack_, p_.id).empty() || std::any_of(p_.acts.begin(), p_.acts.end(), [](const auto& a) { return !a.rules.empty(); })))
      fault(at_ + "/origin", "a rule runs this procedure, so it is no product default; leave 'origin' out");
    if (!own && rules_of(pack_, p_.id).empty() && std::any_of(p_.acts.begin(), p_.acts.end(), [](const auto& a) { return a.rules.empty(); }))
      check_bound();
    for (const auto& act : p_.acts) check_act(record_detail::child(at_ + "/acts", act.name), act);
    check_reach();
  }

 private:
  /// A pack may keep a procedure for packs built on it; one that no rule of its own runs says which rules its acts carry out.
  void check_bound() {
    fault(at_, "no rule binds this procedure: bind one with {point: procedure, params: {run: [" + p_.id + "]}}, name 'rules' in every act, or say that it is the maintainers' own: origin: product_default");
  }

  void check_every(const std::string& at) {
    check_role(at + "/for", p_.every->role);
    check_duration(at + "/due", p_.every->due);
    if (p_.every->due && p_.every->by) fault(at, "'due' is a duration or a day, not both");
    if (p_.every->by && !parse_date("2028-" + *p_.every->by)) fault(at, "'by' is a month and a day, as \"03-31\"");
    if (!parse_date(p_.every->first)) fault(at + "/first", "'first' is a day, as 2026-04-01");
    if (p_.about != "none" && p_.about != "organisation") fault(at, "matters of every period are about the organisation; leave 'about' out");
    const auto opening = std::count_if(p_.acts.begin(), p_.acts.end(), [](const auto& a) { return a.from.empty() && !a.from_any; });
    if (opening != 1) fault(at, "a procedure of every period has exactly one act without 'from'");
  }

  void check_state(const std::string& at, const std::string& state) {
    const auto known = p_.states();
    if (!has(known, state)) fault(at, "no act leads to the state '" + state + "'" + did_you_mean(state, known));
  }
  void check_act_name(const std::string& at, const std::string& name) {
    if (!has(acts_, name)) fault(at, "there is no act '" + name + "' in this procedure" + did_you_mean(name, acts_));
  }
  const ItemDef* item_of(const ActDef* act, std::string_view name) const {
    if (!act) return nullptr;
    const auto found = std::find_if(act->items.begin(), act->items.end(), [&](const auto& i) { return i.name == name; });
    return found == act->items.end() ? nullptr : &*found;
  }
  /// Of any act; null when none asks for it.
  const ItemDef* any_item(std::string_view name) const {
    for (const auto& act : p_.acts)
      if (const auto* found = item_of(&act, name)) return found;
    return nullptr;
  }

  void check_act(const std::string& at, const ActDef& act) {
    check_actors(at, act);
    check_target(at, act);
    check_items(at, act);
    check_order(at, act);
    check_due(at, act);
    if (act.decision) check_known(at + "/decision", &KnownNames::decisions, "decision", act.decision->kind);
    if (act.times && *act.times < 1) fault(at + "/times", "at least once");
    for (std::size_t i = 0; i < act.effects.size(); ++i) check_effect(at + "/effects/" + std::to_string(i), act, act.effects[i]);
    for (std::size_t i = 0; i < act.needs.size(); ++i) {
      const auto here = at + "/needs/" + std::to_string(i);
      check_procedure(here + "/procedure", act.needs[i].procedure, act.needs[i].states, here + "/states");
      check_duration(here + "/within", act.needs[i].within);
    }
    for (const auto& rule : act.rules)
      if (const auto* found = pack_.find(rule); !found)
        fault(at + "/rules", "there is no rule " + rule + " in this pack or its bases");
      else if (!found->binds(kProcedure.id()))
        fault(at + "/rules", rule + " does not bind 'procedure'; add {point: procedure, params: {run: [" + p_.id + "]}} to it");
    for (const auto& role : act.tell) check_role(at + "/tell", role);
  }

  /// What an organisation is not to know of, it cannot have to do.
  void check_confidential(const std::string& at) {
    if (!p_.confidential) return;
    if (p_.about != "organisation") fault(at, "only a procedure about an organisation is kept from it; set about: organisation");
    for (const auto& state : *p_.confidential) {
      check_state(at, state);
      for (const auto& act : p_.acts)
        if (has(act.by, "about") && possible_in(p_, act, state))
          fault(at, "'" + act.name + "' by: about is possible in the state '" + state + "', which the organisation may not see; leave one of them out");
      if (has(p_.open_to_all, state)) fault(at, "the state '" + state + "' is public as well; leave one of them out");
    }
  }

  void check_not_by(const std::string& at, const ActDef& act) {
    for (const auto& who : act.not_by.value_or(std::vector<std::string>{}))
      if (const auto name = named_by_item(who))
        check_named(at, act, *name);
      else if (who != "about" && who != "opener")
        fault(at, "'" + who + "': name about, opener or item:NAME");
  }

  void check_actors(const std::string& at, const ActDef& act) {
    check_not_by(at + "/not_by", act);
    if (act.by.empty()) fault(at + "/by", "nobody can do this act; name a role, about, opener, item:NAME, anyone or clock");
    for (const auto& who : act.by)
      if (const auto name = named_by_item(who))
        check_named(at + "/by", act, *name);
      else if (!has(kActors, who))
        check_role(at + "/by", who);
    if (has(act.by, "about") && p_.about == "none" && !p_.every) fault(at + "/by", "the procedure is about no record; name a role");
    if (has(act.by, "clock") && act.by.size() == 1 && !clock_comes(act))
      fault(at + "/by", "no 'overdue' of another act and no effect 'open' leads to this act of the clock; nobody would ever do it");
    if (has(act.by, "clock") && std::any_of(act.items.begin(), act.items.end(), [](const auto& i) { return i.required(); }) && !act.from.empty())
      fault(at + "/items", "the clock brings no items; make them optional");
  }
  void check_named(const std::string& at, const ActDef& act, const std::string& name) {
    const auto* item = any_item(name);
    if (!item || item->type != ItemType::organisation) return fault(at, "'" + name + "' must be an item of type organisation of an earlier act");
    if (act.from.empty() && !act.from_any) fault(at, "the act opens a matter, so no item names anybody yet; name a role");
  }
  bool clock_comes(const ActDef& act) const {
    if (act.from.empty() && !act.from_any) return true;
    return std::any_of(p_.acts.begin(), p_.acts.end(), [&](const auto& a) { return a.due && a.due->overdue == act.name; });
  }

  void check_target(const std::string& at, const ActDef& act) {
    if (act.from.empty() && !act.from_any && !act.to && !act.to_item) fault(at + "/to", "the act opens a matter; say to which state");
    if (act.to && *act.to == kExpected) fault(at + "/to", "'expected' is the node's own state; choose another name");
    if (act.chain && act.chain->chain.steps.empty()) fault(at + "/chain", "the chain has no steps");
    if (!act.to_item) return;
    const auto* item = item_of(&act, *act.to_item);
    if (!item || item->type != ItemType::choice || !item->required())
      return fault(at + "/to", "'" + *act.to_item + "' must be a required choice item of this act");
    const auto values = item->of.value_or(Names{});
    for (const auto& value : values)
      if (!act.to_state.contains(value)) fault(at + "/to", "say to which state the value '" + value + "' leads");
    for (const auto& [value, state] : act.to_state)
      if (!has(values, value)) fault(at + "/to", "'" + *act.to_item + "' has no value '" + value + "'" + did_you_mean(value, values));
  }

  void check_items(const std::string& at, const ActDef& act) {
    std::set<std::string> names;
    for (std::size_t i = 0; i < act.items.size(); ++i) {
      const auto& item = act.items[i];
      const auto here = at + "/items/" + std::to_string(i);
      if (!names.insert(item.name).second) fault(here, "the item '" + item.name + "' stands twice");
      if ((item.type == ItemType::choice) != (item.of && !item.of->empty())) fault(here, "a choice, and nothing else, has values: {type: choice, of: [a, b]}");
      if ((item.type == ItemType::record) != item.kind.has_value()) fault(here, "a record, and nothing else, has a kind: {type: record, kind: operation_plan}");
      if (item.min && (item.type != ItemType::integer || *item.min < 0)) fault(here, "an integer, and nothing else, has a least value of 0 or more: {type: integer, min: 1}");
      if (item.took && item.type != ItemType::organisation) fault(here, "an organisation, and nothing else, is one that took an act: {type: organisation, took: apply}");
      if (item.took) check_act_name(here, *item.took);
      if (item.kind) check_known(here, &KnownNames::kinds, "kind of record", *item.kind);
    }
    if (act.reason && act.reason->item) check_values(at + "/reason", act, *act.reason);
  }

  void check_order(const std::string& at, const ActDef& act) {
    for (const auto& name : act.distinct) check_act_name(at + "/distinct", name);
    if (act.same) check_act_name(at + "/same", *act.same);
    for (const auto& name : act.done) check_act_name(at + "/done", name);
    const auto opened = [&](const std::string& thread) {
      return std::any_of(p_.acts.begin(), p_.acts.end(), [&](const auto& a) { return a.opens == thread; });
    };
    for (const auto& thread : act.clear)
      if (!opened(thread)) fault(at + "/clear", "no act opens a thread '" + thread + "'");
    if (act.closes && !opened(*act.closes)) fault(at + "/closes", "no act opens a thread '" + *act.closes + "'");
    if (act.after) check_after(at + "/after", *act.after);
    if (!act.before) return;
    check_act_name(at + "/before/act", act.before->act);
    const auto* item = item_of(p_.act(act.before->act), act.before->item);
    if (!item || item->type != ItemType::date) fault(at + "/before/item", "'" + act.before->item + "' must be a date item of " + act.before->act);
  }

  void check_after(const std::string& at, const AfterDef& after) {
    check_act_name(at + "/act", after.act);
    if (!after.item) return;
    const auto* item = item_of(p_.act(after.act), *after.item);
    if (!item || (item->type != ItemType::date && item->type != ItemType::integer))
      return fault(at + "/wait", "'" + *after.item + "' is no duration, and no date or integer item of " + after.act);
    if (item->type == ItemType::integer && !after.unit) fault(at, "say the unit that '" + *after.item + "' counts: unit: working_days");
    if (after.unit) check_duration(at + "/unit", "1 " + *after.unit);
  }

  void check_due(const std::string& at, const ActDef& act) {
    check_duration(at + "/near", act.near);
    if (!act.due) {
      if (act.near) fault(at + "/near", "there is no 'due' to be near to");
      return;
    }
    const auto& due = *act.due;
    check_duration(at + "/due/within", due.within);
    const bool opens_expected = p_.every && act.from.empty() && !act.from_any;
    if (due.within.has_value() == due.by.has_value()) {
      if (!opens_expected || due.within) fault(at + "/due", "a due date is 'within' a duration 'after' an act, or 'by' a date item");
    } else if (due.within && !due.after && !opens_expected) {
      fault(at + "/due", "say after which act the days count: after: …");
    }
    for (const auto& name : due.after.value_or(Names{})) check_act_name(at + "/due/after", name);
    if (due.by) {
      const auto* item = any_item(*due.by);
      if (!item || item->type != ItemType::date) fault(at + "/due/by", "'" + *due.by + "' must be a date item of some act");
    }
    for (const auto& role : due.escalate.value_or(Names{})) check_role(at + "/due/escalate", role);
    if (due.overdue == "alert") return;
    const auto* then = p_.act(due.overdue);
    if (!then) return check_act_name(at + "/due/overdue", due.overdue);
    if (!has(then->by, "clock")) fault(at + "/due/overdue", "the act '" + due.overdue + "' must be open to the node: by: [clock]");
  }

  /// The choice item and the values that something depends on.
  void check_values(const std::string& at, const ActDef& act, const ReasonDef& values) {
    const auto* item = item_of(&act, *values.item);
    if (!item || item->type != ItemType::choice) return fault(at, "'" + *values.item + "' must be a choice item of this act");
    for (const auto& value : *values.of)
      if (!has(item->of.value_or(Names{}), value)) fault(at, "'" + *values.item + "' has no value '" + value + "'");
  }

  void check_effect(const std::string& at, const ActDef& act, const EffectDef& effect) {
    if (effect.when) check_values(at + "/when", act, *effect.when);
    const auto* item = effect.of == "about" ? nullptr : any_item(effect.of);
    if (effect.of == "about" && p_.about == "none" && !p_.every && effect.kind != EffectKind::note && effect.kind != EffectKind::open && effect.object != "node")
      fault(at, "the procedure is about no record; name a record item with 'of'");
    if (effect.of != "about" && (!item || (item->type != ItemType::record && item->type != ItemType::organisation)))
      fault(at, "'" + effect.of + "' must be a record or organisation item of an act");
    if (effect.reason && !pack_.label(*effect.reason)) fault(at + "/reason", "'" + *effect.reason + "' has no name under 'labels'");
    switch (effect.kind) {
      case EffectKind::stop:
      case EffectKind::lift:
        if (!has(kStopScopes, effect.object)) fault(at, "a stop is of: operator, developer, scenario, product, resource, node");
        break;
      case EffectKind::exit:
        if (effect.object != "agreement") fault(at, "an exit is of an agreement");
        break;
      case EffectKind::open: check_procedure(at + "/open", effect.object, {}, {}); break;
      case EffectKind::note:
        if (!effect.key) fault(at, "a note has a 'key'");
    }
  }

  /// Which states a matter can come to, starting from nothing.
  void check_reach() {
    std::set<std::string> reached;
    std::vector<const ActDef*> waiting;
    if (p_.every) reached.emplace(kExpected);
    for (const auto& act : p_.acts) waiting.push_back(&act);
    for (bool more = true; more;) {
      more = false;
      for (auto it = waiting.begin(); it != waiting.end();) {
        if (!can_start(**it, reached)) {
          ++it;
          continue;
        }
        add_targets(**it, reached);
        it = waiting.erase(it);
        more = true;
      }
    }
    for (const auto* act : waiting)
      fault(record_detail::child(at_ + "/acts", act->name) + "/from", "nothing leads to a state in which '" + act->name + "' is possible");
    for (const auto& state : p_.ends)
      if (!reached.contains(state)) fault(at_ + "/ends", "no act leads to the end '" + state + "'");
    for (const auto& state : reached)
      if (!p_.is_end(state) && !left(state)) fault(at_ + "/acts", "no act leaves the state '" + state + "'; add one, or list it under 'ends'");
  }
  bool can_start(const ActDef& act, const std::set<std::string>& reached) const {
    if (act.from.empty() && !act.from_any) return true;
    return std::any_of(reached.begin(), reached.end(), [&](const auto& state) { return possible_in(p_, act, state); });
  }
  static void add_targets(const ActDef& act, std::set<std::string>& reached) {
    if (act.to) reached.insert(*act.to);
    for (const auto& [value, state] : act.to_state) reached.insert(state);
    if (act.chain) reached.insert({act.chain->passed, act.chain->refused, act.chain->returned});
  }
  bool left(const std::string& state) const {
    return std::any_of(p_.acts.begin(), p_.acts.end(), [&](const auto& a) { return possible_in(p_, a, state) || (a.chain && a.to == state); });
  }

  const Procedure& p_;
  std::string at_;
  Names acts_;
};

}  // namespace

void check_procedures(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults) {
  if (!pack.procedures) return;
  for (const auto& [id, procedure] : pack.procedures->all) ProcedureChecker(pack, document, options, faults, procedure).run();
  check_gates(pack, document, options, faults);
}

}  // namespace gongshu::rules
