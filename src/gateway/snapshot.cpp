#include "gateway/snapshot.h"

namespace gongshu::gateway {

std::string_view name_of(Check check) {
  static constexpr std::array<std::string_view, kChecks> kNames = {
      "none", "signature", "body", "agreement", "stopped", "purpose", "scope", "term", "consent", "limits", "lookup"};
  return kNames[static_cast<std::size_t>(check)];
}

Published::Published(std::shared_ptr<const Snapshot> snapshot, std::uint64_t version)
    : snapshot_(std::move(snapshot)), version_(version) {
  callers_.reserve(snapshot_->applications.size());
  for (const auto& [id, application] : snapshot_->applications)
    callers_.emplace(id, Caller{&application, crypto::HmacSm3(application.secret), id16(id), id16(application.developer)});
  rights_.reserve(snapshot_->subscriptions.size());
  for (const auto& [id, subscription] : snapshot_->subscriptions)
    rights_.emplace(id, Right{&subscription, id16(id), id16(subscription.product)});
}

const Published::Caller* Published::caller(std::string_view key_id) const {
  const auto found = callers_.find(key_id);
  return found == callers_.end() ? nullptr : &found->second;
}

const Published::Right* Published::right(std::string_view subscription) const {
  const auto found = rights_.find(subscription);
  return found == rights_.end() ? nullptr : &found->second;
}

const Product* Published::product(std::string_view id) const {
  const auto found = snapshot_->products.find(id);
  return found == snapshot_->products.end() ? nullptr : &found->second;
}

SnapshotHolder::SnapshotHolder() : current_(std::make_shared<Published>(std::make_shared<Snapshot>(), 0)) {}

void SnapshotHolder::publish(std::shared_ptr<const Snapshot> snapshot) {
  if (!snapshot) return;
  std::lock_guard order(publishing_);  // one publisher at a time; readers go on while the next one is built
  const auto number = version_.load(std::memory_order_relaxed) + 1;
  std::shared_ptr<const Published> next = std::make_shared<Published>(std::move(snapshot), number);
  {
    std::lock_guard lock(mutex_);
    current_.swap(next);
    version_.store(number, std::memory_order_release);
  }
}  // the snapshot before is destroyed here, outside the lock, unless a call still holds it

std::shared_ptr<const Published> SnapshotHolder::current() const {
  std::lock_guard lock(mutex_);
  return current_;
}

}  // namespace gongshu::gateway
