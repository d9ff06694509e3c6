// TPC-H at scale 1 for the engine's benchmark: the same rows in a DuckDB of its own, as the generator wrote them, and in a
// Dataset whose rows of customer, orders and lineitem belong to a customer.
#pragma once
#include <duckdb.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <unordered_map>

#include "engine/execute.h"
#include "figures.h"

namespace gongshu::bench {

/// DuckDB and nothing before it: the floor.
class Plain {
 public:
  Plain() {
    duckdb_config config = nullptr;
    duckdb_create_config(&config);
    duckdb_set_config(config, "threads", "2");
    if (duckdb_open_ext(nullptr, &database_, config, nullptr) != DuckDBSuccess) std::exit(1);
    duckdb_destroy_config(&config);
    duckdb_connect(database_, &connection_);
  }
  ~Plain() {
    duckdb_disconnect(&connection_);
    duckdb_close(&database_);
  }
  Plain(const Plain&) = delete;

  /// Calls `read` with each row's values as text, null where NULL.
  void query(const std::string& sql, const std::function<void(const std::vector<char*>&)>& read) {
    duckdb_result result;
    if (duckdb_query(connection_, sql.c_str(), &result) != DuckDBSuccess) {
      std::fprintf(stderr, "%s\n%s\n", duckdb_result_error(&result), sql.c_str());
      std::exit(1);
    }
    std::vector<char*> row(duckdb_column_count(&result));
    for (idx_t r = 0; r < duckdb_row_count(&result); ++r) {
      for (idx_t c = 0; c < row.size(); ++c) row[c] = duckdb_value_varchar(&result, c, r);
      read(row);
      for (auto* text : row) duckdb_free(text);
    }
    duckdb_destroy_result(&result);
  }
  void run(const std::string& sql) {
    query(sql, [](const auto&) {});
  }

  duckdb_connection connection() const { return connection_; }

 private:
  duckdb_database database_ = nullptr;
  duckdb_connection connection_ = nullptr;
};

/// Rows without NULLs of a query whose columns are BIGINT or VARCHAR, one at a time.
class Rows {
 public:
  Rows(const Plain& plain, const std::string& sql) {
    if (duckdb_prepare(plain.connection(), sql.c_str(), &statement_) != DuckDBSuccess ||
        duckdb_execute_prepared_streaming(statement_, &result_) != DuckDBSuccess)
      std::exit(1);
  }
  ~Rows() {
    duckdb_destroy_data_chunk(&chunk_);
    duckdb_destroy_result(&result_);
    duckdb_destroy_prepare(&statement_);
  }
  Rows(const Rows&) = delete;

  bool next(const engine::TableSchema& schema, engine::Row& row) {
    if (!chunk_ || at_ == duckdb_data_chunk_get_size(chunk_)) {
      duckdb_destroy_data_chunk(&chunk_);
      at_ = 0;
      if (chunk_ = duckdb_fetch_chunk(result_); !chunk_) return false;
    }
    row.values.resize(schema.columns.size());
    for (std::size_t c = 0; c < row.values.size(); ++c) {
      auto* data = duckdb_vector_get_data(duckdb_data_chunk_get_vector(chunk_, c));
      if (schema.columns[c].type == engine::ColumnType::integer) {
        row.values[c] = static_cast<std::int64_t*>(data)[at_];
      } else {
        auto& text = static_cast<duckdb_string_t*>(data)[at_];
        row.values[c] = std::string(duckdb_string_t_data(&text), duckdb_string_t_length(text));
      }
    }
    return ++at_, true;
  }

