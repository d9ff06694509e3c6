#include "engine/print_duckdb.h"

#include "engine/expressions.h"
#include "engine/names.h"

namespace gongshu::engine {
namespace {

/// Builds "a, b, c" or "a AND b".
class List {
 public:
  explicit List(std::string_view between) : between_(between) {}
  void add(std::string_view part) { text_.append(text_.empty() ? "" : between_).append(part); }
  bool empty() const { return text_.empty(); }
  const std::string& text() const { return text_; }

 private:
  std::string_view between_;
  std::string text_;
};

std::string num(std::string_view prefix, std::size_t i) { return std::string(prefix) + std::to_string(i); }

std::string entity_text(const Block& b, const Protected& p) {
  const auto table = num("s", static_cast<std::size_t>(p.source)) + ".";
  return table + (b.sources[p.source].block ? num("e", static_cast<std::size_t>(p.inner)) : quoted_name(hidden_name(p.entity)));
}

std::string row_text(const Block& b, const Protected& p) {
  const auto table = num("s", static_cast<std::size_t>(p.source)) + ".";
  return table + (b.sources[p.source].block ? num("r", static_cast<std::size_t>(p.inner)) : quoted_name(kRowName));
}

/// Several tables stand behind the rows of this block: a row of a protected table can appear more than once.
bool joined(const Block& b) {
  if (b.sources.size() > 1) return true;
  return b.sources[0].block && !b.sources[0].block->grouped && joined(*b.sources[0].block);
}

/// Sets of contributing rows that the columns of `e` depend on, by number.
std::set<int> sets_of(const Block& b, const Expr& e) {
  std::set<int> out;
  if (!b.controls.controlled) return out;
  walk(e, [&](const Expr& x) {
    if (x.kind == Expr::Kind::aggregate)
      if (const int set = b.controls.aggregate_set[x.index]; set >= 0) out.insert(set);
  });
  return out;
}

/// "(g.w0 OR g.w2)"; empty when nothing under `e` can be withheld by itself.
std::string flag_text(const Block& b, const Expr& e) {
  List list(" OR ");
  for (const int set : sets_of(b, e)) list.add(num("g.w", static_cast<std::size_t>(set)));
  return list.empty() ? "" : "(" + list.text() + ")";
}

std::string unless(const std::string& flag, const std::string& text) {
  return flag.empty() ? text : "(CASE WHEN " + flag + " THEN NULL ELSE " + text + " END)";
}

/// The counts of entities that decide about set i: its own, and what it and an earlier set (or all rows) do not share.
struct SetCounts {
  std::vector<std::pair<std::string, std::string>> own;          // name, condition on rows
  std::vector<std::pair<std::string, std::string>> differences;  // 0 or at least k
};

SetCounts set_counts(const BlockControls& c, std::size_t i) {
  SetCounts out;
  const auto v = num("v", i);
  out.own.emplace_back(num("c", i), v + " IS NOT NULL");
  if (c.counts_all_rows) out.differences.emplace_back(num("d", i), v + " IS NULL");
  for (std::size_t other = 0; other < i; ++other) {
    const auto w = num("v", other), pair = std::to_string(other) + "_" + std::to_string(i);
    out.differences.emplace_back("x" + pair, w + " IS NOT NULL AND " + v + " IS NULL");
    out.differences.emplace_back("y" + pair, v + " IS NOT NULL AND " + w + " IS NULL");
  }
  return out;
}

}  // namespace

Printed DuckdbPrinter::print(const Block& top) {
  auto sql = block(top, true);
  return {std::move(sql), std::move(parameters_), std::move(flags_)};
}

std::string DuckdbPrinter::block(const Block& b, bool top) { return b.grouped ? grouped(b, top) : rows(b, top); }

std::string DuckdbPrinter::from(const Block& b) {
  std::string out;
  for (std::size_t i = 0; i < b.sources.size(); ++i) {
    const auto& source = b.sources[i];
    if (i > 0) out += source.join == Source::Join::left ? " LEFT JOIN " : " JOIN ";
    out += source.block ? "(" + block(*source.block, false) + ")" : quoted_name(source.table);
    out += " AS " + num("s", i);
    List on(" AND ");
    for (const auto& key : source.on) on.add(expressions_.expr(*key.left, b) + " = " + expressions_.expr(*key.right, b));
    if (!on.empty()) out += " ON " + on.text();
  }
  return out;
}

std::string DuckdbPrinter::relation(const Block& b) {
  auto out = " FROM " + from(b);
  if (b.where) out += " WHERE " + expressions_.expr(*b.where, b);
  return out;
}

std::string DuckdbPrinter::hidden_columns(const Block& b) const {
  std::string out;
  for (std::size_t j = 0; j < b.controls.protect.size(); ++j)
    out += ", " + entity_text(b, b.controls.protect[j]) + " AS " + num("e", j) + ", " + row_text(b, b.controls.protect[j]) +
           " AS " + num("r", j);
  return out;
}

std::string DuckdbPrinter::outputs(const Block& b, bool top) {
  List list(", ");
  std::vector<std::string> flags;
  for (std::size_t i = 0; i < b.outputs.size(); ++i) {
    const auto& e = *b.outputs[i].expr;
    const auto flag = flag_text(b, e);
    auto text = unless(flag, expressions_.expr(e, b));
    if (top) text = "TRY_CAST(" + text + " AS " + std::string(duckdb_type(e.type)) + ")";
    list.add(text + " AS " + num("o", i));
    if (!top || flag.empty()) continue;
    flags.push_back(flag + " AS " + num("f", flags.size()));
    flags_.push_back(static_cast<int>(i));
  }
  for (const auto& flag : flags) list.add(flag);
  return list.text();
}

std::string DuckdbPrinter::tail(const Block& b, bool top) {
  std::string out;
  List order(", ");
  for (const auto& s : b.order)
    if (!is_constant(*s.expr))  // sorts nothing, and a printed number would be an ordinal
      order.add(unless(flag_text(b, *s.expr), expressions_.expr(*s.expr, b)) + (s.descending ? " DESC" : " ASC") +
                (s.nulls_first ? " NULLS FIRST" : " NULLS LAST"));
  // Groups come in the order of their keys unless asked otherwise: storage order would tell about rows.
  if (b.grouped)
    for (std::size_t i = 0; i < b.keys.size(); ++i) order.add(num("g.k", i) + " ASC NULLS LAST");
  const bool cuts = b.limit || b.offset > 0;
  if (!order.empty() && (top || cuts)) out += " ORDER BY " + order.text();
  if (b.limit) out += " LIMIT " + std::to_string(*b.limit);
  if (b.offset > 0) out += " OFFSET " + std::to_string(b.offset);
  return out;
}

std::string DuckdbPrinter::rows(const Block& b, bool top) {
  auto out = "SELECT " + outputs(b, top);
  if (!top) out += hidden_columns(b);
  out += relation(b);
  return out + tail(b, top);
}

std::string DuckdbPrinter::row_level(const Block& b) {
  std::string out = "SELECT 1 AS one";
  for (std::size_t i = 0; i < b.keys.size(); ++i) out += ", " + expressions_.expr(*b.keys[i], b) + " AS " + num("k", i);
  for (std::size_t i = 0; i < b.controls.contributors.size(); ++i)
    out += ", " + expressions_.expr(*b.controls.contributors[i], b) + " AS " + num("v", i);
  return out + hidden_columns(b) + relation(b);
}

/// Columns of tables hold 64 bits or DECIMAL(24,6): their sums cannot overflow 128 bits. Computed values are cut to widths of
/// which the same is true.
std::string DuckdbPrinter::aggregate(const Block& b, std::size_t i) const {
  const auto& a = b.aggregates[i];
  if (a.kind == AggregateKind::count_rows) return "COUNT(*)";
  auto v = num("v", static_cast<std::size_t>(b.controls.aggregate_set[i]));
  if (a.kind == AggregateKind::count) return "COUNT(" + v + ")";
  if (a.kind == AggregateKind::count_distinct) return "COUNT(DISTINCT " + v + ")";
  if (a.kind == AggregateKind::min) return "MIN(" + v + ")";
  if (a.kind == AggregateKind::max) return "MAX(" + v + ")";
  const bool stored = a.argument->kind == Expr::Kind::column && !b.sources[a.argument->source].block;
  if (!stored && a.argument->type == ColumnType::integer) v = "TRY_CAST(" + v + " AS DECIMAL(28,0))";
  if (!stored && a.argument->type == ColumnType::decimal) v = "TRY_CAST(" + v + " AS DECIMAL(30,6))";
  return (a.kind == AggregateKind::sum ? "SUM(" : "AVG(") + v + ")";
}

std::string DuckdbPrinter::group_level(const Block& b) {
  std::string out = "SELECT COUNT(*) AS n";
  for (std::size_t i = 0; i < b.keys.size(); ++i) out += ", " + num("k", i);
  for (std::size_t i = 0; i < b.aggregates.size(); ++i) out += ", " + aggregate(b, i) + " AS " + num("a", i);
  if (b.controls.controlled) {
    for (std::size_t j = 0; j < b.controls.protect.size(); ++j) {
      const auto entities = "COUNT(DISTINCT " + num("e", j) + ")";
      out += ", " + entities + " AS " + num("n", j);
      if (joined(b)) out += ", COUNT(DISTINCT " + num("r", j) + ") AS " + num("u", j);
      for (std::size_t i = 0; i < b.controls.contributors.size(); ++i) {
        const auto counts = set_counts(b.controls, i);
        for (const auto* list : {&counts.own, &counts.differences})
          for (const auto& [name, rows] : *list)
            out += ", " + entities + " FILTER (WHERE " + rows + ") AS " + name + "_" + std::to_string(j);
      }
    }
  }
  out += " FROM (" + row_level(b) + ") AS r";
  List keys(", ");
  for (std::size_t i = 0; i < b.keys.size(); ++i) keys.add(num("k", i));
  return keys.empty() ? out : out + " GROUP BY " + keys.text();
}

/// Only groups with k entities of every protected table go on; a set of contributing rows below k, or that differs from
/// another one shown by fewer than k, is marked. In a join, the rows of some protected table must each appear once: otherwise
/// repetitions could be chosen to weigh entities and read them off one large number.
std::string DuckdbPrinter::tested_level(const Block& b) {
  const auto k = std::to_string(b.controls.k);
  std::string out = "SELECT n";
  for (std::size_t i = 0; i < b.keys.size(); ++i) out += ", " + num("k", i);
  for (std::size_t i = 0; i < b.aggregates.size(); ++i) out += ", " + num("a", i);
  for (std::size_t i = 0; i < b.controls.contributors.size(); ++i) {
    List bad(" OR ");
    const auto counts = set_counts(b.controls, i);
    for (std::size_t j = 0; j < b.controls.protect.size(); ++j) {
      for (const auto& [name, rows] : counts.own) bad.add(name + "_" + std::to_string(j) + " < " + k);
      for (const auto& [name, rows] : counts.differences)
        bad.add("(" + name + "_" + std::to_string(j) + " BETWEEN 1 AND " + k + " - 1)");
    }
    out += ", (" + bad.text() + ") AS " + num("w", i);
  }
  List tests(" AND "), once(" OR ");
  for (std::size_t j = 0; j < b.controls.protect.size(); ++j) {
    tests.add(num("n", j) + " >= " + k);
    once.add("n = " + num("u", j));
  }
  if (joined(b)) tests.add("(" + once.text() + ")");
  return out + " FROM (" + group_level(b) + ") AS m WHERE " + tests.text();
}

std::string DuckdbPrinter::grouped(const Block& b, bool top) {
  auto out = "SELECT " + outputs(b, top) + " FROM (" + (b.controls.controlled ? tested_level(b) : group_level(b)) + ") AS g";
  if (b.having) {
    const auto flag = flag_text(b, *b.having);
    out += " WHERE " + expressions_.expr(*b.having, b) + (flag.empty() ? "" : " AND NOT " + flag);
  }
  return out + tail(b, top);
}

Printed print(const Approved& approved, Dialect) { return DuckdbPrinter().print(approved.plan()); }

}  // namespace gongshu::engine
