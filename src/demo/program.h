// Runs this very program, as an operator would at a prompt: the source side of a demonstration is a process of its own.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/result.h"

namespace gongshu::demo {

struct ProgramResult {
  int exit = 0;
  std::string output, errors;
};

/// Runs it with these arguments in `folder`, waits, and reads what it wrote. Error internal when it cannot be started.
Result<ProgramResult> run_program(const std::vector<std::string>& arguments, const std::filesystem::path& folder);

}  // namespace gongshu::demo
