// Procedures and gates as the YAML writes them, short forms included, brought into the shape of procedure.h.
#include "rules/calendar.h"
#include "rules/pack_file.h"
#include "rules/procedure.h"

namespace gongshu::rules {
namespace {

using Names = std::vector<std::string>;

struct ItemFile {
  std::string name;
  std::optional<ItemType> type;
  std::optional<Names> of;
  std::optional<std::string> kind;
  std::optional<bool> optional;
  std::optional<std::int64_t> min;
  std::optional<std::string> took;
};
BOOST_DESCRIBE_STRUCT(ItemFile, (), (name, type, of, kind, optional, min, took))

struct DecisionFile {
  std::string kind;
  std::optional<std::string> procedure;
};
BOOST_DESCRIBE_STRUCT(DecisionFile, (), (kind, procedure))

struct AfterFile {
  std::string act;
  std::optional<std::string> wait, unit;
  std::optional<Origin> origin;
};
BOOST_DESCRIBE_STRUCT(AfterFile, (), (act, wait, unit, origin))

struct DueFile {
  std::optional<std::string> within, by, overdue;
  std::optional<json::value> after;
  std::optional<Names> escalate;
  std::optional<Origin> origin;
};
BOOST_DESCRIBE_STRUCT(DueFile, (), (within, by, overdue, after, escalate, origin))

struct EffectFile {
  std::optional<std::string> stop, lift, exit, open, note, of, about, reason, key;
  std::optional<json::value> when;
};
BOOST_DESCRIBE_STRUCT(EffectFile, (), (stop, lift, exit, open, note, of, about, reason, key, when))

struct ChainUseFile {
  std::string name, passed, refused, returned;
};
BOOST_DESCRIBE_STRUCT(ChainUseFile, (), (name, passed, refused, returned))

struct ActFile {
  std::string zh, en;
  json::value by;
  std::optional<json::value> from, to, decision, reason;
  std::optional<std::vector<json::value>> items;
  std::optional<Names> evidence, distinct, not_by;
  std::optional<std::string> same;
  std::optional<AfterFile> after;
  std::optional<BeforeDef> before;
  std::optional<Names> done, clear;
  std::optional<std::int64_t> times;
  std::optional<OnceEach> once_each;
  std::optional<std::string> opens, closes;
  std::optional<std::vector<NeedDef>> needs;
  std::optional<DueFile> due;
  std::optional<std::string> near;
  std::optional<std::vector<EffectFile>> effects;
  std::optional<ChainUseFile> chain;
  std::optional<Names> rules, tell;
};
BOOST_DESCRIBE_STRUCT(ActFile, (),
                      (zh, en, by, from, to, decision, reason, items, evidence, distinct, not_by, same, after, before, done, clear, times,
                       once_each, opens, closes, needs, due, near, effects, chain, rules, tell))

struct ProcedureFile {
  std::string zh, en;
  std::optional<std::string> about;
  std::optional<json::value> every;
  std::optional<Names> ends;
  std::optional<std::map<std::string, std::string>> drafts;
  json::object acts;
  std::optional<bool> replaces, exchange;
  std::optional<Origin> origin;
  std::optional<Names> confidential;
};
BOOST_DESCRIBE_STRUCT(ProcedureFile, (), (zh, en, about, every, ends, drafts, acts, replaces, exchange, origin, confidential))

struct BarFile {
  std::string procedure;
  Names states;
};
BOOST_DESCRIBE_STRUCT(BarFile, (), (procedure, states))

struct GateFile {
  std::string before;
  std::optional<std::string> about, procedure;
  std::optional<Names> states;
  std::optional<BarFile> barred_by;
  std::optional<std::string> within;
  std::optional<Origin> origin;
  std::optional<std::map<std::string, std::string>> match;
  std::optional<std::map<std::string, json::value>> only, unless;
  std::string rule;
};
BOOST_DESCRIBE_STRUCT(GateFile, (), (before, about, procedure, states, barred_by, within, origin, match, only, unless, rule))

/// A name, or a list of names.
Result<Names> names(const json::value& value, const std::string& at) {
  if (value.is_string()) return Names{std::string(value.get_string())};
  return read<Names>(value, at);
}

Result<ItemDef> item_of(const json::value& value, const std::string& at) {
  if (value.is_string()) return ItemDef{std::string(value.get_string()), {}, {}, {}, {}, {}, {}};
  GS_TRY(file, read<ItemFile>(value, at));
  return ItemDef{file.name, file.type.value_or(ItemType::text), file.of, file.kind, file.optional, file.min, file.took};
}

Result<DueDef> due_of(const DueFile& file, const std::string& at) {
  DueDef out{file.within, {}, file.by, file.overdue.value_or("alert"), file.escalate, file.origin};
  if (file.after) {
    GS_TRY(after, names(*file.after, at + "/after"));
    out.after = std::move(after);
  }
  return out;
}

/// {result: [rejected]}: one choice item, and the values that count.
Result<ReasonDef> values_of(const json::value& value, const std::string& at) {
  const auto* choice = value.if_object();
  if (!choice || choice->size() != 1)
    return fail(ErrorCode::input_wrong_type, at, "one choice item with the values that count: {result: [rejected]}");
  GS_TRY(of, names(choice->begin()->value(), at));
  return ReasonDef{std::string(choice->begin()->key()), std::move(of)};
}

Result<EffectDef> effect_of(const EffectFile& file, const std::string& at) {
  EffectDef out;
  int kinds = 0;
  for (const auto& [kind, object] : {std::pair{EffectKind::stop, file.stop}, {EffectKind::lift, file.lift}, {EffectKind::exit, file.exit},
                                     {EffectKind::open, file.open}, {EffectKind::note, file.note}})
    if (object) {
      out.kind = kind;
      out.object = *object;
      ++kinds;
    }
  if (kinds != 1) return fail(ErrorCode::input_bad_choice, at, "an effect is exactly one of: stop, lift, exit, open, note");
  if (file.of && file.about) return fail(ErrorCode::input_bad_choice, at, "'of' and 'about' say the same; keep one");
  out.of = file.of ? *file.of : file.about.value_or("about");
  out.reason = file.reason;
  out.key = file.key;
  if (file.when) {
    GS_TRY(when, values_of(*file.when, at + "/when"));
    out.when = std::move(when);
  }
  return out;
}

/// A wait is a duration, or the item of that act which says it.
AfterDef after_of(const AfterFile& file) {
  if (file.wait && !parse_duration(*file.wait)) return {file.act, {}, file.wait, file.unit, {}};
  return {file.act, file.wait, {}, file.unit, file.origin};
}

Status read_target(const json::value& value, const std::string& at, ActDef& act) {
  if (value.is_string()) {
    act.to = std::string(value.get_string());
    return {};
  }
  const auto* choice = value.if_object();
  if (!choice || choice->size() != 1)
    return fail(ErrorCode::input_wrong_type, at, "a state, or one choice item with the state for each of its values: {result: {accepted: open}}");
  act.to_item = std::string(choice->begin()->key());
  GS_TRY(states, (read<std::map<std::string, std::string>>(choice->begin()->value(), record_detail::child(at, *act.to_item))));
  act.to_state = std::move(states);
  return {};
}

Status read_reason(const json::value& value, const std::string& at, ActDef& act) {
  if (value.is_bool()) {
    if (value.get_bool()) act.reason = ReasonDef{};
    return {};
  }
  GS_TRY(reason, values_of(value, at));
  act.reason = std::move(reason);
  return {};
}

/// {kind: government, procedure: approval} and government_approval are the same.
Status read_decision(const json::value& value, const std::string& at, ActDef& act) {
  if (value.is_string()) {
    act.decision = DecisionDef{std::string(value.get_string())};
    return {};
  }
  GS_TRY(file, read<DecisionFile>(value, at));
  act.decision = DecisionDef{file.procedure ? file.kind + "_" + *file.procedure : file.kind};
  return {};
}

Status read_chain(const ChainUseFile& file, const std::string& at, const Pack& pack, ActDef& act) {
  const auto* chain = pack.chain(file.name);
  if (!chain) return fail(ErrorCode::input_bad_choice, at + "/name", "there is no chain '" + file.name + "' in this pack or its bases");
  act.chain = ChainUse{*chain, file.passed, file.refused, file.returned};
  return {};
}

template <class T>
T or_empty(const std::optional<T>& value) {
  return value.value_or(T{});
}

Status read_lists(const ActFile& file, const std::string& at, ActDef& act) {
  for (std::size_t i = 0; i < or_empty(file.items).size(); ++i) {
    GS_TRY(item, item_of((*file.items)[i], at + "/items/" + std::to_string(i)));
    act.items.push_back(std::move(item));
  }
  for (std::size_t i = 0; i < or_empty(file.effects).size(); ++i) {
    GS_TRY(effect, effect_of((*file.effects)[i], at + "/effects/" + std::to_string(i)));
    act.effects.push_back(std::move(effect));
  }
  act.evidence = or_empty(file.evidence);
  act.distinct = or_empty(file.distinct);
  act.done = or_empty(file.done);
  act.clear = or_empty(file.clear);
  act.needs = or_empty(file.needs);
  act.rules = or_empty(file.rules);
  act.tell = or_empty(file.tell);
  return {};
}

Result<ActDef> act_of(std::string name, const json::value& value, const std::string& at, const Pack& pack) {
  GS_TRY(file, read<ActFile>(value, at));
  ActDef act;
  act.name = std::move(name);
  act.zh = file.zh;
  act.en = file.en;
  GS_TRY(by, names(file.by, at + "/by"));
  act.by = std::move(by);
  if (file.from) {
    GS_TRY(from, names(*file.from, at + "/from"));
    act.from_any = from == Names{"any"};
    if (!act.from_any) act.from = std::move(from);
  }
  if (file.to) GS_CHECK(read_target(*file.to, at + "/to", act));
  if (file.decision) GS_CHECK(read_decision(*file.decision, at + "/decision", act));
  if (file.reason) GS_CHECK(read_reason(*file.reason, at + "/reason", act));
  if (file.chain) GS_CHECK(read_chain(*file.chain, at + "/chain", pack, act));
  GS_CHECK(read_lists(file, at, act));
  if (file.after) act.after = after_of(*file.after);
  if (file.due) {
    GS_TRY(due, due_of(*file.due, at + "/due"));
    act.due = std::move(due);
  }
  act.not_by = file.not_by;
  act.same = file.same;
  act.before = file.before;
  act.times = file.times;
  act.once_each = file.once_each;
  act.opens = file.opens;
  act.closes = file.closes;
  act.near = file.near;
  return act;
}

/// `for` and `by` inside `due` are words that a described member cannot be called.
Result<EveryDef> every_of(const json::value& value, const std::string& at) {
  const auto* object = value.if_object();
  if (!object) return fail(ErrorCode::input_wrong_type, at, "{period: quarter, for: operator, due: 1 months, first: 2026-04-01}");
  json::object plain;
  for (const auto& [key, member] : *object) {
    const auto* due = key == "due" ? member.if_object() : nullptr;
    if (due && due->size() == 1 && due->contains("by"))
      plain["by"] = due->at("by");
    else
      plain[key == "for" ? "role" : std::string_view(key)] = member;
  }
  return read<EveryDef>(plain, at);
}

Result<Procedure> procedure_of(const std::string& id, const json::value& value, const std::string& at, const Pack& pack, bool& replaces) {
  if (!value.is_object()) return fail(ErrorCode::input_wrong_type, at, "an object");
  json::object plain = value.get_object();  // `public` is no name for a member
  Procedure out;
  out.id = id;
  if (const auto* open = plain.if_contains("public")) {
    GS_TRY(states, names(*open, at + "/public"));
    out.open_to_all = std::move(states);
    plain.erase("public");
  }
  GS_TRY(file, read<ProcedureFile>(plain, at));
  out.zh = file.zh;
  out.en = file.en;
  out.about = file.about.value_or("none");
  out.ends = or_empty(file.ends);
  out.drafts = or_empty(file.drafts);
  out.origin = file.origin;
  out.confidential = file.confidential;
  out.exchange = file.exchange;
  replaces = file.replaces.value_or(false);
  if (file.every) {
    GS_TRY(every, every_of(*file.every, at + "/every"));
    out.every = std::move(every);
  }
  for (const auto& [name, act] : value.get_object().at("acts").get_object()) {
    GS_TRY(made, act_of(std::string(name), act, record_detail::child(at + "/acts", name), pack));
    out.acts.push_back(std::move(made));
  }
  return out;
}

void read_each(Pack& pack, Procedures& out, const Document& document, Faults& faults) {
  const auto* all = document.value.is_object() ? document.value.get_object().if_contains("procedures") : nullptr;
  if (!all || !all->is_object()) return;
  for (const auto& [key, value] : all->get_object()) {
    const std::string id(key);
    const auto at = record_detail::child("/procedures", id);
    bool replaces = false;
    auto made = procedure_of(id, value, at, pack, replaces);
    if (!made) {
      faults.add(located(document, made.error(), ErrorCode::pack_invalid));
      pack.procedure_names[id] = {id, id};  // it is there, only not readable
      continue;
    }
    const bool known = pack.base && find_procedure(*pack.base, id);
    if (known && !replaces)
      faults.add(ErrorCode::pack_invalid, document.at(at),
                 "a base has the procedure " + id + "; write 'replaces: true' to stand in its place, or another id");
    if (!known && replaces) faults.add(ErrorCode::pack_invalid, document.at(at), "no base has a procedure " + id + " to replace; leave 'replaces' out");
    made->file = document.file_of(at);
    made->line = document.line(at);
    for (auto& act : made->acts) {
      const auto where = record_detail::child(at + "/acts", act.name);
      act.file = document.file_of(where);
      act.line = document.line(where);
    }
    pack.procedure_names[id] = {made->zh, made->en};
    out.all.emplace(id, std::move(*made));
  }
}

void read_gates(Procedures& out, const Document& document, Faults& faults) {
  const auto* all = document.value.is_object() ? document.value.get_object().if_contains("gates") : nullptr;
  if (!all || !all->is_array()) return;
  for (std::size_t i = 0; i < all->get_array().size(); ++i) {
    const auto at = "/gates/" + std::to_string(i);
    auto file = read<GateFile>(all->get_array()[i], at);
    if (!file) {
      faults.add(located(document, file.error(), ErrorCode::pack_invalid));
      continue;
    }
    if (file->barred_by.has_value() == (file->procedure && file->states)) {
      faults.add(ErrorCode::pack_invalid, document.at(at), "a gate names 'procedure' and 'states' that open it, or 'barred_by', not both");
      continue;
    }
    GateDef gate;
    gate.before = file->before;
    gate.about = file->about;
    gate.barred = file->barred_by.has_value();
    gate.procedure = gate.barred ? file->barred_by->procedure : *file->procedure;
    gate.states = gate.barred ? file->barred_by->states : *file->states;
    gate.within = file->within;
    gate.origin = file->origin;
    gate.match = or_empty(file->match);
    gate.only = or_empty(file->only);
    gate.unless = or_empty(file->unless);
    gate.rule = file->rule;
    gate.file = document.file_of(at);
    gate.line = document.line(at);
    out.gates.push_back(std::move(gate));
  }
}

}  // namespace

void read_procedures(Pack& pack, const Document& document, Faults& faults) {
  auto out = std::make_shared<Procedures>();
  read_each(pack, *out, document, faults);
  read_gates(*out, document, faults);
  pack.procedures = std::move(out);
}

}  // namespace gongshu::rules
