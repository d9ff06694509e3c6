// The data of a scenario as other parts of this layer may have it: keys behind the gate, the batch in use, rows for shelves, tables
// for jobs, results, and the files that an exit deletes.
//
// Layout in the data directory (all sealed with SM4-GCM under a key derived from the scenario key, but for the documents):
//   orders/<order>.json       signed masking order          batches/<batch>/manifest.json  signed manifest
//   batches/<batch>/NNNNNNN   one sealed chunk               results/<job>                  sealed result of a job
#pragma once
#include <filesystem>
#include <functional>
#include <optional>
#include <shared_mutex>
#include <string>
#include <vector>

#include "app/node.h"
#include "domain/supply/events.h"
#include "privacy/table.h"

namespace gongshu::app {

/// May data of this resource come in, be opened or be used for this scenario? The agreement is in force, the scenario approved,
/// nothing in scope stopped (standing.h), and the resource registered where the pack asks for it (rule.not_registered).
Status check_supply(Records& records, const std::string& scenario, const std::string& resource, Instant now, const rules::Rulebook& book);

/// The latest accepted batch of the resource for the scenario.
Result<std::optional<Found<domain::supply::Batch>>> batch_in_use(Records& records, const std::string& scenario, const std::string& resource);

/// Name of the scenario's key in the keyring: an exit destroys it, and with it everything that was sealed.
inline std::string scenario_key_name(const std::string& scenario) { return "scenario:" + scenario; }

/// The scenario's 16-byte key, released only while check_supply passes for `resource`. Tokens are
/// privacy::pseudonym(crypto::HmacSm3(key), identifier). Made at first use when `make`. Wipe it after use.
/// Errors: those of check_supply, crypto.key_missing, crypto.key_destroyed.
Result<std::string> scenario_key(Node& node, const std::string& scenario, const std::string& resource, bool make = false);
/// The same, for an act that leans on several resources.
Result<std::string> scenario_key(Node& node, const std::string& scenario, const std::vector<std::string>& resources, bool make = false);
/// The key that files of the scenario are sealed under: another role, another key.
std::string files_key(const std::string& scenario_key);

/// Streams the masked rows of the batch in use, cells in the order of `columns`, views valid during the call; stops at the
/// callback's first error. For record answers: every column must have been demanded for `lookup` (rule.out_of_scope) and be part of the
/// supply. An empty cell is null. Errors: those of check_supply; state.not_allowed when no batch was accepted; batch.bad_chunk.
using RowCallback = std::function<Status(privacy::Cells)>;
Status read_rows(Node& node, const std::string& scenario, const std::string& resource, const std::vector<std::string>& columns,
                 const RowCallback& callback);

/// The result of a job that is done: canonical JSON of engine::to_json(answer). For egress review and product packages; nothing
/// else may show it. Errors: state.not_found, state.not_allowed (not done), those of standing, crypto.bad_ciphertext.
Result<std::string> load_job_result(Node& node, const std::string& job);

/// Files and folders that hold authorized data of the scenario: orders, batches and results, whatever their status. Not gated:
/// an exit deletes them after the rights are gone. Only paths that exist. Errors: store.*.
Result<std::vector<std::filesystem::path>> scenario_files(Node& node, const std::string& scenario);

/// Held shared while files of a batch are read, exclusively while they are removed.
std::shared_mutex& batch_files_mutex();

}  // namespace gongshu::app
