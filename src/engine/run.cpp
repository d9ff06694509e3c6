#include "engine/run.h"

#include "engine/entity_sample.h"
#include "engine/print_duckdb.h"

namespace gongshu::engine {

CancelToken::CancelToken() : state_(std::make_shared<State>()) {}

void CancelToken::cancel() {
  {
    std::lock_guard lock(state_->mutex);
    state_->cancelled = true;
  }
  state_->changed.notify_all();
}

bool CancelToken::cancelled() const {
  std::lock_guard lock(state_->mutex);
  return state_->cancelled;
}

Watchdog::Watchdog(duckdb_connection connection, const CancelToken& token, int time_ms)
    : connection_(connection),
      state_(token.state_),
      deadline_(std::chrono::steady_clock::now() + std::chrono::milliseconds(time_ms)) {
  thread_ = std::thread([this] { watch(); });
}

Watchdog::Reason Watchdog::stop() {
  if (!thread_.joinable()) return reason_;
  {
    std::lock_guard lock(state_->mutex);
    done_ = true;
  }
  state_->changed.notify_all();
  thread_.join();
  return reason_;
}

Watchdog::Reason Watchdog::reason() const {
  std::lock_guard lock(state_->mutex);
  return reason_;
}

void Watchdog::watch() {
  std::unique_lock lock(state_->mutex);
  state_->changed.wait_until(lock, deadline_, [this] { return done_ || state_->cancelled; });
  if (done_) return;
  reason_ = state_->cancelled ? Reason::cancelled : Reason::time;
  while (!done_) {
    duckdb_interrupt(connection_);
    state_->changed.wait_for(lock, std::chrono::milliseconds(10), [this] { return done_; });
  }
}

namespace {

struct Prepared {
  ~Prepared() { duckdb_destroy_prepare(&handle); }
  duckdb_prepared_statement handle = nullptr;
};

struct Fetched {
  ~Fetched() { duckdb_destroy_result(&handle); }
  duckdb_result handle{};
};

std::string words(const char* cause) { return cause ? cause : ""; }

}  // namespace

Status Run::alive() const {
  switch (watchdog_.reason()) {
    case Watchdog::Reason::cancelled: return fail(ErrorCode::query_cancelled);
    case Watchdog::Reason::time: return fail(ErrorCode::query_resource_limit, "time", "narrow the query");
    case Watchdog::Reason::none: break;
  }
  return {};
}

Status Run::failed(duckdb_error_type type, const std::string& cause) const {
  GS_CHECK(alive());
  if (type == DUCKDB_ERROR_OUT_OF_MEMORY || cause.find(kSampleMemory) != std::string::npos)
    return fail(ErrorCode::query_resource_limit, "memory", "narrow the query");
  if (on_failure_) on_failure_(cause);
  return fail(ErrorCode::query_failed);
}

Status Run::query(const std::string& sql, const std::vector<std::string>& parameters, const Reader& read) {
  Prepared statement;
  // A failed statement must not be used for anything but its error: the library aborts on it.
  if (duckdb_prepare(connection_.get(), sql.c_str(), &statement.handle) != DuckDBSuccess)
    return failed(DUCKDB_ERROR_INVALID, words(duckdb_prepare_error(statement.handle)) + "\n" + sql);
  for (std::size_t i = 0; i < parameters.size(); ++i)
    if (duckdb_bind_varchar_length(statement.handle, i + 1, parameters[i].data(), parameters[i].size()) != DuckDBSuccess)
      return failed(DUCKDB_ERROR_INVALID, "a parameter does not bind\n" + sql);
  Fetched result;
  const auto failure = [&] {
    return failed(duckdb_result_error_type(&result.handle), words(duckdb_result_error(&result.handle)) + "\n" + sql);
  };
  if (duckdb_execute_prepared_streaming(statement.handle, &result.handle) != DuckDBSuccess) return failure();
  while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result.handle)) {
    const auto size = duckdb_data_chunk_get_size(chunk);
    const bool more = size > 0 && read(chunk);
    duckdb_destroy_data_chunk(&chunk);
    if (!more) break;
  }
  if (const char* cause = duckdb_result_error(&result.handle); cause && *cause) return failure();
  return alive();
}

Status Run::execute(const std::string& sql, const std::vector<std::string>& parameters) {
  return query(sql, parameters, [](duckdb_data_chunk) { return true; });
}

Result<bool> Run::unique(const std::string& table, const std::set<std::string>& columns) {
  std::string list, present;
  for (const auto& c : columns) {
    list += (list.empty() ? "" : ", ") + quoted_name(c);
    present += (present.empty() ? "" : " AND ") + quoted_name(c) + " IS NOT NULL";
  }
  return nothing("SELECT 1 FROM " + quoted_name(table) + " WHERE " + present + " GROUP BY " + list +
                 " HAVING COUNT(*) > 1 LIMIT 1");
}

Result<bool> Run::nothing(const std::string& sql) {
  {
    std::lock_guard lock(session_.mutex);
    if (const auto known = session_.nothing.find(sql); known != session_.nothing.end()) return known->second;
  }
  bool found = true;
  GS_CHECK(query(sql, {}, [&](duckdb_data_chunk) {
    found = false;
    return true;
  }));
  std::lock_guard lock(session_.mutex);
  return session_.nothing[sql] = found;
}

}  // namespace gongshu::engine
