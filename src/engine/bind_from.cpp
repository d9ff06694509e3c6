// FROM: granted tables, WITH names, sub-queries, joins on equal columns.
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {

tl::unexpected<Error> Binder::at(ErrorCode code, int offset, std::string hint) const {
  return fail(code, text_.at(offset), std::move(hint));
}

Status Binder::with(const PgQuery__WithClause& clause) {
  if (clause.recursive) return unsupported(text_, clause.location, "WITH RECURSIVE");
  for (std::size_t i = 0; i < clause.n_ctes; ++i) {
    const auto& cte = *clause.ctes[i]->common_table_expr;
    if (cte.n_aliascolnames > 0)
      return unsupported(text_, cte.location, "column names after a WITH name", "name the columns inside with AS");
    if (cte.search_clause || cte.cycle_clause) return unsupported(text_, cte.location, "SEARCH or CYCLE");
    if (cte.ctequery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
      return unsupported(text_, cte.location, statement_words(node_name(cte.ctequery)) + " in WITH", "write a SELECT");
    GS_TRY(block, select(*cte.ctequery->select_stmt, cte.location));
    views_.emplace_back(cte.ctename, block);
  }
  return {};
}

Status Binder::from(Block& block, const PgQuery__SelectStmt& s, int start) {
  if (s.n_from_clause == 0) return unsupported(text_, start, "SELECT without FROM", "name a granted table");
  if (s.n_from_clause > 1)
    return unsupported(text_, node_location(s.from_clause[1]), "a comma in FROM", "write JOIN … ON a.column = b.column");
  return from_item(block, s.from_clause[0]);
}

Status Binder::from_item(Block& block, const PgQuery__Node* node) {
  switch (node->node_case) {
    case PG_QUERY__NODE__NODE_RANGE_VAR: {
      GS_TRY(source, table(*node->range_var));
      return add_source(block, std::move(source));
    }
    case PG_QUERY__NODE__NODE_RANGE_SUBSELECT: {
      GS_TRY(source, subquery(*node->range_subselect));
      return add_source(block, std::move(source));
    }
    case PG_QUERY__NODE__NODE_JOIN_EXPR: return join(block, *node->join_expr);
    default: return unsupported(text_, node_location(node), expression_words(node_name(node)), "name a granted table");
  }
}

Status Binder::add_source(Block& block, Source source) {
  if (block.sources.size() >= kMaxSources) return at(ErrorCode::query_too_complex, source.at, "join fewer tables");
  for (const auto& other : block.sources)
    if (same_name(other.alias, source.alias))
      return unsupported(text_, source.at, "the name \"" + source.alias + "\" twice in FROM", "give each its own alias");
  block.sources.push_back(std::move(source));
  return {};
}

Result<Source> Binder::table(const PgQuery__RangeVar& r) {
  const std::string name = r.relname;
  if (r.alias && r.alias->n_colnames > 0) return unsupported(text_, r.location, "column names after an alias");
  if (!r.inh) return unsupported(text_, r.location, "ONLY");
  const std::string alias = r.alias ? r.alias->aliasname : r.relname;
  const bool qualified = (r.schemaname && *r.schemaname) || (r.catalogname && *r.catalogname);
  if (!qualified)
    for (auto view = views_.rbegin(); view != views_.rend(); ++view)
      if (same_name(view->first, name)) return source_of(alias, view->second, r.location);
  const auto* grant = qualified ? nullptr : find_table(policy_, name);
  if (!grant) {
    Error error{ErrorCode::query_unknown_table, text_.at(r.location),       "\"" + name + "\" is not among the granted tables",
                policy_.grant_rule.rule,        policy_.grant_rule.article, {}};
    return fail(std::move(error));
  }
  Source source;
  source.alias = alias;
  source.table = grant->name;
  source.at = r.location;
  for (const auto& column : grant->columns)
    if (!reserved_name(column.name)) source.columns.push_back({column.name, column.type});
  return source;
}

Result<Source> Binder::source_of(std::string alias, BlockPtr block, int offset) {
  Source source;
  source.alias = std::move(alias);
  source.at = offset;
  for (const auto& output : block->outputs) source.columns.push_back({output.name, output.expr->type});
  source.block = std::move(block);
  return source;
}

Result<Source> Binder::subquery(const PgQuery__RangeSubselect& r) {
  const int offset = node_location(r.subquery);
  if (r.lateral) return unsupported(text_, offset, "LATERAL");
  if (!r.alias) return unsupported(text_, offset, "a sub-query in FROM without a name", "write (SELECT …) AS name");
  if (r.alias->n_colnames > 0)
    return unsupported(text_, offset, "column names after an alias", "name the columns inside with AS");
  if (r.subquery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) return unsupported(text_, offset, "this sub-query");
  GS_TRY(block, select(*r.subquery->select_stmt, offset));
  return source_of(r.alias->aliasname, block, offset);
}

Status Binder::join(Block& block, const PgQuery__JoinExpr& j) {
  const int offset = node_location(j.rarg);
  if (j.is_natural) return unsupported(text_, offset, "NATURAL JOIN", "write JOIN … ON a.column = b.column");
  if (j.n_using_clause > 0) return unsupported(text_, offset, "USING", "write ON a.column = b.column");
  if (j.alias) return unsupported(text_, offset, "an alias of a whole join");
  if (j.jointype == PG_QUERY__JOIN_TYPE__JOIN_RIGHT)
    return unsupported(text_, offset, "RIGHT JOIN", "swap the tables and write LEFT JOIN");
  if (j.jointype == PG_QUERY__JOIN_TYPE__JOIN_FULL) return unsupported(text_, offset, "FULL JOIN");
  if (!j.quals) return unsupported(text_, offset, "CROSS JOIN", "write JOIN … ON a.column = b.column");
  if (j.rarg->node_case == PG_QUERY__NODE__NODE_JOIN_EXPR)
    return unsupported(text_, offset, "a join in brackets", "join the tables one after another");
  GS_CHECK(from_item(block, j.larg));
  GS_CHECK(from_item(block, j.rarg));
  block.sources.back().join = j.jointype == PG_QUERY__JOIN_TYPE__JOIN_LEFT ? Source::Join::left : Source::Join::inner;
  return join_keys(block, j.quals);
}

Status Binder::join_keys(Block& block, const PgQuery__Node* quals) {
  if (quals->node_case != PG_QUERY__NODE__NODE_BOOL_EXPR || quals->bool_expr->boolop != PG_QUERY__BOOL_EXPR_TYPE__AND_EXPR)
    return join_key(block, quals);
  for (std::size_t i = 0; i < quals->bool_expr->n_args; ++i) GS_CHECK(join_key(block, quals->bool_expr->args[i]));
  return {};
}

Status Binder::join_key(Block& block, const PgQuery__Node* quals) {
  auto binder = over(block);
  GS_TRY(condition, binder.bind(quals, "ON"));
  const auto refuse = [&] {
    return unsupported(text_, condition->at, "a join condition other than column = column", "put other conditions into WHERE");
  };
  if (!is_function(*condition, "equal")) return refuse();
  auto left = condition->args[0], right = condition->args[1];
  if (left->kind != Expr::Kind::column || right->kind != Expr::Kind::column) return refuse();
  const int last = static_cast<int>(block.sources.size()) - 1;
  if (left->source == last) std::swap(left, right);
  if (right->source != last || left->source == last) return refuse();
  block.sources.back().on.push_back({left, right});
  return {};
}

}  // namespace gongshu::engine
