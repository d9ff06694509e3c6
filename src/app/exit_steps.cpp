#include "app/exit_steps.h"

#include <mutex>

#include "app/certificate.h"
#include "app/datasets.h"
#include "app/exit_files.h"
#include "app/shelves.h"
#include "domain/exit/decide.h"
#include "domain/product/events.h"

namespace gongshu::app {
namespace {

using namespace domain::exit;

/// One run: who completes which exit.
class Run {
 public:
  Run(Node& node, const domain::Actor& actor, const std::string& operation, const std::string& id, const ExitProbe& probe)
      : node_(node), actor_(actor), operation_(operation), id_(id), probe_(probe) {}

  Status all() {
    GS_CHECK(permitted());
    for (;;) {
      GS_CHECK(load());
      if (exit_.status == ExitStatus::certified) return {};
      GS_CHECK(step());
    }
  }

 private:
  Status permitted() {
    GS_CHECK(load());
    const auto now = node_.clock().now();
    return may_complete(exit_, domain::Context(actor_, now, node_.rulebook().on(local_date(now))));
  }

  Status load() {
    return node_.query([&](Records& records) -> Status {
      GS_TRY(exit, records.load<ExitSubject>(id_, "path.id"));
      GS_TRY(scenarios, scenarios_of(records, exit.content.agreement));
      exit_ = std::move(exit);
      scenarios_ = std::move(scenarios);
      return {};
    });
  }

  /// Records what `decide` answers for the state as it is inside the sequencer.
  template <class Decide>
  Status record(const std::string& done, Decide decide) {
    GS_CHECK(node_.execute(actor_, operation_, [&](Tx& tx) -> Status {
      GS_TRY(state, tx.load<ExitSubject>(id_, "path.id"));
      GS_TRY(events, decide(tx, state));
      return tx.emit<ExitSubject>(id_, events);
    }));
    return reached(done);
  }
  Status reached(const std::string& done) const { return probe_ ? probe_(done) : Status(); }

  Status step() {
    switch (exit_.status) {
      case ExitStatus::started: return revoke_step();
      case ExitStatus::revoked: return list_step();
      case ExitStatus::listed: return shred_step();
      case ExitStatus::shredded: return delete_step();
      case ExitStatus::deleted: return end_step();
      case ExitStatus::ended: return certify_step();
      case ExitStatus::certified: return {};
    }
    return {};
  }

  Status revoke_step() {
    return record("revoked", [&](Tx& tx, const Exit& state) -> Result<Events> {
      GS_CHECK(may_complete(state, tx.context()));
      GS_TRY(revocation, revoke_rights(tx, id_, state));
      return revoke(state, std::move(revocation.rights), std::move(revocation.notices), tx.context());
    });
  }

  Status list_step() {
    GS_TRY(files, find_exit_files(node_, scenarios_));
    return record("listed", [&](Tx& tx, const Exit& state) { return list_files(state, files, tx.context()); });
  }

  /// Names of all keys under the agreement. Those that were never made are struck off too, so that nobody can make them now.
  Result<std::vector<std::string>> key_names() {
    std::vector<std::string> out;
    for (const auto& s : scenarios_) out.push_back(scenario_key_name(s));
    GS_CHECK(node_.query([&](Records& records) -> Status {
      GS_TRY(products, records.all<domain::product::ProductSubject>());
      for (const auto& p : products)
        if (std::find(scenarios_.begin(), scenarios_.end(), p.state.content.scenario) != scenarios_.end()) out.push_back(product_key_name(p.id));
      return {};
    }));
    return out;
  }

  Status shred_step() {
    GS_TRY(names, key_names());
    const auto now = node_.clock().now();
    for (const auto& name : names) {
      if (node_.keyring().destroyed(name)) continue;
      const crypto::DestroyedKey never{name, now, {}};
      GS_CHECK(node_.keyring().exists(name) ? node_.keyring().destroy(name, now) : node_.keyring().apply(std::span(&never, 1)));
      GS_CHECK(reached("destroyed:" + name));
    }
    std::vector<ShreddedKey> keys;
    for (const auto& key : node_.keyring().destroyed_keys())
      if (std::find(names.begin(), names.end(), key.name) != names.end()) keys.push_back({key.name, key.fingerprint, key.when});
    std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    return record("shredded", [&](Tx& tx, const Exit& state) { return destroy_keys(state, keys, tx.context()); });
  }

  /// Files that a job under way wrote after the list was closed.
  Result<std::vector<FoundFile>> unlisted() {
    GS_TRY(found, find_exit_files(node_, scenarios_));
    std::erase_if(found, [&](const auto& f) {
      return std::any_of(exit_.files.begin(), exit_.files.end(), [&](const auto& listed) { return listed.path == f.path; });
    });
    return found;
  }

  Status delete_step() {
    GS_TRY(late, unlisted());
    if (!late.empty()) return record("listed late files", [&](Tx& tx, const Exit& state) { return add_files(state, late, tx.context()); });
    for (const auto& file : exit_.files) {
      if (file.kept) continue;
      GS_TRY(removed, remove_exit_file(node_, file));
      if (removed) GS_CHECK(reached("removed:" + file.path));
    }
    GS_CHECK(check_absent(node_, exit_.files));
    return record("deleted", [&](Tx& tx, const Exit& state) { return delete_files(state, tx.context()); });
  }

  Status end_step() {
    return record("ended", [&](Tx& tx, const Exit& state) -> Result<Events> {
      GS_CHECK(may_complete(state, tx.context()));
      GS_TRY(operator_exited, end_agreement(tx, id_, state));
      return end(state, operator_exited, tx.context());
    });
  }

  Status certify_step() {
    GS_CHECK(check_absent(node_, exit_.files));
    GS_TRY(certified, make_certificate(node_, id_, exit_));
    return record("certified", [&](Tx& tx, const Exit& state) { return certify(state, certified, tx.context()); });
  }

  Node& node_;
  const domain::Actor& actor_;
  const std::string& operation_;
  const std::string& id_;
  const ExitProbe& probe_;
  Exit exit_;
  std::vector<std::string> scenarios_;
};

}  // namespace

Status complete_exit(Node& node, const domain::Actor& actor, const std::string& operation, const std::string& id, const ExitProbe& probe) {
  static std::mutex one_at_a_time;
  std::lock_guard lock(one_at_a_time);
  return Run(node, actor, operation, id, probe).all();
}

}  // namespace gongshu::app
