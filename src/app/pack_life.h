// The life of the packs a node runs: which ones, signed by whom, until when; what happens near their end and after it.
#pragma once
#include <filesystem>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "domain/kernel/context.h"
#include "domain/node/types.h"
#include "rules/overlay.h"
#include "rules/rulebook.h"

namespace gongshu::app {

class Node;
class Tx;

inline constexpr int kWarnDays = 90;  ///< before a pack's last day

/// The effective rules of a node and where they come from. Immutable but for the recorded authorities; thread-safe.
class PackLife {
 public:
  static constexpr std::string_view kName = "pack_life";
  /// Loads the packs `pack` and `overlay` (empty: none) and the calendars, and checks the signatures against <data>/pack_keys.
  /// Errors: as rules::Rulebook::load, rules::with_overlay, check_seal.
  static Result<std::unique_ptr<PackLife>> load(const std::filesystem::path& rulepacks, const std::string& pack,
                                                const std::string& overlay, const std::filesystem::path& keys);

  const rules::Rulebook& rulebook() const { return rulebook_; }
  const domain::node::RulesInForce& in_force() const { return in_force_; }
  const std::vector<rules::Clash>& clashes() const { return clashes_; }
  std::optional<rules::Clash> clash(const std::string& topic) const;
  const domain::node::PackInForce* find(const std::string& pack) const;

  /// Takes over what the ledger says of authorities to go on.
  void learn(const domain::node::NodeRules& recorded);
  /// After a pack's last day only what protects people or leads to a recorded authority goes on without one. Error
  /// rule.out_of_term.
  Status may_decide(const std::string& operation, const domain::Actor& actor, Instant now) const;
  /// "authority:<decision>" for each expired pack: stands among the rules of every entry decided after its last day.
  std::vector<std::string> authorities(Instant now) const;

  /// Expired packs, packs within kWarnDays of their last day, drafts, unsettled clashes: for the start page, the rules page,
  /// doctor.
  std::vector<rules::Words> warnings(Instant now) const;
  /// One object a pack of the stack, for pages.
  json::array packs_json(Instant now) const;

 private:
  PackLife() = default;
  bool expired(const domain::node::PackInForce& pack, Instant now) const;

  rules::Rulebook rulebook_;
  domain::node::RulesInForce in_force_;
  std::vector<rules::Clash> clashes_;
  std::map<std::string, rules::Words> titles_;
  mutable std::mutex mutex_;
  domain::node::NodeRules recorded_;
};

/// Records in the ledger (stream node/rules) that rules were loaded first, or others than before; nothing when they are the same.
Status record_rules(Node& node);

/// Writes into node.json which pack of the level above the node carries ("none": none); for the next start. Errors: store.locked while a
/// node runs, state.not_found, config.invalid.
Status set_overlay(const std::filesystem::path& data, const std::string& overlay);

/// Operations that stay possible after a pack expired and before the authority to go on is recorded.
const std::vector<std::string>& safe_after_expiry();

}  // namespace gongshu::app
