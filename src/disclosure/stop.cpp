#include "disclosure/stop.h"

#include <atomic>
#include <thread>
#include <vector>

namespace gongshu::disclosure {
namespace {
thread_local const std::function<bool()>* current = nullptr;
}  // namespace

StopScope::StopScope(const std::function<bool()>* asked) : before_(current) { current = asked && *asked ? asked : nullptr; }
StopScope::~StopScope() { current = before_; }

bool stoppable() { return current != nullptr; }
bool stop_asked() { return current && (*current)(); }
void checkpoint() {
  if (stop_asked()) throw Stopped{};
}

void in_parallel(int threads, const std::function<void(int)>& work) {
  std::atomic<bool> stopped = false;
  const auto guarded = [&, asked = current](int number) {
    const StopScope scope(asked);
    try {
      work(number);
    } catch (const Stopped&) {
      stopped = true;
    }
  };
  std::vector<std::thread> running;
  for (int t = 1; t < threads; ++t) running.emplace_back(guarded, t);
  guarded(0);
  for (auto& thread : running) thread.join();
  if (stopped) throw Stopped{};
}

}  // namespace gongshu::disclosure
