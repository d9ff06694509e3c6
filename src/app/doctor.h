// What could keep a node from running well, and the command that fixes each. Changes nothing; works beside a running server.
#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/json.h"

namespace gongshu::app {

enum class Finding { ok, warning, problem };
BOOST_DESCRIBE_ENUM(Finding, ok, warning, problem)

struct Check {
  std::string name;  ///< stable key, as "permissions"
  Finding finding = Finding::ok;
  std::string zh, en;  ///< what was found
  std::string fix;     ///< a command or an act; empty when all is well
};
BOOST_DESCRIBE_STRUCT(Check, (), (name, finding, zh, en, fix))

struct DoctorRequest {
  std::filesystem::path data, rulepacks;
  std::string listen = "127.0.0.1";
  int port = 8600;  ///< negative: not asked
  const Clock* clock = nullptr;  ///< null: the system's
};

/// Every check, in a fixed order; a check that cannot run because an earlier one failed is left out.
std::vector<Check> examine(const DoctorRequest& request);

/// True when there is no problem; warnings do not count.
bool healthy(const std::vector<Check>& checks);

/// The checks of the machine and the packs, for examine(): clock, pack, calendars, engine, port.
void examine_machine(const DoctorRequest& request, const std::string& pack, bool running, std::vector<Check>& out);

}  // namespace gongshu::app
