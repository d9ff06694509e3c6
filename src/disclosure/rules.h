// Primary disclosure rules for one cell: fewer than k entities, (n,k) dominance, p% and k-th order, degrees of freedom.
// The rules and their names follow the handbooks of official statistics (Hundepool et al., Statistical Disclosure Control, 2012,
// chapter 4; GB/T 37964 annexes). Pure functions, thread-safe.
//
// Negatives: dominance and p% look at absolute values (contributions of -90 and +95 hide nothing behind a sum of 5).
// Zeros: contributions of 0 have no weight in dominance and p%; whether an entity whose value is 0 counts towards k is the
// caller's choice of `entities` (the engine does not count it for a sum). A cell without any entity fails k like a cell of one.
#pragma once
#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "base/result.h"

namespace gongshu::disclosure {

/// (n, share): withheld when the n largest entities have more than `share` of the absolute total.
struct Dominance {
  int n = 2;           ///< 1…16
  double share = 0.9;  ///< in (0, 1]
};

/// Random rounding to a multiple of `base`; see noise.h.
struct Rounding {
  std::int64_t base = 5;  ///< 2…1,000,000
};

/// Two-sided geometric noise on counts, Laplace noise on sums; see noise.h.
struct Noise {
  double scale = 1;  ///< Laplace scale b in the unit of the measure; for counts the geometric parameter is exp(-1/b); > 0
};

/// The rules of one population in one scenario. A rule left out is off; k never is.
struct Rules {
  int k = 10;  ///< least number of distinct entities of each protected type; 2…10,000
  std::optional<Dominance> dominance;
  std::optional<double> p;  ///< p% rule as a fraction in (0, 1]: nobody may estimate the largest contribution closer than this
  std::optional<Rounding> rounding;
  std::optional<Noise> noise;  ///< not together with rounding
  std::optional<int> freedom;  ///< least degrees of freedom of a model output; k when left out
};

/// rule.refused → input.out_of_range at "/k", "/dominance/share" …; input.bad_choice at "/noise" beside rounding.
Status check(const Rules& rules);

/// How many of the largest contributions dominance and p% need to see (0 when both are off).
int contributions_needed(const Rules& rules);

/// Why a cell is not shown. Requesters see one uniform `withheld`; reviewers see this.
enum class Reason : std::uint8_t {
  none,
  few,            ///< fewer than k distinct entities of some protected type, nobody included
  dominance,      ///< (n,k)
  p_percent,      ///< p%
  order,          ///< MIN/MAX attained by fewer than k entities
  freedom,        ///< model output with too few degrees of freedom
  complementary,  ///< secondary: would give away another withheld cell
  differencing,   ///< egress: with earlier releases it would isolate fewer than k entities
};
BOOST_DESCRIBE_ENUM(Reason, none, few, dominance, p_percent, order, freedom, complementary, differencing)
std::string_view name(Reason reason);

/// What the rules look at in a cell of COUNT or SUM.
struct Contributions {
  std::span<const std::int64_t> entities;  ///< distinct entities of each protected type; exact below k, may be capped above
  std::span<const double> top;             ///< absolute contributions of the largest entities, in descending order
  double total_abs = 0;                    ///< sum of the absolute contributions of all entities
};

/// none when the cell may be shown. Magnitude rules are skipped for counts (`magnitude` false) and where total_abs is 0.
/// Fewer entries in `top` than contributions_needed() mean that no more entities contribute. Values that are not finite,
/// an empty `entities` and an inconsistent total count as sensitive.
Reason primary_reason(const Rules& rules, const Contributions& cell, bool magnitude);

/// MIN or MAX: `attained` has the distinct entities of each protected type that have exactly the extreme value.
Reason extreme_reason(const Rules& rules, std::span<const std::int64_t> attained);

/// Model parameters: `entities` distinct entities behind the fit, `parameters` estimated numbers. Withheld when fewer than k
/// entities, or when entities − parameters is less than the degrees of freedom asked for.
Reason model_reason(const Rules& rules, std::int64_t entities, std::int64_t parameters);

}  // namespace gongshu::disclosure
