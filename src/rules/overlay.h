// A city node that carries its province's duties: what the province's text orders to be handed upward (filings, reports) joins
// the city's stack; everything else of the province's pack stays out, because a city that has its own text follows it.
#pragma once
#include "rules/notes.h"
#include "rules/report.h"

namespace gongshu::rules {

/// `local` with the upward duties of `overlay` between it and its base: rules keep only their `upward` bindings. Both packs must
/// build on the same base (or on none). Errors: pack.invalid (another base, the same pack, no upward duty, a rule id in both).
Result<std::shared_ptr<const Pack>> with_overlay(std::shared_ptr<const Pack> local, const std::shared_ptr<const Pack>& overlay,
                                                 const Notes& overlay_notes);

/// Two packs that cannot both be followed, at one place.
struct Clash {
  std::string
      topic;  ///< "structure/operators" or "agreement.decision/procedure"; stable: a recorded decision settles it by this name
  Words title;
  std::string local, overlay;      ///< what each says, as text
  std::vector<std::string> rules;  ///< of both, where rules say it
};

/// Clashes in structure: `structure` values that differ, parameters that cannot be reconciled (texts, choices and chains that
/// differ, permitted values with nothing in common). What the stricter or the union settles is no clash. Sorted by topic.
struct Side {
  std::shared_ptr<const Pack> pack;
  Notes notes;
};
std::vector<Clash> clashes(const Side& local, const Side& overlay, const Registry& registry = Registry::process());
json::value clashes_json(const std::vector<Clash>& found);
Table clashes_table(const std::vector<Clash>& found);

}  // namespace gongshu::rules
