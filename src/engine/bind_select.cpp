// One SELECT: clauses, grouping, order, limits.
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

std::string single_name(const PgQuery__Node* node) {
  if (!node || node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || node->column_ref->n_fields != 1) return {};
  const auto* field = node->column_ref->fields[0];
  return field->node_case == PG_QUERY__NODE__NODE_STRING ? field->string->sval : std::string();
}

/// A bare integer constant stands for an output by its number, from 1.
std::optional<int> ordinal(const PgQuery__Node* node) {
  const bool integer =
      node && node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL;
  return integer && !node->a_const->isnull ? std::optional(node->a_const->ival->ival) : std::nullopt;
}

std::string output_name(const PgQuery__ResTarget& target, const Expr& e, const Block& block) {
  if (target.name && *target.name) return target.name;
  if (e.kind == Expr::Kind::column) return block.sources[e.source].columns[e.column].name;
  if (target.val->node_case == PG_QUERY__NODE__NODE_FUNC_CALL) {
    const auto& f = *target.val->func_call;
    if (const auto* last = f.funcname[f.n_funcname - 1]; last->node_case == PG_QUERY__NODE__NODE_STRING)
      return last->string->sval;
  }
  return "column" + std::to_string(block.outputs.size() + 1);
}

bool has_aggregate(const Expr& e) {
  bool found = false;
  walk(e, [&](const Expr& x) { found = found || x.kind == Expr::Kind::aggregate; });
  return found;
}

}  // namespace

Result<BlockPtr> Binder::select(const PgQuery__SelectStmt& s, int start) {
  if (nesting_ >= kMaxNesting) return at(ErrorCode::query_too_complex, start, "nest queries less deeply");
  GS_CHECK(refuse_clauses(s, start));
  ++nesting_;
  const auto outer_views = views_.size();
  auto block = std::make_shared<Block>();
  block->at = start;
  const auto fill = [&]() -> Status {
    if (s.with_clause) GS_CHECK(with(*s.with_clause));
    GS_CHECK(from(*block, s, start));
    if (s.where_clause) {
      GS_TRY(where, over(*block).bind(s.where_clause, "WHERE"));
      if (where->type != ColumnType::boolean) return at(ErrorCode::query_type_mismatch, where->at, "WHERE takes a condition");
      block->where = where;
    }
    GS_CHECK(outputs(*block, s));
    GS_CHECK(keys(*block, s));
    GS_CHECK(order(*block, s));
    GS_CHECK(group(*block, s));
    GS_CHECK(limits(*block, s));
    return sizes(*block);
  };
  auto status = fill();
  views_.resize(outer_views);
  --nesting_;
  if (!status) return fail(std::move(status).error());
  return block;
}

Status Binder::refuse_clauses(const PgQuery__SelectStmt& s, int start) {
  switch (s.op) {
    case PG_QUERY__SET_OPERATION__SETOP_UNION:
      return unsupported(text_, word("union", start), "UNION", "run the queries one by one");
    case PG_QUERY__SET_OPERATION__SETOP_INTERSECT: return unsupported(text_, word("intersect", start), "INTERSECT");
    case PG_QUERY__SET_OPERATION__SETOP_EXCEPT: return unsupported(text_, word("except", start), "EXCEPT");
    default: break;
  }
  if (s.n_values_lists > 0) return unsupported(text_, word("values", start), "VALUES", "name a granted table");
  if (s.into_clause) return unsupported(text_, word("into", start), "SELECT INTO");
  if (s.n_locking_clause > 0) return unsupported(text_, word("for", start), "a locking clause (FOR …)");
  if (s.n_window_clause > 0) return unsupported(text_, word("window", start), "WINDOW");
  if (s.group_distinct) return unsupported(text_, word("group", start), "GROUP BY DISTINCT");
  if (s.limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES)
    return unsupported(text_, word("fetch", start), "WITH TIES");
  for (std::size_t i = 0; i < s.n_distinct_clause; ++i)
    if (s.distinct_clause[i]->node_case != PG_QUERY__NODE__NODE__NOT_SET)
      return unsupported(text_, word("distinct", start), "DISTINCT ON", "use GROUP BY");
  return {};
}

