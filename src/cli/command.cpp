#include "cli/command.h"

#include <fmt/core.h>

namespace gongshu::cli {

std::vector<Command>& commands() {
  static std::vector<Command> all;
  return all;
}

bool register_command(Command command) {
  commands().push_back(std::move(command));
  return true;
}

int report(const Error& error) {
  const auto& i = info(error.code);
  fmt::print(stderr, "gongshu: {}\n         {} [{}]\n", i.zh, i.en, i.name);
  if (!error.at.empty()) fmt::print(stderr, "  at:   {}\n", error.at);
  if (!error.hint.empty()) fmt::print(stderr, "  hint: {}\n", error.hint);
  if (!error.rule.empty()) fmt::print(stderr, "  rule: {} {}\n", error.rule, error.article);
  return 1;
}

}  // namespace gongshu::cli
