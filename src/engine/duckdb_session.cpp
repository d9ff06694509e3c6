#include "engine/duckdb_session.h"

#include <algorithm>
#include <array>

#include "engine/entity_sample.h"

namespace gongshu::engine {
namespace {

struct Config {
  Config() { duckdb_create_config(&handle); }
  ~Config() { duckdb_destroy_config(&handle); }
  bool set(const char* name, const std::string& value) { return duckdb_set_config(handle, name, value.c_str()) == DuckDBSuccess; }
  duckdb_config handle = nullptr;
};

Error failed(std::string cause) { return Error{ErrorCode::store_failed, "duckdb", std::move(cause), {}, {}, {}}; }

/// temp_directory comes before enable_external_access: afterwards it cannot be changed any more. Empty means: never spill.
Status configure(Config& config, const Resources& r) {
  const std::array<std::pair<const char*, std::string>, 9> settings{{
      {"temp_directory", ""},
      {"threads", std::to_string(std::clamp(r.threads, 1, 64))},
      {"memory_limit", std::to_string(std::max(16, r.memory_mb)) + "MB"},
      {"autoload_known_extensions", "false"},
      {"autoinstall_known_extensions", "false"},
      {"allow_community_extensions", "false"},
      {"allow_unsigned_extensions", "false"},
      {"allow_persistent_secrets", "false"},
      {"enable_external_access", "false"},
  }};
  for (const auto& [name, value] : settings)
    if (!config.set(name, value)) return fail(failed(std::string("setting ") + name + " was not accepted"));
  return {};
}

}  // namespace

Status Connection::run(const std::string& sql) const {
  duckdb_result result;
  const auto state = duckdb_query(handle_, sql.c_str(), &result);
  Status status;
  if (state != DuckDBSuccess) {
    const char* cause = duckdb_result_error(&result);
    status = fail(failed(cause ? cause : "no cause given"));
  }
  duckdb_destroy_result(&result);
  return status;
}

Result<std::unique_ptr<Session>> Session::open(Resources resources) {
  Config config;
  GS_CHECK(configure(config, resources));
  std::unique_ptr<Session> session(new Session());
  char* cause = nullptr;
  if (duckdb_open_ext(":memory:", &session->database_, config.handle, &cause) != DuckDBSuccess) {
    auto error = failed(cause ? cause : "the database does not open");
    duckdb_free(cause);
    return fail(std::move(error));
  }
  GS_TRY(connection, session->connect());
  GS_CHECK(register_entity_sample(connection.get(), std::int64_t{std::max(16, resources.memory_mb)} << 18));  // a quarter
  for (const char* sql : {"SET disabled_filesystems = 'LocalFileSystem'", "SET lock_configuration = true"})
    GS_CHECK(connection.run(sql));
  return session;
}

Session::~Session() { duckdb_close(&database_); }

Result<Connection> Session::connect() const {
  Connection connection;
  if (duckdb_connect(database_, &connection.handle_) != DuckDBSuccess) return fail(failed("no connection"));
  return connection;
}

}  // namespace gongshu::engine
