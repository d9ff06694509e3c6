// Loading rows into the in-memory tables of a dataset.
#include <charconv>

#include "base/clock.h"
#include "base/json.h"
#include "engine/duckdb_session.h"
#include "engine/execute.h"
#include "engine/int128.h"
#include "engine/names.h"
#include "engine/print_duckdb.h"

namespace gongshu::engine {
namespace {

constexpr Int128 kDecimalLimit = static_cast<Int128>(1'000'000'000'000'000'000LL) * 1'000'000;  // DECIMAL(24,6), scaled

std::string_view storage_type(ColumnType type) {
  switch (type) {
    case ColumnType::integer: return "BIGINT";
    case ColumnType::decimal: return "DECIMAL(24,6)";
    default: return duckdb_type(type);
  }
}

Status check_schema(const std::string& table, const TableSchema& schema) {
  if (reserved_name(table))
    return fail(ErrorCode::input_bad_format, "table", "a table's name is not empty and does not start with #");
  std::set<std::string> names;
  for (const auto& column : schema.columns) {
    if (reserved_name(column.name) || !valid_utf8(column.name) || column.name.find('\0') != std::string::npos)
      return fail(ErrorCode::input_bad_format, "column " + column.name,
                  "a column's name is UTF-8, not empty and does not start with #");
    if (!names.insert(lower_name(column.name)).second)
      return fail(ErrorCode::input_duplicate_key, "column " + column.name, "two columns of one name");
    if (column.type == ColumnType::real)
      return fail(ErrorCode::input_bad_choice, "column " + column.name, "store numbers as integer or decimal");
  }
  return {};
}

std::string create_statement(const std::string& table, const TableSchema& schema) {
  auto out = "CREATE TABLE " + quoted_name(table) + " (";
  for (const auto& column : schema.columns) out += quoted_name(column.name) + " " + std::string(storage_type(column.type)) + ", ";
  if (!schema.entity.empty()) out += quoted_name(hidden_name(schema.entity)) + " BIGINT NOT NULL, ";
  return out + quoted_name(kRowName) + " BIGINT NOT NULL)";
}

/// "-12.5" as -12500000; nothing when it is no decimal of 18 digits before and 6 after the point.
std::optional<Int128> scaled_decimal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto part = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
  if (whole.size() + part.size() == 0 || whole.size() > 18 || part.size() > 6) return std::nullopt;
  Int128 value = 0;
  const auto add = [&](std::string_view digits) {
    for (const char c : digits) {
      if (c < '0' || c > '9') return false;
      value = value * 10 + (c - '0');
    }
    return true;
  };
  if (!add(whole) || !add(part)) return std::nullopt;
  for (auto i = part.size(); i < 6; ++i) value *= 10;
  return negative ? -value : value;
}

duckdb_hugeint to_hugeint(Int128 v) { return {static_cast<std::uint64_t>(v), static_cast<std::int64_t>(v >> 64)}; }

/// Appends rows of one table. Errors name the column; the row is added by the caller.
class Loader {
 public:
  Loader(const Connection& connection, const std::string& table, const TableSchema& schema)
      : schema_(schema), watches_(schema.columns.size()) {
    open_ = duckdb_appender_create(connection.get(), nullptr, table.c_str(), &appender_) == DuckDBSuccess;
  }
  ~Loader() { duckdb_appender_destroy(&appender_); }
  Loader(const Loader&) = delete;
  bool is_open() const { return open_; }

  Status append(const Row& row, std::int64_t number) {
    if (row.values.size() != schema_.columns.size())
      return fail(ErrorCode::input_wrong_type, {}, std::to_string(schema_.columns.size()) + " values a row");
    for (std::size_t i = 0; i < row.values.size(); ++i)
      if (auto status = value(row.values[i], schema_.columns[i].type, watches_[i]); !status) {
        auto error = std::move(status).error();
        error.at = "column " + schema_.columns[i].name;
        return fail(std::move(error));
      }
    if (!schema_.entity.empty()) duckdb_append_int64(appender_, row.entity);
    duckdb_append_int64(appender_, row.key.value_or(number));
    return duckdb_appender_end_row(appender_) == DuckDBSuccess ? Status{} : full();
  }

  Status finish() { return duckdb_appender_close(appender_) == DuckDBSuccess ? Status{} : full(); }

  StoredTable stored() const {
    StoredTable out;
    for (std::size_t i = 0; i < watches_.size(); ++i)
      out[lower_name(schema_.columns[i].name)] = watches_[i].finish(schema_.columns[i].type);
    return out;
  }

 private:
  static Status full() { return fail(ErrorCode::query_resource_limit, "memory", "raise the memory of the dataset"); }
  static Status wrong(ColumnType type) {
    return fail(ErrorCode::input_wrong_type, {}, "expected " + std::string(duckdb_type(type)));
  }

  Status value(const Value& v, ColumnType type, ColumnWatch& watch) {
    if (std::holds_alternative<std::monostate>(v)) return watch.null(), duckdb_append_null(appender_), Status{};
    switch (type) {
      case ColumnType::boolean:
        if (const auto* b = std::get_if<bool>(&v)) return duckdb_append_bool(appender_, *b), Status{};
        return wrong(type);
      case ColumnType::integer:
        if (const auto* n = std::get_if<std::int64_t>(&v)) return watch.number(*n), duckdb_append_int64(appender_, *n), Status{};
        return wrong(type);
      case ColumnType::decimal: return decimal(v, watch);
      case ColumnType::date: return date(v);
      default: return text(v);
    }
  }

