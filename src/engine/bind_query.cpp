// Sub-queries in expressions, dates and intervals, GROUPING, IS TRUE.
#include "base/record.h"
#include "engine/bind.h"
#include "engine/functions.h"

namespace gongshu::engine {
namespace {

constexpr int kMonth = 1 << 1, kYear = 1 << 2, kDay = 1 << 3;  // typmod bits of INTERVAL fields (PostgreSQL datetime.h)

struct Span {
  std::int64_t months = 0, days = 0;
};

/// The field of "interval '3' month"; empty when it is written inside the text.
std::optional<std::string> field_of(const PgQuery__TypeName& name) {
  if (name.n_typmods == 0) return std::string();
  const auto* node = name.typmods[0];
  if (name.n_typmods != 1 || node->node_case != PG_QUERY__NODE__NODE_A_CONST ||
      node->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL)
    return std::nullopt;
  switch (node->a_const->ival->ival) {
    case kMonth: return "month";
    case kYear: return "year";
    case kDay: return "day";
    default: return std::nullopt;
  }
}

/// "3 months", "1 year", "90 days", "-2 weeks", or a number with `field`.
std::optional<Span> span_of(std::string_view text, std::string field) {
  std::size_t used = 0;
  while (used < text.size() && (std::isdigit(static_cast<unsigned char>(text[used])) || (used == 0 && text[used] == '-'))) ++used;
  if (used == 0 || used > 7 || text.substr(0, used) == "-") return std::nullopt;
  const std::int64_t n = std::stoll(std::string(text.substr(0, used)));
  auto rest = text.substr(used);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  if (rest.empty() == field.empty()) return std::nullopt;
  if (field.empty()) field = std::string(rest);
  if (field.ends_with('s')) field.pop_back();
  if (field == "year") return Span{n * 12, 0};
  if (field == "quarter") return Span{n * 3, 0};
  if (field == "month") return Span{n, 0};
  if (field == "week") return Span{0, n * 7};
  if (field == "day") return Span{0, n};
  return std::nullopt;
}

const PgQuery__TypeCast* interval_node(const PgQuery__Node* node) {
  if (!node || node->node_case != PG_QUERY__NODE__NODE_TYPE_CAST) return nullptr;
  const auto& name = *node->type_cast->type_name;
  const auto* last = name.n_names > 0 ? name.names[name.n_names - 1] : nullptr;
  const bool interval =
      last && last->node_case == PG_QUERY__NODE__NODE_STRING && std::string_view(last->string->sval) == "interval";
  return interval ? node->type_cast : nullptr;
}

}  // namespace

Result<ExprPtr> ExpressionBinder::interval(const ExprPtr& date, const PgQuery__TypeCast& c, bool minus, int offset) {
  const auto* text = c.arg->node_case == PG_QUERY__NODE__NODE_A_CONST && c.arg->a_const->val_case == PG_QUERY__A__CONST__VAL_SVAL
                         ? c.arg->a_const->sval->sval
                         : nullptr;
  const auto field = field_of(*c.type_name);
  const auto span = text && field ? span_of(text, *field) : std::nullopt;
  if (!span) return unsupported(text_, c.location, "this INTERVAL", "write INTERVAL '3' MONTH, '1 year', '90 days'");
  std::vector<ExprPtr> args{date, make_constant(ColumnType::integer, minus ? -span->months : span->months, offset),
                            make_constant(ColumnType::integer, minus ? -span->days : span->days, offset)};
  return apply("date_shift", std::move(args), offset);
}

/// + and -: of numbers, or of a date and an interval, a number of days or another date.
Result<ExprPtr> ExpressionBinder::dates(const PgQuery__AExpr& e, const std::string& op) {
  const bool minus = op == "-";
  if (const auto* span = interval_node(e.rexpr)) {
    GS_TRY(left, node(e.lexpr));
    return interval(left, *span, minus, e.location);
  }
  if (const auto* span = minus ? nullptr : interval_node(e.lexpr)) {
    GS_TRY(right, node(e.rexpr));
    return interval(right, *span, false, e.location);
  }
  GS_TRY(left, node(e.lexpr));
  GS_TRY(right, node(e.rexpr));
  const bool from = left->type == ColumnType::date && !is_null(*left), to = right->type == ColumnType::date && !is_null(*right);
  if (from && to && minus) return apply("days_between", {left, right}, e.location);
  if (from && !to) return apply(minus ? "days_before" : "days_after", {left, right}, e.location);
  if (to && !minus) return apply("days_after", {right, left}, e.location);
  return apply(minus ? "subtract" : "add", {left, right}, e.location);
}

Result<ExprPtr> ExpressionBinder::query(const PgQuery__SubLink& link) {
  if (inside_aggregate_) return unsupported(text_, link.location, "a sub-query inside an aggregate", "join it in FROM");
  if (inside_window_) return unsupported(text_, link.location, "a sub-query inside a window function", "join it in FROM");
  const bool exists = link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__EXISTS_SUBLINK;
  if (!exists && link.sub_link_type != PG_QUERY__SUB_LINK_TYPE__EXPR_SUBLINK &&
      link.sub_link_type != PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK)
    return unsupported(text_, link.location,
                       link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ALL_SUBLINK ? "ALL (sub-query)" : "ARRAY (sub-query)",
                       "use IN, EXISTS or a sub-query with one value");
  GS_TRY(block, owner_.inner_query(link.subselect, block_, exists));
  if (link.sub_link_type == PG_QUERY__SUB_LINK_TYPE__ANY_SUBLINK) return among(link, block);
  if (!exists && block->outputs.size() != 1)
    return at(ErrorCode::query_type_mismatch, link.location, "a sub-query in an expression has one column");
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::query;
  e->form = exists ? QueryForm::exists : QueryForm::scalar;
  e->type = exists ? ColumnType::boolean : block->outputs[0].expr->type;
  e->at = link.location;
  e->block = block;
  return e;
}

/// x IN (SELECT …).
Result<ExprPtr> ExpressionBinder::among(const PgQuery__SubLink& link, const BlockPtr& block) {
  if (link.n_oper_name > 0) return unsupported(text_, link.location, "ANY or SOME (sub-query)", "use IN");
  if (block->outputs.size() != 1)
    return at(ErrorCode::query_type_mismatch, link.location, "IN takes a sub-query with one column");
  GS_TRY(left, node(link.testexpr));
  const auto& column = *block->outputs[0].expr;
  std::vector<ExprPtr> sides{left, make_constant(column.type, {}, link.location)};
  if (numeric(left->type) != numeric(column.type) || (!numeric(column.type) && left->type != column.type)) {
    if (auto status = expect(sides[0], column.type); !status) return at(std::move(status).error(), link.location);
  }
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::query;
  e->form = QueryForm::in;
  e->type = ColumnType::boolean;
  e->at = link.location;
  e->block = block;
  e->args = {sides[0]};
  e->weight = 1 + sides[0]->weight;
  return e;
}

Result<ExprPtr> ExpressionBinder::grouping(const PgQuery__GroupingFunc& f) {
  if (!collect_) return unsupported(text_, f.location, "GROUPING in " + std::string(clause_));
  if (f.n_args > 32) return at(ErrorCode::query_too_complex, f.location, "GROUPING of at most 32 columns");
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::grouping;
  e->type = ColumnType::integer;
  e->at = f.location;
  GS_TRY(args, nodes(f.args, f.n_args));
  e->args = std::move(args);
  return e;
}

Result<ExprPtr> ExpressionBinder::truth(const PgQuery__BooleanTest& test) {
  GS_TRY(arg, node(test.arg));
  const auto is = [&](bool value) {
    return apply("distinct_from", {arg, make_constant(ColumnType::boolean, value, arg->at)}, arg->at);
  };
  switch (test.booltesttype) {
    case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_TRUE: return is(true);
    case PG_QUERY__BOOL_TEST_TYPE__IS_NOT_FALSE: return is(false);
    case PG_QUERY__BOOL_TEST_TYPE__IS_TRUE: {
      GS_TRY(e, is(true));
      return negate(e);
    }
    case PG_QUERY__BOOL_TEST_TYPE__IS_FALSE: {
      GS_TRY(e, is(false));
      return negate(e);
    }
    case PG_QUERY__BOOL_TEST_TYPE__IS_UNKNOWN: return apply("is_null", {arg}, arg->at);
    default: {
      GS_TRY(e, apply("is_null", {arg}, arg->at));
      return negate(e);
    }
  }
}

}  // namespace gongshu::engine
