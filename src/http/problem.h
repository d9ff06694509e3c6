// RFC 9457 problem documents: the one place where an Error becomes an answer.
#pragma once
#include "http/backend.h"

namespace gongshu::http {

inline constexpr std::string_view kProblemType = "application/problem+json";

/// Members: type, title (Chinese), title_en, status, code, detail (one sentence), trace_id; rule, article, at, hint and hint_zh (its
/// Chinese wording, api/hints.yaml) when the error has them; then the members of `error.detail` under their own names. From status
/// 500 on (503 excepted) only the code and the trace id leave: what failed inside belongs in the log.
Reply problem(const Error& error, std::string_view trace_id);

}  // namespace gongshu::http
