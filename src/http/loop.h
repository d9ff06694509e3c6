// One I/O thread: its io_context, its connections, one coarse timer for all their deadlines, and a mailbox for answers that other
// threads finish. Includes Boost.Asio: for connection.cpp, loop.cpp and server.cpp only.
#pragma once
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "http/shared.h"

namespace gongshu::http {

class Connection;

/// Names one request of one connection; a stale one is recognised by its serial number.
struct Ticket {
  std::size_t slot = 0;
  std::uint64_t serial = 0;
};

/// Everything but deliver() and post() belongs to the loop's own thread.
class Loop : public std::enable_shared_from_this<Loop> {
 public:
  Loop(std::shared_ptr<Shared> shared, std::size_t index);
  ~Loop();

  void start();  ///< starts the thread
  void join();   ///< stops the io_context and joins
  boost::asio::io_context& context() { return context_; }
  Shared& shared() { return *shared_; }
  std::size_t index() const { return index_; }

  void adopt(boost::asio::ip::tcp::socket socket);
  void release(std::size_t slot);
  void close_idle();  ///< the server is stopping

  /// From any thread: the answer of a request. On the loop's thread, while that request is being dispatched, it is taken at once.
  void deliver(Ticket ticket, Reply reply);
  /// The request whose dispatch runs now; serial 0: none.
  void dispatching(Ticket ticket) { dispatching_ = ticket; }

  std::uint64_t next_serial() { return ++serial_; }
  std::uint64_t random();                          ///< for trace ids; not for secrets
  std::int64_t now_ms() const { return now_ms_; }  ///< steady clock, as of the last tick (100 ms)
  const std::string& date() const { return date_; }

 private:
  void tick();
  void drain_mailbox();
  void hand_over(Ticket ticket, Reply reply);

  std::shared_ptr<Shared> shared_;
  const std::size_t index_;
  boost::asio::io_context context_{1};
  boost::asio::steady_timer timer_{context_};
  std::thread thread_;
  std::int64_t now_ms_ = 0;
  std::time_t date_second_ = 0;
  std::string date_;
  std::uint64_t serial_ = 0;
  std::uint64_t random_state_[2];
  Ticket dispatching_;
  std::mutex mailbox_mutex_;
  std::vector<std::pair<Ticket, Reply>> mailbox_, delivered_;
  std::vector<std::shared_ptr<Connection>> connections_;  // by slot
  std::vector<std::size_t> free_;
};

}  // namespace gongshu::http
