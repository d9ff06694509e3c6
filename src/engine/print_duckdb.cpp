#include "engine/print_duckdb.h"

#include <set>

#include "engine/expressions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

std::string num(std::string_view prefix, std::size_t i) { return std::string(prefix) + std::to_string(i); }

void collect(const Block& b, std::set<const Block*>& seen, std::vector<const Block*>& out) {
  if (!seen.insert(&b).second) return;
  for (const auto& s : b.sources)
    if (s.block) collect(*s.block, seen, out);
  roots(b, [&](const Expr& root) {
    walk(root, [&](const Expr& e) {
      if (e.kind == Expr::Kind::query) collect(*e.block, seen, out);
    });
  });
  if (b.controls.controlled) out.push_back(&b);
}

std::string unless(const std::string& mark, const std::string& text) {
  return mark.empty() ? text : "(CASE WHEN " + mark + " THEN NULL ELSE " + text + " END)";
}

std::string set_list(const Block& b) {
  List sets(", ");
  for (const auto& set : b.grouping_sets) {
    List keys(", ");
    for (const int key : set) keys.add(num("k", static_cast<std::size_t>(key)));
    sets.add("(" + keys.text() + ")");
  }
  return sets.text();
}

}  // namespace

std::vector<const Block*> controlled_blocks(const Block& top) {
  std::set<const Block*> seen;
  std::vector<const Block*> out;
  collect(top, seen, out);
  return out;
}

std::string released_name(std::size_t i) { return num("#c", i); }

DuckdbPrinter::DuckdbPrinter(const Block& top, Known known) : known_(known) {
  for (const auto* block : controlled_blocks(top)) released_.emplace(block, released_.size());
}

Printed DuckdbPrinter::print(const Block& top) {
  Printed out;
  parameters_ = &out.parameters;
  flags_.clear();
  out.sql = block(top, true);
  out.flags = flags_;
  out.masks = !top.grouping_sets.empty();
  return out;
}

std::string DuckdbPrinter::block(const Block& b, bool top) {
  if (b.set != SetOperation::none) return set(b, top);
  return b.grouped ? grouped(b, top) : rows(b, top);
}

std::string DuckdbPrinter::alias(std::size_t source, int level) const {
  const auto depth = static_cast<int>(scopes_.size()) - level;
  return depth > 0 ? "s" + std::to_string(depth) + "_" + std::to_string(source) : num("s", source);
}

std::string DuckdbPrinter::from(const Block& b) {
  static constexpr const char* kJoin[] = {"", " JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "};
  std::string out;
  for (std::size_t i = 0; i < b.sources.size(); ++i) {
    const auto& source = b.sources[i];
    out += kJoin[static_cast<int>(source.join)];
    out += source.block ? "(" + block(*source.block, false) + ")" : quoted_name(source.table);
    out += " AS " + alias(i);
    if (source.on) out += " ON " + expr(*source.on, b);
  }
  return out;
}

/// FROM and WHERE, with the single values in FROM that were hoisted since `hoisted_` had `before` entries.
std::string DuckdbPrinter::relation(const Block& b, std::size_t before) {
  auto out = " FROM " + from(b);
  const auto where = b.where ? " WHERE " + expr(*b.where, b) : std::string();
  return out + hoisted(before) + where;
}

/// TRY takes no sub-query: its value is joined instead, as a relation of one row.
std::string DuckdbPrinter::hoisted(std::size_t before) {
  std::string out;
  for (auto i = before; i < hoisted_.size(); ++i) out += " CROSS JOIN (" + hoisted_[i] + ") AS " + num("q", i);
  hoisted_.resize(before);
  return out;
}

std::string DuckdbPrinter::hidden_columns(const Block& b) const {
  std::string out;
  for (std::size_t j = 0; j < b.controls.protect.size(); ++j) {
    const auto& p = b.controls.protect[j];
    out += ", " + entity(b, p) + " AS " + num("e", j) + ", " + row(b, p) + " AS " + num("r", j);
  }
  return out;
}

