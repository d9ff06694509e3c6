// A small blocking HTTP/1.1 client (no TLS): source push, demo, tests. Plain header: Boost.Beast stays in client.cpp.
#pragma once
#include <chrono>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "http/fields.h"

namespace gongshu::http {

struct Response {
  int status = 0;
  Fields headers;  ///< names in lower case
  std::string body;
};

struct ClientOptions {
  std::chrono::milliseconds connect_timeout{5'000};
  std::chrono::milliseconds timeout{60'000};  ///< of one request, from sending to the last byte
  std::size_t max_body = 256u << 20;          ///< bytes of a response body
};

/// Keeps one connection open for each host and port. Not thread-safe: one client a thread.
class Client {
 public:
  explicit Client(ClientOptions options = {});
  ~Client();
  Client(Client&&) noexcept;
  Client& operator=(Client&&) noexcept;

  /// `url` is "http://host[:port]/path?query". Header names in any case; Host and Content-Length are set here. A request on a
  /// kept connection that the server has closed meanwhile is sent once more on a new one.
  /// Errors: input.bad_format (url), http.unreachable, http.timeout, input.too_large (response); any HTTP status is a value.
  Result<Response> request(std::string_view method, std::string_view url, const Fields& headers = {}, std::string body = {});

  Result<Response> get(std::string_view url, const Fields& headers = {}) { return request("GET", url, headers); }
  /// Sends the value as application/json.
  Result<Response> post_json(std::string_view url, const json::value& value, Fields headers = {});

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace gongshu::http
