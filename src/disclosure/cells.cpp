#include "disclosure/cells.h"

#include <algorithm>
#include <boost/unordered/unordered_flat_set.hpp>

namespace gongshu::disclosure {
namespace {

Status bad(std::string at, const char* hint) { return fail(ErrorCode::input_bad_format, std::move(at), hint); }

/// Every chain of parents ends, and stays within the codes.
Status check_hierarchy(const Dimension& dimension, const std::string& at) {
  const auto& parent = dimension.parent;
  for (std::size_t code = 0; code < parent.size(); ++code) {
    auto up = static_cast<std::int64_t>(code);
    for (std::size_t steps = 0; up >= 0; ++steps) {
      if (up >= static_cast<std::int64_t>(parent.size()) || steps > 64)
        return bad(at, "层级有误 / the hierarchy has a cycle or a gap");
      up = parent[static_cast<std::size_t>(up)];
    }
  }
  return {};
}

std::string identity(const Group& group, std::size_t dimensions) {
  std::string out(reinterpret_cast<const char*>(&group.mask), sizeof group.mask);
  for (std::size_t d = 0; d < dimensions; ++d) {
    const std::int32_t key = (group.mask >> d & 1) != 0 ? -1 : group.keys[d];
    out.append(reinterpret_cast<const char*>(&key), sizeof key);
  }
  return out;
}

bool few(const Rules& rules, const std::vector<std::int64_t>& entities) {
  return entities.empty() || *std::min_element(entities.begin(), entities.end()) < rules.k;
}

Reason reason_of(const Rules& rules, Kind kind, const Cell& cell) {
  if (kind == Kind::extreme) return extreme_reason(rules, cell.entities);
  return primary_reason(rules, {cell.entities, cell.top, cell.total_abs}, kind == Kind::sum);
}

}  // namespace

Status check(const Table& table) {
  if (table.dimensions.size() > 64)
    return fail(ErrorCode::input_out_of_range, "/dimensions", "至多 64 个维度 / at most 64 dimensions");
  for (std::size_t d = 0; d < table.dimensions.size(); ++d)
    GS_CHECK(check_hierarchy(table.dimensions[d], "/dimensions/" + std::to_string(d)));
  if (table.cells.size() != table.groups.size() * table.measures.size())
    return bad("/cells", "单元数须等于组数乘以度量数 / there are groups × measures cells");
  boost::unordered_flat_set<std::string> seen;
  for (std::size_t g = 0; g < table.groups.size(); ++g) {
    const auto& group = table.groups[g];
    const auto at = "/groups/" + std::to_string(g);
    if (group.keys.size() != table.dimensions.size()) return bad(at, "每个维度一个键 / one key a dimension");
    for (std::size_t d = 0; d < group.keys.size(); ++d) {
      const auto& parent = table.dimensions[d].parent;
      if ((group.mask >> d & 1) != 0) continue;
      if (group.keys[d] < 0 || (!parent.empty() && static_cast<std::size_t>(group.keys[d]) >= parent.size()))
        return bad(at, "键超出范围 / a key is out of range");
    }
    if (!seen.insert(identity(group, table.dimensions.size())).second) return bad(at, "组重复 / a group occurs twice");
  }
  return {};
}

Status primary(const Rules& rules, Table& table) {
  GS_CHECK(check(rules));
  GS_CHECK(check(table));
  for (std::size_t g = 0; g < table.groups.size(); ++g) {
    auto& group = table.groups[g];
    group.absent = few(rules, group.entities);
    for (std::size_t m = 0; m < table.measures.size(); ++m) {
      auto& cell = table.at(g, m);
      if (cell.state != State::shown) continue;
      cell.reason = group.absent ? Reason::few : reason_of(rules, table.measures[m].kind, cell);
      if (cell.reason != Reason::none) cell.state = State::primary;
    }
  }
  return {};
}

Counts count(const Table& table) {
  Counts out;
  for (const auto& cell : table.cells) {
    if (cell.state == State::shown) ++out.shown;
    if (cell.state == State::primary) ++out.primary;
    if (cell.state == State::secondary) ++out.secondary;
    if (cell.state == State::egress) ++out.egress;
  }
  out.absent_groups = std::count_if(table.groups.begin(), table.groups.end(), [](const auto& group) { return group.absent; });
  return out;
}

}  // namespace gongshu::disclosure
