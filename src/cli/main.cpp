// gongshu: one binary for the node, the source side and the tools around them.
#include <algorithm>
#include <exception>

#include <fmt/core.h>

#include "cli/command.h"

int main(int argc, char** argv) {
  using namespace gongshu::cli;
  CLI::App app("公数 Gongshu · 公共数据资源授权运营平台 · authorized operation of public data", "gongshu");
  app.set_version_flag("--version", "gongshu 0.1.0");
  app.require_subcommand(1);
  app.set_help_all_flag("--help-all", "所有命令的帮助 · help of every command");
  int exit_code = 0;
  auto all = commands();
  std::sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
  for (const auto& command : all) command.add(app, exit_code);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    return app.exit(e) == 0 ? 0 : 2;
  } catch (const std::exception& e) {
    fmt::print(stderr, "gongshu: {}\n", e.what());
    return 1;
  }
  return exit_code;
}
