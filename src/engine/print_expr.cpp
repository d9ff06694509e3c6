#include "base/record.h"
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

std::string DuckdbExpressions::expr(const Expr& e, const Block& block) {
  switch (e.kind) {
    case Expr::Kind::constant: return constant(e);
    case Expr::Kind::key: return "g.k" + std::to_string(e.index);
    case Expr::Kind::aggregate: return "g.a" + std::to_string(e.index);
    case Expr::Kind::call: return call(e, block);
    case Expr::Kind::column: break;
  }
  const auto& source = block.sources[e.source];
  const auto table = "s" + std::to_string(e.source) + ".";
  return table + (source.block ? "o" + std::to_string(e.column) : quoted_name(source.columns[e.column].name));
}

/// Texts leave as parameters. Numbers and dates were taken apart and checked by the binder: digits, point, sign, exponent.
std::string DuckdbExpressions::constant(const Expr& e) {
  if (const auto* b = std::get_if<bool>(&e.value)) return *b ? "TRUE" : "FALSE";
  if (const auto* n = std::get_if<std::int64_t>(&e.value)) return *n < 0 ? "(" + std::to_string(*n) + ")" : std::to_string(*n);
  const auto* s = std::get_if<std::string>(&e.value);
  if (!s) return cast_to("NULL", e.type);
  if (e.type != ColumnType::text) return cast_to("'" + *s + "'", e.type);
  parameters_.push_back(*s);
  return cast_to("$" + std::to_string(parameters_.size()), e.type);
}

std::string DuckdbExpressions::choice(const std::vector<std::string>& args) const {
  std::string out = "(CASE";
  for (std::size_t i = 0; i + 1 < args.size(); i += 2) out += " WHEN " + args[i] + " THEN " + args[i + 1];
  return out + " ELSE " + args.back() + " END)";
}

std::string DuckdbExpressions::call(const Expr& e, const Block& block) {
  const auto form = e.function->duckdb;
  const bool literal = form.find("$=") != std::string_view::npos;
  std::vector<std::string> args;
  for (std::size_t i = 0; i < e.args.size(); ++i)
    args.push_back(literal && i == 0 ? "'" + std::get<std::string>(e.args[0]->value) + "'" : expr(*e.args[i], block));
  if (form == "$case") return choice(args);
  std::string out;
  for (std::size_t i = 0; i < form.size(); ++i) {
    if (form[i] != '$') {
      out += form[i];
      continue;
    }
    switch (const char what = form[++i]) {
      case 'T': out += duckdb_type(e.type); break;
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

}  // namespace gongshu::engine
