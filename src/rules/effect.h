// What holds at one point: the rules of a pack and its bases, reconciled. Internal to rules/.
#pragma once
#include "rules/rulebook.h"

namespace gongshu::rules {

/// A parameter in effect, with who set it.
struct EffectValue {
  ParameterKind kind = ParameterKind::text;
  json::value raw;                  ///< as in force, in the pack's notation
  std::vector<std::string> list;    ///< of kind list
  std::string text;                 ///< of kind text or choice
  const ChainDef* chain = nullptr;  ///< of kind chain
  std::vector<std::size_t> origin;  ///< indices into Effect::rules; empty: product default
  std::map<std::string, std::vector<std::size_t>, std::less<>> item_origin;  ///< of kind list
  struct Claim {
    std::size_t rule;  ///< index into Effect::rules
    json::value raw;
  };
  std::vector<Claim> claims;  ///< what each rule says, those overridden by looser_because left out
};

struct Ruling::Effect {
  const Point* point = nullptr;
  std::shared_ptr<const Pack> pack;
  std::vector<RuleRef> rules;
  bool switched_on = false;  ///< a pack lists the point under `defaults`
  std::map<std::string, EffectValue, std::less<>> values;
};

/// Reconciles a pack and its bases at a point. Without a day, every rule counts.
Ruling::Effect effect_at(const Point& point, std::shared_ptr<const Pack> pack, std::optional<Date> day);

/// Is `local` looser than what the rules of the bases ask for at the parameter? Of texts, choices, chains and required lists nothing
/// is: there the local word stands, or the packs add up. Both values must be of the parameter's kind.
bool looser(const Parameter& parameter, const json::value& local, const EffectValue& base);

/// Days on which the set of rules in force changes, sorted.
std::vector<std::chrono::sys_days> changes(const Pack* pack);

}  // namespace gongshu::rules
