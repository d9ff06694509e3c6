// Sums of products under conditions: what an aggregate's argument is taken apart into (approve_measures.cpp).
#pragma once
#include <charconv>
#include <optional>
#include <string>
#include <vector>

#include "base/record.h"
#include "engine/expressions.h"
#include "engine/plan.h"

namespace gongshu::engine {

/// factor × product of columns; no columns: the factor itself.
struct Product {
  double factor = 1;
  std::vector<ExprPtr> columns;
};

/// Rows where all `conditions` are true have the sum of `products` as their value, provided none of `columns` is NULL.
struct Branch {
  std::vector<ExprPtr> conditions;
  std::vector<Product> products;
  std::vector<ExprPtr> columns;
  bool null = false;
};
using Branches = std::vector<Branch>;

inline std::string upper_name(AggregateKind kind) {
  if (kind == AggregateKind::count_distinct || kind == AggregateKind::count_rows) return "COUNT";
  std::string out(name_of(kind));
  std::ranges::transform(out, out.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return out;
}

inline void add_unique(std::vector<ExprPtr>& list, const std::vector<ExprPtr>& more) {
  for (const auto& e : more)
    if (std::ranges::none_of(list, [&](const ExprPtr& x) { return canonical_text(*x) == canonical_text(*e); })) list.push_back(e);
}

inline std::optional<double> number_of(const Expr& e) {
  if (!is_constant(e)) return std::nullopt;
  if (const auto* n = std::get_if<std::int64_t>(&e.value)) return static_cast<double>(*n);
  const auto* s = numeric(e.type) ? std::get_if<std::string>(&e.value) : nullptr;
  return s ? std::optional(std::strtod(s->c_str(), nullptr)) : std::nullopt;
}

/// Digits that read back as the same number.
inline std::string digits(double v) {
  char text[40];
  const auto end = std::to_chars(text, text + sizeof text, v).ptr;
  return std::string(text, end);
}

inline Branch merged(const Branch& a, const Branch& b) {
  Branch out;
  out.null = a.null || b.null;
  out.conditions = a.conditions;
  add_unique(out.conditions, b.conditions);
  out.columns = a.columns;
  add_unique(out.columns, b.columns);
  return out;
}

}  // namespace gongshu::engine
