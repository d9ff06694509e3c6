// Expressions in DuckDB SQL.
#include "base/record.h"
#include "engine/expressions.h"
#include "engine/functions.h"
#include "engine/print_duckdb.h"

namespace gongshu::engine {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view between, std::size_t from = 0) {
  std::string out;
  for (std::size_t i = from; i < parts.size(); ++i) out.append(i > from ? between : "").append(parts[i]);
  return out;
}

std::string cast_to(std::string_view text, ColumnType type) {
  return "CAST(" + std::string(text) + " AS " + std::string(duckdb_type(type)) + ")";
}

std::string choice(const std::vector<std::string>& args) {
  std::string out = "(CASE";
  for (std::size_t i = 0; i + 1 < args.size(); i += 2) out += " WHEN " + args[i] + " THEN " + args[i + 1];
  return out + " ELSE " + args.back() + " END)";
}

std::string filled(std::string_view form, const std::vector<std::string>& args, ColumnType type) {
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '$') {
      out += form[i];
      continue;
    }
    switch (const char what = form[++i]) {
      case 'T': out += duckdb_type(type); break;
      case '*': out += join(args, ", "); break;
      case '+': out += join(args, ", ", 1); break;
      case '&': out += join(args, " AND "); break;
      case '|': out += join(args, " OR "); break;
      case '=': out += args[0]; break;
      default: out += args[static_cast<std::size_t>(what - '1')];
    }
  }
  return out;
}

/// A text of these characters alone means itself between quotation marks. It leaves as a literal: the planner of the database
/// looks into literals (it takes conditions apart, estimates, prunes), not into parameters. All other texts leave as parameters.
bool plain(std::string_view text) {
  constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _#.,:/+%";
  return text.size() <= 64 && text.find_first_not_of(kPlain) == std::string_view::npos;
}

std::string_view window_name(WindowKind kind) { return kind == WindowKind::count_rows ? "count" : name_of(kind); }

}  // namespace

std::string_view duckdb_type(ColumnType type) {
  switch (type) {
    case ColumnType::boolean: return "BOOLEAN";
    case ColumnType::integer: return "HUGEINT";
    case ColumnType::decimal: return "DECIMAL(38,6)";
    case ColumnType::text: return "VARCHAR";
    case ColumnType::date: return "DATE";
    case ColumnType::real: return "DOUBLE";
  }
  return "VARCHAR";
}

std::string quoted_name(std::string_view name) {
  std::string out = "\"";
  for (const char c : name) out.append(c == '"' ? 2 : 1, c);
  return out + "\"";
}

std::string DuckdbPrinter::expr(const Expr& e, const Block& b) {
  switch (e.kind) {
    case Expr::Kind::constant: return constant(e);
    case Expr::Kind::key: return "g.k" + std::to_string(e.index);
    case Expr::Kind::aggregate: return "g.a" + std::to_string(e.index);
    case Expr::Kind::call: return call(e, b);
    case Expr::Kind::grouping: return grouping(e, b);
    case Expr::Kind::window: return window(b.windows[e.index], b);
    case Expr::Kind::query: return query(e, b);
    case Expr::Kind::column: break;
  }
  return column(e, b);
}

std::string DuckdbPrinter::column(const Expr& e, const Block& b) const {
  const auto& home = e.level == 0 ? b : *scopes_[scopes_.size() - static_cast<std::size_t>(e.level)];
  const auto& source = home.sources[e.source];
  return alias(e.source, e.level) + "." +
         (source.block ? "o" + std::to_string(e.column) : quoted_name(source.columns[e.column].name));
}

/// Numbers and dates were taken apart and checked by the binder: digits, point, sign, exponent.
std::string DuckdbPrinter::constant(const Expr& e) {
  if (const auto* v = std::get_if<bool>(&e.value)) return *v ? "TRUE" : "FALSE";
  if (const auto* n = std::get_if<std::int64_t>(&e.value)) return *n < 0 ? "(" + std::to_string(*n) + ")" : std::to_string(*n);
  const auto* s = std::get_if<std::string>(&e.value);
  if (!s) return cast_to("NULL", e.type);
  if (e.type == ColumnType::decimal && known_.tables)
    if (const auto literal = narrow_literal(*s)) return literal->text;
  if (e.type != ColumnType::text || plain(*s)) return cast_to("'" + *s + "'", e.type);
  parameters_->push_back(*s);
  return cast_to("$" + std::to_string(parameters_->size()), e.type);
}