 private:
  duckdb_prepared_statement statement_ = nullptr;
  duckdb_result result_{};
  duckdb_data_chunk chunk_ = nullptr;
  idx_t at_ = 0;
};

inline const std::string kFolder = GONGSHU_SOURCE_DIR "/tests/sql/tpch/";
constexpr const char* kTables[] = {"region", "nation", "supplier", "customer", "part", "partsupp", "orders", "lineitem"};

/// Which column of a protected table names the customer of a row; lineitem has its order's.
constexpr std::pair<std::string_view, std::string_view> kOwners[] = {
    {"customer", "c_custkey"}, {"orders", "o_custkey"}, {"lineitem", "l_orderkey"}};

inline std::string query_text(int query) {
  std::ifstream in(kFolder + (query < 10 ? "q0" : "q") + std::to_string(query) + ".sql");
  std::ostringstream out;
  out << in.rdbuf();
  return out.str();
}

inline engine::ColumnType type_of(const std::string& sql) {
  using enum engine::ColumnType;
  if (sql.starts_with("DECIMAL")) return decimal;
  if (sql == "DATE") return date;
  return sql == "INTEGER" || sql == "BIGINT" ? integer : text;
}

/// Customers are the protected entities. Their keys are identifiers, names, addresses, telephone numbers and comments are hidden,
/// the keys of orders only join; everything else is granted for all uses of statistics, public tables are visible.
inline engine::ColumnGrant grant_of(const std::string& table, const std::string& column, engine::ColumnType type) {
  using enum engine::Use;
  const bool owned = std::ranges::any_of(kOwners, [&](const auto& o) { return o.first == table; });
  if (!owned) return {column, type, {join, filter, group, aggregate, visible}};
  if (column == "c_custkey" || column == "o_custkey") return {column, type, {join, aggregate}, true};
  if (column.ends_with("orderkey")) return {column, type, {join}};
  for (const auto hidden : {"name", "address", "phone", "comment"})
    if (column.ends_with(hidden)) return {column, type, {}};
  return {column, type, {join, filter, group, aggregate}};
}

inline engine::TableGrant table_of(Plain& plain, const std::string& name, const std::string& from) {
  const bool owned = std::ranges::any_of(kOwners, [&](const auto& o) { return o.first == name; });
  engine::TableGrant grant{name, {}, owned ? "customer" : ""};
  plain.query("SELECT column_name, column_type FROM (DESCRIBE " + from + ")",
              [&](const auto& row) { grant.columns.push_back(grant_of(name, row[0], type_of(row[1]))); });
  return grant;
}

/// The grants without the data, from the tables of the tests.
inline engine::PolicySnapshot schema_policy() {
  Plain plain;
  engine::PolicySnapshot policy;
  for (const std::string name : kTables)
    policy.tables.push_back(table_of(plain, name, "SELECT * FROM read_parquet('" + kFolder + name + ".parquet')"));
  return policy;
}

struct World {
  Plain plain;
  engine::PolicySnapshot policy;
  engine::Dataset dataset = must(engine::Dataset::open({8192, 2}));

  explicit World(const std::filesystem::path& data) {
    for (const std::string name : kTables)
      plain.run("CREATE TABLE " + name + " AS SELECT * FROM read_parquet('" + (data / name).string() + ".parquet')");
    plain.query("SELECT o_orderkey, o_custkey FROM orders",
                [&](const auto& row) { customer_of[static_cast<std::size_t>(std::atoll(row[0]))] = std::atoll(row[1]); });
    for (const std::string name : kTables) load(name);
    customer_of.clear();
  }

 private:
  void load(const std::string& name) {
    const auto owner = std::ranges::find(kOwners, std::string_view(name), &std::pair<std::string_view, std::string_view>::first);
    const bool owned = owner != std::end(kOwners);
    const auto& grant = policy.tables.emplace_back(table_of(plain, name, name));
    engine::TableSchema schema{{}, grant.entity};
    std::string columns;
    std::size_t key = 0;
    for (const auto& column : grant.columns) {
      if (owned && owner->second == column.name) key = schema.columns.size();
      schema.columns.push_back({column.name, column.type});
      columns += std::string(columns.empty() ? "" : ", ") + "CAST(" + column.name + " AS " +
                 (column.type == engine::ColumnType::integer ? "BIGINT" : "VARCHAR") + ")";
    }
    Rows rows(plain, "SELECT " + columns + " FROM " + name);
    must(dataset.load(name, schema, [&](engine::Row& row) -> Result<bool> {
      if (!rows.next(schema, row)) return false;
      if (owned) row.entity = std::get<std::int64_t>(row.values[key]);
      if (name == "lineitem") row.entity = customer_of.at(static_cast<std::size_t>(row.entity));
      return true;
    }));
  }

  std::unordered_map<std::size_t, std::int64_t> customer_of;  ///< by order
};

}  // namespace gongshu::bench
