// Clocks that act. Every last day of every record stands in the table `due`, in order of day; when one is over, the subject's handler
// decides what follows, through Node::execute as the node itself. What was missed while the node was down happens once, in order.
#pragma once
#include <condition_variable>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>

#include "app/node.h"
#include "app/tx.h"

namespace gongshu::app {

/// A last day that is over.
struct DueClock {
  std::string day, kind, id, step;
};

/// Runs inside Node::execute. It must record an event that takes the clock out of the record's clocks; else it is asked again.
using ClockHandler = std::function<Status(Tx&, const DueClock&)>;
/// Beside a subject's operations: which function takes its clocks. Kinds without one have days that are shown and do nothing.
bool on_due(std::string_view kind, ClockHandler handler);
/// Called at the first tick of each day before the clocks (again when it failed), on any thread: makes what a calendar asks for (matters of a period).
bool on_tick(std::function<Status(Node&)> make);

/// The timer. Threads: tick() from any.
class Clocks {
 public:
  static constexpr std::string_view kName = "clocks";
  /// Takes what is past its day, then starts the timer (every 30 seconds).
  static Result<std::unique_ptr<Clocks>> open(Node& node);
  ~Clocks();
  Clocks(const Clocks&) = delete;
  Clocks& operator=(const Clocks&) = delete;

  /// Takes every clock that is past its day, in order of day, kind and id, each once. Returns how many; what fails is tried at the next tick.
  std::size_t tick();

 private:
  explicit Clocks(Node& node) : node_(node) {}
  void run();

  Node& node_;
  std::mutex ticking_;   ///< one tick at a time
  std::string made_on_;  ///< day whose makers have run
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::thread timer_;
};

}  // namespace gongshu::app
