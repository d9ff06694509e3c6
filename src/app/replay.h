// Judging recorded history under another pack, or a newer version of the same: reads the ledger, writes nothing, works beside a
// server.
//
// What is judged is what the ledger holds. For a decision that passed, the checks of its enforcement points run again over the
// record as it stood then and the event's own data, with the rulings of the given pack on the day of the event: required items
// and evidence, party types, terms and exceptions, chains (who gave an opinion, in which order, with what attached), notice
// periods, deletion and log hold; of agreements their amendment, renewal and end; of matters each act under the pack's procedure of the same
// id. For a refusal, its enforcement point (and item) is asked again. What the ledger does not hold
// is not judged and counted by event type: a command that was refused for its form, the rows behind a query, what another system
// knew.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "rules/report.h"
#include "rules/rulebook.h"

namespace gongshu::app {

/// One decision that would flip.
struct Flip {
  std::uint64_t seq = 0;
  Instant time = 0;
  std::string stream, what;                   ///< event type, or the operation that was refused
  bool passed = false;                        ///< it passed then and is refused now; false: the reverse
  std::string code, rule, article, at, hint;  ///< of the refusal, now or then
};

struct ReplayReport {
  std::string pack;
  std::uint64_t entries = 0, judged = 0, refusals = 0, refusals_judged = 0;
  std::map<std::string, std::uint64_t> not_judged;  ///< by event type
  std::uint64_t flipped = 0;
  std::vector<Flip> flips;  ///< the first `keep` of them
  struct ByRule {
    std::string article;
    std::uint64_t refused = 0, let_through = 0;  ///< passed then and refused now; the reverse
  };
  std::map<std::string, ByRule> by_rule;  ///< of all that would flip; "" where no rule stands behind it
  json::object to_json() const;
  rules::Table to_table() const;
};

struct ReplayRequest {
  std::filesystem::path data;
  rules::Rulebook book;
  std::size_t keep = 10'000;
  std::function<void(std::uint64_t)> progress{};
  std::function<bool(std::uint64_t)> go_on{};  ///< told the entries read so far, every thousand; false ends it: query.cancelled
};
/// Errors: state.not_found (no data directory), store.*, ledger.corrupt.
Result<ReplayReport> replay(const ReplayRequest& request);

}  // namespace gongshu::app
