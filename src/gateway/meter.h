// Meters of one subscription: quota, rate and the enumeration guard; and uses of consents. Exact under concurrency: what is
// admitted is reserved in the same step.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "base/clock.h"
#include "base/result.h"
#include "gateway/id16.h"

namespace gongshu::gateway {

/// Tokens that refill with time; not thread-safe. Holds at most one second's worth.
class TokenBucket {
 public:
  /// True when `per_second` allowed one more at `now`, and takes it.
  bool take(std::int64_t per_second, Instant now);
  bool empty(std::int64_t per_second, Instant now);

 private:
  void refill(std::int64_t per_second, Instant now);
  Instant last_ = INT64_MIN;
  std::int64_t milli_ = 0;  ///< thousandths of a token
};

/// When a caller is taken to walk the key space. A walker misses often (unknown keys, claims that do not match) or asks for
/// neighbouring keys one after the other. Product default, not law.
struct GuardLimits {
  Instant window = 60'000;               ///< sliding, in ms
  std::int64_t min_calls = 200;          ///< lookups in the window before anything is judged
  std::int64_t miss_percent = 50;        ///< from this share of misses on
  std::int64_t sequential_percent = 60;  ///< from this share of neighbouring keys on
  std::int64_t near = 16;                ///< two keys are neighbours when their trailing numbers differ by 1 … near
  std::int64_t slowed_per_second = 1;    ///< while slowed
  std::int64_t stop_after = 60;          ///< suspicious lookups while slowed; then stopped
  Instant slowed_for = 600'000;          ///< then, unless stopped meanwhile, the caller starts afresh
};

enum class GuardState : std::uint8_t { normal, slowed, stopped };

struct GuardCounts {
  std::int64_t calls = 0, misses = 0, sequential = 0;
};

/// Two half windows; not thread-safe (Meter locks).
class EnumerationGuard {
 public:
  /// Notes a lookup; returns the state after it. `key` is the plain key presented; only its trailing number is kept.
  GuardState note(std::string_view key, bool miss, const GuardLimits& limits, Instant now);
  GuardState state(const GuardLimits& limits, Instant now);
  GuardCounts counts() const;
  void clear() { *this = {}; }

 private:
  void roll(const GuardLimits& limits, Instant now);
  bool suspicious(const GuardLimits& limits) const;
  bool near_recent(std::string_view key, std::int64_t near);
  GuardCounts current_, previous_;
  Instant half_started_ = 0;
  GuardState state_ = GuardState::normal;
  Instant slowed_at_ = 0;
  std::int64_t while_slowed_ = 0;
  std::array<std::int64_t, 4> recent_{-1, -1, -1, -1};
  std::size_t next_ = 0;
};

struct MeterLimits {
  std::int64_t per_day = 0, total = 0, per_second = 0;  ///< 0: no limit
};

/// One subscription's meters; thread-safe.
class Meter {
 public:
  /// Reserves one call. Errors: state.stopped (guard), gateway.rate (guard or rate), gateway.quota (hint: which).
  Status reserve(const MeterLimits& limits, const GuardLimits& guard, Instant now);
  /// The reserved call was not answered after all.
  void release(Instant reserved_at);
  /// Tells the guard how the lookup went; returns the new state when it changed, and the counts behind it.
  struct GuardChange {
    GuardState state = GuardState::normal;
    bool changed = false;
    GuardCounts counts;
  };
  GuardChange note(std::string_view key, bool miss, const GuardLimits& guard, Instant now);
  void clear_guard();
  /// At start, for each counting record.
  void restore(Instant time);

 private:
  std::mutex mutex_;
  TokenBucket rate_, slow_;
  EnumerationGuard guard_;
  std::int64_t day_ = INT64_MIN, today_ = 0, total_ = 0;
  void roll_day(Instant now);
};

/// Number of the day in China Standard Time since 1970.
std::int64_t day_number(Instant t);

/// Uses of consents that allow a limited number; thread-safe.
class ConsentUses {
 public:
  bool reserve(const Id16& consent, std::int64_t max_uses);
  void release(const Id16& consent);
  void restore(const Id16& consent);

 private:
  std::mutex mutex_;
  std::unordered_map<Id16, std::int64_t, Id16Hash> uses_;
};

/// State by id, made on first use; thread-safe, sharded. Addresses stay valid as long as the map.
template <class T>
class StateMap {
 public:
  template <class Make>
  T& get(const Id16& id, Make make) {
    auto& shard = shards_[id[15] % kShards];
    std::lock_guard lock(shard.mutex);
    auto& slot = shard.map[id];
    if (!slot) slot = make();
    return *slot;
  }
  T& get(const Id16& id) {
    return get(id, [] { return std::make_unique<T>(); });
  }

 private:
  static constexpr std::size_t kShards = 16;
  struct Shard {
    std::mutex mutex;
    std::unordered_map<Id16, std::unique_ptr<T>, Id16Hash> map;
  };
  std::array<Shard, kShards> shards_;
};

}  // namespace gongshu::gateway
