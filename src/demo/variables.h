// Variables of a told story: $name, ${name}, ${name.member}, ${today+30d}. The rules are those of stories/README.md.
#pragma once
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::demo {

/// A copy of `value` with every variable replaced; a string that is one variable takes the variable's JSON type.
/// `variables` has a member `today` (YYYY-MM-DD). Error internal, naming a variable that does not exist.
Result<json::value> substitute(const json::value& value, const json::object& variables);

/// Value at an RFC 6901 pointer, "" being the whole. Error internal when there is nothing.
Result<json::value> at_pointer(const json::value& document, const std::string& pointer);

}  // namespace gongshu::demo
