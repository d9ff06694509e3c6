// Secondary suppression: which further cells to withhold so that no withheld cell follows from the published ones, and the audit
// that proves it. The linear relations come from the grouping sets (a margin is the sum of its parts), from hierarchies inside a
// dimension, and from margins that are not published but shared by two grouping sets.
//
// Heuristic: for each withheld cell, the cheapest alternating "shift" through it (cells that can go up and down together without
// changing a published number; in a two-way table the corners of a rectangle) is withheld. Each shift is a certificate of how
// wide the cell's interval is at least. After Repsilber and Giessing (hypercube method), Kelly, Golden and Assad (cell
// suppression), Fischetti and Salazar; the audit is exact elimination mod a prime and linear programming. Deterministic; not
// thread-safe.
#pragma once
#include <functional>

#include "disclosure/cells.h"

namespace gongshu::disclosure {

struct SuppressOptions {
  double width = 0.1;       ///< least width of a withheld sum's interval as a share of its value; the p of Rules when it is set
  std::size_t rounds = 20;  ///< suppression and audit in turn, at most; then measures with an open finding are withheld whole
  std::size_t lp_cells = 20'000;  ///< components with more withheld cells are not solved by LP but widened
  std::function<bool()> stop{};   ///< asked every few milliseconds; true ends the call with query.cancelled
};

/// What the audit found for one withheld cell.
struct Exposure {
  std::size_t group = 0, measure = 0;
  bool exact = false;        ///< the value follows from published cells
  double low = 0, high = 0;  ///< what an outsider can derive; infinite when open
  double needed = 0;         ///< least width
};

struct Audit {
  std::size_t withheld = 0;       ///< additive cells examined
  std::size_t certified = 0;      ///< shown wide enough by a shift
  std::size_t eliminated = 0;     ///< examined by exact elimination
  std::size_t solved = 0;         ///< examined by linear programming
  std::vector<Exposure> exposed;  ///< too narrow; empty when the table holds
  std::vector<std::pair<std::size_t, std::size_t>>
      few_together;  ///< (group, measure) of totals whose withheld parts together have fewer than k entities
  bool holds() const { return exposed.empty() && few_together.empty(); }
};

/// Examines a table as an outsider would who knows which groups are empty, that absent groups have fewer than k entities, and
/// that counts (and sums without negative contributions) are not negative. Errors: check() of rules and table; query.cancelled.
Result<Audit> audit(const Rules& rules, const Table& table, const SuppressOptions& options = {});

struct Suppression {
  std::size_t secondary = 0;  ///< cells withheld in addition
  std::size_t rounds = 0;
  Audit audit;  ///< the last one; when it does not hold, the measures it names were withheld whole
};

/// After primary(). Marks further cells `secondary`/`complementary` until the audit passes. Errors: as audit(); after query.cancelled
/// some cells may be marked that need not be.
Result<Suppression> suppress(const Rules& rules, Table& table, const SuppressOptions& options = {});

}  // namespace gongshu::disclosure
