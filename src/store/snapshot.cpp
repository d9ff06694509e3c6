#include "store/snapshot.h"

#include <fcntl.h>
#include <unistd.h>

#include <memory>

#include "store/database.h"
#include "store/files.h"
#include "store/posix_file.h"
#include "store/sqlite_error.h"

namespace gongshu::store {
namespace {

namespace fs = std::filesystem;
constexpr int kPages = 1024;

struct CloseDb {
  void operator()(sqlite3* db) const { sqlite3_close(db); }
};
using Handle = std::unique_ptr<sqlite3, CloseDb>;

struct FinishBackup {
  void operator()(sqlite3_backup* backup) const { sqlite3_backup_finish(backup); }
};

Error at_path(sqlite3* db, int code, const fs::path& path) {
  auto error = sqlite_error(db, code);
  error.at = path.string();
  return error;
}

Result<Handle> open(const fs::path& path, int flags) {
  sqlite3* db = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &db, flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  Handle handle(db);
  if (code != SQLITE_OK) return fail(at_path(db, code, path));
  sqlite3_busy_timeout(db, 5000);
  return handle;
}

Status run(sqlite3* db, const char* sql, const fs::path& path) {
  const int code = sqlite3_exec(db, sql, nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(at_path(db, code, path));
  return {};
}

/// Fails where the file is there already: nothing is ever written over.
Status make_new(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
  if (!fd) return fail(system_error(path));
  return {};
}

/// The source's transaction stays open all the while, so that what others commit meanwhile does not start the copy over.
Status copy_pages(sqlite3* from, sqlite3* to, const fs::path& path, const std::function<bool()>& go_on) {
  const std::unique_ptr<sqlite3_backup, FinishBackup> backup(sqlite3_backup_init(to, "main", from, "main"));
  if (!backup) return fail(at_path(to, sqlite3_extended_errcode(to), path));
  for (;;) {
    const int code = sqlite3_backup_step(backup.get(), kPages);
    if (code == SQLITE_DONE) return {};
    if (code != SQLITE_OK) return fail(at_path(nullptr, code, path));
    if (go_on && !go_on()) return fail(ErrorCode::query_cancelled);
  }
}

Status sync_file(const fs::path& path) {
  const Fd fd(::open(path.c_str(), O_RDWR | O_CLOEXEC));
  if (!fd || ::fsync(fd.get()) != 0) return fail(system_error(path));
  return {};
}

}  // namespace

Status snapshot(const fs::path& from, const fs::path& to, const std::function<bool()>& go_on) {
  GS_TRY(source, open(from, SQLITE_OPEN_READONLY));
  GS_CHECK(run(source.get(), "BEGIN; SELECT count(*) FROM sqlite_schema;", from));
  GS_CHECK(make_new(to));
  {
    GS_TRY(target, open(to, SQLITE_OPEN_READWRITE));
    GS_CHECK(copy_pages(source.get(), target.get(), to, go_on));
    GS_CHECK(run(target.get(), "PRAGMA journal_mode=DELETE;", to));
  }
  GS_CHECK(sync_file(to));
  return sync_directory(to.parent_path());
}

}  // namespace gongshu::store
