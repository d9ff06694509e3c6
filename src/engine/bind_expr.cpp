// Scalar expressions: columns, constants, operators, CASE, casts.
#include <cstdlib>

#include "base/record.h"
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"
#include "engine/parameters.h"

namespace gongshu::engine {
namespace {

std::string word_of(const PgQuery__Node* node) {
  return node && node->node_case == PG_QUERY__NODE__NODE_STRING && node->string->sval ? whole_characters(node->string->sval) : "";
}

struct Operator {
  std::string_view sign, function;
};
constexpr Operator kOperators[] = {
    {"+", "add"},        {"-", "subtract"}, {"*", "multiply"},    {"/", "divide"},  {"%", "modulo"},         {"=", "equal"},
    {"<>", "not_equal"}, {"<", "less"},     {"<=", "less_equal"}, {">", "greater"}, {">=", "greater_equal"}, {"||", "concat"},
};

/// "123.45" as decimal when it fits 18 digits before and 6 after the point.
bool plain_decimal(std::string_view digits) {
  const auto point = digits.find('.');
  const auto whole = digits.substr(0, point);
  const auto part = point == std::string_view::npos ? std::string_view() : digits.substr(point + 1);
  const auto all_digits = [](std::string_view s) { return s.find_first_not_of("0123456789") == std::string_view::npos; };
  return whole.size() <= 18 && part.size() <= 6 && all_digits(whole) && all_digits(part) && whole.size() + part.size() > 0;
}

}  // namespace

tl::unexpected<Error> ExpressionBinder::at(Error error, int offset) const {
  if (error.at.empty()) error.at = text_.at(offset);
  return fail(std::move(error));
}

tl::unexpected<Error> ExpressionBinder::at(ErrorCode code, int offset, std::string hint) const {
  return fail(code, text_.at(offset), std::move(hint));
}

Result<ExprPtr> ExpressionBinder::bind(const PgQuery__Node* n, std::string_view clause, Block* collect, bool windows) {
  clause_ = clause;
  collect_ = collect;
  windows_ = windows;
  return node(n);
}

Result<ExprPtr> ExpressionBinder::node(const PgQuery__Node* n) {
  if (!n) return at(ErrorCode::query_syntax, 0, "an expression is missing");
  if (depth_ >= kMaxExpressionDepth) return at(ErrorCode::query_too_complex, node_location(n), "nest expressions less deeply");
  ++depth_;
  auto bound = dispatch(*n);
  --depth_;
  if (bound && (*bound)->weight >= kMaxWeight) return at(ErrorCode::query_too_complex, (*bound)->at, "shorten the expression");
  return bound;
}

Result<ExprPtr> ExpressionBinder::dispatch(const PgQuery__Node& n) {
  switch (n.node_case) {
    case PG_QUERY__NODE__NODE_COLUMN_REF: return column(*n.column_ref);
    case PG_QUERY__NODE__NODE_A_CONST: return constant(*n.a_const);
    case PG_QUERY__NODE__NODE_PARAM_REF: return parameter(*n.param_ref);
    case PG_QUERY__NODE__NODE_A_EXPR: return operation(*n.a_expr);
    case PG_QUERY__NODE__NODE_BOOL_EXPR: return logic(*n.bool_expr);
    case PG_QUERY__NODE__NODE_CASE_EXPR: return choice(*n.case_expr);
    case PG_QUERY__NODE__NODE_TYPE_CAST: return cast(*n.type_cast);
    case PG_QUERY__NODE__NODE_FUNC_CALL: return call(*n.func_call);
    case PG_QUERY__NODE__NODE_COALESCE_EXPR: {
      GS_TRY(args, nodes(n.coalesce_expr->args, n.coalesce_expr->n_args));
      return apply("coalesce", std::move(args), n.coalesce_expr->location);
    }
    case PG_QUERY__NODE__NODE_NULL_TEST: {
      GS_TRY(arg, node(n.null_test->arg));
      GS_TRY(test, apply("is_null", {arg}, arg->at));
      return n.null_test->nulltesttype == PG_QUERY__NULL_TEST_TYPE__IS_NULL ? test : negate(test);
    }
    case PG_QUERY__NODE__NODE_MIN_MAX_EXPR: {
      GS_TRY(args, nodes(n.min_max_expr->args, n.min_max_expr->n_args));
      const bool most = n.min_max_expr->op == PG_QUERY__MIN_MAX_OP__IS_GREATEST;
      return apply(most ? "greatest" : "least", std::move(args), n.min_max_expr->location);
    }
    case PG_QUERY__NODE__NODE_SUB_LINK: return query(*n.sub_link);
    case PG_QUERY__NODE__NODE_GROUPING_FUNC: return grouping(*n.grouping_func);
    case PG_QUERY__NODE__NODE_BOOLEAN_TEST: return truth(*n.boolean_test);
    default: return unsupported(text_, node_location(&n), expression_words(node_name(&n)));
  }
}

Result<ExprPtr> ExpressionBinder::column(const PgQuery__ColumnRef& ref, bool must_exist) {
  for (std::size_t i = 0; i < ref.n_fields; ++i)
    if (ref.fields[i]->node_case == PG_QUERY__NODE__NODE_A_STAR)
      return unsupported(text_, ref.location, "* in an expression", "name the columns");
  if (ref.n_fields > 2) return unsupported(text_, ref.location, "a name with schema", "write table.column");
  const auto name = word_of(ref.fields[ref.n_fields - 1]);
  const auto alias = ref.n_fields == 2 ? word_of(ref.fields[0]) : std::string();
  auto found = std::make_shared<Expr>();
  bool table_known = alias.empty();
  int matches = find(block_, alias, name, *found, table_known);
  const auto& scopes = owner_.scopes();
  for (std::size_t up = 0; must_exist && matches == 0 && up < scopes.size(); ++up) {
    matches = find(*scopes[scopes.size() - 1 - up], alias, name, *found, table_known);
    found->level = static_cast<int>(up) + 1;
  }
  if (!table_known) return at(ErrorCode::query_unknown_table, ref.location, "no table or alias \"" + alias + "\" in FROM");
  if (matches > 1) return at(ErrorCode::query_ambiguous_column, ref.location, "write table." + name);
  if (matches == 0 && !must_exist) return ExprPtr();
  if (matches == 0)
    return fail(Error{ErrorCode::query_unknown_column,
                      text_.at(ref.location),
                      "\"" + name + "\" is not among the granted columns",
                      grant_rule_.rule,
                      grant_rule_.article,
                      {}});
  if (found->level > 0 && inside_aggregate_)
    return unsupported(text_, ref.location, "an aggregate over a column of an outer query",
                       "aggregate columns of the same query");
  found->kind = Expr::Kind::column;
  found->at = ref.location;
  return found;
}

/// Number of columns of that name among the sources of `block`; the last of them goes into `out`.
int ExpressionBinder::find(const Block& block, std::string_view alias, std::string_view name, Expr& out,
                           bool& table_known) const {
  int matches = 0;
  for (std::size_t s = 0; s < block.sources.size(); ++s) {
    const auto& source = block.sources[s];
    if (!alias.empty() && !same_name(source.alias, alias)) continue;
    table_known = true;
    for (std::size_t c = 0; c < source.columns.size(); ++c) {
      if (!same_name(source.columns[c].name, name)) continue;
      if (alias.empty() && owner_.absorbed(block, {static_cast<int>(s), static_cast<int>(c)})) continue;
      out.source = static_cast<int>(s);
      out.column = static_cast<int>(c);
      out.name = source.columns[c].name;
      out.type = source.columns[c].type;
      ++matches;
    }
  }
  return matches;
}

Result<ExprPtr> ExpressionBinder::constant(const PgQuery__AConst& c) {
  if (c.isnull) return make_constant(ColumnType::text, {}, c.location);
  switch (c.val_case) {
    case PG_QUERY__A__CONST__VAL_IVAL: return make_constant(ColumnType::integer, std::int64_t{c.ival->ival}, c.location);
    case PG_QUERY__A__CONST__VAL_FVAL: return number(c.fval->fval, c.location);
    case PG_QUERY__A__CONST__VAL_BOOLVAL: return make_constant(ColumnType::boolean, c.boolval->boolval != 0, c.location);
    case PG_QUERY__A__CONST__VAL_SVAL: return make_constant(ColumnType::text, std::string(c.sval->sval), c.location);
    default: return unsupported(text_, c.location, "a bit string");
  }
}

/// The text of the query cannot write a number itself: parse() refuses that where parameters are declared, and here where none
/// are.
Result<ExprPtr> ExpressionBinder::parameter(const PgQuery__ParamRef& p) {
  const auto index = static_cast<std::size_t>(p.number) - 1;
  if (p.number < 1 || index >= text_.arguments.size()) return unsupported(text_, p.location, expression_words("ParamRef"));
  const auto& argument = text_.arguments[index];
  auto out = std::make_shared<Expr>(*make_constant(argument.type, *argument_value(argument), p.location));
  out->name = argument.name;
  return out;
}

Result<ExprPtr> ExpressionBinder::number(const std::string& digits, int offset) {
  if (digits.find_first_not_of("0123456789") == std::string::npos && digits.size() <= 18)
    return make_constant(ColumnType::integer, static_cast<std::int64_t>(std::strtoll(digits.c_str(), nullptr, 10)), offset);
  if (plain_decimal(digits)) return make_constant(ColumnType::decimal, digits, offset);
  if (digits.size() > 64 || digits.find_first_not_of("0123456789.eE+-") != std::string::npos)
    return at(ErrorCode::query_type_mismatch, offset, "write a number of at most 64 characters");
  const double value = std::strtod(digits.c_str(), nullptr);
  if (!(value >= -1e300 && value <= 1e300)) return at(ErrorCode::query_type_mismatch, offset, "the number is too large");
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return make_constant(ColumnType::real, std::string(text), offset);
}

Result<std::vector<ExprPtr>> ExpressionBinder::nodes(PgQuery__Node* const* items, std::size_t count) {
  std::vector<ExprPtr> out;
  out.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    GS_TRY(bound, node(items[i]));
    out.push_back(std::move(bound));
  }
  return out;
}

