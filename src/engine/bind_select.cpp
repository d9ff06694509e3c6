// One SELECT: clauses, grouping, order, limits.
#include "base/record.h"
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

std::string single_name(const PgQuery__Node* node) {
  if (!node || node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF || node->column_ref->n_fields != 1) return {};
  const auto* field = node->column_ref->fields[0];
  return field->node_case == PG_QUERY__NODE__NODE_STRING ? whole_characters(field->string->sval) : std::string();
}

/// A bare integer constant stands for an output by its number, from 1.
std::optional<int> ordinal(const PgQuery__Node* node) {
  const bool integer =
      node && node->node_case == PG_QUERY__NODE__NODE_A_CONST && node->a_const->val_case == PG_QUERY__A__CONST__VAL_IVAL;
  return integer && !node->a_const->isnull ? std::optional(node->a_const->ival->ival) : std::nullopt;
}

std::string output_name(const PgQuery__ResTarget& target, const Expr& e, const Block& block) {
  if (target.name && *target.name) return whole_characters(target.name);
  if (e.kind == Expr::Kind::column) return e.name;
  if (target.val->node_case == PG_QUERY__NODE__NODE_FUNC_CALL) {
    const auto& f = *target.val->func_call;
    const auto* last = f.funcname[f.n_funcname - 1];
    if (last->node_case == PG_QUERY__NODE__NODE_STRING) return whole_characters(last->string->sval);
  }
  return "column" + std::to_string(block.outputs.size() + 1);
}

bool star(const PgQuery__Node* node) {
  if (!node || node->node_case != PG_QUERY__NODE__NODE_COLUMN_REF) return false;
  const auto& ref = *node->column_ref;
  return ref.n_fields > 0 && ref.fields[ref.n_fields - 1]->node_case == PG_QUERY__NODE__NODE_A_STAR;
}

}  // namespace

Result<BlockPtr> Binder::select(const PgQuery__SelectStmt& s, int start, bool exists) {
  if (nesting_ >= kMaxNesting) return at(ErrorCode::query_too_complex, start, "nest queries less deeply");
  GS_CHECK(refuse_clauses(s, start));
  ++nesting_;
  const auto outer_views = views_.size();
  auto block = std::make_shared<Block>();
  block->at = start;
  visible_.erase(block.get());  // of an earlier block at this address
  const auto fill = [&]() -> Status {
    if (s.with_clause) GS_CHECK(with(*s.with_clause));
    return s.op == PG_QUERY__SET_OPERATION__SETOP_NONE ? simple(*block, s, start, exists) : set_operation(*block, s, start);
  };
  auto status = fill();
  views_.resize(outer_views);
  --nesting_;
  if (!status) return fail(std::move(status).error());
  return block;
}

Status Binder::simple(Block& block, const PgQuery__SelectStmt& s, int start, bool exists) {
  GS_CHECK(from(block, s, start));
  if (s.where_clause) {
    GS_TRY(where, over(block).bind(s.where_clause, "WHERE"));
    if (where->type != ColumnType::boolean) return at(ErrorCode::query_type_mismatch, where->at, "WHERE takes a condition");
    block.where = where;
  }
  GS_CHECK(outputs(block, s, exists));
  GS_CHECK(keys(block, s));
  GS_CHECK(order(block, s));
  block.grouped = block.grouped || !block.aggregates.empty();  // ORDER BY alone may have brought one
  GS_CHECK(group(block));
  GS_CHECK(distinct_order(block));
  GS_CHECK(limits(block, s));
  return sizes(block);
}

/// The two branches become sources; what is asked of the whole (ORDER BY, LIMIT) sees their common columns only.
Status Binder::set_operation(Block& block, const PgQuery__SelectStmt& s, int start) {
  block.set = s.op == PG_QUERY__SET_OPERATION__SETOP_UNION       ? SetOperation::union_rows
              : s.op == PG_QUERY__SET_OPERATION__SETOP_INTERSECT ? SetOperation::intersect
                                                                 : SetOperation::except;
  block.set_all = s.all != 0;
  GS_CHECK(branch(block, *s.larg, start));
  GS_CHECK(branch(block, *s.rarg, start));
  GS_CHECK(set_outputs(block, start));
  for (std::size_t i = 0; i < s.n_sort_clause; ++i) {
    const auto* node = s.sort_clause[i]->sort_by->node;
    if (!ordinal(node) && single_name(node).empty())
      return unsupported(text_, node_location(node), "ORDER BY of an expression after a set operation",
                         "name a column of the result");
  }
  GS_CHECK(order(block, s));
  GS_CHECK(limits(block, s));
  return sizes(block);
}

Status Binder::branch(Block& block, const PgQuery__SelectStmt& s, int start) {
  GS_TRY(inner, select(s, start));
  GS_TRY(source, source_of(block.sources.empty() ? "left" : "right", inner, start));
  if (!block.sources.empty()) source.join = Source::Join::cross;
  block.sources.push_back(std::move(source));
  return {};
}

