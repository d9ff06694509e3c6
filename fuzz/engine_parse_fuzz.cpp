// Any text through parse → bind → approve → print: no crash, no hang, no leak; refusals are refusals of a query; and of what is
// let through nothing that the user wrote stands in the printed SQL.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "engine/print_duckdb.h"
#include "engine/query.h"

namespace {

using namespace gongshu;
using namespace gongshu::engine;

/// A table of TPC-H whose rows belong to customers: keys are identifiers, and other columns may be used for everything.
TableGrant customers_table(std::string name, std::vector<std::string> keys,
                           const std::vector<std::pair<std::string, ColumnType>>& columns) {
  TableGrant out{std::move(name), {}, "customer"};
  for (auto& key : keys) out.columns.push_back({std::move(key), ColumnType::integer, {Use::join, Use::aggregate}, true});
  for (const auto& [column, type] : columns)
    out.columns.push_back({column, type, {Use::filter, Use::group, Use::aggregate, Use::join}, false});
  return out;
}

PolicySnapshot make_policy(bool statistical) {
  const std::set<Use> most{Use::filter, Use::group, Use::aggregate, Use::join, Use::visible};
  PolicySnapshot policy;
  policy.k = 3;
  policy.statistical = statistical;
  policy.tables = {
      {"residents",
       {{"pid", ColumnType::text, {Use::join, Use::aggregate}, true},
        {"county", ColumnType::text, most, false},
        {"age", ColumnType::integer, most, false},
        {"income", ColumnType::decimal, {Use::aggregate}, false},
        {"born", ColumnType::date, most, false},
        {"adult", ColumnType::boolean, most, false},
        {"secret", ColumnType::text, {}, false}},
       "person"},
      {"visits",
       {{"pid", ColumnType::text, {Use::join}, true},
        {"clinic", ColumnType::text, most, false},
        {"cost", ColumnType::integer, most, false}},
       "person"},
      {"firms", {{"county", ColumnType::text, most, false}, {"staff", ColumnType::integer, {Use::aggregate}, false}}, "firm"},
      {"codes",
       {{"county", ColumnType::text, most, false},
        {"region", ColumnType::text, most, false},
        {"weight", ColumnType::integer, most, false}},
       ""}};
  using enum ColumnType;
  policy.tables.push_back(customers_table("customer", {"c_custkey"},
                                          {{"c_name", text}, {"c_phone", text}, {"c_acctbal", decimal}, {"c_mktsegment", text}}));
  policy.tables.push_back(customers_table("orders", {"o_orderkey", "o_custkey"},
                                          {{"o_orderstatus", text},
                                           {"o_totalprice", decimal},
                                           {"o_orderdate", date},
                                           {"o_orderpriority", text},
                                           {"o_shippriority", integer},
                                           {"o_comment", text}}));
  policy.tables.push_back(customers_table("lineitem", {"l_orderkey"},
                                          {{"l_quantity", decimal},
                                           {"l_extendedprice", decimal},
                                           {"l_discount", decimal},
                                           {"l_tax", decimal},
                                           {"l_returnflag", text},
                                           {"l_linestatus", text},
                                           {"l_shipdate", date},
                                           {"l_commitdate", date},
                                           {"l_receiptdate", date},
                                           {"l_shipmode", text}}));
  return policy;
}

void check_refusal(const Error& error) {
  const auto name = info(error.code).name;
  if (!name.starts_with("query.") && !name.starts_with("input.")) std::abort();
}

/// Grants and engine words are ASCII, so is everything printed; user texts are parameters and aliases stay outside.
void check_printed(const Printed& printed) {
  if (!std::ranges::all_of(printed.sql, [](char c) { return c >= ' ' && c < 0x7f && c != ';'; })) std::abort();
  if (std::ranges::count(printed.sql, '"') % 2 != 0 || std::ranges::count(printed.sql, '\'') % 2 != 0) std::abort();
  if (printed.sql.find("--") != std::string::npos || printed.sql.find("/*") != std::string::npos) std::abort();
  for (const auto& text : printed.parameters)
    if (text.size() > 40 && printed.sql.find(text) != std::string::npos) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const unsigned char* data, std::size_t size) {
  static const PolicySnapshot policies[] = {make_policy(true), make_policy(false)};
  const auto parsed = parse({reinterpret_cast<const char*>(data), size});
  if (!parsed) return check_refusal(parsed.error()), 0;
  for (const auto& policy : policies) {
    const auto bound = bind(*parsed, policy);
    if (!bound) return check_refusal(bound.error()), 0;
    const auto approved = approve(*bound, policy);
    if (!approved) {
      check_refusal(approved.error());
      continue;
    }
    check_printed(print(*approved, Dialect::duckdb));
    for (const auto* block : controlled_blocks(approved->plan())) {
      const auto sql = statistics_sql(*block, approved->plan());
      check_printed({sql.atoms, sql.parameters, {}, false});
    }
    if (plan_text(*approved).empty()) std::abort();
  }
  return 0;
}
