// gongshu rules: what the packs say, how each rule is enforced, what is wrong with a pack.
#include <fmt/format.h>

#include "cli/command.h"
#include "cli/settings.h"
#include "cli/table.h"
#include "app/states_page.h"
#include "rules/report.h"

namespace gongshu::cli {
namespace {

struct RulesFlags {
  std::string pack, rule, folder, stories = "stories";
  OutputFlags out;
  std::filesystem::path packs() const { return folder.empty() ? find_rulepacks() : std::filesystem::path(folder); }
};

/// One pack when named, all otherwise.
std::vector<std::string> chosen(const RulesFlags& flags) {
  return flags.pack.empty() ? rules::pack_ids(flags.packs()) : std::vector<std::string>{flags.pack};
}

Status list(const RulesFlags& flags) {
  boost::json::array all;
  for (const auto& id : chosen(flags)) {
    GS_TRY(pack, rules::load_pack(flags.packs(), id));
    if (flags.out.output() == Output::json) all.push_back(boost::json::object{{"pack", id}, {"rules", rules::list_json(*pack)}});
    else fmt::print("{}{}\n", flags.out.output() == Output::table ? fmt::format("— {} {} —\n", id, pack->title.zh) : "", render(rules::list_table(*pack), flags.out.output()));
  }
  if (flags.out.output() == Output::json) fmt::print("{}\n", boost::json::serialize(boost::json::object{{"packs", std::move(all)}}));
  return {};
}

Status show(const RulesFlags& flags) {
  for (const auto& id : chosen(flags)) {
    GS_TRY(pack, rules::load_pack(flags.packs(), id));
    if (!pack->find(flags.rule)) continue;
    GS_TRY(shown, rules::show_json(*pack, flags.rule));
    fmt::print("{}\n", flags.out.output() == Output::json ? boost::json::serialize(shown) : render(rules::show_table(shown), flags.out.output()));
    return {};
  }
  return fail(ErrorCode::state_not_found, flags.rule, "no pack has this rule; see gongshu rules list");
}

/// Every problem of every pack; false when there is one.
bool lint(const RulesFlags& flags) {
  rules::Table table{{"code", "at", "hint"}, {}};
  for (const auto& id : chosen(flags))
    for (const auto& p : rules::lint(flags.packs(), id)) table.rows.push_back({p.code, p.at, p.hint});
  if (flags.out.output() != Output::table || !table.rows.empty()) fmt::print("{}", render(table, flags.out.output()));
  else fmt::print("规则包无误 no problems: {}\n", fmt::join(chosen(flags), " "));
  return table.rows.empty();
}

Status coverage(const RulesFlags& flags) {
  GS_TRY(result, rules::coverage(flags.packs(), flags.stories));
  fmt::print("{}\n", flags.out.output() == Output::json ? boost::json::serialize(result) : render(rules::coverage_table(result), flags.out.output()));
  return {};
}

void add_output(CLI::App& sub, OutputFlags& out) {
  sub.add_option("--output", out.format, "table | json | csv")->check(CLI::IsMember({"table", "json", "csv"}))->capture_default_str();
  sub.add_flag("--json", out.json, "同 --output json · same as --output json");
}

[[maybe_unused]] const bool kRules = register_command({"rules", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("rules", "规则包：列出、查看、检查、覆盖 · rule packs: list, show, lint, coverage");
  sub->require_subcommand(1);
  const auto flags = std::make_shared<RulesFlags>();
  const auto finish = [&exit_code](const Status& status) {
    if (!status) exit_code = report(status.error());
  };
  const auto add = [&](const char* name, const char* help) {
    auto* s = sub->add_subcommand(name, help);
    s->add_option("--pack", flags->pack, "规则包，缺省为全部 · one pack; default all");
    s->add_option("--rulepacks", flags->folder, "规则包所在目录 · folder of the packs");
    add_output(*s, flags->out);
    return s;
  };
  add("list", "每条规则如何落实 · every rule and how it is enforced")->callback([=] { finish(list(*flags)); });
  auto* one = add("show", "一条规则 · one rule");
  one->add_option("rule", flags->rule, "规则编号 · rule id")->required();
  one->callback([=] { finish(show(*flags)); });
  add("lint", "检查规则包 · check the packs")->callback([flags, &exit_code] {
    if (!lint(*flags)) exit_code = 1;
  });
  auto* cover = add("coverage", "绑定与故事覆盖 · bindings and stories");
  cover->add_option("--stories", flags->stories, "故事目录 · folder of the stories")->capture_default_str();
  cover->callback([=] { finish(coverage(*flags)); });
  add("points", "执行点 · enforcement points")->callback([flags] {
    fmt::print("{}", render(rules::points_table(rules::Registry::process()), flags->out.output()));
  });
  add("states", "各类记录的状态流转 · states and transitions of every record")->callback([] { fmt::print("{}", app::states_page()); });
}});

}  // namespace
}  // namespace gongshu::cli
