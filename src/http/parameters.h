// Path and query parameters: percent-decoding (RFC 3986) and the checks of the contract.
#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "http/contract.h"
#include "http/fields.h"

namespace gongshu::http {

/// Decodes %XX; with `plus_is_space`, '+' as well (form encoding, query only). Errors: input.bad_parameter for a broken escape,
/// input.bad_utf8 when the result is not UTF-8 or holds U+0000; `at` as given.
Result<std::string> percent_decode(std::string_view text, bool plus_is_space, const std::string& at);

/// Checks a decoded value against the contract; error input.bad_parameter.
Status check_parameter(const Parameter& parameter, const std::string& value, const std::string& at);

/// Decodes and checks "a=1&b=2": each name declared, at most once, required ones present. `at` of an error is "query.NAME".
Result<Fields> read_query(const Operation& operation, std::string_view query);

}  // namespace gongshu::http
