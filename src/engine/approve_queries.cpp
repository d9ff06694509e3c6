// Sub-queries in expressions. One over public rows or released groups runs as it stands. One over protected rows is either a
// filter that looks at other rows of the same entity, and then k on the entities of the filtered rows is k on its own; or it
// becomes a query over groups of those rows, each of them a cell that is released first.
#include "engine/approve.h"
#include "engine/expressions.h"
#include "engine/functions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

using Parts = std::vector<ExprPtr>;

void parts_of(const ExprPtr& e, Parts& out) {
  if (!e) return;
  if (!is_function(*e, "and")) return out.push_back(e);
  for (const auto& arg : e->args) parts_of(arg, out);
}

ExprPtr all_of(Parts parts) {
  if (parts.empty()) return nullptr;
  if (parts.size() == 1) return parts.front();
  const int at = parts.front()->at;
  return make_call(function("and"), ColumnType::boolean, std::move(parts), at);
}

ExprPtr equal(const ExprPtr& a, const ExprPtr& b) { return make_call(function("equal"), ColumnType::boolean, {a, b}, b->at); }

bool has_query(const Expr& e) {
  bool out = false;
  walk(e, [&](const Expr& x) { out = out || x.kind == Expr::Kind::query; });
  return out;
}

/// `e`, seen from one sub-query further in.
ExprPtr inward(const ExprPtr& e) {
  auto out = std::make_shared<Expr>(*e);
  if (e->kind == Expr::Kind::column) ++out->level;
  for (auto& arg : out->args) arg = inward(arg);
  return out;
}

/// The sides of an equality of two columns.
std::optional<std::pair<ExprPtr, ExprPtr>> columns_of(const ExprPtr& e) {
  if (!is_function(*e, "equal")) return std::nullopt;
  const auto &a = e->args[0], &b = e->args[1];
  if (a->kind != Expr::Kind::column || b->kind != Expr::Kind::column) return std::nullopt;
  return std::pair(a, b);
}

/// Without what changes nothing about whether there are rows.
void drop_order(Block& block, QueryForm form) {
  const bool no_matter = form == QueryForm::exists ? block.offset == 0 && block.limit.value_or(1) > 0
                                                   : form == QueryForm::in && block.offset == 0 && !block.limit;
  if (!no_matter) return;
  block.order.clear();
  block.limit.reset();
}

bool names_outer(const Block& block) {
  bool out = false;
  outer_columns(block, [&](const Expr&, int) { out = true; });
  return out;
}

ExprPtr source_column(const Block& block, int column, int at) {
  auto e = std::make_shared<Expr>();
  e->kind = Expr::Kind::column;
  e->type = block.sources[0].columns[static_cast<std::size_t>(column)].type;
  e->name = block.sources[0].columns[static_cast<std::size_t>(column)].name;
  e->column = column;
  e->at = at;
  return e;
}

/// Makes groups of plain rows, and keys of the columns by which a sub-query is linked.
class Grouping {
 public:
  explicit Grouping(Block& block) : block_(block) {}

  ExprPtr key(const ExprPtr& e) {
    std::size_t i = 0;
    while (i < block_.keys.size() && canonical_text(*block_.keys[i]) != canonical_text(*e)) ++i;
    if (i == block_.keys.size()) block_.keys.push_back(e);
    auto out = std::make_shared<Expr>();
    out->kind = Expr::Kind::key;
    out->type = e->type;
    out->at = e->at;
    out->index = static_cast<int>(i);
    return out;
  }

 private:
  Block& block_;
};

}  // namespace

/// Decides the sub-queries in the expressions of `block` and puts the decided ones in their place.
Status PolicyPass::queries(Block& block, const Facts& facts) {
  const auto replace = [&](ExprPtr& e, bool filters) -> Status {
    if (!e) return {};
    GS_TRY(made, with_queries(e, facts, filters));
    e = made;
    return {};
  };
  for (auto& s : block.sources) GS_CHECK(replace(s.on, false));
  GS_CHECK(replace(block.where, true));
  for (auto& key : block.keys) GS_CHECK(replace(key, false));
  for (auto& a : block.aggregates) {
    GS_CHECK(replace(a.argument, false));
    GS_CHECK(replace(a.filter, false));
  }
  GS_CHECK(replace(block.having, false));
  for (auto& o : block.outputs) GS_CHECK(replace(o.expr, false));
  for (auto& s : block.order) GS_CHECK(replace(s.expr, false));
  return {};
}

Result<ExprPtr> PolicyPass::with_queries(const ExprPtr& e, const Facts& facts, bool filters) {
  if (!has_query(*e)) return e;
  auto copy = std::make_shared<Expr>(*e);
  for (auto& arg : copy->args) {
    GS_TRY(made, with_queries(arg, facts, filters));
    arg = made;
  }
  if (e->kind != Expr::Kind::query) return copy;
  outer_.push_back(&facts);
  auto decided = decide_query(*copy, filters);
  outer_.pop_back();
  if (!decided) return fail(std::move(decided).error());
  return copy;
}