Result<ExprPtr> ExpressionBinder::apply(std::string_view name, std::vector<ExprPtr> args, int offset) {
  const auto& f = function(name);
  auto type = f.type(args);
  if (!type) return at(std::move(type).error(), offset);
  auto made = make_call(f, *type, std::move(args), offset);
  GS_CHECK(no_correlated_value(*made));
  return made;
}

/// Arithmetic that may fail takes the value of a sub-query from FROM, where it cannot name columns of its own row.
Status ExpressionBinder::no_correlated_value(const Expr& e) const {
  if (e.function->duckdb.find("TRY(") == std::string_view::npos) return {};
  const Expr* found = nullptr;
  walk(e, [&](const Expr& x) {
    if (x.kind != Expr::Kind::query) return;
    outer_columns(*x.block, [&](const Expr&, int level) { found = level == 1 || x.form != QueryForm::scalar ? &x : found; });
    if (x.form != QueryForm::scalar) found = &x;
  });
  if (!found) return {};
  return unsupported(text_, found->at, "a sub-query inside " + std::string(e.function->name), "compute inside the sub-query");
}

ExprPtr ExpressionBinder::negate(ExprPtr e) {
  const int offset = e->at;
  return make_call(function("not"), ColumnType::boolean, {std::move(e)}, offset);
}

