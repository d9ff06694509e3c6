#include "app/gateway_part.h"

#include "app/tx.h"
#include "domain/delivery/points.h"
#include "ledger/reader.h"

namespace gongshu::app {

using namespace domain::delivery;
namespace gw = gongshu::gateway;

namespace {

gw::Anchor anchor_of(std::int64_t segment, std::int64_t from, std::int64_t to, const std::string& root) {
  gw::Anchor out{static_cast<std::uint64_t>(segment), static_cast<std::uint64_t>(from), static_cast<std::uint64_t>(to), {}};
  if (const auto bytes = crypto::from_hex(root); bytes && bytes->size() == out.root.size())
    std::copy(bytes->begin(), bytes->end(), reinterpret_cast<char*>(out.root.data()));
  return out;
}

}  // namespace

Result<std::unique_ptr<GatewayPart>> GatewayPart::open(Node& node) {
  std::unique_ptr<GatewayPart> part(new GatewayPart(node));
  GS_CHECK(part->start());
  return part;
}

Status GatewayPart::start() {
  gw::GatewayOptions options;
  options.usage_directory = node_.path("usage");
  options.consents = &consents_;
  options.tokenise = [this](std::string_view key, std::string_view value) { return tokenise(key, value); };
  options.on_event = [this](const gw::GuardEvent& event) {
    std::lock_guard lock(events_mutex_);
    if (events_.size() < 1000) events_.push_back(event);
  };
  GS_TRY(gateway, gw::Gateway::open(std::move(options), holder_, node_.clock()));
  gateway_ = std::move(gateway);
  GS_CHECK(resume_anchors());
  GS_CHECK(load_consents());
  refresh();
  node_.on_policy([this] { refresh(); });
  GS_CHECK(anchor());
  timer_ = std::thread([this] { run_timer(); });
  return {};
}

GatewayPart::~GatewayPart() {
  {
    std::lock_guard lock(timer_mutex_);
    stopping_ = true;
  }
  timer_wake_.notify_all();
  if (timer_.joinable()) timer_.join();
  if (gateway_ && timer_.get_id() == std::thread::id()) {
    record_guard_events();
    (void)anchor();  // what stays open is anchored at the next start
  }
}

Status GatewayPart::load_consents() {
  return node_.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<ConsentSubject>());
    for (const auto& c : all) put_consent(consents_, c.id, c.state);
    return {};
  });
}

/// The log must hold at least what the ledger has anchored.
Status GatewayPart::resume_anchors() {
  std::optional<UsageAnchor> last;
  GS_CHECK(node_.query([&](Records& records) -> Status {
    GS_TRY(all, records.all<UsageAnchorSubject>());
    for (const auto& a : all)
      if (!last || a.state.to > last->to) last = a.state;
    return {};
  }));
  if (!last) return {};
  return usage().anchored(anchor_of(last->segment, last->from, last->to, last->root));
}

Status GatewayPart::anchor() {
  std::lock_guard lock(anchoring_);
  const auto pending = usage().pending_anchors();
  if (pending.empty()) return {};
  GS_CHECK(node_.execute(Node::system_actor(), "anchorUsage", [&](Tx& tx) -> Status {
    tx.context().ruling(kUsageRecord);
    for (const auto& a : pending)
      GS_CHECK(tx.emit<UsageAnchorSubject>("seg-" + std::to_string(a.segment),
                                           {UsageAnchored{static_cast<std::int64_t>(a.segment), static_cast<std::int64_t>(a.from),
                                                          static_cast<std::int64_t>(a.to), crypto::to_hex(crypto::view(a.root))}}));
    return {};
  }));
  for (const auto& a : pending) GS_CHECK(usage().anchored(a));
  return {};
}

Status GatewayPart::reserve_download(const std::string& subscription, std::int64_t quota_per_day, Instant now) {
  std::lock_guard lock(downloads_mutex_);
  auto& day = downloads_[subscription];
  if (const auto today = local_date(now); day.day != today) {
    std::int64_t count = 0;
    GS_CHECK(usage().scan({subscription, {}, {}, start_of(today), INT64_MAX}, [&](const gw::UsageRecord& r) {
      count += r.counts();
      return true;
    }));
    day = {today, count};
  }
  if (day.count >= quota_per_day) return fail(ErrorCode::gateway_quota, "query.subscription", std::to_string(quota_per_day) + " a day are agreed");
  ++day.count;
  return {};
}

