// The gateway as a part of the node: what it decides by is built here from the views, after every policy event and before the event's
// caller is answered (design invariant 7); what it recorded is anchored in the ledger every second (invariant 2).
//
// Threads: call() from I/O threads; refresh() on the sequencer's thread, on the timer's when the day changes, and once at open; the timer's
// thread anchors.
#pragma once
#include <atomic>
#include <condition_variable>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "app/node.h"
#include "app/shelves.h"
#include "domain/delivery/events.h"
#include "gateway/gateway.h"
#include "gateway/shelf.h"

namespace gongshu::app {

class GatewayPart {
 public:
  static constexpr std::string_view kName = "gateway";

  /// Opens the usage log, compares it with the last anchor, loads consents, publishes the first snapshot and anchors the tail.
  /// Errors: ledger.corrupt (the log holds less, or something else, than was anchored), store.*.
  static Result<std::unique_ptr<GatewayPart>> open(Node& node);
  /// Stops the timer and anchors what is left.
  ~GatewayPart();
  GatewayPart(const GatewayPart&) = delete;
  GatewayPart& operator=(const GatewayPart&) = delete;

  /// A signed product call. `done` as gateway::Gateway::call: once, from any thread. Never blocks.
  void call(gateway::ProductCall call, gateway::Gateway::Done done) { gateway_->call(std::move(call), std::move(done)); }

  /// Publishes a snapshot of what stands now, unless the present one is of this day and policy epoch. Fails closed: what cannot be read is not in
  /// it; when the views cannot be read at all, everything is stopped.
  void refresh();
  /// Appends what is not anchored yet to the ledger. Errors: those of Node::execute.
  Status anchor();
  /// Counts one download of a package against the subscription's day (China Standard Time), exactly under concurrency; a restart counts
  /// from the usage log. Error gateway.quota.
  Status reserve_download(const std::string& subscription, std::int64_t quota_per_day, Instant now);
  /// Gives back what did not become a download.
  void release_download(const std::string& subscription);
  /// Opens a new release before its product is listed, so that the sequencer need not hash the file.
  Status open_ahead(const std::string& id, const domain::product::Product& product, const domain::product::Release& release);

  gateway::Gateway& gateway() { return *gateway_; }
  gateway::UsageLog& usage() { return gateway_->usage(); }
  gateway::ConsentTable& consents() { return consents_; }
  std::shared_ptr<const gateway::Published> published() const { return holder_.current(); }
  /// Appends to the metrics page.
  void metrics(std::string& out) const;

 private:
  /// Tokens of the verification products that stand.
  using TokenTable = std::map<std::string, std::shared_ptr<const ProductTokens>, std::less<>>;

  explicit GatewayPart(Node& node) : node_(node) {}
  Status start();
  void rebuild();  ///< under building_
  Status load_consents();
  Status resume_anchors();
  Result<std::shared_ptr<gateway::Snapshot>> build(Records& records, TokenTable& tokens);
  Status add_products(Records& records, const rules::Rulebook& book, gateway::Snapshot& out, TokenTable& tokens);
  void open_product(const std::string& id, const domain::product::Product& product, gateway::Product& out, TokenTable& tokens);
  Result<std::shared_ptr<const gateway::Shelf>> shelf_of(const std::string& id, const domain::product::Product& product,
                                                         const domain::product::Release& release);
  Result<crypto::Digest> tokenise(std::string_view key_name, std::string_view value) const;
  void run_timer();
  void record_guard_events();

  Node& node_;
  std::mutex building_;  ///< one rebuild at a time
  bool built_ = false;
  std::uint64_t built_epoch_ = 0;
  Date built_day_{};
  std::map<std::string, std::shared_ptr<const gateway::Shelf>> ahead_;  ///< by file name; guarded by ahead_mutex_
  std::mutex ahead_mutex_;
  gateway::SnapshotHolder holder_;
  gateway::ConsentTable consents_;
  mutable std::mutex tokens_mutex_;
  std::shared_ptr<const TokenTable> tokens_ = std::make_shared<TokenTable>();
  std::mutex anchoring_;
  struct Downloads {
    Date day{};
    std::int64_t count = 0;
  };
  std::mutex downloads_mutex_;
  std::map<std::string, Downloads> downloads_;  ///< by subscription
  std::mutex events_mutex_;
  std::vector<gateway::GuardEvent> events_;
  std::mutex timer_mutex_;
  std::condition_variable timer_wake_;
  bool stopping_ = false;
  std::unique_ptr<gateway::Gateway> gateway_;
  std::thread timer_;
};

/// A consent as the gateway knows it; call table.put from after_commit, so that it holds when the caller is answered.
void put_consent(gateway::ConsentTable& table, const std::string& id, const domain::delivery::Consent& consent);

/// Recomputes the usage files of a data directory against every anchor of the ledger, offline or beside a running server. Errors:
/// ledger.corrupt (at = file and record, or file and anchor), store.failed.
Result<gateway::UsageReport> verify_usage(const std::filesystem::path& data, Records& records);

}  // namespace gongshu::app
