#include "crypto/destroyed_list.h"

#include <fcntl.h>
#include <unistd.h>

#include <charconv>

#include "crypto/secret_file.h"

namespace gongshu::crypto {
namespace {

constexpr std::size_t kMaxList = 256 << 20;

std::string body_of(const DestroyedKey& key) {
  return std::to_string(key.when) + " " + (key.fingerprint.empty() ? "-" : key.fingerprint) + " " + key.name;
}

std::optional<DestroyedKey> parse_body(std::string_view body) {
  const auto first = body.find(' ');
  const auto second = first == std::string_view::npos ? first : body.find(' ', first + 1);
  if (second == std::string_view::npos) return std::nullopt;
  DestroyedKey key;
  const auto [end, error] = std::from_chars(body.data(), body.data() + first, key.when);
  if (error != std::errc() || end != body.data() + first) return std::nullopt;
  key.fingerprint = body.substr(first + 1, second - first - 1);
  if (key.fingerprint == "-") key.fingerprint.clear();
  key.name = body.substr(second + 1);
  return key;
}

}  // namespace

DestroyedList::DestroyedList(DestroyedList&& other) noexcept
    : path_(std::move(other.path_)),
      fd_(std::exchange(other.fd_, -1)),
      link_(std::move(other.link_)),
      keys_(std::move(other.keys_)),
      index_(std::move(other.index_)) {}

DestroyedList::~DestroyedList() {
  if (fd_ >= 0) ::close(fd_);
}

Result<DestroyedList> DestroyedList::open(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0) return fail(file_error(path));
  DestroyedList list(path, fd);
  GS_CHECK(sync_parent(path));
  GS_TRY(content, read_secret(path, kMaxList));
  const auto whole = content.rfind('\n') + 1;  // npos + 1 = 0: no whole line
  if (whole != content.size() && (::ftruncate(fd, static_cast<off_t>(whole)) != 0 || ::fsync(fd) != 0))
    return fail(file_error(path));
  GS_CHECK(list.load(std::string_view(content).substr(0, whole)));
  return list;
}

Status DestroyedList::load(std::string_view content) {
  while (!content.empty()) {
    const auto line = content.substr(0, content.find('\n'));
    const auto blank = line.rfind(' ');
    auto key = blank == std::string_view::npos ? std::nullopt : parse_body(line.substr(0, blank));
    if (!key || line.substr(blank + 1) != next_link(line.substr(0, blank)))
      return fail(ErrorCode::crypto_failed, path_.string() + " line " + std::to_string(keys_.size() + 1),
                  "已销毁密钥清单被改动，请从另一份副本恢复 / the list of destroyed keys was changed: restore it from a copy");
    remember(std::move(*key), std::string(line.substr(blank + 1)));
    content.remove_prefix(line.size() + 1);
  }
  return {};
}

std::string DestroyedList::next_link(std::string_view body) const {
  return to_hex(view(Sm3().update(link_).update(body).finish()).substr(0, 16));
}

void DestroyedList::remember(DestroyedKey key, std::string link) {
  link_ = std::move(link);
  index_.insert(key.name);
  keys_.push_back(std::move(key));
}

Status DestroyedList::append(DestroyedKey key) {
  const auto body = body_of(key);
  auto link = next_link(body);
  GS_CHECK(append_record(fd_, path_, body + " " + link + "\n"));
  remember(std::move(key), std::move(link));
  return {};
}

}  // namespace gongshu::crypto
