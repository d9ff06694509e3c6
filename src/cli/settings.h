// Settings of a node, merged in the order flag > environment > file > default.
#pragma once
#include <CLI/CLI.hpp>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "base/result.h"

namespace gongshu::cli {

struct NodeSettings {
  std::filesystem::path data = "var/node";
  std::string pack;
  std::string overlay;              ///< pack of the level above; empty = as the data directory says
  std::filesystem::path rulepacks;  ///< found beside the binary or in the source tree when not given
  std::string listen = "127.0.0.1";
  int port = 8600;
};

/// What was given on the command line; empty members were not.
struct NodeFlags {
  std::optional<std::string> config, data, pack, overlay, rulepacks, listen;
  std::optional<int> port;
};

/// Adds --config, --data, --pack, --rulepacks, --listen, --port (the last two when `network`).
void add_node_flags(CLI::App& app, NodeFlags& flags, bool network);

/// Merges; `environment` looks a variable up (std::getenv in production). The file holds `name = "value"` lines (TOML).
/// Errors: config.invalid naming the setting, its origin and what would be right; unknown settings in the file are refused.
Result<NodeSettings> merge(const NodeFlags& flags, const std::function<const char*(const char*)>& environment);
Result<NodeSettings> merge(const NodeFlags& flags);

/// The folder of rule packs: $GONGSHU_RULEPACKS, ../share/gongshu/rulepacks or ../../rulepacks beside the binary, ./rulepacks.
std::filesystem::path find_rulepacks();

}  // namespace gongshu::cli
