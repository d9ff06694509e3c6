// Inside the keyring only: files that hold wrapped keys. Every step is durable before the next begins.
// All errors are store.failed with the path in `at`.
#pragma once
#include <atomic>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::crypto {

/// Called with the name of each step as it is reached; the kill tests end the process there. Empty in every other program.
inline std::atomic<void (*)(const char* step)> secret_file_step{nullptr};

Error file_error(const std::filesystem::path& path);  ///< from errno

/// At most `limit` bytes; with `only_owner`, a file that group or others can touch is crypto.bad_key.
Result<std::string> read_secret(const std::filesystem::path& path, std::size_t limit, bool only_owner = false);

/// <directory>/.tmp-<name>, written and synced, then renamed to <name>; directory synced. Mode 0600.
Status write_secret(const std::filesystem::path& directory, std::string_view name, std::string_view content);

/// Overwrites the content with random bytes, syncs, unlinks, syncs the directory. A missing file is no error. (Copy-on-write file
/// systems and flash keep old blocks; what they keep is wrapped under the key-encryption key.)
Status erase_secret(const std::filesystem::path& path);

/// With parents, each 0700 and durable before what goes into it.
Status make_secret_directory(const std::filesystem::path& directory);

Status sync_parent(const std::filesystem::path& path);

/// Appends one record and syncs; on a failed write the file is cut back.
Status append_record(int fd, const std::filesystem::path& path, std::string_view record);

}  // namespace gongshu::crypto
