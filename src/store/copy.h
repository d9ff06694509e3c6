// Files read and copied in parts, for those that may be larger than memory. Errors as in files.h, and query.cancelled when `part` says no.
#pragma once
#include <filesystem>
#include <functional>
#include <string_view>

#include "base/result.h"

namespace gongshu::store {

/// Takes the next bytes; false stops.
using TakePart = std::function<bool(std::string_view part)>;

Status read_parts(const std::filesystem::path& file, const TakePart& part);

/// Copies what `from` holds into the new file `to` (0600), durable with the next sync_directory of its folder, which this does. False, and no file
/// made, when `from` is not there (any more).
Result<bool> copy_file(const std::filesystem::path& from, const std::filesystem::path& to, const TakePart& part);

}  // namespace gongshu::store