std::string DuckdbPrinter::entity(const Block& b, const Protected& p) const {
  const auto inner = b.sources[p.source].block != nullptr;
  return alias(p.source) + "." + (inner ? num("e", p.inner) : quoted_name(hidden_name(p.entity)));
}

std::string DuckdbPrinter::row(const Block& b, const Protected& p) const {
  return alias(p.source) + "." + (b.sources[p.source].block ? num("r", p.inner) : quoted_name(kRowName));
}

std::string DuckdbPrinter::outputs(const Block& b, bool top) {
  List list(", ");
  for (std::size_t i = 0; i < b.outputs.size(); ++i) {
    const auto& e = *b.outputs[i].expr;
    auto text = unless(mark(b, e), expr(e, b));
    if (top) text = "TRY_CAST(" + text + " AS " + std::string(duckdb_type(e.type)) + ")";
    list.add(text + " AS " + num("o", i));
  }
  return list.text() + marks(b, top);
}

/// Columns that say what is withheld: f0… at the top in the order of flags_, below f<output>.
std::string DuckdbPrinter::marks(const Block& b, bool top) {
  std::string out;
  for (std::size_t i = 0; i < b.outputs.size(); ++i) {
    const auto flag = mark(b, *b.outputs[i].expr);
    if (flag.empty()) continue;
    out += ", " + flag + " AS " + num("f", top ? flags_.size() : i);
    if (top) flags_.push_back(static_cast<int>(i));
  }
  if (top && !b.grouping_sets.empty()) out += ", CAST(g.gm AS BIGINT) AS gm";
  return out;
}

