// Subcommands register themselves beside their definition; main() only knows this list.
//
// Settings: flag > environment (GONGSHU_<NAME>) > file (--config, TOML) > default. CLI11 would let the file beat the
// environment, so both are read here; see settings.h.
#pragma once
#include <CLI/CLI.hpp>
#include <functional>
#include <string>
#include <vector>

#include "base/result.h"

namespace gongshu::cli {

/// Adds a subcommand to `app`; its callback throws nothing and sets `exit_code`.
struct Command {
  std::string name;
  std::function<void(CLI::App& app, int& exit_code)> add;
};
std::vector<Command>& commands();
bool register_command(Command command);

/// Prints the error in both languages to standard error and returns 1.
int report(const Error& error);

}  // namespace gongshu::cli
