// Shifts: cells that an outsider must allow to go up and down together, because no published number would change. Internal.
//
// A shift is a set of cells with signs ±1 that cancel in every relation. With all its cells hidden, the true values may as well
// be higher by t along the signs, up to the least room of its cells, and lower the other way: a proof of the width of each cell's
// interval.
#pragma once
#include <optional>

#include "disclosure/relations.h"

namespace gongshu::disclosure {

struct Shift {
  std::vector<std::uint32_t> nodes;
  double width = 0;  ///< of the interval of every one of its nodes, at least
  double cost = 0;   ///< of hiding the nodes that are still shown
};

class ShiftSearch {
 public:
  explicit ShiftSearch(const System& system);

  /// A cheap shift through `node` of at least its need. `add`: shown cells may be taken in at their cost; else hidden ones only.
  std::optional<Shift> find(std::uint32_t node, bool add, std::size_t effort);
  /// To be told when a node of the system becomes hidden.
  void hidden(std::uint32_t node);

 private:
  void step();
  void finish();
  std::size_t pick() const;
  void candidates(std::size_t relation, std::vector<std::pair<double, std::uint32_t>>& out) const;
  void consider(std::uint32_t node, int sign, std::vector<std::pair<double, std::uint32_t>>& out) const;
  int coefficient(std::size_t relation, std::uint32_t node) const;
  void put(std::uint32_t node, int sign);
  void take(std::uint32_t node);
  double room_after(std::uint32_t node, int sign) const;

  const System& system_;
  std::vector<std::vector<std::uint32_t>> hidden_in_;  ///< relation → hidden nodes
  std::vector<std::vector<std::uint32_t>> cheap_in_;   ///< relation → some cheap nodes, cheapest first
  // state of one search
  std::vector<std::int8_t> sign_;            ///< node → its sign, 0 outside
  std::vector<std::int8_t> balance_;         ///< relation → sum of signs
  std::vector<std::uint32_t> open_, nodes_;  ///< relations out of balance; nodes of the shift
  double up_ = 0, down_ = 0, cost_ = 0, need_ = 0;
  bool add_ = false;
  std::size_t effort_ = 0;
  std::optional<Shift> best_;
};

}  // namespace gongshu::disclosure
