#include "engine/execute.h"

#include <chrono>
#include <condition_variable>
#include <thread>

#include "base/record.h"
#include "engine/answer.h"
#include "engine/duckdb_session.h"
#include "engine/plan.h"

namespace gongshu::engine {

struct CancelToken::State {
  std::mutex mutex;
  std::condition_variable changed;
  bool cancelled = false;
};

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

/// Interrupts a connection when its time is up or its token is cancelled, again and again until the run is over: an interrupt
/// that comes before the query has started is lost.
class Watchdog {
 public:
  enum class Reason { none, time, cancelled };

  Watchdog(duckdb_connection connection, std::shared_ptr<CancelToken::State> state, int time_ms)
      : connection_(connection),
        state_(std::move(state)),
        deadline_(std::chrono::steady_clock::now() + std::chrono::milliseconds(time_ms)) {
    thread_ = std::thread([this] { watch(); });
  }
  ~Watchdog() { stop(); }

  /// Ends the watch; afterwards the reason does not change.
  Reason stop() {
    if (!thread_.joinable()) return reason_;
    {
      std::lock_guard lock(state_->mutex);
      done_ = true;
    }
    state_->changed.notify_all();
    thread_.join();
    return reason_;
  }

 private:
  void watch() {
    std::unique_lock lock(state_->mutex);
    state_->changed.wait_until(lock, deadline_, [this] { return done_ || state_->cancelled; });
    if (done_) return;
    reason_ = state_->cancelled ? Reason::cancelled : Reason::time;
    while (!done_) {
      duckdb_interrupt(connection_);
      state_->changed.wait_for(lock, std::chrono::milliseconds(10), [this] { return done_; });
    }
  }

  duckdb_connection connection_;
  std::shared_ptr<CancelToken::State> state_;
  std::chrono::steady_clock::time_point deadline_;
  bool done_ = false;
  Reason reason_ = Reason::none;
  std::thread thread_;
};

namespace {

struct Prepared {
  ~Prepared() { duckdb_destroy_prepare(&handle); }
  duckdb_prepared_statement handle = nullptr;
};

struct Fetched {
  ~Fetched() { duckdb_destroy_result(&handle); }
  duckdb_result handle{};
};

struct Failure {
  duckdb_error_type type;
  std::string cause;
};

Error to_error(const Failure& failure, Watchdog::Reason reason) {
  if (reason == Watchdog::Reason::cancelled) return {ErrorCode::query_cancelled, {}, {}, {}, {}, {}};
  if (reason == Watchdog::Reason::time) return {ErrorCode::query_resource_limit, "time", "narrow the query", {}, {}, {}};
  if (failure.type == DUCKDB_ERROR_OUT_OF_MEMORY)
    return {ErrorCode::query_resource_limit, "memory", "narrow the query", {}, {}, {}};
  return {ErrorCode::query_failed, {}, {}, {}, {}, {}};
}

tl::expected<void, Failure> prepare(duckdb_connection connection, const Printed& printed, Prepared& statement) {
  const auto failed = [&](const char* cause) {
    return tl::unexpected<Failure>({DUCKDB_ERROR_INVALID, std::string(cause ? cause : "") + "\n" + printed.sql});
  };
  // A failed statement must not be used for anything but its error: the library aborts on it.
  if (duckdb_prepare(connection, printed.sql.c_str(), &statement.handle) != DuckDBSuccess)
    return failed(duckdb_prepare_error(statement.handle));
  for (std::size_t i = 0; i < printed.parameters.size(); ++i) {
    const auto& p = printed.parameters[i];
    if (duckdb_bind_varchar_length(statement.handle, i + 1, p.data(), p.size()) != DuckDBSuccess)
      return failed("a parameter does not bind");
  }
  return {};
}

tl::expected<void, Failure> fetch(const Prepared& statement, std::int64_t max_rows, AnswerReader& reader, bool& too_many) {
  Fetched result;
  const auto failure = [&] {
    const char* cause = duckdb_result_error(&result.handle);
    return tl::unexpected<Failure>({duckdb_result_error_type(&result.handle), cause ? cause : ""});
  };
  if (duckdb_execute_prepared_streaming(statement.handle, &result.handle) != DuckDBSuccess) return failure();
  while (duckdb_data_chunk chunk = duckdb_fetch_chunk(result.handle)) {
    const auto size = static_cast<std::int64_t>(duckdb_data_chunk_get_size(chunk));
    if (size > 0) reader.read(chunk);
    duckdb_destroy_data_chunk(&chunk);
    if (size == 0) break;
    if ((too_many = reader.count() > max_rows)) return {};
  }
  if (const char* cause = duckdb_result_error(&result.handle); cause && *cause) return failure();
  return {};
}

}  // namespace

Result<Answer> Executor::run(const Approved& approved, const Dataset& dataset, Bounds bounds, CancelToken cancel) const {
  if (cancel.cancelled()) return fail(ErrorCode::query_cancelled);
  const auto printed = print(approved, Dialect::duckdb);
  GS_TRY(connection, dataset.session_->connect());
  AnswerReader reader(approved, printed.flags);
  Prepared statement;
  bool too_many = false;
  Watchdog watchdog(connection.get(), cancel.state_, bounds.time_ms);
  auto outcome = prepare(connection.get(), printed, statement);
  if (outcome) outcome = fetch(statement, bounds.max_rows, reader, too_many);
  const auto reason = watchdog.stop();
  if (reason == Watchdog::Reason::cancelled) return fail(ErrorCode::query_cancelled);
  if (!outcome) {
    auto error = to_error(outcome.error(), reason);
    if (error.code == ErrorCode::query_failed && on_failure_) on_failure_(outcome.error().cause);
    return fail(std::move(error));
  }
  if (too_many)
    return fail(ErrorCode::query_resource_limit, "rows",
                "at most " + std::to_string(bounds.max_rows) + " rows; use LIMIT or group more coarsely");
  return reader.finish();
}

}  // namespace gongshu::engine
