#include "app/gates.h"

#include <algorithm>

#include "domain/evidence/events.h"
#include "domain/matter/events.h"

namespace gongshu::app {
namespace {

using domain::matter::Matter;
using domain::matter::MatterSubject;
using rules::GateDef;

thread_local GateScope* current_scope = nullptr;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const auto& word : words) out.append(out.empty() ? "" : ", ").append(word);
  return out;
}

bool has(const std::vector<std::string>& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

json::value at_pointer(const json::value& body, const std::string& pointer) {
  boost::system::error_code none;
  const auto* found = body.find_pointer(pointer, none);
  return found ? *found : json::value();
}

/// kind:place:member, and further :kind:member for a record that the member names.
Result<json::value> looked_up(const Call& call, Records& records, const std::string& place) {
  const auto first = place.find(':'), second = place.find(':', first + 1);
  if (second == std::string::npos) return json::value();
  GS_TRY(value, at_place(call, records, place.substr(first + 1, second - first - 1)));
  std::string kind = place.substr(0, first), rest = place.substr(second + 1);
  for (;;) {
    if (!value.is_string()) return json::value();
    GS_TRY(row, records.raw(kind, std::string(value.get_string())));
    const auto end = rest.find(':');
    if (!row) return json::value();
    value = at_pointer(row->body, "/" + rest.substr(0, end));
    if (end == std::string::npos) return value;
    const auto next = rest.find(':', end + 1);
    if (next == std::string::npos) return json::value();
    kind = rest.substr(end + 1, next - end - 1);
    rest = rest.substr(next + 1);
  }
}

/// Does every place hold the value? (`any`: does one?)
Result<bool> holds(const Call& call, Records& records, const std::map<std::string, json::value>& wanted, bool any) {
  for (const auto& [place, value] : wanted) {
    GS_TRY(found, at_place(call, records, place));
    if ((found == value) == any) return any;
  }
  return !any;
}

struct FoundMatter {
  std::string id;
  Matter matter;
};

/// Matters of the gate's procedure about the record; without a record, all of the procedure.
Result<std::vector<FoundMatter>> matters(Records& records, const GateDef& gate, const std::string& about) {
  std::vector<FoundMatter> out;
  const std::string name = about.empty() ? "procedure" : "procedure_about";
  const auto key = about.empty() ? gate.procedure : gate.procedure + " " + about;
  GS_CHECK(records.with_key(MatterSubject::kKind, name, key, [&](const std::string& id, const Row& row) -> Status {
    GS_TRY(state, read<Matter>(row.body));
    out.push_back({id, std::move(state)});
    return {};
  }));
  return out;
}

Result<bool> counts(const FoundMatter& found, const GateDef& gate, const Call& call, const GateScene& scene) {
  if (!has(gate.states, found.matter.status)) return false;
  if (gate.within) {
    GS_TRY(within, rules::parse_duration(*gate.within));
    GS_TRY(last, scene.book.calendar().deadline(found.matter.since, within));
    if (last < local_date(scene.now)) return false;
  }
  for (const auto& [name, place] : gate.match) {
    GS_TRY(wanted, at_place(call, scene.records, place));
    const auto* value = domain::matter::item(found.matter, name);
    if (!value || *value != wanted) return false;
  }
  return true;
}

/// Has the competent authority approved an exception to the rule for this record, or the one that the call names?
Result<bool> excepted(const GateDef& gate, const Call& call, const GateScene& scene, const std::string& about) {
  GS_TRY(approved, scene.records.all<domain::evidence::RuleExceptionSubject>("approved"));
  GS_TRY(named, at_place(call, scene.records, "/exception"));
  return std::any_of(approved.begin(), approved.end(), [&](const auto& e) {
    if (e.state.rule != gate.rule) return false;
    if (!about.empty()) return e.state.subject == about;
    return named.is_string() && named.get_string() == e.id;
  });
}

/// Whose turn it is in the matters that are under way and that the caller may see.
Result<std::string> next_steps(const std::vector<FoundMatter>& found, const Call& call, Records& records) {
  std::string out;
  for (const auto& f : found) {
    GS_TRY(seen, may_see_record(records, call.actor, MatterSubject::kKind, f.id));
    if (!seen) continue;
    for (const auto& todo : domain::matter::todos_of(f.matter))
      out.append(out.empty() ? "" : "; ").append(f.id + " is " + f.matter.status + ", next: " + todo.step + (todo.role.empty() ? "" : " by " + todo.role));
  }
  return out;
}

Error refused(const GateDef& gate, const rules::Rule& rule, const std::string& next, const rules::Rulebook& book) {
  const auto name = book.label(gate.procedure);
  const auto title = "“" + name.zh + "” / " + name.en + " (" + gate.procedure + ")";
  std::string hint = gate.barred ? title + " is in " + joined(gate.states) : "first: " + title + " in " + joined(gate.states) + (gate.within ? ", within " + *gate.within : std::string());
  if (!next.empty()) hint += "; " + next;
  Error out{gate.barred ? ErrorCode::rule_refused : ErrorCode::rule_order, gate.about && gate.about->starts_with("/") ? *gate.about : std::string(),
            std::move(hint), rule.id, rule.article, {}};
  out.detail["procedure"] = gate.procedure;
  return out;
}

/// The record that the call is about as "kind/id"; empty when the gate asks about none.
Result<std::string> record_of(const GateDef& gate, const Call& call, const GateScene& scene) {
  if (!gate.about) return std::string();
  GS_TRY(id, at_place(call, scene.records, *gate.about));
  const auto* procedure = rules::find_procedure(*scene.book.pack(), gate.procedure);
  const std::string kind = !procedure ? "none" : procedure->every ? "organisation" : procedure->about;
  return kind + "/" + (id.is_string() ? std::string(id.get_string()) : std::string("none"));
}

/// Does the gate concern this call today?
Result<bool> concerns(const GateDef& gate, const Call& call, const GateScene& scene) {
  const auto* rule = scene.book.pack()->find(gate.rule);
  if (!rule || !rule->in_force(local_date(scene.now))) return false;
  GS_TRY(only, holds(call, scene.records, gate.only, false));
  GS_TRY(unless, holds(call, scene.records, gate.unless, true));
  return only && (!unless || gate.unless.empty());
}

/// Asks a gate that concerns the call.
Status check_gate(const GateDef& gate, const Call& call, const GateScene& scene, std::vector<std::string>& hints) {
  const auto& rule = *scene.book.pack()->find(gate.rule);
  GS_TRY(about, record_of(gate, call, scene));
  GS_TRY(found, matters(scene.records, gate, about));
  bool met = false;
  for (const auto& f : found) {
    GS_TRY(one, counts(f, gate, call, scene));
    met = met || one;
  }
  if (met != gate.barred) return {};
  const auto level = rule.level_at(rules::kGate.id());
  if (level == rules::Level::evidence || level == rules::Level::encourage) {
    if (!has(hints, rule.id)) hints.push_back(rule.id);
    return {};
  }
  if (level == rules::Level::principle) {
    GS_TRY(passes, excepted(gate, call, scene, about));
    if (passes) return {};
  }
  GS_TRY(next, next_steps(found, call, scene.records));
  return fail(refused(gate, rule, next, scene.book));
}

}  // namespace