void GatewayPart::release_download(const std::string& subscription) {
  std::lock_guard lock(downloads_mutex_);
  --downloads_[subscription].count;
}

/// What the enumeration guard did becomes part of the record.
void GatewayPart::record_guard_events() {
  std::vector<gw::GuardEvent> events;
  {
    std::lock_guard lock(events_mutex_);
    events.swap(events_);
  }
  for (const auto& e : events) {
    const char* state = e.state == gw::GuardState::stopped ? "stopped" : "slowed";
    (void)node_.execute(Node::system_actor(), "guardUsage", [&](Tx& tx) -> Status {
      GS_TRY(subscription, tx.load<SubscriptionSubject>(e.subscription));
      if (subscription.status != SubscriptionStatus::active) return {};
      return tx.emit<SubscriptionSubject>(e.subscription, {SubscriptionGuarded{state, e.counts.calls, e.counts.misses, e.counts.sequential}});
    });
  }
}

/// Every second: anchors, guard events, and a new snapshot when the day has changed (rules and terms count in days).
void GatewayPart::run_timer() {
  std::unique_lock lock(timer_mutex_);
  while (!timer_wake_.wait_for(lock, std::chrono::seconds(1), [this] { return stopping_; })) {
    lock.unlock();
    (void)anchor();
    record_guard_events();
    refresh();
    lock.lock();
  }
}

void GatewayPart::metrics(std::string& out) const {
  const auto stats = gateway_->stats();
  const auto add = [&](const std::string& labels, std::uint64_t value) {
    out += "gongshu_product_calls_total{" + labels + "} " + std::to_string(value) + "\n";
  };
  out += "# HELP gongshu_product_calls_total Product calls by outcome\n# TYPE gongshu_product_calls_total counter\n";
  add("outcome=\"answered\"", stats.answered);
  add("outcome=\"no_record\"", stats.no_record);
  add("outcome=\"matched\"", stats.matched);
  add("outcome=\"not_matched\"", stats.not_matched);
  add("outcome=\"unprocessed\"", stats.unprocessed);
  add("outcome=\"failed\"", stats.failed);
  for (std::size_t i = 1; i < gw::kChecks; ++i)
    add("outcome=\"refused\",check=\"" + std::string(gw::name_of(static_cast<gw::Check>(i))) + "\"", stats.refused[i]);
  out += "# HELP gongshu_usage_records Durable usage records\n# TYPE gongshu_usage_records gauge\ngongshu_usage_records " +
         std::to_string(gateway_->usage().durable()) + "\n";
}

void put_consent(gw::ConsentTable& table, const std::string& id, const Consent& c) {
  table.put(id, {c.subject, c.product, c.purpose, c.developer.value_or(""), c.valid_until, c.max_uses, c.status == ConsentStatus::withdrawn});
}

Result<gw::UsageReport> verify_usage(const std::filesystem::path& data, Records& records) {
  std::vector<gw::Anchor> anchors;
  const std::string prefix = std::string(UsageAnchorSubject::kKind) + "/";
  GS_CHECK(ledger::Reader(records.db()).each(0, [&](const ledger::Entry& entry) -> Status {
    if (entry.type != UsageAnchored::kType || !entry.stream.starts_with(prefix)) return {};
    GS_TRY(event, read<UsageAnchored>(entry.data.object()));
    anchors.push_back(anchor_of(event.segment, event.from, event.to, event.root));
    return {};
  }));
  std::error_code none;
  if (!std::filesystem::exists(data / "usage", none)) {
    if (anchors.empty()) return gw::UsageReport{};  // no product was ever called
    return fail(ErrorCode::ledger_corrupt, "usage", "the directory is missing");
  }
  return gw::verify_usage(data / "usage", anchors);
}

[[maybe_unused]] const bool kGatewayPart = register_part<GatewayPart>(10);

}  // namespace gongshu::app
