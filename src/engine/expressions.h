// Small makers and questions about expressions, shared by the passes.
#pragma once
#include <string_view>
#include <utility>
#include <vector>

#include "engine/plan.h"

namespace gongshu::engine {

inline bool numeric(ColumnType t) { return t == ColumnType::integer || t == ColumnType::decimal || t == ColumnType::real; }
inline bool is_constant(const Expr& e) { return e.kind == Expr::Kind::constant; }
inline bool is_null(const Expr& e) { return is_constant(e) && std::holds_alternative<std::monostate>(e.value); }
/// A text constant as written: takes the type of what it meets (dates).
inline bool is_text_constant(const Expr& e) { return is_constant(e) && e.type == ColumnType::text && !is_null(e); }
bool is_function(const Expr& e, std::string_view name);

ExprPtr make_constant(ColumnType type, Constant value, int at);
ExprPtr make_call(const Function& function, ColumnType type, std::vector<ExprPtr> args, int at);
/// `e` as `type`: itself when it has that type, a new constant for constants that convert without loss, else a cast that
/// gives NULL where the value does not fit.
ExprPtr coerce(const ExprPtr& e, ColumnType type);

/// Calls `visit` on `e` and everything below it; a sub-query is visited, its inside is not.
template <class Visit>
void walk(const Expr& e, Visit&& visit) {
  visit(e);
  for (const auto& arg : e.args) walk(*arg, visit);
}

/// Calls `visit` on each expression that stands on the level of `block` itself, by its root.
template <class Visit>
void roots(const Block& block, Visit&& visit) {
  const auto each = [&](const ExprPtr& e) {
    if (e) visit(*e);
  };
  for (const auto& s : block.sources) each(s.on);
  each(block.where);
  for (const auto& key : block.keys) each(key);
  for (const auto& a : block.aggregates) each(a.argument), each(a.filter);
  each(block.having);
  for (const auto& w : block.windows) {
    for (const auto& e : w.args) each(e);
    for (const auto& e : w.partition) each(e);
    for (const auto& s : w.order) each(s.expr);
  }
  for (const auto& o : block.outputs) each(o.expr);
  for (const auto& s : block.order) each(s.expr);
}

/// Columns of blocks further out that `block`, or anything in it, names: visit(column, levels out seen from `block`).
template <class Visit>
void outer_columns(const Block& block, Visit&& visit, int depth = 0) {
  for (const auto& s : block.sources)
    if (s.block) outer_columns(*s.block, visit, depth);
  roots(block, [&](const Expr& root) {
    walk(root, [&](const Expr& e) {
      if (e.kind == Expr::Kind::column && e.level > depth) visit(e, e.level - depth);
      if (e.kind == Expr::Kind::query) outer_columns(*e.block, visit, depth + 1);
    });
  });
}

}  // namespace gongshu::engine
