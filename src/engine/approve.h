// Pass 3, inside: the policy pass. What each column may be used for, what must never be shown, where k is tested.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "engine/plan.h"
#include "engine/query.h"
#include "engine/unsupported.h"

namespace gongshu::engine {

/// Each pair of aggregated columns is compared for the rows that only one of them covers.
inline constexpr std::size_t kMaxContributors = 8;

/// A granted column that a value is made from.
struct Origin {
  std::string table, column;
  std::set<Use> uses;
  bool identity = false;
  bool guarded = false;  ///< of a protected table in a statistical query
};

/// What the policy pass knows of a column of a source. Columns of released results (grouped sub-queries, k tested) have no
/// origins: what may be shown may be used.
struct ColumnFacts {
  std::vector<Origin> origins;
  bool bare = false;  ///< a granted column itself, not something computed
};

class PolicyPass {
 public:
  PolicyPass(const Bound& bound, const PolicySnapshot& policy) : text_(bound.text()), policy_(policy), bound_(bound) {}
  Result<Approved> run();

 private:
  struct Level {
    std::shared_ptr<Block> block;
    std::vector<ColumnFacts> outputs;
  };
  using Facts = std::vector<std::vector<ColumnFacts>>;  ///< by source and column

  Result<Level> block(const Block& plan, bool top);
  Status sources(Block& block, Facts& facts);
  Status table_source(Source& source, int index, Block& block, Facts& facts);
  Status joins(const Block& block, const Facts& facts) const;
  Status grouped(Block& block, const Facts& facts);
  Status plain(const Block& block, const Facts& facts, bool top) const;
  Status aggregate(const Block& block, const Aggregate& a, const Facts& facts) const;
  Status controlled_aggregate(const Aggregate& a, const Facts& facts) const;
  void contributors(Block& block) const;
  std::vector<ColumnFacts> released_outputs(const Block& block, const Facts& facts) const;
  std::vector<ColumnFacts> row_outputs(const Block& block, const Facts& facts) const;

  /// Every column under `e` is granted for `use` and, where `use` would single out or show, no identity.
  Status require(const Expr& e, const Facts& facts, Use use, std::string_view clause) const;
  Status shown(const Expr& e, const Facts& facts, std::string_view clause) const;
  ColumnFacts facts_of(const Expr& e, const Facts& facts) const;

  Error refusal(ErrorCode code, int offset, const RuleRef& rule, std::string hint) const;
  Error column_refusal(const Origin& origin, int offset, const RuleRef& rule, std::string hint) const;

  const SourceText& text_;
  const PolicySnapshot& policy_;
  const Bound& bound_;
  bool controlled_ = false;
};

}  // namespace gongshu::engine
