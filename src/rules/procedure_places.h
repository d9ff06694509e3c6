// Where the checks of procedures and gates find what a name may stand for, and tell of one that stands for nothing. Internal to rules/.
#pragma once
#include <algorithm>
#include <set>

#include "rules/calendar.h"
#include "rules/pack_file.h"
#include "rules/procedure.h"

namespace gongshu::rules {

using Names = std::vector<std::string>;

inline bool has(const Names& names, std::string_view name) { return std::find(names.begin(), names.end(), name) != names.end(); }

template <std::size_t N>
bool has(const std::string_view (&names)[N], std::string_view name) {
  return std::find(std::begin(names), std::end(names), name) != std::end(names);
}

class Places {
 public:
  Places(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults)
      : pack_(pack), document_(document), options_(options), faults_(faults) {}

 protected:
  void fault(const std::string& pointer, std::string hint) { faults_.add(ErrorCode::pack_invalid, document_.at(pointer), std::move(hint)); }

  /// Faults unless `name` is among the names that a higher layer has made known.
  void check_known(const std::string& at, const KnownNames::Names KnownNames::* of, const std::string& what, const std::string& name) {
    if (!options_.names || !(options_.names->*of)) return;
    if (const auto known = (options_.names->*of)(); !has(known, name)) fault(at, "there is no " + what + " '" + name + "'" + did_you_mean(name, known));
  }
  void check_role(const std::string& at, const std::string& role) {
    Names known;
    for (const auto* pack = &pack_; pack; pack = pack->base.get())
      for (const auto& [name, words] : pack->roles) known.push_back(name);
    if (!has(known, role)) fault(at, "the role '" + role + "' has no name under 'roles' of this pack or its bases" + did_you_mean(role, known));
  }
  void check_duration(const std::string& at, const std::optional<std::string>& text) {
    if (!text) return;
    if (auto duration = parse_duration(*text); !duration) fault(at, duration.error().hint);
  }
  const Procedure* check_procedure(const std::string& at, const std::string& id, const Names& states, const std::string& states_at) {
    const auto* found = find_procedure(pack_, id);
    if (!found) {
      if (!has(procedure_ids(pack_), id)) fault(at, "there is no procedure '" + id + "' in this pack or its bases" + did_you_mean(id, procedure_ids(pack_)));
      return nullptr;
    }
    const auto known = found->states();
    for (const auto& state : states)
      if (!has(known, state)) fault(states_at, "the procedure " + id + " has no state '" + state + "'" + did_you_mean(state, known));
    return found;
  }

  const Pack& pack_;
  const Document& document_;
  const LoadOptions& options_;
  Faults& faults_;
};

/// Everything wrong with the gates of a pack, and with rules that bind `gate` or `procedure` to nothing.
void check_gates(const Pack& pack, const Document& document, const LoadOptions& options, Faults& faults);

}  // namespace gongshu::rules
