#include "app/jobs_pool.h"

#include <algorithm>
#include <tuple>

namespace gongshu::app {

QueryPool::Place::~Place() {
  if (pool_) pool_->leave(person_);
}

Result<QueryPool::Place> QueryPool::enter(const std::string& person) {
  std::unique_lock lock(mutex_);
  auto& own = people_[person];
  const bool room = static_cast<int>(waiters_.size()) < limits_.waiting && own.waiting < limits_.waiting_each;
  const bool at_once = running_ < limits_.running && own.running < limits_.running_each;
  if (!room && !at_once) {
    ++refused_;
    return fail(ErrorCode::http_overloaded, {}, "other queries are running; try again when one has ended");
  }
  ++own.waiting;
  const auto me = waiters_.insert(waiters_.end(), Waiter{&person});
  call_next();
  const bool called = changed_.wait_for(lock, limits_.patience, [&] { return me->called; });
  waiters_.erase(me);
  --own.waiting;
  if (called) return Place(this, person);
  ++refused_;
  return fail(ErrorCode::http_overloaded, {}, "other queries are running; try again when one has ended");
}

/// Gives free places away. Under the mutex.
void QueryPool::call_next() {
  while (running_ < limits_.running) {
    const auto rank = [&](const Waiter& w) {
      const auto& p = people_.at(*w.person);
      return std::tuple(w.called || p.running >= limits_.running_each, p.running, p.served);
    };
    const auto next =
        std::min_element(waiters_.begin(), waiters_.end(), [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    if (next == waiters_.end() || std::get<0>(rank(*next))) return;
    auto& person = people_.at(*next->person);
    next->called = true;
    ++running_;
    ++person.running;
    person.served = ++turn_;
    changed_.notify_all();
  }
}

void QueryPool::leave(const std::string& person) {
  std::lock_guard lock(mutex_);
  --running_;
  --people_.at(person).running;
  call_next();
}

QueryPool::Counts QueryPool::counts() const {
  std::lock_guard lock(mutex_);
  return {running_, static_cast<int>(waiters_.size()), turn_, refused_};
}

}  // namespace gongshu::app
