// gongshu serve: opens the node and answers HTTP until told to stop.
#include <fmt/core.h>

#include "cli/backend.h"
#include "cli/command.h"
#include "cli/exchange_pump.h"
#include "cli/open_node.h"
#include "cli/settings.h"
#include "cli/stop_signal.h"
#include "cli/story_clock.h"
#include "http/server.h"

namespace gongshu::cli {
namespace {

Status serve(const NodeFlags& flags, const std::string& story_start) {
  StopSignal stop;
  GS_TRY(settings, merge(flags));
  app::NodeOptions options{settings.data, settings.pack, settings.rulepacks, {}, !story_start.empty()};
  if (!story_start.empty()) {
    GS_TRY(clock, story_clock(story_start));
    options.clock = std::move(clock);
  }
  GS_TRY(node, open_node(options, settings.overlay));
  NodeBackend backend(*node);
  const ExchangePump pump(*node, std::chrono::seconds(5));
  http::Server server(backend, {.address = settings.listen, .port = static_cast<std::uint16_t>(settings.port)});
  GS_TRY(port, server.start());
  fmt::print("公数 Gongshu · {} · http://{}:{}/  (API /docs · 健康 /livez /readyz · 指标 /metrics)\n", node->options().pack, settings.listen, port);
  std::fflush(stdout);
  stop.wait();
  fmt::print(stderr, "正在停止，等待进行中的请求 · stopping, draining calls under way\n");
  server.stop();
  return {};
}

[[maybe_unused]] const bool kServe = register_command({"serve", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("serve", "运行节点 · run the node");
  auto flags = std::make_shared<NodeFlags>();
  auto story = std::make_shared<std::string>();
  add_node_flags(*sub, *flags, true);
  sub->add_option("--story-clock", *story, "时钟由此日开始，可前移，仅供演示与测试 · the clock begins on this day and can be moved; for stories and demonstrations only");
  sub->callback([flags, story, &exit_code] {
    if (auto status = serve(*flags, *story); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
