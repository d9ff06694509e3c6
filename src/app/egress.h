// The egress ledgers of the node: one a protected population, across all scenarios and accounts, in
// <data>/egress/<population>.led, sealed with SM4-GCM under a key of the node. No exit touches the key or the files: what has
// left stays left.
//
// Order of a release, safe against a kill at any point: ledger file first (atomically), then the ledger event that lets the
// product go. A crash in between leaves a recorded release that never left; the same release may be recorded again, because it
// tells nothing new. The event names the number of releases and the digest: a file that is older than its event is not believed
// (ledger.corrupt).
#pragma once
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "app/node.h"
#include "disclosure/egress.h"
#include "domain/workspace/events.h"

namespace gongshu::app {

/// What an output shows of one population.
struct PopulationRelease {
  std::string population;
  disclosure::Release release;
};

/// What a release meets in the ledger.
struct PastCheck {
  std::string population;
  std::size_t earlier_releases = 0, earlier_cells = 0;
  disclosure::Decision decision;
};

/// Thread-safe.
class EgressPart {
 public:
  static constexpr std::string_view kName = "egress";
  static Result<std::unique_ptr<EgressPart>> open(Node& node);

  /// A copy of the population's ledger, to check against; an empty one when nothing has left yet. Errors: ledger.corrupt
  /// (damaged, missing or older than the node's log says), crypto.*, store.failed.
  Result<disclosure::EgressLedger> copy(const std::string& population);

  /// How each release would fare now; changes nothing.
  Result<std::vector<PastCheck>> check(const std::vector<PopulationRelease>& releases, int k);

  using Marks = std::vector<std::pair<std::string, domain::workspace::EgressRecorded>>;  ///< by population
  /// Checks all releases against everything that has left; when every cell may go, records them durably and then calls `decide`
  /// with what to emit (product and job are the caller's to fill in). One release at a time. Errors: withheld (nothing was
  /// recorded), what `decide` returns (the release stays recorded), those of copy().
  Status release(const std::vector<PopulationRelease>& releases, int k, const std::function<Status(const Marks&)>& decide);

  /// Entities whose rows leave in a development sample: recorded durably as known, then `decide` is called with what to emit (the sample is the
  /// caller's to fill in). Errors: what `decide` returns (they stay known, which withholds more), those of copy().
  Status know(const std::string& population, const std::vector<std::uint64_t>& entities,
              const std::function<Status(domain::workspace::EgressKnown)>& decide);

 private:
  explicit EgressPart(Node& node) : node_(node) {}
  /// Digest of the bytes written.
  Result<std::string> save(const disclosure::EgressLedger& ledger);
  Node& node_;
  std::mutex mutex_;
};

}  // namespace gongshu::app
