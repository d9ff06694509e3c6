#include "app/backup_copy.h"

#include <fcntl.h>
#include <unistd.h>

#include <set>

#include "app/verification.h"
#include "crypto/hash.h"
#include "ledger/reader.h"
#include "store/copy.h"
#include "store/files.h"
#include "store/snapshot.h"

namespace gongshu::app {
namespace {

namespace fs = std::filesystem;
constexpr std::uintmax_t kReserve = std::uintmax_t{64} << 20;  ///< left free for the node itself

/// Keys never leave (design invariant 8); the rest of these is about the running process, or is copied in a way of its own.
const std::set<std::string> kLeftOut = {"keys", "secret", "backups", "lock", "gongshu.db", "identity.db"};

bool left_out(const fs::path& name) {
  const auto text = name.begin()->string();
  return kLeftOut.contains(text) || text.starts_with("gongshu.db-") || text.starts_with("identity.db-") || name.filename().string().starts_with(".");
}

/// Paths below the data directory, sorted: segments of the usage log come in their order.
Result<std::vector<fs::path>> files_of(const fs::path& data) {
  std::vector<fs::path> out;
  std::error_code error;
  for (fs::recursive_directory_iterator it(data, error), end; !error && it != end; it.increment(error)) {
    const auto name = it->path().lexically_relative(data);
    std::error_code gone;
    if (it->is_directory(gone)) {
      if (left_out(name)) it.disable_recursion_pending();
    } else if (it->is_regular_file(gone) && !left_out(name)) {
      out.push_back(name);
    }
  }
  if (error) return fail(ErrorCode::store_failed, data.string(), error.message());
  std::sort(out.begin(), out.end());
  return out;
}

Status check_space(const fs::path& data, const std::vector<fs::path>& files) {
  std::uintmax_t needed = kReserve;
  std::error_code error;
  const auto add = [&](const fs::path& file) {
    const auto size = fs::file_size(file, error);
    if (!error) needed += size;
  };
  for (const auto& file : files) add(data / file);
  for (const char* name : {"gongshu.db", "gongshu.db-wal", "identity.db", "identity.db-wal"}) add(data / name);
  const auto space = fs::space(data, error);
  if (error) return fail(ErrorCode::store_failed, data.string(), error.message());
  if (space.available >= needed) return {};
  return fail(ErrorCode::store_failed, data.string(),
              "磁盘空间不足 / not enough free space: " + std::to_string(needed >> 20) + " MiB needed, " + std::to_string(space.available >> 20) + " MiB free");
}

/// One copy under way: the list grows with it.
class Copy {
 public:
  Copy(Node& node, const fs::path& to, const std::function<bool()>& go_on) : node_(node), to_(to), go_on_(go_on) {}

  Status databases() {
    for (const char* name : {"gongshu.db", "identity.db"}) {
      GS_CHECK(store::snapshot(node_.path(name), to_ / name, go_on_));
      GS_TRY(digest, digest_of(to_ / name));
      GS_CHECK(listed(name, to_ / name, digest));
    }
    GS_TRY(db, store::Database::open(to_ / "gongshu.db", store::Mode::immutable));
    GS_TRY(size, ledger::Reader(db).size());
    content_.entries = static_cast<std::int64_t>(size);
    return {};
  }

  Status file(const fs::path& name) {
    GS_CHECK(store::make_directory((to_ / name).parent_path()));
    crypto::Sm3 sum;
    GS_TRY(copied, store::copy_file(node_.path(name.string()), to_ / name, [&](std::string_view part) {
             sum.update(part);
             return !go_on_ || go_on_();
           }));
    return copied ? listed(name.string(), to_ / name, crypto::to_hex(crypto::view(sum.finish()))) : Status();
  }

  Result<BackupContent> finish() {
    GS_TRY(text, canonical(json::object{{"format", 1},
                                        {"origin", node_.origin()},
                                        {"pack", node_.options().pack},
                                        {"time", to_text(node_.clock().now())},
                                        {"entries", content_.entries},
                                        {"files", std::move(list_)}}));
    GS_CHECK(store::write_file_atomic(to_ / kBackupList, text));
    content_.digest = crypto::to_hex(crypto::view(crypto::sm3(text)));
    return content_;
  }

 private:
  Result<std::string> digest_of(const fs::path& file) {
    crypto::Sm3 sum;
    GS_CHECK(store::read_parts(file, [&](std::string_view part) {
      sum.update(part);
      return !go_on_ || go_on_();
    }));
    return crypto::to_hex(crypto::view(sum.finish()));
  }

  Status listed(const std::string& name, const fs::path& file, const std::string& digest) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    if (error) return fail(ErrorCode::store_failed, file.string(), error.message());
    list_.push_back({{"path", name}, {"bytes", size}, {"sm3", digest}});
    ++content_.files;
    content_.bytes += static_cast<std::int64_t>(size);
    return {};
  }

  Node& node_;
  const fs::path& to_;
  const std::function<bool()>& go_on_;
  json::array list_;
  BackupContent content_;
};

Status check_copy(const fs::path& to, const std::function<bool()>& go_on) {
  auto report = verify_node({.data = to, .log_export = {}, .key = {}, .hashes_only = false, .progress = {}, .go_on = go_on});
  if (go_on && !go_on()) return fail(ErrorCode::query_cancelled);
  if (!report) return fail(std::move(report).error());
  if (report->ok()) return {};
  return fail(ErrorCode::ledger_corrupt, report->first_bad->what, "the copy does not verify");
}

}  // namespace

Result<BackupContent> copy_node(Node& node, const fs::path& to, const std::function<bool()>& go_on) {
  GS_TRY(planned, files_of(node.options().data));
  GS_CHECK(check_space(node.options().data, planned));
  GS_CHECK(store::make_directory(to));
  Copy copy(node, to, go_on);
  GS_CHECK(copy.databases());
  GS_TRY(files, files_of(node.options().data));  // anew: what the ledger just copied names has been written by now
  for (const auto& file : files) GS_CHECK(copy.file(file));
  GS_CHECK(check_copy(to, go_on));
  return copy.finish();
}

std::string backup_digest(const fs::path& folder) {
  const auto text = store::read_file(folder / kBackupList);
  return text ? crypto::to_hex(crypto::view(crypto::sm3(*text))) : std::string();
}

}  // namespace gongshu::app
