// Two packs side by side, by topic: what each says at every enforcement point, its bases and the product's defaults included.
#pragma once
#include "rules/notes.h"
#include "rules/report.h"

namespace gongshu::rules {

/// {"a","b","topics":[{"kind":"point","id","title","differs","a","b"}]}: both sides as effective_json (rules/effective.h). A side
/// where nothing holds is null. Points where neither pack nor product says anything are left out. Two sides differ when what is
/// enforced or a parameter differs; that the rules have other numbers is no difference. `structure` topics compare how the
/// jurisdictions are built.
json::value diff_json(std::shared_ptr<const Pack> a, const Notes& notes_a, std::shared_ptr<const Pack> b, const Notes& notes_b,
                      const Registry& registry = Registry::process());

/// One row a topic; without `all` only those that differ.
Table diff_table(const json::value& diff, bool all = false);

}  // namespace gongshu::rules
