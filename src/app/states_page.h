// docs/reference/states.md: the transition tables of all subjects as tables and diagrams.
#pragma once
#include <string>

namespace gongshu::app {
std::string states_page();
}
