// Versioned schema steps. Each component (ledger, views, identity, …) numbers its own steps from 1 without gaps; what was applied
// stands in schema_versions(component, version, applied_at).
#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "store/database.h"

namespace gongshu::store {

struct Migration {
  int version;             ///< 1, 2, 3, … in order; a released step is never edited, only followed by another
  std::string_view title;  ///< what it does, for `migrate --dry-run`
  std::string_view sql;    ///< script; no BEGIN or COMMIT
};

struct MigrationStep {
  std::string component;
  int version;
  std::string title;
};

/// Applies what is missing, each step in its own transaction together with its row in schema_versions: after a crash a step is
/// done or not. Returns the steps applied. Errors: store.newer_schema (the file has a version this program does not know; the
/// hint names both), store.failed (a step failed; at = "component/version").
Result<std::vector<MigrationStep>> migrate(Database& db, std::string_view component, std::span<const Migration> steps,
                                           Instant now);

/// The dry run: what migrate() would apply. Writes nothing; works on read-only connections.
Result<std::vector<MigrationStep>> pending_migrations(Database& db, std::string_view component, std::span<const Migration> steps);

/// Highest version applied; 0 for a component (or a file) without any.
Result<int> schema_version(Database& db, std::string_view component);

}  // namespace gongshu::store
