// CSV files as typed rows: two passes, one to find the types and one or more to read.
#pragma once
#include <memory>
#include <string>

#include "lab/input.h"

namespace gongshu::lab {

/// Reads the whole file once to find the types. Errors: input.bad_csv with `at` = "FILE: row N column M (name)"; store.failed.
Result<std::unique_ptr<Input>> open_csv(const std::string& file);

}  // namespace gongshu::lab