/// Both branches are brought to the wider type, column by column.
Status Binder::set_outputs(Block& block, int start) {
  auto& sides = block.sources;
  if (sides[0].columns.size() != sides[1].columns.size())
    return at(ErrorCode::query_type_mismatch, start, "both sides of a set operation need the same number of columns");
  for (std::size_t c = 0; c < sides[0].columns.size(); ++c) {
    auto type = sides[0].columns[c].type;
    const auto other = sides[1].columns[c].type;
    if (type != other && !(numeric(type) && numeric(other)))
      return at(ErrorCode::query_type_mismatch, start,
                "column " + std::to_string(c + 1) + " is " + std::string(name_of(type)) + " on one side and " +
                    std::string(name_of(other)) + " on the other");
    if (type != other) type = type == ColumnType::real || other == ColumnType::real ? ColumnType::real : ColumnType::decimal;
    auto e = std::make_shared<Expr>();
    e->kind = Expr::Kind::column;
    e->type = type;
    e->column = static_cast<int>(c);
    e->name = sides[0].columns[c].name;
    e->at = start;
    block.outputs.push_back({e->name, e});
  }
  return {};
}

Result<BlockPtr> Binder::inner_query(const PgQuery__Node* node, const Block& outer, bool exists) {
  const int offset = node_location(node);
  if (!node || node->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) return unsupported(text_, offset, "this sub-query");
  scopes_.push_back(&outer);
  auto block = select(*node->select_stmt, offset, exists);
  scopes_.pop_back();
  return block;
}

Status Binder::refuse_clauses(const PgQuery__SelectStmt& s, int start) {
  if (s.n_values_lists > 0) return unsupported(text_, word("values", start), "VALUES", "name a granted table");
  if (s.into_clause) return unsupported(text_, word("into", start), "SELECT INTO");
  if (s.n_locking_clause > 0) return unsupported(text_, word("for", start), "a locking clause (FOR …)");
  if (s.group_distinct) return unsupported(text_, word("group", start), "GROUP BY DISTINCT");
  if (s.limit_option == PG_QUERY__LIMIT_OPTION__LIMIT_OPTION_WITH_TIES)
    return unsupported(text_, word("fetch", start), "WITH TIES");
  for (std::size_t i = 0; i < s.n_distinct_clause; ++i)
    if (s.distinct_clause[i]->node_case != PG_QUERY__NODE__NODE__NOT_SET)
      return unsupported(text_, word("distinct", start), "DISTINCT ON", "use GROUP BY");
  return {};
}

Status Binder::outputs(Block& block, const PgQuery__SelectStmt& s, bool exists) {
  if (s.n_target_list == 0) return unsupported(text_, block.at, "SELECT without columns", "name the columns");
  if (s.n_target_list > kMaxOutputs) return at(ErrorCode::query_too_complex, block.at, "select at most 200 columns");
  auto binder = over(block, &s);
  for (std::size_t i = 0; i < s.n_target_list; ++i) {
    const auto& target = *s.target_list[i]->res_target;
    if (exists && star(target.val)) {
      block.outputs.push_back({"present", make_constant(ColumnType::integer, std::int64_t{1}, node_location(target.val))});
      continue;
    }
    if (star(target.val)) {
      GS_CHECK(star_outputs(block, *target.val->column_ref));
      continue;
    }
    GS_TRY(e, binder.bind(target.val, "SELECT", &block, true));
    auto name = output_name(target, *e, block);
    block.outputs.push_back({std::move(name), e});
  }
  return {};
}

/// Finds what the rows are grouped by, and whether they are grouped at all.
Status Binder::keys(Block& block, const PgQuery__SelectStmt& s) {
  if (s.n_group_clause > kMaxKeys) return at(ErrorCode::query_too_complex, block.at, "group by at most 32 columns");
  GS_CHECK(group_items(block, s));
  if (s.having_clause) {
    GS_TRY(having, over(block, &s).bind(s.having_clause, "HAVING", &block));
    if (having->type != ColumnType::boolean) return at(ErrorCode::query_type_mismatch, having->at, "HAVING takes a condition");
    block.having = having;
  }
  block.grouped = s.n_group_clause > 0 || !block.aggregates.empty() || block.having;
  return distinct(block, s);
}

