// gongshu doctor: what could keep a node from running well, and the command that fixes it. Exit 1 when there is a problem.
#include <fmt/core.h>

#include "app/doctor.h"
#include "base/record.h"
#include "cli/command.h"
#include "cli/settings.h"

namespace gongshu::cli {
namespace {

struct DoctorFlags {
  NodeFlags node;
  bool json = false;
};

const char* mark(app::Finding finding) {
  switch (finding) {
    case app::Finding::ok: return "✓";
    case app::Finding::warning: return "!";
    case app::Finding::problem: return "✗";
  }
  return "?";
}

void print(const std::vector<app::Check>& checks) {
  std::size_t problems = 0, warnings = 0;
  for (const auto& c : checks) {
    problems += c.finding == app::Finding::problem;
    warnings += c.finding == app::Finding::warning;
    fmt::print("{} {:<12} {} · {}\n", mark(c.finding), c.name, c.zh, c.en);
    if (!c.fix.empty()) fmt::print("    → {}\n", c.fix);
  }
  if (problems) fmt::print("{} 处问题，{} 处提醒 problems: {}, warnings: {}\n", problems, warnings, problems, warnings);
  else fmt::print("一切正常，{} 处提醒 all is well, warnings: {}\n", warnings, warnings);
}

Result<bool> doctor(const DoctorFlags& flags) {
  GS_TRY(settings, merge(flags.node));
  const auto checks = app::examine({settings.data, settings.rulepacks, settings.listen, settings.port, nullptr});
  const bool good = app::healthy(checks);
  if (flags.json) fmt::print("{}\n", boost::json::serialize(boost::json::object{{"ok", good}, {"checks", write(checks)}}));
  else print(checks);
  return good;
}

[[maybe_unused]] const bool kDoctor = register_command({"doctor", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("doctor", "检查数据目录和运行环境，给出修复命令 · check the data directory and the machine; names the command that fixes each problem");
  auto flags = std::make_shared<DoctorFlags>();
  add_node_flags(*sub, flags->node, true);
  sub->add_flag("--json", flags->json, "以 JSON 输出 · print JSON");
  sub->callback([flags, &exit_code] {
    const auto good = doctor(*flags);
    if (!good) exit_code = report(good.error());
    else exit_code = *good ? 0 : 1;
  });
}});

}  // namespace
}  // namespace gongshu::cli
