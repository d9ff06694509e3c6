// JSON in and out: strict parsing with limits, and the canonical form that hashes and signatures are taken over.
#pragma once
#include <boost/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu {
namespace json = boost::json;

struct JsonLimits {
  std::size_t bytes = 1 << 20;  ///< larger bodies are refused before parsing
  std::size_t depth = 32;
};

/// Strict RFC 8259: valid UTF-8, one value, no duplicate keys, no numbers outside int64 unless floating.
/// Errors: input.too_large, input.bad_json (at = "byte N"), input.bad_utf8, input.too_deep, input.duplicate_key, input.out_of_range.
Result<json::value> parse_json(std::string_view text, JsonLimits limits = {});

/// RFC 8785: members in UTF-16 code-unit order, shortest escapes, no white space. Integers only: a floating number is an
/// error (input.float_not_allowed), because ledger entries hold none.
Result<std::string> canonical(const json::value& value);

/// True when `text` is well-formed UTF-8 (no surrogates, no overlong forms).
bool valid_utf8(std::string_view text);

/// Number of Unicode code points of well-formed UTF-8.
std::size_t code_points(std::string_view text);

}  // namespace gongshu
