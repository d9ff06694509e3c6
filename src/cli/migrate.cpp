// gongshu migrate: what this program would change in the tables of a data directory, and the change itself.
#include <fmt/core.h>

#include "app/schema.h"
#include "cli/command.h"
#include "cli/settings.h"
#include "cli/table.h"

namespace gongshu::cli {
namespace {

struct MigrateFlags {
  NodeFlags node;
  bool dry_run = false;
  OutputFlags out;
};

rules::Table table_of(const std::vector<store::MigrationStep>& steps) {
  rules::Table table{{"component", "version", "title"}, {}};
  for (const auto& s : steps) table.rows.push_back({s.component, std::to_string(s.version), s.title});
  return table;
}

/// Lists what is pending; a newer schema is an error, as it is for serve.
Status dry_run(const MigrateFlags& flags, const std::filesystem::path& data) {
  GS_TRY(states, app::schema_states(data));
  std::vector<store::MigrationStep> pending;
  for (const auto& s : states) {
    if (s.newer) return fail(*s.newer);
    pending.insert(pending.end(), s.pending.begin(), s.pending.end());
  }
  if (flags.out.output() != Output::table || !pending.empty()) fmt::print("{}", render(table_of(pending), flags.out.output()));
  if (flags.out.output() != Output::table) return {};
  if (pending.empty()) fmt::print("没有待执行的升级步骤 nothing is pending: {}\n", data.string());
  else fmt::print("{} 步待执行，未作改动 steps pending, nothing was changed\n", pending.size());
  return {};
}

Status migrate(const MigrateFlags& flags) {
  GS_TRY(settings, merge(flags.node));
  if (flags.dry_run) return dry_run(flags, settings.data);
  GS_TRY(applied, app::migrate_data(settings.data, SystemClock()));
  if (flags.out.output() != Output::table || !applied.empty()) fmt::print("{}", render(table_of(applied), flags.out.output()));
  if (flags.out.output() == Output::table) fmt::print("已执行 {} 步 steps applied: {}\n", applied.size(), settings.data.string());
  return {};
}

[[maybe_unused]] const bool kMigrate = register_command({"migrate", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("migrate", "升级数据目录的表结构 · bring the tables of a data directory up to this version");
  auto flags = std::make_shared<MigrateFlags>();
  sub->add_option("--data", flags->node.data, "数据目录 · data directory; $GONGSHU_DATA");
  sub->add_option("--config", flags->node.config, "设置文件 (TOML) · settings file; $GONGSHU_CONFIG");
  sub->add_flag("--dry-run", flags->dry_run, "只列出，不改动 · list the pending steps, change nothing");
  sub->add_option("--output", flags->out.format, "table | json | csv")->check(CLI::IsMember({"table", "json", "csv"}))->capture_default_str();
  sub->add_flag("--json", flags->out.json, "同 --output json · same as --output json");
  sub->callback([flags, &exit_code] {
    if (auto status = migrate(*flags); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
