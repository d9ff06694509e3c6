#include "domain/node/backup.h"

#include "identity/roles.h"

namespace gongshu::domain::node {
namespace {

void on(Backup& b, const BackupStarted&, const EventMeta& m) {
  b = Backup{};
  b.made_by = m.actor;
  b.org = m.org;
  b.started = m.time;
}
void on(Backup& b, const BackupMade& e, const EventMeta& m) {
  b.finished = m.time;
  b.entries = e.entries;
  b.files = e.files;
  b.bytes = e.bytes;
  b.digest = e.digest;
}
void on(Backup& b, const BackupFailed& e, const EventMeta& m) {
  b.finished = m.time;
  b.fault = e.fault;
}

}  // namespace

void BackupSubject::evolve(State& state, const Event& event, const EventMeta& meta) {
  fold(state, event, meta, kBackupTransitions, [](State& s, const auto& e, const EventMeta& m) { on(s, e, m); });
}

Result<BackupEvents> start_backup(bool another_runs, const Context& context) {
  if (!context.actor.has_duty(identity::duty::kSystemAdmin))
    return fail(ErrorCode::auth_forbidden, {}, "only the node's system administrator makes backups");
  if (another_runs) return fail(ErrorCode::state_not_allowed, {}, "a backup is being made; wait until it has ended");
  return BackupEvents{BackupStarted{}};
}

GS_REGISTER_SUBJECT(BackupSubject);
GS_REGISTER_TRANSITIONS("backup", kBackupTransitions);

}  // namespace gongshu::domain::node
