// What a gate can get wrong although it reads well: each fault with its line and what would pass.
#include "rules/procedure_places.h"

namespace gongshu::rules {
namespace {

class GateChecker : private Places {
 public:
  using Places::Places;

  void run() {
    const auto& gates = pack_.procedures->gates;
    for (std::size_t i = 0; i < gates.size(); ++i) check(gates[i], "/gates/" + std::to_string(i));
    for (std::size_t i = 0; i < pack_.rules.size(); ++i) check_rule(pack_.rules[i], "/rules/" + std::to_string(i));
  }

 private:
  void check(const GateDef& gate, const std::string& at) {
    check_known(at + "/before", &KnownNames::operations, "operation that a gate can stand before", gate.before);
    const auto here = gate.barred ? at + "/barred_by" : at;
    if (gate.states.empty()) fault(here, "name at least one state");
    const auto* procedure = check_procedure(here + "/procedure", gate.procedure, gate.states, here + "/states");
    check_duration(at + "/within", gate.within);
    for (const auto& [item, place] : gate.match) {
      const bool known = procedure && std::any_of(procedure->acts.begin(), procedure->acts.end(), [&](const auto& act) {
        return std::any_of(act.items.begin(), act.items.end(), [&](const auto& one) { return one.name == item; });
      });
      if (procedure && !known) fault(at + "/match", "no act of " + gate.procedure + " has an item '" + item + "'");
      check_place(at + "/match", place);
    }
    if (gate.about) check_place(at + "/about", *gate.about);
    for (const auto& places : {gate.only, gate.unless})
      for (const auto& [place, value] : places) check_place(at, place);
    if (gate.before == kProductCall) check_call_places(gate, at);
    const auto* rule = pack_.find(gate.rule);
    if (!rule) return fault(at + "/rule", "there is no rule " + gate.rule + " in this pack or its bases");
    if (!rule->binds(kGate.id())) fault(at + "/rule", gate.rule + " does not bind 'gate'; add {point: gate} to it");
  }

  void check_call_places(const GateDef& gate, const std::string& at) {
    const auto check = [&](const std::string& place) {
      const auto first = place.find(':');
      const auto start = place.starts_with("/") || first == std::string::npos ? 0 : first + 1;
      const auto inner = place.substr(start, start == 0 ? std::string::npos : place.find(':', start) - start);
      if (std::find(std::begin(kCallPlaces), std::end(kCallPlaces), inner) == std::end(kCallPlaces))
        fault(at, "a gate before callProduct is decided ahead of the calls, by subscription: it can look at path.id, actor.org, /subscription and "
                  "/purpose, and at records found from there; not at '" + place + "'");
    };
    if (gate.about) check(*gate.about);
    for (const auto& [item, place] : gate.match) check(place);
    for (const auto& places : {gate.only, gate.unless})
      for (const auto& [place, value] : places) check(place);
  }

  /// /pointer, path.name, actor.person, actor.org, or kind:place:member.
  void check_place(const std::string& at, const std::string& place) {
    const auto colon = place.find(':');
    if (colon != std::string::npos && !place.starts_with("/")) {
      check_known(at, &KnownNames::kinds, "kind of record", place.substr(0, colon));
      const auto end = place.find(':', colon + 1);
      if (end == std::string::npos || end + 1 == place.size()) return fault(at, "a lookup is kind:place of its id:member, as scenario:/scenario:agreement");
      return check_place(at, place.substr(colon + 1, end - colon - 1));
    }
    if (place.starts_with("/") || place.starts_with("path.") || place == "actor.person" || place == "actor.org") return;
    fault(at, "'" + place + "' is no place in a call; write /member, path.id, actor.org, actor.person or kind:place:member");
  }

  void check_rule(const Rule& rule, const std::string& at) {
    for (const auto& binding : rule.bind) {
      if (binding.point == kGate.id()) {
        const auto gates = gates_of(pack_);
        if (std::none_of(gates.begin(), gates.end(), [&](const auto* g) { return g->rule == rule.id; }))
          fault(at, rule.id + " binds 'gate', and no gate names it");
      }
      if (binding.point != kProcedure.id()) continue;
      const auto run = binding.params.find("run");
      if (run == binding.params.end() || !run->second.is_array()) {
        fault(at, rule.id + " binds 'procedure' and must say which it runs: params: {run: [id]}");
        continue;
      }
      for (const auto& one : run->second.get_array())
        if (one.is_string()) check_procedure(at, std::string(one.get_string()), {}, {});
    }
  }
};

}  // namespace

void check_gates(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults) {
  GateChecker(pack, document, options, faults).run();
}

}  // namespace gongshu::rules
