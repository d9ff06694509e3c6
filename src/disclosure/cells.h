// A table of statistical cells: groups (margins included) × measures, with what the disclosure rules need to know of each cell.
// One table holds all grouping sets of a query; tables that share dimensions are linked by putting them into one table.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "disclosure/rules.h"

namespace gongshu::disclosure {

enum class Kind : std::uint8_t {
  count,    ///< COUNT, COUNT(DISTINCT entity): additive, not negative
  sum,      ///< SUM of a monomial: additive, subject to dominance and p%
  extreme,  ///< MIN, MAX: not additive, k-th order only
  other,    ///< released once a row set (median, distinct values …): not additive, k only
};
BOOST_DESCRIBE_ENUM(Kind, count, sum, extreme, other)

enum class State : std::uint8_t { shown, primary, secondary, egress };
BOOST_DESCRIBE_ENUM(State, shown, primary, secondary, egress)

struct Cell {
  double value = 0;  ///< as computed; of no interest for `extreme` and `other`
  std::vector<std::int64_t>
      entities;             ///< distinct entities that contribute, of each protected type; `extreme`: that attain the value
  std::vector<double> top;  ///< `sum`: largest absolute contributions by entity, descending, contributions_needed() of them
  double total_abs = 0;     ///< `sum`: absolute contributions of all entities
  State state = State::shown;
  Reason reason = Reason::none;
};

struct Measure {
  std::string text;  ///< canonical text, as "sum(income)"
  Kind kind = Kind::count;
  /// Measures of one family cover the same rows in each group (COUNT(*) and SUM of a column that is never NULL or 0). What hides
  /// too few entities is then withheld in all of them, as the egress ledger pools them.
  int family = 0;
};

/// One key column. `parent` makes its codes a hierarchy (province → city → county in one column): parent[code] is the code one
/// level up, -1 at the top; empty for a flat dimension. No cycles.
struct Dimension {
  std::string name;
  std::vector<std::int32_t> parent;
};

struct Group {
  std::vector<std::int32_t> keys;      ///< one code a dimension, equal codes for equal values; ignored where rolled up
  std::uint64_t mask = 0;              ///< bit d set: dimension d is rolled up (as SQL GROUPING)
  std::vector<std::int64_t> entities;  ///< distinct entities of all rows of the group, of each protected type
  bool absent = false;                 ///< fewer than k: the group does not appear at all (set by primary())
};

/// At most 64 dimensions. Groups that are empty need no entry; all others must be there, those of fewer than k included,
/// because secondary suppression has to hide them. (group keys, mask) are unique.
struct Table {
  std::vector<Dimension> dimensions;
  std::vector<Measure> measures;
  std::vector<Group> groups;
  std::vector<Cell> cells;  ///< groups × measures, group after group

  /// Nobody is in two groups of one grouping set (one row an entity): group sizes then add up.
  bool disjoint = false;

  Cell& at(std::size_t group, std::size_t measure) { return cells[group * measures.size() + measure]; }
  const Cell& at(std::size_t group, std::size_t measure) const { return cells[group * measures.size() + measure]; }
};

/// Shape only: sizes fit, codes in range, hierarchies without cycles, no group twice. input.out_of_range, input.bad_format.
Status check(const Table& table);

/// Applies the primary rules to every cell and marks groups of fewer than k entities absent, all their cells `few`.
/// Cells already withheld keep their state. Errors: check() of rules and table.
Status primary(const Rules& rules, Table& table);

struct Counts {
  std::int64_t shown = 0, primary = 0, secondary = 0, egress = 0, absent_groups = 0;
};
BOOST_DESCRIBE_STRUCT(Counts, (), (shown, primary, secondary, egress, absent_groups))
Counts count(const Table& table);

}  // namespace gongshu::disclosure
