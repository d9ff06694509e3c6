#include "engine/policy.h"

#include "engine/names.h"

namespace gongshu::engine {

const TableGrant* find_table(const PolicySnapshot& policy, std::string_view name) {
  for (const auto& table : policy.tables)
    if (same_name(table.name, name)) return &table;
  return nullptr;
}

const ColumnGrant* find_column(const TableGrant& table, std::string_view name) {
  if (reserved_name(name)) return nullptr;
  for (const auto& column : table.columns)
    if (same_name(column.name, name)) return &column;
  return nullptr;
}

}  // namespace gongshu::engine
