// How often the rules were applied and refused in a data directory; reads only, works beside a running server.
#pragma once
#include <filesystem>
#include <string>

#include "base/json.h"
#include "base/result.h"

namespace gongshu::app {

/// {"applied": n, "refused": m}; zeros for a rule that never was. Errors: state.not_found for a folder that is no data directory.
Result<json::value> rule_counts(const std::filesystem::path& data, const std::string& rule);

/// The pack the data directory runs, as node.json says. Errors: state.not_found, config.invalid.
Result<std::string> pack_of(const std::filesystem::path& data);

/// The overlay it carries; empty when there is none.
std::string overlay_of(const std::filesystem::path& data);

}  // namespace gongshu::app
