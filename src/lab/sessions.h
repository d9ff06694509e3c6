// The egress ledgers of sessions: read from the state when a session asks first, saved before its answers are shown.
#pragma once
#include <map>
#include <string>

#include "base/result.h"
#include "disclosure/egress.h"
#include "lab/state.h"

namespace gongshu::lab {

/// One ledger for each (session, protected population). Not thread-safe.
class Sessions {
 public:
  explicit Sessions(State state) : state_(std::move(state)) {}
  const std::string& secret() const { return state_.secret(); }

  /// A protected table in ASCII lower case and its population; before the first session.
  void protect(const std::string& table, const std::string& population) { populations_[table] = population; }

  /// The session's ledgers by protected table; tables of one population share one. Valid until another session is opened.
  /// Errors: store.* (a damaged or newer ledger).
  Result<std::map<std::string, disclosure::EgressLedger*>> open(const std::string& session);
  /// Makes durable what changed since the session was opened or saved last. Error: store.failed.
  Status save(const std::string& session);

 private:
  struct Kept {
    disclosure::EgressLedger ledger;
    std::size_t releases = 0, cells = 0;  ///< when it was saved last
  };
  using Ledgers = std::map<std::string, Kept>;  ///< by population
  Result<Kept> load(const std::string& session, const std::string& population) const;

  State state_;
  std::map<std::string, std::string> populations_;
  std::map<std::string, Ledgers> sessions_;
};

}  // namespace gongshu::lab