/// DISTINCT over plain rows is grouping by every output; over groups and windows it is left to the end.
Status Binder::distinct(Block& block, const PgQuery__SelectStmt& s) {
  if (s.n_distinct_clause == 0) return {};
  block.distinct = block.grouped || !block.windows.empty();
  if (block.distinct) return {};
  block.grouped = true;
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
Status Binder::group(Block& block) {
  if (!block.grouped) return {};
  const auto replace = [&](ExprPtr& e) -> Status {
    if (!e) return {};
    GS_TRY(lifted, lift(block, e));
    e = lifted;
    return {};
  };
  for (auto& output : block.outputs) GS_CHECK(replace(output.expr));
  for (auto& sort : block.order) GS_CHECK(replace(sort.expr));
  for (auto& w : block.windows) {
    for (auto& e : w.args) GS_CHECK(replace(e));
    for (auto& e : w.partition) GS_CHECK(replace(e));
    for (auto& s : w.order) GS_CHECK(replace(s.expr));
  }
  return replace(block.having);
}

Result<ExprPtr> Binder::lift(const Block& block, const ExprPtr& e) {
  using enum Expr::Kind;
  if (e->kind == aggregate || e->kind == constant || e->kind == window) return e;
  const auto text = canonical_text(*e);
  for (std::size_t i = 0; i < block.keys.size(); ++i) {
    if (canonical_text(*block.keys[i]) != text) continue;
    auto lifted = std::make_shared<Expr>();
    lifted->kind = key;
    lifted->type = e->type;
    lifted->at = e->at;
    lifted->index = static_cast<int>(i);
    return lifted;
  }
  if (e->kind == column && e->level > 0) return e;
  if (e->kind == column)
    return at(ErrorCode::query_grouping, e->at, "add \"" + e->name + "\" to GROUP BY or put it into an aggregate");
  if (e->kind == query) {
    bool correlated = false;
    outer_columns(*e->block, [&](const Expr&, int level) { correlated = correlated || level == 1; });
    if (correlated)
      return unsupported(text_, e->at, "a sub-query that names columns of a grouped query",
                         "put it into WHERE or into a sub-query in FROM");
  }
  if (e->kind == grouping)
    for (const auto& arg : e->args) {
      GS_TRY(lifted, lift(block, arg));
      if (lifted->kind != key) return at(ErrorCode::query_grouping, arg->at, "GROUPING takes what stands in GROUP BY");
    }
  auto copy = std::make_shared<Expr>(*e);
  for (auto& arg : copy->args) {
    GS_TRY(lifted, lift(block, arg));
    arg = lifted;
  }
  return copy;
}

/// SELECT DISTINCT sorts by what it selects.
Status Binder::distinct_order(const Block& block) const {
  if (!block.distinct) return {};
  for (const auto& sort : block.order)
    if (std::ranges::none_of(block.outputs,
                             [&](const Output& o) { return canonical_text(*o.expr) == canonical_text(*sort.expr); }))
      return at(ErrorCode::query_grouping, sort.at, "SELECT DISTINCT sorts only by what it selects");
  return {};
}

Status Binder::order(Block& block, const PgQuery__SelectStmt& s) {
  if (s.n_sort_clause > kMaxKeys) return at(ErrorCode::query_too_complex, block.at, "sort by at most 32 columns");
  for (std::size_t i = 0; i < s.n_sort_clause; ++i) {
    const auto& by = *s.sort_clause[i]->sort_by;
    if (by.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_USING)
      return unsupported(text_, node_location(by.node), "ORDER BY … USING");
    GS_TRY(e, order_expr(block, s, by.node));
    SortKey key{e, by.sortby_dir == PG_QUERY__SORT_BY_DIR__SORTBY_DESC, false, node_location(by.node)};
    const bool by_default = by.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_DEFAULT;
    key.nulls_first = by_default ? key.descending : by.sortby_nulls == PG_QUERY__SORT_BY_NULLS__SORTBY_NULLS_FIRST;
    block.order.push_back(std::move(key));
  }
  return {};
}

Result<ExprPtr> Binder::order_expr(Block& block, const PgQuery__SelectStmt& s, const PgQuery__Node* node) {
  if (const auto n = ordinal(node)) {
    if (*n < 1 || *n > static_cast<int>(block.outputs.size()))
      return at(ErrorCode::query_grouping, node_location(node),
                "the SELECT list has " + std::to_string(block.outputs.size()) + " columns");
    return block.outputs[*n - 1].expr;
  }
  if (const auto name = single_name(node); !name.empty())
    for (const auto& out : block.outputs)
      if (same_name(out.name, name)) return out.expr;
  if (block.set != SetOperation::none)
    return fail(ErrorCode::query_unknown_column, text_.at(node_location(node)), "sort by a column of the result");
  return over(block, &s).bind(node, "ORDER BY", &block, true);
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
  if (block.windows.size() > kMaxAggregates) return at(ErrorCode::query_too_complex, block.at, "at most 64 window functions");
  for (const auto& source : block.sources)
    if (source.block) block.weight = std::min(kMaxBlocks + 1, block.weight + source.block->weight);
  const Expr* stray = nullptr;
  roots(block, [&](const Expr& root) {
    walk(root, [&](const Expr& e) {
      if (e.kind == Expr::Kind::grouping && !block.grouped) stray = &e;
      if (e.kind == Expr::Kind::query) block.weight = std::min(kMaxBlocks + 1, block.weight + e.block->weight);
    });
  });
  if (stray) return at(ErrorCode::query_grouping, stray->at, "GROUPING needs GROUP BY");
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
