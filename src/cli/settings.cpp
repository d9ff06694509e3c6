#include "cli/settings.h"

#include <charconv>
#include <cstdlib>
#include <fstream>

namespace gongshu::cli {
namespace {

constexpr const char* kNames[] = {"data", "pack", "overlay", "rulepacks", "listen", "port"};

/// The file's settings, read with CLI11's own TOML reader. Errors name the line's setting.
Result<std::map<std::string, std::string>> read_config(const std::string& path) {
  std::ifstream in(path);
  if (!in) return fail(ErrorCode::config_invalid, path, "the file cannot be read");
  std::map<std::string, std::string> out;
  try {
    for (const auto& item : CLI::ConfigTOML().from_config(in)) {
      if (item.name == "++" || item.name == "--") continue;
      const auto name = item.fullname();
      if (std::find(std::begin(kNames), std::end(kNames), name) == std::end(kNames))
        return fail(ErrorCode::config_invalid, path + ": " + name, "unknown setting; known: data, pack, overlay, rulepacks, listen, port");
      if (item.inputs.size() != 1) return fail(ErrorCode::config_invalid, path + ": " + name, "one value is expected, e.g. port = 8600");
      out[name] = item.inputs[0];
    }
  } catch (const CLI::Error& e) {
    return fail(ErrorCode::config_invalid, path, e.what());
  }
  return out;
}

Result<int> port_number(const std::string& text, const std::string& origin) {
  int port = 0;
  const auto [end, ec] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (ec != std::errc() || end != text.data() + text.size() || port < 0 || port > 65535)
    return fail(ErrorCode::config_invalid, origin, "a port is a number from 0 to 65535; got \"" + text + "\"");
  return port;
}

}  // namespace

void add_node_flags(CLI::App& app, NodeFlags& flags, bool network) {
  app.add_option("--config", flags.config, "设置文件 (TOML) · settings file; $GONGSHU_CONFIG");
  app.add_option("--data", flags.data, "数据目录 · data directory; $GONGSHU_DATA");
  app.add_option("--pack", flags.pack, "规则包编号 · rule pack; $GONGSHU_PACK");
  app.add_option("--overlay", flags.overlay, "上级规则包，承担其上报义务；none 为无 · pack of the level above whose upward duties are carried; none; $GONGSHU_OVERLAY");
  app.add_option("--rulepacks", flags.rulepacks, "规则包所在目录 · folder of the rule packs; $GONGSHU_RULEPACKS");
  if (!network) return;
  app.add_option("--listen", flags.listen, "监听地址 · address to listen on; $GONGSHU_LISTEN");
  app.add_option("--port", flags.port, "端口，0 为任意空闲端口 · port, 0 for any free one; $GONGSHU_PORT")->check(CLI::Range(0, 65535));
}

std::filesystem::path find_rulepacks() {
  if (const char* named = std::getenv("GONGSHU_RULEPACKS"); named && *named) return named;
  std::error_code ec;
  const auto binary = std::filesystem::read_symlink("/proc/self/exe", ec).parent_path();
  for (const auto& candidate : {binary / "../share/gongshu/rulepacks", binary / "../../rulepacks", std::filesystem::path("rulepacks")})
    if (std::filesystem::exists(candidate / "schema.json", ec)) return std::filesystem::weakly_canonical(candidate, ec);
  return "rulepacks";
}

Result<NodeSettings> merge(const NodeFlags& flags, const std::function<const char*(const char*)>& environment) {
  const auto variable = [&](std::string name) -> std::optional<std::string> {
    std::transform(name.begin(), name.end(), name.begin(), [](unsigned char c) { return std::toupper(c); });
    const char* value = environment(("GONGSHU_" + name).c_str());
    return value && *value ? std::optional<std::string>(value) : std::nullopt;
  };
  std::map<std::string, std::string> file;
  if (const auto config = flags.config ? flags.config : variable("config")) {
    GS_TRY(read, read_config(*config));
    file = std::move(read);
  }
  const auto pick = [&](const char* name, const std::optional<std::string>& flag, std::string otherwise) {
    if (flag) return *flag;
    if (const auto value = variable(name)) return *value;
    const auto found = file.find(name);
    return found == file.end() ? otherwise : found->second;
  };
  NodeSettings s;
  s.data = pick("data", flags.data, s.data.string());
  s.pack = pick("pack", flags.pack, s.pack);
  s.overlay = pick("overlay", flags.overlay, s.overlay);
  s.rulepacks = pick("rulepacks", flags.rulepacks, find_rulepacks().string());
  s.listen = pick("listen", flags.listen, s.listen);
  GS_TRY(port, port_number(pick("port", flags.port ? std::optional(std::to_string(*flags.port)) : std::nullopt, "8600"), "port"));
  s.port = port;
  return s;
}

Result<NodeSettings> merge(const NodeFlags& flags) {
  return merge(flags, [](const char* name) { return std::getenv(name); });
}

}  // namespace gongshu::cli
