#include "crypto/secret_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <system_error>

#include "crypto/random.h"

namespace gongshu::crypto {
namespace {

void reached(const char* step) {
  if (auto* hook = secret_file_step.load(std::memory_order_relaxed)) hook(step);
}

class Fd {
 public:
  explicit Fd(int fd) : fd_(fd) {}
  ~Fd() {
    if (fd_ >= 0) ::close(fd_);
  }
  Fd(const Fd&) = delete;
  Fd& operator=(const Fd&) = delete;
  int get() const { return fd_; }
  explicit operator bool() const { return fd_ >= 0; }

 private:
  int fd_;
};

bool write_all(int fd, std::string_view bytes) {
  while (!bytes.empty()) {
    const auto written = ::write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace

Error file_error(const std::filesystem::path& path) {
  return {ErrorCode::store_failed, path.string(), std::generic_category().message(errno), {}, {}, {}};
}

Status sync_parent(const std::filesystem::path& path) {
  const auto parent = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
  const Fd fd(::open(parent.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) return fail(file_error(parent));
  return {};
}

Status make_secret_directory(const std::filesystem::path& directory) {
  const auto parent = directory.parent_path();
  if (!directory.has_filename() && parent != directory) return make_secret_directory(parent);  // "keys/"
  std::error_code code;
  if (std::filesystem::is_directory(directory, code)) return {};
  if (!parent.empty() && parent != directory) GS_CHECK(make_secret_directory(parent));
  if (::mkdir(directory.c_str(), 0700) != 0) return fail(file_error(directory));
  return sync_parent(directory);
}

Result<std::string> read_secret(const std::filesystem::path& path, std::size_t limit, bool only_owner) {
  const Fd fd(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
  struct stat info {};
  if (!fd || ::fstat(fd.get(), &info) != 0) return fail(file_error(path));
  if (only_owner && (info.st_mode & 077) != 0)
    return fail(ErrorCode::crypto_bad_key, path.string(), "他人可读写，请执行 chmod 600 / others can touch it: chmod 600");
  if (!S_ISREG(info.st_mode) || static_cast<std::uint64_t>(info.st_size) > limit)
    return fail(ErrorCode::store_failed, path.string(), "不是普通文件或过大 / not a regular file, or too large");
  std::string content(static_cast<std::size_t>(info.st_size), '\0');
  for (std::size_t done = 0; done < content.size();) {
    const auto got = ::read(fd.get(), content.data() + done, content.size() - done);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(file_error(path));
    if (got == 0) content.resize(done);
    done += static_cast<std::size_t>(got);
  }
  return content;
}

Status write_secret(const std::filesystem::path& directory, std::string_view name, std::string_view content) {
  const auto temporary = directory / std::string(".tmp-").append(name);
  const auto target = directory / name;
  {
    const Fd fd(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    reached("create: temporary file made");
    if (!fd || !write_all(fd.get(), content)) return fail(file_error(temporary));
    reached("create: temporary file written");
    if (::fsync(fd.get()) != 0) return fail(file_error(temporary));
  }
  reached("create: temporary file synced");
  if (::rename(temporary.c_str(), target.c_str()) != 0) return fail(file_error(target));
  reached("create: renamed");
  GS_CHECK(sync_parent(target));
  reached("create: done");
  return {};
}

Status erase_secret(const std::filesystem::path& path) {
  {
    const Fd fd(::open(path.c_str(), O_WRONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!fd && errno == ENOENT) return {};
    struct stat info {};
    if (!fd || ::fstat(fd.get(), &info) != 0) return fail(file_error(path));
    if (!write_all(fd.get(), random_bytes(static_cast<std::size_t>(info.st_size)))) return fail(file_error(path));
    reached("destroy: overwritten");
    if (::fsync(fd.get()) != 0) return fail(file_error(path));
  }
  reached("destroy: overwrite synced");
  if (::unlink(path.c_str()) != 0) return fail(file_error(path));
  reached("destroy: unlinked");
  GS_CHECK(sync_parent(path));
  reached("destroy: done");
  return {};
}

Status append_record(int fd, const std::filesystem::path& path, std::string_view record) {
  const auto before = ::lseek(fd, 0, SEEK_END);
  if (before < 0) return fail(file_error(path));
  reached("destroy: before the record");
  const auto half = record.size() / 2;
  bool written = write_all(fd, record.substr(0, half));
  reached("destroy: half the record");
  written = written && write_all(fd, record.substr(half));
  reached("destroy: record written");
  if (written && ::fsync(fd) == 0) {
    reached("destroy: record synced");
    return {};
  }
  const auto error = file_error(path);
  if (::ftruncate(fd, before) != 0) return fail(file_error(path));
  return fail(error);
}

}  // namespace gongshu::crypto
