// Pass 3, inside: the policy pass. What each column may be used for, what must never be shown, where cells are controlled.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.h"
#include "engine/query.h"
#include "engine/unsupported.h"

namespace gongshu::engine {

/// A granted column that a value is made from.
struct Origin {
  std::string table, column;
  std::set<Use> uses;
  bool identity = false;
  bool guarded = false;   ///< of a protected table in a statistical query
  std::string entity{};   ///< TableGrant::entity of its table
  std::string refused{};  ///< why its grant does not count today: expired, another purpose; empty when it does
};

/// What the policy pass knows of a column of a source. Columns of released results (grouped sub-queries, k tested) have no
/// origins: what may be shown may be used.
struct ColumnFacts {
  std::vector<Origin> origins;
  bool bare = false;  ///< a granted column itself, not something computed
};
using Facts = std::vector<std::vector<ColumnFacts>>;  ///< by source and column

class PolicyPass {
 public:
  PolicyPass(const Bound& bound, const PolicySnapshot& policy) : text_(bound.text()), policy_(policy), bound_(bound) {}
  Result<Approved> run();

  /// Facts of the column `e` seen from the block whose facts are `facts`.
  const ColumnFacts& facts_of_column(const Expr& e, const Facts& facts) const;
  ColumnFacts facts_of(const Expr& e, const Facts& facts) const;
  /// Every column under `e` is granted for `use` and, where `use` would single out or show, no identity.
  Status require(const Expr& e, const Facts& facts, Use use, std::string_view clause) const;
  Error refusal(ErrorCode code, int offset, const RuleRef& rule, std::string hint) const;
  Error column_refusal(const Origin& origin, int offset, const RuleRef& rule, std::string hint) const;
  tl::unexpected<Error> k_refusal(int offset, const std::string& construct, std::string_view remedy) const;
  const PolicySnapshot& policy() const { return policy_; }

 private:
  struct Level {
    std::shared_ptr<Block> block;
    std::vector<ColumnFacts> outputs;
  };

  Result<Level> block(const Block& plan, bool top);
  Result<Level> fresh_block(const Block& plan, bool top);
  Result<Level> set_block(const Block& plan, bool top);
  Status sources(Block& block, Facts& facts);
  Status table_source(Source& source, int index, Block& block, Facts& facts);
  Status queries(Block& block, const Facts& facts);
  Result<ExprPtr> with_queries(const ExprPtr& e, const Facts& facts, bool filters);
  Status decide_query(Expr& e, bool filters);
  std::optional<BlockPtr> own_form(const Expr& e) const;
  bool reach_own(Block& block) const;
  Result<Level> own_block(const Block& plan, QueryForm form);
  Result<BlockPtr> as_groups(const Expr& e) const;
  bool carries_rows(const Block& block) const;
  tl::unexpected<Error> rows_refusal(const Expr& e) const;
  Status condition(const Expr& e, const Facts& facts, std::string_view clause) const;
  Status link(const Expr& left, const Expr& right, const Facts& facts, std::string_view clause) const;
  Status grouped(Block& block, const Facts& facts);
  Status controlled(Block& block, const Facts& facts);
  Status plain(const Block& block, const Facts& facts, bool top) const;
  Status shown_block(const Block& block, const Facts& facts, bool top) const;
  Status aggregate(const Aggregate& a, const Facts& facts) const;
  std::vector<ColumnFacts> released_outputs(const Block& block, const Facts& facts) const;
  std::vector<ColumnFacts> row_outputs(const Block& block, const Facts& facts) const;
  Status shown(const Expr& e, const Facts& facts, std::string_view clause) const;
  /// Calls visit(origin, offset) for every granted column that `e` is made from, also through sub-queries.
  template <class Visit>
  void origins(const Expr& e, const Facts& facts, Visit&& visit) const;

  const SourceText& text_;
  const PolicySnapshot& policy_;
  const Bound& bound_;
  std::map<const Block*, Level> done_;                            ///< blocks that name nothing outside themselves
  std::map<const Block*, std::vector<ColumnFacts>> inner_facts_;  ///< outputs of sub-queries in expressions
  std::vector<const Facts*> outer_;
  std::vector<BlockPtr> made_;  ///< blocks made here: `done_` knows blocks by address
  bool controlled_ = false;
};

/// Expands the aggregates of a controlled block into measures. Errors: query.unsupported, query.column_forbidden,
/// query.too_complex.
Status build_measures(Block& block, const Facts& facts, const PolicyPass& pass);

/// Where the answer's columns come from, and the tables behind it.
std::vector<Lineage> lineage_of(const Block& top, const PolicySnapshot& policy);
std::vector<std::string> tables_of(const Block& top);

}  // namespace gongshu::engine
