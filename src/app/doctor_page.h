// The doctor's findings for the console: as the command line has them, without the paths of the machine.
#pragma once
#include <mutex>
#include <optional>

#include "app/doctor.h"
#include "app/node.h"

namespace gongshu::app {

/// What the running node can examine of itself. The lock (the node holds it) and the port are the command line's; paths read $DATA and
/// $RULEPACKS.
std::vector<Check> examine_running(Node& node);

/// Examinations read the whole ledger: one at a time, and whoever asks soon after another is shown the same. Thread-safe.
class Examinations {
 public:
  static constexpr std::string_view kName = "examinations";
  static Result<std::unique_ptr<Examinations>> open(Node& node);

  struct Found {
    Instant checked = 0;
    std::vector<Check> checks;
  };
  /// Error http.overloaded: another examination runs, and none has been made yet.
  Result<Found> latest();

 private:
  explicit Examinations(Node& node) : node_(node) {}
  std::optional<Found> kept(bool at_any_age) const;

  Node& node_;
  std::mutex examining_;
  mutable std::mutex mutex_;
  std::optional<Found> found_;
  std::chrono::steady_clock::time_point when_{};
};

}  // namespace gongshu::app
