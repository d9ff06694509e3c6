// The schema of a data directory: what its databases hold and what this program would change in them.
#pragma once
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "store/migrate.h"

namespace gongshu::app {

struct SchemaState {
  std::string file;       ///< "gongshu.db"
  std::string component;  ///< "ledger"
  int version = 0;        ///< 0: nothing there yet
  std::vector<store::MigrationStep> pending;
  std::optional<Error> newer;  ///< store.newer_schema: serve will refuse
};

/// Every component. Writes nothing, works beside a running server; a file that is missing is at version 0. Errors: state.not_found (no such directory),
/// store.failed.
Result<std::vector<SchemaState>> schema_states(const std::filesystem::path& data);

/// Applies what is pending, as opening the node would; takes the directory's lock meanwhile. Returns the steps applied.
/// Errors: state.not_found, store.locked, store.newer_schema, store.failed.
Result<std::vector<store::MigrationStep>> migrate_data(const std::filesystem::path& data, const Clock& clock);

/// Steps that migrate_views() would apply.
Result<std::vector<store::MigrationStep>> pending_view_steps(store::Database& db);

}  // namespace gongshu::app
