#include "engine/approve.h"

#include "base/record.h"
#include "engine/expressions.h"
#include "engine/functions.h"

namespace gongshu::engine {

Error PolicyPass::refusal(ErrorCode code, int offset, const RuleRef& rule, std::string hint) const {
  return Error{code, text_.at(offset), std::move(hint), rule.rule, rule.article, {}};
}

Error PolicyPass::column_refusal(const Origin& origin, int offset, const RuleRef& rule, std::string hint) const {
  auto error = refusal(ErrorCode::query_column_forbidden, offset, rule, std::move(hint));
  error.detail["column"] = origin.table + "." + origin.column;
  return error;
}

Result<Approved> PolicyPass::run() {
  if (bound_.epoch() != policy_.epoch)
    return fail(ErrorCode::state_conflict, {}, "the policy has changed since the query was bound; bind it again");
  GS_TRY(level, block(bound_.plan(), true));
  Approved approved;
  approved.plan_ = level.block;
  approved.k_ = std::max(1, policy_.k);
  approved.epoch_ = policy_.epoch;
  approved.statistical_ = policy_.statistical;
  approved.controlled_ = controlled_;
  approved.k_rule_ = policy_.k_rule;
  return approved;
}

Result<PolicyPass::Level> PolicyPass::block(const Block& plan, bool top) {
  Level level{std::make_shared<Block>(plan), {}};
  auto& block = *level.block;
  Facts facts;
  GS_CHECK(sources(block, facts));
  GS_CHECK(joins(block, facts));
  if (block.where) GS_CHECK(require(*block.where, facts, Use::filter, "WHERE"));
  if (block.grouped) {
    GS_CHECK(grouped(block, facts));
    level.outputs = released_outputs(block, facts);
  } else {
    GS_CHECK(plain(block, facts, top));
    level.outputs = row_outputs(block, facts);
  }
  return level;
}

Status PolicyPass::sources(Block& block, Facts& facts) {
  for (std::size_t i = 0; i < block.sources.size(); ++i) {
    auto& source = block.sources[i];
    const int index = static_cast<int>(i);
    if (!source.block) {
      GS_CHECK(table_source(source, index, block, facts));
      continue;
    }
    GS_TRY(level, this->block(*source.block, false));
    facts.push_back(std::move(level.outputs));
    if (!level.block->grouped)
      for (std::size_t inner = 0; inner < level.block->controls.protect.size(); ++inner)
        block.controls.protect.push_back({index, static_cast<int>(inner), {}, level.block->controls.protect[inner].origin});
    source.block = level.block;
  }
  return {};
}

/// Grants are read again here, whatever the binder saw: a column without a grant has no uses.
Status PolicyPass::table_source(Source& source, int index, Block& block, Facts& facts) {
  const auto* table = find_table(policy_, source.table);
  if (!table)
    return fail(
        refusal(ErrorCode::query_unknown_table, source.at, policy_.grant_rule, "ask for a grant of \"" + source.table + "\""));
  const bool guarded = policy_.statistical && !table->entity.empty();
  if (guarded) block.controls.protect.push_back({index, 0, table->entity, table->name});
  auto& columns = facts.emplace_back();
  for (const auto& column : source.columns) {
    const auto* grant = find_column(*table, column.name);
    Origin origin{table->name, column.name, {}, true, guarded};
    if (grant && grant->type == column.type) {
      origin.uses = grant->uses;
      origin.identity = grant->identity;
    }
    columns.push_back({{std::move(origin)}, true});
  }
  return {};
}

/// Joins compare granted columns with granted columns: a constant smuggled in through a sub-query would be a filter, and an
/// identifier may only meet another identifier.
Status PolicyPass::joins(const Block& block, const Facts& facts) const {
  for (const auto& source : block.sources) {
    for (const auto& [left, right] : source.on) {
      GS_CHECK(require(*left, facts, Use::join, "ON"));
      GS_CHECK(require(*right, facts, Use::join, "ON"));
      const auto a = facts_of(*left, facts), b = facts_of(*right, facts);
      if (!a.bare || !b.bare)
        return unsupported(text_, (a.bare ? right : left)->at, "a join on a computed column", "join on the columns themselves");
      const auto identity = [](const ColumnFacts& f) { return std::ranges::any_of(f.origins, &Origin::identity); };
      if (identity(a) != identity(b))
        return fail(column_refusal(identity(a) ? a.origins[0] : b.origins[0], left->at, policy_.identity_rule,
                                   "join an identifier only with the same identifier of another granted table"));
    }
  }
  return {};
}

Status PolicyPass::grouped(Block& block, const Facts& facts) {
  for (const auto& key : block.keys) GS_CHECK(require(*key, facts, Use::group, "GROUP BY"));
  for (const auto& a : block.aggregates) GS_CHECK(aggregate(block, a, facts));
  contributors(block);
  block.controls.controlled = !block.controls.protect.empty();
  if (!block.controls.controlled) return {};
  if (block.controls.contributors.size() > kMaxContributors)
    return fail(refusal(ErrorCode::query_too_complex, block.at, {},
                        "aggregate at most " + std::to_string(kMaxContributors) + " different columns"));
  controlled_ = true;
  block.controls.k = std::max(1, policy_.k);
  return {};
}

void PolicyPass::contributors(Block& block) const {
  auto& controls = block.controls;
  std::vector<std::string> known;
  for (const auto& a : block.aggregates) {
    if (!a.argument) {
      controls.counts_all_rows = true;
      controls.aggregate_set.push_back(-1);
      continue;
    }
    const auto text = canonical_text(*a.argument);
    const auto found = std::ranges::find(known, text);
    controls.aggregate_set.push_back(static_cast<int>(found - known.begin()));
    if (found != known.end()) continue;
    known.push_back(text);
    controls.contributors.push_back(a.argument);
  }
}

Status PolicyPass::plain(const Block& block, const Facts& facts, bool top) const {
  if (!block.controls.protect.empty()) {
    const auto& origin = block.controls.protect.front().origin;
    if (top)
      return fail(
          refusal(ErrorCode::query_not_aggregated, block.outputs.front().expr->at, policy_.k_rule,
                  "rows of \"" + origin + "\" are never shown; use COUNT, SUM or AVG, with GROUP BY where columns are kept"));
    if (!block.order.empty() || block.limit || block.offset > 0)
      return fail(refusal(ErrorCode::query_not_aggregated, block.order.empty() ? block.at : block.order.front().at,
                          policy_.k_rule, "ORDER BY and LIMIT would choose single rows of \"" + origin + "\"; aggregate first"));
    return {};
  }
  for (const auto& sort : block.order) GS_CHECK(shown(*sort.expr, facts, "ORDER BY"));
  if (!top) return {};
  for (const auto& output : block.outputs) GS_CHECK(shown(*output.expr, facts, "SELECT"));
  return {};
}

Status PolicyPass::aggregate(const Block& block, const Aggregate& a, const Facts& facts) const {
  if (!a.argument) return {};
  const bool counting = a.kind == AggregateKind::count || a.kind == AggregateKind::count_distinct;
  const bool bare = a.argument->kind == Expr::Kind::column && facts_of(*a.argument, facts).bare;
  Status status;
  walk(*a.argument, [&](const Expr& e) {
    if (!status || e.kind != Expr::Kind::column) return;
    for (const auto& origin : facts[e.source][e.column].origins) {
      if (origin.identity && !(counting && bare && !origin.uses.empty()))
        status = fail(column_refusal(origin, e.at, policy_.identity_rule,
                                     "an identifier can only be counted: COUNT(DISTINCT " + origin.column + ")"));
      else if (!origin.uses.contains(Use::aggregate) && !(counting && origin.uses.contains(Use::group)))
        status = fail(column_refusal(origin, e.at, policy_.grant_rule,
                                     "drop the aggregate over \"" + origin.column + "\" or ask for an aggregate grant on it"));
      if (!status) return;
    }
  });
  GS_CHECK(status);
  return block.controls.protect.empty() ? Status{} : controlled_aggregate(a, facts);
}

/// Over protected rows an aggregate is COUNT, SUM or AVG of a column as it stands. Anything computed per row (CASE, rounding,
/// products, sums with large constants) can pick out one row under the cover of k others; extremes are one row's value.
Status PolicyPass::controlled_aggregate(const Aggregate& a, const Facts& facts) const {
  const auto refuse = [&](int offset, const std::string& construct, std::string_view remedy) {
    auto error = unsupported(text_, offset, construct, remedy).value();
    error.rule = policy_.k_rule.rule;
    error.article = policy_.k_rule.article;
    return fail(std::move(error));
  };
  std::string name(name_of(a.kind));
  std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  if (name == "COUNT_DISTINCT") name = "COUNT";
  if (a.kind == AggregateKind::min || a.kind == AggregateKind::max)
    return refuse(a.at, name + " over protected entities",
                  "it shows one entity's value; use AVG, or GROUP BY ranges of the column");
  if (a.argument->kind == Expr::Kind::call) {
    const auto& inner = a.argument->function->name;
    const auto shown_name = inner == "case" ? std::string("CASE") : std::string(inner);
    return refuse(
        a.argument->at, shown_name + " inside " + name,
        inner == "case" ? "put the condition into WHERE" : "aggregate the column itself and compute outside the aggregate");
  }
  if (a.argument->kind != Expr::Kind::column) return refuse(a.argument->at, "a constant inside " + name, "use COUNT(*)");
  const auto& column = facts[a.argument->source][a.argument->column];
  if (!column.bare)
    return refuse(a.argument->at, "a computed column inside " + name,
                  "aggregate the column itself and compute outside the aggregate");
  const bool summing = a.kind == AggregateKind::sum || a.kind == AggregateKind::avg;
  const bool guarded = std::ranges::any_of(column.origins, &Origin::guarded);
  if (summing && !guarded)
    return refuse(a.argument->at, name + " of an unprotected column over protected rows", "sum a column of the protected table");
  return {};
}

ColumnFacts PolicyPass::facts_of(const Expr& e, const Facts& facts) const {
  if (e.kind == Expr::Kind::column) return facts[e.source][e.column];
  ColumnFacts out;
  walk(e, [&](const Expr& x) {
    if (x.kind != Expr::Kind::column) return;
    for (const auto& origin : facts[x.source][x.column].origins)
      if (std::ranges::none_of(out.origins,
                               [&](const Origin& o) { return o.table == origin.table && o.column == origin.column; }))
        out.origins.push_back(origin);
  });
  return out;
}

std::vector<ColumnFacts> PolicyPass::row_outputs(const Block& block, const Facts& facts) const {
  std::vector<ColumnFacts> out;
  for (const auto& output : block.outputs) out.push_back(facts_of(*output.expr, facts));
  return out;
}

/// Groups that passed k are public to the requester; only a key that is a column itself can be joined on.
std::vector<ColumnFacts> PolicyPass::released_outputs(const Block& block, const Facts& facts) const {
  std::vector<ColumnFacts> out;
  for (const auto& output : block.outputs) {
    const bool key = output.expr->kind == Expr::Kind::key;
    out.push_back({{}, key && facts_of(*block.keys[output.expr->index], facts).bare});
  }
  return out;
}

Status PolicyPass::require(const Expr& e, const Facts& facts, Use use, std::string_view clause) const {
  Status status;
  walk(e, [&](const Expr& x) {
    if (!status || x.kind != Expr::Kind::column) return;
    for (const auto& origin : facts[x.source][x.column].origins) {
      const auto where = std::string(clause);
      if (origin.identity && use != Use::join)
        status = fail(column_refusal(origin, x.at, policy_.identity_rule,
                                     "take the identifier \"" + origin.column + "\" out of " + where + "; COUNT(DISTINCT " +
                                         origin.column + ") may be granted"));
      else if (!origin.uses.contains(use))
        status = fail(column_refusal(
            origin, x.at, policy_.grant_rule,
            "take \"" + origin.column + "\" out of " + where + " or ask for a " + std::string(name_of(use)) + " grant on it"));
      if (!status) return;
    }
  });
  return status;
}

Status PolicyPass::shown(const Expr& e, const Facts& facts, std::string_view clause) const {
  Status status;
  walk(e, [&](const Expr& x) {
    if (!status || x.kind != Expr::Kind::column) return;
    for (const auto& origin : facts[x.source][x.column].origins) {
      if (origin.identity)
        status = fail(column_refusal(origin, x.at, policy_.identity_rule,
                                     "take the identifier \"" + origin.column + "\" out of " + std::string(clause)));
      else if (!origin.uses.contains(Use::visible) && !origin.uses.contains(Use::masked))
        status = fail(column_refusal(origin, x.at, policy_.grant_rule,
                                     "aggregate \"" + origin.column + "\" or ask for a visible or masked grant on it"));
      if (!status) return;
    }
  });
  return status;
}

Result<Approved> approve(const Bound& bound, const PolicySnapshot& policy) { return PolicyPass(bound, policy).run(); }

Result<Approved> compile(std::string_view sql, const PolicySnapshot& policy) {
  GS_TRY(parsed, parse(sql));
  GS_TRY(bound, bind(parsed, policy));
  return approve(bound, policy);
}

}  // namespace gongshu::engine
