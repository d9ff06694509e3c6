// The demonstration: one province's whole story over the public API, on real figures and synthetic residents.
#pragma once
#include <filesystem>
#include <string>

#include "base/clock.h"
#include "base/json.h"
#include "base/result.h"

namespace gongshu::demo {

struct DemoInput {
  std::string base_url;             ///< of the running server
  std::filesystem::path data;       ///< of the demonstration; sources are made beside the node's files
  std::filesystem::path figures;    ///< the repository's data/ folder
  std::filesystem::path divisions;  ///< CSV of the division codes
  std::int64_t residents = 1'000'000;
  std::string admin_password;       ///< one-time
  const Clock* clock = nullptr;
  bool with_exit = false;           ///< end with the exit; otherwise everything stays in force to look at
};

struct DemoOutcome {
  int refusals = 0;
};

/// Errors: `internal` naming the step that did not go as told.
Result<DemoOutcome> play(const DemoInput& input);

/// The accounts of the demonstration, for the start page: account, name, organisation, password.
json::array accounts();

/// What to open and which of these accounts to use.
void print_guide(const std::string& base_url, const json::array& accounts);

}  // namespace gongshu::demo
