// Backups under way and on disk: <data>/backups/<id>, whole or not there. One at a time, on a thread of its own; the record says how it ended.
#pragma once
#include <atomic>
#include <mutex>
#include <thread>

#include "app/node.h"

namespace gongshu::app {

/// Thread-safe.
class Backups {
 public:
  static constexpr std::string_view kName = "backups";
  /// Backups that were being made when the node went down have failed; folders that no finished backup names are removed.
  static Result<std::unique_ptr<Backups>> open(Node& node);
  /// Stops a copy under way.
  ~Backups();

  /// Makes the backup of that record, which is running.
  void begin(const std::string& id);
  std::filesystem::path folder(const std::string& id) const { return node_.path("backups") / id; }

 private:
  explicit Backups(Node& node) : node_(node) {}
  void make(const std::string& id);
  Status sweep();

  Node& node_;
  std::mutex mutex_;
  std::thread thread_;
  std::atomic<bool> stopping_{false};
};

}  // namespace gongshu::app
