// Questions to the lab and the lines that answer them.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "engine/execute.h"

namespace gongshu::lab {

/// One line of a batch: {"id", "sql", "session"?}. `id` is text or a whole number and comes back as it was; without `session` (or
/// with null) the queries share one egress ledger.
struct Request {
  boost::json::value id;
  std::string sql, session;
};

/// Errors: input.* with `at` = JSON Pointer or byte; `id` is filled as far as the line tells one. At most 1 MiB a line, 200
/// characters a session.
Result<Request> parse_request(std::string_view line, boost::json::value& id);

/// {"id", "verdict", "columns": [name], "rows", "withheld": [[row, column]], "grouping": [mask per row], "reasons": [{"code",
/// "rule", "at", "column", "hint"}]} without a line feed. Numbers are JSON numbers with all their digits; dates and text are
/// strings. With `reviewer` a member "review" tells why each cell or group is not shown.
std::string answer_line(const boost::json::value& id, const engine::Answer& answer, bool reviewer);

/// Verdict `refused`: static, from the text, the policy and the columns alone.
std::string refusal_line(const boost::json::value& id, const Error& error);

}  // namespace gongshu::lab