  Status text(const Value& v) {
    const auto* s = std::get_if<std::string>(&v);
    if (!s) return wrong(ColumnType::text);
    if (!valid_utf8(*s)) return fail(ErrorCode::input_bad_utf8);
    return duckdb_append_varchar_length(appender_, s->data(), s->size()), Status{};
  }

  Status decimal(const Value& v, ColumnWatch& watch) {
    std::optional<Int128> scaled;
    if (const auto* n = std::get_if<std::int64_t>(&v)) scaled = static_cast<Int128>(*n) * 1'000'000;
    if (const auto* s = std::get_if<std::string>(&v)) scaled = scaled_decimal(*s);
    if (!scaled || *scaled >= kDecimalLimit || *scaled <= -kDecimalLimit)
      return fail(ErrorCode::input_bad_format, {}, "a decimal of at most 18 digits before and 6 after the point");
    watch.number(*scaled);
    auto made = duckdb_create_decimal({24, 6, to_hugeint(*scaled)});
    duckdb_append_value(appender_, made);
    duckdb_destroy_value(&made);
    return {};
  }

  Status date(const Value& v) {
    const auto* s = std::get_if<std::string>(&v);
    if (!s) return wrong(ColumnType::date);
    const auto day = parse_date(*s);
    if (!day) return fail(ErrorCode::input_bad_format, {}, "a date as YYYY-MM-DD");
    const auto days = std::chrono::sys_days(*day).time_since_epoch().count();
    return duckdb_append_date(appender_, {static_cast<std::int32_t>(days)}), Status{};
  }

  const TableSchema& schema_;
  std::vector<ColumnWatch> watches_;
  duckdb_appender appender_ = nullptr;
  bool open_ = false;
};

Result<std::int64_t> append_all(const Connection& connection, const std::string& table, const TableSchema& schema,
                                const RowSource& rows, StoredTable& stored) {
  Loader loader(connection, table, schema);
  if (!loader.is_open()) return fail(ErrorCode::query_resource_limit, "memory", "raise the memory of the dataset");
  Row row;
  std::int64_t count = 0;
  for (;;) {
    GS_TRY(more, rows(row));
    if (!more) break;
    if (auto status = loader.append(row, ++count); !status) {
      auto error = std::move(status).error();
      if (error.code != ErrorCode::query_resource_limit)
        error.at = "row " + std::to_string(count) + (error.at.empty() ? "" : " ") + error.at;
      return fail(std::move(error));
    }
  }
  GS_CHECK(loader.finish());
  stored = loader.stored();
  return count;
}

/// Decimals of few digits fit 64 bits. It only saves time: where memory is too short for it, the wide column stays.
void narrow_decimals(const Connection& connection, const std::string& table, const TableSchema& schema, StoredTable& stored) {
  for (const auto& column : schema.columns) {
    auto& known = stored[lower_name(column.name)];
    if (column.type != ColumnType::decimal || known.digits == 0) continue;
    const auto type = "DECIMAL(" + std::to_string(known.digits) + ", " + std::to_string(known.scale) + ")";
    if (!connection.run("ALTER TABLE " + quoted_name(table) + " ALTER COLUMN " + quoted_name(column.name) + " SET DATA TYPE " +
                        type))
      known.digits = 0;
  }
}

}  // namespace

Dataset::Dataset(std::unique_ptr<Session> session) : session_(std::move(session)) {}
Dataset::Dataset(Dataset&&) noexcept = default;
Dataset& Dataset::operator=(Dataset&&) noexcept = default;
Dataset::~Dataset() = default;

Result<Dataset> Dataset::open(Resources resources) {
  GS_TRY(session, Session::open(resources));
  return Dataset(std::move(session));
}

Status Dataset::load(const std::string& table, const TableSchema& schema, const RowSource& rows) {
  GS_CHECK(check_schema(table, schema));
  std::lock_guard loading(session_->loading);
  {
    std::lock_guard lock(session_->mutex);
    if (session_->tables.contains(lower_name(table)))
      return fail(ErrorCode::state_already_exists, table, "load it under another name");
  }
  GS_TRY(connection, session_->connect());
  GS_CHECK(connection.run("BEGIN TRANSACTION"));
  GS_CHECK(connection.run(create_statement(table, schema)));  // a connection that closes rolls back
  StoredTable stored;
  GS_TRY(count, append_all(connection, table, schema, rows, stored));
  GS_CHECK(connection.run("COMMIT"));
  narrow_decimals(connection, table, schema, stored);
  std::lock_guard lock(session_->mutex);
  auto known = session_->stored ? std::make_shared<StoredTables>(*session_->stored) : std::make_shared<StoredTables>();
  (*known)[lower_name(table)] = std::make_shared<const StoredTable>(std::move(stored));
  session_->stored = std::move(known);
  session_->tables[lower_name(table)] = count;
  return {};
}

std::int64_t Dataset::rows(const std::string& table) const {
  std::lock_guard lock(session_->mutex);
  const auto found = session_->tables.find(lower_name(table));
  return found == session_->tables.end() ? 0 : found->second;
}

}  // namespace gongshu::engine