Status PolicyPass::decide_query(Expr& e, bool filters) {
  auto own = filters ? own_form(e) : std::nullopt;
  if (own) {
    made_.push_back(*own);
    if (e.form == QueryForm::in) e.form = QueryForm::exists, e.args.clear();
  } else if (carries_rows(*e.block) && (!e.block->grouped || names_outer(*e.block))) {
    GS_TRY(groups, as_groups(e));
    made_.push_back(groups);
    e.block = groups;
  }
  auto level = own ? own_block(**own, e.form) : block(*e.block, false);
  if (!level) return fail(std::move(level).error());
  if (!level->block->grouped && !level->block->controls.protect.empty()) return rows_refusal(e);
  inner_facts_[level->block.get()] = level->outputs;
  e.block = level->block;
  return {};
}

/// Single protected rows would decide about an output.
tl::unexpected<Error> PolicyPass::rows_refusal(const Expr& e) const {
  std::string origin;
  for (const auto& name : tables_of(*e.block))
    if (const auto* table = find_table(policy_, name); origin.empty() && table && !table->entity.empty()) origin = table->name;
  return k_refusal(
      e.at, "a sub-query over single rows of \"" + origin + "\"",
      "link it to the outer row by equal identifiers in WHERE, or by equal columns granted for grouping; or join \"" + origin +
          "\" in FROM");
}

/// Whether rows of protected tables stand in FROM of `block`, not yet grouped.
bool PolicyPass::carries_rows(const Block& block) const {
  return std::ranges::any_of(block.sources, [&](const Source& s) {
    if (s.block) return !s.block->grouped && carries_rows(*s.block);
    const auto* table = find_table(policy_, s.table);
    return policy_.statistical && table && !table->entity.empty();
  });
}

/// The sub-query of `e` as a filter by rows of the same entity; nothing when it is none. `x IN (…)` becomes EXISTS (… AND column
/// = x): no NULL of one row then decides about all others.
std::optional<BlockPtr> PolicyPass::own_form(const Expr& e) const {
  auto block = std::make_shared<Block>(*e.block);
  drop_order(*block, e.form);
  if (block->set != SetOperation::none || !block->windows.empty() || !block->grouping_sets.empty()) return std::nullopt;
  if (block->limit || block->offset > 0 || !block->order.empty()) return std::nullopt;
  if (e.form == QueryForm::in) {
    auto column = block->outputs[0].expr;
    if (column->kind == Expr::Kind::key) column = block->keys[static_cast<std::size_t>(column->index)];
    const auto& left = e.args[0];
    if (column->kind != Expr::Kind::column || left->kind != Expr::Kind::column || column->type != left->type) return std::nullopt;
    Parts parts;
    parts_of(block->where, parts);
    parts.push_back(equal(column, inward(left)));
    block->where = all_of(std::move(parts));
  }
  if (!reach_own(*block)) return std::nullopt;
  return block;
}

/// Whether each protected table in FROM is linked by identifiers to the outer row, directly or through another one.
bool PolicyPass::reach_own(Block& block) const {
  Parts always;
  parts_of(block.where, always);
  std::vector<const TableGrant*> tables;
  for (const auto& s : block.sources) {
    if (s.join == Source::Join::right || s.join == Source::Join::full) return false;
    if (s.block && (carries_rows(*s.block) || !s.block->grouped)) return false;
    if (s.join != Source::Join::left) parts_of(s.on, always);
    const auto* table = s.block ? nullptr : find_table(policy_, s.table);
    tables.push_back(table && !table->entity.empty() ? table : nullptr);
  }
  const auto needed = static_cast<std::size_t>(std::ranges::count_if(tables, [](const auto* t) { return t != nullptr; }));
  std::set<int> reached;
  const auto identity = [&](const Expr& c) {
    const auto* table = tables[static_cast<std::size_t>(c.source)];
    const auto* column = table ? find_column(*table, c.name) : nullptr;
    return column && (column->identity || same_name(column->name, table->entity));
  };
  // Of the row that `b` belongs to, when that is the outer one or one already reached.
  const auto from = [&](const Expr& b) -> std::optional<OwnLink> {
    if (b.level == 0) {
      if (!reached.contains(b.source) || !identity(b)) return std::nullopt;
      const auto& table = *tables[static_cast<std::size_t>(b.source)];
      return OwnLink{table.name, b.name, table.entity, {}, {}, {}};
    }
    const auto& facts = facts_of_column(b, {});
    if (b.level != 1 || !facts.bare || facts.origins.size() != 1) return std::nullopt;
    const auto& o = facts.origins[0];
    if (o.entity.empty() || (!o.identity && !same_name(o.column, o.entity))) return std::nullopt;
    return OwnLink{o.table, o.column, o.entity, {}, {}, {}};
  };
  for (bool more = true; more;) {
    more = false;
    for (int s = 0; s < static_cast<int>(tables.size()); ++s) {
      const auto* table = tables[static_cast<std::size_t>(s)];
      if (!table || reached.contains(s)) continue;
      auto parts = always;
      if (block.sources[static_cast<std::size_t>(s)].join == Source::Join::left)
        parts_of(block.sources[static_cast<std::size_t>(s)].on, parts);
      for (const auto& part : parts) {
        const auto sides = columns_of(part);
        if (!sides) continue;
        for (const auto& [a, b] : {*sides, std::pair(sides->second, sides->first)}) {
          if (a->level != 0 || a->source != s || !identity(*a)) continue;
          auto link = from(*b);
          if (!link) continue;
          link->other_table = table->name, link->other_column = a->name, link->other_entity = table->entity;
          block.controls.own.push_back(std::move(*link));
          more = reached.insert(s).second || more;
          break;
        }
        if (reached.contains(s)) break;
      }
    }
  }
  return needed > 0 && reached.size() == needed;
}

