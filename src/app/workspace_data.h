// Rows into the engine: the supply for approved jobs, synthetic rows (or a released sample of masked ones) for development. Real rows live in memory for the time of one job only.
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

#include "app/node.h"
#include "app/workspace_policy.h"
#include "engine/execute.h"

namespace gongshu::app {

/// Opens the batches behind the query's tables through the gate and loads the granted columns with the hidden ordinal and the rows' stable names
/// (workspace_rows.h). `batches` are those the
/// decision was made on (state.conflict when another took the place of one meanwhile). Stops soon after `cancel` (query.cancelled).
/// `loaded` counts the rows taken in, for whoever watches.
Status load_dataset(Node& node, const ScenarioPolicy& policy, const CompiledQuery& query, const std::vector<std::string>& batches,
                    engine::Dataset& dataset, const engine::CancelToken& cancel, std::atomic<std::int64_t>* loaded = nullptr);

/// Development tables by workspace, kept in memory while the scenario stands. Where a sample of the batch was released and the pack provides for it,
/// a table holds its rows; else synthetic ones. Drawn from values that at least k entities hold; the seed is
/// drawn once for a batch and recorded in the workspace, so that the same rows come back after a restart. Thread-safe.
class DevelopmentData {
 public:
  static constexpr std::string_view kName = "development";
  static Result<std::unique_ptr<DevelopmentData>> open(Node& node);

  /// The tables of the query, made when they are not there yet. Errors: those of check_supply; state.not_allowed (no batch yet).
  Result<std::shared_ptr<engine::Dataset>> tables(Node& node, const domain::Actor& actor, const std::string& workspace, const ScenarioPolicy& policy,
                                                  const CompiledQuery& query);
  /// The tables hold synthetic rows only.
  bool synthetic(const std::string& workspace, const std::vector<std::string>& tables);
  /// How the rows of these tables were made and how faithful they are (privacy::Synthesizer::notes), by table; only columns granted to queries
  /// are told. Empty for tables that tables() did not make.
  json::object notes(const std::string& workspace, const std::vector<std::string>& tables);

 private:
  struct Entry {
    std::mutex mutex;
    std::string scenario;
    std::shared_ptr<engine::Dataset> dataset;
    std::map<std::string, std::string> loaded;  ///< table → what its rows are of: batch, or batch/sample
    std::set<std::string> sampled;              ///< tables
    json::object notes;                         ///< by table
    std::uint64_t used = 0;
  };
  struct State {
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<Entry>> entries;
    std::uint64_t clock = 0;
  };
  std::shared_ptr<Entry> entry(const std::string& workspace, const std::string& scenario);
  std::shared_ptr<Entry> find(const std::string& workspace);
  struct Wanted;
  Status load(Node& node, const domain::Actor& actor, const std::string& workspace, const ScenarioPolicy& policy, const Wanted& wanted, Entry& entry);
  std::shared_ptr<State> state_ = std::make_shared<State>();
};

}  // namespace gongshu::app
