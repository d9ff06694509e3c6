// gongshu rules: what the packs say, how each rule is enforced, what is wrong with a pack.
#include <fmt/format.h>

#include "app/states_page.h"
#include "cli/rules_flags.h"
#include "rules/point_list.h"
#include "rules/report.h"

namespace gongshu::cli {
namespace {

std::string draft_mark(const rules::Pack& pack) {
  return pack.status == rules::PackStatus::draft ? "（征求意见稿，尚未生效 draft, not law in force）" : "";
}

Status list(const RulesFlags& flags) {
  boost::json::array all;
  for (const auto& id : chosen(flags)) {
    GS_TRY(pack, rules::load_pack(flags.packs(), id));
    if (flags.out.output() == Output::json) {
      all.push_back(boost::json::object{{"pack", id}, {"rules", rules::list_json(*pack)}});
      continue;
    }
    if (flags.out.output() == Output::table) fmt::print("— {} {}{} —\n", id, pack->title.zh, draft_mark(*pack));
    fmt::print("{}\n", render(rules::list_table(*pack), flags.out.output()));
  }
  if (flags.out.output() == Output::json)
    fmt::print("{}\n", boost::json::serialize(boost::json::object{{"packs", std::move(all)}}));
  return {};
}

Status show(const RulesFlags& flags) {
  for (const auto& id : chosen(flags)) {
    GS_TRY(pack, rules::load_pack(flags.packs(), id));
    if (!pack->find(flags.rule)) continue;
    GS_TRY(shown, rules::show_json(*pack, flags.rule));
    fmt::print("{}\n", flags.out.output() == Output::json ? boost::json::serialize(shown)
                                                          : render(rules::show_table(shown), flags.out.output()));
    return {};
  }
  return fail(ErrorCode::state_not_found, flags.rule, "no pack has this rule; see gongshu rules list");
}

Status coverage(const RulesFlags& flags) {
  GS_TRY(result, rules::coverage(flags.packs(), flags.stories));
  auto& packs = result.as_object().at("packs").as_array();
  if (!flags.pack.empty())
    packs.erase(std::remove_if(packs.begin(), packs.end(), [&](const auto& row) { return row.at("pack").as_string() != std::string_view(flags.pack); }), packs.end());
  if (packs.empty()) return fail(ErrorCode::state_not_found, flags.pack, "there is no such pack; see gongshu rules coverage");
  if (flags.out.output() == Output::json) {
    fmt::print("{}\n", boost::json::serialize(result));
    return {};
  }
  fmt::print("{}\n", render(rules::coverage_table(result), flags.out.output()));
  if (!flags.pack.empty()) fmt::print("{}\n", render(rules::articles_table(packs.front()), flags.out.output()));
  return {};
}

Status points(const RulesFlags& flags) {
  const auto& registry = rules::Registry::process();
  if (flags.out.output() == Output::json)
    fmt::print("{}\n", boost::json::serialize(rules::points_json(registry)));
  else
    fmt::print("{}", render(rules::points_table(registry), flags.out.output()));
  return {};
}

[[maybe_unused]] const bool kRules = register_command(
    {"rules", [](CLI::App& app, int& exit_code) {
       auto* sub = app.add_subcommand("rules", "规则包：查看、检查、比较、编写 · rule packs: read, check, compare, write");
       sub->require_subcommand(1);
       const RulesCommands commands(*sub, exit_code);
       add_reading(commands);
       add_tools(commands);
       add_custody(commands);
     }});

}  // namespace

std::vector<std::string> chosen(const RulesFlags& flags) {
  return flags.pack.empty() ? rules::pack_ids(flags.packs()) : std::vector<std::string>{flags.pack};
}

bool print_lint(const RulesFlags& flags) {
  rules::Table table{{"code", "at", "hint"}, {}};
  for (const auto& id : chosen(flags))
    for (const auto& p : rules::lint(flags.packs(), id)) table.rows.push_back({p.code, p.at, p.hint});
  if (const auto calendar = rules::Calendar::load(flags.packs() / "calendar"); !calendar)
    table.rows.push_back({std::string(info(calendar.error().code).name), calendar.error().at, calendar.error().hint});
  if (flags.out.output() != Output::table || !table.rows.empty())
    fmt::print("{}", render(table, flags.out.output()));
  else
    fmt::print("规则包无误 no problems: {}\n", fmt::join(chosen(flags), " "));
  return table.rows.empty();
}

void add_reading(const RulesCommands& commands) {
  const auto flags = std::make_shared<RulesFlags>();
  const auto add = [&](const char* name, const char* help, std::function<Status()> run) {
    auto* s = commands.add(name, help, flags, std::move(run));
    s->add_option("--pack", flags->pack, "规则包，缺省为全部 · one pack; default all");
    return s;
  };
  add("list", "每条规则如何落实 · every rule and how it is enforced", [=] { return list(*flags); });
  add("show", "一条规则 · one rule", [=] { return show(*flags); })
      ->add_option("rule", flags->rule, "规则编号 · rule id")
      ->required();
  add("lint", "检查规则包 · check the packs", [=]() -> Status {
    if (!print_lint(*flags)) commands.fail_quietly();
    return {};
  });
  add("coverage", "绑定、故事与条文覆盖 · bindings, stories and articles", [=] { return coverage(*flags); })
      ->add_option("--stories", flags->stories, "故事目录 · folder of the stories")
      ->capture_default_str();
  add("points", "执行点 · enforcement points", [=] { return points(*flags); });
  add("states", "各类记录的状态流转 · states and transitions of every record", []() -> Status {
    fmt::print("{}", app::states_page());
    return {};
  });
}

}  // namespace gongshu::cli
