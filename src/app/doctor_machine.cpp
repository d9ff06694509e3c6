// The doctor's checks outside the data directory: clock, rule pack, calendars, engine, port.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cstring>

#include "app/doctor.h"
#include "app/pack_life.h"
#include "app/records.h"
#include "app/rule_counts.h"
#include "domain/node/events.h"
#include "engine/execute.h"
#include "rules/calendar.h"
#include "rules/report.h"

namespace gongshu::app {
namespace {

using Checks = std::vector<Check>;

void clock_check(Instant now, Checks& out) {
  const int year = static_cast<int>(local_date(now).year());
  if (year >= 2025 && year < 2100) out.push_back({"clock", Finding::ok, "系统时间 " + to_text(now), "system time " + to_text(now), {}});
  else out.push_back({"clock", Finding::problem, "系统时间不可信：" + to_text(now), "the system's clock cannot be right: " + to_text(now), "timedatectl set-ntp true"});
}

void pack_check(const std::filesystem::path& folder, const std::string& pack, Checks& out) {
  const auto problems = rules::lint(folder, pack, {.unknown_points = rules::UnknownPoints::set_aside});
  for (const auto& p : problems)
    out.push_back({"pack", Finding::problem, p.at + "：" + p.hint, p.code + " at " + p.at + ": " + p.hint, "gongshu rules lint --pack " + pack});
  if (problems.empty()) out.push_back({"pack", Finding::ok, "规则包 " + pack + " 无误", "rule pack " + pack + " has no problems", {}});
}

/// Signature, draft and last day of each pack of the stack.
void pack_life_check(const DoctorRequest& request, const std::string& pack, Instant now, Checks& out) {
  const auto overlay = overlay_of(request.data);
  auto life = PackLife::load(request.rulepacks, pack, overlay, request.data / "pack_keys");
  if (!life) {
    out.push_back({"packs", Finding::problem, "规则包不能载入：" + life.error().at, "the packs do not load: " + describe(life.error()), "gongshu rules seal --data '" + request.data.string() + "'"});
    return;
  }
  if (auto db = store::Database::open(request.data / "gongshu.db", store::Mode::read_only)) {
    Records records(*db);
    if (const auto recorded = records.find<domain::node::NodeSubject>(domain::node::kRecord); recorded && *recorded) (*life)->learn(**recorded);
  }
  for (const auto& one : (*life)->in_force().packs)
    out.push_back({"packs", Finding::ok, one.id + "：" + (one.signer ? "由 " + *one.signer + " 签名" : "未签名"),
                   one.id + ": " + (one.signer ? "signed by " + *one.signer + (one.trusted.value_or(false) ? "" : ", key not configured") : "unsigned"), {}});
  for (const auto& warning : (*life)->warnings(now))
    out.push_back({"packs", Finding::warning, warning.zh, warning.en, "见 see GET /api/v1/rules"});
}

/// The calendar of next year comes late in the year; without it deadlines across the new year are refused, so this warns.
void calendar_check(const std::filesystem::path& folder, Instant now, Checks& out) {
  const int year = static_cast<int>(local_date(now).year());
  const auto calendar = rules::Calendar::load(folder / "calendar");
  if (!calendar) {
    out.push_back({"calendar", Finding::problem, "工作日历无法读取：" + calendar.error().at, "a calendar cannot be read: " + describe(calendar.error()), "gongshu rules lint"});
    return;
  }
  const auto years = calendar->years();
  bool complete = true;
  for (const int y : {year, year + 1}) {
    if (std::find(years.begin(), years.end(), y) != years.end()) continue;
    complete = false;
    const auto file = (folder / "calendar" / (std::to_string(y) + ".yaml")).string();
    out.push_back({"calendar", Finding::warning, "缺少 " + std::to_string(y) + " 年工作日历", "the calendar of " + std::to_string(y) + " is missing",
                   "按国务院办公厅放假通知编写 " + file + " / write " + file + " from the State Council's notice"});
  }
  if (complete) out.push_back({"calendar", Finding::ok, "今明两年的工作日历齐全", "the calendars of this year and the next are there", {}});
}

void engine_check(Checks& out) {
  const auto dataset = engine::Dataset::open({.memory_mb = 64, .threads = 1});
  if (dataset) out.push_back({"engine", Finding::ok, "分析引擎可用", "the analytical engine starts", {}});
  else out.push_back({"engine", Finding::problem, "分析引擎无法启动：" + describe(dataset.error()), "the analytical engine does not start: " + describe(dataset.error()), "make build"});
}

/// 0 when the port can be bound, otherwise the reason.
int bind_error(const std::string& listen, int port) {
  const int fd = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (fd < 0) return errno;
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  int failed = 0;
  const int on = 1;  // a port that only waits for old connections to end is free
  (void)::setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
  if (::inet_pton(AF_INET, listen.c_str(), &address.sin_addr) != 1) failed = EINVAL;
  else if (::bind(fd, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) failed = errno;
  ::close(fd);
  return failed;
}

void port_check(const DoctorRequest& request, bool running, Checks& out) {
  const auto where = request.listen + ":" + std::to_string(request.port);
  const int failed = request.listen.find(':') == std::string::npos ? bind_error(request.listen, request.port) : 0;
  if (!failed) out.push_back({"port", Finding::ok, "端口空闲 " + where, "the port is free: " + where, {}});
  else if (failed == EADDRINUSE && running) out.push_back({"port", Finding::ok, "端口由服务使用 " + where, "the port is in use, by the running server as it seems: " + where, {}});
  else out.push_back({"port", Finding::problem, "端口不可用 " + where + "：" + std::strerror(failed), "the port cannot be used: " + where + ": " + std::strerror(failed),
                      "ss -ltnp 'sport = :" + std::to_string(request.port) + "'  # 或换一个 or choose another: --port N"});
}

}  // namespace

void examine_machine(const DoctorRequest& request, const std::string& pack, bool running, std::vector<Check>& out) {
  const auto now = request.clock->now();
  clock_check(now, out);
  if (!pack.empty()) pack_check(request.rulepacks, pack, out);
  if (!pack.empty() && healthy(out)) pack_life_check(request, pack, now, out);
  calendar_check(request.rulepacks, now, out);
  engine_check(out);
  if (request.port >= 0) port_check(request, running, out);
}

}  // namespace gongshu::app
