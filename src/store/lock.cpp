#include "store/lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include "store/posix_file.h"

namespace gongshu::store {
namespace {

std::string holder_of(int fd) {
  char text[32] = {};
  const auto size = ::pread(fd, text, sizeof text - 1, 0);
  const std::string pid(text, size > 0 ? static_cast<std::size_t>(size) : 0);
  return pid.empty() || pid.find_first_not_of("0123456789\n") != std::string::npos ? "?" : pid.substr(0, pid.find('\n'));
}

}  // namespace

Result<DataLock> DataLock::acquire(const std::filesystem::path& directory) {
  const auto path = directory / "lock";
  Fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
  if (!fd) return fail(system_error(path));
  if (::flock(fd.get(), LOCK_EX | LOCK_NB) != 0) {
    if (errno != EWOULDBLOCK) return fail(system_error(path));
    const auto holder = holder_of(fd.get());
    return fail(ErrorCode::store_locked, directory.string(), "由进程 " + holder + " 持有 / held by process " + holder);
  }
  const auto text = std::to_string(::getpid()) + "\n";
  if (::ftruncate(fd.get(), 0) != 0 || !write_all(fd.get(), text)) return fail(system_error(path));
  return DataLock(fd.release());
}

DataLock::~DataLock() {
  if (fd_ >= 0) ::close(fd_);
}
DataLock::DataLock(DataLock&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
DataLock& DataLock::operator=(DataLock&& other) noexcept {
  std::swap(fd_, other.fd_);
  return *this;
}

}  // namespace gongshu::store
