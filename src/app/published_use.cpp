#include "app/published_use.h"

#include <algorithm>

#include "app/gateway_part.h"
#include "disclosure/rules.h"

namespace gongshu::app {
namespace {

/// Least number of developers behind a figure, and how much of it the largest may have.
const disclosure::Rules kPublished{.k = 3, .dominance = disclosure::Dominance{1, 0.9}};

bool may_publish(const std::map<gateway::Id16, std::int64_t>& by_developer) {
  std::vector<double> top;
  double total = 0;
  for (const auto& [developer, n] : by_developer) {
    top.push_back(static_cast<double>(n));
    total += static_cast<double>(n);
  }
  std::sort(top.rbegin(), top.rend());
  const std::int64_t entities[] = {static_cast<std::int64_t>(by_developer.size())};
  return disclosure::primary_reason(kPublished, {entities, top, total}, true) == disclosure::Reason::none;
}

std::string month_of(Instant time) { return to_text(local_date(time)).substr(0, 7); }

[[maybe_unused]] const bool kPart = register_part<PublishedUse>(60);

}  // namespace

std::vector<PublishedFigure> publish_calls(const CallsByMonth& calls) {
  std::vector<PublishedFigure> out;
  for (const auto& [cell, by_developer] : calls) {
    PublishedFigure figure{cell.first, cell.second, {}};
    std::int64_t total = 0;
    for (const auto& [developer, n] : by_developer) total += n;
    if (may_publish(by_developer)) figure.calls = (total + kCallRounding / 2) / kCallRounding * kCallRounding;
    out.push_back(std::move(figure));
  }
  return out;
}

Result<std::vector<PublishedFigure>> PublishedUse::figures() {
  const auto now = node_.clock().now();
  const auto month = month_of(now);
  std::lock_guard lock(mutex_);
  if (month == month_) return figures_;
  CallsByMonth calls;
  gateway::UsageFilter past;
  past.to = start_of(*parse_date(month + "-01"));
  GS_CHECK(node_.part<GatewayPart>().usage().scan(past, [&](const gateway::UsageRecord& r) {
    if (r.counts()) ++calls[{r.product, month_of(r.time)}][r.developer];
    return true;
  }));
  figures_ = publish_calls(calls);
  month_ = month;
  return figures_;
}

}  // namespace gongshu::app
