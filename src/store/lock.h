// One server a data directory.
#pragma once
#include <filesystem>

#include "base/result.h"

namespace gongshu::store {

/// Holds <directory>/lock (flock) until destroyed or the process ends, however it ends. The file stays: removing it would
/// let two processes lock two files of the same name. A forked child shares the lock.
class DataLock {
 public:
  /// Errors: store.locked (at = directory, hint names the holder's process id), store.failed.
  static Result<DataLock> acquire(const std::filesystem::path& directory);
  ~DataLock();
  DataLock(DataLock&&) noexcept;
  DataLock& operator=(DataLock&&) noexcept;

 private:
  explicit DataLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace gongshu::store
