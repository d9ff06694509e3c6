// A node: one data directory, one ledger, one rule pack in force. Everything that changes state goes through execute().
//
// Data directory: lock · gongshu.db (ledger and views) · identity.db (credentials) · keys/ and secret/ (outside backups) · attachments/ ·
// batches/ · shelves/ · usage/ · node.json (pack, origin, creation).
#pragma once
#include <atomic>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/records.h"
#include "base/clock.h"
#include "crypto/keyring.h"
#include "crypto/sm2.h"
#include "domain/kernel/context.h"
#include "identity/directory.h"
#include "ledger/sequencer.h"
#include "rules/rulebook.h"
#include "store/lock.h"

namespace gongshu::app {

class Tx;

struct NodeOptions {
  std::filesystem::path data;
  std::string pack;                   ///< id, as its folder is called; must be the one the directory was made for; empty = that one
  std::filesystem::path rulepacks;    ///< folder of the packs
  std::shared_ptr<Clock> clock;       ///< null: the system's
  bool movable_clock = false;         ///< stories and demo: POST /api/v1/test/clock works
  json::array demo_accounts{};        ///< shown on the start page of a demonstration; empty for a real node
};

class Node {
 public:
  /// Opens or makes the data directory. Errors: store.locked, store.newer_schema, pack.*, calendar.*, config.invalid, ledger.corrupt.
  static Result<std::unique_ptr<Node>> open(NodeOptions options);
  ~Node();

  /// Decides and records in one durable step on the sequencer's thread. When `decide` refuses under a rule, the refusal itself
  /// is recorded (counts per rule) and returned. Blocks until durable. Thread-safe.
  using Decide = std::function<Status(Tx&)>;
  Status execute(const domain::Actor& actor, const std::string& operation, const Decide& decide);

  /// Runs `query` on a read-only connection from the pool. Thread-safe.
  Status query(const std::function<Status(Records&)>& read);

  /// The actor behind a person id: duties, organisation and its roles. Errors: state.not_found, auth.forbidden when disabled.
  Result<domain::Actor> actor(const std::string& person);
  /// The node acting by itself (clocks, anchors, start-up).
  static domain::Actor system_actor();

  const Clock& clock() const { return *options_.clock; }
  /// Moves the story clock; error auth.forbidden unless movable_clock.
  Status move_clock(std::chrono::milliseconds by);
  const NodeOptions& options() const { return options_; }
  std::filesystem::path path(std::string_view name) const { return options_.data / name; }
  const rules::Rulebook& rulebook() const { return rulebook_; }
  identity::Directory& directory() { return *directory_; }
  crypto::Keyring& keyring() { return *keyring_; }
  const crypto::Sm2PrivateKey& key() const { return key_; }
  const std::string& origin() const { return origin_; }
  ledger::Head head() const { return log_->head(); }
  ledger::SequencerStats stats() const { return sequencer_->stats(); }
  std::uint64_t epoch() const { return epoch_.load(); }
  /// Called on the sequencer's thread after each commit that holds a policy event, before its caller is answered (invariant 7).
  void on_policy(std::function<void()> hook) { policy_hooks_.push_back(std::move(hook)); }
  /// A key of the node for its own use (sealing secrets and attachments), made at first use.
  Result<std::string> node_key(const std::string& name);

  /// Parts owned by other files of this layer (gateway, jobs, …), made at open and destroyed in reverse order.
  template <class Part>
  Part& part();

 private:
  friend class Tx;
  explicit Node(NodeOptions options) : options_(std::move(options)) {}
  Status prepare_directory();
  Status open_ledger();
  Status record_refusal(ledger::Batch& batch, const domain::Actor& actor, const std::string& operation, const Error& error);
  Result<std::uint64_t> last_policy_event();

  NodeOptions options_;
  std::string origin_;
  std::optional<store::DataLock> lock_;
  std::unique_ptr<store::Database> db_;
  crypto::Sm2PrivateKey key_ = crypto::Sm2PrivateKey::generate();
  std::unique_ptr<crypto::Keyring> keyring_;
  std::unique_ptr<identity::Directory> directory_;
  rules::Rulebook rulebook_;
  std::unique_ptr<ledger::Log> log_;
  std::atomic<std::uint64_t> epoch_{0};
  std::vector<std::function<void()>> policy_hooks_;
  std::mutex readers_mutex_, node_key_mutex_;
  std::vector<std::unique_ptr<store::Database>> readers_;
  std::map<std::string, std::shared_ptr<void>> parts_;
  std::vector<std::string> part_order_;
  std::unique_ptr<ledger::Sequencer> sequencer_;  ///< last: its thread uses all of the above
};

/// One decision under way, inside the sequencer. Reads see what earlier decisions of the same group wrote.
class Tx : public Records {
 public:
  Tx(Node& node, ledger::Batch& batch, domain::Actor actor);

  domain::Context& context() { return context_; }
  Node& node() { return *node_; }
  std::string new_id(std::string_view prefix) const;

  /// Records the events of one record and updates its row. `personal` is sealed and kept beside the first event.
  template <class Subject>
  Status emit(const std::string& id, const std::vector<typename Subject::Event>& events, const json::object* personal = nullptr) {
    for (const auto& event : events) {
      GS_CHECK(std::visit(
          [&](const auto& e) {
            return append(Subject::kKind, id, std::remove_cvref_t<decltype(e)>::kType, write(e).as_object(), std::exchange(personal, nullptr));
          },
          event));
    }
    return {};
  }

  /// Runs once the decision is durable; not at all when it refuses.
  void after_commit(std::function<void()> hook) { hooks_.push_back(std::move(hook)); }

 private:
  Status append(std::string_view kind, const std::string& id, std::string_view type, json::object data, const json::object* personal);
  Status start_epoch(std::uint64_t seq);

  friend class Node;
  Node* node_;
  ledger::Batch* batch_;
  domain::Context context_;
  std::vector<std::function<void()>> hooks_;  ///< handed to the batch when the decision passes
};

template <class Part>
Part& Node::part() {
  return *static_cast<Part*>(parts_.at(std::string(Part::kName)).get());
}

/// Parts register a maker beside their definition; Node::open makes them in the order of `rank`.
struct PartMaker {
  std::string name;
  int rank;
  std::function<Result<std::shared_ptr<void>>(Node&)> make;
};
std::vector<PartMaker>& part_makers();
template <class Part>
bool register_part(int rank) {
  part_makers().push_back({std::string(Part::kName), rank, [](Node& node) -> Result<std::shared_ptr<void>> {
                             GS_TRY(part, Part::open(node));
                             return std::shared_ptr<void>(std::shared_ptr<Part>(std::move(part)));
                           }});
  return true;
}

}  // namespace gongshu::app
