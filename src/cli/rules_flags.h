// What the subcommands of `gongshu rules` share.
#pragma once
#include <filesystem>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "cli/command.h"
#include "cli/settings.h"
#include "cli/table.h"

namespace gongshu::cli {

struct RulesFlags {
  std::string pack, rule, folder, stories = "stories";
  OutputFlags out;
  std::filesystem::path packs() const { return folder.empty() ? find_rulepacks() : std::filesystem::path(folder); }
};

/// Adds one subcommand of `rules`, with --rulepacks and the output flags; its callback's error is reported and sets the exit
/// code.
class RulesCommands {
 public:
  RulesCommands(CLI::App& rules, int& exit_code) : rules_(&rules), exit_code_(&exit_code) {}

  CLI::App* add(const char* name, const char* help, const std::shared_ptr<RulesFlags>& flags, std::function<Status()> run) const {
    auto* sub = rules_->add_subcommand(name, help);
    sub->add_option("--rulepacks", flags->folder, "规则包所在目录 · folder of the packs");
    sub->add_option("--output", flags->out.format, "table | json | csv")
        ->check(CLI::IsMember({"table", "json", "csv"}))
        ->capture_default_str();
    sub->add_flag("--json", flags->out.json, "同 --output json · same as --output json");
    sub->callback([run = std::move(run), exit_code = exit_code_] {
      if (auto status = run(); !status) *exit_code = report(status.error());
    });
    return sub;
  }
  void fail_quietly() const { *exit_code_ = 1; }  ///< the reason was printed already

 private:
  CLI::App* rules_;
  int* exit_code_;
};

/// One pack when named, all otherwise.
std::vector<std::string> chosen(const RulesFlags& flags);
/// Prints every problem of the chosen packs; false when there is one.
bool print_lint(const RulesFlags& flags);

void add_tools(const RulesCommands& commands);    ///< diff, explain, new, test, clashes, calendar
void add_reading(const RulesCommands& commands);  ///< list, show, lint, coverage, points, states
void add_custody(const RulesCommands& commands);  ///< sign, seal, replay

}  // namespace gongshu::cli
