#include "demo/narrator.h"

#include <fmt/core.h>
#include <unistd.h>

#include <cstdlib>

namespace gongshu::demo {
namespace {

std::string member(const json::object& object, const char* name) {
  const auto* value = object.if_contains(name);
  return value && value->is_string() ? std::string(value->get_string()) : std::string();
}

}  // namespace

Narrator::Narrator() : terminal_(isatty(STDOUT_FILENO) && !std::getenv("NO_COLOR")) {}

std::string Narrator::paint(std::string_view code, std::string_view text) const {
  return terminal_ ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
}

void Narrator::act(std::string_view zh, std::string_view en) {
  fmt::print("\n{}\n", paint("1;36", fmt::format("── {} {} · {} ──", ++acts_, zh, en)));
  std::fflush(stdout);
}

void Narrator::step(std::string_view text, std::string_view detail) {
  fmt::print("  {} {}{}\n", paint("32", "✓"), text, detail.empty() ? "" : paint("2", fmt::format("  {}", detail)));
  std::fflush(stdout);
}

void Narrator::refusal(std::string_view what, const json::object& problem) {
  ++refusals_;
  fmt::print("  {} {}\n", paint("33", "⛔"), what);
  const auto rule = member(problem, "rule");
  const auto basis = !rule.empty() ? rule + " " + member(problem, "article") : problem.contains("product_default") ? "产品默认 product default" : "";
  fmt::print("     {} {} {}\n", paint("33", member(problem, "code")), member(problem, "title"), paint("1", basis));
  if (const auto at = member(problem, "at"); !at.empty()) fmt::print("     {} {}\n", paint("2", "位置 at:"), at);
  if (const auto hint = member(problem, "hint"); !hint.empty()) fmt::print("     {} {}\n", paint("2", "可行 passes:"), hint);
  std::fflush(stdout);
}

void Narrator::note(std::string_view text) {
  fmt::print("    {}\n", paint("2", text));
  std::fflush(stdout);
}

void Narrator::progress(std::string_view what, std::int64_t done, std::int64_t total) {
  const int percent = total <= 0 ? 100 : static_cast<int>(done * 100 / total);
  if (!terminal_) {
    if (percent / 25 != last_percent_ / 25 || done == total) fmt::print("    {} {}%\n", what, percent);
    last_percent_ = done == total ? -1 : percent;
    return;
  }
  if (percent == last_percent_ && done != total) return;
  last_percent_ = done == total ? -1 : percent;
  std::string bar;
  for (int i = 0; i < 30; ++i) bar += i * 100 < percent * 30 ? "█" : "░";
  fmt::print("\r    {} {} {:3}%{}", what, bar, percent, done == total ? "\n" : "");
  std::fflush(stdout);
}

}  // namespace gongshu::demo
