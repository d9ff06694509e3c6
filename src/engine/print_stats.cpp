// The statistics of a controlled block in DuckDB SQL.
#include "engine/entity_sample.h"
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

/// Sums that cannot overflow 128 bits, of columns, `exact` values or values cut to such widths.
std::string summed(const Expr& e, const std::string& text, bool exact) {
  if (exact && e.type == ColumnType::decimal) return "CAST(SUM(" + text + ") AS DECIMAL(38,6))";
  if (exact || e.kind == Expr::Kind::column) return "SUM(" + text + ")";
  if (e.type == ColumnType::integer) return "SUM(TRY_CAST(" + text + " AS DECIMAL(28,0)))";
  return e.type == ColumnType::decimal ? "SUM(TRY_CAST(" + text + " AS DECIMAL(30,6)))" : "SUM(" + text + ")";
}

}  // namespace

std::string DuckdbPrinter::row_test(const RowTest& test, const Block& b) {
  const auto text = expr(*test.expr, b);
  const bool exact = test.expr->type == ColumnType::decimal && narrow(*test.expr, b);
  switch (test.kind) {
    case RowTest::Kind::present: return text + " IS NOT NULL";
    case RowTest::Kind::nonzero: return text + (exact ? " <> 0.0" : " <> 0");
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
    if (measure.kind == Measure::Kind::sum)
      sums.add(summed(*measure.value, num("v", m), narrow(*measure.value, b).has_value()) + " AS " + num("s", m));
  }
  int always_set = 0;
  for (std::size_t t = 0; t < c.tests.size(); ++t)
    if (always(c.tests[t], b))
      always_set |= 1 << t;
    else
      sig.add("(CASE WHEN " + row_test(c.tests[t], b) + " THEN " + std::to_string(1 << t) + " ELSE 0 END)");
  sig.add(std::to_string(always_set));
  out.rows += "CAST(" + sig.text() + " AS BIGINT) AS sig" + hidden_columns(b) + relation(b, before);
  same.add("r.sig = a.sig");
  out.same_keys = same.text();
  std::string samples;
  for (std::size_t j = 0; j < c.protect.size(); ++j)
    samples +=
        ", " + std::string(kEntitySample) + "(" + num("e", j) + ", " + std::to_string(known_.sample) + ") AS " + num("h", j);
  const auto order = keys.empty() ? std::string("sig") : keys.text() + ", sig";
  out.atoms = "SELECT *, CAST(ROW_NUMBER() OVER (ORDER BY " + order + ") - 1 AS BIGINT) AS id, CAST(" +
              (keys.empty() ? "0" : "DENSE_RANK() OVER (ORDER BY " + keys.text() + ") - 1") + " AS BIGINT) AS leaf" +
              (b.grouping_sets.size() > 1 && !keys.empty() ? ", " + codes.text() : "") + " FROM (SELECT " +
              (keys.empty() ? "" : keys.text() + ", ") + "sig, COUNT(*) AS n" + (sums.empty() ? "" : ", " + sums.text()) +
              samples + " FROM (" + out.rows + ") AS r GROUP BY " + order + ") AS t";
  for (std::size_t i = 0; i < b.aggregates.size(); ++i) out.values.push_back(value_text(b.aggregates[i], c.recipes[i]));
  return out;
}

StatisticsSql statistics_sql(const Block& controlled, const Block& top, Known known) {
  return DuckdbPrinter(top, known).statistics(controlled);
}

Printed print_known(const Approved& approved, Known known) {
  return DuckdbPrinter(approved.plan(), known).print(approved.plan());
}

Printed print(const Approved& approved, Dialect) { return print_known(approved, {}); }

}  // namespace gongshu::engine
