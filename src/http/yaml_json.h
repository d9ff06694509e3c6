// YAML as JSON, for the contract: both forms are served, one is kept.
#pragma once
#include <string_view>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::http {

/// Plain scalars follow the YAML core schema (null, true, false, integers, decimals); everything else is a string. Aliases are
/// expanded. Error config.invalid with "line L column C".
Result<json::value> yaml_to_json(std::string_view yaml);

}  // namespace gongshu::http
