// gongshu rules diff, explain, new, test, clashes, calendar: what the author of a pack works with.
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

#include "app/rule_counts.h"
#include "cli/rules_flags.h"
#include "rules/calendar_import.h"
#include "rules/diff.h"
#include "rules/explain.h"
#include "rules/overlay.h"
#include "rules/report.h"
#include "rules/skeleton.h"

namespace gongshu::cli {
namespace {

namespace fs = std::filesystem;

struct ToolFlags : RulesFlags {
  std::string first, second, data, file, prefix, runner = "tests/stories/run.py";
  bool all = false, write = false;
};

void print(const boost::json::value& document, const rules::Table& table, const RulesFlags& flags) {
  if (flags.out.output() == Output::json)
    fmt::print("{}\n", boost::json::serialize(document));
  else
    fmt::print("{}", render(table, flags.out.output()));
}

Status diff(const ToolFlags& flags) {
  GS_TRY(a, rules::load_pack(flags.packs(), flags.first));
  GS_TRY(b, rules::load_pack(flags.packs(), flags.second));
  GS_TRY(notes_a, rules::read_notes(flags.packs(), flags.first));
  GS_TRY(notes_b, rules::read_notes(flags.packs(), flags.second));
  const auto document = rules::diff_json(a, notes_a, b, notes_b);
  print(document, rules::diff_table(document, flags.all), flags);
  return {};
}

/// The pack in whose stack the rule is explained: the one named, the node's, or the first that has it.
Result<std::shared_ptr<const rules::Pack>> stack_of(const ToolFlags& flags) {
  for (const auto& id : chosen(flags)) {
    GS_TRY(pack, rules::load_pack(flags.packs(), id));
    const auto own = [&](const rules::Rule& rule) { return rule.id == flags.rule; };
    if (!flags.pack.empty() || std::any_of(pack->rules.begin(), pack->rules.end(), own)) return pack;
  }
  return fail(ErrorCode::state_not_found, flags.rule, "no pack has this rule; see gongshu rules list");
}

Status explain(ToolFlags flags) {
  if (!flags.data.empty() && flags.pack.empty()) {
    GS_TRY(pack, app::pack_of(flags.data));
    flags.pack = std::move(pack);
  }
  GS_TRY(pack, stack_of(flags));
  GS_TRY(explained, rules::explain_json(pack, flags.packs(), flags.rule, flags.stories));
  if (!flags.data.empty()) {
    GS_TRY(counts, app::rule_counts(flags.data, flags.rule));
    explained.as_object()["counts"] = std::move(counts);
  }
  print(explained, rules::explain_table(explained), flags);
  return {};
}

Status make(const ToolFlags& flags) {
  GS_TRY(file, rules::new_pack(flags.packs(), flags.first, flags.prefix));
  fmt::print("已建立 made: {}\n下一步 next: gongshu rules lint --pack {} · docs/how-to/write-a-rule-pack.md\n", file.string(),
             flags.first);
  return {};
}

/// Runs a program with the terminal's streams; its exit code, or -1 when it cannot be started.
int run_program(std::vector<std::string> words) {
  std::vector<char*> argv;
  for (auto& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  std::fflush(stdout);
  pid_t child = 0;
  if (::posix_spawnp(&child, argv[0], nullptr, nullptr, argv.data(), environ) != 0) return -1;
  int state = 0;
  while (::waitpid(child, &state, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(state) ? WEXITSTATUS(state) : 128;
}

/// The stories of one pack, told by the story runner of the source tree against this very program.
bool run_stories(const ToolFlags& flags, const std::string& pack) {
  std::error_code error;
  const auto own = fs::path(flags.stories) / pack;
  if (!fs::is_directory(own, error)) {
    fmt::print("{}：没有故事目录 no stories: {} · stories/README.md\n", pack, own.string());
    return true;
  }
  if (!fs::exists(flags.runner, error)) {
    fmt::print(
        "{}：故事未执行，找不到 {}；请在源码目录中运行或用 --runner 指明 stories not run: the story runner is not there; run "
        "this in the source tree or name it with --runner\n",
        pack, flags.runner);
    return false;
  }
  const auto binary = fs::read_symlink("/proc/self/exe", error);
  // The nodes of the stories run the packs that were checked here.
  ::setenv("GONGSHU_RULEPACKS", fs::absolute(flags.packs(), error).c_str(), 1);
  const int code = run_program({flags.runner, "--filter", pack + "/", "--binary", binary.string()});
  if (code != 0) fmt::print("{}：故事未通过 stories failed (exit {})\n", pack, code);
  return code == 0;
}

void print_coverage(const boost::json::value& row) {
  fmt::print(
      "{}：规则 rules {} · 已绑定 bound {} · 有故事 storied {} · 暂缓 deferred {} · 条文 articles {} · 已落实 covered {}\n",
      std::string(row.at("pack").as_string()), row.at("rules").as_int64(), row.at("bound").as_int64(),
      row.at("storied").as_int64(), row.at("deferred").as_int64(), row.at("articles").as_int64(), row.at("covered").as_int64());
  for (const auto& article : row.at("article_list").as_array())
    if (article.at("kept") == "open") fmt::print("  未落实 open: {}\n", std::string(article.at("article").as_string()));
}

/// Lint first: stories of a pack that does not load say nothing. False when anything failed.
Result<bool> test(const ToolFlags& flags) {
  if (!print_lint(flags)) return false;
  bool good = true;
  for (const auto& pack : chosen(flags)) good = run_stories(flags, pack) && good;
  GS_TRY(covered, rules::coverage(flags.packs(), flags.stories));
  const auto packs = chosen(flags);
  for (const auto& row : covered.at("packs").as_array())
    if (std::find(packs.begin(), packs.end(), std::string(row.at("pack").as_string())) != packs.end()) print_coverage(row);
  return good;
}

Status clashes(const ToolFlags& flags) {
  GS_TRY(local, rules::load_pack(flags.packs(), flags.first));
  GS_TRY(overlay, rules::load_pack(flags.packs(), flags.second));
  GS_TRY(notes, rules::read_notes(flags.packs(), flags.first));
  GS_TRY(above, rules::read_notes(flags.packs(), flags.second));
  const auto found = rules::clashes({local, std::move(notes)}, {overlay, std::move(above)});
  print(rules::clashes_json(found), rules::clashes_table(found), flags);
  if (found.empty() && flags.out.output() == Output::table) fmt::print("没有结构冲突 no clashes in structure\n");
  return {};
}

Status calendar(const ToolFlags& flags) {
  GS_TRY(done, rules::import_calendar(flags.file, flags.packs() / "calendar", flags.write));
  fmt::print("{} 年：{} 个工作日 working days · {}\n", done.year, done.working_days,
             done.written ? "已写入 written to " + done.file.string()
                          : "无误 no faults" +
                                std::string(flags.write ? "，已在其位 in its place already"
                                                        : "；加 --write 写入 add --write to put it at " + done.file.string()));
  return {};
}

}  // namespace

void add_tools(const RulesCommands& commands) {
  const auto flags = std::make_shared<ToolFlags>();
  auto* d = commands.add("diff", "两个规则包逐项对照 · two packs side by side, by topic", flags, [=] { return diff(*flags); });
  d->add_option("a", flags->first, "规则包 · pack")->required();
  d->add_option("b", flags->second, "规则包 · pack")->required();
  d->add_flag("--all", flags->all, "包括相同的主题 · topics that agree, too");
  auto* e =
      commands.add("explain", "一条规则：文意、执行、参数、故事、次数 · one rule: text, enforcement, parameters, stories, counts",
                   flags, [=] { return explain(*flags); });
  e->add_option("rule", flags->rule, "规则编号 · rule id")->required();
  e->add_option("--pack", flags->pack, "在哪个规则包中生效，缺省为其所在的包 · the pack in whose stack; default its own");
  e->add_option("--data", flags->data, "数据目录，附适用与拒绝次数 · data directory, for live counts");
  e->add_option("--stories", flags->stories, "故事目录 · folder of the stories")->capture_default_str();
  auto* n = commands.add("new", "新建规则包 · a commented pack to start from", flags, [=] { return make(*flags); });
  n->add_option("name", flags->first, "规则包编号 · id of the pack")->required();
  n->add_option("--prefix", flags->prefix, "规则编号字母，如 LY · letters of the rule ids");
  auto* t = commands.add("test", "检查、故事、覆盖 · lint, stories, coverage", flags, [=]() -> Status {
    GS_TRY(good, test(*flags));
    if (!good) commands.fail_quietly();
    return {};
  });
  t->add_option("pack", flags->pack, "规则包，缺省为全部 · one pack; default all");
  t->add_option("--stories", flags->stories, "故事目录 · folder of the stories")->capture_default_str();
  t->add_option("--runner", flags->runner, "故事运行器 · the story runner")->capture_default_str();
  auto* c = commands.add("clashes", "本级与上级规则包的结构冲突 · clashes in structure with the pack of the level above", flags,
                         [=] { return clashes(*flags); });
  c->add_option("local", flags->first, "本级规则包 · pack of the node")->required();
  c->add_option("overlay", flags->second, "上级规则包 · pack of the level above")->required();
  auto* y = commands.add("calendar", "检查并导入某年工作日历 · check and import the working-day calendar of a year", flags,
                         [=] { return calendar(*flags); });
  y->add_option("file", flags->file, "日历文件 (YAML) · calendar file")->required();
  y->add_flag("--write", flags->write, "写入规则包目录 · put it into the packs' folder");
}

}  // namespace gongshu::cli
