// What opening the ledger would change in its tables.
#pragma once
#include <vector>

#include "store/migrate.h"

namespace gongshu::ledger {

/// Steps that migrate() would apply. Writes nothing. Errors: store.newer_schema, store.failed.
Result<std::vector<store::MigrationStep>> pending_steps(store::Database& db);

}  // namespace gongshu::ledger
