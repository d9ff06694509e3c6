#include "store/database.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "store/connection.h"
#include "store/sqlite_error.h"

namespace gongshu::store {
namespace {

constexpr std::size_t kCachedStatements = 256;
constexpr int kBusyMilliseconds = 5000;
constexpr int kWalPages = 4000;  ///< the log is merged every 16 MiB: pages written often are copied once, and fewer syncs are waited for

/// A file: URI, every byte that means something to the URI parser escaped.
std::string uri_of(const std::filesystem::path& path, std::string_view parameters) {
  static constexpr char kHex[] = "0123456789ABCDEF";
  std::string uri = "file:";
  for (const unsigned char c : std::filesystem::absolute(path).string()) {
    if (std::isalnum(c) || c == '/' || c == '.' || c == '-' || c == '_' || c >= 0x80)
      uri += static_cast<char>(c);
    else
      uri.append({'%', kHex[c >> 4], kHex[c & 15]});
  }
  return uri.append(parameters);
}

int flags_of(Mode mode) {
  const int common = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI;
  switch (mode) {
    case Mode::create: return common | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    case Mode::read_write: return common | SQLITE_OPEN_READWRITE;
    case Mode::read_only:
    case Mode::immutable: return common | SQLITE_OPEN_READONLY;
  }
  return common;
}

/// SQLite would make the file under the umask; records are nobody else's business.
Status make_private(const std::filesystem::path& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return fail(ErrorCode::store_failed, path.string(), std::generic_category().message(errno));
  ::close(fd);
  return {};
}

Error at_path(Error error, const std::filesystem::path& path) {
  if (error.at.empty()) error.at = path.string();
  return error;
}

Status harden(sqlite3* handle) {
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  for (const auto& [option, value] :
       {std::pair{SQLITE_DBCONFIG_DEFENSIVE, 1}, std::pair{SQLITE_DBCONFIG_DQS_DML, 0}, std::pair{SQLITE_DBCONFIG_DQS_DDL, 0},
        std::pair{SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0}, std::pair{SQLITE_DBCONFIG_ENABLE_LOAD_EXTENSION, 0}})
    if (const int code = sqlite3_db_config(handle, option, value, nullptr); code != SQLITE_OK)
      return fail(sqlite_error(handle, code));
  return {};
}

Status execute(sqlite3* handle, const std::string& script) {
  const int code = sqlite3_exec(handle, script.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(sqlite_error(handle, code));
  return {};
}

/// WAL is asked for, not assumed: a file system without shared memory would quietly keep the rollback journal.
Status use_wal(sqlite3* handle) {
  std::string mode;
  const auto take = [](void* out, int, char** values, char**) {
    if (values[0]) *static_cast<std::string*>(out) = values[0];
    return 0;
  };
  const int code = sqlite3_exec(handle, "PRAGMA journal_mode=WAL", take, &mode, nullptr);
  if (code != SQLITE_OK) return fail(sqlite_error(handle, code));
  if (mode != "wal")
    return fail(ErrorCode::store_failed, {}, "该文件系统不支持预写日志 / the file system cannot hold a write-ahead log");
  sqlite3_wal_autocheckpoint(handle, kWalPages);
  return execute(handle, "PRAGMA synchronous=FULL;");
}

/// Content that waits in a log would be passed over.
Status check_no_log(const std::filesystem::path& path) {
  std::error_code code;
  const auto size = std::filesystem::file_size(path.string() + "-wal", code);
  if (code || size == 0) return {};
  return fail(ErrorCode::store_failed, path.string() + "-wal", "预写日志尚未合并 / the write-ahead log is not merged yet");
}

/// The first real read of the file: a damaged or foreign file is found here.
Status configure(sqlite3* handle, Mode mode) {
  GS_CHECK(harden(handle));
  const bool writes = mode == Mode::create || mode == Mode::read_write;
  GS_CHECK(
      execute(handle, "PRAGMA foreign_keys=ON; PRAGMA cell_size_check=ON; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-16384;"));
  GS_CHECK(writes ? use_wal(handle) : execute(handle, "PRAGMA query_only=ON;"));
  return execute(handle, "SELECT count(*) FROM sqlite_schema;");
}

}  // namespace

Database::Impl::~Impl() {
  for (auto& [sql, compiled] : cache) sqlite3_finalize(compiled->handle);
  sqlite3_close(handle);
}

Database::Database(std::shared_ptr<Impl> impl) : impl_(std::move(impl)) {}
Database::~Database() = default;
Database::Database(Database&&) noexcept = default;
Database& Database::operator=(Database&&) noexcept = default;

Result<Database> Database::open(const std::filesystem::path& path, Mode mode) {
  if (mode == Mode::create) GS_CHECK(make_private(path));
  if (mode == Mode::immutable) GS_CHECK(check_no_log(path));
  auto impl = std::make_shared<Impl>();
  const auto uri = uri_of(path, mode == Mode::immutable ? "?immutable=1" : "");
  const int code = sqlite3_open_v2(uri.c_str(), &impl->handle, flags_of(mode), nullptr);
  if (code != SQLITE_OK) return fail(at_path(sqlite_error(impl->handle, code), path));
  if (auto status = configure(impl->handle, mode); !status) return fail(at_path(std::move(status).error(), path));
  return Database(std::move(impl));
}

Result<std::unique_ptr<Compiled>> Database::Impl::compile(std::string_view sql, bool keep) {
  auto compiled = std::make_unique<Compiled>();
  const char* tail = nullptr;
  const int code = sqlite3_prepare_v3(handle, sql.data(), static_cast<int>(sql.size()), keep ? SQLITE_PREPARE_PERSISTENT : 0,
                                      &compiled->handle, &tail);
  if (code != SQLITE_OK) return fail(sqlite_error(handle, code));
  const auto rest = sql.substr(static_cast<std::size_t>(tail - sql.data()));
  if (!compiled->handle || rest.find_first_not_of(" \t\r\n;") != std::string_view::npos) {
    sqlite3_finalize(compiled->handle);
    return fail(ErrorCode::store_failed, {}, "须恰好一条语句 / exactly one statement");
  }
  compiled->cached = keep;
  return compiled;
}

Result<Statement> Database::prepare(std::string_view sql) {
  auto lease = std::make_unique<Statement::Lease>();
  const auto found = impl_->cache.find(sql);
  if (found != impl_->cache.end() && !found->second->lent) {
    lease->compiled = found->second.get();
  } else {
    const bool keep = found == impl_->cache.end() && impl_->cache.size() < kCachedStatements;
    GS_TRY(compiled, impl_->compile(sql, keep));
    lease->compiled = compiled.get();
    if (keep)
      impl_->cache.emplace(std::string(sql), std::move(compiled));
    else
      lease->own = std::move(compiled);
  }
  lease->compiled->lent = true;
  lease->connection = impl_;
  return Statement(std::move(lease));
}

Status Database::exec(std::string_view script) { return execute(impl_->handle, std::string(script)); }

std::int64_t Database::last_insert_id() const { return sqlite3_last_insert_rowid(impl_->handle); }
std::int64_t Database::changes() const { return sqlite3_changes64(impl_->handle); }
bool Database::in_transaction() const { return sqlite3_get_autocommit(impl_->handle) == 0; }

Status Database::check_integrity() {
  GS_TRY(check, prepare("PRAGMA integrity_check(1)"));
  GS_TRY(row, check.step());
  const auto finding = row ? check.column_text(0) : std::string_view("no answer");
  if (finding != "ok") return fail(ErrorCode::store_failed, {}, std::string(finding));
  return {};
}

Status Database::checkpoint() {
  const int code = sqlite3_wal_checkpoint_v2(impl_->handle, nullptr, SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr);
  if (code != SQLITE_OK) return fail(sqlite_error(impl_->handle, code));
  return {};
}

}  // namespace gongshu::store
