// What the HTTP layer asks of the rest of the product. It knows operations of the contract, not the domain: the composition
// root implements Backend and hands it to Server (http/server.h).
#pragma once
#include <functional>
#include <string>

#include "base/json.h"
#include "base/result.h"
#include "http/fields.h"

namespace gongshu::http {

/// One request, matched to an operation of the contract and checked against its parameters.
struct Call {
  std::string operation_id;  ///< as in api/openapi.yaml
  std::string method;        ///< "GET", "POST", …; a HEAD request arrives as GET
  std::string target;        ///< as sent: path and query, still percent-encoded; what signatures are taken over
  std::string path;          ///< `target` without the query, still percent-encoded
  Fields params;             ///< path parameters, decoded, valid UTF-8
  Fields query;              ///< declared query parameters, decoded, valid UTF-8, each at most once
  std::string content_type;  ///< lower case, without parameters; empty when no body came
  std::string raw_body;      ///< bytes as received, at most the operation's limit
  json::value body;          ///< the parsed body when the content type is JSON, else null
  std::string bearer;        ///< token of "Authorization: Bearer …" or of the browser's cookie, else empty; never to be logged
  Fields headers;            ///< lower-case names: x-gongshu-*, accept, accept-encoding, accept-language, idempotency-key,
                             ///< if-match, if-none-match, user-agent, x-forwarded-proto
  std::string remote;        ///< address of the peer, without port
  std::string trace_id;      ///< 32 lower-case hex digits, from traceparent or random
};

/// The answer. With an empty `content_type`, `body` is sent as JSON (nothing for 204 and 304); else `raw` is sent as that type.
struct Reply {
  int status = 200;
  json::value body;
  std::string raw;
  std::string content_type;
  Fields headers;  ///< further response headers; names and values must be free of line breaks
};

inline Reply json_reply(json::value body, int status = 200) { return Reply{status, std::move(body), {}, {}, {}}; }
inline Reply raw_reply(std::string bytes, std::string content_type, int status = 200) {
  return Reply{status, {}, std::move(bytes), std::move(content_type), {}};
}

/// Errors become problem+json with the status of their code. Exceptions are caught and answered 500 `internal`, with the
/// trace id, and logged.
class Backend {
 public:
  using Done = std::function<void(Result<Reply>)>;
  virtual ~Backend() = default;

  /// Runs on a thread of the bounded worker pool; may block; called from several threads at once.
  virtual Result<Reply> call(const Call& call) = 0;

  /// Operations marked `x-fast: true`: runs on an I/O thread and must not block. `done` is called exactly once, from any
  /// thread, at once or later; it is safe to call after the server has stopped (the answer is dropped).
  virtual void fast(Call call, Done done) = 0;

  /// Behind /readyz: an error says why the node takes no work. Runs on an I/O thread; must not block.
  virtual Status ready() = 0;

  /// Appends metrics of its own to /metrics, in Prometheus text format. Runs on the worker pool.
  virtual void metrics(std::string& out) { (void)out; }
};

}  // namespace gongshu::http
