// Shows what each pass made, for people and tests: gongshu query --stop-after STAGE --dump.
#include <pg_query.h>

#include "base/record.h"
#include "engine/deep_stack.h"
#include "engine/functions.h"
#include "engine/pg_tree.h"
#include "engine/plan.h"
#include "engine/print_duckdb.h"
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

json::object block_json(const Block& block);
json::value expr_json(const Expr& e);

json::array exprs_json(const std::vector<ExprPtr>& exprs) {
  json::array out;
  for (const auto& e : exprs) out.push_back(expr_json(*e));
  return out;
}

json::value expr_json(const Expr& e) {
  json::object out{{"type", name_of(e.type)}};
  switch (e.kind) {
    case Expr::Kind::column:
      out["column"] = "s" + std::to_string(e.source) + "." + e.name;
      if (e.level > 0) out["out"] = e.level;
      break;
    case Expr::Kind::window: out["window"] = e.index; break;
    case Expr::Kind::grouping: out["grouping"] = exprs_json(e.args); break;
    case Expr::Kind::query:
      out["query"] = name_of(e.form);
      if (!e.args.empty()) out["of"] = expr_json(*e.args[0]);
      out["block"] = block_json(*e.block);
      break;
    case Expr::Kind::key: out["key"] = e.index; break;
    case Expr::Kind::aggregate: out["aggregate"] = e.index; break;
    case Expr::Kind::constant:
      out["constant"] = nullptr;
      if (const auto* b = std::get_if<bool>(&e.value)) out["constant"] = *b;
      if (const auto* n = std::get_if<std::int64_t>(&e.value)) out["constant"] = *n;
      if (const auto* s = std::get_if<std::string>(&e.value)) out["constant"] = *s;
      break;
    case Expr::Kind::call: out["call"] = e.function->name; out["args"] = exprs_json(e.args);
  }
  return out;
}

json::value source_json(const Source& source) {
  json::object out{{"alias", source.alias}};
  if (source.block)
    out["query"] = block_json(*source.block);
  else
    out["table"] = source.table;
  static constexpr const char* kJoin[] = {"", "inner", "left", "right", "full", "cross"};
  if (source.join != Source::Join::first) out["join"] = kJoin[static_cast<int>(source.join)];
  if (source.on) out["on"] = expr_json(*source.on);
  return out;
}

json::value controls_json(const BlockControls& controls) {
  json::array entities, measures;
  for (const auto& p : controls.protect) entities.push_back(json::string(p.origin));
  for (const auto& m : controls.measures) measures.push_back(json::string(m.label));
  return json::object{{"k", controls.k}, {"entities_of", entities}, {"measures", measures}};
}

json::array sorts_json(const std::vector<SortKey>& order) {
  json::array out;
  for (const auto& s : order)
    out.push_back(json::object{{"expr", expr_json(*s.expr)}, {"descending", s.descending}, {"nulls_first", s.nulls_first}});
  return out;
}

json::array windows_json(const Block& block) {
  json::array out;
  for (const auto& w : block.windows)
    out.push_back(json::object{{"kind", name_of(w.kind)},
                               {"args", exprs_json(w.args)},
                               {"partition", exprs_json(w.partition)},
                               {"order", sorts_json(w.order)},
                               {"frame", w.frame}});
  return out;
}

void grouping_json(const Block& block, json::object& out) {
  json::array aggregates;
  for (const auto& a : block.aggregates) {
    json::object item{{"kind", name_of(a.kind)}};
    if (a.argument) item["argument"] = expr_json(*a.argument);
    if (a.filter) item["filter"] = expr_json(*a.filter);
    aggregates.push_back(std::move(item));
  }
  out["keys"] = exprs_json(block.keys);
  if (!block.grouping_sets.empty()) out["grouping_sets"] = json::value_from(block.grouping_sets);
  out["aggregates"] = std::move(aggregates);
  if (block.controls.controlled) out["controls"] = controls_json(block.controls);
  if (block.having) out["having"] = expr_json(*block.having);
}

json::object block_json(const Block& block) {
  json::object out;
  static constexpr const char* kSet[] = {"", "union", "intersect", "except"};
  json::array from, outputs;
  if (block.set != SetOperation::none)
    out["set"] = std::string(kSet[static_cast<int>(block.set)]) + (block.set_all ? " all" : "");
  for (const auto& source : block.sources) from.push_back(source_json(source));
  out["from"] = std::move(from);
  if (block.where) out["where"] = expr_json(*block.where);
  if (block.grouped) grouping_json(block, out);
  for (const auto& o : block.outputs) outputs.push_back(json::object{{"name", o.name}, {"expr", expr_json(*o.expr)}});
  out["outputs"] = std::move(outputs);
  if (!block.windows.empty()) out["windows"] = windows_json(block);
  if (block.distinct) out["distinct"] = true;
  if (!block.order.empty()) out["order"] = sorts_json(block.order);
  if (block.limit) out["limit"] = *block.limit;
  if (block.offset > 0) out["offset"] = block.offset;
  return out;
}

std::string sql_text(const std::string& sql, const std::vector<std::string>& parameters) {
  std::string out = sql + "\n";
  for (std::size_t i = 0; i < parameters.size(); ++i)
    out += "-- $" + std::to_string(i + 1) + " = " + json::serialize(json::string(parameters[i])) + "\n";
  return out;
}

/// First the statistics of each controlled block, then what runs over the released groups.
std::string dialect_text(const Approved& approved) {
  std::string out;
  const auto blocks = controlled_blocks(approved.plan());
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const auto sql = statistics_sql(*blocks[i], approved.plan());
    out += "-- statistics of " + released_name(i) + "\n" + sql_text(sql.atoms, sql.parameters);
  }
  const auto printed = print(approved, Dialect::duckdb);
  return out + sql_text(printed.sql, printed.parameters);
}

}  // namespace

Result<std::string> dump(std::string_view sql, const PolicySnapshot& policy, Stage stage) {
  GS_TRY(parsed, parse(sql));
  if (stage == Stage::parse) return dump_parse(parsed);
  GS_TRY(bound, bind(parsed, policy));
  if (stage == Stage::bind) return json::serialize(block_json(bound.plan()));
  GS_TRY(approved, approve(bound, policy));
  if (stage == Stage::policy) {
    auto out = block_json(approved.plan());
    out["lineage"] = write(approved.lineage());
    return json::serialize(out);
  }
  if (stage == Stage::plan) return plan_text(approved);
  return dialect_text(approved);
}

}  // namespace gongshu::engine
