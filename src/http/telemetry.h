// Request metrics. Each I/O thread counts in a shard of its own, so that the hot path shares no cache line; /metrics adds up.
#pragma once
#include <prometheus/collectable.h>

#include <array>
#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "http/contract.h"

namespace gongshu::http {

class Telemetry final : public prometheus::Collectable {
 public:
  /// Statuses counted by name; any other counts as the last ("other").
  static constexpr std::array<int, 26> kStatuses = {200, 201, 202, 204, 206, 304, 400, 401, 403, 404, 405, 408, 409,
                                                    410, 411, 413, 415, 422, 429, 431, 500, 501, 502, 503, 504, 0};
  /// Upper bounds of the latency buckets, in microseconds.
  static constexpr std::array<std::uint32_t, 14> kBounds = {100,    250,    500,     1'000,   2'500,     5'000,     10'000,
                                                            25'000, 50'000, 100'000, 250'000, 1'000'000, 2'500'000, 10'000'000};

  Telemetry(const Contract& contract, std::size_t shards);

  /// By the thread that owns the shard only. `operation` may be null (no route).
  void count(std::size_t shard, const Operation* operation, int status, std::uint64_t microseconds);
  void began(std::size_t shard) { add(shards_[shard]->began, 1); }
  void ended(std::size_t shard) { add(shards_[shard]->ended, 1); }

  std::vector<prometheus::MetricFamily> Collect() const override;
  /// Prometheus text format, with the two gauges given.
  std::string text(std::size_t queue, std::size_t connections) const;

 private:
  using Counter = std::atomic<std::uint64_t>;
  struct Series {
    std::array<Counter, kStatuses.size()> by_status{};
    std::array<Counter, kBounds.size() + 1> buckets{};
    Counter microseconds{0};
  };
  struct alignas(64) Shard {
    explicit Shard(std::size_t operations) : series(operations) {}
    std::vector<Series> series;
    Counter began{0}, ended{0};
  };
  /// One writer: a plain load and store, no locked instruction.
  static void add(Counter& counter, std::uint64_t by) {
    counter.store(counter.load(std::memory_order_relaxed) + by, std::memory_order_relaxed);
  }
  void sum(std::size_t operation, Series& out) const;
  std::string name_of(std::size_t operation) const;
  void collect_one(std::size_t operation, prometheus::MetricFamily& requests, prometheus::MetricFamily& seconds) const;

  const Contract& contract_;
  std::vector<std::unique_ptr<Shard>> shards_;
  std::array<std::uint8_t, 600> slot_{};
};

}  // namespace gongshu::http
