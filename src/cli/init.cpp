// gongshu init: makes a data directory and its first administrator. There is no default password: a one-time one is printed once.
#include <fmt/core.h>

#include "app/setup.h"
#include "cli/command.h"
#include "cli/open_node.h"
#include "cli/settings.h"
#include "cli/story_clock.h"

namespace gongshu::cli {
namespace {

struct InitFlags {
  NodeFlags node;
  std::string org = "公共数据主管部门";
  std::string account = "admin";
  std::string story_clock;
};

Status init(const InitFlags& flags) {
  GS_TRY(settings, merge(flags.node));
  app::NodeOptions options{settings.data, settings.pack, settings.rulepacks, {}, false};
  if (!flags.story_clock.empty()) {
    GS_TRY(clock, story_clock(flags.story_clock));
    options.clock = std::move(clock);
  }
  GS_TRY(node, open_node(options, settings.overlay));
  GS_TRY(first, app::first_administrator(*node, flags.org, flags.account));
  fmt::print("数据目录 data directory: {}\n系统管理员 system administrator: {}\n一次性口令 one-time password: {}\n", settings.data.string(), flags.account,
             first.one_time_password);
  fmt::print("首次登录后须修改口令。 Change it at the first sign-in; it is not shown again.\n");
  return {};
}

[[maybe_unused]] const bool kInit = register_command({"init", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("init", "建立数据目录和首位系统管理员 · make a data directory and its first administrator");
  auto flags = std::make_shared<InitFlags>();
  add_node_flags(*sub, flags->node, false);
  sub->add_option("--organisation", flags->org, "主管部门名称 · name of the competent authority")->capture_default_str();
  sub->add_option("--account", flags->account, "管理员账号 · account of the administrator")->capture_default_str();
  sub->add_option("--story-clock", flags->story_clock, "建立日期，仅供演示与测试 · the day it is made; for stories and demonstrations only");
  sub->callback([flags, &exit_code] {
    if (auto status = init(*flags); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
