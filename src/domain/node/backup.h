// Backups of the node: who had one made, when, and what it holds. The copy itself lies on the machine, under <data>/backups/<id>.
#pragma once
#include "domain/kernel/context.h"
#include "domain/kernel/subject.h"
#include "domain/kernel/transition.h"

namespace gongshu::domain::node {

enum class BackupStatus { running, done, failed };
BOOST_DESCRIBE_ENUM(BackupStatus, running, done, failed)

inline constexpr Transition<BackupStatus> kBackupTransitions[] = {
    {BackupStatus::running, BackupStatus::done, "node.backup_made", "node"},
    {BackupStatus::running, BackupStatus::failed, "node.backup_failed", "node"},
};

struct BackupStarted {
  static constexpr std::string_view kType = "node.backup_started";
};
BOOST_DESCRIBE_STRUCT(BackupStarted, (), ())

/// The copy is whole, verified and durable under its name.
struct BackupMade {
  static constexpr std::string_view kType = "node.backup_made";
  std::int64_t entries = 0, files = 0, bytes = 0;
  std::string digest;  ///< SM3 of its list of files (backup.json), hex
};
BOOST_DESCRIBE_STRUCT(BackupMade, (), (entries, files, bytes, digest))

struct BackupFailed {
  static constexpr std::string_view kType = "node.backup_failed";
  std::string fault;  ///< error code
};
BOOST_DESCRIBE_STRUCT(BackupFailed, (), (fault))

struct Backup {
  BackupStatus status{};
  std::string made_by, org;
  std::int64_t started = 0;  ///< Instant
  std::optional<std::int64_t> finished, entries, files, bytes;
  std::optional<std::string> digest, fault;
};
BOOST_DESCRIBE_STRUCT(Backup, (), (status, made_by, org, started, finished, entries, files, bytes, digest, fault))

inline std::string status_of(const Backup& b) { return std::string(name_of(b.status)); }

struct BackupSubject {
  static constexpr std::string_view kKind = "backup";
  static constexpr std::string_view kPrefix = "bak";
  using State = Backup;
  using Event = std::variant<BackupStarted, BackupMade, BackupFailed>;
  static void evolve(State&, const Event&, const EventMeta&);
};
using BackupEvents = std::vector<BackupSubject::Event>;

/// Errors: auth.forbidden (the system administrator makes backups), state.not_allowed (another one runs).
Result<BackupEvents> start_backup(bool another_runs, const Context&);

}  // namespace gongshu::domain::node