Status Binder::outputs(Block& block, const PgQuery__SelectStmt& s) {
  if (s.n_target_list == 0) return unsupported(text_, block.at, "SELECT without columns", "name the columns");
  if (s.n_target_list > kMaxOutputs) return at(ErrorCode::query_too_complex, block.at, "select at most 200 columns");
  auto binder = over(block);
  for (std::size_t i = 0; i < s.n_target_list; ++i) {
    const auto& target = *s.target_list[i]->res_target;
    GS_TRY(e, binder.bind(target.val, "SELECT", &block.aggregates));
    auto name = output_name(target, *e, block);
    block.outputs.push_back({std::move(name), e});
  }
  return {};
}

/// Finds what the rows are grouped by, and whether they are grouped at all. DISTINCT is grouping by every output.
Status Binder::keys(Block& block, const PgQuery__SelectStmt& s) {
  const bool distinct = s.n_distinct_clause > 0;
  if (s.n_group_clause > kMaxKeys) return at(ErrorCode::query_too_complex, block.at, "group by at most 32 columns");
  for (std::size_t i = 0; i < s.n_group_clause; ++i) {
    GS_TRY(e, key(block, s.group_clause[i], block.outputs));
    if (has_aggregate(*e)) return unsupported(text_, e->at, "an aggregate in GROUP BY");
    block.keys.push_back(e);
  }
  if (s.having_clause) {
    GS_TRY(having, over(block).bind(s.having_clause, "HAVING", &block.aggregates));
    if (having->type != ColumnType::boolean) return at(ErrorCode::query_type_mismatch, having->at, "HAVING takes a condition");
    block.having = having;
  }
  block.grouped = distinct || !block.keys.empty() || !block.aggregates.empty() || block.having;
  if (!distinct) return {};
  if (!block.keys.empty() || !block.aggregates.empty() || block.having)
    return unsupported(text_, word("distinct", block.at), "SELECT DISTINCT together with GROUP BY or aggregates",
                       "drop DISTINCT");
  if (block.outputs.size() > kMaxKeys) return at(ErrorCode::query_too_complex, block.at, "at most 32 columns with DISTINCT");
  for (const auto& output : block.outputs) block.keys.push_back(output.expr);
  return {};
}

Result<ExprPtr> Binder::key(Block& block, const PgQuery__Node* node, const std::vector<Output>& outs) {
  if (const auto n = ordinal(node)) {
    if (*n < 1 || *n > static_cast<int>(outs.size()))
      return at(ErrorCode::query_grouping, node_location(node),
                "the SELECT list has " + std::to_string(outs.size()) + " columns");
    return outs[*n - 1].expr;
  }
  auto binder = over(block);
  if (const auto name = single_name(node); !name.empty()) {
    GS_TRY(column, binder.column(*node->column_ref, false));
    if (column) return column;
    for (const auto& out : outs)
      if (same_name(out.name, name)) return out.expr;
  }
  return binder.bind(node, "GROUP BY");
}

/// Rewrites what follows grouping in terms of keys and aggregates.
Status Binder::group(Block& block, const PgQuery__SelectStmt&) {
  if (!block.grouped) return {};
  for (auto& output : block.outputs) {
    GS_TRY(e, lift(block, output.expr));
    output.expr = e;
  }
  for (auto& sort : block.order) {
    GS_TRY(e, lift(block, sort.expr));
    sort.expr = e;
  }
  if (!block.having) return {};
  GS_TRY(having, lift(block, block.having));
  block.having = having;
  return {};
}

