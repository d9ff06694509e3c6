#include "gateway/meter.h"

namespace gongshu::gateway {

std::int64_t day_number(Instant t) {
  constexpr std::int64_t kDay = 86'400'000, kOffset = 8 * 3'600'000;
  const auto local = t + kOffset;
  return local / kDay - (local % kDay < 0);
}

void TokenBucket::refill(std::int64_t per_second, Instant now) {
  const auto full = per_second * 1000;
  if (last_ == INT64_MIN || now - last_ >= 1000)
    milli_ = full;
  else if (now > last_)
    milli_ = std::min(full, milli_ + (now - last_) * per_second);
  last_ = std::max(last_, now);
}

bool TokenBucket::empty(std::int64_t per_second, Instant now) {
  refill(per_second, now);
  return milli_ < 1000;
}

bool TokenBucket::take(std::int64_t per_second, Instant now) {
  if (empty(per_second, now)) return false;
  milli_ -= 1000;
  return true;
}

void Meter::roll_day(Instant now) {
  const auto day = day_number(now);
  if (day > day_) day_ = day, today_ = 0;
}

Status Meter::reserve(const MeterLimits& limits, const GuardLimits& guard, Instant now) {
  std::lock_guard lock(mutex_);
  roll_day(now);
  const auto state = guard_.state(guard, now);
  if (state == GuardState::stopped)
    return fail(ErrorCode::state_stopped, "/key", "calls walked the key space; the operator has to clear this subscription");
  if (limits.total > 0 && total_ >= limits.total)
    return fail(ErrorCode::gateway_quota, "/subscription",
                "the quota of the whole term, " + std::to_string(limits.total) + ", is used up");
  if (limits.per_day > 0 && today_ >= limits.per_day)
    return fail(
        ErrorCode::gateway_quota, "/subscription",
        "the quota of a day, " + std::to_string(limits.per_day) + ", is used up; it renews at midnight, China Standard Time");
  if (state == GuardState::slowed && !slow_.take(guard.slowed_per_second, now))
    return fail(ErrorCode::gateway_rate, "/key", "slowed down: too many unknown or neighbouring keys");
  if (limits.per_second > 0 && !rate_.take(limits.per_second, now))
    return fail(ErrorCode::gateway_rate, "/subscription", "at most " + std::to_string(limits.per_second) + " calls a second");
  ++today_;
  ++total_;
  return {};
}

void Meter::release(Instant reserved_at) {
  std::lock_guard lock(mutex_);
  --total_;
  if (day_number(reserved_at) == day_) --today_;
}

Meter::GuardChange Meter::note(std::string_view key, bool miss, const GuardLimits& limits, Instant now) {
  std::lock_guard lock(mutex_);
  const auto before = guard_.state(limits, now);
  GuardChange change;
  change.state = guard_.note(key, miss, limits, now);
  change.changed = change.state != before;
  change.counts = guard_.counts();
  return change;
}

void Meter::clear_guard() {
  std::lock_guard lock(mutex_);
  guard_.clear();
}

void Meter::restore(Instant time) {
  std::lock_guard lock(mutex_);
  roll_day(time);
  if (day_number(time) == day_) ++today_;
  ++total_;
}

bool ConsentUses::reserve(const Id16& consent, std::int64_t max_uses) {
  std::lock_guard lock(mutex_);
  auto& used = uses_[consent];
  if (used >= max_uses) return false;
  ++used;
  return true;
}

void ConsentUses::release(const Id16& consent) {
  std::lock_guard lock(mutex_);
  --uses_[consent];
}

void ConsentUses::restore(const Id16& consent) {
  std::lock_guard lock(mutex_);
  ++uses_[consent];
}

}  // namespace gongshu::gateway
