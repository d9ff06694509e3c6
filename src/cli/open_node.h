// Opening a node from the command line: the overlay as the flag says, and the rules recorded in the ledger.
#pragma once
#include <memory>
#include <string>

#include "app/node.h"

namespace gongshu::cli {

/// `overlay`: empty = as the data directory says, "none" = none. A new directory is made first. Errors: as app::Node::open and set_overlay.
Result<std::unique_ptr<app::Node>> open_node(const app::NodeOptions& options, const std::string& overlay);

}  // namespace gongshu::cli
