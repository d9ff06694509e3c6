#include "gateway/meter.h"

namespace gongshu::gateway {
namespace {

/// The number a key ends with (at most 18 digits), or -1. A check character behind it (as in identity codes) is passed over.
std::int64_t trailing_number(std::string_view key) {
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  while (!key.empty() && !digit(key.back())) key.remove_suffix(1);
  std::int64_t value = 0, scale = 1;
  for (int n = 0; n < 17 && !key.empty() && digit(key.back()); ++n, scale *= 10, key.remove_suffix(1))
    value += (key.back() - '0') * scale;
  return scale == 1 ? -1 : value;
}

}  // namespace

bool EnumerationGuard::near_recent(std::string_view key, std::int64_t near) {
  const auto number = trailing_number(key);
  if (number < 0) return false;
  const bool hit = std::any_of(recent_.begin(), recent_.end(), [&](std::int64_t other) {
    const auto distance = number > other ? number - other : other - number;
    return other >= 0 && distance >= 1 && distance <= near;
  });
  recent_[next_++ % recent_.size()] = number;
  return hit;
}

void EnumerationGuard::roll(const GuardLimits& limits, Instant now) {
  const auto half = std::max<Instant>(1, limits.window / 2);
  if (now - half_started_ < half) return;
  previous_ = now - half_started_ < 2 * half ? current_ : GuardCounts{};
  current_ = {};
  half_started_ = now;
}

GuardCounts EnumerationGuard::counts() const {
  return {current_.calls + previous_.calls, current_.misses + previous_.misses, current_.sequential + previous_.sequential};
}

bool EnumerationGuard::suspicious(const GuardLimits& limits) const {
  const auto all = counts();
  return all.calls >= limits.min_calls &&
         (all.misses * 100 >= all.calls * limits.miss_percent || all.sequential * 100 >= all.calls * limits.sequential_percent);
}

GuardState EnumerationGuard::state(const GuardLimits& limits, Instant now) {
  roll(limits, now);
  if (state_ == GuardState::slowed && now - slowed_at_ >= limits.slowed_for) clear();
  return state_;
}

GuardState EnumerationGuard::note(std::string_view key, bool miss, const GuardLimits& limits, Instant now) {
  roll(limits, now);
  const bool sequential = near_recent(key, limits.near);
  ++current_.calls;
  current_.misses += miss;
  current_.sequential += sequential;
  if (state_ == GuardState::slowed && (miss || sequential) && ++while_slowed_ >= limits.stop_after) state_ = GuardState::stopped;
  if (state_ == GuardState::normal && suspicious(limits)) {
    state_ = GuardState::slowed;
    slowed_at_ = now;
    while_slowed_ = 0;
  }
  return state_;
}

}  // namespace gongshu::gateway
