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

std::string lower(std::string_view name) {
  std::string out(name);
  std::ranges::transform(out, out.begin(), ascii_lower);
  return out;
}

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
    if (!names.insert(lower(column.name)).second)
      return fail(ErrorCode::input_duplicate_key, "column " + column.name, "two columns of one name");
    if (column.type == ColumnType::real)
      return fail(ErrorCode::input_bad_choice, "column " + column.name, "store numbers as integer or decimal");
  }
  return {};
}

std::string create_statement(const std::string& table, const TableSchema& schema) {
  auto out = "CREATE TABLE " + quoted_name(table) + " (";
  for (const auto& column : schema.columns) out += quoted_name(column.name) + " " + std::string(storage_type(column.type)) + ", ";
  if (!schema.entity.empty()) out += quoted_name(hidden_name(schema.entity)) + " BIGINT NOT NULL, " + quoted_name(kBitName) + " UBIGINT NOT NULL, ";
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

/// Neighbouring ordinals and multiples of 64 alike are spread over all 64 bits (finaliser of SplitMix64).
std::uint64_t entity_bit(std::int64_t entity) {
  auto x = static_cast<std::uint64_t>(entity) + 0x9e3779b97f4a7c15ULL;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9ULL;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebULL;
  return std::uint64_t{1} << ((x ^ (x >> 31)) & 63);
}

duckdb_hugeint to_hugeint(Int128 v) { return {static_cast<std::uint64_t>(v), static_cast<std::int64_t>(v >> 64)}; }

/// Appends rows of one table. Errors name the column; the row is added by the caller.
class Loader {
 public:
  Loader(const Connection& connection, const std::string& table, const TableSchema& schema) : schema_(schema) {
    open_ = duckdb_appender_create(connection.get(), nullptr, table.c_str(), &appender_) == DuckDBSuccess;
  }
  ~Loader() { duckdb_appender_destroy(&appender_); }
  Loader(const Loader&) = delete;
  bool is_open() const { return open_; }

  Status append(const Row& row, std::int64_t number) {
    if (row.values.size() != schema_.columns.size())
      return fail(ErrorCode::input_wrong_type, {}, std::to_string(schema_.columns.size()) + " values a row");
    for (std::size_t i = 0; i < row.values.size(); ++i)
      if (auto status = value(row.values[i], schema_.columns[i].type); !status) {
        auto error = std::move(status).error();
        error.at = "column " + schema_.columns[i].name;
        return fail(std::move(error));
      }
    if (!schema_.entity.empty()) {
      duckdb_append_int64(appender_, row.entity);
      duckdb_append_uint64(appender_, entity_bit(row.entity));
    }
    duckdb_append_int64(appender_, row.key.value_or(number));
    return duckdb_appender_end_row(appender_) == DuckDBSuccess ? Status{} : full();
  }

  Status finish() { return duckdb_appender_close(appender_) == DuckDBSuccess ? Status{} : full(); }

 private:
  static Status full() { return fail(ErrorCode::query_resource_limit, "memory", "raise the memory of the dataset"); }
  static Status wrong(ColumnType type) {
    return fail(ErrorCode::input_wrong_type, {}, "expected " + std::string(duckdb_type(type)));
  }

  Status value(const Value& v, ColumnType type) {
    if (std::holds_alternative<std::monostate>(v)) return duckdb_append_null(appender_), Status{};
    switch (type) {
      case ColumnType::boolean:
        if (const auto* b = std::get_if<bool>(&v)) return duckdb_append_bool(appender_, *b), Status{};
        return wrong(type);
      case ColumnType::integer:
        if (const auto* n = std::get_if<std::int64_t>(&v)) return duckdb_append_int64(appender_, *n), Status{};
        return wrong(type);
      case ColumnType::decimal: return decimal(v);
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

  Status decimal(const Value& v) {
    std::optional<Int128> scaled;
    if (const auto* n = std::get_if<std::int64_t>(&v)) scaled = static_cast<Int128>(*n) * 1'000'000;
    if (const auto* s = std::get_if<std::string>(&v)) scaled = scaled_decimal(*s);
    if (!scaled || *scaled >= kDecimalLimit || *scaled <= -kDecimalLimit)
      return fail(ErrorCode::input_bad_format, {}, "a decimal of at most 18 digits before and 6 after the point");
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
  duckdb_appender appender_ = nullptr;
  bool open_ = false;
};

Result<std::int64_t> append_all(const Connection& connection, const std::string& table, const TableSchema& schema,
                                const RowSource& rows) {
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
  return count;
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
    if (session_->tables.contains(lower(table)))
      return fail(ErrorCode::state_already_exists, table, "load it under another name");
  }
  GS_TRY(connection, session_->connect());
  GS_CHECK(connection.run("BEGIN TRANSACTION"));
  GS_CHECK(connection.run(create_statement(table, schema)));  // a connection that closes rolls back
  GS_TRY(count, append_all(connection, table, schema, rows));
  GS_CHECK(connection.run("COMMIT"));
  std::lock_guard lock(session_->mutex);
  session_->tables[lower(table)] = count;
  return {};
}

std::int64_t Dataset::rows(const std::string& table) const {
  std::lock_guard lock(session_->mutex);
  const auto found = session_->tables.find(lower(table));
  return found == session_->tables.end() ? 0 : found->second;
}

}  // namespace gongshu::engine
