// Principles (原则上): what a rule of this level forbids may stand on an approved exception that names the rule.
#pragma once
#include <algorithm>
#include <span>
#include <string>

#include "rules/rulebook.h"

namespace gongshu::domain {

/// The refusal over `parameter`, unless every rule that sets it is excepted (level principle; the exception has a reason and an approver) or only
/// hints (evidence, encourage). A parameter that is the product's own default refuses without a rule.
inline Status unless_excepted(const rules::Ruling& ruling, std::string_view parameter, std::span<const rules::ApprovedException> exceptions,
                              ErrorCode code, std::string at, std::string hint) {
  const auto rules = ruling.origin(parameter);
  if (rules.empty()) return fail(ruling.refusal(code, std::move(at), std::move(hint)));
  for (const auto& rule : rules) {
    const bool excepted = std::any_of(exceptions.begin(), exceptions.end(),
                                      [&](const auto& e) { return e.rule == rule.id && !e.reason.empty() && !e.approved_by.empty(); });
    if (rule.level == rules::Level::principle && !excepted)
      return fail(Error{code, std::move(at), std::move(hint) + "; an approved exception to " + rule.id + " with its reason lets it pass", rule.id, rule.article, {}});
    if (rule.level == rules::Level::must) return fail(Error{code, std::move(at), std::move(hint), rule.id, rule.article, {}});
  }
  return {};
}

}  // namespace gongshu::domain
