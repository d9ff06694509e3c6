#include "app/clocks.h"

#include <chrono>
#include <cstdio>
#include <vector>

namespace gongshu::app {
namespace {

constexpr auto kPeriod = std::chrono::seconds(30);
constexpr std::size_t kPage = 500;

std::map<std::string, ClockHandler, std::less<>>& handlers() {
  static std::map<std::string, ClockHandler, std::less<>> all;
  return all;
}
std::vector<std::function<Status(Node&)>>& makers() {
  static std::vector<std::function<Status(Node&)>> all;
  return all;
}

/// A clock has no caller who could be told.
void report(const Error& error) { std::fprintf(stderr, "clocks: %s\n", describe(error).c_str()); }

/// Clocks of kinds with a handler whose day lies before `today`, oldest first, after `after`: a range of the table's own order.
Result<std::vector<DueClock>> past(Records& records, const std::string& today, const DueClock& after) {
  std::vector<DueClock> out;
  GS_TRY(row, records.db().prepare("SELECT day, kind, id, step FROM due WHERE day < ?1 AND (day, kind, id, step) > (?2, ?3, ?4, ?5) "
                                   "ORDER BY day, kind, id, step"));
  row.bind_all(today, after.day, after.kind, after.id, after.step);
  while (out.size() < kPage) {
    GS_TRY(more, row.step());
    if (!more) break;
    if (handlers().contains(row.column_text(1)))
      out.push_back({std::string(row.column_text(0)), std::string(row.column_text(1)), std::string(row.column_text(2)), std::string(row.column_text(3))});
  }
  return out;
}

}  // namespace

bool on_due(std::string_view kind, ClockHandler handler) { return handlers().emplace(std::string(kind), std::move(handler)).second; }
bool on_tick(std::function<Status(Node&)> make) {
  makers().push_back(std::move(make));
  return true;
}

Result<std::unique_ptr<Clocks>> Clocks::open(Node& node) {
  std::unique_ptr<Clocks> out(new Clocks(node));
  out->tick();
  out->timer_ = std::thread([raw = out.get()] { raw->run(); });
  return out;
}

Clocks::~Clocks() {
  {
    std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
  if (timer_.joinable()) timer_.join();
}

void Clocks::run() {
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, kPeriod, [&] { return stopping_; })) {
    lock.unlock();
    tick();
    lock.lock();
  }
}

std::size_t Clocks::tick() {
  std::lock_guard one(ticking_);
  const auto today = to_text(local_date(node_.clock().now()));
  if (made_on_ != today) {
    bool all = true;
    for (const auto& make : makers())
      if (auto made = make(node_); !made) {
        report(made.error());
        all = false;
      }
    if (all) made_on_ = today;
  }
  std::size_t taken = 0;
  for (DueClock last;;) {
    std::vector<DueClock> page;
    const auto read = node_.query([&](Records& records) -> Status {
      GS_TRY(found, past(records, today, last));
      page = std::move(found);
      return {};
    });
    if (!read) report(read.error());
    if (page.empty()) return taken;
    for (const auto& clock : page) {
      const auto done = node_.execute(Node::system_actor(), "clock", [&](Tx& tx) { return handlers().find(clock.kind)->second(tx, clock); });
      if (done) ++taken;
      else report(done.error());
    }
    last = page.back();
  }
}

[[maybe_unused]] static const bool kPart = register_part<Clocks>(90);

}  // namespace gongshu::app