Result<ExprPtr> Binder::lift(const Block& block, const ExprPtr& e) {
  if (e->kind == Expr::Kind::aggregate || e->kind == Expr::Kind::constant) return e;
  const auto text = canonical_text(*e);
  for (std::size_t i = 0; i < block.keys.size(); ++i) {
    if (canonical_text(*block.keys[i]) != text) continue;
    auto key = std::make_shared<Expr>();
    key->kind = Expr::Kind::key;
    key->type = e->type;
    key->at = e->at;
    key->index = static_cast<int>(i);
    return key;
  }
  if (e->kind == Expr::Kind::column) {
    const auto& name = block.sources[e->source].columns[e->column].name;
    return at(ErrorCode::query_grouping, e->at, "add \"" + name + "\" to GROUP BY or put it into an aggregate");
  }
  auto copy = std::make_shared<Expr>(*e);
  for (auto& arg : copy->args) {
    GS_TRY(lifted, lift(block, arg));
    arg = lifted;
  }
  return copy;
}

Status Binder::order(Block& block, const PgQuery__SelectStmt& s) {
  if (s.n_sort_clause > kMaxKeys) return at(ErrorCode::query_too_complex, block.at, "sort by at most 32 columns");
  for (std::size_t i = 0; i < s.n_sort_clause; ++i) {
    const auto& by = *s.sort_clause[i]->sort_by;
    if (by.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING)
      return unsupported(text_, node_location(by.node), "ORDER BY … USING");
    GS_TRY(e, order_expr(block, by.node));
    SortKey key{e, by.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC, false, node_location(by.node)};
    const bool by_default = by.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT;
    key.nulls_first = by_default ? key.descending : by.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST;
    block.order.push_back(std::move(key));
  }
  return {};
}

Result<ExprPtr> Binder::order_expr(Block& block, const PgQuery__Node* node) {
  if (const auto n = ordinal(node)) {
    if (*n < 1 || *n > static_cast<int>(block.outputs.size()))
      return at(ErrorCode::query_grouping, node_location(node),
                "the SELECT list has " + std::to_string(block.outputs.size()) + " columns");
    return block.outputs[*n - 1].expr;
  }
  if (const auto name = single_name(node); !name.empty())
    for (const auto& out : block.outputs)
      if (same_name(out.name, name)) return out.expr;
  return over(block).bind(node, "ORDER BY", block.grouped ? &block.aggregates : nullptr);
}

Result<std::int64_t> Binder::limit(const PgQuery__Node* node, const char* word_) {
  const auto refuse = [&] {
    return unsupported(text_, node_location(node), std::string("a computed ") + word_, "write a whole number");
  };
  if (node->node_case != PG_QUERY__NODE__NODE_A_CONST || node->a_const->isnull) return refuse();
  if (node->a_const->val_case != PG_QUERY__A__CONST__VAL_IVAL || node->a_const->ival->ival < 0) return refuse();
  return node->a_const->ival->ival;
}

Status Binder::limits(Block& block, const PgQuery__SelectStmt& s) {
  if (s.limit_count && !(s.limit_count->node_case == PG_QUERY__NODE__NODE_A_CONST && s.limit_count->a_const->isnull)) {
    GS_TRY(n, limit(s.limit_count, "LIMIT"));
    block.limit = n;
  }
  if (s.limit_offset) {
    GS_TRY(n, limit(s.limit_offset, "OFFSET"));
    block.offset = n;
  }
  return {};
}

Status Binder::sizes(Block& block) {
  if (block.aggregates.size() > kMaxAggregates) return at(ErrorCode::query_too_complex, block.at, "at most 64 aggregates");
  for (const auto& source : block.sources)
    if (source.block) block.weight += source.block->weight;
  if (block.weight > kMaxBlocks) return at(ErrorCode::query_too_complex, block.at, "use fewer sub-queries");
  return {};
}

Result<Bound> bind(const Parsed& parsed, const PolicySnapshot& policy) {
  Binder binder(parsed, policy);
  GS_TRY(plan, binder.query());
  Bound bound;
  bound.text_ = parsed.text_;
  bound.plan_ = plan;
  bound.epoch_ = policy.epoch;
  return bound;
}

}  // namespace gongshu::engine
