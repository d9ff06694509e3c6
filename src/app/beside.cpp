#include "app/beside.h"

#include <algorithm>

namespace gongshu::app {
namespace {

struct Watch {
  std::vector<std::string_view> kinds;
  BesideRun run;
};
std::vector<Watch>& watches() {
  static std::vector<Watch> all;
  return all;
}
bool watched(const Watch& watch, std::string_view kind) {
  return std::find(watch.kinds.begin(), watch.kinds.end(), kind) != watch.kinds.end();
}

thread_local Along* current_along = nullptr;
thread_local Moving* current_moving = nullptr;

Result<std::string> status_now(Records& records, std::string_view kind, const std::string& id) {
  GS_TRY(row, records.db().prepare("SELECT status FROM view_row WHERE kind = ?1 AND id = ?2"));
  row.bind_all(kind, id);
  GS_TRY(found, row.step());
  return found ? std::string(row.column_text(0)) : std::string();
}

}  // namespace

bool beside_decisions(std::vector<std::string_view> kinds, BesideRun run) {
  watches().push_back({std::move(kinds), std::move(run)});
  return true;
}

Along::Along(std::string_view kind, BesideRun finish)
    : kind_(kind), finish_(std::move(finish)), outer_(std::exchange(current_along, this)) {}
Along::~Along() { current_along = outer_; }
Along* Along::current() { return current_along; }

Moving::Moving(Along* along) : along_(along) { current_moving = this; }
Moving::~Moving() { current_moving = nullptr; }
Moving* Moving::current() { return current_moving; }

Status Moving::note(Records& records, std::string_view kind, const std::string& id) {
  if (std::none_of(watches().begin(), watches().end(), [&](const auto& w) { return watched(w, kind); })) return {};
  if (std::any_of(moved_.begin(), moved_.end(), [&](const auto& m) { return m.kind == kind && m.id == id; })) return {};
  GS_TRY(before, status_now(records, kind, id));
  moved_.push_back({std::string(kind), id, std::move(before)});
  return {};
}

Status Moving::finish(Tx& beside) {
  const auto moved = std::exchange(moved_, {});  // what is written beside is not looked at again
  for (const auto& watch : watches()) {
    std::vector<Moved> own;
    std::copy_if(moved.begin(), moved.end(), std::back_inserter(own), [&](const auto& m) { return watched(watch, m.kind); });
    if (!own.empty()) GS_CHECK(watch.run(beside, own));
  }
  if (!along_ || along_->done_) return {};
  if (std::none_of(moved.begin(), moved.end(), [&](const auto& m) { return m.kind == along_->kind_; })) return {};
  along_->done_ = true;
  return along_->finish_(beside, moved);
}

}  // namespace gongshu::app
