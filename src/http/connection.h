// One client connection: reads a request, has it answered, writes the answer, then looks at the next one. Requests of one
// connection are answered in order; what a client sends ahead waits. Lives on its loop's thread.
#pragma once
#include <boost/asio/ip/tcp.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "http/exchange.h"
#include "http/loop.h"
#include "http/request_parser.h"

namespace gongshu::http {

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Loop& loop, boost::asio::ip::tcp::socket socket, std::size_t slot);

  void start();
  void answer(std::uint64_t serial, Reply reply);  ///< ignored when the request is no longer the current one
  void check_deadline();
  void server_stops();  ///< closes when nothing is under way

 private:
  enum class Phase { head, body, working, writing, lingering, closed };

  void process();
  bool step_head();
  bool step_body();
  bool head_parsed(std::size_t used);
  bool skip_body(const Head& head);
  void dispatch();
  void dispatch_local();
  void dispatch_metrics();
  void dispatch_fast();
  void dispatch_worker();
  bool submit(std::function<Result<Reply>()> work);
  void reject(const Error& error);  ///< answers and closes
  void send(Reply reply);
  void write();
  void written();
  void read(std::size_t room);
  void on_read(const boost::system::error_code& ec, std::size_t bytes);
  void linger();
  void close();
  void begin_request();

  std::string_view pending() const { return {buffer_.data() + begin_, end_ - begin_}; }
  void allow(std::chrono::milliseconds time) { deadline_ = loop_.now_ms() + time.count(); }

  Loop& loop_;
  Shared& shared_;
  boost::asio::ip::tcp::socket socket_;
  const std::size_t slot_;
  Phase phase_ = Phase::head;
  bool processing_ = false;  ///< process() is on the stack
  bool reading_ = false;     ///< an async_read_some is outstanding
  std::int64_t deadline_ = 0;

  std::vector<char> buffer_;
  std::size_t begin_ = 0, end_ = 0, scanned_ = 0;
  RequestParser parser_;
  std::string remote_;

  // the current request
  bool started_ = false;
  std::chrono::steady_clock::time_point since_;
  std::uint64_t serial_ = 0;
  Exchange exchange_;
  const Operation* operation_ = nullptr;
  std::string trace_id_;
  int version_ = 11;
  bool keep_alive_ = false, head_only_ = false;

  // the current answer
  int status_ = 0;
  std::string out_, body_;
  std::size_t sent_ = 0, discarded_ = 0;
  std::int64_t write_deadline_ = 0;  ///< for the whole answer, then for lingering; deadline_ is for the next progress
};

}  // namespace gongshu::http
