#include "disclosure/rules.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace gongshu::disclosure {
namespace {

Status within(bool good, const char* at, const char* hint) {
  return good ? Status() : Status(fail(ErrorCode::input_out_of_range, at, hint));
}

bool few(const Rules& rules, std::span<const std::int64_t> entities) {
  return entities.empty() || std::any_of(entities.begin(), entities.end(), [&](auto count) { return count < rules.k; });
}

/// Contributions that do not add up, or are not sorted: nothing can be said for them, so the cell is withheld.
bool inconsistent(const Contributions& cell) {
  double sum = 0;
  for (std::size_t i = 0; i < cell.top.size(); ++i) {
    if (!std::isfinite(cell.top[i]) || cell.top[i] < 0 || (i > 0 && cell.top[i] > cell.top[i - 1])) return true;
    sum += cell.top[i];
  }
  return !std::isfinite(cell.total_abs) || cell.total_abs < 0 || sum > cell.total_abs * (1 + 1e-9);
}

double largest(const Contributions& cell, std::size_t n) {
  double sum = 0;
  for (std::size_t i = 0; i < std::min(n, cell.top.size()); ++i) sum += cell.top[i];
  return sum;
}

}  // namespace

Status check(const Rules& rules) {
  GS_CHECK(within(rules.k >= 2 && rules.k <= 10'000, "/k", "k 取 2 到 10000 / k is between 2 and 10,000"));
  if (rules.dominance) {
    GS_CHECK(within(rules.dominance->n >= 1 && rules.dominance->n <= 16, "/dominance/n", "n 取 1 到 16 / n is between 1 and 16"));
    GS_CHECK(within(rules.dominance->share > 0 && rules.dominance->share <= 1, "/dominance/share",
                    "份额大于 0、不大于 1 / the share is above 0 and at most 1"));
  }
  if (rules.p) GS_CHECK(within(*rules.p > 0 && *rules.p <= 1, "/p", "p 大于 0、不大于 1 / p is above 0 and at most 1"));
  if (rules.rounding)
    GS_CHECK(within(rules.rounding->base >= 2 && rules.rounding->base <= 1'000'000, "/rounding/base",
                    "基数取 2 到 1000000 / the base is between 2 and 1,000,000"));
  if (rules.noise)
    GS_CHECK(
        within(rules.noise->scale > 0 && std::isfinite(rules.noise->scale), "/noise/scale", "尺度大于 0 / the scale is above 0"));
  if (rules.noise && rules.rounding)
    return fail(ErrorCode::input_bad_choice, "/noise", "取整与加噪二选一 / either rounding or noise, not both");
  if (rules.freedom) GS_CHECK(within(*rules.freedom >= 1, "/freedom", "自由度至少为 1 / at least one degree of freedom"));
  return {};
}

int contributions_needed(const Rules& rules) { return std::max(rules.dominance ? rules.dominance->n : 0, rules.p ? 2 : 0); }

std::string_view name(Reason reason) { return boost::describe::enum_to_string(reason, "unknown"); }

Reason primary_reason(const Rules& rules, const Contributions& cell, bool magnitude) {
  if (few(rules, cell.entities)) return Reason::few;
  if (!magnitude) return Reason::none;
  if (rules.dominance) {
    if (inconsistent(cell)) return Reason::dominance;
    const auto top = largest(cell, static_cast<std::size_t>(rules.dominance->n));
    if (cell.total_abs > 0 && top > rules.dominance->share * cell.total_abs) return Reason::dominance;
  }
  if (rules.p) {
    if (inconsistent(cell)) return Reason::p_percent;
    // The second largest subtracts its own contribution from the total: what is left must blur the largest by p.
    const auto rest = cell.total_abs - largest(cell, 2), first = largest(cell, 1);
    if (first > 0 && rest < *rules.p * first) return Reason::p_percent;
  }
  return Reason::none;
}

Reason extreme_reason(const Rules& rules, std::span<const std::int64_t> attained) {
  return few(rules, attained) ? Reason::order : Reason::none;
}

Reason model_reason(const Rules& rules, std::int64_t entities, std::int64_t parameters) {
  if (entities < rules.k) return Reason::few;
  return parameters < 0 || entities - parameters < rules.freedom.value_or(rules.k) ? Reason::freedom : Reason::none;
}

}  // namespace gongshu::disclosure
