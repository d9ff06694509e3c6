// Waiting for SIGINT or SIGTERM.
#pragma once
#include <csignal>

namespace gongshu::cli {

/// Blocks both for the whole process: make it before any thread starts.
class StopSignal {
 public:
  StopSignal() {
    sigemptyset(&set_);
    sigaddset(&set_, SIGINT);
    sigaddset(&set_, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set_, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
  }
  void wait() {
    int received = 0;
    sigwait(&set_, &received);
  }

 private:
  sigset_t set_;
};

}  // namespace gongshu::cli
