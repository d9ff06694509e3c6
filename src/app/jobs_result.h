// The sealed result of a job: the answer, what reviewers are told of it, and the description of what it would release.
//
// Layout before sealing: "GSJR1\n", then three sections, each a 64-bit little-endian length and its bytes:
//   answer   canonical JSON of engine::to_json      detail   canonical JSON: review, lineage, rules, k, controlled, releases, suppressed
//   (without rows) rows     for each release, its rows: 64-bit key, 64-bit entity, 32-bit atom, little-endian
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "app/egress.h"
#include "base/json.h"
#include "engine/execute.h"

namespace gongshu::app {

struct StoredResult {
  std::string answer;
  json::array review;   ///< engine::review_json: what was suppressed and why, the first of it
  std::optional<engine::Suppressed> suppressed;  ///< how much in all; results sealed before this was counted lack it
  json::array lineage;  ///< explain_columns at the time of the run
  json::object rules;   ///< egress_rules_json at the time of the run
  int k = 10;           ///< the one the run kept to
  bool controlled = false;
  std::vector<PopulationRelease> releases;  ///< only what the answer shows
};

Result<std::string> encode(const StoredResult& result);
/// Errors: crypto.bad_ciphertext for bytes that encode() did not make.
Result<StoredResult> decode_result(std::string_view bytes);

/// Of a job that is done. Errors: state.not_found, state.not_allowed (not done), those of standing, crypto.bad_ciphertext.
Result<StoredResult> load_stored_result(Node& node, const std::string& job);

}  // namespace gongshu::app
