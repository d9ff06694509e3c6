// What opening the directory of credentials would change in its tables.
#pragma once
#include <vector>

#include "store/migrate.h"

namespace gongshu::identity {

/// Steps that Directory::open() would apply. Writes nothing. Errors: store.newer_schema, store.failed.
Result<std::vector<store::MigrationStep>> pending_steps(store::Database& db);

}  // namespace gongshu::identity
