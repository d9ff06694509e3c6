// Pass 2, inside: from parse tree to plan. One Binder binds one query; ExpressionBinder binds the expressions of one SELECT.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/expressions.h"
#include "engine/pg_tree.h"
#include "engine/plan.h"
#include "engine/query.h"
#include "engine/unsupported.h"

namespace gongshu::engine {

inline constexpr int kMaxExpressionDepth = 64;
inline constexpr int kMaxBlocks = 64;
inline constexpr int kMaxNesting = 8;
inline constexpr std::size_t kMaxSources = 16, kMaxOutputs = 200, kMaxAggregates = 64, kMaxKeys = 32;

/// Binds scalar expressions over the sources of one block. Aggregates are collected where the clause allows them.
class ExpressionBinder {
 public:
  ExpressionBinder(const SourceText& text, const std::vector<Source>& sources, const RuleRef& grant_rule)
      : text_(text), sources_(sources), grant_rule_(grant_rule) {}

  /// `clause` names the place for refusals ("WHERE"); aggregates are refused there when `aggregates` is null.
  Result<ExprPtr> bind(const PgQuery__Node* node, std::string_view clause, std::vector<Aggregate>* aggregates = nullptr);
  /// A column by its parts; null without error when the name is a single word that no source has.
  Result<ExprPtr> column(const PgQuery__ColumnRef& ref, bool must_exist = true);

  tl::unexpected<Error> at(Error error, int offset) const;
  tl::unexpected<Error> at(ErrorCode code, int offset, std::string hint) const;

 private:
  Result<ExprPtr> node(const PgQuery__Node* node);
  Result<ExprPtr> dispatch(const PgQuery__Node& node);
  Result<ExprPtr> constant(const PgQuery__AConst& c);
  Result<ExprPtr> number(const std::string& digits, int offset);
  Result<ExprPtr> operation(const PgQuery__AExpr& e);
  Result<ExprPtr> binary(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> negative(const PgQuery__AExpr& e);
  Result<ExprPtr> membership(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> range(const PgQuery__AExpr& e);
  Result<ExprPtr> pattern(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> logic(const PgQuery__BoolExpr& e);
  Result<ExprPtr> choice(const PgQuery__CaseExpr& e);
  Result<ExprPtr> cast(const PgQuery__TypeCast& c);
  Result<ColumnType> type(const PgQuery__TypeName& name, int offset);
  Result<ExprPtr> call(const PgQuery__FuncCall& f);
  Result<ExprPtr> aggregate(const PgQuery__FuncCall& f, const std::string& name);
  Result<Aggregate> aggregate_parts(const PgQuery__FuncCall& f, const std::string& name);
  Status plain_call(const PgQuery__FuncCall& f, const std::string& name);
  Result<std::vector<ExprPtr>> nodes(PgQuery__Node* const* items, std::size_t count);
  Result<ExprPtr> apply(std::string_view name, std::vector<ExprPtr> args, int offset);
  ExprPtr negate(ExprPtr e);

  const SourceText& text_;
  const std::vector<Source>& sources_;
  const RuleRef& grant_rule_;  ///< cited for columns that are not granted
  std::string_view clause_;
  std::vector<Aggregate>* aggregates_ = nullptr;
  bool inside_aggregate_ = false;
  int depth_ = 0;
};

/// Binds SELECTs, their FROM and their WITH.
class Binder {
 public:
  Binder(const Parsed& parsed, const PolicySnapshot& policy) : text_(parsed.text()), tree_(parsed.tree()), policy_(policy) {}
  Result<BlockPtr> query() { return select(tree_.select(), 0); }

 private:
  Result<BlockPtr> select(const PgQuery__SelectStmt& s, int start);
  Status refuse_clauses(const PgQuery__SelectStmt& s, int start);
  Status with(const PgQuery__WithClause& clause);
  Status from(Block& block, const PgQuery__SelectStmt& s, int start);
  Status from_item(Block& block, const PgQuery__Node* node);
  Status join(Block& block, const PgQuery__JoinExpr& j);
  Status join_keys(Block& block, const PgQuery__Node* quals);
  Status join_key(Block& block, const PgQuery__Node* quals);
  Result<Source> table(const PgQuery__RangeVar& r);
  Result<Source> subquery(const PgQuery__RangeSubselect& r);
  Result<Source> source_of(std::string alias, BlockPtr block, int offset);
  Status add_source(Block& block, Source source);
  Status outputs(Block& block, const PgQuery__SelectStmt& s);
  Status keys(Block& block, const PgQuery__SelectStmt& s);
  Result<ExprPtr> key(Block& block, const PgQuery__Node* node, const std::vector<Output>& outs);
  Status group(Block& block, const PgQuery__SelectStmt& s);
  Result<ExprPtr> lift(const Block& block, const ExprPtr& e);
  Status order(Block& block, const PgQuery__SelectStmt& s);
  Result<ExprPtr> order_expr(Block& block, const PgQuery__Node* node);
  Status limits(Block& block, const PgQuery__SelectStmt& s);
  Result<std::int64_t> limit(const PgQuery__Node* node, const char* word);
  Status sizes(Block& block);
  ExpressionBinder over(const Block& block) const { return {text_, block.sources, policy_.grant_rule}; }
  int word(std::string_view w, int start) const { return find_word(tree_, text_.sql, w, start); }
  tl::unexpected<Error> at(ErrorCode code, int offset, std::string hint) const;

  const SourceText& text_;
  const ParseTree& tree_;
  const PolicySnapshot& policy_;
  std::vector<std::pair<std::string, BlockPtr>> views_;  ///< WITH names in scope, innermost last
  int nesting_ = 0;
};

}  // namespace gongshu::engine
