// FROM: granted tables, WITH names, sub-queries, joins.
#include "engine/bind.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {

tl::unexpected<Error> Binder::at(ErrorCode code, int offset, std::string hint) const {
  return fail(code, text_.at(offset), std::move(hint));
}

Status Binder::with(const PgQuery__WithClause& clause) {
  if (clause.recursive)
    return unsupported(text_, clause.location, "WITH RECURSIVE",
                       "write the steps that are needed one after another, in WITH without RECURSIVE");
  for (std::size_t i = 0; i < clause.n_ctes; ++i) {
    const auto& cte = *clause.ctes[i]->common_table_expr;
    if (cte.search_clause || cte.cycle_clause) return unsupported(text_, cte.location, "SEARCH or CYCLE");
    if (cte.ctequery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT)
      return unsupported(text_, cte.location, statement_words(node_name(cte.ctequery)) + " in WITH", "write a SELECT");
    GS_TRY(inner, select(*cte.ctequery->select_stmt, cte.location));
    bool outer = false;
    outer_columns(*inner, [&](const Expr&, int) { outer = true; });
    if (outer) return unsupported(text_, cte.location, "WITH that names columns of an outer query");
    GS_TRY(block, renamed(inner, cte.aliascolnames, cte.n_aliascolnames, cte.location));
    views_.emplace_back(whole_characters(cte.ctename), block);
  }
  return {};
}

Status Binder::from(Block& block, const PgQuery__SelectStmt& s, int start) {
  if (s.n_from_clause == 0) return unsupported(text_, start, "SELECT without FROM", "name a granted table");
  for (std::size_t i = 0; i < s.n_from_clause; ++i) {
    const auto first = block.sources.size();
    GS_CHECK(from_item(block, s.from_clause[i]));
    if (i == 0) continue;
    for (auto n = first + 1; n < block.sources.size(); ++n)
      if (const auto kind = block.sources[n].join; kind == Source::Join::right || kind == Source::Join::full)
        return unsupported(text_, block.sources[n].at, "RIGHT or FULL JOIN after a comma", "write it first in FROM");
    block.sources[first].join = Source::Join::cross;
  }
  return {};
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
  for (std::size_t c = 0; c < source.columns.size(); ++c)
    visible_[&block].emplace_back(static_cast<int>(block.sources.size()), static_cast<int>(c));
  block.sources.push_back(std::move(source));
  return {};
}

Result<Source> Binder::table(const PgQuery__RangeVar& r) {
  const auto name = whole_characters(r.relname);
  if (!r.inh) return unsupported(text_, r.location, "ONLY");
  const auto alias = whole_characters(r.alias ? r.alias->aliasname : r.relname);
  const bool qualified = (r.schemaname && *r.schemaname) || (r.catalogname && *r.catalogname);
  if (!qualified)
    for (auto view = views_.rbegin(); view != views_.rend(); ++view)
      if (same_name(view->first, name)) return source_of(alias, view->second, r.location, r.alias);
  const auto* grant = qualified ? nullptr : find_table(policy_, name);
  if (!grant) {
    Error error{ErrorCode::query_unknown_table, text_.at(r.location),       "\"" + name + "\" is not among the granted tables",
                policy_.grant_rule.rule,        policy_.grant_rule.article, {}};
    return fail(std::move(error));
  }
  if (r.alias && r.alias->n_colnames > 0)
    return unsupported(text_, r.location, "column names after a table's alias", "use the names of the columns");
  Source source;
  source.alias = alias;
  source.table = grant->name;
  source.at = r.location;
  for (const auto& column : grant->columns)
    if (!reserved_name(column.name)) source.columns.push_back({column.name, column.type});
  return source;
}

Result<Source> Binder::source_of(std::string alias, BlockPtr block, int offset, const PgQuery__Alias* names) {
  Source source;
  source.alias = std::move(alias);
  source.at = offset;
  GS_TRY(named, renamed(std::move(block), names ? names->colnames : nullptr, names ? names->n_colnames : 0, offset));
  for (const auto& output : named->outputs) source.columns.push_back({output.name, output.expr->type});
  source.block = std::move(named);
  return source;
}

/// (a, b, …) after the name of a view or sub-query: its columns by other names.
Result<BlockPtr> Binder::renamed(BlockPtr block, PgQuery__Node* const* names, std::size_t count, int offset) {
  if (count == 0) return block;
  if (count > block->outputs.size())
    return at(ErrorCode::query_grouping, offset, "more names than the " + std::to_string(block->outputs.size()) + " columns");
  auto copy = std::make_shared<Block>(*block);
  for (std::size_t i = 0; i < count; ++i) copy->outputs[i].name = whole_characters(names[i]->string->sval);
  return copy;
}

Result<Source> Binder::subquery(const PgQuery__RangeSubselect& r) {
  const int offset = node_location(r.subquery);
  if (r.lateral) return unsupported(text_, offset, "LATERAL", "group the sub-query by what links it, and join the result");
  if (!r.alias) return unsupported(text_, offset, "a sub-query in FROM without a name", "write (SELECT …) AS name");
  if (r.subquery->node_case != PG_QUERY__NODE__NODE_SELECT_STMT) return unsupported(text_, offset, "this sub-query");
  GS_TRY(block, select(*r.subquery->select_stmt, offset));
  return source_of(whole_characters(r.alias->aliasname), block, offset, r.alias);
}

Status Binder::join(Block& block, const PgQuery__JoinExpr& j) {
  using enum Source::Join;
  const int offset = node_location(j.rarg), begin = static_cast<int>(block.sources.size());
  if (j.alias) return unsupported(text_, offset, "an alias of a whole join");
  if (j.rarg->node_case == PG_QUERY__NODE__NODE_JOIN_EXPR)
    return unsupported(text_, offset, "a join in brackets", "join the tables one after another");
  GS_CHECK(from_item(block, j.larg));
  GS_CHECK(from_item(block, j.rarg));
  if (j.is_natural) return natural(block, begin, offset);
  auto& source = block.sources.back();
  switch (j.jointype) {
    case PG_QUERY__JOIN_TYPE__JOIN_LEFT: source.join = left; break;
    case PG_QUERY__JOIN_TYPE__JOIN_RIGHT: source.join = right; break;
    case PG_QUERY__JOIN_TYPE__JOIN_FULL: source.join = full; break;
    default: source.join = j.quals || j.n_using_clause > 0 ? inner : cross;
  }
  if (j.n_using_clause > 0) return using_columns(block, j, begin);
  if (!j.quals) return {};
  GS_TRY(condition, over(block).bind(j.quals, "ON"));
  if (condition->type != ColumnType::boolean) return at(ErrorCode::query_type_mismatch, condition->at, "ON takes a condition");
  block.sources.back().on = condition;
  return {};
}

}  // namespace gongshu::engine
