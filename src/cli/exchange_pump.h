// Pushes what waits to the peers that gave an address, again and again until they acknowledge it, and takes what they hand over
// in return.
#pragma once
#include <condition_variable>
#include <map>
#include <mutex>
#include <string>
#include <thread>

#include "app/exchange.h"

namespace gongshu::cli {

/// One round trip with one peer: its messages are dealt with like any others. Errors: http.*, those of receive_messages;
/// state.not_allowed without an address. What the peer did not get waits for the next round.
Status push_to_peer(app::Node& node, const std::string& peer);

/// A round of all peers every `interval`, on a thread of its own, until destroyed. A peer that does not answer costs its round
/// only; why is said on standard error once, until something else happens to that peer.
class ExchangePump {
 public:
  ExchangePump(app::Node& node, std::chrono::milliseconds interval);
  ~ExchangePump();
  ExchangePump(const ExchangePump&) = delete;
  ExchangePump& operator=(const ExchangePump&) = delete;

 private:
  void run();
  void push(const std::string& peer);

  app::Node& node_;
  std::chrono::milliseconds interval_;
  std::mutex mutex_;
  std::condition_variable wake_;
  bool stopping_ = false;
  std::map<std::string, std::string> failing_;  ///< peer → what was said of it; of the thread alone
  std::thread thread_;
};

}  // namespace gongshu::cli
