// Errors are values: every function that can fail returns Result<T>.
// The codes, their HTTP status and their texts come from api/errors.yaml (errors.gen.h, errors.gen.cpp).
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "base/errors.gen.h"

namespace gongshu {

/// What went wrong, where, under which rule, and what would pass (design invariant 6).
/// Texts for people come from the code; `hint` carries the particulars ("add item 5", "at most 36 months").
struct Error {
  ErrorCode code{};
  std::string at;       ///< JSON Pointer, "line 3 column 2", a column's name: the place at fault; may be empty
  std::string hint;     ///< what would pass, one sentence; may be empty
  std::string rule;     ///< rule id of the pack, as "HA-12"; empty when no rule is behind the refusal
  std::string article;  ///< article as the pack cites it, as "第十二条"
  boost::json::object detail;  ///< further members of the problem document; never secrets
};

template <class T>
using Result = tl::expected<T, Error>;
using Status = Result<void>;

/// `return fail(ErrorCode::state_not_allowed, "/status", "submit the draft first");`
inline tl::unexpected<Error> fail(ErrorCode code, std::string at = {}, std::string hint = {}) {
  return tl::unexpected<Error>(Error{code, std::move(at), std::move(hint), {}, {}, {}});
}
inline tl::unexpected<Error> fail(Error error) { return tl::unexpected<Error>(std::move(error)); }

/// Stable text of a code ("plan.item_missing"), HTTP status and the two texts; see api/errors.yaml.
struct ErrorInfo {
  std::string_view name;
  int status;
  std::string_view zh;
  std::string_view en;
};
const ErrorInfo& info(ErrorCode code);

/// One line for a terminal: "plan.item_missing 方案缺少必备事项 at /items/5: … (HA-12 第十二条)".
std::string describe(const Error& error);

}  // namespace gongshu

// Passes an error up: GS_TRY(entry, load(id)); — declares `entry` or returns the error.
#define GS_CONCAT_(a, b) a##b
#define GS_CONCAT(a, b) GS_CONCAT_(a, b)
#define GS_TRY(name, expression) GS_TRY_(GS_CONCAT(gs_result_, __COUNTER__), name, expression)
#define GS_TRY_(tmp, name, expression)                             \
  auto tmp = (expression);                                         \
  if (!tmp) return ::gongshu::fail(std::move(tmp).error());        \
  auto name = std::move(*tmp)
#define GS_CHECK(expression) GS_CHECK_(GS_CONCAT(gs_status_, __COUNTER__), expression)
#define GS_CHECK_(tmp, expression)                                             \
  do {                                                                         \
    if (auto tmp = (expression); !tmp) return ::gongshu::fail(std::move(tmp).error()); \
  } while (false)
