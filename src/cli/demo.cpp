// gongshu demo: makes a node, plays the whole story against it over HTTP, verifies the record, and stays up.
#include <csignal>
#include <fstream>

#include <fmt/core.h>

#include "app/pack_life.h"
#include "app/setup.h"
#include "app/verification.h"
#include "cli/backend.h"
#include "cli/command.h"
#include "cli/settings.h"
#include "cli/stop_signal.h"
#include "cli/story_clock.h"
#include "demo/demo.h"
#include "demo/script.h"
#include "http/server.h"
#include "rules/report.h"
#include "store/files.h"

namespace gongshu::cli {
namespace {

constexpr const char* kFirstDay = "2026-03-02";  ///< a Monday in a year whose calendar is known
constexpr const char* kMarker = "demo.json";     ///< says that the directory belongs to a demonstration, and how far it came

struct DemoFlags {
  NodeFlags node;
  bool headless = false, fresh = false;
  std::int64_t residents = 1'000'000;
  std::string figures, divisions, script;
};

/// Beside the binary in a source tree, or where told.
Result<std::filesystem::path> find_input(const std::string& given, const char* in_tree, const char* how) {
  std::error_code ec;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", ec).parent_path();
  for (const auto& candidate : {std::filesystem::path(given), binary / "../.." / in_tree, std::filesystem::path(in_tree)})
    if (!candidate.empty() && std::filesystem::exists(candidate, ec)) return std::filesystem::weakly_canonical(candidate, ec);
  return fail(ErrorCode::config_invalid, in_tree, how);
}

/// How far an earlier run came: nothing, "playing" or "told".
std::string marker(const std::filesystem::path& data) {
  const auto text = store::read_file(data / kMarker);
  const auto value = text ? parse_json(*text) : Result<json::value>(json::value());
  return value && value->is_object() && value->get_object().contains("state") ? std::string(value->at("state").as_string()) : std::string();
}

Status mark(const std::filesystem::path& data, const char* state, Instant now) {
  return store::write_file_atomic(data / kMarker, json::serialize(json::object{{"state", state}, {"clock", now}}));
}

/// Only a directory that says it is a demonstration's is ever cleared.
Status prepare(const DemoFlags& flags, const std::filesystem::path& data, bool& told) {
  const auto state = marker(data);
  told = state == "told" && !flags.fresh && !flags.headless;
  if (told) return {};
  std::error_code ec;
  if (state.empty() && std::filesystem::exists(data, ec) && !std::filesystem::is_empty(data, ec))
    return fail(ErrorCode::config_invalid, data.string(), "the directory holds something that is no demonstration; choose another --data");
  std::filesystem::remove_all(data, ec);
  GS_CHECK(store::make_directory(data));
  return mark(data, "playing", 0);
}

Result<std::shared_ptr<Clock>> demo_clock(const std::filesystem::path& data, bool told) {
  if (!told) return story_clock(kFirstDay);
  GS_TRY(text, store::read_file(data / kMarker));
  GS_TRY(value, parse_json(text));
  return story_clock(std::to_string(value.at("clock").as_int64()));
}

/// The built-in story, which brings a census and the division codes.
Result<demo::DemoOutcome> play_built_in(const DemoFlags& flags, app::Node& node, demo::DemoInput input) {
  GS_TRY(figures, find_input(flags.figures, "data/census_2020.csv", "run the demonstration from the source tree, or give --figures"));
  GS_TRY(divisions, find_input(flags.divisions, "build/third_party/divisions/divisions.csv", "run scripts/fetch_divisions.sh, or give --divisions FILE"));
  GS_TRY(admin, app::first_administrator(node, "省公共数据主管部门", "admin"));
  input.figures = figures.parent_path();
  input.divisions = divisions;
  input.admin_password = admin.one_time_password;
  return demo::play(input);
}

/// The pack's own script.
Result<demo::DemoOutcome> play_script(const DemoFlags& flags, app::Node& node, demo::DemoInput input, const std::string& pack, const json::object& script) {
  GS_TRY(figures, find_input(flags.figures, "data/census_2020.csv", "run the demonstration from the source tree, or give --figures"));
  GS_TRY(admin, app::first_administrator(node, std::string(script.at("administration").as_string()), "admin"));
  input.figures = figures.parent_path();
  input.admin_password = admin.one_time_password;
  return demo::play_script(input, pack, script);
}

/// data/demo/<pack>.yaml, when there is one.
Result<std::optional<json::object>> script_of(const DemoFlags& flags, const std::string& pack) {
  const auto name = "data/demo/" + pack + ".yaml";
  const auto file = flags.script.empty() ? find_input({}, name.c_str(), "no script") : Result<std::filesystem::path>(flags.script);
  if (!file) return std::nullopt;
  GS_TRY(script, demo::read_script(*file));
  return std::optional(std::move(script));
}

Status play(const DemoFlags& flags, app::Node& node, const std::string& url, const std::filesystem::path& data, const std::string& pack,
            const std::optional<json::object>& script) {
  const demo::DemoInput input{url, data, {}, {}, flags.residents, {}, &node.clock(), flags.headless};
  GS_TRY(outcome, script ? play_script(flags, node, input, pack, *script) : play_built_in(flags, node, input));
  GS_TRY(report, app::verify_node({data / "node", {}, {}, false, {}}));
  if (!report.ok()) return fail(ErrorCode::ledger_corrupt, report.first_bad->what, "gongshu verify --data " + (data / "node").string());
  fmt::print("\n账本校验通过 verified: {} 条账目 entries · {} 个检查点 checkpoints · {} 行视图 view rows · 展示了 {} 次依规拒绝 refusals shown\n", report.entries,
             report.checkpoints, report.views, outcome.refusals);
  return {};
}

/// The first pack that is local (has a base) and no draft.
Result<std::string> default_pack(const std::filesystem::path& folder) {
  for (const auto& id : rules::pack_ids(folder)) {
    GS_TRY(pack, rules::load_pack(folder, id));
    if (pack->base && pack->status != rules::PackStatus::draft) return id;
  }
  return fail(ErrorCode::config_invalid, "--pack", "name the rule pack to play");
}

Status run(const DemoFlags& flags) {
  StopSignal stop;
  auto node_flags = flags.node;
  if (!node_flags.data) node_flags.data = "var/demo";
  GS_TRY(settings, merge(node_flags));
  if (settings.pack.empty()) {
    GS_TRY(pack, default_pack(settings.rulepacks));
    settings.pack = pack;
  }
  if (flags.headless) settings.port = node_flags.port.value_or(0);
  bool told = false;
  GS_CHECK(prepare(flags, settings.data, told));
  GS_TRY(clock, demo_clock(settings.data, told));
  GS_TRY(script, script_of(flags, settings.pack));
  const auto accounts = script ? demo::accounts_of(*script) : demo::accounts();
  GS_TRY(node, app::Node::open({settings.data / "node", settings.pack, settings.rulepacks, clock, true, accounts}));
  GS_CHECK(app::record_rules(*node));
  NodeBackend backend(*node);
  http::Server server(backend, {.address = settings.listen, .port = static_cast<std::uint16_t>(settings.port)});
  GS_TRY(port, server.start());
  const auto url = fmt::format("http://{}:{}", settings.listen, port);
  fmt::print("公数 Gongshu 演示 demonstration · {} · {}\n", settings.pack, url);
  if (!told) {
    GS_CHECK(play(flags, *node, url, settings.data, settings.pack, script));
    GS_CHECK(mark(settings.data, "told", clock->now()));
  }
  if (!flags.headless) {
    demo::print_guide(url, accounts);
    fmt::print("按 Ctrl-C 结束 · Ctrl-C ends it. 离线校验 verify offline: gongshu verify --data {}\n", (settings.data / "node").string());
    std::fflush(stdout);
    stop.wait();
    GS_CHECK(mark(settings.data, "told", clock->now()));
  }
  server.stop();
  return {};
}

[[maybe_unused]] const bool kDemo = register_command({"demo", [](CLI::App& app, int& exit_code) {
  auto* sub = app.add_subcommand("demo", "演示：从编目到退出的完整过程 · the whole story, from catalog to exit");
  auto flags = std::make_shared<DemoFlags>();
  add_node_flags(*sub, flags->node, true);
  sub->add_flag("--headless", flags->headless, "演完并校验后退出，0 为全部符合 · play, verify and exit; 0 when all holds");
  sub->add_flag("--fresh", flags->fresh, "清除以前的演示，重新开始 · clear an earlier demonstration and begin again");
  sub->add_option("--residents", flags->residents, "合成居民数 · synthetic residents")->check(CLI::Range(10'000, 100'000'000))->capture_default_str();
  sub->add_option("--figures", flags->figures, "普查数据表 · the census table (data/census_2020.csv)");
  sub->add_option("--divisions", flags->divisions, "区划代码表 · the table of division codes");
  sub->add_option("--script", flags->script, "演示脚本，默认为 data/demo/规则包.yaml · the script to play, by default data/demo/PACK.yaml");
  sub->callback([flags, &exit_code] {
    if (auto status = run(*flags); !status) exit_code = report(status.error());
  });
}});

}  // namespace
}  // namespace gongshu::cli