Result<ExprPtr> ExpressionBinder::operation(const PgQuery__AExpr& e) {
  const auto op = e.n_name == 1 ? word_of(e.name[0]) : std::string();
  switch (e.kind) {
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP: return e.lexpr ? binary(e, op) : negative(e);
    case PG_QUERY__A__EXPR__KIND__AEXPR_IN: return membership(e, op);
    case PG_QUERY__A__EXPR__KIND__AEXPR_LIKE: return pattern(e, op);
    case PG_QUERY__A__EXPR__KIND__AEXPR_BETWEEN:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN: return range(e);
    case PG_QUERY__A__EXPR__KIND__AEXPR_ILIKE: return unsupported(text_, e.location, "ILIKE", "use lower(column) LIKE");
    case PG_QUERY__A__EXPR__KIND__AEXPR_NULLIF: {
      GS_TRY(left, node(e.lexpr));
      GS_TRY(right, node(e.rexpr));
      return apply("nullif", {left, right}, e.location);
    }
    case PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT:
    case PG_QUERY__A__EXPR__KIND__AEXPR_NOT_DISTINCT: {
      GS_TRY(left, node(e.lexpr));
      GS_TRY(right, node(e.rexpr));
      GS_TRY(test, apply("distinct_from", {left, right}, e.location));
      return e.kind == PG_QUERY__A__EXPR__KIND__AEXPR_DISTINCT ? test : negate(test);
    }
    case PG_QUERY__A__EXPR__KIND__AEXPR_SIMILAR: return unsupported(text_, e.location, "SIMILAR TO", "use LIKE");
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ANY:
    case PG_QUERY__A__EXPR__KIND__AEXPR_OP_ALL: return unsupported(text_, e.location, "ANY or ALL", "use IN (…)");
    default: return unsupported(text_, e.location, "BETWEEN SYMMETRIC", "use BETWEEN");
  }
}

Result<ExprPtr> ExpressionBinder::binary(const PgQuery__AExpr& e, const std::string& op) {
  if (op == "+" || op == "-") return dates(e, op);
  for (const auto& known : kOperators) {
    if (known.sign != op) continue;
    GS_TRY(left, node(e.lexpr));
    GS_TRY(right, node(e.rexpr));
    return apply(known.function, {left, right}, e.location);
  }
  return unsupported(text_, e.location, "the operator " + (op.empty() ? "OPERATOR(…)" : op));
}

