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

std::string grant_refusal(const ColumnGrant& column, const PolicySnapshot& policy) {
  const auto ask = "; ask for a new grant on \"" + column.name + "\"";
  if (!column.expires.empty() && !policy.today.empty() && column.expires < policy.today)
    return "the grant ended on " + column.expires + ask;
  if (!column.purposes.empty() && !column.purposes.contains(policy.purpose))
    return (policy.purpose.empty() ? std::string("the grant is for a purpose that this query does not name")
                                   : "the grant is not for the purpose \"" + policy.purpose + "\"") +
           ask;
  return {};
}

}  // namespace gongshu::engine
