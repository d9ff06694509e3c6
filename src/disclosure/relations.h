// The linear relations between the cells of a table, and the view that an outsider has of one measure. Internal to the folder.
#pragma once
#include <cstdint>
#include <span>
#include <vector>

#include "disclosure/suppress.h"

namespace gongshu::disclosure {

/// Nodes are the table's groups, followed by margins that nobody published but that two grouping sets have in common.
/// Relation r says: its first node is the sum of the others.
struct Relations {
  std::size_t groups = 0, nodes = 0;
  std::vector<std::uint32_t> start{0}, members;  ///< of relation r: members[start[r] … start[r + 1])
  std::size_t count() const { return start.size() - 1; }
  std::span<const std::uint32_t> of(std::size_t r) const { return {members.data() + start[r], members.data() + start[r + 1]}; }
};

/// From grouping masks and hierarchies: each grouping set against the next coarser ones.
Relations derive(const Table& table);

/// One additive measure as an outsider sees it.
struct System {
  Relations relations;  ///< those that hold for the measure's values (COUNT DISTINCT adds up only where nobody is counted twice)
  std::vector<std::uint32_t> touching_start, touching;  ///< node → relations
  std::vector<double> value, up, down;                  ///< value, and how far an outsider must allow for more and for less
  std::vector<double> need;                             ///< least width of the node's interval; 0 for shown and unpublished nodes
  std::vector<double> cost;                             ///< of withholding it
  std::vector<bool> hidden;                             ///< unknown to an outsider: withheld, or not published
  std::vector<bool> may_hide;                           ///< shown, and may be withheld in addition
  double tolerance = 0;                                 ///< differences below are rounding

  std::span<const std::uint32_t> relations_of(std::size_t node) const {
    return {touching.data() + touching_start[node], touching.data() + touching_start[node + 1]};
  }
};

System observe(const Rules& rules, const Table& table, const Relations& relations, std::size_t measure,
               const SuppressOptions& options);

/// The node is hidden from now on.
void hide(System& system, const Rules& rules, const Table& table, std::size_t group, std::size_t measure,
          const SuppressOptions& options);

inline bool additive(Kind kind) { return kind == Kind::count || kind == Kind::sum; }

}  // namespace gongshu::disclosure
