// Pass 2, inside: from parse tree to plan. One Binder binds one query; ExpressionBinder binds the expressions of one SELECT.
#pragma once
#include <map>
#include <optional>
#include <set>
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
inline constexpr int kMaxNesting = 12;
inline constexpr std::size_t kMaxSources = 16, kMaxOutputs = 200, kMaxAggregates = 64, kMaxKeys = 32;

class Binder;

/// Binds scalar expressions over the sources of one block. Aggregates and windows are put into the block where the clause
/// allows them.
class ExpressionBinder {
 public:
  ExpressionBinder(Binder& owner, const SourceText& text, const Block& block, const PgQuery__SelectStmt* statement,
                   const RuleRef& grant_rule)
      : owner_(owner), text_(text), block_(block), statement_(statement), grant_rule_(grant_rule) {}

  /// `clause` names the place for refusals ("WHERE"); aggregates and windows are refused there when `collect` is null.
  Result<ExprPtr> bind(const PgQuery__Node* node, std::string_view clause, Block* collect = nullptr, bool windows = false);
  /// A column by its parts; null without error when the name is a single word that no source of this block has.
  Result<ExprPtr> column(const PgQuery__ColumnRef& ref, bool must_exist = true);

  tl::unexpected<Error> at(Error error, int offset) const;
  tl::unexpected<Error> at(ErrorCode code, int offset, std::string hint) const;

