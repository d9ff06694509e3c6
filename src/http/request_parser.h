// HTTP/1.x request parsing (RFC 9112) over Boost.Beast's parser, without its header. One object a connection.
#pragma once
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace gongshu::http {

/// The parts of a request's head that the server uses. Views point into the bytes given to parse_head.
struct Head {
  std::string_view method, target;
  int version = 11;  ///< 10 or 11
  bool keep_alive = false;
  bool chunked = false;
  bool expects_continue = false;
  std::optional<std::uint64_t> content_length;
  std::string_view content_type, authorization, cookie, traceparent;
  std::vector<std::pair<std::string_view, std::string_view>> forwarded;  ///< see Call::headers; names as sent
};

/// Refuses what two readers could read differently: Content-Length together with Transfer-Encoding, repeated or listed lengths,
/// any coding but a single "chunked", a missing or repeated Host, folded lines, bare line feeds.
class RequestParser {
 public:
  RequestParser();
  ~RequestParser();

  void reset();
  /// `bytes` starts at a request line and holds the head up to its empty line (or a fault before it). Returns the length of the
  /// head. Error: http.bad_request, http.header_too_large.
  Result<std::size_t> parse_head(std::string_view bytes);
  const Head& head() const;
  /// Takes body bytes, appends the decoded ones to `out`, returns how many were used up; the rest is to be given again with more.
  /// Errors: http.bad_request (broken chunks), input.too_large (more than `limit` in `out`).
  Result<std::size_t> parse_body(std::string_view bytes, std::string& out, std::size_t limit);
  bool done() const;  ///< the whole message has been parsed

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace gongshu::http
