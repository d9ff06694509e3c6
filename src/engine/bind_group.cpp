// GROUP BY: columns, expressions, aliases, ordinals, ROLLUP, CUBE and GROUPING SETS.
#include <algorithm>

#include "engine/bind.h"

namespace gongshu::engine {
namespace {
using Sets = std::vector<std::vector<int>>;
constexpr std::size_t kMaxGroupingSets = 64;

std::vector<int> joined(std::vector<int> a, const std::vector<int>& b) {
  for (const int key : b)
    if (std::ranges::find(a, key) == a.end()) a.push_back(key);
  std::ranges::sort(a);
  return a;
}

/// Each set of one item together with each set of the other, as the SQL standard has it.
Sets product(const Sets& a, const Sets& b) {
  Sets out;
  for (const auto& x : a)
    for (const auto& y : b) out.push_back(joined(x, y));
  return out;
}

Sets rollup(const Sets& parts) {
  Sets out{{}};
  for (const auto& part : parts) out.insert(out.begin(), joined(out.front(), part));
  return out;
}

Sets cube(const Sets& parts) {
  Sets out{{}};
  for (const auto& part : parts) {
    Sets more;
    for (const auto& set : out) more.push_back(joined(set, part));
    out.insert(out.begin(), more.begin(), more.end());
  }
  return out;
}

/// The first place under `e` that cannot be a key; null when there is none.
const Expr* no_key(const Expr& e) {
  const Expr* found = nullptr;
  walk(e, [&](const Expr& x) {
    const bool bad = x.kind == Expr::Kind::aggregate || x.kind == Expr::Kind::window || x.kind == Expr::Kind::grouping;
    if (bad && !found) found = &x;
  });
  return found;
}
}  // namespace

Status Binder::group_items(Block& block, const PgQuery__SelectStmt& s) {
  Sets sets{{}};
  bool several = false;
  for (std::size_t i = 0; i < s.n_group_clause; ++i) {
    const auto* node = s.group_clause[i];
    if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET) {
      several = true;
      GS_TRY(item, grouping_set(block, *node->grouping_set));
      sets = product(sets, item);
    } else {
      GS_TRY(item, key_list(block, &s.group_clause[i], 1));
      sets = product(sets, {item});
    }
    if (sets.size() > kMaxGroupingSets) return at(ErrorCode::query_too_complex, block.at, "at most 64 grouping sets");
  }
  if (several) block.grouping_sets = std::move(sets);
  return {};
}

/// Keys of one item; (a, b) in brackets is several keys that go together.
Result<std::vector<int>> Binder::key_list(Block& block, PgQuery__Node* const* items, std::size_t count) {
  std::vector<int> out;
  for (std::size_t i = 0; i < count; ++i) {
    if (items[i]->node_case == PG_QUERY__NODE__NODE_ROW_EXPR) {
      const auto& row = *items[i]->row_expr;
      GS_TRY(inner, key_list(block, row.args, row.n_args));
      out = joined(out, inner);
      continue;
    }
    GS_TRY(index, add_key(block, items[i]));
    out = joined(out, {index});
  }
  return out;
}

Result<Sets> Binder::grouping_set(Block& block, const PgQuery__GroupingSet& g) {
  if (g.kind == PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_EMPTY) return Sets{{}};
  if (g.n_content > 6 && g.kind == PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_CUBE)
    return at(ErrorCode::query_too_complex, g.location, "CUBE of at most 6 columns");
  Sets parts;
  for (std::size_t i = 0; i < g.n_content; ++i) {
    const auto* node = g.content[i];
    if (node->node_case == PG_QUERY__NODE__NODE_GROUPING_SET) {
      GS_TRY(inner, grouping_set(block, *node->grouping_set));
      parts.insert(parts.end(), inner.begin(), inner.end());
    } else {
      GS_TRY(part, key_list(block, &g.content[i], 1));
      parts.push_back(std::move(part));
    }
  }
  if (parts.size() > kMaxGroupingSets) return at(ErrorCode::query_too_complex, g.location, "at most 64 grouping sets");
  switch (g.kind) {
    case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_ROLLUP: return rollup(parts);
    case PG_QUERY__GROUPING_SET_KIND__GROUPING_SET_CUBE: return cube(parts);
    default: return parts;
  }
}

Result<int> Binder::add_key(Block& block, const PgQuery__Node* node) {
  GS_TRY(e, key(block, node, block.outputs));
  if (const auto* bad = no_key(*e)) {
    const auto what = bad->kind == Expr::Kind::aggregate ? "an aggregate"
                      : bad->kind == Expr::Kind::window  ? "a window function"
                                                         : "GROUPING";
    return unsupported(text_, bad->at, std::string(what) + " in GROUP BY");
  }
  const auto text = canonical_text(*e);
  for (std::size_t i = 0; i < block.keys.size(); ++i)
    if (canonical_text(*block.keys[i]) == text) return static_cast<int>(i);
  if (block.keys.size() >= kMaxKeys) return at(ErrorCode::query_too_complex, block.at, "group by at most 32 columns");
  block.keys.push_back(e);
  return static_cast<int>(block.keys.size()) - 1;
}

}  // namespace gongshu::engine
