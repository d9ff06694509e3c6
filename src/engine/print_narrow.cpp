// Arithmetic in the types that the loaded values need. Where digits and scales of columns are known, sums and products of few
// digits are exact in 64 bits and cannot overflow: no wide types, no TRY. Everything else is printed as before.
#include "engine/expressions.h"
#include "engine/print_duckdb.h"

namespace gongshu::engine {
namespace {

constexpr int kMostDigits = 18, kMostScale = 6;

std::optional<Narrow> narrow_constant(const Expr& e) {
  if (e.type == ColumnType::decimal)
    if (const auto* s = std::get_if<std::string>(&e.value)) return narrow_literal(*s);
  const auto* n = std::get_if<std::int64_t>(&e.value);
  if (!n || e.type != ColumnType::integer || *n <= -1'000'000'000'000'000'000 || *n >= 1'000'000'000'000'000'000)
    return std::nullopt;
  const auto digits = std::to_string(*n < 0 ? -*n : *n).size();
  return Narrow{"CAST(" + std::to_string(*n) + " AS BIGINT)", static_cast<int>(digits), 0};
}

/// A sum has one digit more than the longer of its sides.
Narrow joined_by(const char* sign, const Narrow& a, const Narrow& b) {
  const int scale = std::max(a.scale, b.scale);
  if (*sign == '*') return {"(" + a.text + " * " + b.text + ")", a.digits + b.digits, a.scale + b.scale};
  return {"(" + a.text + " " + sign + " " + b.text + ")", std::max(a.digits - a.scale, b.digits - b.scale) + scale + 1, scale};
}

const char* sign_of(const Expr& e) {
  for (const auto& [name, sign] : {std::pair("add", "+"), std::pair("subtract", "-"), std::pair("multiply", "*")})
    if (is_function(e, name)) return sign;
  return nullptr;
}

}  // namespace

/// "-12.50" as 4 digits of scale 2. Nothing for exponents and what decimals do not hold.
std::optional<Narrow> narrow_literal(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const auto point = text.find('.');
  const auto whole = text.substr(0, point);
  const auto part = point == std::string_view::npos ? std::string_view("0") : text.substr(point + 1);
  const auto digits = [](std::string_view s) {
    return !s.empty() && std::ranges::all_of(s, [](char c) { return c >= '0' && c <= '9'; });
  };
  if (!digits(whole) || !digits(part) || part.size() > kMostScale || whole.size() + part.size() > kMostDigits)
    return std::nullopt;
  auto out = std::string(whole) + "." + std::string(part);
  return Narrow{negative ? "(-" + out + ")" : out, static_cast<int>(whole.size() + part.size()), static_cast<int>(part.size())};
}

const StoredColumn* DuckdbPrinter::stored(const Expr& e, const Block& b) const {
  if (!known_.tables || e.kind != Expr::Kind::column) return nullptr;
  const auto& home = e.level == 0 ? b : *scopes_[scopes_.size() - static_cast<std::size_t>(e.level)];
  const auto& source = home.sources[static_cast<std::size_t>(e.source)];
  if (source.block) return nullptr;
  const auto table = known_.tables->find(lower_name(source.table));
  if (table == known_.tables->end()) return nullptr;
  const auto column = table->second->find(lower_name(source.columns[static_cast<std::size_t>(e.column)].name));
  return column == table->second->end() ? nullptr : &column->second;
}

std::optional<Narrow> DuckdbPrinter::narrow(const Expr& e, const Block& b) const {
  if (!known_.tables || (e.type != ColumnType::decimal && e.type != ColumnType::integer)) return std::nullopt;
  if (e.kind == Expr::Kind::constant) return narrow_constant(e);
  if (const auto* column = stored(e, b); column && column->digits > 0)
    return Narrow{this->column(e, b), column->digits, column->scale};
  if (e.kind != Expr::Kind::call) return std::nullopt;
  if (is_function(e, "cast")) {
    auto inner = e.type == ColumnType::decimal && e.args[0]->type == ColumnType::integer ? narrow(*e.args[0], b) : std::nullopt;
    if (inner) inner->text = "CAST(" + inner->text + " AS DECIMAL(" + std::to_string(inner->digits) + ", 0))";
    return inner;
  }
  if (is_function(e, "negate")) {
    auto inner = narrow(*e.args[0], b);
    if (inner) inner->text = "(-" + inner->text + ")";
    return inner;
  }
  const auto* sign = sign_of(e);
  if (!sign || e.args[0]->type != e.type || e.args[1]->type != e.type) return std::nullopt;
  const auto left = narrow(*e.args[0], b), right = left ? narrow(*e.args[1], b) : std::nullopt;
  if (!right) return std::nullopt;
  auto out = joined_by(sign, *left, *right);
  return out.digits <= kMostDigits && out.scale <= kMostScale ? std::optional(std::move(out)) : std::nullopt;
}

/// A test of a column that passes in every row of its table, provided no outer join adds rows without one.
bool DuckdbPrinter::always(const RowTest& test, const Block& b) const {
  const auto* column = test.kind == RowTest::Kind::holds || test.expr->level != 0 ? nullptr : stored(*test.expr, b);
  if (!column || column->nulls || (test.kind == RowTest::Kind::nonzero && column->zeros)) return false;
  using enum Source::Join;
  const auto join = b.sources[static_cast<std::size_t>(test.expr->source)].join;
  return (join == first || join == inner || join == cross) &&
         std::ranges::none_of(b.sources, [](const Source& s) { return s.join == right || s.join == full; });
}

}  // namespace gongshu::engine