Result<json::value> at_place(const Call& call, Records& records, const std::string& place) {
  if (place.starts_with("/")) return at_pointer(call.body, place);
  if (place == "actor.person") return json::value(call.actor.person);
  if (place == "actor.org") return json::value(call.actor.org);
  if (place.starts_with("path.") && place.find(':') == std::string::npos) {
    const auto& value = call.param(place.substr(5));
    return value.empty() ? json::value() : json::value(value);
  }
  return looked_up(call, records, place);
}

Status check_gates(const std::vector<const GateDef*>& gates, const Call& call, Tx& tx, std::vector<std::string>& hints) {
  const GateScene scene{tx, tx.context().rulebook(), tx.context().now};
  for (const auto* gate : gates) {
    GS_TRY(asked, concerns(*gate, call, scene));
    if (!asked) continue;
    tx.context().note_rule(gate->rule);
    GS_CHECK(check_gate(*gate, call, scene, hints));
  }
  return {};
}

Status check_call_gates(const std::vector<const GateDef*>& gates, const Call& call, const GateScene& scene) {
  std::vector<std::string> hints;  // a product call's answer carries none
  for (const auto* gate : gates) {
    GS_TRY(asked, concerns(*gate, call, scene));
    if (asked) GS_CHECK(check_gate(*gate, call, scene, hints));
  }
  return {};
}

Result<bool> moves_call_gates(Records& records, const rules::Rulebook& book, std::string_view kind, const std::string& id) {
  const bool matter = kind == MatterSubject::kKind;
  if (!book.pack() || (!matter && kind != domain::evidence::RuleExceptionSubject::kKind)) return false;
  std::string procedure;
  for (const auto* gate : rules::gates_of(*book.pack())) {
    if (gate->before != rules::kProductCall) continue;
    if (!matter) return true;
    if (procedure.empty()) {
      GS_TRY(row, records.raw(kind, id));
      if (row && row->body.is_object()) procedure = std::string(row->body.at("procedure").as_string());
    }
    if (gate->procedure == procedure) return true;
  }
  return false;
}

Result<std::unique_ptr<Gates>> Gates::open(Node& node) {
  auto out = std::make_unique<Gates>();
  if (const auto* pack = node.rulebook().pack())
    for (const auto* gate : rules::gates_of(*pack)) out->by_operation_[gate->before].push_back(gate);
  return out;
}

const std::vector<const GateDef*>* Gates::before(const std::string& operation) const {
  const auto found = by_operation_.find(operation);
  return found == by_operation_.end() ? nullptr : &found->second;
}

GateScope::GateScope(const std::vector<const GateDef*>& gates, const Call& call) : gates_(gates), call_(call), outer_(current_scope) {
  current_scope = this;
}
GateScope::~GateScope() { current_scope = outer_; }
GateScope* GateScope::current() { return current_scope; }

[[maybe_unused]] static const bool kPart = register_part<Gates>(5);

}  // namespace gongshu::app
