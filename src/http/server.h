// The HTTP/1.1 server: contract in, Backend behind. Plain header: Boost.Beast stays in one .cpp file.
//
//   http::Server server(backend, {.port = 8600});
//   GS_TRY(port, server.start());           // listens; port 0 picks a free one
//   … wait for a signal …
//   server.stop();                          // no new work, drains, closes
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/backend.h"
#include "http/contract.h"

namespace gongshu::http {

struct ServerOptions {
  std::string address = "127.0.0.1";  ///< an IPv4 or IPv6 address of this machine
  std::uint16_t port = 8600;          ///< 0: any free port
  unsigned io_threads = 2;
  unsigned workers = 8;                              ///< threads that run Backend::call
  std::size_t queue = 1024;                          ///< calls that may wait for a worker; beyond: 503 http.overloaded
  std::size_t max_header = 16 * 1024;                ///< bytes of request line and headers; beyond: 431
  std::size_t max_connections = 8192;                ///< beyond: the connection is closed at once
  std::chrono::milliseconds idle_timeout{60'000};    ///< between requests of one connection
  std::chrono::milliseconds header_timeout{10'000};  ///< first byte of a request to the end of its headers; then 408
  std::chrono::milliseconds body_timeout{30'000};    ///< plus one second for each 64 KiB announced; then 408
  std::chrono::milliseconds write_timeout{30'000};   ///< without progress; in all, plus one second for each 64 KiB; then closed
  std::chrono::milliseconds drain{30'000};           ///< how long stop() waits for running calls
  const Contract* contract = nullptr;                ///< null: the built-in one; must outlive the server
  /// Receives one line for each failure (level "error" or "warning"); called from several threads. Null: standard error.
  std::function<void(std::string_view level, const std::string& line)> log;
};

/// Owns its threads. `backend` must outlive it. start(), stop() and the destructor belong to one thread.
class Server {
 public:
  explicit Server(Backend& backend, ServerOptions options = {});
  ~Server();  ///< stops
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;

  /// Listens and starts the threads; returns the port. Errors: config.invalid (address, port in use).
  Result<std::uint16_t> start();

  /// Stops accepting, answers requests that arrive meanwhile with 503 http.stopping, waits up to `drain` for those that
  /// run, then closes every connection and joins the threads. Calling it again does nothing.
  void stop();

  std::uint16_t port() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::http
