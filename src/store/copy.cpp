#include "store/copy.h"

#include <fcntl.h>
#include <unistd.h>

#include <vector>

#include "store/files.h"
#include "store/posix_file.h"

namespace gongshu::store {
namespace {

namespace fs = std::filesystem;
constexpr std::size_t kPart = std::size_t{1} << 20;

Status each_part(int fd, const fs::path& file, const std::function<Status(std::string_view)>& take) {
  std::vector<char> buffer(kPart);
  for (;;) {
    const auto got = ::read(fd, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return fail(system_error(file));
    if (got == 0) return {};
    GS_CHECK(take({buffer.data(), static_cast<std::size_t>(got)}));
  }
}

}  // namespace

Status read_parts(const fs::path& file, const TakePart& part) {
  const Fd fd(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
  if (!fd) return fail(system_error(file));
  return each_part(fd.get(), file, [&](std::string_view bytes) -> Status {
    if (!part(bytes)) return fail(ErrorCode::query_cancelled);
    return {};
  });
}

Result<bool> copy_file(const fs::path& from, const fs::path& to, const TakePart& part) {
  const Fd source(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
  if (!source && errno == ENOENT) return false;
  if (!source) return fail(system_error(from));
  const Fd target(::open(to.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!target) return fail(system_error(to));
  GS_CHECK(each_part(source.get(), from, [&](std::string_view bytes) -> Status {
    if (!part(bytes)) return fail(ErrorCode::query_cancelled);
    if (!write_all(target.get(), bytes)) return fail(system_error(to));
    return {};
  }));
  if (::fsync(target.get()) != 0) return fail(system_error(to));
  GS_CHECK(sync_directory(to.parent_path()));
  return true;
}

}  // namespace gongshu::store
