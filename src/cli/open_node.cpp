#include "cli/open_node.h"

#include "app/pack_life.h"
#include "app/rule_counts.h"

namespace gongshu::cli {

Result<std::unique_ptr<app::Node>> open_node(const app::NodeOptions& options, const std::string& overlay) {
  if (!overlay.empty()) {
    if (!std::filesystem::exists(options.data / "node.json")) GS_CHECK(app::Node::open(options).map([](const auto&) {}));
    const auto wanted = overlay == "none" ? std::string() : overlay;
    if (app::overlay_of(options.data) != wanted) GS_CHECK(app::set_overlay(options.data, overlay));
  }
  GS_TRY(node, app::Node::open(options));
  GS_CHECK(app::record_rules(*node));
  return node;
}

}  // namespace gongshu::cli
