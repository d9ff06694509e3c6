// Stopping a long computation from outside. Loops ask checkpoint() between pieces of work of some milliseconds; when the caller
// wants to stop it throws Stopped, which the public functions of this folder catch and answer as query.cancelled: nothing that
// was half made is looked at. Internal to the folder.
#pragma once
#include <cstdint>
#include <functional>

namespace gongshu::disclosure {

/// Never leaves the folder.
struct Stopped {};

/// What this thread asks, for the life of the scope; an empty function never stops. Must outlive the scope.
class StopScope {
 public:
  explicit StopScope(const std::function<bool()>* asked);
  ~StopScope();
  StopScope(const StopScope&) = delete;
  StopScope& operator=(const StopScope&) = delete;

 private:
  const std::function<bool()>* before_;
};

/// Somebody may stop this thread's work: then matrices are worked on in pieces.
bool stoppable();
bool stop_asked();
/// Throws Stopped when the work is to stop.
void checkpoint();

/// checkpoint() at every 2^15th call, for loops over rows.
class Pace {
 public:
  void operator()() {
    if ((++calls_ & 0x7fff) == 0) checkpoint();
  }

 private:
  std::uint32_t calls_ = 0;
};

/// work(0) here and work(1) … work(threads − 1) each on a thread, all under this thread's scope; joins them, then rethrows
/// Stopped when some of them threw it.
void in_parallel(int threads, const std::function<void(int)>& work);

}  // namespace gongshu::disclosure
