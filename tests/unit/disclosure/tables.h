// Tables for the tests: a block of leaves with all its margins.
#pragma once
#include <numeric>

#include "disclosure/suppress.h"

namespace gongshu::disclosure {

struct Leaf {
  std::vector<std::int32_t> keys;
  std::int64_t people = 0;  ///< entities and rows
  double amount = 0;        ///< total of the people's equal amounts
};

/// COUNT(*) and SUM(amount) over the leaves for each mask. `entities`: people of a group, who are disjoint.
inline Table tabulate(std::size_t dimensions, const std::vector<Leaf>& leaves, const std::vector<std::uint64_t>& masks) {
  Table out;
  out.disjoint = true;
  for (std::size_t d = 0; d < dimensions; ++d) out.dimensions.push_back({"d" + std::to_string(d), {}});
  out.measures = {{"count(*)", Kind::count, 0}, {"sum(amount)", Kind::sum, 0}};
  for (const auto mask : masks) {
    std::map<std::vector<std::int32_t>, std::vector<const Leaf*>> groups;
    for (const auto& leaf : leaves) {
      auto keys = leaf.keys;
      for (std::size_t d = 0; d < dimensions; ++d)
        if ((mask >> d & 1) != 0) keys[d] = -1;
      if (leaf.people > 0) groups[keys].push_back(&leaf);
    }
    for (const auto& [keys, members] : groups) {
      std::int64_t people = 0;
      double amount = 0;
      std::vector<double> each;
      for (const auto* leaf : members) {
        people += leaf->people, amount += leaf->amount;
        each.push_back(leaf->amount / static_cast<double>(leaf->people));
        if (leaf->people > 1) each.push_back(each.back());
      }
      std::sort(each.rbegin(), each.rend());
      if (each.size() > 2) each.erase(each.begin() + 2, each.end());
      out.groups.push_back({keys, mask, {people}, false});
      out.cells.push_back({static_cast<double>(people), {people}, {}, 0});
      out.cells.push_back({amount, {people}, each, amount});
    }
  }
  return out;
}

/// All subsets of `dimensions` rolled up.
inline std::vector<std::uint64_t> cube(std::size_t dimensions) {
  std::vector<std::uint64_t> out(std::size_t{1} << dimensions);
  std::iota(out.begin(), out.end(), std::uint64_t{0});
  return out;
}

inline std::size_t group_of(const Table& table, std::vector<std::int32_t> keys) {
  for (std::size_t g = 0; g < table.groups.size(); ++g)
    if (table.groups[g].keys == keys) return g;
  return SIZE_MAX;
}

}  // namespace gongshu::disclosure