std::string DuckdbPrinter::sorted(const SortKey& s, const Block& b) {
  return unless(mark(b, *s.expr), expr(*s.expr, b)) + (s.descending ? " DESC" : " ASC") +
         (s.nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

/// SELECT DISTINCT sorts by what it selects, named by its place.
std::string DuckdbPrinter::output_order(const SortKey& s, const Block& b) const {
  std::size_t i = 0;
  while (i + 1 < b.outputs.size() && canonical_text(*b.outputs[i].expr) != canonical_text(*s.expr)) ++i;
  return std::to_string(i + 1) + (s.descending ? " DESC" : " ASC") + (s.nulls_first ? " NULLS FIRST" : " NULLS LAST");
}

std::string DuckdbPrinter::tail(const Block& b, bool top) {
  std::string out;
  List order(", ");
  for (const auto& s : b.order) {
    if (is_constant(*s.expr)) continue;  // it sorts nothing, and a printed number would be an ordinal
    order.add(b.distinct ? output_order(s, b) : sorted(s, b));
  }
  // Groups come in the order of their keys unless asked otherwise: storage order would tell about rows.
  if (b.distinct)
    for (std::size_t i = 0; i < b.outputs.size(); ++i) order.add(std::to_string(i + 1) + " ASC NULLS LAST");
  else if (b.grouped) {
    if (!b.grouping_sets.empty()) order.add("g.gm ASC");
    for (std::size_t i = 0; i < b.keys.size(); ++i) order.add(num("g.k", i) + " ASC NULLS LAST");
  }
  const bool cuts = b.limit || b.offset > 0;
  if (!order.empty() && (top || cuts)) out += " ORDER BY " + order.text();
  if (b.limit) out += " LIMIT " + std::to_string(*b.limit);
  if (b.offset > 0) out += " OFFSET " + std::to_string(b.offset);
  return out;
}

std::string DuckdbPrinter::rows(const Block& b, bool top) {
  const auto before = hoisted_.size();
  auto selected = outputs(b, top) + (top ? "" : hidden_columns(b));
  const auto ending = tail(b, top);
  return std::string(b.distinct ? "SELECT DISTINCT " : "SELECT ") + selected + relation(b, before) + ending;
}

std::string DuckdbPrinter::grouped(const Block& b, bool top) {
  const auto before = hoisted_.size();
  const auto selected = outputs(b, top);
  std::string having;
  if (b.having) {
    const auto flag = mark(b, *b.having);
    having = " WHERE " + expr(*b.having, b) + (flag.empty() ? "" : " AND NOT " + flag);
  }
  const auto ending = tail(b, top);
  const auto values = hoisted(before);
  const auto found = released_.find(&b);
  const auto inside = found != released_.end() ? quoted_name(released_name(found->second)) : "(" + groups(b) + ")";
  return std::string(b.distinct ? "SELECT DISTINCT " : "SELECT ") + selected + " FROM " + inside + " AS g" + values + having +
         ending;
}

/// Columns of tables hold 64 bits or DECIMAL(24,6): their sums cannot overflow 128 bits. Computed values are cut to widths of
/// which the same is true, `exact` ones are narrow already; squares of spreads stay in the range of a double.
std::string DuckdbPrinter::aggregate(const Aggregate& a, std::string v, const std::string& filter, bool exact) const {
  using enum AggregateKind;
  static constexpr const char* kName[] = {"COUNT", "COUNT",    "COUNT",   "SUM",         "AVG",       "MIN",
                                          "MAX",   "VAR_SAMP", "VAR_POP", "STDDEV_SAMP", "STDDEV_POP"};
  const auto only = filter.empty() ? "" : " FILTER (WHERE " + filter + ")";
  if (a.kind == count_rows) return "COUNT(*)" + only;
  if (a.kind == count_distinct) v = "DISTINCT " + v;
  if (a.kind == sum || a.kind == avg) {
    const bool stored = exact || (a.argument->kind == Expr::Kind::column && a.argument->level == 0);
    if (!stored && a.argument->type == ColumnType::integer) v = "TRY_CAST(" + v + " AS DECIMAL(28,0))";
    if (!stored && a.argument->type == ColumnType::decimal) v = "TRY_CAST(" + v + " AS DECIMAL(30,6))";
  }
  if (a.kind >= var_samp) v = "(CASE WHEN abs(CAST(" + v + " AS DOUBLE)) < 1e150 THEN CAST(" + v + " AS DOUBLE) END)";
  const auto out = std::string(kName[static_cast<int>(a.kind)]) + "(" + v + ")" + only;
  return exact && a.kind == sum && a.argument->type == ColumnType::decimal ? "CAST(" + out + " AS DECIMAL(38,6))" : out;
}

/// Groups of rows that nobody has to be protected from.
std::string DuckdbPrinter::groups(const Block& b) { return b.grouping_sets.empty() ? plain_groups(b) : set_groups(b); }

std::string DuckdbPrinter::plain_groups(const Block& b) {
  const auto before = hoisted_.size();
  List list(", "), keys(", ");
  for (std::size_t i = 0; i < b.keys.size(); ++i) {
    list.add(unless(mark(b, *b.keys[i]), expr(*b.keys[i], b)) + " AS " + num("k", i));
    keys.add(std::to_string(i + 1));
  }
  for (std::size_t i = 0; i < b.keys.size(); ++i)
    if (const auto flag = mark(b, *b.keys[i]); !flag.empty())
      list.add("COALESCE(BOOL_OR(" + flag + "), FALSE) AS " + num("m", i));
  for (std::size_t i = 0; i < b.aggregates.size(); ++i) {
    const auto& a = b.aggregates[i];
    list.add(aggregate(a, a.argument ? expr(*a.argument, b) : "", a.filter ? expr(*a.filter, b) : "",
                       a.argument && narrow(*a.argument, b)) +
             " AS " + num("a", i));
    const auto flag = a.argument ? mark(b, *a.argument) : "";
    if (!flag.empty()) list.add("COALESCE(BOOL_OR(" + flag + "), FALSE) AS " + num("w", i));
  }
  if (list.empty()) list.add("COUNT(*) AS n");
  return "SELECT " + list.text() + relation(b, before) + (keys.empty() ? "" : " GROUP BY " + keys.text());
}

/// With grouping sets the rows come first, so that each key is one column.
std::string DuckdbPrinter::set_groups(const Block& b) {
  const auto before = hoisted_.size();
  std::string rows_text = "SELECT 1 AS one", out = "SELECT ", key_marks;
  List keys(", ");
  for (std::size_t i = 0; i < b.keys.size(); ++i) {
    const auto flag = mark(b, *b.keys[i]);
    rows_text += ", " + unless(flag, expr(*b.keys[i], b)) + " AS " + num("k", i);
    keys.add(num("k", i));
    if (flag.empty()) continue;
    rows_text += ", " + flag + " AS " + num("m", i);
    key_marks += ", COALESCE(BOOL_OR(" + num("m", i) + "), FALSE) AND GROUPING(" + num("k", i) + ") = 0 AS " + num("m", i);
  }
  out += b.keys.empty() ? "0 AS gm" : "GROUPING(" + keys.text() + ") AS gm, " + keys.text() + key_marks;
  for (std::size_t i = 0; i < b.aggregates.size(); ++i) {
    const auto& a = b.aggregates[i];
    if (a.argument) rows_text += ", " + expr(*a.argument, b) + " AS " + num("v", i);
    if (a.filter) rows_text += ", " + expr(*a.filter, b) + " AS " + num("p", i);
    out += ", " + aggregate(a, num("v", i), a.filter ? num("p", i) : "", a.argument && narrow(*a.argument, b)) + " AS " +
           num("a", i);
    const auto flag = a.argument ? mark(b, *a.argument) : "";
    if (flag.empty()) continue;
    rows_text += ", " + flag + " AS " + num("f", i);
    out += ", COALESCE(BOOL_OR(" + num("f", i) + "), FALSE) AS " + num("w", i);
  }
  return out + " FROM (" + rows_text + relation(b, before) + ") AS r GROUP BY GROUPING SETS (" + set_list(b) + ")";
}

/// Marks are part of the rows: a withheld cell equals a withheld one, and no NULL.
std::string DuckdbPrinter::branch(const Block& b, std::size_t side) {
  List list(", ");
  const auto& inner = *b.sources[side].block;
  for (std::size_t c = 0; c < b.outputs.size(); ++c)
    list.add("CAST(" + num("t.o", c) + " AS " + std::string(duckdb_type(b.outputs[c].expr->type)) + ") AS " + num("o", c));
  for (std::size_t c = 0; c < b.outputs.size(); ++c)
    if (marked(b, c)) list.add((marked(inner, c) ? "COALESCE(" + num("t.f", c) + ", TRUE)" : "FALSE") + " AS " + num("f", c));
  return "SELECT " + list.text() + " FROM (" + block(*b.sources[side].block, false) + ") AS t";
}

std::string DuckdbPrinter::set(const Block& b, bool top) {
  static constexpr const char* kSet[] = {"", " UNION ", " INTERSECT ", " EXCEPT "};
  List list(", "), order(", ");
  for (std::size_t c = 0; c < b.outputs.size(); ++c) list.add(num("u.o", c) + " AS " + num("o", c));
  for (std::size_t c = 0; c < b.outputs.size(); ++c) {
    if (!marked(b, c)) continue;
    list.add(num("u.f", c) + " AS " + num("f", top ? flags_.size() : c));
    if (top) flags_.push_back(static_cast<int>(c));
  }
  for (const auto& s : b.order)
    order.add(num("u.o", s.expr->column) + (s.descending ? " DESC" : " ASC") + (s.nulls_first ? " NULLS FIRST" : " NULLS LAST"));
  for (std::size_t c = 0; c < b.outputs.size(); ++c) order.add(num("u.o", c) + " ASC NULLS LAST");
  auto out = "SELECT " + list.text() + " FROM (" + branch(b, 0) + kSet[static_cast<int>(b.set)] + (b.set_all ? "ALL " : "") +
             branch(b, 1) + ") AS u";
  if (top || b.limit || b.offset > 0) out += " ORDER BY " + order.text();
  if (b.limit) out += " LIMIT " + std::to_string(*b.limit);
  if (b.offset > 0) out += " OFFSET " + std::to_string(b.offset);
  return out;
}

bool DuckdbPrinter::marked(const Block& b, std::size_t output) {
  const auto [found, fresh] = marked_.try_emplace({&b, output}, false);
  if (!fresh) return found->second;
  const bool out = b.set == SetOperation::none ? marked(b, *b.outputs[output].expr)
                                               : marked(*b.sources[0].block, output) || marked(*b.sources[1].block, output);
  return marked_[{&b, output}] = out;
}

/// Whether the one row that a scalar sub-query is about may be absent because its group was withheld.
bool DuckdbPrinter::incomplete(const Block& b) const {
  if (b.controls.controlled) return true;
  if (b.grouped && b.keys.empty()) return false;
  return std::ranges::any_of(b.sources, [&](const Source& s) { return s.block && incomplete(*s.block); });
}

/// Whether cells that may be withheld stand behind `e`. A row that an outer join adds has none: few and nobody look the same.
bool DuckdbPrinter::marked(const Block& b, const Expr& e) {
  bool out = false;
  walk(e, [&](const Expr& x) {
    if (x.kind == Expr::Kind::column && x.level == 0 && b.set == SetOperation::none && b.sources[x.source].block)
      out = out || marked(*b.sources[x.source].block, static_cast<std::size_t>(x.column));
    if (x.kind == Expr::Kind::aggregate)
      out = out || b.controls.controlled || (b.aggregates[x.index].argument && marked(b, *b.aggregates[x.index].argument));
    if (x.kind == Expr::Kind::window) {
      const auto& w = b.windows[x.index];
      for (const auto& arg : w.args) out = out || marked(b, *arg);
      for (const auto& part : w.partition) out = out || marked(b, *part);
      for (const auto& s : w.order) out = out || marked(b, *s.expr);
    }
    if (x.kind == Expr::Kind::key) out = out || marked(b, *b.keys[static_cast<std::size_t>(x.index)]);
    if (x.kind == Expr::Kind::query && x.form != QueryForm::exists)
      out = out || marked(*x.block, 0) || (x.form == QueryForm::scalar && incomplete(*x.block));
  });
  return out;
}

std::string DuckdbPrinter::mark(const Block& b, const Expr& e) {
  if (!marked(b, e)) return {};
  List list(" OR ");
  std::set<std::string> known;
  const auto add = [&](const std::string& text) {
    if (!text.empty() && known.insert(text).second) list.add(text);
  };
  walk(e, [&](const Expr& x) {
    if (!marked(b, x)) return;
    if (x.kind == Expr::Kind::column) add("COALESCE(" + alias(x.source) + num(".f", x.column) + ", TRUE)");
    if (x.kind == Expr::Kind::aggregate) add(num("g.w", x.index));
    if (x.kind == Expr::Kind::key) add(key_mark(b, static_cast<std::size_t>(x.index)));
    if (x.kind == Expr::Kind::window) add(window_mark(b, b.windows[x.index]));
    if (x.kind == Expr::Kind::query) add("(" + query(x, b) + " IS NULL)");
  });
  return list.empty() ? "" : "(" + list.text() + ")";
}

/// Keys made of cells that may be withheld. Phase one leaves no mark beside its keys: there a NULL is taken for a withheld cell.
std::string DuckdbPrinter::key_mark(const Block& b, std::size_t key) {
  if (!b.controls.controlled) return num("g.m", key);
  const auto shift = std::to_string(b.keys.size() - 1 - key);
  return "(" + num("g.k", key) + " IS NULL AND ((g.gm >> " + shift + ") & 1) = 0)";
}

/// A window value is marked where any row of its partition is.
std::string DuckdbPrinter::window_mark(const Block& b, const Window& w) {
  List list(" OR "), parts(", ");
  const auto add = [&](const Expr& e) {
    if (const auto text = mark(b, e); !text.empty()) list.add(text);
  };
  for (const auto& e : w.args) add(*e);
  for (const auto& e : w.partition) add(*e), parts.add(expr(*e, b));
  for (const auto& s : w.order) add(*s.expr);
  return "BOOL_OR(" + list.text() + ") OVER (" + (parts.empty() ? "" : "PARTITION BY " + parts.text()) + ")";
}

}  // namespace gongshu::engine
