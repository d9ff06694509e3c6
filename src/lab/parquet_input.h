// Parquet files as typed rows, through a DuckDB instance that only this folder uses; the locked one of the engine never sees a
// file.
#pragma once
#include <memory>
#include <string>

#include "lab/input.h"

namespace gongshu::lab {

/// Errors: input.bad_format (at = file, hint in DuckDB's words: the operator's own file, no secret from them).
Result<std::unique_ptr<Input>> open_parquet(const std::string& file);

}  // namespace gongshu::lab
