#include "app/states_page.h"

#include "domain/kernel/transition.h"

namespace gongshu::app {

std::string states_page() {
  std::string out =
      "# 状态流转 States and transitions\n\n<!-- written by `gongshu rules states` from the transition tables beside each subject; do not edit -->\n";
  for (const auto& [kind, rows] : domain::transition_tables()) {
    out += "\n## " + kind + "\n\n```mermaid\nstateDiagram-v2\n";
    for (const auto& row : rows)
      if (row.from != row.to) out += "  " + row.from + " --> " + row.to + ": " + row.event.substr(row.event.find('.') + 1) + "\n";
    out += "```\n\n| from | to | event | who |\n|---|---|---|---|\n";
    for (const auto& row : rows) out += "| " + row.from + " | " + row.to + " | `" + row.event + "` | " + row.role + " |\n";
  }
  return out;
}

}  // namespace gongshu::app