std::string DuckdbPrinter::call(const Expr& e, const Block& b) {
  if (const auto exact = narrow(e, b)) return exact->text;
  const auto form = e.function->duckdb;
  const bool literal = form.find("$=") != std::string_view::npos, tries = form.find("TRY(") != std::string_view::npos;
  std::vector<std::string> args;
  trying_ += tries ? 1 : 0;
  for (std::size_t i = 0; i < e.args.size(); ++i)
    args.push_back(literal && i == 0 ? "'" + std::get<std::string>(e.args[0]->value) + "'" : expr(*e.args[i], b));
  trying_ -= tries ? 1 : 0;
  // Decimals have one text, whatever type they are computed in.
  if (is_function(e, "cast") && e.type == ColumnType::text && e.args[0]->type == ColumnType::decimal)
    args[0] = cast_to(args[0], ColumnType::decimal);
  return form == "$case" ? choice(args) : filled(form, args, e.type);
}

/// GROUPING of some keys from the mask of all keys, in which the last key has the lowest bit.
std::string DuckdbPrinter::grouping(const Expr& e, const Block& b) const {
  if (b.grouping_sets.empty()) return "0";
  std::string out;
  for (std::size_t i = 0; i < e.args.size(); ++i) {
    const auto from = b.keys.size() - 1 - static_cast<std::size_t>(e.args[i]->index);
    out += std::string(out.empty() ? "" : " + ") + "((g.gm >> " + std::to_string(from) + ") & 1) * " +
           std::to_string(std::int64_t{1} << (e.args.size() - 1 - i));
  }
  return "(" + out + ")";
}

std::string DuckdbPrinter::window(const Window& w, const Block& b) {
  List args(", "), parts(", "), order(", ");
  for (const auto& e : w.args) args.add(expr(*e, b));
  for (const auto& e : w.partition) parts.add(expr(*e, b));
  for (const auto& s : w.order) order.add(sorted(s, b));
  auto text = args.text();
  if (w.kind == WindowKind::count_rows) text = "*";
  if (w.kind == WindowKind::sum || w.kind == WindowKind::avg) {
    const auto type = w.args[0]->type;
    if (type == ColumnType::integer) text = "TRY_CAST(" + text + " AS DECIMAL(28,0))";
    if (type == ColumnType::decimal) text = "TRY_CAST(" + text + " AS DECIMAL(30,6))";
  }
  auto out = std::string(window_name(w.kind)) + "(" + text + ") OVER (";
  if (!parts.empty()) out += "PARTITION BY " + parts.text();
  if (!order.empty()) out += " ORDER BY " + order.text();
  return out + (w.frame.empty() ? "" : " " + w.frame) + ")";
}

/// A query of which one value is meant: NULL where it has no row or several, because an error would tell about the data.
std::string DuckdbPrinter::single(const Block& b) {
  const bool one = b.grouped && b.keys.empty() && b.grouping_sets.empty() && !b.controls.controlled;
  const auto text = block(b, false);
  return one ? "SELECT t.o0 AS v FROM (" + text + ") AS t"
             : "SELECT CASE WHEN COUNT(*) = 1 THEN any_value(t.o0) END AS v FROM (" + text + ") AS t";
}

std::string DuckdbPrinter::query(const Expr& e, const Block& b) {
  const auto left = e.form == QueryForm::in ? expr(*e.args[0], b) : std::string();
  const int trying = std::exchange(trying_, 0);
  std::vector<std::string> outer = std::exchange(hoisted_, {});
  scopes_.push_back(&b);
  const auto text = e.form == QueryForm::scalar ? single(*e.block) : block(*e.block, false);
  scopes_.pop_back();
  hoisted_ = std::move(outer);
  trying_ = trying;
  if (e.form == QueryForm::in) return "(" + left + " IN (SELECT t.o0 FROM (" + text + ") AS t))";
  if (e.form == QueryForm::exists) return "EXISTS (" + text + ")";
  if (trying == 0) return "(" + text + ")";
  hoisted_.push_back(e.block->having || !e.block->grouped || e.block->limit ? "SELECT MAX(v) AS v FROM (" + text + ") AS h"
                                                                            : text);
  return "q" + std::to_string(hoisted_.size() - 1) + ".v";
}

}  // namespace gongshu::engine
