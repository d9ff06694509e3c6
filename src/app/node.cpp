#include "app/node.h"

#include <future>

#include "app/beside.h"
#include "app/gates.h"
#include "app/pack_life.h"
#include "app/rule_counts.h"
#include "app/tx.h"
#include "crypto/random.h"
#include "crypto/sm4.h"
#include "domain/node/events.h"
#include "identity/roles.h"
#include "store/files.h"

namespace gongshu::app {

std::vector<PartMaker>& part_makers() {
  static std::vector<PartMaker> makers;
  return makers;
}

Result<std::unique_ptr<Node>> Node::open(NodeOptions options) {
  if (!options.clock) options.clock = std::make_shared<SystemClock>();
  std::unique_ptr<Node> node(new Node(std::move(options)));
  GS_CHECK(node->prepare_directory());
  GS_TRY(life, PackLife::load(node->options_.rulepacks, node->options_.pack, overlay_of(node->options_.data), node->path("pack_keys")));
  node->rulebook_ = life->rulebook();
  node->parts_[std::string(PackLife::kName)] = std::shared_ptr<PackLife>(std::move(life));  // before any other: decisions ask it
  GS_CHECK(node->open_ledger());
  auto makers = part_makers();
  std::stable_sort(makers.begin(), makers.end(), [](const auto& a, const auto& b) { return a.rank < b.rank; });
  // The places first: parts that start threads look others up while the rest is still being made.
  for (const auto& maker : makers) node->parts_[maker.name];
  for (const auto& maker : makers) {
    GS_TRY(part, maker.make(*node));
    node->parts_[maker.name] = std::move(part);
    node->part_order_.push_back(maker.name);
  }
  return node;
}

Node::~Node() {
  for (auto name = part_order_.rbegin(); name != part_order_.rend(); ++name) parts_.erase(*name);
  if (sequencer_) sequencer_->stop();
}

/// Lock, sub-directories, keys, and node.json, which fixes the pack for the life of the directory.
Status Node::prepare_directory() {
  for (const char* folder : {"", "keys", "secret", "attachments", "batches", "shelves", "usage"}) GS_CHECK(store::make_directory(path(folder)));
  GS_TRY(lock, store::DataLock::acquire(options_.data));
  lock_.emplace(std::move(lock));
  GS_CHECK(store::sweep_unfinished(options_.data));
  const auto file = path("node.json");
  if (!std::filesystem::exists(file)) {
    if (options_.pack.empty()) return fail(ErrorCode::config_invalid, "--pack", "a new data directory needs a rule pack: --pack ID");
    GS_TRY(text, canonical(json::object{{"pack", options_.pack}, {"origin", "gongshu/" + crypto::new_id(options_.pack)}, {"format", 1}}));
    GS_CHECK(store::write_file_atomic(path("secret/node.pem"), crypto::Sm2PrivateKey::generate().to_pem()));
    GS_CHECK(store::write_file_atomic(file, text));
  }
  GS_TRY(text, store::read_file(file));
  GS_TRY(config, parse_json(text));
  const auto* object = config.if_object();
  const auto* pack = object ? object->if_contains("pack") : nullptr;
  const auto* origin = object ? object->if_contains("origin") : nullptr;
  if (!pack || !pack->is_string() || !origin || !origin->is_string())
    return fail(ErrorCode::config_invalid, file.string(), "must hold \"pack\" and \"origin\"; restore it from a backup");
  if (!options_.pack.empty() && options_.pack != pack->get_string().c_str())
    return fail(ErrorCode::config_invalid, "--pack", "this data directory runs the pack " + std::string(pack->get_string()) + "; use another --data");
  options_.pack = pack->get_string().c_str();
  origin_ = origin->get_string().c_str();
  GS_TRY(pem, store::read_file(path("secret/node.pem")));
  GS_TRY(key, crypto::Sm2PrivateKey::from_pem(pem));
  key_ = std::move(key);
  return store::write_file_atomic(path("node.pub.pem"), key_.public_key().to_pem(), 0644);
}

Status Node::open_ledger() {
  GS_TRY(keyring, crypto::Keyring::open(path("keys"), path("secret/kek")));
  keyring_ = std::make_unique<crypto::Keyring>(std::move(keyring));
  GS_TRY(directory, identity::Directory::open(path("identity.db"), *options_.clock));
  directory_ = std::move(directory);
  GS_TRY(db, store::Database::open(path("gongshu.db"), store::Mode::create));
  db_ = std::make_unique<store::Database>(std::move(db));
  GS_CHECK(ledger::migrate(*db_, options_.clock->now()));  // the index of streams is filled from the ledger
  GS_CHECK(migrate_views(*db_, options_.clock->now()));
  GS_TRY(log, ledger::Log::open(*db_, key_, origin_, *options_.clock));
  log_ = std::move(log);
  GS_CHECK(db_->exec("CREATE TABLE IF NOT EXISTS policy_epoch(only INTEGER PRIMARY KEY CHECK(only = 1), seq INTEGER NOT NULL) STRICT"));
  GS_TRY(epoch, last_policy_event());
  epoch_ = epoch;
  Records records(*db_);
  GS_TRY(recorded, records.find<domain::node::NodeSubject>(domain::node::kRecord));
  if (recorded) part<PackLife>().learn(*recorded);
  sequencer_ = std::make_unique<ledger::Sequencer>(*db_, *log_);
  return {};
}

/// As the sequencer's connection sees it, what the batch under way wrote included.
Result<std::uint64_t> Node::last_policy_event() {
  GS_TRY(row, db_->prepare("SELECT seq FROM policy_epoch"));
  GS_TRY(found, row.step());
  return found ? static_cast<std::uint64_t>(row.column_int64(0)) : std::uint64_t{0};
}

domain::Actor Node::system_actor() { return {"node", "", {std::string(identity::role::kAll.back())}, {}}; }

Status Node::execute(const domain::Actor& actor, const std::string& operation, const Decide& decide) {
  std::optional<Error> refused;
  auto* along = Along::current();
  auto* gates = GateScope::current();  // both of the calling thread, which waits here until the decision is made
  auto job = [&](ledger::Batch& batch) -> Status {
    Status decided;
    {
      GS_TRY(savepoint, store::Savepoint::begin(batch.db()));
      const auto mark = log_->mark();
      Tx tx(*this, batch, actor);
      std::optional<Tx> beside;
      Moving moving(along);
      decided = part<PackLife>().may_decide(operation, actor, batch.now());
      if (decided && gates) decided = gates->check(tx);
      if (decided) decided = decide(tx);
      if (decided && !moving.idle()) decided = moving.finish(beside.emplace(*this, batch, system_actor()));
      if (decided) {
        GS_CHECK(savepoint.commit());
        for (auto& hook : tx.hooks_) batch.after_commit(std::move(hook));
        if (beside)
          for (auto& hook : beside->hooks_) batch.after_commit(std::move(hook));
        return {};
      }
      savepoint.rollback();
      log_->rewind(mark);
    }
    if (decided.error().rule.empty()) return decided;
    refused = decided.error();
    return record_refusal(batch, actor, operation, *refused);
  };
  GS_CHECK(sequencer_->submit(job).get());
  if (refused) return fail(std::move(*refused));
  return {};
}

Status Node::record_refusal(ledger::Batch& batch, const domain::Actor& actor, const std::string& operation, const Error& error) {
  json::object data{{"operation", operation}, {"code", info(error.code).name}, {"rule", error.rule}, {"at", error.at}};
  for (const char* member : {"point", "item", "parameter"})  // what replay needs to ask again
    if (const auto* found = error.detail.if_contains(member)) data[member] = *found;
  GS_TRY(payload, ledger::Payload::of(data));
  GS_TRY(epoch, last_policy_event());
  GS_TRY(entry, batch.append({.actor = actor.person, .org = actor.org, .stream = std::string(kRefusalStream) + "/" + actor.person,
                              .type = std::string(kRefusalType), .rules = {error.rule}, .epoch = epoch, .data = std::move(payload)}));
  DatabaseRows rows(batch.db());
  return project(rows, entry, data);
}

Status Node::query(const std::function<Status(Records&)>& read) {
  std::unique_ptr<store::Database> db;
  {
    std::lock_guard lock(readers_mutex_);
    if (!readers_.empty()) {
      db = std::move(readers_.back());
      readers_.pop_back();
    }
  }
  if (!db) {
    GS_TRY(opened, store::Database::open(path("gongshu.db"), store::Mode::read_only));
    db = std::make_unique<store::Database>(std::move(opened));
  }
  Records records(*db);
  auto status = read(records);
  std::lock_guard lock(readers_mutex_);
  readers_.push_back(std::move(db));
  return status;
}

Status Node::move_clock(std::chrono::milliseconds by) {
  auto* shifted = dynamic_cast<ShiftedClock*>(options_.clock.get());
  if (!options_.movable_clock || !shifted) return fail(ErrorCode::auth_forbidden, {}, "the clock moves only in stories and demonstrations");
  if (by.count() < 0) return fail(ErrorCode::input_out_of_range, "/by", "the clock moves forward only");
  shifted->advance(by);
  return {};
}

Result<std::string> Node::node_key(const std::string& name) {
  std::lock_guard lock(node_key_mutex_);
  if (!keyring_->exists(name)) GS_CHECK(keyring_->create(name));
  return keyring_->release(name, [] { return Status(); });
}

}  // namespace gongshu::app
