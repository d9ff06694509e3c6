// A new pack to start from: commented, and clean under lint from the first minute.
#pragma once
#include <filesystem>

#include "base/result.h"

namespace gongshu::rules {

/// Writes `<folder>/<id>/pack.yaml` and returns its path. `prefix` is the letters of the rule ids ("LY"); empty = from the id.
/// Errors: input.bad_format (id, prefix), state.already_exists (the folder is there), config.invalid (it cannot be written).
Result<std::filesystem::path> new_pack(const std::filesystem::path& folder, const std::string& id, std::string prefix = {});

/// The text of such a pack.
std::string skeleton(const std::string& id, const std::string& prefix);

}  // namespace gongshu::rules
