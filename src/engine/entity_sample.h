// An aggregate of our own in DuckDB: the different entities of each group, up to a limit. A group that has reached the limit
// keeps nothing and costs a comparison a row, so that the many large groups are settled for next to nothing; below it the
// entities are all known, and counts of unions of groups are exact.
#pragma once
#include <duckdb.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace gongshu::engine {

/// "#entities"(entity BIGINT, limit INTEGER) → BLOB. Quoted, and with a name that no query can bind.
inline constexpr std::string_view kEntitySample = "\"#entities\"";
/// In the error of a query whose samples need more than their share of memory.
inline constexpr std::string_view kSampleMemory = "entity samples: out of memory";

/// At most `bytes` for the samples of all queries that run at one time.
Status register_entity_sample(duckdb_connection connection, std::int64_t bytes);

/// The entities of a group, ascending; `full` (and no entities) where the limit was reached.
struct EntitySample {
  std::vector<std::int64_t> entities;
  bool full = false;
};
EntitySample read_entity_sample(std::string_view blob);

}  // namespace gongshu::engine
