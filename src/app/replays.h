// Replays of the ledger under a pack that was handed in: on a thread of their own, over a connection that only reads, one at a time. Kept in
// memory until the node stops; nothing of them is recorded.
#pragma once
#include <atomic>
#include <list>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/node.h"
#include "app/posted_pack.h"

namespace gongshu::app {

/// Thread-safe.
class Replays {
 public:
  static constexpr std::string_view kName = "replays";
  static Result<std::unique_ptr<Replays>> open(Node& node);
  /// Stops a replay under way.
  ~Replays();

  /// Its id. Error state.not_allowed: another one runs.
  Result<std::string> begin(const domain::Actor& actor, PostedPack pack);
  /// As the API shows it. Error state.not_found: none of this organisation, or forgotten.
  Result<json::object> shown(const domain::Actor& actor, const std::string& id) const;
  std::filesystem::path scratch() const;  ///< a folder name that nobody else uses

 private:
  struct Run {
    std::string id, org, pack;
    Instant started = 0, finished = 0;
    std::uint64_t total = 0;
    std::atomic<std::uint64_t> read{0};
    std::vector<rules::Problem> problems;
    std::string fault;    ///< under the mutex, as what follows
    json::object report;
    bool done = false;
  };
  explicit Replays(Node& node) : node_(node) {}
  void run(Run& run, rules::Rulebook book);

  Node& node_;
  mutable std::mutex mutex_;
  std::list<std::shared_ptr<Run>> runs_;  ///< the latest first
  std::thread thread_;
  std::atomic<bool> stopping_{false};
};

}  // namespace gongshu::app
