// Shows what each pass made, for people and tests: gongshu query --stop-after STAGE --dump.
#include <pg_query.h>

#include "base/record.h"
#include "engine/deep_stack.h"
#include "engine/functions.h"
#include "engine/pg_tree.h"
#include "engine/plan.h"
#include "engine/query.h"

namespace gongshu::engine {
namespace {

Result<std::string> dump_parse(const Parsed& parsed) {
  std::string out;
  on_deep_stack(parsed.tree().tokens.size(), [&] {
    auto result = pg_query_parse(parsed.text().sql.c_str());
    if (!result.error && result.parse_tree) out = result.parse_tree;
    pg_query_free_parse_result(result);
  });
  return out;
}

json::value expr_json(const Expr& e) {
  json::object out{{"type", name_of(e.type)}};
  switch (e.kind) {
    case Expr::Kind::column: out["column"] = "s" + std::to_string(e.source) + "." + e.name; break;
    case Expr::Kind::key: out["key"] = e.index; break;
    case Expr::Kind::aggregate: out["aggregate"] = e.index; break;
    case Expr::Kind::constant:
      out["constant"] = nullptr;
      if (const auto* b = std::get_if<bool>(&e.value)) out["constant"] = *b;
      if (const auto* n = std::get_if<std::int64_t>(&e.value)) out["constant"] = *n;
      if (const auto* s = std::get_if<std::string>(&e.value)) out["constant"] = *s;
      break;
    case Expr::Kind::call: {
      json::array args;
      for (const auto& arg : e.args) args.push_back(expr_json(*arg));
      out["call"] = e.function->name;
      out["args"] = std::move(args);
    }
  }
  return out;
}

json::object block_json(const Block& block);

json::value source_json(const Source& source) {
  json::object out{{"alias", source.alias}};
  if (source.block)
    out["query"] = block_json(*source.block);
  else
    out["table"] = source.table;
  if (source.join != Source::Join::first) out["join"] = source.join == Source::Join::left ? "left" : "inner";
  for (const auto& key : source.on) {
    if (!out.contains("on")) out["on"] = json::array();
    out["on"].as_array().push_back(json::array{expr_json(*key.left), expr_json(*key.right)});
  }
  return out;
}

json::value controls_json(const BlockControls& controls) {
  json::array entities, contributors;
  for (const auto& p : controls.protect) entities.push_back(json::string(p.origin));
  for (const auto& e : controls.contributors) contributors.push_back(expr_json(*e));
  return json::object{{"k", controls.k}, {"entities_of", entities}, {"contributors", contributors}};
}

void grouping_json(const Block& block, json::object& out) {
  json::array keys, aggregates;
  for (const auto& key : block.keys) keys.push_back(expr_json(*key));
  for (const auto& a : block.aggregates) {
    json::object item{{"kind", name_of(a.kind)}};
    if (a.argument) item["argument"] = expr_json(*a.argument);
    aggregates.push_back(std::move(item));
  }
  out["keys"] = std::move(keys);
  out["aggregates"] = std::move(aggregates);
  if (block.controls.controlled) out["controls"] = controls_json(block.controls);
  if (block.having) out["having"] = expr_json(*block.having);
}

json::object block_json(const Block& block) {
  json::object out;
  json::array from, outputs, order;
  for (const auto& source : block.sources) from.push_back(source_json(source));
  out["from"] = std::move(from);
  if (block.where) out["where"] = expr_json(*block.where);
  if (block.grouped) grouping_json(block, out);
  for (const auto& o : block.outputs) outputs.push_back(json::object{{"name", o.name}, {"expr", expr_json(*o.expr)}});
  out["outputs"] = std::move(outputs);
  for (const auto& s : block.order)
    order.push_back(json::object{{"expr", expr_json(*s.expr)}, {"descending", s.descending}, {"nulls_first", s.nulls_first}});
  if (!order.empty()) out["order"] = std::move(order);
  if (block.limit) out["limit"] = *block.limit;
  if (block.offset > 0) out["offset"] = block.offset;
  return out;
}

std::string dialect_text(const Printed& printed) {
  std::string out = printed.sql + "\n";
  for (std::size_t i = 0; i < printed.parameters.size(); ++i)
    out += "-- $" + std::to_string(i + 1) + " = " + json::serialize(json::string(printed.parameters[i])) + "\n";
  return out;
}

}  // namespace

Result<std::string> dump(std::string_view sql, const PolicySnapshot& policy, Stage stage) {
  GS_TRY(parsed, parse(sql));
  if (stage == Stage::parse) return dump_parse(parsed);
  GS_TRY(bound, bind(parsed, policy));
  if (stage == Stage::bind) return json::serialize(block_json(bound.plan()));
  GS_TRY(approved, approve(bound, policy));
  if (stage == Stage::policy) return json::serialize(block_json(approved.plan()));
  if (stage == Stage::plan) return plan_text(approved);
  return dialect_text(print(approved, Dialect::duckdb));
}

}  // namespace gongshu::engine