 private:
  Result<ExprPtr> node(const PgQuery__Node* node);
  Result<ExprPtr> dispatch(const PgQuery__Node& node);
  Result<ExprPtr> constant(const PgQuery__AConst& c);
  Result<ExprPtr> number(const std::string& digits, int offset);
  Result<ExprPtr> parameter(const PgQuery__ParamRef& p);
  Result<ExprPtr> operation(const PgQuery__AExpr& e);
  Result<ExprPtr> binary(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> negative(const PgQuery__AExpr& e);
  Result<ExprPtr> membership(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> range(const PgQuery__AExpr& e);
  Result<ExprPtr> pattern(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> logic(const PgQuery__BoolExpr& e);
  Result<ExprPtr> choice(const PgQuery__CaseExpr& e);
  Result<ExprPtr> cast(const PgQuery__TypeCast& c);
  Result<ExprPtr> decimal_cast(const PgQuery__TypeName& name, const ExprPtr& arg, int offset);
  Result<ColumnType> type(const PgQuery__TypeName& name, int offset);
  Result<ExprPtr> interval(const ExprPtr& date, const PgQuery__TypeCast& c, bool minus, int offset);
  Result<ExprPtr> dates(const PgQuery__AExpr& e, const std::string& op);
  Result<ExprPtr> query(const PgQuery__SubLink& link);
  Result<ExprPtr> among(const PgQuery__SubLink& link, const BlockPtr& block);
  Result<ExprPtr> grouping(const PgQuery__GroupingFunc& f);
  Result<ExprPtr> truth(const PgQuery__BooleanTest& test);
  int find(const Block& block, std::string_view alias, std::string_view name, Expr& out, bool& table_known) const;
  Result<ExprPtr> call(const PgQuery__FuncCall& f);
  Result<ExprPtr> aggregate(const PgQuery__FuncCall& f, const std::string& name);
  Result<Aggregate> aggregate_parts(const PgQuery__FuncCall& f, const std::string& name);
  Result<ExprPtr> window(const PgQuery__FuncCall& f, const std::string& name);
  Status window_arguments(const PgQuery__FuncCall& f, const std::string& name, Window& out);
  Status window_place(const PgQuery__WindowDef& over, int offset, Window& out);
  Result<std::string> frame(const PgQuery__WindowDef& over, int offset);
  Status plain_call(const PgQuery__FuncCall& f, const std::string& name);
  Result<std::vector<ExprPtr>> nodes(PgQuery__Node* const* items, std::size_t count);
  Result<ExprPtr> apply(std::string_view name, std::vector<ExprPtr> args, int offset);
  Status no_correlated_value(const Expr& e) const;
  ExprPtr negate(ExprPtr e);

  Binder& owner_;
  const SourceText& text_;
  const Block& block_;
  const PgQuery__SelectStmt* statement_;  ///< for WINDOW names; null where there are none
  const RuleRef& grant_rule_;             ///< cited for columns that are not granted
  std::string_view clause_;
  Block* collect_ = nullptr;
  bool windows_ = false, inside_aggregate_ = false, inside_window_ = false;
  int depth_ = 0;
};

/// A column by source and number.
using Place = std::pair<int, int>;

/// Binds SELECTs, their FROM and their WITH.
class Binder {
 public:
  Binder(const Parsed& parsed, const PolicySnapshot& policy) : text_(parsed.text()), tree_(parsed.tree()), policy_(policy) {}
  Result<BlockPtr> query() { return select(tree_.select(), 0); }

  /// A sub-query in an expression of `outer`, whose columns it may name. `exists`: what it selects does not matter.
  Result<BlockPtr> inner_query(const PgQuery__Node* node, const Block& outer, bool exists);
  /// Blocks around the one being bound, nearest last.
  const std::vector<const Block*>& scopes() const { return scopes_; }
  /// Whether USING has made this column one with another, which its unqualified name means.
  bool absorbed(const Block& block, Place place) const;

 private:
  Result<BlockPtr> select(const PgQuery__SelectStmt& s, int start, bool exists = false);
  Status simple(Block& block, const PgQuery__SelectStmt& s, int start, bool exists);
  Status set_operation(Block& block, const PgQuery__SelectStmt& s, int start);
  Status branch(Block& block, const PgQuery__SelectStmt& s, int start);
  Status set_outputs(Block& block, int start);
  Status refuse_clauses(const PgQuery__SelectStmt& s, int start);
  Status with(const PgQuery__WithClause& clause);
  Status from(Block& block, const PgQuery__SelectStmt& s, int start);
  Status from_item(Block& block, const PgQuery__Node* node);
  Status join(Block& block, const PgQuery__JoinExpr& j);
  tl::unexpected<Error> natural(const Block& block, int first, int offset) const;
  Status using_columns(Block& block, const PgQuery__JoinExpr& j, int first);
  Result<Place> place(const Block& block, const std::string& name, int first, int end, int offset) const;
  std::vector<Place> places_of(const Block& block) const;
  ExprPtr column_at(const Block& block, Place place, int offset) const;
  Status star_outputs(Block& block, const PgQuery__ColumnRef& ref);
  Result<Source> table(const PgQuery__RangeVar& r);
  Result<Source> subquery(const PgQuery__RangeSubselect& r);
  Result<Source> source_of(std::string alias, BlockPtr block, int offset, const PgQuery__Alias* names = nullptr);
  Result<BlockPtr> renamed(BlockPtr block, PgQuery__Node* const* names, std::size_t count, int offset);
  Status add_source(Block& block, Source source);
  Status outputs(Block& block, const PgQuery__SelectStmt& s, bool exists);
  Status keys(Block& block, const PgQuery__SelectStmt& s);
  Status group_items(Block& block, const PgQuery__SelectStmt& s);
  Result<std::vector<int>> key_list(Block& block, PgQuery__Node* const* items, std::size_t count);
  Result<std::vector<std::vector<int>>> grouping_set(Block& block, const PgQuery__GroupingSet& g);
  Result<int> add_key(Block& block, const PgQuery__Node* node);
  Result<ExprPtr> key(Block& block, const PgQuery__Node* node, const std::vector<Output>& outs);
  Status distinct(Block& block, const PgQuery__SelectStmt& s);
  Status group(Block& block);
  Result<ExprPtr> lift(const Block& block, const ExprPtr& e);
  Status order(Block& block, const PgQuery__SelectStmt& s);
  Status distinct_order(const Block& block) const;
  Result<ExprPtr> order_expr(Block& block, const PgQuery__SelectStmt& s, const PgQuery__Node* node);
  Status limits(Block& block, const PgQuery__SelectStmt& s);
  Result<std::int64_t> limit(const PgQuery__Node* node, const char* word);
  Status sizes(Block& block);
  ExpressionBinder over(const Block& block, const PgQuery__SelectStmt* s = nullptr) {
    return {*this, text_, block, s, policy_.grant_rule};
  }
  int word(std::string_view w, int start) const { return find_word(tree_, text_.sql, w, start); }
  tl::unexpected<Error> at(ErrorCode code, int offset, std::string hint) const;

  const SourceText& text_;
  const ParseTree& tree_;
  const PolicySnapshot& policy_;
  std::vector<std::pair<std::string, BlockPtr>> views_;  ///< WITH names in scope, innermost last
  std::vector<const Block*> scopes_;
  std::map<const Block*, std::vector<Place>> visible_;  ///< what * stands for, in its order
  int nesting_ = 0;
};

}  // namespace gongshu::engine