Result<ExprPtr> ExpressionBinder::negative(const PgQuery__AExpr& e) {
  const auto op = e.n_name == 1 ? word_of(e.name[0]) : std::string();
  if (op != "-" && op != "+") return unsupported(text_, e.location, "the operator " + op);
  GS_TRY(arg, node(e.rexpr));
  if (const auto* n = is_constant(*arg) && arg->name.empty() ? std::get_if<std::int64_t>(&arg->value) : nullptr)
    return make_constant(ColumnType::integer, op == "-" ? -*n : *n, e.location);
  if (!numeric(arg->type) && !is_null(*arg)) return at(ErrorCode::query_type_mismatch, e.location, "a sign takes a number");
  if (op == "+") return arg;
  return apply("negate", {arg}, e.location);
}

Result<ExprPtr> ExpressionBinder::membership(const PgQuery__AExpr& e, const std::string& op) {
  if (!e.rexpr || e.rexpr->node_case != PG_QUERY__NODE__NODE_LIST)
    return unsupported(text_, e.location, "IN without a list of values");
  GS_TRY(first, node(e.lexpr));
  GS_TRY(items, nodes(e.rexpr->list->items, e.rexpr->list->n_items));
  items.insert(items.begin(), first);
  GS_TRY(test, apply("in", std::move(items), e.location));
  return op == "<>" ? negate(test) : test;
}

Result<ExprPtr> ExpressionBinder::range(const PgQuery__AExpr& e) {
  if (!e.rexpr || e.rexpr->node_case != PG_QUERY__NODE__NODE_LIST || e.rexpr->list->n_items != 2)
    return unsupported(text_, e.location, "BETWEEN without two bounds");
  GS_TRY(first, node(e.lexpr));
  GS_TRY(bounds, nodes(e.rexpr->list->items, 2));
  GS_TRY(test, apply("between", {first, bounds[0], bounds[1]}, e.location));
  return e.kind == PG_QUERY__A__EXPR__KIND__AEXPR_NOT_BETWEEN ? negate(test) : test;
}

Result<ExprPtr> ExpressionBinder::pattern(const PgQuery__AExpr& e, const std::string& op) {
  GS_TRY(first, node(e.lexpr));
  std::vector<ExprPtr> args{first};
  if (e.rexpr && e.rexpr->node_case == PG_QUERY__NODE__NODE_FUNC_CALL) {
    const auto& f = *e.rexpr->func_call;
    if (f.n_args != 2 || word_of(f.funcname[f.n_funcname - 1]) != "like_escape")
      return unsupported(text_, e.location, "a computed pattern", "write the pattern as a constant");
    GS_TRY(like, nodes(f.args, 2));
    args.insert(args.end(), like.begin(), like.end());
  } else {
    GS_TRY(like, node(e.rexpr));
    args.push_back(like);
  }
  const bool escaped = args.size() == 3;
  GS_TRY(test, apply(escaped ? "like_escape" : "like", std::move(args), e.location));
  return op == "!~~" ? negate(test) : test;
}

Result<ExprPtr> ExpressionBinder::logic(const PgQuery__BoolExpr& e) {
  GS_TRY(args, nodes(e.args, e.n_args));
  const auto name = e.boolop == PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR  ? "and"
                    : e.boolop == PG_QUERY__BOOL_EXPR_TYPE__OR_EXPR ? "or"
                                                                    : "not";
  return apply(name, std::move(args), e.location);
}

/// CASE as arguments: when, then, when, then, …, else. A simple CASE is written out as comparisons.
Result<ExprPtr> ExpressionBinder::choice(const PgQuery__CaseExpr& e) {
  ExprPtr subject;
  if (e.arg) {
    GS_TRY(bound, node(e.arg));
    subject = bound;
  }
  std::vector<ExprPtr> conditions, results;
  for (std::size_t i = 0; i < e.n_args; ++i) {
    const auto& when = *e.args[i]->case_when;
    GS_TRY(condition, node(when.expr));
    GS_TRY(test, subject ? apply("equal", {subject, condition}, when.location) : apply("and", {condition}, when.location));
    conditions.push_back(test);
    GS_TRY(result, node(when.result));
    results.push_back(result);
  }
  if (e.defresult) {
    GS_TRY(other, node(e.defresult));
    results.push_back(other);
  } else {
    results.push_back(make_constant(ColumnType::text, {}, e.location));
  }
  auto type = unify(results);
  if (!type) return at(std::move(type).error(), e.location);
  std::vector<ExprPtr> args;
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    args.push_back(conditions[i]);
    args.push_back(results[i]);
  }
  args.push_back(results.back());
  return make_call(function("case"), *type, std::move(args), e.location);
}

}  // namespace gongshu::engine
