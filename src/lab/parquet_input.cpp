#include "lab/parquet_input.h"

#include <duckdb.h>

#include <utility>

#include "lab/policy.h"

namespace gongshu::lab {
namespace {

using engine::ColumnType;
using engine::Value;

std::string literal(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

std::string identifier(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

/// Owns what the library hands out.
struct Database {
  ~Database() {
    duckdb_disconnect(&connection);
    duckdb_close(&handle);
  }
  duckdb_database handle = nullptr;
  duckdb_connection connection = nullptr;
};
struct Prepared {
  ~Prepared() { duckdb_destroy_prepare(&handle); }
  duckdb_prepared_statement handle = nullptr;
};
struct Fetched {
  ~Fetched() { duckdb_destroy_result(&handle); }
  duckdb_result handle{};
};
struct Chunk {
  ~Chunk() { duckdb_destroy_data_chunk(&handle); }
  duckdb_data_chunk handle = nullptr;
};

bool valid(duckdb_vector vector, idx_t row) {
  auto* mask = duckdb_vector_get_validity(vector);
  return mask == nullptr || duckdb_validity_row_is_valid(mask, row);
}

Value value_at(duckdb_vector vector, idx_t row, ColumnType type) {
  if (!valid(vector, row)) return std::monostate{};
  const void* data = duckdb_vector_get_data(vector);
  if (type == ColumnType::boolean) return static_cast<const bool*>(data)[row];
  if (type == ColumnType::integer) return static_cast<const std::int64_t*>(data)[row];
  auto text = static_cast<const duckdb_string_t*>(data)[row];
  return std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
}

/// Our type for a type of the file.
ColumnType type_of(duckdb_type type) {
  switch (type) {
    case DUCKDB_TYPE_BOOLEAN: return ColumnType::boolean;
    case DUCKDB_TYPE_TINYINT:
    case DUCKDB_TYPE_SMALLINT:
    case DUCKDB_TYPE_INTEGER:
    case DUCKDB_TYPE_BIGINT:
    case DUCKDB_TYPE_UTINYINT:
    case DUCKDB_TYPE_USMALLINT:
    case DUCKDB_TYPE_UINTEGER:
    case DUCKDB_TYPE_UBIGINT: return ColumnType::integer;
    case DUCKDB_TYPE_HUGEINT:
    case DUCKDB_TYPE_UHUGEINT:
    case DUCKDB_TYPE_DECIMAL:
    case DUCKDB_TYPE_FLOAT:
    case DUCKDB_TYPE_DOUBLE: return ColumnType::decimal;
    case DUCKDB_TYPE_DATE: return ColumnType::date;
    default: return ColumnType::text;
  }
}

/// How the column is fetched: as BOOLEAN, BIGINT or VARCHAR.
std::string fetched_as(const std::string& name, duckdb_type type) {
  if (type == DUCKDB_TYPE_FLOAT || type == DUCKDB_TYPE_DOUBLE)
    return "CASE WHEN isfinite(" + name + ") THEN CAST(CAST(" + name + " AS DECIMAL(24,6)) AS VARCHAR) END";
  switch (type_of(type)) {
    case ColumnType::boolean: return name;
    case ColumnType::integer: return "CAST(" + name + " AS BIGINT)";
    case ColumnType::decimal: return "CAST(CAST(" + name + " AS DECIMAL(24,6)) AS VARCHAR)";
    default: return "CAST(" + name + " AS VARCHAR)";
  }
}

class ParquetInput final : public Input {
 public:
  explicit ParquetInput(std::string file) : file_(std::move(file)) {}

  Status open() {
    if (duckdb_open(nullptr, &database_.handle) != DuckDBSuccess ||
        duckdb_connect(database_.handle, &database_.connection) != DuckDBSuccess)
      return fault("the reader does not open");
    for (const char* sql :
         {"SET autoinstall_known_extensions = false", "SET autoload_known_extensions = false", "SET threads = 2"}) {
      Fetched none;
      if (duckdb_query(database_.connection, sql, &none.handle) != DuckDBSuccess) return fault(duckdb_result_error(&none.handle));
    }
    const auto source = " FROM read_parquet(" + literal(file_) + ")";
    Fetched first;
    if (duckdb_query(database_.connection, ("SELECT *" + source + " LIMIT 0").c_str(), &first.handle) != DuckDBSuccess)
      return fault(duckdb_result_error(&first.handle));
    GS_CHECK(take_columns(first.handle));
    return start(source);
  }

  Result<bool> next(std::vector<Value>& values) override {
    if (!chunk_.handle || row_ == duckdb_data_chunk_get_size(chunk_.handle)) {
      GS_TRY(more, next_chunk());
      if (!more) return false;
    }
    values.resize(columns_.size());
    for (idx_t c = 0; c < columns_.size(); ++c)
      values[c] = value_at(duckdb_data_chunk_get_vector(chunk_.handle, c), row_, columns_[c].type);
    ++row_;
    return true;
  }

 private:
  Status take_columns(duckdb_result& result) {
    for (idx_t i = 0; i < duckdb_column_count(&result); ++i) {
      const std::string name = duckdb_column_name(&result, i);
      const auto type = duckdb_column_type(&result, i);
      for (const auto& other : columns_)
        if (same_name(other.name, name)) return fault("two columns of one name: " + name);
      columns_.push_back({name, type_of(type)});
      fetch_ += (i ? ", " : "") + fetched_as(identifier(name), type);
    }
    return {};
  }

  Status start(const std::string& source) {
    if (duckdb_prepare(database_.connection, ("SELECT " + fetch_ + source).c_str(), &statement_.handle) != DuckDBSuccess)
      return fault(duckdb_prepare_error(statement_.handle));
    if (duckdb_execute_prepared_streaming(statement_.handle, &result_.handle) != DuckDBSuccess)
      return fault(duckdb_result_error(&result_.handle));
    return {};
  }

  Result<bool> next_chunk() {
    duckdb_destroy_data_chunk(&chunk_.handle);
    chunk_.handle = duckdb_fetch_chunk(result_.handle);
    row_ = 0;
    if (chunk_.handle && duckdb_data_chunk_get_size(chunk_.handle) > 0) return true;
    const char* cause = duckdb_result_error(&result_.handle);
    if (cause && *cause) return fail(fault(cause).error());
    return false;
  }

  Status fault(const std::string& cause) const { return fail(ErrorCode::input_bad_format, file_, cause); }
  Status fault(const char* cause) const { return fault(std::string(cause ? cause : "no cause given")); }

  std::string file_, fetch_;
  Database database_;
  Prepared statement_;
  Fetched result_;
  Chunk chunk_;
  idx_t row_ = 0;
};

}  // namespace

Result<std::unique_ptr<Input>> open_parquet(const std::string& file) {
  auto input = std::make_unique<ParquetInput>(file);
  GS_CHECK(input->open());
  return input;
}

}  // namespace gongshu::lab
