// Function calls and aggregates.
#include <array>

#include "base/record.h"
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

/// The name as the allow-list knows it; empty when it stands in another schema than the built-in one.
std::string function_name(const PgQuery__FuncCall& f) {
  if (f.n_funcname == 0 || f.n_funcname > 2) return {};
  std::string parts[2];
  for (std::size_t i = 0; i < f.n_funcname; ++i)
    if (f.funcname[i]->node_case == PG_QUERY__NODE__NODE_STRING) parts[i] = whole_characters(f.funcname[i]->string->sval);
  if (f.n_funcname == 2 && parts[0] != "pg_catalog") return {};
  auto name = parts[f.n_funcname - 1];
  if (f.n_funcname == 2 && name == "extract") return "date_part";
  if (name == "substring") return "substr";
  if (name == "trim") return "btrim";
  if (name == "ceiling") return "ceil";
  if (name == "pow") return "power";
  if (f.n_funcname == 2 && name == "position") return "strpos";
  return name;
}

bool aggregate_name(std::string_view name) {
  static constexpr std::array kSpread{"var_samp", "var_pop", "stddev_samp", "stddev_pop", "variance", "stddev"};
  if (std::ranges::find(kSpread, name) != kSpread.end()) return true;
  return name == "count" || name == "sum" || name == "avg" || name == "min" || name == "max";
}

AggregateKind kind_of(std::string_view name, bool distinct) {
  if (name == "count") return distinct ? AggregateKind::count_distinct : AggregateKind::count;
  if (name == "variance") return AggregateKind::var_samp;
  if (name == "stddev") return AggregateKind::stddev_samp;
  return *read<AggregateKind>(json::value(json::string(name)));
}

/// Values that stand at one place of the order of all values.
bool quantile(std::string_view name) {
  static constexpr std::array kNames{"median",        "percentile_cont", "percentile_disc", "quantile",
                                     "quantile_cont", "quantile_disc",   "approx_quantile"};
  return std::ranges::find(kNames, name) != kNames.end();
}

std::string written(const PgQuery__FuncCall& f) {
  std::string out;
  for (std::size_t i = 0; i < f.n_funcname; ++i)
    if (f.funcname[i]->node_case == PG_QUERY__NODE__NODE_STRING)
      out.append(out.empty() ? "" : ".").append(whole_characters(f.funcname[i]->string->sval));
  return out;
}

}  // namespace

/// What no call of the surface may carry.
Status ExpressionBinder::plain_call(const PgQuery__FuncCall& f, const std::string& name) {
  if (f.agg_within_group) return unsupported(text_, f.location, "WITHIN GROUP");
  if (f.n_agg_order > 0) return unsupported(text_, f.location, "ORDER BY inside " + name);
  if (f.func_variadic) return unsupported(text_, f.location, "VARIADIC");
  return {};
}

Result<ExprPtr> ExpressionBinder::call(const PgQuery__FuncCall& f) {
  const auto name = function_name(f);
  const auto shown = written(f);
  if (quantile(name))
    return unsupported(text_, f.location, shown,
                       "a quantile is the value of one; use AVG, or COUNT(*) by bands: GROUP BY floor(column / 10)");
  GS_CHECK(plain_call(f, shown));
  if (f.over) return window(f, name);
  if (aggregate_name(name)) return aggregate(f, name);
  if (f.agg_filter) return unsupported(text_, f.location, "FILTER after " + shown, "use it with an aggregate");
  const auto* known = find_function(name);
  if (!known || !known->callable) {
    Error error{ErrorCode::query_unknown_function,
                text_.at(f.location),
                "\"" + shown + "\" is not; use " + callable_functions(),
                {},
                {},
                {}};
    error.detail["construct"] = shown;
    return fail(std::move(error));
  }
  if (f.agg_distinct) return unsupported(text_, f.location, "DISTINCT inside " + name);
  if (f.agg_star) return unsupported(text_, f.location, name + "(*)");
  GS_TRY(args, nodes(f.args, f.n_args));
  return apply(name, std::move(args), f.location);
}

Result<ExprPtr> ExpressionBinder::aggregate(const PgQuery__FuncCall& f, const std::string& name) {
  if (inside_aggregate_)
    return unsupported(text_, f.location, "an aggregate inside an aggregate", "aggregate in a sub-query first");
  if (!collect_)
    return unsupported(text_, f.location, "an aggregate in " + std::string(clause_), "put conditions on aggregates into HAVING");
  inside_aggregate_ = true;
  auto parts = aggregate_parts(f, name);
  inside_aggregate_ = false;
  if (!parts) return fail(std::move(parts).error());
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::aggregate;
  e->type = parts->type;
  e->at = f.location;
  auto& aggregates = collect_->aggregates;
  const auto text = [](const ExprPtr& x) { return x ? canonical_text(*x) : std::string(); };
  for (std::size_t i = 0; i < aggregates.size(); ++i) {
    const auto& known = aggregates[i];
    if (known.kind != parts->kind || text(known.argument) != text(parts->argument) || text(known.filter) != text(parts->filter))
      continue;
    e->index = static_cast<int>(i);
    return e;
  }
  e->index = static_cast<int>(aggregates.size());
  aggregates.push_back(std::move(*parts));
  return e;
}

Result<Aggregate> ExpressionBinder::aggregate_parts(const PgQuery__FuncCall& f, const std::string& name) {
  Aggregate out;
  out.at = f.location;
  out.type = ColumnType::integer;
  if (f.agg_filter) {
    GS_TRY(filter, node(f.agg_filter));
    if (filter->type != ColumnType::boolean) return at(ErrorCode::query_type_mismatch, filter->at, "FILTER takes a condition");
    out.filter = filter;
  }
  if (f.agg_star) {
    if (name != "count") return unsupported(text_, f.location, name + "(*)");
    return out.kind = AggregateKind::count_rows, out;
  }
  if (f.n_args != 1) return at(ErrorCode::query_type_mismatch, f.location, name + " takes one argument");
  const bool choosing = name == "min" || name == "max";
  if (f.agg_distinct && name != "count" && !choosing) return unsupported(text_, f.location, name + "(DISTINCT …)");
  GS_TRY(argument, node(f.args[0]));
  out.kind = kind_of(name, f.agg_distinct);
  if (out.kind == AggregateKind::count && is_constant(*argument) && !is_null(*argument))
    return out.kind = AggregateKind::count_rows, out;
  out.argument = argument;
  if (name == "count") return out;
  if (choosing) return out.type = argument->type, out;
  if (is_null(*argument) || !numeric(argument->type))
    return at(ErrorCode::query_type_mismatch, f.location, name + " takes a number, not " + std::string(name_of(argument->type)));
  out.type = name == "sum" ? argument->type : ColumnType::real;
  return out;
}

}  // namespace gongshu::engine
