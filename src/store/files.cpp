#include "store/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <system_error>

#include "store/posix_file.h"

namespace gongshu::store {

namespace fs = std::filesystem;

Fd::~Fd() {
  if (fd_ >= 0) ::close(fd_);
}

Error system_error(const fs::path& path) {
  return {ErrorCode::store_failed, path.string(), std::generic_category().message(errno), {}, {}, {}};
}

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

namespace {

fs::path parent_of(const fs::path& path) { return path.has_parent_path() ? path.parent_path() : fs::path("."); }

/// Two writers of one path must not share a temporary file.
fs::path temporary_for(const fs::path& path) {
  static std::atomic<unsigned> counter{0};
  return parent_of(path) /
         (".tmp-" + path.filename().string() + "-" + std::to_string(::getpid()) + "-" + std::to_string(++counter));
}

Status write_synced(const fs::path& path, std::string_view content, unsigned mode) {
  const Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, static_cast<mode_t>(mode)));
  if (!fd || !write_all(fd.get(), content) || ::fchmod(fd.get(), static_cast<mode_t>(mode)) != 0 || ::fsync(fd.get()) != 0)
    return fail(system_error(path));
  return {};
}

}  // namespace

Result<std::string> read_file(const fs::path& path, std::uint64_t limit) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0) return fail(system_error(path));
  if (!S_ISREG(info.st_mode)) return fail(ErrorCode::store_failed, path.string(), "不是普通文件 / not a regular file");
  if (static_cast<std::uint64_t>(info.st_size) > limit)
    return fail(ErrorCode::store_failed, path.string(), "文件超过 " + std::to_string(limit) + " 字节 / the file is too large");
  std::string content(static_cast<std::size_t>(info.st_size), '\0');
  std::size_t done = 0;
  while (done < content.size()) {
    const auto got = ::read(fd.get(), content.data() + done, content.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(system_error(path));
    if (got == 0) break;
    done += static_cast<std::size_t>(got);
  }
  content.resize(done);
  return content;
}

Status write_file_atomic(const fs::path& path, std::string_view content, unsigned mode) {
  const auto temporary = temporary_for(path);
  auto status = write_synced(temporary, content, mode);
  if (status && ::rename(temporary.c_str(), path.c_str()) != 0) status = fail(system_error(path));
  if (!status) {
    ::unlink(temporary.c_str());
    auto error = std::move(status).error();
    error.at = path.string();
    return fail(std::move(error));
  }
  return sync_directory(parent_of(path));
}

namespace {
/// .tmp-NAME-PROCESS-NUMBER
bool is_temporary(std::string_view name) {
  if (!name.starts_with(".tmp-")) return false;
  for (int part = 0; part < 2; ++part) {
    const auto digits = name.size() - (name.find_last_not_of("0123456789") + 1);
    if (digits == 0 || digits + 1 >= name.size() || name[name.size() - digits - 1] != '-') return false;
    name.remove_suffix(digits + 1);
  }
  return name.size() > 5;
}
}  // namespace

Status sweep_unfinished(const fs::path& directory) {
  std::vector<fs::path> leftovers;
  std::error_code code;
  for (fs::recursive_directory_iterator it(directory, code), end; !code && it != end; it.increment(code))
    if (is_temporary(it->path().filename().string())) leftovers.push_back(it->path());
  if (code) return fail(ErrorCode::store_failed, directory.string(), code.message());
  for (const auto& path : leftovers) {
    if (::unlink(path.c_str()) != 0) return fail(system_error(path));
    GS_CHECK(sync_directory(parent_of(path)));
  }
  return {};
}

Status sync_directory(const fs::path& directory) {
  const Fd fd(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) return fail(system_error(directory));
  return {};
}

Status make_directory(const fs::path& directory) {
  if (::mkdir(directory.c_str(), 0700) == 0) return sync_directory(parent_of(directory));
  if (errno == ENOENT && directory.has_parent_path() && directory.parent_path() != directory) {
    GS_CHECK(make_directory(directory.parent_path()));
    if (::mkdir(directory.c_str(), 0700) == 0) return sync_directory(parent_of(directory));
  }
  if (errno != EEXIST) return fail(system_error(directory));
  std::error_code code;
  if (!fs::is_directory(directory, code)) return fail(ErrorCode::store_failed, directory.string(), "不是目录 / not a directory");
  return {};
}

Result<AppendFile> AppendFile::open(const fs::path& path) {
  Fd fd(::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0) return fail(system_error(path));
  GS_CHECK(sync_directory(parent_of(path)));
  return AppendFile(fd.release(), static_cast<std::uint64_t>(info.st_size), path);
}

AppendFile::~AppendFile() {
  if (fd_ >= 0) ::close(fd_);
}
AppendFile::AppendFile(AppendFile&& other) noexcept
    : fd_(std::exchange(other.fd_, -1)), size_(other.size_), path_(std::move(other.path_)), broken_(other.broken_) {}
AppendFile& AppendFile::operator=(AppendFile&& other) noexcept {
  std::swap(fd_, other.fd_);
  std::swap(size_, other.size_);
  std::swap(path_, other.path_);
  std::swap(broken_, other.broken_);
  return *this;
}

Status AppendFile::append(std::string_view bytes) {
  if (broken_)
    return fail(ErrorCode::store_failed, path_.string(), "此前写入失败，请重新打开 / an earlier write failed: reopen the file");
  if (write_all(fd_, bytes)) {
    size_ += bytes.size();
    return {};
  }
  const auto error = system_error(path_);
  broken_ = ::ftruncate(fd_, static_cast<off_t>(size_)) != 0;
  return fail(error);
}

Status AppendFile::sync() {
  if (broken_)
    return fail(ErrorCode::store_failed, path_.string(), "此前写入失败，请重新打开 / an earlier write failed: reopen the file");
  if (::fdatasync(fd_) == 0) return {};
  broken_ = true;
  return fail(system_error(path_));
}

Status AppendFile::truncate(std::uint64_t size) {
  if (size > size_) return fail(ErrorCode::store_failed, path_.string(), "只能截短 / truncation only shortens");
  if (::ftruncate(fd_, static_cast<off_t>(size)) != 0) return fail(system_error(path_));
  size_ = size;
  return {};
}

}  // namespace gongshu::store
