// Completing an exit: one step after the other, each recorded before the next begins. A process that dies anywhere loses nothing: the
// next call goes on from the step recorded last, and what a step did before it died (a key destroyed, a file removed) is found done.
#pragma once
#include <functional>
#include <string>

#include "app/node.h"
#include "domain/exit/events.h"

namespace gongshu::app {

/// Called after each durable effect with its name ("revoked", "destroyed:scenario:…", "removed:batches/…", …); an error stops the run there. For tests.
using ExitProbe = std::function<Status(const std::string& done)>;

/// Takes all steps that are left; a certified exit answers at once. One exit is completed at a time in a process. Errors: those of
/// domain::exit::may_complete, store.*, crypto.*.
Status complete_exit(Node& node, const domain::Actor& actor, const std::string& operation, const std::string& id, const ExitProbe& probe = {});

/// Scenarios under the agreement, whatever their status.
Result<std::vector<std::string>> scenarios_of(Records& records, const std::string& agreement);

/// The rights that end now and the notices of it, emitted on their own streams. Returns what ended.
struct Revocation {
  domain::exit::RevokedRights rights;
  std::vector<domain::exit::NoticeRef> notices;
};
Result<Revocation> revoke_rights(Tx& tx, const std::string& id, const domain::exit::Exit& exit);

/// The reason that rights ended by this exit carry, and whether a right carries such a reason.
std::string exit_reason(std::string_view exit);
bool ended_by_exit(const std::optional<std::string>& reason);

/// Ends the agreement and, when it was the operator's last one, the operator's admission; true in that case.
Result<bool> end_agreement(Tx& tx, const std::string& id, const domain::exit::Exit& exit);

}  // namespace gongshu::app
