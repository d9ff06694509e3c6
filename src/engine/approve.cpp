#include "engine/approve.h"

#include "base/clock.h"
#include "base/record.h"
#include "engine/expressions.h"
#include "engine/functions.h"

namespace gongshu::engine {

template <class Visit>
void PolicyPass::origins(const Expr& e, const Facts& facts, Visit&& visit) const {
  walk(e, [&](const Expr& x) {
    if (x.kind == Expr::Kind::column)
      for (const auto& origin : facts_of_column(x, facts).origins) visit(origin, x.at);
    if (x.kind == Expr::Kind::query && x.form != QueryForm::exists)
      if (const auto found = inner_facts_.find(x.block.get()); found != inner_facts_.end())
        for (const auto& column : found->second)
          for (const auto& origin : column.origins) visit(origin, x.at);
  });
}

Error PolicyPass::refusal(ErrorCode code, int offset, const RuleRef& rule, std::string hint) const {
  return Error{code, text_.at(offset), std::move(hint), rule.rule, rule.article, {}};
}

Error PolicyPass::column_refusal(const Origin& origin, int offset, const RuleRef& rule, std::string hint) const {
  auto error =
      refusal(ErrorCode::query_column_forbidden, offset, rule, origin.refused.empty() ? std::move(hint) : origin.refused);
  error.detail["column"] = origin.table + "." + origin.column;
  return error;
}

tl::unexpected<Error> PolicyPass::k_refusal(int offset, const std::string& construct, std::string_view remedy) const {
  auto error = unsupported(text_, offset, construct, remedy).value();
  error.rule = policy_.k_rule.rule;
  error.article = policy_.k_rule.article;
  return fail(std::move(error));
}

Result<Approved> PolicyPass::run() {
  if (bound_.epoch() != policy_.epoch)
    return fail(ErrorCode::state_conflict, {}, "the policy has changed since the query was bound; bind it again");
  if (!policy_.today.empty() && !parse_date(policy_.today))
    return fail(ErrorCode::input_bad_format, "today", "the policy's day is YYYY-MM-DD");
  GS_TRY(level, block(bound_.plan(), true));
  Approved approved;
  approved.lineage_ = lineage_of(*level.block, policy_);
  approved.tables_ = tables_of(*level.block);
  approved.plan_ = level.block;
  approved.k_ = std::max(1, policy_.k);
  approved.epoch_ = policy_.epoch;
  approved.statistical_ = policy_.statistical;
  approved.controlled_ = controlled_;
  approved.k_rule_ = policy_.k_rule;
  return approved;
}

/// A view that is used twice is decided once, so that its statistics run once.
Result<PolicyPass::Level> PolicyPass::block(const Block& plan, bool top) {
  if (top) return fresh_block(plan, true);
  if (const auto found = done_.find(&plan); found != done_.end()) return found->second;
  GS_TRY(level, fresh_block(plan, false));
  bool outer = false;
  outer_columns(plan, [&](const Expr&, int) { outer = true; });
  if (!outer) done_.emplace(&plan, level);
  return level;
}

Result<PolicyPass::Level> PolicyPass::fresh_block(const Block& plan, bool top) {
  if (plan.set != SetOperation::none) return set_block(plan, top);
  Level level{std::make_shared<Block>(plan), {}};
  auto& block = *level.block;
  Facts facts;
  GS_CHECK(sources(block, facts));
  GS_CHECK(queries(block, facts));
  for (const auto& source : block.sources)
    if (source.on) GS_CHECK(condition(*source.on, facts, "ON"));
  if (block.where) GS_CHECK(condition(*block.where, facts, "WHERE"));
  if (block.grouped) {
    GS_CHECK(grouped(block, facts));
    level.outputs = released_outputs(block, facts);
  } else {
    GS_CHECK(plain(block, facts, top));
    level.outputs = row_outputs(block, facts);
  }
  return level;
}

/// Sets are made of what each side may show; rows of protected entities are aggregated before.
Result<PolicyPass::Level> PolicyPass::set_block(const Block& plan, bool top) {
  Level level{std::make_shared<Block>(plan), {}};
  level.outputs.resize(plan.outputs.size());
  for (auto& source : level.block->sources) {
    GS_TRY(side, block(*source.block, top));
    if (!side.block->grouped && !side.block->controls.protect.empty())
      return k_refusal(side.block->at, "a set operation over rows of \"" + side.block->controls.protect.front().origin + "\"",
                       "aggregate each side first");
    for (std::size_t c = 0; c < level.outputs.size(); ++c)
      for (const auto& origin : side.outputs[c].origins) level.outputs[c].origins.push_back(origin);
    source.block = side.block;
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

/// Grants are read again here, whatever the binder saw: a column without a grant has no uses, and neither has one whose grant
/// has run out or is for another purpose.
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
    Origin origin{table->name, column.name, {}, true, guarded, table->entity, {}};
    if (grant && grant->type == column.type) {
      origin.identity = grant->identity;
      origin.refused = grant_refusal(*grant, policy_);
      if (origin.refused.empty()) origin.uses = grant->uses;
    }
    columns.push_back({{std::move(origin)}, true});
  }
  return {};
}

/// The parts of a condition that are joined by AND: an equality of two columns links rows, everything else filters them.
Status PolicyPass::condition(const Expr& e, const Facts& facts, std::string_view clause) const {
  if (is_function(e, "and")) {
    for (const auto& arg : e.args) GS_CHECK(condition(*arg, facts, clause));
    return {};
  }
  if (is_function(e, "equal")) {
    const auto &a = *e.args[0], &b = *e.args[1];
    const bool columns = a.kind == Expr::Kind::column && b.kind == Expr::Kind::column;
    if (columns && (a.source != b.source || a.level != b.level)) return link(a, b, facts, clause);
  }
  return require(e, facts, Use::filter, clause);
}

/// Joins compare granted columns with granted columns: a constant smuggled in through a sub-query is a filter, and an
/// identifier may only meet another identifier.
Status PolicyPass::link(const Expr& left, const Expr& right, const Facts& facts, std::string_view clause) const {
  const auto &a = facts_of_column(left, facts), &b = facts_of_column(right, facts);
  const auto identity = [](const ColumnFacts& f) { return std::ranges::any_of(f.origins, &Origin::identity); };
  if (!a.bare || !b.bare) {
    if (identity(a) || identity(b))
      return unsupported(text_, (a.bare ? right : left).at, "a join of an identifier on a computed column",
                         "join on the columns themselves");
    GS_CHECK(require(left, facts, Use::filter, clause));
    return require(right, facts, Use::filter, clause);
  }
  GS_CHECK(require(left, facts, Use::join, clause));
  GS_CHECK(require(right, facts, Use::join, clause));
  if (identity(a) != identity(b))
    return fail(column_refusal(identity(a) ? a.origins[0] : b.origins[0], left.at, policy_.identity_rule,
                               "join an identifier only with the same identifier of another granted table"));
  return {};
}

Status PolicyPass::grouped(Block& block, const Facts& facts) {
  for (const auto& key : block.keys) GS_CHECK(require(*key, facts, Use::group, "GROUP BY"));
  if (!block.controls.protect.empty()) return controlled(block, facts);
  for (const auto& a : block.aggregates) GS_CHECK(aggregate(a, facts));
  return {};
}

/// Rows of protected entities: the block runs by itself, before everything else, and each of its cells is put to the rules.
Status PolicyPass::controlled(Block& block, const Facts& facts) {
  const Expr* outer = nullptr;
  outer_columns(block, [&](const Expr& e, int) { outer = &e; });
  const auto& origin = block.controls.protect.front().origin;
  if (outer)
    return k_refusal(outer->at, "a correlated sub-query over \"" + origin + "\"",
                     "group it by \"" + outer->name + "\" in FROM and join the result");
  for (const auto& key : block.keys) {
    const Expr* query = nullptr;
    walk(*key, [&](const Expr& e) { query = e.kind == Expr::Kind::query ? &e : query; });
    if (query) return k_refusal(query->at, "a sub-query in GROUP BY over \"" + origin + "\"", "join it in FROM");
  }
  for (std::size_t a = 0; a < block.grouping_sets.size(); ++a)
    for (std::size_t b = 0; b < a; ++b)
      if (block.grouping_sets[a] == block.grouping_sets[b])
        return k_refusal(block.keys.empty() ? block.at : block.keys.front()->at,
                         "the same grouping set twice over \"" + origin + "\"", "name it once");
  controlled_ = true;
  block.controls.controlled = true;
  block.controls.k = std::max(1, policy_.k);
  return build_measures(block, facts, *this);
}

Status PolicyPass::plain(const Block& block, const Facts& facts, bool top) const {
  if (block.controls.protect.empty()) return shown_block(block, facts, top);
  const auto& origin = block.controls.protect.front().origin;
  if (!block.windows.empty())
    return k_refusal(block.windows.front().at, "a window function over rows of \"" + origin + "\"",
                     "aggregate first, in a sub-query");
  if (top) {
    auto error =
        refusal(ErrorCode::query_not_aggregated, block.outputs.front().expr->at, policy_.k_rule,
                "rows of \"" + origin + "\" are never shown; use COUNT, SUM or AVG, with GROUP BY where columns are kept");
    for (const auto& output : block.outputs)
      origins(*output.expr, facts, [&](const Origin& o, int) {
        if (!error.detail.contains("column")) error.detail["column"] = o.table + "." + o.column;
      });
    return fail(std::move(error));
  }
  if (!block.order.empty() || block.limit || block.offset > 0)
    return fail(refusal(ErrorCode::query_not_aggregated, block.order.empty() ? block.at : block.order.front().at, policy_.k_rule,
                        "ORDER BY and LIMIT would choose single rows of \"" + origin + "\"; aggregate first"));
  return {};
}

Status PolicyPass::shown_block(const Block& block, const Facts& facts, bool top) const {
  for (const auto& w : block.windows) {
    for (const auto& e : w.args) GS_CHECK(shown(*e, facts, "OVER"));
    for (const auto& e : w.partition) GS_CHECK(shown(*e, facts, "OVER"));
    for (const auto& s : w.order) GS_CHECK(shown(*s.expr, facts, "OVER"));
  }
  for (const auto& sort : block.order) GS_CHECK(shown(*sort.expr, facts, "ORDER BY"));
  if (!top) return {};
  for (const auto& output : block.outputs) GS_CHECK(shown(*output.expr, facts, "SELECT"));
  return {};
}

/// Aggregates over rows that nobody has to be protected from.
Status PolicyPass::aggregate(const Aggregate& a, const Facts& facts) const {
  if (a.filter) GS_CHECK(require(*a.filter, facts, Use::filter, "FILTER"));
  if (!a.argument) return {};
  const bool counting = a.kind == AggregateKind::count || a.kind == AggregateKind::count_distinct;
  const bool bare = a.argument->kind == Expr::Kind::column && facts_of_column(*a.argument, facts).bare;
  Status status;
  origins(*a.argument, facts, [&](const Origin& origin, int offset) {
    if (!status) return;
    if (origin.identity && !(counting && bare && !origin.uses.empty()))
      status = fail(column_refusal(origin, offset, policy_.identity_rule,
                                   "an identifier can only be counted: COUNT(DISTINCT " + origin.column + ")"));
    else if (!origin.uses.contains(Use::aggregate) && !(counting && origin.uses.contains(Use::group)))
      status = fail(column_refusal(origin, offset, policy_.grant_rule,
                                   "drop the aggregate over \"" + origin.column + "\" or ask for an aggregate grant on it"));
  });
  return status;
}

const ColumnFacts& PolicyPass::facts_of_column(const Expr& e, const Facts& facts) const {
  const auto& home = e.level == 0 ? facts : *outer_[outer_.size() - static_cast<std::size_t>(e.level)];
  return home[e.source][e.column];
}

ColumnFacts PolicyPass::facts_of(const Expr& e, const Facts& facts) const {
  if (e.kind == Expr::Kind::column) return facts_of_column(e, facts);
  ColumnFacts out;
  origins(e, facts, [&](const Origin& origin, int) {
    if (std::ranges::none_of(out.origins, [&](const Origin& o) { return o.table == origin.table && o.column == origin.column; }))
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
  const auto where = std::string(clause);
  origins(e, facts, [&](const Origin& origin, int offset) {
    if (!status) return;
    if (origin.identity && use != Use::join)
      status = fail(column_refusal(origin, offset, policy_.identity_rule,
                                   "take the identifier \"" + origin.column + "\" out of " + where + "; COUNT(DISTINCT " +
                                       origin.column + ") may be granted"));
    else if (!origin.uses.contains(use))
      status = fail(column_refusal(
          origin, offset, policy_.grant_rule,
          "take \"" + origin.column + "\" out of " + where + " or ask for a " + std::string(name_of(use)) + " grant on it"));
  });
  return status;
}

Status PolicyPass::shown(const Expr& e, const Facts& facts, std::string_view clause) const {
  Status status;
  origins(e, facts, [&](const Origin& origin, int offset) {
    if (!status) return;
    if (origin.identity)
      status = fail(column_refusal(origin, offset, policy_.identity_rule,
                                   "take the identifier \"" + origin.column + "\" out of " + std::string(clause)));
    else if (!origin.uses.contains(Use::visible) && !origin.uses.contains(Use::masked))
      status = fail(column_refusal(origin, offset, policy_.grant_rule,
                                   "aggregate \"" + origin.column + "\" or ask for a visible or masked grant on it"));
  });
  return status;
}

Result<Approved> approve(const Bound& bound, const PolicySnapshot& policy) { return PolicyPass(bound, policy).run(); }

Result<Approved> compile(std::string_view sql, const PolicySnapshot& policy) {
  GS_TRY(parsed, parse(sql));
  GS_TRY(bound, bind(parsed, policy));
  return approve(bound, policy);
}

Result<Approved> compile(std::string_view sql, const PolicySnapshot& policy, std::span<const Argument> arguments) {
  GS_TRY(parsed, parse(sql, arguments));
  GS_TRY(bound, bind(parsed, policy));
  return approve(bound, policy);
}

}  // namespace gongshu::engine
