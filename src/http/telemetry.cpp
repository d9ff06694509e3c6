#include "http/telemetry.h"

#include <prometheus/text_serializer.h>

#include <algorithm>
#include <limits>

namespace gongshu::http {
namespace {

using prometheus::ClientMetric;
using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily gauge(std::string name, std::string help, double value) {
  ClientMetric metric;
  metric.gauge.value = value;
  return {std::move(name), std::move(help), MetricType::Gauge, {metric}};
}

}  // namespace

Telemetry::Telemetry(const Contract& contract, std::size_t shards) : contract_(contract) {
  for (std::size_t i = 0; i < shards; ++i) shards_.push_back(std::make_unique<Shard>(contract.operations().size() + 1));
  slot_.fill(kStatuses.size() - 1);
  for (std::size_t i = 0; i + 1 < kStatuses.size(); ++i) slot_[kStatuses[i]] = static_cast<std::uint8_t>(i);
}

void Telemetry::count(std::size_t shard, const Operation* operation, int status, std::uint64_t microseconds) {
  auto& series = shards_[shard]->series[operation ? operation->index : contract_.operations().size()];
  add(series.by_status[slot_[status > 0 && status < 600 ? status : 0]], 1);
  const auto bucket = std::ranges::lower_bound(kBounds, microseconds) - kBounds.begin();
  add(series.buckets[bucket], 1);
  add(series.microseconds, microseconds);
}

void Telemetry::sum(std::size_t operation, Series& out) const {
  for (const auto& shard : shards_) {
    const auto& from = shard->series[operation];
    for (std::size_t i = 0; i < kStatuses.size(); ++i) add(out.by_status[i], from.by_status[i].load(std::memory_order_relaxed));
    for (std::size_t i = 0; i <= kBounds.size(); ++i) add(out.buckets[i], from.buckets[i].load(std::memory_order_relaxed));
    add(out.microseconds, from.microseconds.load(std::memory_order_relaxed));
  }
}

std::string Telemetry::name_of(std::size_t operation) const {
  return operation < contract_.operations().size() ? contract_.operations()[operation].id : "none";
}

void Telemetry::collect_one(std::size_t operation, MetricFamily& requests, MetricFamily& seconds) const {
  Series series;
  sum(operation, series);
  const ClientMetric::Label label{"operation", name_of(operation)};
  for (std::size_t i = 0; i < kStatuses.size(); ++i) {
    if (series.by_status[i] == 0) continue;
    ClientMetric metric;
    metric.label = {label, {"status", kStatuses[i] ? std::to_string(kStatuses[i]) : "other"}};
    metric.counter.value = static_cast<double>(series.by_status[i]);
    requests.metric.push_back(std::move(metric));
  }
  ClientMetric metric;
  metric.label = {label};
  std::uint64_t below = 0;
  for (std::size_t i = 0; i < kBounds.size(); ++i) {
    below += series.buckets[i];
    metric.histogram.bucket.push_back({below, kBounds[i] / 1e6});
  }
  below += series.buckets[kBounds.size()];
  if (below == 0) return;
  metric.histogram.bucket.push_back({below, std::numeric_limits<double>::infinity()});
  metric.histogram.sample_count = below;
  metric.histogram.sample_sum = static_cast<double>(series.microseconds) / 1e6;
  seconds.metric.push_back(std::move(metric));
}

std::vector<MetricFamily> Telemetry::Collect() const {
  MetricFamily requests{"gongshu_http_requests_total", "Requests answered", MetricType::Counter, {}};
  MetricFamily seconds{
      "gongshu_http_request_seconds", "From the first byte of a request to its answer", MetricType::Histogram, {}};
  for (std::size_t i = 0; i <= contract_.operations().size(); ++i) collect_one(i, requests, seconds);
  std::uint64_t ended = 0, began = 0;
  for (const auto& shard : shards_) ended += shard->ended.load(std::memory_order_relaxed);
  for (const auto& shard : shards_) began += shard->began.load(std::memory_order_relaxed);
  const auto running = static_cast<double>(began > ended ? began - ended : 0);
  return {requests, seconds, gauge("gongshu_http_in_flight", "Requests being answered", running)};
}

std::string Telemetry::text(std::size_t queue, std::size_t connections) const {
  auto families = Collect();
  families.push_back(gauge("gongshu_http_pool_queue", "Calls waiting for a worker", static_cast<double>(queue)));
  families.push_back(gauge("gongshu_http_connections", "Open connections", static_cast<double>(connections)));
  return prometheus::TextSerializer().Serialize(families);
}

}  // namespace gongshu::http
