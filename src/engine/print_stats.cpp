// The statistics of a controlled block in DuckDB SQL.
#include "engine/expressions.h"
#include "engine/print_duckdb.h"

namespace gongshu::engine {
namespace {

std::string num(std::string_view prefix, std::size_t i) { return std::string(prefix) + std::to_string(i); }

/// Whole factors and short decimals keep the exact arithmetic of their sums; others are doubles.
std::string factor_text(const std::string& digits) {
  const auto point = digits.find('.');
  const bool exact = digits.find('e') == std::string::npos && (point == std::string::npos || digits.size() - point <= 7);
  return exact ? digits : "CAST('" + digits + "' AS DOUBLE)";
}

std::string total(const std::vector<Term>& terms) {
  List sum(" + ");
  for (const auto& t : terms)
    sum.add(t.factor == "1" ? num("m", static_cast<std::size_t>(t.measure))
                            : factor_text(t.factor) + " * " + num("m", static_cast<std::size_t>(t.measure)));
  return "(" + sum.text() + ")";
}

std::string real(const std::vector<Term>& terms) { return "CAST(" + total(terms) + " AS DOUBLE)"; }

/// A value of an aggregate from the measures it is made of.
std::string value_text(const Aggregate& a, const Recipe& r) {
  using enum AggregateKind;
  const auto type = std::string(duckdb_type(a.type));
  if (a.kind == min || a.kind == max) return num("m", static_cast<std::size_t>(r.sum[0].measure));
  if (a.kind == avg) return "TRY(" + real(r.sum) + " / NULLIF(" + real(r.count) + ", 0))";
  if (a.kind < var_samp) return "TRY(CAST(" + total(r.sum) + " AS " + type + "))";
  const auto n = real(r.count), less = a.kind == var_samp || a.kind == stddev_samp ? "(" + n + " - 1)" : n;
  const auto variance = "greatest(0, (" + real(r.squares) + " - " + real(r.sum) + " * " + real(r.sum) + " / NULLIF(" + n +
                        ", 0)) / NULLIF(" + less + ", 0))";
  return a.kind == var_samp || a.kind == var_pop ? "TRY(" + variance + ")" : "TRY(sqrt(" + variance + "))";
}

/// Widths of which sums cannot overflow 128 bits.
std::string summed(const Expr& e, const std::string& text) {
  if (e.kind == Expr::Kind::column) return text;
  if (e.type == ColumnType::integer) return "TRY_CAST(" + text + " AS DECIMAL(28,0))";
  return e.type == ColumnType::decimal ? "TRY_CAST(" + text + " AS DECIMAL(30,6))" : text;
}

/// Which of 64 bits the entities of a group have; `wide`, of 256: four sets, chosen by the ordinal itself.
std::string entity_bits(std::size_t j, bool wide) {
  if (!wide) return ", COALESCE(BIT_OR(" + num("b", j) + "), 0) AS " + num("h", j);
  std::string out;
  for (int q = 0; q < 4; ++q)
    out += ", COALESCE(BIT_OR(" + num("b", j) + ") FILTER (WHERE (" + num("e", j) + " & 3) = " + std::to_string(q) + "), 0) AS " +
           num("h", j) + "_" + std::to_string(q);
  return out;
}

}  // namespace

std::string DuckdbPrinter::row_test(const RowTest& test, const Block& b) {
  const auto text = expr(*test.expr, b);
  switch (test.kind) {
    case RowTest::Kind::present: return text + " IS NOT NULL";
    case RowTest::Kind::nonzero: return text + " <> 0";
    case RowTest::Kind::holds: break;
  }
  return text;
}

StatisticsSql DuckdbPrinter::statistics(const Block& b) {
  StatisticsSql out;
  parameters_ = &out.parameters;
  const auto before = hoisted_.size();
  const auto& c = b.controls;
  out.rows = "SELECT ";
  List keys(", "), codes(", "), sums(", "), sig(" + "), same(" AND ");
  for (std::size_t i = 0; i < b.keys.size(); ++i) {
    const auto k = num("k", i);
    out.rows += expr(*b.keys[i], b) + " AS " + k + ", ";
    keys.add(k);
    codes.add("CAST(DENSE_RANK() OVER (ORDER BY " + k + ") - 1 AS INTEGER) AS " + num("d", i));
    same.add("r." + k + " IS NOT DISTINCT FROM a." + k);
  }
  for (std::size_t m = 0; m < c.measures.size(); ++m) {
    const auto& measure = c.measures[m];
    if (!measure.value) continue;
    out.rows += expr(*measure.value, b) + " AS " + num("v", m) + ", ";
    if (measure.kind == Measure::Kind::sum) sums.add("SUM(" + summed(*measure.value, num("v", m)) + ") AS " + num("s", m));
  }
  for (std::size_t t = 0; t < c.tests.size(); ++t)
    sig.add("(CASE WHEN " + row_test(c.tests[t], b) + " THEN " + std::to_string(1 << t) + " ELSE 0 END)");
  out.rows += "CAST(" + (sig.empty() ? "0" : sig.text()) + " AS BIGINT) AS sig" + hidden_columns(b) + relation(b, before);
  same.add("r.sig = a.sig");
  out.same_keys = same.text();
  const bool wide = std::ranges::any_of(c.measures, [](const Measure& m) { return m.factors > 1; });
  std::string bits, all_bits;
  for (std::size_t j = 0; j < c.protect.size(); ++j) {
    bits += entity_bits(j, wide);
    if (wide)
      all_bits +=
          ", " + num("h", j) + "_0 | " + num("h", j) + "_1 | " + num("h", j) + "_2 | " + num("h", j) + "_3 AS " + num("h", j);
  }
  const auto order = keys.empty() ? std::string("sig") : keys.text() + ", sig";
  out.atoms = "SELECT *, CAST(ROW_NUMBER() OVER (ORDER BY " + order + ") - 1 AS BIGINT) AS id, CAST(" +
              (keys.empty() ? "0" : "DENSE_RANK() OVER (ORDER BY " + keys.text() + ") - 1") + " AS BIGINT) AS leaf" +
              (b.grouping_sets.size() > 1 && !keys.empty() ? ", " + codes.text() : "") + all_bits + " FROM (SELECT " +
              (keys.empty() ? "" : keys.text() + ", ") + "sig, COUNT(*) AS n" + (sums.empty() ? "" : ", " + sums.text()) + bits +
              " FROM (" + out.rows + ") AS r GROUP BY " + order + ") AS t";
  for (std::size_t i = 0; i < b.aggregates.size(); ++i) out.values.push_back(value_text(b.aggregates[i], c.recipes[i]));
  return out;
}

StatisticsSql statistics_sql(const Block& controlled, const Block& top) { return DuckdbPrinter(top).statistics(controlled); }

Printed print(const Approved& approved, Dialect) { return DuckdbPrinter(approved.plan()).print(approved.plan()); }

}  // namespace gongshu::engine
