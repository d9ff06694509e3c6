// One request from its head to the call, and the reply back to bytes. No sockets here.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "http/backend.h"
#include "http/contract.h"
#include "http/request_parser.h"
#include "http/router.h"

namespace gongshu::http {

struct Exchange {
  const Operation* operation = nullptr;  ///< null: `early` holds the answer
  Call call;
  std::optional<Reply> early;  ///< decided from the head alone; the body is skipped
  bool head_only = false;      ///< HEAD
  std::size_t limit = 0;       ///< bytes of body to accept
};

/// The trace id of a W3C traceparent header; without a valid one, 32 hex digits from the two random words.
std::string trace_id_of(std::string_view traceparent, std::uint64_t random_high, std::uint64_t random_low);

/// Routes, checks parameters, content type and announced length. Never fails: what is wrong becomes `early`.
Exchange prepare(const Router& router, const Head& head, const std::string& remote, std::string trace_id);

/// Checks the body that came (JSON is parsed into call.body). Errors: input.bad_json and the other ones of parse_json,
/// input.missing_field and input.wrong_type (null) at "body".
Status read_body(Exchange& exchange);

/// Error to problem document, JSON body to bytes: afterwards everything is in `raw`. `log` gets what a 5xx hides.
Reply finish(Result<Reply> result, std::string_view trace_id, const std::function<void(const std::string&)>& log);

/// The head of the response, with its empty line. `date` is an IMF-fixdate.
void render_head(std::string& out, const Reply& reply, std::string_view trace_id, std::string_view date, int version,
                 bool keep_alive);

}  // namespace gongshu::http