/// All that it looks at filters rows, and is granted for that.
Result<PolicyPass::Level> PolicyPass::own_block(const Block& plan, QueryForm form) {
  Level level{std::make_shared<Block>(plan), {}};
  auto& block = *level.block;
  Facts facts;
  GS_CHECK(sources(block, facts));
  GS_CHECK(queries(block, facts));
  for (const auto& source : block.sources)
    if (source.on) GS_CHECK(condition(*source.on, facts, "ON"));
  if (block.where) GS_CHECK(condition(*block.where, facts, "WHERE"));
  const auto filter = [&](const ExprPtr& e) { return e ? require(*e, facts, Use::filter, "a sub-query in WHERE") : Status{}; };
  for (const auto& a : block.aggregates) {
    GS_CHECK(filter(a.argument));
    GS_CHECK(filter(a.filter));
  }
  GS_CHECK(filter(block.having));
  for (const auto& key : block.keys)
    if (key->kind != Expr::Kind::column || !std::ranges::any_of(facts_of(*key, facts).origins, &Origin::identity))
      GS_CHECK(filter(key));
  if (form == QueryForm::scalar)
    for (const auto& o : block.outputs) GS_CHECK(filter(o.expr));
  block.controls.protect.clear();
  level.outputs.resize(block.outputs.size());
  return level;
}

/// The sub-query of `e` over groups of the rows that it is about: its links become keys, and the groups that are released are
/// compared with the outer row.
Result<BlockPtr> PolicyPass::as_groups(const Expr& e) const {
  auto groups = std::make_shared<Block>(*e.block);
  drop_order(*groups, e.form);
  Parts parts, rest;
  std::vector<std::pair<ExprPtr, ExprPtr>> links;  // column of the sub-query, column of the outer row
  parts_of(groups->where, parts);
  for (const auto& part : parts) {
    const auto sides = columns_of(part);
    if (sides && sides->first->level == 0 && sides->second->level > 0)
      links.push_back(*sides);
    else if (sides && sides->second->level == 0 && sides->first->level > 0)
      links.emplace_back(sides->second, sides->first);
    else
      rest.push_back(part);
  }
  groups->where = all_of(std::move(rest));
  const bool plain = !groups->grouped;
  const bool linked_sets = !links.empty() && !groups->grouping_sets.empty();
  if (groups->set != SetOperation::none || !groups->windows.empty() || linked_sets || names_outer(*groups))
    return rows_refusal(e);
  if (groups->limit || groups->offset > 0 || !groups->order.empty() || (plain && e.form == QueryForm::scalar))
    return rows_refusal(e);
  const auto identity = [&](const ExprPtr& c) {
    if (c->kind != Expr::Kind::column) return false;
    const auto& s = groups->sources[static_cast<std::size_t>(c->source)];
    const auto* table = s.block ? nullptr : find_table(policy_, s.table);
    const auto* column = table ? find_column(*table, c->name) : nullptr;
    return column && column->identity;
  };
  if (std::ranges::any_of(links, [&](const auto& l) { return identity(l.first); })) return rows_refusal(e);
  if (plain && e.form == QueryForm::in && identity(groups->outputs[0].expr)) return rows_refusal(e);
  Grouping grouping(*groups);
  groups->grouped = true;
  auto value = groups->outputs[0].expr;
  if (e.form == QueryForm::exists) value = make_constant(ColumnType::integer, std::int64_t{1}, e.at);
  if (plain && e.form == QueryForm::in) value = grouping.key(value);
  groups->outputs = {{"value", value}};
  for (const auto& link : links) groups->outputs.push_back({link.first->name, grouping.key(link.first)});
  if (links.empty()) return groups;
  auto out = std::make_shared<Block>();
  out->at = groups->at;
  out->weight = groups->weight + 1;
  Source source;
  source.alias = "groups";
  source.at = groups->at;
  for (const auto& o : groups->outputs) source.columns.push_back({o.name, o.expr->type});
  source.block = groups;
  out->sources.push_back(std::move(source));
  Parts tests;
  for (std::size_t i = 0; i < links.size(); ++i)
    tests.push_back(equal(source_column(*out, static_cast<int>(i) + 1, links[i].first->at), links[i].second));
  out->where = all_of(std::move(tests));
  out->outputs = {{"value", e.form == QueryForm::exists ? value : source_column(*out, 0, e.at)}};
  return out;
}

}  // namespace gongshu::engine
