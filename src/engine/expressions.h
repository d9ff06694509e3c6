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

/// Calls `visit` on `e` and everything below it.
template <class Visit>
void walk(const Expr& e, Visit&& visit) {
  visit(e);
  for (const auto& arg : e.args) walk(*arg, visit);
}

}  // namespace gongshu::engine
