// Runs under way: found by a stop, ended by it. Each run knows what it leans on; after every policy event the standing of all runs is asked
// again, and one that does not stand any more is cancelled before whoever stopped it is answered.
#pragma once
#include <atomic>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/jobs_pool.h"
#include "app/node.h"
#include "engine/execute.h"

namespace gongshu::app {

/// A part of a run: preparing, loading, computing, sealing.
struct JobPhase {
  std::string phase;
  Instant since = 0;
};
BOOST_DESCRIBE_STRUCT(JobPhase, (), (phase, since))

/// How far a run has come. The engine does not tell how much of a query is left, so computing has its beginning only.
struct JobProgress {
  std::vector<JobPhase> phases;  ///< in their order; the last one is under way
  std::int64_t rows_loaded = 0, rows_total = 0;
};

/// One run; shared by the thread that runs it and those that may cancel it.
struct JobRun {
  std::string job, scenario;
  std::vector<std::string> resources;
  engine::CancelToken cancel;
  std::mutex mutex;
  std::optional<Error> stopped;  ///< why it was cancelled, under mutex
  std::vector<JobPhase> phases;  ///< under mutex
  std::atomic<std::int64_t> rows_loaded{0}, rows_total{0};

  void enter(std::string phase, Instant now) {
    std::lock_guard lock(mutex);
    phases.push_back({std::move(phase), now});
  }
};

/// Thread-safe.
class Jobs {
 public:
  static constexpr std::string_view kName = "jobs";
  /// Makes the folders of orders and results. Jobs that were running when the node went down may be run again; files that no record
  /// names are removed.
  static Result<std::unique_ptr<Jobs>> open(Node& node);

  /// Places for approved jobs, and for queries on synthetic rows: each may use the memory of a dataset.
  QueryPool& places() { return places_; }
  QueryPool& development_places() { return development_; }
  /// Appends the pools' counts in Prometheus text format: nothing about any requester.
  void metrics(std::string& out) const;

  /// Takes the run into the list of those that a stop ends. Error state.not_allowed when the job is running.
  Result<std::shared_ptr<JobRun>> begin(const std::string& job, const std::string& scenario, const std::vector<std::string>& resources);
  void end(const JobRun& run);
  /// Of the run under way; nothing when there is none.
  std::optional<JobProgress> progress(const std::string& job) const;
  /// Cancels the run of the job, if there is one.
  void cancel(const std::string& job);

 private:
  struct State {
    std::mutex mutex;
    std::map<std::string, std::shared_ptr<JobRun>> runs;
  };
  static void recheck(Node& node, State& state);
  std::shared_ptr<State> state_ = std::make_shared<State>();
  QueryPool places_, development_;
};

}  // namespace gongshu::app
