// Durable files without surprises. All errors are store.failed with the path in `at` and the system's reason in `hint`.
// Functions are thread-safe on different paths; an AppendFile belongs to one thread at a time.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/result.h"

namespace gongshu::store {

/// The whole content; files above `limit` bytes are refused.
Result<std::string> read_file(const std::filesystem::path& path, std::uint64_t limit = std::uint64_t{1} << 30);

/// Readers see the old content or the new, never a part, also after a power cut: temporary file, fsync, rename, fsync of
/// the directory. `mode` are the permissions of the new file.
Status write_file_atomic(const std::filesystem::path& path, std::string_view content, unsigned mode = 0600);

/// Removes what writers that were killed left of write_file_atomic, in the directory and all below. Only while nobody writes
/// there: right after the DataLock of a directory. Names are as write_file_atomic makes them; other files stay.
Status sweep_unfinished(const std::filesystem::path& directory);

/// Makes names created, renamed or removed in the directory durable.
Status sync_directory(const std::filesystem::path& directory);

/// Directory with parents, mode 0700 for those that are made; durable.
Status make_directory(const std::filesystem::path& directory);

/// A file that only grows: append, then sync() once for a group.
class AppendFile {
 public:
  /// Makes the file (0600) when it is missing; the directory entry is durable when this returns.
  static Result<AppendFile> open(const std::filesystem::path& path);
  ~AppendFile();
  AppendFile(AppendFile&&) noexcept;
  AppendFile& operator=(AppendFile&&) noexcept;

  /// Writes at the end. On an error the file is cut back to its size before, so that no half record stays; when even that fails
  /// every later append fails as well.
  Status append(std::string_view bytes);
  /// fdatasync: what was appended before survives a power cut. After a failed sync every later append and sync fails: the
  /// kernel may have dropped the pages.
  Status sync();
  /// Cuts a torn tail after a crash; durable with the next sync(). `size` is at most the present size.
  Status truncate(std::uint64_t size);
  std::uint64_t size() const { return size_; }

 private:
  AppendFile(int fd, std::uint64_t size, std::filesystem::path path) : fd_(fd), size_(size), path_(std::move(path)) {}
  int fd_;
  std::uint64_t size_;
  std::filesystem::path path_;
  bool broken_ = false;
};

}  // namespace gongshu::store
