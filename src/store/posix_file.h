// Inside the folder only: descriptors that close themselves, errors from errno, writes that finish.
#pragma once
#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace gongshu::store {

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  ~Fd();
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  int get() const { return fd_; }
  int release() { return std::exchange(fd_, -1); }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

/// store.failed with the path and the reason in errno.
Error system_error(const std::filesystem::path& path);
/// Repeats after interrupts and short writes; false with errno set.
bool write_all(int fd, std::string_view bytes);

}  // namespace gongshu::store
