// Time comes from outside, so that stories and tests can move it.
#pragma once
#include <atomic>
#include <chrono>
#include <cstdint>
#include <string>

#include "base/result.h"

namespace gongshu {

/// Milliseconds since 1970-01-01T00:00:00Z.
using Instant = std::int64_t;

/// A calendar day in China Standard Time (UTC+8, no daylight saving since 1991), the zone every deadline counts in.
using Date = std::chrono::year_month_day;

Date local_date(Instant t);
/// First instant of that day in China Standard Time.
Instant start_of(Date d);
/// "2026-02-28" ; "2026-02-28T09:30:00.000+08:00".
std::string to_text(Date d);
std::string to_text(Instant t);
/// Accepts exactly YYYY-MM-DD naming a real day; error input.bad_date.
Result<Date> parse_date(std::string_view text);

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;  ///< thread-safe
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

/// Stands still until moved; thread-safe.
class ManualClock final : public Clock {
 public:
  explicit ManualClock(Instant start) : now_(start) {}
  Instant now() const override { return now_.load(); }
  void set(Instant t) { now_.store(t); }

 private:
  std::atomic<Instant> now_;
};

/// System time plus an offset that can be raised (demo and stories); thread-safe, never runs backwards.
class ShiftedClock final : public Clock {
 public:
  Instant now() const override;
  void advance(std::chrono::milliseconds by) { offset_ += by.count(); }

 private:
  SystemClock system_;
  std::atomic<std::int64_t> offset_{0};
};

}  // namespace gongshu
